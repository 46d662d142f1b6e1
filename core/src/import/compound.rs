//! Compound files, in which old workbooks lie: a little file system of sectors, each of which names the next. A chain
//! may bite its own tail, and whoever follows it fills the memory; and two readers may follow a damaged one differently.
//! So the workbook's stream is taken out here, within limits, and its reader is given a file with nothing else in it.

const ENTRY: usize = 4;
const HEADER_ENTRIES: usize = 109;
/// From here on an entry is no sector but a sign: end of the chain, free, part of a table.
const FIRST_SIGN: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;
const FREE: u32 = 0xFFFF_FFFF;

/// The stream in which an old workbook lies; `None`: there is none, or a chain on the way to it has no end.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match bytes.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4096,
        _ => return None,
    };
    let next: Vec<u32> =
        table_sectors(bytes, size)?.iter().flat_map(|sector| entries(bytes, *sector, size)).collect();
    // The first sector is the header's.
    let chained = |start| chain(bytes.get(size..).unwrap_or_default(), start, &next, size);
    let directory = chained(number(bytes, 48)?)?;
    let named = |wanted: &str| directory.chunks_exact(128).find(|entry| is_named(entry, wanted));
    let entry = named("workbook").or_else(|| named("book"))?;
    let (start, length) = (number(entry, 116)?, usize::try_from(number(entry, 120)?).ok()?);
    let mut stream = if length < SMALL {
        let small: Vec<u8> = chained(number(&directory, 116)?)?;
        let table = chained(number(bytes, 60)?)?;
        let next: Vec<u32> = numbers(&table).collect();
        chain(&small, start, &next, 64)?
    } else {
        chained(start)?
    };
    stream.truncate(length);
    Some(stream)
}

/// A compound file with this stream of a workbook and nothing else; the stream has fewer than 400 MB.
pub(super) fn alone(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 4096;
    let sectors = stream.len().div_ceil(SECTOR).max(1);
    // Behind the stream: the directory, then the table, which has an entry for each sector, its own included.
    let tables = (sectors + 1).div_ceil(SECTOR / ENTRY - 1);
    let sector = |at: usize| u32::try_from(at).unwrap_or(FREE);
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    file[24..34].copy_from_slice(&[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    for (at, value) in
        [(44, sector(tables)), (48, sector(sectors)), (56, sector(SMALL)), (60, END), (68, END)]
    {
        put(&mut file, at, value);
    }
    for at in 0..HEADER_ENTRIES {
        put(&mut file, 76 + at * ENTRY, if at < tables { sector(sectors + 1 + at) } else { FREE });
    }
    file.extend(stream);
    file.resize(SECTOR * (1 + sectors), 0);
    // A short one is followed by zeros: one as short as it is would lie in small sectors.
    file.extend(directory(sector(stream.len().max(SMALL)), SECTOR));
    let chained = (1..sectors).map(sector).chain([END, END]).chain(std::iter::repeat_n(TABLE, tables));
    file.extend(chained.flat_map(u32::to_le_bytes));
    file.resize(SECTOR * (2 + sectors + tables), 0xFF);
    file
}

/// The root, and a workbook of that length which begins in the first sector.
fn directory(length: u32, size: usize) -> Vec<u8> {
    let mut directory = vec![0; size];
    for (entry, (name, kind)) in directory.chunks_exact_mut(128).zip([("Root Entry", 5), ("Workbook", 2)]) {
        for (letter, place) in name.bytes().zip(entry.chunks_exact_mut(2)) {
            place[0] = letter;
        }
        // The name's length in bytes, with the zero at its end.
        entry[64] = u8::try_from(name.len() * 2 + 2).unwrap_or(u8::MAX);
        entry[66] = kind;
        // No brothers, no children.
        entry[68..80].fill(0xFF);
    }
    // The root's child is the workbook.
    put(&mut directory, 76, 1);
    put(&mut directory, 128 + 120, length);
    directory
}

fn put(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + ENTRY].copy_from_slice(&value.to_le_bytes());
}

/// Streams shorter than this lie in small sectors.
const SMALL: usize = 4096;

fn is_named(entry: &[u8], wanted: &str) -> bool {
    let letters = entry.chunks_exact(2).take(32).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
    String::from_utf16_lossy(&name).eq_ignore_ascii_case(wanted)
}

/// The sectors of a chain, one behind the other, as far as they are there; `None`: some come again.
fn chain(sectors: &[u8], start: u32, next: &[u32], size: usize) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut at = usize::try_from(start).ok();
    while let Some(from) = at.and_then(|at| at.checked_mul(size)).filter(|from| *from < sectors.len()) {
        whole.extend_from_slice(&sectors[from..(from + size).min(sectors.len())]);
        if whole.len() > sectors.len() {
            return None;
        }
        at = next.get(from / size).and_then(|next| usize::try_from(*next).ok());
    }
    Some(whole)
}

