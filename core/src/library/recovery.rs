//! The recovery key: the library's key as text that people print, keep and type in again.
//!
//! Four lines of fifteen characters. Each line carries 64 bits of the key and 11 check bits of its own, so that a slip
//! is found before anything is opened, and the line that holds it is named. The alphabet is Crockford's: no I, L, O or
//! U, and whoever types one of the first three means a digit. An error never repeats what was typed.

use super::Key;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Lines on paper.
const LINES: usize = 4;
/// Characters of a line.
const LINE: usize = 15;
/// Characters between two dashes.
const GROUP: usize = 5;
/// Bits of a line that only check it.
const CHECK_BITS: u32 = 11;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why a text is no recovery key. Lines count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// Too few or too many characters in all.
    #[error("恢复密钥共 {all} 个字符，现在是 {0} 个。", all = LINES * LINE)]
    Length(usize),
    /// Too few or too many characters in a line.
    #[error("恢复密钥第 {line} 行应为 {all} 个字符，现在是 {found} 个。", all = LINE)]
    LineLength {
        /// Which.
        line: usize,
        /// How many it has.
        found: usize,
    },
    /// A character that stands in no recovery key.
    #[error("恢复密钥第 {0} 行有不属于恢复密钥的字符（只用数字和英文字母，不用 U）。")]
    Character(usize),
    /// The line does not agree with its check characters.
    #[error("恢复密钥第 {0} 行有误，或者各行的次序有误。")]
    Line(usize),
}

impl Key {
    /// For paper: four lines of three groups, `7ZQ4M-0XK2T-9B3NF`.
    pub fn to_recovery(&self) -> String {
        let lines: Vec<String> = self.parts().enumerate().map(|(at, part)| line(at, part)).collect();
        lines.join("\n")
    }

    /// What [`Key::to_recovery`] gave, as a person types it: full-width or small letters, any spaces and dashes.
    ///
    /// # Errors
    /// Where the slip is.
    pub fn from_recovery(text: &str) -> Result<Key, RecoveryError> {
        let lines = typed_lines(text)?;
        let mut key = [0; 32];
        for (at, digits) in lines.iter().enumerate() {
            let part = read_line(at, digits)?;
            key[at * 8..at * 8 + 8].copy_from_slice(&part.to_be_bytes());
        }
        Ok(Key::of(key))
    }

    fn parts(&self) -> impl Iterator<Item = u64> {
        self.bytes().chunks_exact(8).map(|part| part.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }
}

fn line(at: usize, part: u64) -> String {
    let bits = u128::from(part) << CHECK_BITS | check(at, part);
    let mut text = String::with_capacity(LINE + 2);
    for place in 0..LINE {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        let digit = bits >> (5 * (LINE - 1 - place)) & 31;
        text.push(char::from(ALPHABET[digit as usize]));
    }
    text
}

fn read_line(at: usize, digits: &[u8]) -> Result<u64, RecoveryError> {
    let bits = digits.iter().fold(0_u128, |all, digit| all << 5 | u128::from(*digit));
    let part = (bits >> CHECK_BITS) as u64;
    if bits & ((1 << CHECK_BITS) - 1) == check(at, part) {
        Ok(part)
    } else {
        Err(RecoveryError::Line(at + 1))
    }
}

/// Of the line and its place, so that lines in another order are noticed.
fn check(at: usize, part: u64) -> u128 {
    let mut said = b"shenbao recovery key ".to_vec();
    said.push(at as u8);
    said.extend(part.to_be_bytes());
    let digest = Sha256::digest(&said);
    (u128::from(digest[0]) << 8 | u128::from(digest[1])) >> (16 - CHECK_BITS)
}

/// The digits of the four lines. A text that was typed in four lines is measured line by line, any other as a whole.
fn typed_lines(text: &str) -> Result<Vec<Vec<u8>>, RecoveryError> {
    let text: String = text.nfkc().collect();
    let lines: Vec<Vec<char>> = text.lines().map(typed).filter(|line| !line.is_empty()).collect();
    if lines.len() == LINES
        && let Some(line) = lines.iter().position(|line| line.len() != LINE)
    {
        return Err(RecoveryError::LineLength { line: line + 1, found: lines[line].len() });
    }
    let all: Vec<char> = lines.concat();
    if all.len() != LINES * LINE {
        return Err(RecoveryError::Length(all.len()));
    }
    let read = |(at, line): (usize, &[char])| {
        line.iter().map(|c| digit(*c).ok_or(RecoveryError::Character(at + 1))).collect()
    };
    all.chunks_exact(LINE).enumerate().map(read).collect()
}

fn typed(line: &str) -> Vec<char> {
    let is_written =
        |c: &char| !c.is_whitespace() && !matches!(c, '-' | '‐'..='―' | '−' | '一' | '_' | '.' | '·');
    line.chars().filter(is_written).collect()
}

fn digit(c: char) -> Option<u8> {
    let meant = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == meant).map(|at| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> Key {
        Key::of(std::array::from_fn(|at| at as u8))
    }

    #[test]
    fn it_looks_like_this() {
        insta::assert_snapshot!(key().to_recovery());
    }

    #[test]
    fn it_is_read_as_people_type_it() {
        let text = key().to_recovery();
        let wide: String = text
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c })
            .collect();
        let slips = text.to_lowercase().replace('0', "o").replace('1', "l");
        for typed in [text.replace('\n', " "), text.replace('-', ""), wide, slips, format!("\n {text} \n")] {
            assert_eq!(Key::from_recovery(&typed), Ok(key()), "{typed}");
        }
    }

    #[test]
    fn a_slip_is_found_in_its_line() {
        let lines = key().to_recovery();
        let lines: Vec<&str> = lines.lines().collect();
        let short = [lines[0], lines[1], &lines[2][1..], lines[3]].join("\n");
        let foreign = [lines[0], &lines[1].replacen('-', "U-", 1)[1..], lines[2], lines[3]].join("\n");
        let swapped = [lines[1], lines[0], lines[2], lines[3]].join("\n");
        let missing = lines[..3].join("\n");
        for (text, error) in [
            (short.as_str(), RecoveryError::LineLength { line: 3, found: 14 }),
            (&foreign, RecoveryError::Character(2)),
            (&swapped, RecoveryError::Line(1)),
            (&missing, RecoveryError::Length(45)),
            ("", RecoveryError::Length(0)),
        ] {
            assert_eq!(Key::from_recovery(text), Err(error));
        }
    }

    proptest! {
        #[test]
        fn every_key_comes_back(bytes: [u8; 32]) {
            let key = Key::of(bytes);
            prop_assert_eq!(Key::from_recovery(&key.to_recovery()), Ok(key));
        }

        #[test]
        fn another_character_is_another_line_or_none(at in 0..60_usize, other in 0..32_usize) {
            let mut text: Vec<char> = key().to_recovery().chars().filter(char::is_ascii_alphanumeric).collect();
            let other = char::from(ALPHABET[other]);
            prop_assume!(text[at] != other);
            text[at] = other;
            let read = Key::from_recovery(&text.iter().collect::<String>());
            // One slip in two thousand agrees with its check; it is then another key, which opens nothing.
            prop_assert!(read == Err(RecoveryError::Line(at / LINE + 1)) || read.is_ok_and(|read| read != key()));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,90}") {
            let _ = Key::from_recovery(&text);
        }
    }
}
