//! Tables from files and the clipboard, before they are taken.

use serde::{Deserialize, Serialize};
use shenbao_core::answers::Value;
use specta::Type;
use std::collections::BTreeMap;

/// A table as it would be taken. Nothing is changed yet.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TablePreview {
    /// The file's name, or that it was pasted.
    pub file: String,
    /// The sheets that can be chosen; of a text one without a name.
    pub sheets: Vec<SheetChoice>,
    /// The number of the one that is shown.
    pub sheet: u32,
    /// The first rows as they stand, to choose the headings from.
    pub first_rows: Vec<SheetRow>,
    /// The number of the row with the headings; `None`: there are none.
    pub header: Option<u32>,
    /// Left to right.
    pub columns: Vec<SheetColumn>,
    /// Rows that would be taken …
    pub rows: u32,
    /// … of them with something wrong.
    pub wrong: u32,
    /// Rows that the field holds already.
    pub existing: u32,
    /// What the user is told about the table as a whole.
    pub notices: Vec<String>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetChoice {
    /// For [`TableReading`].
    pub number: u32,
    /// As its tab says.
    pub name: String,
    /// The workbook does not show it.
    pub hidden: bool,
}

/// A row as it stands in the file.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetRow {
    /// From 1, as beside the row in a spreadsheet.
    pub number: u32,
    /// From the first column.
    pub cells: Vec<String>,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetColumn {
    /// `A`
    pub letters: String,
    /// Empty: it has none.
    pub heading: String,
    /// Its first cell with anything in it.
    pub sample: String,
    /// The column that it fills; `None`: it is left out.
    pub column: Option<String>,
}

/// How the table is to be read instead.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum TableReading {
    /// Another sheet.
    Sheet {
        /// Its number.
        sheet: u32,
    },
    /// Headings in another row.
    Header {
        /// The row's number; `None`: there are none.
        row: Option<u32>,
    },
    /// Other columns.
    Columns {
        /// For each column of the file the one that it fills.
        columns: Vec<Option<String>>,
    },
}

/// A row as it would be taken.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// Its number in the file.
    pub number: u32,
    /// By column id.
    pub cells: BTreeMap<String, Value>,
    /// What is wrong with it.
    pub problems: Vec<CellProblem>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellProblem {
    /// The column's id.
    pub column: String,
    /// In words for people.
    pub says: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// Rows read or understood so far.
    pub rows: u32,
}
