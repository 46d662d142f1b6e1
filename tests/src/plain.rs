//! Looks for words in every file below a folder, as the encodings in which a program or a system here may write them.

use std::fs;
use std::path::Path;

/// Where words stand in plain text: `word as UTF-16LE in path`. Files that vanish meanwhile are left out.
pub fn find(folder: &Path, words: &[&str]) -> Vec<String> {
    let patterns: Vec<(String, Vec<u8>)> = words.iter().flat_map(|word| encoded(word)).collect();
    let mut found = Vec::new();
    walk(folder, &mut |path| {
        let Ok(bytes) = fs::read(path) else { return };
        for (name, pattern) in &patterns {
            if contains(&bytes, pattern) {
                found.push(format!("{name} in {}", path.display()));
            }
        }
    });
    found
}

/// A word in each encoding.
pub fn encoded(word: &str) -> [(String, Vec<u8>); 3] {
    let utf16 = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb18030 = encoding_rs::GB18030.encode(word).0.into_owned();
    [
        (format!("{word} as UTF-8"), word.as_bytes().to_vec()),
        (format!("{word} as UTF-16LE"), utf16),
        (format!("{word} as GB18030"), gb18030),
    ]
}

fn contains(bytes: &[u8], pattern: &[u8]) -> bool {
    let Some(first) = pattern.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(pattern) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), visit),
            Ok(kind) if kind.is_file() => visit(&entry.path()),
            _ => {}
        }
    }
}
