//! References as a table: BibTeX, RIS and EndNote files, and citations as they are printed below a paper.
//!
//! Each is taken apart piece by piece, so that one that cannot be read spoils no other: it stands as the title of its
//! row, with the rest missing. A year without a day stays a year, and authors who are not named are told.

mod bibtex;
mod names;
mod printed;
mod tagged;

use super::{Cell, ImportError, Step, Table, guarded};
use std::fmt::Write as _;

/// What the columns are called; `heading.rs` knows which fields mean the same.
const HEADINGS: [&str; 5] = ["题目", "刊名或出版社", "发表日期", "作者", "DOI"];
/// Lines by which a text is known.
const HEAD: usize = 200;
/// Pieces between two looks at whether to go on.
const A_STEP: usize = 200;
/// Rows that a notice names.
const NAMED: usize = 10;

/// How references are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `@article{…}`
    Bibtex,
    /// `TY  - JOUR`
    Ris,
    /// `%0 Journal Article`
    Endnote,
    /// `张三. 题名[J]. 刊名, 2020, 1(2): 3-4.` after GB/T 7714.
    Printed,
}

/// One reference.
#[derive(Debug, Default, PartialEq, Eq)]
struct Reference {
    title: String,
    /// The journal, or else the proceedings, the publisher, the school.
    published_in: String,
    /// `2020-05-20`, `2020-05` or `2020`, as much as is said.
    date: String,
    authors: names::Names,
    /// Empty: none is said.
    doi: String,
}

/// What a text is written in; `None`: no references.
pub(super) fn recognise(text: &str) -> Option<Style> {
    let mut lines = text.lines().take(HEAD).map(str::trim_start);
    let marked = lines.find_map(|line| match line.as_bytes() {
        [b'T', b'Y', rest @ ..] if rest.trim_ascii_start().starts_with(b"-") => Some(Style::Ris),
        [b'%', b'0', b' ', ..] => Some(Style::Endnote),
        [b'@', ..] if bibtex::starts_entry(line) => Some(Style::Bibtex),
        _ => None,
    });
    marked.or_else(|| printed::is_printed(text).then_some(Style::Printed))
}

/// The references below a row of headings.
pub(super) fn rows(text: &str, style: Style, most: usize, step: Step<'_>) -> Result<Table, ImportError> {
    let mut table = Table::default();
    table.push(1, HEADINGS.map(|heading| Cell::Text(heading.to_owned())).to_vec())?;
    let (pieces, read) = taken_apart(text, style);
    let mut cut = Vec::new();
    for (piece, number) in pieces.iter().zip(2_u32..) {
        let found = guarded(|| Ok(read(piece))).ok().flatten();
        let reference =
            found.unwrap_or_else(|| Reference { title: piece.trim().to_owned(), ..Reference::default() });
        if reference.authors.is_cut {
            cut.push(number);
        }
        let Reference { title, published_in, date, authors, doi } = reference;
        let cells = [title, published_in, date, authors.joined(), doi];
        table.push(number, cells.map(Cell::Text).to_vec())?;
        if table.count >= most {
            break;
        }
        if table.count % A_STEP == 0 && step(&mut table.rows).is_break() {
            return Err(ImportError::Cancelled);
        }
    }
    table.notices.extend(told(&cut));
    Ok(table)
}

type Read<'t> = Box<dyn Fn(&str) -> Option<Reference> + 't>;

fn taken_apart(text: &str, style: Style) -> (Vec<String>, Read<'_>) {
    match style {
        Style::Bibtex => {
            let (words, entries) = bibtex::entries(text);
            (entries, Box::new(move |entry| bibtex::read(&words, entry)))
        }
        Style::Ris => (tagged::records(text, "TY"), Box::new(tagged::ris)),
        Style::Endnote => (tagged::records(text, "%0"), Box::new(tagged::endnote)),
        Style::Printed => (printed::citations(text), Box::new(printed::read)),
    }
}

/// Who stands behind “et al.” is not known.
fn told(cut: &[u32]) -> Option<String> {
    let mut rows = String::new();
    for number in cut.iter().take(NAMED) {
        let mark = if rows.is_empty() { "" } else { "、" };
        write!(rows, "{mark}{number}").ok()?;
    }
    let more = if cut.len() > NAMED { "等" } else { "" };
    (!cut.is_empty()).then(|| format!("第 {rows} {more}行的作者以“等”省略，没有列全；请补全全部作者。"))
}

/// As much of a day as is known.
fn date(year: i32, month: Option<u8>, day: Option<u8>) -> String {
    match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    }
}

#[cfg(test)]
mod tests;
