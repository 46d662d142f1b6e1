//! CSV, TSV and text copied from a spreadsheet.

use super::{Cell, ImportError, ROWS_A_STEP, Step, Table};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::borrow::Cow;

/// The text of a file: UTF-8 or UTF-16 by its mark, UTF-8 where it is that, GB 18030 otherwise.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (GB18030, 0),
    };
    let rest = bytes.get(mark..).unwrap_or_default();
    let text =
        encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or(ImportError::Encoding)?;
    // Other programs' files hold zero bytes; a table as text never does.
    if text.contains('\0') { Err(ImportError::NotATable) } else { Ok(text) }
}

/// The rows of a text; blank ones count for the numbering.
pub(super) fn rows(text: &str, most: usize, step: Step<'_>) -> Result<Table, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut table, mut record, mut cells, mut number) =
        (Table::default(), csv::StringRecord::new(), 0, 0_u32);
    while reader.read_record(&mut record).map_err(|_| ImportError::Damaged)? {
        let at = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0);
        number = number.saturating_add(blank_lines(text.as_bytes(), at)).saturating_add(1);
        cells += record.len();
        if cells > super::MOST_CELLS {
            return Err(ImportError::TooLarge);
        }
        let texts = record.iter().map(|text| match text.trim() {
            "" => Cell::Empty,
            _ => Cell::Text(text.to_owned()),
        });
        table.push(number, texts.collect())?;
        if table.count >= most {
            break;
        }
        if table.count % ROWS_A_STEP == 0 && step(&mut table.rows).is_break() {
            return Err(ImportError::Cancelled);
        }
    }
    Ok(table)
}

/// What parts the cells: whichever of tab, comma and semicolon stands most often, outside quotes, in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b'\t', 0), (b',', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(10_000) {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of equals: a tab is never part of a cell.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Lines without anything in them before a record, of which the reader says nothing. The record before it may have left
/// half of its own line end.
fn blank_lines(text: &[u8], at: usize) -> u32 {
    let rest = text.get(at..).unwrap_or_default();
    let ends =
        rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    let is_half = at > 0 && text.get(at - 1) == Some(&b'\r') && rest.first() == Some(&b'\n');
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_sub(u32::from(is_half))
}
