//! Digital object identifiers (ISO 26324), by which one paper is known wherever it is cited.

/// What a DOI's registrant has behind `10.`, in digits, at least and at most.
const REGISTRANT: std::ops::RangeInclusive<usize> = 4..=9;
/// What stands behind a DOI in running text and is no part of it.
const BEHIND: [char; 13] = ['.', ',', ';', ':', ')', ']', '}', '>', '"', '。', '，', '；', '）'];

/// The first DOI in a text, in small letters, since its letters count alike: `10.1000/abc` of
/// `https://doi.org/10.1000/ABC` or `DOI: 10.1000/ABC.`; `None`: there is none.
pub fn doi(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    small.match_indices("10.").find_map(|(at, _)| {
        let is_inside = small[..at].ends_with(|before: char| before.is_ascii_digit() || before == '.');
        let found = small[at..].split(char::is_whitespace).next()?;
        let (registrant, rest) = found.strip_prefix("10.")?.split_once('/')?;
        let digits = registrant.split('.').next()?;
        let is_registrant = REGISTRANT.contains(&digits.len())
            && registrant.chars().all(|character| character.is_ascii_digit() || character == '.');
        let end = trimmed(rest);
        (!is_inside && is_registrant && !end.is_empty()).then(|| format!("10.{registrant}/{end}"))
    })
}

/// Without what the sentence puts behind it; a bracket that was opened within stays.
fn trimmed(suffix: &str) -> &str {
    let mut suffix = suffix;
    while let Some(last) = suffix.chars().last().filter(|last| BEHIND.contains(last)) {
        if last == ')' && suffix.contains('(') {
            break;
        }
        suffix = &suffix[..suffix.len() - last.len_utf8()];
    }
    suffix
}

#[cfg(test)]
mod tests {
    use super::doi;

    #[test]
    fn a_doi_is_found_in_what_people_write() {
        for (text, expected) in [
            ("10.1000/ABC", Some("10.1000/abc")),
            ("https://doi.org/10.1103/PhysRevLett.12.345", Some("10.1103/physrevlett.12.345")),
            ("示例学报, 2020, 1(2): 3. DOI：10.1000/a-b_c(1)2.", Some("10.1000/a-b_c(1)2")),
            ("（doi:10.1000.10/123）", Some("10.1000.10/123")),
            ("10.1016/S0140(01)", Some("10.1016/s0140(01)")),
            ("ZL201610000841.5", None),
            ("10.12/abc", None),
            ("110.1000/abc", None),
            ("10.1000/", None),
            ("10.1000/。", None),
            ("", None),
        ] {
            assert_eq!(doi(text).as_deref(), expected, "{text}");
        }
    }
}
