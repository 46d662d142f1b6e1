//! What was typed is what can be searched and copied.
//!
//! standard_characters.txt is the 通用规范汉字表 of 2013 in its own order, from the property kTGH of Unicode's Unihan
//! database 15.0 (Unicode License V3, © Unicode, Inc.).

use super::documents::{document, text};
use super::{FONTS, kept, read_back};
use crate::compose::{Block, Style};

const STANDARD: &str = include_str!("standard_characters.txt");

/// Prints lines and compares what a reader finds.
fn check(id: &str, lines: &[String]) {
    let blocks: Vec<Block> = lines.iter().map(|line| text(line, Style::Plain)).collect();
    let (_, file) = kept(&document(id, blocks));
    let found: String = read_back(&file).concat().replace('\n', "");
    for line in lines {
        assert!(found.contains(line.as_str()), "{id}: {line} is not in what was read back");
    }
}

#[test]
fn every_standard_character_is_printed_and_read_back() {
    let characters: Vec<char> = STANDARD.chars().filter(|character| *character != '\n').collect();
    assert_eq!(characters.len(), 8105);
    let charset = FONTS.charset();
    assert_eq!(characters.iter().filter(|character| !charset.contains(**character)).count(), 0);
    let lines: Vec<String> = characters.chunks(30).map(|chunk| chunk.iter().collect()).collect();
    check("standard-characters", &lines);
}

#[test]
fn rare_characters_come_from_the_fallback() {
    check(
        "rare-characters",
        &["𠮷䶮㛃𬭎𰻝𬱖堃喆"].map(String::from).map(|line| {
            let charset = FONTS.charset();
            line.chars().filter(|character| charset.contains(*character)).collect()
        }),
    );
}

#[test]
fn characters_that_share_a_glyph_stay_apart() {
    let lines =
        ["⼪尢⼀一⼆二⼈人⼊入⼋八", "①➀②➁③➂", "Ωμ§·•", "“引”与‘引’", "fi ffi fl office"].map(String::from);
    check("shared-glyphs", &lines);
}
