//! Workbook model → XLSX.
//!
//! Writes what the model says and nothing else: text stays text whatever it begins with, only a formula is ever
//! calculated, and the same workbook gives the same bytes (no clock, no author, no machine).

mod chart;
mod measure;
mod style;
#[cfg(test)]
mod tests;

use crate::compose::sheet::{Calculated, Cell, NumberFormat, Sheet, Workbook};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Worksheet, XlsxError};
use std::borrow::Cow;
use style::{Looks, Styles};

/// Paper size A4 in the numbering of spreadsheets.
const A4: u8 = 9;
/// The longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Stands at the end of a text that a cell cannot hold whole.
const CUT: &str = "……（过长，未完）";
/// Days that a spreadsheet can keep as a date.
const DATES: std::ops::RangeInclusive<i32> = 1901..=9999;

/// Why a workbook could not be written: a model that no spreadsheet can hold (a sheet's name, its number of rows).
#[derive(Debug, thiserror::Error)]
#[error("工作簿无法写出：{0}")]
pub struct RenderError(#[from] XlsxError);

/// Writes the workbook as the bytes of an XLSX file.
pub fn render(workbook: &Workbook) -> Result<Vec<u8>, RenderError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&workbook.title).set_creation_datetime(&made));
    let styles = Styles::new();
    for sheet in &workbook.sheets {
        write_sheet(book.add_worksheet(), workbook, sheet, &styles)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_sheet(
    page: &mut Worksheet,
    workbook: &Workbook,
    sheet: &Sheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    // A formula that comes to an empty text would be stored as 0.
    page.set_formula_result_default("");
    set_up_print(page, workbook, sheet)?;
    for (index, column) in (0u16..).zip(&sheet.columns) {
        page.set_column_width(index, measure::width(sheet, usize::from(index)))?;
        page.write_string_with_format(0, index, &column.header, &styles.header)?;
    }
    let headers = sheet.columns.iter().map(|column| Cell::Text(column.header.clone())).collect::<Vec<_>>();
    page.set_row_height(0, measure::height(&sheet.columns, &headers))?;
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        page.set_row_height(row, measure::height(&sheet.columns, cells))?;
        for ((index, column), cell) in (0u16..).zip(&sheet.columns).zip(cells) {
            write_cell(page, row, index, cell, Looks { styles, align: column.align })?;
        }
    }
    let below = chart::insert_all(page, sheet)?;
    for (row, note) in
        (below..).zip(workbook.warnings.iter().map(|warning| &warning.says).chain(&sheet.notes))
    {
        page.write_string_with_format(row, 0, fitting(note), &styles.note)?;
    }
    Ok(())
}

/// Frozen header that repeats on every page; A4, one page wide, however many long.
fn set_up_print(page: &mut Worksheet, workbook: &Workbook, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_freeze_panes(1, sheet.frozen_columns)?;
    page.set_repeat_rows(0, 0)?;
    page.set_paper_size(A4);
    if sheet.landscape {
        page.set_landscape();
    }
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
    page.set_header_footer_scale_with_doc(false);
    let draft = workbook.is_draft.then_some("草稿");
    let marks: Vec<&str> =
        draft.into_iter().chain(workbook.warnings.iter().map(|warning| warning.mark)).collect();
    let mark = if marks.is_empty() { String::new() } else { format!("&R{}", marks.join("  ")) };
    page.set_header(format!("&L{}  {}{mark}", literal(&workbook.title), literal(&sheet.name)));
    let code = match workbook.check_code.as_str() {
        "" => String::new(),
        code => format!("&L核对码 {}", literal(code)),
    };
    page.set_footer(format!("{code}&R第 &P 页 共 &N 页"));
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: Looks<'_>,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, looks.text(false)),
        Cell::Text(text) => {
            let format = looks.text(text.starts_with(['=', '+', '-', '@', '\'']));
            page.write_string_with_format(row, column, fitting(text), format)
        }
        Cell::Number { value, format } => {
            page.write_number_with_format(row, column, nearest(value), looks.number(*format))
        }
        Cell::Date(day) => return write_date(page, row, column, *day, looks),
        Cell::Formula { formula, value, format } => {
            let formula = Formula::new(formula).set_result(result(value));
            page.write_formula_with_format(row, column, formula, formula_format(looks, value, *format))
        }
    }
    .map(drop)
}

fn formula_format<'a>(
    looks: Looks<'a>,
    value: &Calculated,
    format: NumberFormat,
) -> &'a rust_xlsxwriter::Format {
    match value {
        Calculated::Number(_) => looks.number(format),
        Calculated::Text(_) => looks.text(false),
    }
}

/// A day that no spreadsheet counts stays text.
fn write_date(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    day: NaiveDate,
    looks: Looks<'_>,
) -> Result<(), XlsxError> {
    let year = u16::try_from(day.year()).ok().filter(|_| DATES.contains(&day.year()));
    let (Some(year), Ok(month), Ok(of_month)) = (year, u8::try_from(day.month()), u8::try_from(day.day()))
    else {
        return page.write_string_with_format(row, column, day.to_string(), looks.text(false)).map(drop);
    };
    let day = ExcelDateTime::from_ymd(year, month, of_month)?;
    page.write_datetime_with_format(row, column, &day, looks.date()).map(drop)
}

fn result(value: &Calculated) -> String {
    match value {
        Calculated::Number(number) => nearest(number).to_string(),
        Calculated::Text(text) => text.clone(),
    }
}

/// The double nearest to the exact value, as a person typing its digits into the spreadsheet would get.
fn nearest(value: &Decimal) -> f64 {
    value.normalize().to_string().parse().unwrap_or_default()
}

/// Cut where a cell ends; a spreadsheet refuses the whole file otherwise.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let room = LONGEST_TEXT - CUT.encode_utf16().count();
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    Cow::Owned(kept + CUT)
}

/// `&` begins a code in headers and footers; they hold 255 characters.
fn literal(text: &str) -> String {
    text.chars().take(80).collect::<String>().replace('&', "&&")
}
