//! How an answer reads in print: 2024年3月15日, 2,400.00, ☑工业设计.
//!
//! What cannot be read is printed as it was typed; the check says what is wrong with it.

use crate::answers::{Value, read, show};
use crate::form::{Choice, FieldKind, MoneyUnit};
use crate::identity::district_name;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// The lines in which an answer is printed, without its unit; empty: not answered.
pub(super) fn lines(kind: &FieldKind, value: Option<&Value>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(Value::List(items)) if items.is_empty() => vec!["无".to_owned()],
        Some(Value::List(items)) => {
            vec![items.iter().map(|item| one(kind, item)).collect::<Vec<_>>().join("、")]
        }
        Some(value) => {
            one(kind, value).lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect()
        }
    }
}

/// The same with the unit behind it: 36 人, 1,280.50 万元.
pub(super) fn lines_with_unit(kind: &FieldKind, value: Option<&Value>) -> Vec<String> {
    let mut lines = lines(kind, value);
    let unit = read::unit(kind);
    if let Some(last) = lines.last_mut().filter(|_| !unit.is_empty()) {
        last.push(' ');
        last.push_str(unit);
    }
    lines
}

/// The same inside a sentence, where Chinese units follow without a space: 36人, 1480 m².
pub(super) fn lines_in_sentence(kind: &FieldKind, value: Option<&Value>) -> Vec<String> {
    if read::unit(kind).starts_with(|first: char| first.is_ascii()) {
        return lines_with_unit(kind, value);
    }
    let mut lines = lines(kind, value);
    if let Some(last) = lines.last_mut() {
        last.push_str(read::unit(kind));
    }
    lines
}

/// Whether it is printed as a number, at the right of its cell.
pub(super) fn is_number(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Integer { .. } | FieldKind::Decimal { .. } | FieldKind::Money { .. })
}

/// The number as it is shown: money in its field's unit. `None`: not answered, or no number.
pub(super) fn shown_number(kind: &FieldKind, value: &Value) -> Option<Decimal> {
    let number = read::decimal(value, kind).given()?;
    match kind {
        FieldKind::Money { shown_in, .. } => in_unit(number, *shown_in),
        _ => Some(number),
    }
}

/// An amount in yuan in the unit in which it is shown; exact.
pub(super) fn in_unit(yuan: Decimal, unit: MoneyUnit) -> Option<Decimal> {
    match unit {
        MoneyUnit::Yuan => Some(yuan),
        MoneyUnit::TenThousandYuan => yuan.checked_div(Decimal::from(10_000)),
    }
}

/// A shown number as text; amounts with separators and at least two decimals: 1,280.50.
pub(super) fn number_text(kind: &FieldKind, number: Decimal) -> String {
    if !matches!(kind, FieldKind::Money { .. }) {
        return number.normalize().to_string();
    }
    let text = show::thousands(number);
    match text.split_once('.') {
        None => format!("{text}.00"),
        Some((whole, fraction)) => format!("{whole}.{fraction:0<2}"),
    }
}

/// 2024年3月15日
pub(super) fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Every option with ☑ or ☐; a declaration is one statement.
pub(super) fn ticks(kind: &FieldKind, value: Option<&Value>) -> Vec<String> {
    match kind {
        FieldKind::Choice { options } | FieldKind::Choices { options } => {
            options.iter().map(|option| tick(is_chosen(value, &option.id), &option.label)).collect()
        }
        FieldKind::YesNo => [("是", true), ("否", false)]
            .iter()
            .map(|(label, answer)| tick(value == Some(&Value::YesNo(*answer)), label))
            .collect(),
        FieldKind::Declaration { statement } => vec![tick(value == Some(&Value::YesNo(true)), statement)],
        _ => lines(kind, value),
    }
}

fn tick(is_ticked: bool, label: &str) -> String {
    format!("{}{label}", if is_ticked { '☑' } else { '☐' })
}

fn is_chosen(value: Option<&Value>, id: &str) -> bool {
    match value {
        Some(Value::Text(chosen)) => chosen == id,
        Some(Value::List(chosen)) => {
            chosen.iter().any(|one| matches!(one, Value::Text(chosen) if chosen == id))
        }
        _ => false,
    }
}

fn one(kind: &FieldKind, value: &Value) -> String {
    match (kind, value) {
        (FieldKind::Money { .. }, value) => {
            shown_number(kind, value).map_or_else(|| plain(value), |number| number_text(kind, number))
        }
        (FieldKind::Integer { .. }, Value::Integer(number)) => show::thousands(Decimal::from(*number)),
        (FieldKind::Date, value) => read::date(value).given().map_or_else(|| plain(value), day),
        (FieldKind::Year, value) => {
            read::year(value).given().map_or_else(|| plain(value), |year| format!("{year}年"))
        }
        (FieldKind::Declaration { statement }, value) => tick(*value == Value::YesNo(true), statement),
        (FieldKind::Choice { options } | FieldKind::Choices { options }, Value::Text(id)) => {
            label(options, id)
        }
        (FieldKind::Region, Value::Text(code)) => {
            district_name(code).map_or_else(|| code.clone(), Into::into)
        }
        (_, value) => plain(value),
    }
}

fn label(options: &[Choice], id: &str) -> String {
    options.iter().find(|option| option.id == id).map_or(id, |option| &option.label).to_owned()
}

fn plain(value: &Value) -> String {
    match value {
        Value::YesNo(true) => "是".to_owned(),
        Value::YesNo(false) => "否".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join("、"),
        Value::Row(cells) => cells.values().map(plain).collect::<Vec<_>>().join("、"),
    }
}
