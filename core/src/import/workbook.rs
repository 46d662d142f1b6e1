//! XLSX, XLSB, XLS and ODS.

use super::compound;
use super::measure::{self, Around};
use super::unpacked::{Unpacked, unpack};
use super::{
    Cell, ImportError, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_TEXT, ROWS_A_STEP, Step, Table, guarded,
};
use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xls, Xlsb, Xlsx};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};
use std::sync::Arc;

type Bytes = Cursor<Arc<[u8]>>;

/// An opened workbook.
pub(super) enum Workbook {
    /// Read row by row; with the numbers of the rows that each sheet hides.
    Xlsx(Box<Xlsx<Bytes>>, BTreeMap<String, BTreeSet<u32>>),
    /// Read as a whole.
    Xlsb(Box<Xlsb<Bytes>>),
    /// Read as a whole.
    Xls(Box<Xls<Bytes>>),
    /// Read as a whole.
    Ods(Box<Ods<Bytes>>),
}

/// What its first bytes say that a file is; `None`: no workbook.
pub(super) fn open(bytes: &Arc<[u8]>) -> Result<Option<Workbook>, ImportError> {
    guarded(|| match bytes.get(..4) {
        Some(b"PK\x03\x04") => open_zip(bytes).map(Some),
        Some([0xd0, 0xcf, 0x11, 0xe0]) => open_compound(bytes).map(Some),
        _ => Ok(None),
    })
}

impl Workbook {
    /// The sheets with cells, and whether each is hidden.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let all = match self {
            Workbook::Xlsx(book, _) => book.sheets_metadata(),
            Workbook::Xlsb(book) => book.sheets_metadata(),
            Workbook::Xls(book) => book.sheets_metadata(),
            Workbook::Ods(book) => book.sheets_metadata(),
        };
        all.iter().map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
    }

    /// A sheet's rows; `most`: how many are enough.
    pub(super) fn rows(&mut self, name: &str, most: usize, step: Step<'_>) -> Result<Table, ImportError> {
        guarded(|| match self {
            Workbook::Xlsx(book, hidden) => {
                streamed(book, (name, hidden.get(name).unwrap_or(&BTreeSet::new())), most, step)
            }
            Workbook::Xlsb(book) => {
                if !xlsb_fits(book, name)? {
                    return Err(ImportError::TooLarge);
                }
                whole(book.worksheet_range(name).map_err(|_| ImportError::Damaged)?, most, step)
            }
            Workbook::Xls(book) => {
                whole(book.worksheet_range(name).map_err(|_| ImportError::Damaged)?, most, step)
            }
            Workbook::Ods(book) => {
                whole(book.worksheet_range(name).map_err(|_| ImportError::Damaged)?, most, step)
            }
        })
    }
}

fn open_zip(bytes: &Arc<[u8]>) -> Result<Workbook, ImportError> {
    let Unpacked { names, hidden } = unpack(bytes)?;
    let has = |name: &str| names.iter().any(|known| known == name);
    let cursor = Cursor::new(Arc::clone(bytes));
    if has("content.xml") {
        measure_ods(bytes)?;
        return Ods::new(cursor).map(|book| Workbook::Ods(Box::new(book))).map_err(|error| match error {
            calamine::OdsError::Password => ImportError::Encrypted,
            _ => ImportError::Damaged,
        });
    }
    if has("xl/workbook.bin") {
        return Xlsb::new(cursor)
            .map(|book| Workbook::Xlsb(Box::new(book)))
            .map_err(|_| ImportError::Damaged);
    }
    if names.iter().any(|name| name.starts_with("xl/")) {
        return Xlsx::new(cursor)
            .map(|book| Workbook::Xlsx(Box::new(book), hidden))
            .map_err(|_| ImportError::Damaged);
    }
    Err(ImportError::NotATable)
}

/// Refuses what its reader would never end with.
fn measure_ods(bytes: &[u8]) -> Result<(), ImportError> {
    let damaged = |_| ImportError::Damaged;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged)?;
    let content = archive.by_name("content.xml").map_err(|_| ImportError::Damaged)?;
    if !measure::ods_fits(BufReader::new(content)).map_err(damaged)? {
        return Err(ImportError::TooLarge);
    }
    let content = archive.by_name("content.xml").map_err(|_| ImportError::Damaged)?;
    if measure::closes(BufReader::new(content)) { Ok(()) } else { Err(ImportError::Damaged) }
}

fn xlsb_fits(book: &mut Xlsb<Bytes>, name: &str) -> Result<bool, ImportError> {
    let damaged = |_| ImportError::Damaged;
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let (mut around, mut bytes) = (Around::default(), 0);
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        bytes += if let DataRef::SharedString(text) = cell.get_value() { text.len() } else { 0 };
        let (row, column) = cell.get_position();
        around.add(row, column);
    }
    Ok(around.fits() && bytes <= MOST_TEXT)
}

