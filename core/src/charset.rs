//! Which characters can be printed. Made from the fonts, asked by the check: a character that no font carries is a
//! finding, never an empty box. This module knows no font.

/// The characters that at least one font carries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Charset {
    /// First and last code point, ascending, neither touching nor overlapping.
    ranges: Vec<(u32, u32)>,
}

impl Charset {
    /// Whether the character can be printed. Line ends and tabs are layout, not characters.
    pub fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        let after = self.ranges.partition_point(|&(first, _)| first <= code);
        let carried = after > 0 && self.ranges.get(after - 1).is_some_and(|&(_, last)| code <= last);
        carried || matches!(character, '\n' | '\r' | '\t')
    }
}

impl FromIterator<u32> for Charset {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Charset {
        let mut codes: Vec<u32> = codes.into_iter().collect();
        codes.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for code in codes {
            match ranges.last_mut() {
                Some((_, last)) if code <= last.saturating_add(1) => *last = code,
                _ => ranges.push((code, code)),
            }
        }
        Charset { ranges }
    }
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn a_charset_has_what_it_was_made_of() {
        let charset: Charset = [0x4e02, 0x4e00, 0x4e01, 0x20bb7, 0x4e00].into_iter().collect();
        let has: Vec<bool> = "一丁丂七𠮷𠮶\n".chars().map(|character| charset.has(character)).collect();
        assert_eq!(has, [true, true, true, false, true, false, true]);
    }
}
