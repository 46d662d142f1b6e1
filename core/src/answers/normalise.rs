//! One way to write each text, so that what looks the same is the same: for comparing, counting and printing.
//!
//! Must never change what a reader sees: only code points that share a glyph are replaced, only at the edges is
//! white space dropped. Everything here gives the same result when applied to its own result.

use super::{Edit, Value, read};
use crate::form::{Field, FieldKind, Form};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// NFC; Kangxi and supplementary radicals become the characters they look like (NFC does the same to compatibility
/// ideographs); line ends become `\n`; control and invisible characters go; trimmed.
pub fn text(typed: &str) -> Cow<'_, str> {
    let trimmed = typed.trim();
    // Everything that needs work lies outside these two ranges.
    if trimmed.chars().all(|c| matches!(c, ' '..='~' | '\n' | '\u{4e00}'..='\u{9fff}')) {
        return Cow::Borrowed(trimmed);
    }
    let unified = trimmed.replace("\r\n", "\n").replace('\r', "\n");
    let kept = unified.chars().filter(|c| !is_invisible(*c)).flat_map(unified_radical).nfc();
    Cow::Owned(kept.collect::<String>().trim().to_owned())
}

/// Full-width digits, letters and signs as half-width ones; for codes and figures only, since in prose 「，」 is right.
pub fn narrow(typed: &str) -> Cow<'_, str> {
    if typed.is_ascii() {
        return Cow::Borrowed(typed.trim());
    }
    let narrowed = typed.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    });
    Cow::Owned(narrowed.collect::<String>().trim().to_owned())
}

/// Every text in a value. `None`: nothing but white space, which is no answer.
pub fn value(typed: Value) -> Option<Value> {
    match typed {
        Value::Text(typed) => {
            let text = text(&typed);
            if text.is_empty() {
                return None;
            }
            // Most texts are written well already and are kept as they are.
            let text =
                if text.len() == typed.len() && *text == *typed { None } else { Some(text.into_owned()) };
            Some(Value::Text(text.unwrap_or(typed)))
        }
        Value::List(items) => Some(Value::List(items.into_iter().filter_map(value).collect())),
        Value::Row(cells) => {
            Some(Value::Row(cells.into_iter().filter_map(|(id, cell)| Some((id, value(cell)?))).collect()))
        }
        other => Some(other),
    }
}

/// An edit with its answer in its field's own way of writing: `2024年3月5日` as `2024-03-05`, `１，２００` as `1200`. What
/// cannot be read stays as typed.
pub fn edit(form: &Form, edit: Edit) -> Edit {
    let field =
        |id: &str| form.sections.iter().flat_map(|section| &section.fields).find(|field| field.id == id);
    match edit {
        Edit::Set { path, value: Some(value) } => {
            let value = match (field(&path.field), &path.column) {
                (Some(table), Some(column)) => cell(columns(table), column, value),
                (Some(table), None) if path.row.is_some() => row(columns(table), value),
                (Some(field), None) => canonical(value, field),
                (None, _) => value,
            };
            Edit::Set { path, value: Some(value) }
        }
        Edit::InsertRow { table, at, row: cells } => {
            let cells = match field(&table) {
                Some(field) => row(columns(field), cells),
                None => cells,
            };
            Edit::InsertRow { table, at, row: cells }
        }
        Edit::ReplaceRows { table, rows: Some(rows) } => {
            let rows = match field(&table) {
                Some(field) => rows.into_iter().map(|cells| row(columns(field), cells)).collect(),
                None => rows,
            };
            Edit::ReplaceRows { table, rows: Some(rows) }
        }
        Edit::Several { edits } => {
            Edit::Several { edits: edits.into_iter().map(|edit| self::edit(form, edit)).collect() }
        }
        other => other,
    }
}

/// A value in its field's own way of writing, where it can be read.
pub fn canonical(typed: Value, field: &Field) -> Value {
    if let (FieldKind::Table { .. } | FieldKind::Years { .. }, Value::List(rows)) = (&field.kind, &typed) {
        return Value::List(rows.iter().map(|cells| row(columns(field), cells.clone())).collect());
    }
    read::any(&typed, &field.kind).given().and_then(|read| read.written(&field.kind)).unwrap_or(typed)
}

fn columns(table: &Field) -> &[Field] {
    match &table.kind {
        FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } => columns,
        _ => &[],
    }
}

fn row(columns: &[Field], typed: Value) -> Value {
    match typed {
        Value::Row(cells) => Value::Row(
            cells
                .into_iter()
                .map(|(id, value)| {
                    let value = cell(columns, &id, value);
                    (id, value)
                })
                .collect(),
        ),
        other => other,
    }
}

fn cell(columns: &[Field], id: &str, typed: Value) -> Value {
    match columns.iter().find(|column| column.id == id) {
        Some(column) => canonical(typed, column),
        None if id == "year" => read::any(&typed, &FieldKind::Year)
            .given()
            .and_then(|year| year.written(&FieldKind::Year))
            .unwrap_or(typed),
        None => typed,
    }
}

/// Radicals have compatibility decompositions only, so NFC leaves them alone.
fn unified_radical(c: char) -> impl Iterator<Item = char> {
    let radical = matches!(c, '\u{2e80}'..='\u{2fd5}');
    let unified = if radical { std::iter::once(c).nfkc().next().unwrap_or(c) } else { c };
    std::iter::once(unified)
}

/// Controls (but for line ends and tabs), zero-width space, byte order mark, directional marks.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
