//! Names that may be meant to be the same: whatever their spaces, the width of their letters, and whether they are written
//! in traditional or simplified characters.
//!
//! Only ever used to say that two names may be the same. Two people may well share a name, so nothing is decided by it.

use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Equal for names that may be the same; never shown.
pub fn folded_name(name: &str) -> String {
    let table = simplified();
    let kept = name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    kept.map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

fn simplified() -> &'static HashMap<char, char> {
    static TABLE: OnceLock<HashMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
        let mut characters = lines.flat_map(str::chars);
        std::iter::from_fn(|| characters.next().zip(characters.next())).collect()
    })
}
