//! The characters that can be printed.

/// A set of characters; asked for every character of every answer, so one bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Charset {
    bits: Vec<u64>,
}

impl Charset {
    /// Whether the character can be printed. White space always can: it needs no glyph.
    pub fn contains(&self, c: char) -> bool {
        let code = c as usize;
        self.bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1) || c.is_whitespace()
    }
}

impl Extend<char> for Charset {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        for c in characters {
            let code = c as usize;
            if self.bits.len() <= code / 64 {
                self.bits.resize(code / 64 + 1, 0);
            }
            self.bits[code / 64] |= 1 << (code % 64);
        }
    }
}

impl FromIterator<char> for Charset {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Charset {
        let mut set = Charset::default();
        set.extend(characters);
        set
    }
}