/// Old workbooks, and new ones under a password, are both kept in compound files.
fn open_compound(bytes: &Arc<[u8]>) -> Result<Workbook, ImportError> {
    const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    let is_encrypted = bytes.windows(ENCRYPTED.len()).any(|found| found == ENCRYPTED);
    if is_encrypted {
        return Err(ImportError::Encrypted);
    }
    let stream = compound::workbook(bytes).ok_or(ImportError::Damaged)?;
    if !measure::xls_fits(&stream) {
        return Err(ImportError::TooLarge);
    }
    Xls::new(Cursor::new(Arc::from(compound::alone(&stream))))
        .map(|book| Workbook::Xls(Box::new(book)))
        .map_err(|error| match error {
            calamine::XlsError::Password => ImportError::Encrypted,
            _ => ImportError::Damaged,
        })
}

fn streamed(
    book: &mut Xlsx<Bytes>,
    (name, hidden): (&str, &BTreeSet<u32>),
    most: usize,
    step: Step<'_>,
) -> Result<Table, ImportError> {
    let damaged = |_| ImportError::Damaged;
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let (mut table, mut row, mut cells, mut count) = (Table::default(), 0, Vec::new(), 0);
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (at, column) = cell.pos;
        if at != row {
            let next = Vec::with_capacity(cells.len());
            push_seen(&mut table, row + 1, std::mem::replace(&mut cells, next), hidden)?;
            row = at;
            if table.count >= most {
                return Ok(table);
            }
            if table.count % ROWS_A_STEP == 0 && step(&mut table.rows).is_break() {
                return Err(ImportError::Cancelled);
            }
        }
        // Before it is copied: a row may name it as often as it has columns.
        if matches!(&cell.value, DataRef::SharedString(text) if text.len() > LONGEST_CELL * 4) {
            return Err(ImportError::CellTooLong(at + 1));
        }
        // A formula that was never calculated has no value, and nobody may take that for an empty cell.
        let found = match (&cell.value, cell.formula) {
            (DataRef::Empty, Some(_)) => Cell::Fault,
            (value, _) => from_ref(value),
        };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        count += 1;
        if found.is_blank() {
            continue;
        }
        if column >= MOST_COLUMNS {
            table.is_cut = true;
            continue;
        }
        if count > MOST_CELLS {
            return Err(ImportError::TooLarge);
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = found;
    }
    push_seen(&mut table, row + 1, cells, hidden)?;
    Ok(table)
}

/// Adds a row, and counts it where the sheet hides it.
fn push_seen(
    table: &mut Table,
    number: u32,
    cells: Vec<Cell>,
    hidden: &BTreeSet<u32>,
) -> Result<(), ImportError> {
    let before = table.count;
    table.push(number, cells)?;
    table.hidden += usize::from(table.count > before && hidden.contains(&number));
    Ok(())
}

fn whole(range: calamine::Range<Data>, most: usize, step: Step<'_>) -> Result<Table, ImportError> {
    let (mut table, (top, left)) = (Table::default(), range.start().unwrap_or_default());
    for (at, row) in range.rows().enumerate() {
        let before =
            std::iter::repeat_n(Cell::Empty, usize::try_from(left).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS));
        let cells = before.chain(row.iter().map(from_data)).collect();
        let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(top).saturating_add(1);
        table.push(number, cells)?;
        if table.count >= most {
            break;
        }
        if (at + 1) % ROWS_A_STEP == 0 && step(&mut table.rows).is_break() {
            return Err(ImportError::Cancelled);
        }
    }
    Ok(table)
}

fn from_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => whole_number(*number),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => from_text(text),
        DataRef::SharedString(text) => from_text(text),
        DataRef::Bool(yes) => Cell::YesNo(*yes),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => iso_day(text),
        DataRef::DurationIso(text) => from_text(text),
        _ => Cell::Fault,
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => whole_number(*number),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => from_text(text),
        Data::Bool(yes) => Cell::YesNo(*yes),
        Data::DateTime(moment) => day(moment),
        Data::DateTimeIso(text) => iso_day(text),
        Data::DurationIso(text) => from_text(text),
        Data::Error(_) => Cell::Fault,
    }
}

fn from_text(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets keep fifteen digits themselves")]
fn whole_number(number: i64) -> Cell {
    Cell::Number(number as f64)
}

/// A time of day or a span of time is no day: it stays the number that it is.
fn day(moment: &ExcelDateTime) -> Cell {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return Cell::Number(moment.as_f64());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .map_or(Cell::Number(moment.as_f64()), Cell::Day)
}

fn iso_day(text: &str) -> Cell {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| from_text(text), Cell::Day)
}
