//! One cell as an answer of its column's kind, or what is wrong with it.

use super::Cell;
use super::heading::folded;
use crate::answers::read::{self, Reading};
use crate::answers::{Value, normalise};
use crate::form::{Binding, Extent, Field, FieldKind, MoneyUnit};
use crate::identity::OUTSIDE;
use chrono::Datelike;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// Day numbers as spreadsheets keep them, 1954 to 2118: a plain number in this range may be meant as a day.
const DAY_NUMBERS: std::ops::Range<f64> = 20_000.0..80_000.0;

/// What a cell answers (`None`: nothing), and what is wrong with it. A wrong cell answers what stands in it, so that
/// nothing is lost. `yuan`: what the heading says an amount is to be multiplied by.
pub(super) fn understand(
    cell: &Cell,
    column: &Field,
    yuan: Option<Decimal>,
) -> (Option<Value>, Option<String>) {
    if cell.is_blank() {
        return (None, None);
    }
    if let Some(plain) = plain(cell, column) {
        return plain;
    }
    let shown = cell.shown();
    if let Some(problem) = doubtful(cell, column) {
        return (Some(Value::Text(shown)), Some(problem));
    }
    let typed = normalise::canonical(written(cell, shown, column, yuan), column);
    let problem = match read::any(&typed, &column.kind) {
        Reading::Wrong(why) => Some(day_missing(&typed, column).unwrap_or(why)),
        Reading::Absent | Reading::Given(_) => None,
    };
    (Some(typed), problem)
}

/// The cells of which a long table is full, and which need no reading: text for a text, a day for a date.
fn plain(cell: &Cell, column: &Field) -> Option<(Option<Value>, Option<String>)> {
    match (cell, &column.kind) {
        (Cell::Text(text), FieldKind::Text { .. } | FieldKind::LongText { .. }) => {
            let typed = Value::Text(text.trim().to_owned());
            let problem = too_long(&typed, column);
            Some((Some(typed), problem))
        }
        (Cell::Day(day), FieldKind::Date) if (1900..2200).contains(&day.year()) => {
            Some((Some(Value::Text(day.to_string())), None))
        }
        _ => None,
    }
}

/// What no one can know from the cell alone, and nobody may guess.
fn doubtful(cell: &Cell, column: &Field) -> Option<String> {
    let is_code = matches!(
        column.kind,
        FieldKind::CreditCode
            | FieldKind::IdentityNumber
            | FieldKind::IdentityDocument
            | FieldKind::Phone { .. }
            | FieldKind::Postcode
    );
    let is_percentage = read::unit(&column.kind) == "%";
    match cell {
        Cell::Fault => Some("原表中这一格的公式出错或没有结果，请改正后重新导入。".into()),
        _ if is_code && cell.has_lost_digits() => {
            Some("Excel 已将号码变为科学计数，末几位已丢失；请将该列设为文本格式，重新录入后再导入。".into())
        }
        Cell::Number(number) if column.kind == FieldKind::Date && DAY_NUMBERS.contains(number) => {
            Some("这一格是数字而不是日期；请在原表中设为日期格式后重新导入。".into())
        }
        Cell::Number(number) if is_percentage && *number != 0.0 && number.abs() <= 1.0 => {
            Some("无法判断是小数还是百分数；请写成如 35% 的形式。".into())
        }
        _ => None,
    }
}

/// The cell in the writing that its field reads.
fn written(cell: &Cell, shown: String, column: &Field, yuan: Option<Decimal>) -> Value {
    match &column.kind {
        FieldKind::YesNo | FieldKind::Declaration { .. } => {
            yes_no(cell, &shown).map_or(Value::Text(shown), Value::YesNo)
        }
        FieldKind::Choice { .. } => Value::Text(option(&shown, column).unwrap_or(shown)),
        FieldKind::Choices { .. } => Value::List(several(&shown, column)),
        FieldKind::Money { shown_in, .. } => Value::Text(amount(&shown, *shown_in, yuan).unwrap_or(shown)),
        FieldKind::Date => Value::Text(without_time(&shown).to_owned()),
        FieldKind::Year => match cell {
            Cell::Day(day) => Value::Integer(day.year()),
            _ => Value::Text(shown),
        },
        FieldKind::Region => Value::Text(region(&shown).unwrap_or(shown)),
        _ => Value::Text(shown),
    }
}

