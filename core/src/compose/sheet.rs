//! The workbook of a bundle: sheets of typed cells, without a word about how a file stores them.
//!
//! `render/xlsx` writes it. Text is always text here: only [`Cell::Formula`] is ever calculated, so an answer that
//! begins with `=` can do no harm.

use super::{ChartKind, Warning};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The XLSX of a bundle.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Workbook {
    /// The document property, and the head of every printed page.
    pub title: String,
    /// File name without folder, 04数据工作簿.xlsx
    pub file_name: String,
    /// Marks every printed page 草稿.
    pub is_draft: bool,
    /// Said below the rows of every sheet; their marks stand in the head of every printed page.
    pub warnings: Vec<Warning>,
    /// In the foot of every printed page, so that paper and file can be matched; empty: none.
    pub check_code: String,
    /// Left to right.
    pub sheets: Vec<Sheet>,
}

/// A sheet: the columns' headers in row 1 (frozen, repeated on every printed page), the rows from row 2 on.
///
/// Formulas of other sheets count on exactly this arrangement.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Sheet {
    /// On the tab: at most 31 characters, none of `[]:*?/\`, unique in the workbook.
    pub name: String,
    /// Left to right, from column A on.
    pub columns: Vec<Column>,
    /// From row 2 on; as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Drawn below the rows.
    pub charts: Vec<SheetChart>,
    /// Below everything else, one line each: where figures come from.
    pub notes: Vec<String>,
    /// Printed on A4 across; always fitted to one page's width.
    pub landscape: bool,
    /// How many columns stay in sight when scrolling sideways.
    pub frozen_columns: u16,
}

/// A column's header and looks.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Column {
    /// In row 1, with the unit.
    pub header: String,
    /// In half-width characters, as spreadsheets measure it.
    pub width: f32,
    /// Of the cells below the header.
    pub align: Align,
}

/// Where a cell's content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Text; long text wraps.
    Left,
    /// Dates, years, short choices.
    Center,
    /// Numbers.
    Right,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// A number.
    Number {
        /// Exact; a spreadsheet keeps 15 digits of it.
        value: Decimal,
        /// How it is shown.
        format: NumberFormat,
    },
    /// A day.
    Date(NaiveDate),
    /// Calculated by the spreadsheet.
    Formula {
        /// With the leading `=`, English function names, commas: `=SUM('花名册'!B2:B37)`.
        formula: String,
        /// What it comes to, so that a viewer that does not calculate shows it too.
        value: Calculated,
        /// How it is shown.
        format: NumberFormat,
    },
}

/// The result of a formula.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Calculated {
    /// A number.
    Number(Decimal),
    /// Text, perhaps empty.
    Text(String),
}

/// How a number is shown; the value keeps all its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberFormat {
    /// `1,234`: numbers of people, of pieces.
    Count,
    /// `1,234.00`, and up to six digits where the value has them: amounts in 元 or 万元.
    Amount,
    /// `12.5`: as many digits as the value has.
    Plain,
    /// `2024`: no separator.
    Year,
}

/// A native chart over rows of its sheet.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SheetChart {
    /// 近三年营业收入
    pub title: String,
    /// Bars or a line.
    pub kind: ChartKind,
    /// The value axis's title, 万元.
    pub unit: String,
    /// The column (from 0) with the categories.
    pub categories: u16,
    /// The columns (from 0) with the series; their headers are the series' names.
    pub series: Vec<u16>,
    /// The rows, from 0; `None`: all.
    pub rows: Option<std::ops::Range<u32>>,
}
