//! Yes or no, one of several, several of them, and districts.

use super::Reading;
use crate::answers::{Value, normalise};
use crate::form::{Choice, FieldKind};
use crate::identity;

/// Reads yes/no and declarations; 是 and 否 as they come from a spreadsheet are understood.
pub fn yes_no<'a>(value: impl Into<Option<&'a Value>>) -> Reading<bool> {
    match value.into() {
        None => Reading::Absent,
        Some(Value::YesNo(yes)) => Reading::Given(*yes),
        Some(Value::Text(text)) => match text.trim() {
            "" => Reading::Absent,
            "是" => Reading::Given(true),
            "否" => Reading::Given(false),
            _ => Reading::Wrong("应答“是”或“否”，请重新选择。".into()),
        },
        Some(_) => Reading::Wrong("应答“是”或“否”，请重新选择。".into()),
    }
}

/// Reads one option by its id, or by its label as it comes from a spreadsheet.
pub fn choice<'k>(value: impl Into<Option<&'k Value>>, kind: &'k FieldKind) -> Reading<&'k Choice> {
    match value.into() {
        None => Reading::Absent,
        Some(Value::Text(text)) if text.trim().is_empty() => Reading::Absent,
        Some(Value::Text(text)) => option(text.trim(), kind).map_or_else(not_an_option, Reading::Given),
        Some(_) => not_an_option(),
    }
}

/// Reads several options, in the form's order, each once. An empty list is an answer.
pub fn choices<'k>(value: impl Into<Option<&'k Value>>, kind: &'k FieldKind) -> Reading<Vec<&'k Choice>> {
    let chosen = match value.into() {
        None => return Reading::Absent,
        Some(Value::Text(text)) if text.trim().is_empty() => return Reading::Absent,
        Some(Value::List(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let mut found = Vec::with_capacity(chosen.len());
    for item in chosen {
        match item {
            Value::Text(text) => match option(text.trim(), kind) {
                Some(choice) => found.push(choice),
                None => return not_an_option(),
            },
            _ => return not_an_option(),
        }
    }
    let in_order = options(kind).iter().filter(|option| found.iter().any(|choice| choice.id == option.id));
    Reading::Given(in_order.collect())
}

/// Reads a district by its code or name.
pub fn region<'a>(value: impl Into<Option<&'a Value>>) -> Reading<&'static str> {
    match value.into() {
        None => Reading::Absent,
        Some(Value::Integer(code)) => read_region(&code.to_string()),
        Some(Value::Text(text)) if text.trim().is_empty() => Reading::Absent,
        Some(Value::Text(text)) => read_region(&normalise::narrow(text)),
        Some(_) => Reading::Wrong("应为本市 16 个区之一或市外，请重新选择。".into()),
    }
}

fn read_region(text: &str) -> Reading<&'static str> {
    identity::region(text).map_or_else(|why| Reading::Wrong(why.into()), Reading::Given)
}

fn options(kind: &FieldKind) -> &[Choice] {
    match kind {
        FieldKind::Choice { options } | FieldKind::Choices { options } => options,
        _ => &[],
    }
}

fn option<'k>(typed: &str, kind: &'k FieldKind) -> Option<&'k Choice> {
    let options = options(kind);
    options
        .iter()
        .find(|choice| choice.id == typed)
        .or_else(|| options.iter().find(|choice| choice.label == typed))
}

fn not_an_option<T>() -> Reading<T> {
    Reading::Wrong("所填内容不在可选项之中，请重新选择。".into())
}
