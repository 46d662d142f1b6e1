//! OpenDocument workbooks, which say how often a cell or a row is repeated.

use super::{MOST, MOST_BYTES};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, Result};

/// Bytes that the attributes of a cell take without saying anything.
const ATTRIBUTES: u64 = 256;

/// Whether the sheets of an OpenDocument workbook fit; `content`: its content.xml.
///
/// # Errors
/// Those of `content`.
pub(in crate::import) fn ods_fits(mut content: impl BufRead) -> Result<bool> {
    let mut sheets = Sheets::default();
    let mut tag = Vec::new();
    loop {
        let text = skip(&mut content)?;
        sheets.said = sheets.said.saturating_add(text);
        tag.clear();
        let Some(length) = take_tag(&mut content, &mut tag)? else {
            sheets.end_row();
            return Ok(sheets.fits());
        };
        sheets.take(&tag, length);
        if !sheets.fits() {
            return Ok(false);
        }
    }
}

/// Whether every element is closed, and those within it before it; `content`: an XML. The workbook's reader looks for the
/// end of what has begun, and goes on looking where the file is at its end.
pub(in crate::import) fn closes(content: impl BufRead) -> bool {
    let mut reader = Reader::from_reader(content);
    let (mut buffer, mut depth) = (Vec::new(), 0_u32);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

/// Past the next `<`; gives how many bytes stood before it.
fn skip(content: &mut impl BufRead) -> Result<u64> {
    let mut passed = 0;
    loop {
        let buffer = content.fill_buf()?;
        let (taken, found) = match buffer.iter().position(|byte| *byte == b'<') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        content.consume(taken);
        passed += taken as u64;
        if found {
            return Ok(passed);
        }
    }
}

/// A tag without its angle brackets, cut off where nobody writes on; gives its whole length. `None`: the end.
fn take_tag(content: &mut impl BufRead, tag: &mut Vec<u8>) -> Result<Option<u64>> {
    const LONGEST: usize = 1 << 20;
    let (mut quote, mut length) = (None, 0);
    loop {
        let buffer = content.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let mut end = None;
        for (at, byte) in buffer.iter().enumerate() {
            match (quote, byte) {
                (None, b'>') => {
                    end = Some(at);
                    break;
                }
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                _ => {}
            }
        }
        let taken = end.unwrap_or(buffer.len());
        let room = LONGEST.saturating_sub(tag.len()).min(taken);
        tag.extend_from_slice(&buffer[..room]);
        content.consume(taken + usize::from(end.is_some()));
        length += taken as u64;
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

/// What was counted so far.
#[derive(Default)]
struct Sheets {
    cells: u64,
    bytes: u64,
    /// Of this sheet: rows up to the last one with anything in it, and the widest of them.
    rows: u64,
    width: u64,
    empty_rows: u64,
    /// Of this row: how often it stands there, its cells up to the last filled one, their bytes.
    repeats: u64,
    filled: u64,
    empty: u64,
    row_bytes: u64,
    /// Of this cell: how often it stands there, and what was said since the last tag.
    times: u64,
    said: u64,
}

impl Sheets {
    fn take(&mut self, tag: &[u8], length: u64) {
        self.end_cell();
        // Of a tag that was cut off nobody knows what it repeats.
        let repeated = |name: &[u8]| if length > tag.len() as u64 { u64::MAX } else { repeated(tag, name) };
        if tag.starts_with(b"table:table-row") {
            self.end_row();
            self.repeats = repeated(b"table:number-rows-repeated");
        } else if tag.starts_with(b"table:table-cell") || tag.starts_with(b"table:covered-table-cell") {
            self.begin_cell(repeated(b"table:number-columns-repeated"), tag, length);
        } else if tag.starts_with(b"text:s") {
            self.said = repeated(b"text:c");
        } else if tag.starts_with(b"/table:table-cell") {
            self.times = 0;
        } else if tag.starts_with(b"/table:table") && !tag.starts_with(b"/table:table-") {
            self.end_row();
            self.cells = self.cells.saturating_add(self.rows.saturating_mul(self.width));
            (self.rows, self.width, self.empty_rows) = (0, 0, 0);
        }
    }

    fn begin_cell(&mut self, times: u64, tag: &[u8], length: u64) {
        // Its kind, its value in one form or another, or what it is calculated from; or nobody knows.
        let is_cut = length > tag.len() as u64;
        let is_filled = is_cut || [b"value".as_slice(), b"formula"].into_iter().any(|name| has(tag, name));
        if is_filled {
            self.filled = self.filled.saturating_add(self.empty).saturating_add(times);
            self.empty = 0;
        } else {
            self.empty = self.empty.saturating_add(times);
        }
        self.times = if is_filled { times } else { 0 };
        // A text may stand in an attribute, too.
        self.said = length.saturating_sub(ATTRIBUTES);
    }

    /// What stands between two tags may be a part of a cell's text: each part counts.
    fn end_cell(&mut self) {
        self.row_bytes = self.row_bytes.saturating_add(self.said.saturating_mul(self.times));
        self.said = 0;
    }

    fn end_row(&mut self) {
        if self.filled > 0 {
            self.rows = self.rows.saturating_add(self.empty_rows).saturating_add(self.repeats.max(1));
            self.width = self.width.max(self.filled);
            self.bytes = self.bytes.saturating_add(self.row_bytes.saturating_mul(self.repeats.max(1)));
            self.empty_rows = 0;
        } else {
            self.empty_rows = self.empty_rows.saturating_add(self.repeats);
        }
        (self.repeats, self.filled, self.empty, self.row_bytes) = (0, 0, 0, 0);
    }

    fn fits(&self) -> bool {
        let open = self.rows.saturating_mul(self.width);
        self.cells.saturating_add(open) <= MOST && self.bytes <= MOST_BYTES
    }
}

fn has(tag: &[u8], name: &[u8]) -> bool {
    tag.windows(name.len()).any(|part| part == name)
}

/// The number in an attribute; 1 where it has none.
fn repeated(tag: &[u8], name: &[u8]) -> u64 {
    let Some(at) = tag.windows(name.len()).position(|part| part == name) else { return 1 };
    let digits: Vec<u8> = tag[at + name.len()..]
        .iter()
        .copied()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(u8::is_ascii_digit)
        .collect();
    std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{closes, ods_fits};

    fn check(rows: &str, fits: bool) {
        let content =
            format!("<?xml version=\"1.0\"?><a><table:table table:name=\"a>b\">{rows}</table:table></a>");
        assert_eq!(ods_fits(content.as_bytes()).unwrap(), fits, "{rows}");
    }

    #[test]
    fn repeated_rows_and_cells_are_counted_before_they_are_made() {
        let cell = |repeats: &str| {
            format!(
                "<table:table-cell table:number-columns-repeated=\"{repeats}\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                "长".repeat(20)
            )
        };
        let row = |repeats: &str, cells: &str| {
            format!("<table:table-row table:number-rows-repeated='{repeats}'>{cells}</table:table-row>")
        };
        check(&row("3", &cell("2")), true);
        check(&row("1048576", &cell("16384")), false);
        check(&row("1048576", &cell("4")), true);
        check(&row("1048576", &cell("5")), false);
        check(&row("99999999999999999999999", &cell("4")), false);
        // A sheet as office programs write it: empty to its last corner.
        let empty = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
        check(&format!("{}{}", row("1", &cell("4")), row("1048570", empty)), true);
        check(&format!("{}{}{}", row("1", &cell("900")), row("1048570", empty), row("1", &cell("1"))), false);
        let long =
            "<table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"string\"><text:p>"
                .to_owned()
                + &"长".repeat(100_000)
                + "</text:p></table:table-cell>";
        check(&row("1", &long), false);
    }

    /// Of a tag that was cut off nobody knows what it repeats.
    #[test]
    fn tags_are_kept_so_far() {
        for (letters, fits) in [(1_000_000, true), (1_100_000, false)] {
            let note = "x".repeat(letters);
            let cell = format!("<table:table-cell note=\"{note}\" office:value-type=\"string\"/>");
            let content = format!("<table:table><table:table-row>{cell}</table:table-row></table:table>");
            assert_eq!(ods_fits(content.as_bytes()).unwrap(), fits, "{letters}");
        }
    }

    #[test]
    fn spaces_are_counted_before_they_are_made() {
        let spaces = |count: &str| {
            let text = format!("<text:p>a<text:s/>b<text:s text:c=\"{count}\"/></text:p>");
            format!(
                "<table:table-row><table:table-cell office:value-type=\"string\">{text}</table:table-cell></table:table-row>"
            )
        };
        check(&spaces("80"), true);
        check(&spaces("99999999999"), false);
        check(&spaces("99999999999999999999999"), false);
    }

    #[test]
    fn what_begins_must_end() {
        for (content, expected) in [
            ("<?xml version=\"1.0\"?><a><b/><c>d<!-- <e> --></c></a>", true),
            ("<a><b></b>", false),
            ("<a><b></c></a>", false),
            ("<a><b></a></b>", false),
            ("<a></a></a>", false),
            ("<a><b", false),
        ] {
            assert_eq!(closes(content.as_bytes()), expected, "{content}");
        }
    }
}
