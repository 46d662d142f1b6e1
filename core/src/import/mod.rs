//! Someone else's table → rows of a table field: read, laid out, understood, previewed, and taken as one edit.
//!
//! Nothing here trusts a file and nothing is guessed: what cannot be understood stays as it stands, with what is wrong
//! beside it. A [`Source`] is opened once; its [`Table`]s are read as often as the user corrects how they are read.

mod cell;
mod compound;
mod error;
mod heading;
mod layout;
mod measure;
mod references;
mod source;
mod take;
mod template;
mod text;
mod together;
mod understand;
mod unpacked;
mod workbook;

pub use cell::Cell;
pub use error::ImportError;
pub use heading::folded;
pub use layout::{Header, Known, Layout, column_letters, columns_of};
pub use source::{SheetName, Source};
pub use take::{Mode, Problem, Taken, TakenRow, edit, take};
pub use template::template;
pub use together::Understood;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows of a table, at most: far more than any form lists, and still held in memory with ease.
pub const MOST_ROWS: usize = 200_000;
/// Columns that are looked at; what stands further right is left out and said.
pub const MOST_COLUMNS: usize = 256;
/// Cells of a table, at most.
const MOST_CELLS: usize = 5_000_000;
/// Characters of a cell, at most; Excel itself holds 32,767.
const LONGEST_CELL: usize = 100_000;
/// Bytes of a table's texts, at most: a workbook keeps a text once and names it in any number of cells.
const MOST_TEXT: usize = 512 * 1024 * 1024;
/// Bytes of a file, at most.
pub const LARGEST_FILE: usize = 100 * 1024 * 1024;
/// Bytes that a workbook may unpack to: a zip bomb is given up here.
const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// Rows between two calls of [`Watch`].
const ROWS_A_STEP: usize = 4_000;

/// Hears how many rows are done, and says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(usize) -> ControlFlow<()>;

/// Has the rows that were read since it was called last, may take them on, and says whether to go on.
type Step<'a> = &'a mut dyn FnMut(&mut Vec<TableRow>) -> ControlFlow<()>;

/// The rows of a sheet that hold anything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Top down.
    pub rows: Vec<TableRow>,
    /// Something stands beyond the last column that is looked at.
    pub is_cut: bool,
    /// How many of the rows the sheet does not show.
    pub hidden: usize,
    /// What the user is told about how it was read.
    pub notices: Vec<String>,
    /// How many rows there were, with those that were taken on already.
    count: usize,
    /// Of its texts.
    bytes: usize,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// Its number in the sheet, from 1, as people see it beside the row.
    pub number: u32,
    /// From the first column; what is missing at the end is empty.
    pub cells: Vec<Cell>,
}

impl TableRow {
    /// The cell in a column, from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

impl Table {
    /// How many columns hold anything.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Adds a row unless it is blank; cells beyond the last column are dropped and remembered.
    fn push(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), ImportError> {
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.len() > MOST_COLUMNS {
            self.is_cut = true;
            cells.truncate(MOST_COLUMNS);
        }
        if cells.is_empty() {
            return Ok(());
        }
        let long = |cell: &Cell| matches!(cell, Cell::Text(text) if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL);
        if cells.iter().any(long) {
            return Err(ImportError::CellTooLong(number));
        }
        self.bytes +=
            cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 }).sum::<usize>();
        if self.bytes > MOST_TEXT {
            return Err(ImportError::TooLarge);
        }
        if self.count == MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        self.count += 1;
        self.rows.push(TableRow { number, cells });
        Ok(())
    }
}

/// A parser that stumbles over a broken file has not broken anything else.
fn guarded<T>(read: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ImportError::Damaged))
}

#[cfg(test)]
mod tests;
