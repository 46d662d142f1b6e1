//! A workbook to fill in: a table field's columns with drop-downs and limits, which comes back in without loss.

use super::columns_of;
use crate::answers::Value;
use crate::answers::read;
use crate::form::{Binding, Choice, Field, FieldKind, MoneyUnit};
use crate::identity::{DISTRICTS, OUTSIDE, district_name};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};
use std::str::FromStr as _;

/// Rows with drop-downs and limits below those that are filled in.
const EMPTY_ROWS: u32 = 2_000;
/// Options stand on a sheet of their own: a list inside a cell's rule holds 255 characters only.
const OPTIONS: &str = "可选项";
/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// Writes the workbook, with `rows` filled in.
///
/// # Errors
/// When a sheet cannot hold the rows.
pub fn template(field: &Field, rows: &[Value]) -> Result<Vec<u8>, XlsxError> {
    let columns = columns_of(field);
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&field.label).set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name("填写")?.set_freeze_panes(1, 0)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(EMPTY_ROWS);
    let mut lists = Vec::new();
    for (at, column) in (0_u16..).zip(&columns) {
        write_column(page, at, column, last, &mut lists)?;
        for (row, answers) in (1_u32..).zip(rows) {
            let Value::Row(cells) = answers else { continue };
            if let Some(value) = cells.get(&column.id) {
                write_cell(page, row, at, column, value)?;
            }
        }
    }
    if !lists.is_empty() {
        write_lists(book.add_worksheet(), &lists)?;
    }
    book.save_to_buffer()
}

/// A heading with what may stand below it. `lists`: the options that the drop-downs choose from.
fn write_column(
    page: &mut Worksheet,
    at: u16,
    column: &Field,
    last: u32,
    lists: &mut Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(0xE8_EEF4)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let heading = heading(column);
    page.write_string_with_format(0, at, &heading, &head)?;
    page.set_column_width(at, width(&heading))?.set_column_format(at, &shown(&column.kind))?;
    if let Some(options) = options(&column.kind) {
        lists.push(options);
    }
    if let Some(rule) = rule(column, lists) {
        page.add_data_validation(1, at, last, at, &rule)?;
    }
    Ok(())
}

fn heading(column: &Field) -> String {
    let unit = read::unit(&column.kind);
    let required = if column.required { "*" } else { "" };
    if unit.is_empty() {
        format!("{}{required}", column.label)
    } else {
        format!("{}（{unit}）{required}", column.label)
    }
}

fn width(heading: &str) -> u32 {
    let characters = u32::try_from(heading.chars().count()).unwrap_or(20);
    (characters * 2 + 4).clamp(12, 40)
}

/// Codes stay text, so that no spreadsheet takes digits from them; dates are shown one way.
fn shown(kind: &FieldKind) -> Format {
    match kind {
        FieldKind::Date => Format::new().set_num_format("yyyy-mm-dd"),
        FieldKind::Integer { .. } | FieldKind::Decimal { .. } | FieldKind::Money { .. } | FieldKind::Year => {
            Format::new()
        }
        _ => Format::new().set_num_format("@"),
    }
}

