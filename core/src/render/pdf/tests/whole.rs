//! What is not parted: tables that are small, a list's last rows, what still fits on a page, words.

use super::FONTS;
use super::documents::*;
use crate::answers::Path;
use crate::compose::*;
use crate::render::pdf::flow::lay_out;
use crate::render::pdf::sheet::{Mark, Shape, Sheets};
use std::collections::BTreeSet;

/// So many lines, and below them `blocks`.
fn below(lines: usize, blocks: Vec<Block>) -> Sheets {
    let filler = (0..lines).map(|_| text("一行", Style::Plain));
    lay_out(&document("below", filler.chain(blocks).collect()), &FONTS)
}

/// The pages, from 1, with a text that begins so.
fn pages_of(sheets: &Sheets, start: &str) -> Vec<usize> {
    let says = |mark: &Mark| matches!(&mark.shape, Shape::Text { line, .. } if line.text.starts_with(start));
    let pages = sheets.pages.iter().zip(1..);
    pages.filter(|(marks, _)| marks.iter().any(says)).map(|(_, page)| page).collect()
}

fn rows(count: usize) -> Vec<Row> {
    (0..count).map(|at| row(vec![label(&format!("栏{at}")), value("内容")])).collect()
}

#[test]
fn what_still_fits_goes_on_below() {
    let blocks = |between: Block| vec![between, heading(2, "签署"), Block::Table(roster(3))];
    for lines in 0..26 {
        let hard = below(lines, blocks(Block::PageBreak));
        assert_eq!(hard.pages.len(), if lines == 0 { 1 } else { 2 }, "{lines}");
        let soft = below(lines, blocks(Block::FreePageBreak));
        let starts = pages_of(&soft, "签署");
        assert_eq!(starts, vec![soft.pages.len()], "{lines}: it stands whole on the last page");
        assert!(lines > 8 || starts == [1], "{lines}: there is room");
        assert!(lines < 24 || starts == [2], "{lines}: there is none");
    }
}

#[test]
fn a_free_page_break_costs_no_page() {
    let blocks = || vec![heading(2, "签署"), Block::Table(roster(40))];
    let mut taken = BTreeSet::new();
    for lines in 1..26 {
        let with = |first: Block| below(lines, [vec![first], blocks()].concat());
        let (hard, free, none) = (with(Block::PageBreak), with(Block::FreePageBreak), below(lines, blocks()));
        assert_eq!(free.pages.len(), hard.pages.len().min(none.pages.len()), "below {lines} lines");
        let is_taken = pages_of(&free, "签署") == [2];
        assert!(is_taken || none.pages.len() < hard.pages.len(), "below {lines} lines");
        taken.insert(none.pages.len() >= hard.pages.len());
    }
    assert_eq!(taken.len(), 2, "both happen");
}

#[test]
fn a_table_of_a_third_of_a_page_is_not_parted() {
    for lines in 0..26 {
        let table = Table { caption: None, widths: vec![1.0, 3.0], header: Vec::new(), rows: rows(8) };
        let sheets = below(lines, vec![Block::Table(table)]);
        assert_eq!(pages_of(&sheets, "栏").len(), 1, "below {lines} lines");
    }
}

#[test]
fn a_lists_last_row_does_not_stand_alone() {
    for count in 10..70 {
        let sheets = below(0, vec![Block::Table(roster(count))]);
        let last = sheets.page();
        let on_last = sheets.places.iter().filter(|place| place.page == last);
        let rows: BTreeSet<Option<usize>> =
            on_last.filter_map(|place| place.path.as_ref()).map(|path: &Path| path.row).collect();
        assert!(last == 1 || rows.len() > 1, "{count} rows: {rows:?} alone on page {last}");
    }
}

#[test]
fn a_name_of_letters_is_not_broken_inside_its_words() {
    let cells = vec![value("Bartholomew Kolkwijzersma"), value("示例大学（上海）"), value("负责总体方案。")];
    let table =
        Table { caption: None, widths: vec![8.0, 46.0, 46.0], header: Vec::new(), rows: vec![row(cells)] };
    let sheets = below(0, vec![Block::Table(table)]);
    assert_eq!(pages_of(&sheets, "Bartholomew"), [1]);
    assert_eq!(pages_of(&sheets, "Kolkwijzersma"), [1]);
}
