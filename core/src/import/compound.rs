//! Compound files, in which old workbooks lie: a little file system of sectors, each of which names the next. A chain
//! that bites its own tail has no end, and who follows it fills the memory; so the chains are looked at first.

const ENTRY: usize = 4;
const HEADER_ENTRIES: usize = 109;
/// From here on an entry is no sector but a sign: end of the chain, free, part of a table.
const FIRST_SIGN: u32 = 0xFFFF_FFFA;

/// Whether every chain of sectors ends. A file that is none of these, or is cut off, has no chain without an end.
pub(super) fn ends(bytes: &[u8]) -> bool {
    let Some(shift) = bytes.get(30..32).map(|pair| u16::from_le_bytes([pair[0], pair[1]])) else {
        return true;
    };
    if !(6..=16).contains(&shift) {
        return true;
    }
    let size = 1_usize << shift;
    let Some(tables) = table_sectors(bytes, size) else { return false };
    let next: Vec<u32> = tables.iter().flat_map(|sector| entries(bytes, *sector, size)).collect();
    if !every_chain_ends(&next) {
        return false;
    }
    // Small streams lie in sectors of their own, whose table is a stream itself.
    let mut small = Vec::new();
    let mut at = number(bytes, 60).unwrap_or(FIRST_SIGN);
    while at < FIRST_SIGN {
        small.extend(entries(bytes, at, size));
        at = usize::try_from(at).ok().and_then(|at| next.get(at).copied()).unwrap_or(FIRST_SIGN);
    }
    every_chain_ends(&small)
}

/// The stream in which an old workbook lies; `None`: there is none. Every chain must end (see [`ends`]).
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
    let directory = chained(number(bytes, 48)?);
    let named = |wanted: &str| directory.chunks_exact(128).find(|entry| is_named(entry, wanted));
    let entry = named("workbook").or_else(|| named("book"))?;
    let (start, length) = (number(entry, 116)?, usize::try_from(number(entry, 120)?).ok()?);
    let mut stream = if length < SMALL {
        let small: Vec<u8> = chained(number(&directory, 116)?);
        let table = chained(number(bytes, 60)?);
        let next: Vec<u32> = numbers(&table).collect();
        chain(&small, start, &next, 64)
    } else {
        chained(start)
    };
    stream.truncate(length);
    Some(stream)
}

/// Streams shorter than this lie in small sectors.
const SMALL: usize = 4096;

fn is_named(entry: &[u8], wanted: &str) -> bool {
    let letters = entry.chunks_exact(2).take(32).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
    String::from_utf16_lossy(&name).eq_ignore_ascii_case(wanted)
}

/// The sectors of a chain, one behind the other, as far as they are there.
fn chain(sectors: &[u8], start: u32, next: &[u32], size: usize) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut at = usize::try_from(start).ok();
    while let Some(sector) = at.filter(|_| whole.len() <= sectors.len()) {
        let Some(from) = sector.checked_mul(size).filter(|from| *from < sectors.len()) else { break };
        whole.extend_from_slice(&sectors[from..(from + size).min(sectors.len())]);
        at = next.get(sector).filter(|next| **next < FIRST_SIGN).and_then(|next| usize::try_from(*next).ok());
    }
    whole
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

