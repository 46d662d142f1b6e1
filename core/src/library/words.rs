//! Text as the full-text index keeps it, and what is looked for in it.
//!
//! Chinese has no spaces between words, and a word has two characters as a rule: a run of such characters is kept as all
//! its pairs, and its last character alone. So any part of a run is found, from one character on. Latin words and
//! numbers are kept whole, and found by their beginning.

use unicode_normalization::UnicodeNormalization;

/// A run of characters that belong together; never empty.
pub(super) enum Run {
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

/// The token of an option that was chosen: `·organisation·kind·private`. No word begins with its first character, so that
/// nobody finds it by its letters.
pub(super) fn option(place: &str, id: &str) -> String {
    let mut token = String::new();
    for part in [place, id].into_iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric())) {
        token.push('·');
        token.push_str(part);
    }
    token
}

/// Whether a text may be an option's id: forms allow these signs and no others.
pub(super) fn is_option(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

impl Run {
    /// What finds the texts that hold it, in the index's language.
    pub(super) fn expression(&self) -> String {
        match self {
            Run::Whole(word) => format!("\"{word}\"*"),
            Run::Pairs(letters) if letters.len() == 1 => format!("\"{}\"*", String::from_iter(letters)),
            Run::Pairs(letters) => {
                let pairs: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
                format!("\"{}\"", pairs.join(" "))
            }
        }
    }

    /// The same, of a text at hand.
    pub(super) fn is_in(&self, runs: &[Run]) -> bool {
        runs.iter().any(|run| match (self, run) {
            (Run::Whole(part), Run::Whole(word)) => word.starts_with(part.as_str()),
            (Run::Pairs(part), Run::Pairs(letters)) => {
                letters.windows(part.len()).any(|letters| letters == part.as_slice())
            }
            _ => false,
        })
    }
}

/// The runs of a text, in their order; what is no letter and no digit stands between them.
pub(super) fn runs(text: &str) -> Vec<Run> {
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
        for (words, expected) in [
            ("海设 \"OR\" 人", ["\"海设\"", "\"or\"*", "\"人\"*"].as_slice()),
            ("设计中心", &["\"设计 计中 中心\""]),
            ("*()", &[]),
        ] {
            assert_eq!(runs(words).iter().map(Run::expression).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_text_at_hand_holds_what_the_index_would_find() {
        for (part, text, holds) in [
            ("民营", "民营企业", true),
            ("营企", "民营企业", true),
            ("业", "民营企业", true),
            ("营业", "民营企业", false),
            ("iso", "ISO9001 认证", true),
            ("9001", "ISO9001 认证", false),
            ("认", "ISO9001", false),
        ] {
            assert!(runs(part).iter().all(|part| part.is_in(&runs(text)) == holds), "{part} in {text}");
        }
    }
}
