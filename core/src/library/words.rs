//! Text as the full-text index keeps it, and what is looked for in it.
//!
//! Chinese has no spaces between words, and a word has two characters as a rule: a run of such characters is kept as all
//! its pairs, and its last character alone. So any part of a run is found, from one character on. Latin words and
//! numbers are kept whole, and found by their beginning.

use unicode_normalization::UnicodeNormalization;

/// A run of characters that belong together.
enum Run {
    /// Latin letters and digits, in lower case.
    Whole(String),
    /// Anything else that is written in letters.
    Pairs(Vec<char>),
}

/// The index's tokens of a text, with spaces between them; empty: nothing to be found.
pub(super) fn tokens(text: &str) -> String {
    let mut tokens: Vec<String> = Vec::new();
    for run in runs(text) {
        match run {
            Run::Whole(word) => tokens.push(word),
            Run::Pairs(letters) => {
                tokens.extend(letters.windows(2).map(|pair| pair.iter().collect()));
                tokens.extend(letters.last().map(char::to_string));
            }
        }
    }
    tokens.join(" ")
}

/// What finds the texts that hold every word; one expression of the index's language for each run.
pub(super) fn wanted(words: &str) -> Vec<String> {
    let expression = |run| match run {
        Run::Whole(word) => format!("\"{word}\"*"),
        Run::Pairs(letters) if letters.len() == 1 => format!("\"{}\"*", String::from_iter(letters)),
        Run::Pairs(letters) => {
            let pairs: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
            format!("\"{}\"", pairs.join(" "))
        }
    };
    runs(words).into_iter().map(expression).collect()
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            runs.push(None);
            continue;
        }
        match (runs.last_mut(), c.is_ascii()) {
            (Some(Some(Run::Whole(word))), true) => word.push(c),
            (Some(Some(Run::Pairs(letters))), false) => letters.push(c),
            (_, true) => runs.push(Some(Run::Whole(c.to_string()))),
            (_, false) => runs.push(Some(Run::Pairs(vec![c]))),
        }
    }
    runs.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_as_words_and_pairs() {
        for (text, expected) in [
            ("上海设计", "上海 海设 设计 计"),
            ("Ａ股 2024年，iPhone15", "a 股 2024 年 iphone15"),
            ("𠮷野家", "𠮷野 野家 家"),
            ("——！ ", ""),
        ] {
            assert_eq!(tokens(text), expected);
        }
    }

    #[test]
    fn words_are_looked_for_by_their_parts() {
        assert_eq!(wanted("海设 \"OR\" 人"), ["\"海设\"", "\"or\"*", "\"人\"*"]);
        assert_eq!(wanted("设计中心"), ["\"设计 计中 中心\""]);
        assert!(wanted("*()").is_empty());
    }
}
