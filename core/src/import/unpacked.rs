//! A zip unpacked once into nothing before anything reads it: what its headers claim is no measure.
//!
//! The rows that a workbook's sheets hide are found on the way; the reader of cells does not tell them.

use super::{ImportError, LARGEST_UNPACKED, MOST_ROWS};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Write};

/// A tag is no longer than this; what is longer is no row's.
const LONGEST_TAG: usize = 4096;
/// Bytes of the list of sheets, at most.
const LONGEST_LIST: u64 = 1024 * 1024;
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// What a zip holds.
#[derive(Default)]
pub(super) struct Unpacked {
    /// The names of its files.
    pub(super) names: Vec<String>,
    /// The numbers, from 1, of the rows that are hidden or filtered away, by the sheet's name.
    pub(super) hidden: BTreeMap<String, BTreeSet<u32>>,
}

/// Unpacks all of it.
///
/// # Errors
/// When it is damaged, or larger than anything that is a table.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked, ImportError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged)?;
    let mut left = LARGEST_UNPACKED;
    let mut names = Vec::with_capacity(archive.len());
    let (mut book, mut relations, mut hidden) = (Vec::new(), Vec::new(), BTreeMap::new());
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| ImportError::Damaged)?;
        let name = file.name().map_err(|_| ImportError::Damaged)?.into_owned();
        let mut file = file.take(left + 1);
        let mut rows = HiddenRows::default();
        let read = match name.as_str() {
            WORKBOOK => copy_start(&mut file, &mut book),
            RELATIONS => copy_start(&mut file, &mut relations),
            name if name.starts_with("xl/worksheets/") => io::copy(&mut file, &mut rows),
            _ => io::copy(&mut file, &mut io::sink()),
        };
        left = left.checked_sub(read.map_err(|_| ImportError::Damaged)?).ok_or(ImportError::TooLarge)?;
        if !rows.found.is_empty() {
            hidden.insert(name.clone(), rows.found);
        }
        names.push(name);
    }
    let by_sheet = sheets(&book, &relations).filter_map(|(sheet, part)| Some((sheet, hidden.remove(&part)?)));
    Ok(Unpacked { hidden: by_sheet.collect(), names })
}

/// Keeps as much as lists of sheets take; gives the length of all.
fn copy_start(file: &mut impl Read, kept: &mut Vec<u8>) -> io::Result<u64> {
    let start = io::copy(&mut file.take(LONGEST_LIST), kept)?;
    Ok(start + io::copy(file, &mut io::sink())?)
}

/// Takes a sheet's XML piece by piece and notes the rows that say `hidden`.
#[derive(Default)]
struct HiddenRows {
    found: BTreeSet<u32>,
    /// The beginning of a tag that the last piece did not end.
    begun: Vec<u8>,
}

impl Write for HiddenRows {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let end = piece.iter().rposition(|byte| *byte == b'>').map_or(0, |at| at + 1);
        let (ended, rest) = piece.split_at(end);
        if ended.is_empty() {
            self.begun.extend_from_slice(rest);
        } else {
            let text = [&std::mem::take(&mut self.begun), ended].concat();
            self.note(&text);
            self.begun.extend_from_slice(rest);
        }
        if self.begun.len() > LONGEST_TAG {
            self.begun.clear();
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl HiddenRows {
    fn note(&mut self, text: &[u8]) {
        const HIDDEN: &[u8] = b"hidden=";
        for at in memchr::memmem::find_iter(text, HIDDEN) {
            let begin = text[..at].iter().rposition(|byte| *byte == b'<').map_or(at, |begin| begin + 1);
            let end = text[at..].iter().position(|byte| *byte == b'>').map_or(text.len(), |end| at + end);
            if let Some(row) = hidden_row(&text[begin..end])
                && self.found.len() < MOST_ROWS
            {
                self.found.insert(row);
            }
        }
    }
}

/// The number of a row whose tag says that it is hidden.
fn hidden_row(tag: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(tag).ok()?.trim_end_matches('/');
    let tag = BytesStart::from_content(text, text.find(' ').unwrap_or(text.len()));
    let is_hidden =
        tag.local_name().as_ref() == "row" && matches!(attribute(&tag, "hidden")?.as_str(), "1" | "true");
    if is_hidden { attribute(&tag, "r")?.parse().ok() } else { None }
}

/// The sheets by name with the path of each one's part.
fn sheets(book: &[u8], relations: &[u8]) -> impl Iterator<Item = (String, String)> {
    let pairs = |xml: &[u8], tag, key, value| -> Vec<(String, String)> {
        let tags = tags(xml, tag);
        tags.iter().filter_map(|tag| Some((attribute(tag, key)?, attribute(tag, value)?))).collect()
    };
    let targets: BTreeMap<_, _> = pairs(relations, "Relationship", "Id", "Target").into_iter().collect();
    pairs(book, "sheet", "name", "id").into_iter().filter_map(move |(sheet, id)| {
        let target = targets.get(&id)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((sheet, path))
    })
}

/// The tags of a name; what is no XML ends them.
fn tags(xml: &[u8], name: &str) -> Vec<BytesStart<'static>> {
    let (mut reader, mut buffer, mut found) = (Reader::from_reader(xml), Vec::new(), Vec::new());
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => {
                found.push(tag.into_owned())
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    found
}

/// An attribute's text, whatever prefix its name has.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().flatten();
    let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zip::write::SimpleFileOptions;

    /// The rows that are found hidden, where the list of sheets and that of their parts begin behind so many blanks.
    fn hidden(before_sheets: usize, before_parts: usize) -> BTreeMap<String, BTreeSet<u32>> {
        let book = "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>";
        let relations =
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/1.xml\"/></Relationships>";
        let sheet = "<worksheet><row r=\"7\" hidden=\"1\"/></worksheet>";
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, blanks, text) in [
            (WORKBOOK, before_sheets, book),
            (RELATIONS, before_parts, relations),
            ("xl/worksheets/1.xml", 0, sheet),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(" ".repeat(blanks).as_bytes()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        unpack(&zip.finish().unwrap().into_inner()).unwrap().hidden
    }

    #[test]
    fn lists_of_sheets_are_kept_so_far() {
        let found = BTreeMap::from([("a".to_owned(), BTreeSet::from([7]))]);
        assert_eq!(hidden(1_000_000, 1_000_000), found);
        assert_eq!(hidden(1 << 20, 0), BTreeMap::new());
        assert_eq!(hidden(0, 1 << 20), BTreeMap::new());
    }
}
