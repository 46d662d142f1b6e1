//! The lines of a table that has one row for each option of a column: months of a year, kinds of business.

use super::{Reading, choice};
use crate::answers::Value;
use crate::form::{Choice, Field, FieldKind};
use std::collections::BTreeMap;

/// One option with the row that answers it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'a> {
    /// What the line is for.
    pub option: &'a Choice,
    /// The row's place in the draft; `None`: there is none yet.
    pub at: Option<usize>,
    cells: Option<&'a BTreeMap<String, Value>>,
}

impl<'a> Line<'a> {
    /// The answer in a column.
    pub fn cell(&self, column: &str) -> Option<&'a Value> {
        self.cells?.get(column)
    }
}

/// One line for each option, in their order, of the first row that names it. Empty for fields of which the applicant adds
/// the rows.
pub fn lines<'a>(field: &'a Field, rows: Option<&'a [Value]>) -> Vec<Line<'a>> {
    let FieldKind::Table { columns, row_for_each: Some(key) } = &field.kind else {
        return Vec::new();
    };
    let Some(Field { kind: kind @ FieldKind::Choice { options }, .. }) =
        columns.iter().find(|column| column.id == *key)
    else {
        return Vec::new();
    };
    let mut lines: Vec<Line<'a>> =
        options.iter().map(|option| Line { option, at: None, cells: None }).collect();
    for (at, row) in rows.unwrap_or_default().iter().enumerate() {
        let Value::Row(cells) = row else { continue };
        let Reading::Given(chosen) = choice(cells.get(key), kind) else { continue };
        if let Some(line) = lines.iter_mut().find(|line| line.at.is_none() && line.option == chosen) {
            (line.at, line.cells) = (Some(at), Some(cells));
        }
    }
    lines
}
