//! Old workbooks: a stream of records, each with its kind and length.

use super::{Around, MOST, MOST_BYTES, texts};

/// Cells that a sheet may claim: all that it can hold.
const MOST_CLAIMED: u64 = 65_536 * 256;
/// Sheets that are looked at, each as long as the stream at most …
const MOST_SHEETS: usize = 1_000;
/// … and bytes that all of them may have together.
const MOST_SCANNED: usize = 1 << 30;

/// Whether the sheets of an old workbook fit; `stream`: its records.
pub(in crate::import) fn xls_fits(stream: &[u8]) -> bool {
    let mut starts = Vec::new();
    for (kind, data) in Records(stream) {
        match kind {
            SHEET => starts.extend(number(data, 0)),
            END => break,
            _ => {}
        }
    }
    if starts.len() > MOST_SHEETS || starts.len().saturating_mul(stream.len()) > MOST_SCANNED {
        return false;
    }
    let texts = texts::lengths(stream);
    let sheets = starts.iter().filter_map(|start| stream.get(usize::try_from(*start).ok()?..));
    let (mut cells, mut bytes) = (0, 0);
    sheets.map(|sheet| measure(sheet, &texts)).all(|sheet| {
        sheet.is_some_and(|sheet| {
            cells += sheet.around.cells();
            bytes += sheet.bytes;
            cells <= MOST && bytes <= MOST_BYTES
        })
    })
}

const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const SEVERAL: u16 = 0x00BD;
const SHARED_TEXT: u16 = 0x00FD;
/// Records of one cell each; row and column come first.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, SHARED_TEXT, 0x0006];

/// What the reader sets up for a sheet.
#[derive(Default)]
struct Sheet {
    around: Around,
    /// Of the shared texts, each as often as a cell names it.
    bytes: u64,
}

/// `texts`: how long the shared ones are. `None`: the sheet claims more than it can hold.
fn measure(stream: &[u8], texts: &[u64]) -> Option<Sheet> {
    let (mut sheet, mut depth) = (Sheet::default(), 0_u32);
    for (kind, data) in Records(stream) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS if claimed(data) > MOST_CLAIMED => return None,
            SEVERAL => {
                let last = data.len().checked_sub(2).and_then(|at| pair(data, at));
                for column in [pair(data, 2), last].into_iter().flatten() {
                    sheet.around.add(pair(data, 0)?, column);
                }
            }
            _ if CELLS.contains(&kind) => {
                if let Some((row, column)) = pair(data, 0).zip(pair(data, 2)) {
                    sheet.around.add(row, column);
                }
                if kind == SHARED_TEXT {
                    let named = number(data, 6).and_then(|at| usize::try_from(at).ok());
                    sheet.bytes += named.and_then(|at| texts.get(at)).unwrap_or(&0);
                }
            }
            _ => {}
        }
    }
    Some(sheet)
}

/// In the longer form of newer files, or the shorter one of older ones.
fn claimed(data: &[u8]) -> u64 {
    let long = data.len() >= 12;
    let at = |long_at, short_at| if long { number(data, long_at) } else { pair(data, short_at) };
    let rows = at(4, 2).unwrap_or(0).saturating_sub(at(0, 0).unwrap_or(0));
    let columns = if long { pair(data, 10).zip(pair(data, 8)) } else { pair(data, 6).zip(pair(data, 4)) };
    let columns = columns.map_or(0, |(to, from)| to.saturating_sub(from));
    u64::from(rows) * u64::from(columns)
}

pub(super) fn pair(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 2).map(|two| u32::from(u16::from_le_bytes([two[0], two[1]])))
}

pub(super) fn number(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Kind and content, one behind the other, until one is cut off.
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let [a, b, c, d, rest @ ..] = self.0 else { return None };
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([*c, *d])))?;
        self.0 = rest;
        Some((u16::from_le_bytes([*a, *b]), data))
    }
}