/// A year or a month is no day, and the first of it is not guessed.
fn day_missing(typed: &Value, column: &Field) -> Option<String> {
    let (FieldKind::Date, Value::Text(text)) = (&column.kind, typed) else { return None };
    let text = normalise::narrow(text);
    let parts: Vec<&str> = text.trim_end_matches(['年', '月']).split(['-', '/', '.', '年']).collect();
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
    };
    match parts.as_slice() {
        [year] if year.len() == 4 && digits(year, 4) => {
            Some("只有年份；请补全为如 2024-03-05 的日期。".into())
        }
        [year, month] if year.len() == 4 && digits(year, 4) && digits(month, 2) => {
            Some("没有写明日；请补全为如 2024-03-05 的日期。".into())
        }
        _ => None,
    }
}

/// Beyond what the measure allows; a practice limit is no fault of the table, and the check advises on it.
fn too_long(typed: &Value, column: &Field) -> Option<String> {
    let (Some(Extent { max: Some(max), binding: Binding::Regulation, .. }), Value::Text(text)) =
        (column.kind.extent(), typed)
    else {
        return None;
    };
    let is_long = read::length(text) > usize::try_from(max).unwrap_or(usize::MAX);
    is_long.then(|| format!("超过 {max} 字，请缩短。"))
}

fn yes_no(cell: &Cell, shown: &str) -> Option<bool> {
    if let Cell::YesNo(yes) = cell {
        return Some(*yes);
    }
    match normalise::narrow(shown).to_lowercase().as_str() {
        "是" | "有" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "true" | "1" => Some(true),
        "否" | "无" | "没有" | "×" | "✗" | "☐" | "n" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// An option's id by its label, whatever brackets, spaces and full-width letters are written around it.
fn option(shown: &str, column: &Field) -> Option<String> {
    let (FieldKind::Choice { options } | FieldKind::Choices { options }) = &column.kind else { return None };
    let exact = options.iter().find(|option| option.id == shown || option.label == shown);
    let folds = || {
        let wanted = folded(shown);
        let mut alike = options.iter().filter(move |option| folded(&option.label) == wanted);
        // Two options that differ in their brackets only are not guessed between.
        alike.next().filter(|_| alike.next().is_none())
    };
    exact.or_else(folds).map(|option| option.id.clone())
}

/// By semicolons and lines first: labels themselves may hold commas.
fn several(shown: &str, column: &Field) -> Vec<Value> {
    if let Some(one) = option(shown, column) {
        return vec![Value::Text(one)];
    }
    let parted = |marks: &[char]| -> Vec<String> {
        shown.split(marks).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let parts = parted(&['；', ';', '\n']);
    let parts = if parts.iter().all(|part| option(part, column).is_some()) {
        parts
    } else {
        parted(&['；', ';', '\n', '、', '，', ',', '/'])
    };
    parts.into_iter().map(|part| Value::Text(option(&part, column).unwrap_or(part))).collect()
}

/// A bare amount in the unit of its heading, or else in the one in which people type it here.
fn amount(shown: &str, typed_in: MoneyUnit, yuan: Option<Decimal>) -> Option<String> {
    let bare = normalise::narrow(shown).replace([',', ' '], "");
    let figure = Decimal::from_str(&bare).ok()?;
    let times = yuan.unwrap_or(match typed_in {
        MoneyUnit::Yuan => Decimal::ONE,
        MoneyUnit::TenThousandYuan => Decimal::from(10_000),
    });
    figure.checked_mul(times).map(|amount| amount.normalize().to_string())
}

/// `2024/3/5 0:00:00` is a day with a time that nobody wrote.
fn without_time(shown: &str) -> &str {
    match shown.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => shown,
    }
}

/// 上海市浦东新区 and 浦东 as the district.
fn region(shown: &str) -> Option<String> {
    if matches!(shown.trim(), "上海市外" | "市外" | "外省市" | "外地") {
        return Some(OUTSIDE.to_owned());
    }
    let place = shown.trim().trim_start_matches("上海市").trim_start_matches("上海");
    let names = [shown.trim().to_owned(), place.to_owned(), format!("{place}区"), format!("{place}新区")];
    names.iter().find_map(|name| crate::identity::region(name).ok()).map(str::to_owned)
}