/// The sectors that hold the table of chains; `None`: their list has no end.
fn table_sectors(bytes: &[u8], size: usize) -> Option<Vec<u32>> {
    let mut sectors: Vec<u32> = (0..HEADER_ENTRIES).filter_map(|at| number(bytes, 76 + at * ENTRY)).collect();
    let mut more = number(bytes, 68).unwrap_or(FIRST_SIGN);
    for _ in 0..=bytes.len() / size {
        if more >= FIRST_SIGN {
            sectors.retain(|sector| *sector < FIRST_SIGN);
            return Some(sectors);
        }
        let mut listed: Vec<u32> = entries(bytes, more, size).collect();
        more = listed.pop().unwrap_or(FIRST_SIGN);
        sectors.extend(listed);
    }
    None
}

/// The numbers in a sector; none where it lies outside the file.
fn entries(bytes: &[u8], sector: u32, size: usize) -> impl Iterator<Item = u32> {
    let start = usize::try_from(sector).ok().and_then(|sector| sector.checked_add(1)?.checked_mul(size));
    let end = start.and_then(|start| start.checked_add(size)).map(|end| end.min(bytes.len()));
    let inside = start.zip(end).and_then(|(start, end)| bytes.get(start..end)).unwrap_or_default();
    numbers(inside)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(ENTRY).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + ENTRY).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::{alone, number, put, workbook};
    use crate::import::measure::xls_fits;
    use crate::import::{ImportError, Source};
    use std::ops::ControlFlow;

    const BOOK: &[u8] = include_bytes!("../../../tests/imports/xlwt-old-format.xls");
    const WITH_SMALL: &[u8] = include_bytes!("../../../tests/imports/libreoffice.xls");

    #[test]
    fn what_was_taken_out_is_what_is_read() {
        for length in [0, 1, 4095, 4096, 4097, 5_000_000] {
            let mut stream: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let found = workbook(&alone(&stream)).unwrap();
            stream.resize(length.max(4096), 0);
            assert!(found == stream, "{length}");
        }
    }

    #[test]
    fn a_workbook_whose_sectors_go_in_a_circle_is_refused() {
        assert!(Source::open("a.xls", BOOK.to_vec()).is_ok());
        let table = 512 * (1 + usize::from(BOOK[76]));
        let directory = number(BOOK, 48).unwrap();
        for chain in [&[(0, 0)][..], &[(3, 1), (1, 3)], &[(directory, directory)]] {
            let mut book = BOOK.to_vec();
            for (sector, next) in chain {
                put(&mut book, table + usize::try_from(*sector).unwrap() * 4, *next);
            }
            assert!(matches!(Source::open("a.xls", book), Err(ImportError::Damaged)), "{chain:?}");
        }
        let mut book = BOOK.to_vec();
        put(&mut book, 68, 0);
        put(&mut book, 512 * 2 - 4, 0);
        assert!(matches!(Source::open("a.xls", book), Err(ImportError::Damaged)), "the list of tables");
    }

    #[test]
    fn small_sectors_that_go_in_a_circle_are_refused() {
        let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = WITH_SMALL.windows(name.len()).position(|found| found == name).unwrap();
        let table = 512 * (1 + usize::from(WITH_SMALL[60]));
        for (next, length) in [(0xFFFF_FFFE, Some(64)), (1, Some(100)), (0, None)] {
            let mut book = WITH_SMALL.to_vec();
            put(&mut book, entry + 116, 0);
            put(&mut book, entry + 120, 100);
            put(&mut book, table, next);
            assert_eq!(workbook(&book).map(|stream| stream.len()), length, "{next}");
        }
    }

    /// A reader that takes what lies behind the file's end for zeros is led in a circle by a table that is not there.
    #[test]
    fn a_table_behind_the_end_of_the_file_names_nothing() {
        let mut book = alone(&vec![0; 1_100 * 4096]);
        let (sectors, tables) = (1_100, 2);
        // The first table, then a sector behind the end, twice: the reader's second look at it finds zeros.
        let behind = sectors + 1 + tables;
        for at in [1, 2] {
            put(&mut book, 76 + at * 4, behind);
        }
        let table = 4096 * usize::try_from(sectors + 2).unwrap();
        put(&mut book, 48, 0);
        put(&mut book, table, 1_050);
        assert!(matches!(Source::open("a.xls", book), Err(ImportError::Damaged)));
    }

    /// Two cells as far apart as a sheet is wide and long would be given 137 GB.
    #[test]
    fn a_workbook_with_far_corners_is_refused() {
        let stream = workbook(BOOK).unwrap();
        assert!(stream.starts_with(&[0x09, 0x08]), "it begins as a workbook does");
        // The last cell of the sheet, as it stands in the file: kind, length, row, column.
        let cell = BOOK.windows(4).rposition(|record| record == [0xFD, 0x00, 10, 0]).unwrap();
        let mut far = BOOK.to_vec();
        far[cell + 4..cell + 8].fill(0xFF);
        assert!(matches!(Source::open("a.xls", far), Err(ImportError::TooLarge)));
        let dimensions = BOOK.windows(4).position(|record| record == [0x00, 0x02, 14, 0]).unwrap();
        let mut claims = BOOK.to_vec();
        claims[dimensions + 8..dimensions + 12].fill(0xFF);
        assert!(matches!(Source::open("a.xls", claims), Err(ImportError::TooLarge)));
    }

    /// The reader would go on behind a sector that is not there, and find a sheet that nobody has measured.
    #[test]
    fn a_sheet_behind_what_the_file_holds_is_not_read() {
        let begin = |what: u8| record(0x0809, &[&[0, 6, what, 0], [0; 12].as_slice()].concat());
        let end = record(0x000A, &[]);
        let sheet = record(0x0085, &[4096_u32.to_le_bytes().as_slice(), &[0, 0, 1, 0, b'S']].concat());
        let mut stream = [begin(5), sheet, end.clone()].concat();
        stream.resize(4096, 0);
        let cell = |at: u8| record(0x0203, &[[at; 4].as_slice(), &[0; 10]].concat());
        let far = [stream, begin(0x10), cell(0), cell(0xFF), end].concat();
        let mut book = alone(&far);
        assert!(matches!(Source::open("a.xls", book.clone()), Err(ImportError::TooLarge)));
        // Two sectors of the stream, the directory, the table; then the file ends.
        for (sector, next) in [(0, 4), (4, 1)] {
            put(&mut book, 4096 * 4 + sector * 4, next);
        }
        let opened =
            Source::open("a.xls", book).map(|mut source| source.read(0, &mut |_| ControlFlow::Continue(())));
        assert!(opened.is_err() || opened.is_ok_and(|read| read.is_ok_and(|table| table.rows.is_empty())));
    }

    /// A text of 60,000 letters in each of 60,000 cells would be given 11 GB.
    #[test]
    fn a_workbook_that_names_a_long_text_often_is_refused() {
        let opened = |letters, cells| Source::open("a.xls", with_texts(letters, cells));
        assert!(opened(10, 100).is_ok());
        assert!(opened(60_000, 100).is_ok());
        assert!(matches!(opened(60_000, 60_000), Err(ImportError::TooLarge)));
    }

    /// Each sheet is looked through, and all of them may begin at the same place.
    #[test]
    fn a_workbook_of_very_many_sheets_is_refused() {
        let sheets = |count: usize, behind: usize| {
            let sheet = [[0xFF; 4].as_slice(), &[0, 0, 1, 0, b'S']].concat();
            let named = record(0x0085, &sheet).repeat(count);
            [record(0x0809, &[0; 16]), named, record(0x000A, &[]), vec![0; behind]].concat()
        };
        for (count, behind, fits) in
            [(1_000, 0, true), (1_001, 0, false), (900, 1 << 20, true), (900, 2 << 20, false)]
        {
            assert_eq!(xls_fits(&sheets(count, behind)), fits, "{count} sheets, {behind} bytes");
        }
    }

    /// A workbook of one sheet with one text of so many letters in so many cells, below each other.
    fn with_texts(letters: u16, cells: u16) -> Vec<u8> {
        let begin = |what: u8| record(0x0809, &[&[0, 6, what, 0], [0; 12].as_slice()].concat());
        let end = record(0x000A, &[]);
        let text = [&[0; 8], letters.to_le_bytes().as_slice(), &[0], &vec![b'a'; letters.into()]].concat();
        let mut globals = [begin(5), record(0x00FC, &text)].concat();
        let sheet = u32::try_from(globals.len() + 4 + 9 + end.len()).unwrap().to_le_bytes();
        globals.extend(record(0x0085, &[sheet.as_slice(), &[0, 0, 1, 0, b'S']].concat()));
        globals.extend(&end);
        let cell = |row: u16| record(0x00FD, &[row.to_le_bytes().as_slice(), &[0; 8]].concat());
        let rows: Vec<u8> = (0..cells).flat_map(cell).collect();
        alone(&[globals, begin(0x10), rows, end].concat())
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }
}