fn options(kind: &FieldKind) -> Option<Vec<String>> {
    let labels = |options: &[Choice]| options.iter().map(|option| option.label.clone()).collect();
    match kind {
        FieldKind::Choice { options } => Some(labels(options)),
        FieldKind::YesNo | FieldKind::Declaration { .. } => Some(vec!["是".into(), "否".into()]),
        FieldKind::Region => {
            let codes = DISTRICTS.iter().map(|(code, _)| *code).chain([OUTSIDE]);
            Some(codes.filter_map(district_name).map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// What a cell of the column takes; spreadsheets refuse the rest with these words.
fn rule(column: &Field, lists: &[Vec<String>]) -> Option<DataValidation> {
    let rule = DataValidation::new();
    let (rule, says) = match &column.kind {
        kind if options(kind).is_some() => {
            let (place, count) = (lists.len().checked_sub(1)?, lists.last()?.len());
            let letters = super::column_letters(place);
            let range = format!("='{OPTIONS}'!${letters}$1:${letters}${count}");
            (rule.allow_list_formula(Formula::new(range)), "请从下拉列表中选择。".to_owned())
        }
        FieldKind::Date => {
            let (from, to) =
                (ExcelDateTime::from_ymd(1901, 1, 1).ok()?, ExcelDateTime::from_ymd(2200, 12, 31).ok()?);
            (
                rule.allow_date(DataValidationRule::Between(from, to)),
                "请填写日期，形如 2024-03-05。".to_owned(),
            )
        }
        FieldKind::Year => {
            (rule.allow_whole_number(DataValidationRule::Between(1850, 2200)), "请填写四位年份。".to_owned())
        }
        FieldKind::Integer { min, max, .. } => {
            let (min, max) = (min.unwrap_or(i32::MIN), max.unwrap_or(i32::MAX));
            (rule.allow_whole_number(DataValidationRule::Between(min, max)), "请填写整数。".to_owned())
        }
        FieldKind::Decimal { min, .. } => {
            let min = min.and_then(|min| min.to_f64()).unwrap_or(-1e15);
            (rule.allow_decimal_number(DataValidationRule::Between(min, 1e15)), "请填写数字。".to_owned())
        }
        FieldKind::Money { negative, .. } => {
            let min = if *negative { -1e15 } else { 0.0 };
            (
                rule.allow_decimal_number(DataValidationRule::Between(min, 1e15)),
                "请填写金额，只填数字。".to_owned(),
            )
        }
        FieldKind::Text { max: Some(max), binding: Binding::Regulation } => (
            rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(*max)),
            format!("不超过 {max} 字。"),
        ),
        _ => return None,
    };
    let rule = rule.set_error_title(column.label.chars().take(30).collect::<String>()).ok()?;
    // People may insist, for a text with spaces for example: the import says what is wrong.
    Some(rule.set_error_message(says).ok()?.set_error_style(DataValidationErrorStyle::Warning))
}

fn write_cell(
    page: &mut Worksheet,
    row: u32,
    at: u16,
    column: &Field,
    value: &Value,
) -> Result<(), XlsxError> {
    let format = shown(&column.kind);
    match (&column.kind, value) {
        (_, Value::YesNo(yes)) => {
            page.write_string_with_format(row, at, if *yes { "是" } else { "否" }, &format)?
        }
        (_, Value::Integer(number)) => page.write_number_with_format(row, at, *number, &format)?,
        (FieldKind::Choices { options }, Value::List(chosen)) => {
            let labels: Vec<&str> = chosen.iter().filter_map(|id| label(options, id)).collect();
            page.write_string_with_format(row, at, labels.join("；"), &format)?
        }
        (_, Value::Text(text)) => match cell(&column.kind, text) {
            Filled::Text(text) => page.write_string_with_format(row, at, text, &format)?,
            Filled::Number(number) => page.write_number_with_format(row, at, number, &format)?,
            Filled::Day(day) => page.write_datetime_with_format(row, at, &day, &format)?,
        },
        (_, Value::List(_) | Value::Row(_)) => page,
    };
    Ok(())
}

enum Filled {
    Text(String),
    Number(f64),
    Day(ExcelDateTime),
}

/// Numbers that a spreadsheet would not keep exactly stay text.
fn cell(kind: &FieldKind, text: &str) -> Filled {
    let plain = || Filled::Text(text.to_owned());
    match kind {
        FieldKind::Choice { options } => {
            let label = options.iter().find(|option| option.id == text).map(|option| option.label.clone());
            label.map_or_else(plain, Filled::Text)
        }
        FieldKind::Region => district_name(text).map_or_else(plain, |name| Filled::Text(name.to_owned())),
        FieldKind::Date => ExcelDateTime::parse_from_str(text).map_or_else(|_| plain(), Filled::Day),
        FieldKind::Decimal { .. } => number(text).map_or_else(plain, Filled::Number),
        FieldKind::Money { shown_in, .. } => money(text, *shown_in).map_or_else(plain, Filled::Number),
        _ => plain(),
    }
}

fn number(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // 1.50 would come back as 1.5: how precisely something was measured is part of the answer.
    let is_plain = digits <= DIGITS && !(text.contains('.') && text.ends_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

fn money(yuan: &str, shown_in: MoneyUnit) -> Option<f64> {
    let amount = Decimal::from_str(yuan).ok()?;
    let shown = match shown_in {
        MoneyUnit::Yuan => amount,
        MoneyUnit::TenThousandYuan => amount / Decimal::from(10_000),
    };
    number(&shown.normalize().to_string())
}

fn label<'o>(options: &'o [Choice], id: &Value) -> Option<&'o str> {
    let Value::Text(id) = id else { return None };
    options.iter().find(|option| option.id == *id).map(|option| option.label.as_str())
}

fn write_lists(page: &mut Worksheet, lists: &[Vec<String>]) -> Result<(), XlsxError> {
    page.set_name(OPTIONS)?.set_hidden(true);
    for (at, options) in (0_u16..).zip(lists) {
        for (row, option) in (0_u32..).zip(options) {
            page.write_string(row, at, option)?;
        }
    }
    Ok(())
}