/// Follows each chain until its end or until where another one was seen before.
fn every_chain_ends(next: &[u32]) -> bool {
    let mut seen_in = vec![0_usize; next.len()];
    for start in 0..next.len() {
        let mut at = start;
        while let Some(seen) = seen_in.get_mut(at) {
            if *seen == start + 1 {
                return false;
            }
            if *seen != 0 {
                break;
            }
            *seen = start + 1;
            at = next.get(at).and_then(|next| usize::try_from(*next).ok()).unwrap_or(usize::MAX);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{ends, every_chain_ends};
    use crate::import::measure::xls_fits;
    use crate::import::{ImportError, Source};

    const BOOK: &[u8] = include_bytes!("../../../tests/imports/xlwt-old-format.xls");

    #[test]
    fn chains() {
        assert!(every_chain_ends(&[1, 2, u32::MAX, 1, 0xFFFF_FFFE]));
        assert!(!every_chain_ends(&[1, 2, 0]));
        assert!(!every_chain_ends(&[u32::MAX, 1]));
    }

    #[test]
    fn a_workbook_whose_sectors_go_in_a_circle_is_refused() {
        assert!(ends(BOOK));
        assert!(Source::open("a.xls", BOOK.to_vec()).is_ok());
        let table = 512 * (1 + usize::from(BOOK[76]));
        for (sector, next) in [(0_u32, 0_u32), (3, 1)] {
            let mut book = BOOK.to_vec();
            let at = table + usize::try_from(sector).unwrap() * 4;
            book[at..at + 4].copy_from_slice(&next.to_le_bytes());
            if sector == 3 {
                book[table + 4..table + 8].copy_from_slice(&3_u32.to_le_bytes());
            }
            assert!(!ends(&book), "{sector} to {next}");
            assert!(matches!(Source::open("a.xls", book), Err(ImportError::Damaged)), "{sector} to {next}");
        }
        let mut small = include_bytes!("../../../tests/imports/libreoffice.xls").to_vec();
        assert!(ends(&small));
        let table = 512 * (1 + usize::from(small[60]));
        small[table..table + 4].fill(0);
        assert!(!ends(&small), "a chain of small sectors");
        let mut book = BOOK.to_vec();
        book[68..72].copy_from_slice(&0_u32.to_le_bytes());
        let last = 512 * 2 - 4;
        book[last..last + 4].copy_from_slice(&0_u32.to_le_bytes());
        assert!(!ends(&book));
        assert!(matches!(Source::open("a.xls", book), Err(ImportError::Damaged)), "the list of tables");
    }

    /// Two cells as far apart as a sheet is wide and long would be given 137 GB.
    #[test]
    fn a_workbook_with_far_corners_is_refused() {
        let stream = super::workbook(BOOK).unwrap();
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
            compound(&[record(0x0809, &[0; 16]), named, record(0x000A, &[]), vec![0; behind]].concat())
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
        compound(&[globals, begin(0x10), rows, end].concat())
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    /// A compound file with the stream of a workbook and nothing else.
    fn compound(stream: &[u8]) -> Vec<u8> {
        const SECTOR: usize = 4096;
        let mut stream = stream.to_vec();
        stream.resize(stream.len().next_multiple_of(SECTOR), 0);
        let sectors = stream.len() / SECTOR;
        let tables = (sectors + 2).div_ceil(SECTOR / 4 - 1);
        let sector = |at: usize| u32::try_from(at).unwrap();
        let mut file = vec![0; SECTOR];
        file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        file[24..34].copy_from_slice(&[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
        let put =
            |file: &mut [u8], at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(&mut file, 44, sector(tables));
        put(&mut file, 48, sector(sectors));
        put(&mut file, 56, 4096);
        for (at, value) in [(60, 0xFFFF_FFFE), (68, 0xFFFF_FFFE)] {
            put(&mut file, at, value);
        }
        for at in 0..109 {
            let table = if at < tables { sector(sectors + 1 + at) } else { u32::MAX };
            put(&mut file, 76 + at * 4, table);
        }
        file.extend(&stream);
        let mut directory = vec![0; SECTOR];
        for (entry, (name, kind)) in [("Root Entry", 5), ("Workbook", 2)].into_iter().enumerate() {
            let at = entry * 128;
            for (place, letter) in name.encode_utf16().enumerate() {
                directory[at + place * 2..at + place * 2 + 2].copy_from_slice(&letter.to_le_bytes());
            }
            directory[at + 64] = u8::try_from(name.len() * 2 + 2).unwrap();
            directory[at + 66] = kind;
            directory[at + 68..at + 80].fill(0xFF);
        }
        put(&mut directory, 76, 1);
        put(&mut directory, 128 + 120, sector(stream.len()));
        file.extend(directory);
        let mut table: Vec<u32> = (1..sectors).map(sector).collect();
        table.extend([0xFFFF_FFFE, 0xFFFF_FFFE]);
        table.extend(std::iter::repeat_n(0xFFFF_FFFD, tables));
        table.resize(tables * SECTOR / 4, u32::MAX);
        file.extend(table.iter().flat_map(|entry| entry.to_le_bytes()));
        file
    }
}
