//! One change to a draft, and the change that takes it back.
//!
//! Only edits travel between the window, the core and the library: undo and redo are the edits that [`apply`] gave.

use super::{Attachment, Draft, Origin, Origins, Path, Value, normalise};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One change. Rows and attachments count from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Answers a field, a cell or a whole row; `None`: not answered.
    Set {
        /// Where. A row must exist.
        path: Path,
        /// What.
        value: Option<Value>,
    },
    /// Puts a row before the row `at`; at the end where `at` is the number of rows. Begins the table.
    InsertRow {
        /// The table's field.
        table: String,
        /// Where.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        at: usize,
        /// A [`Value::Row`].
        row: Value,
    },
    /// Takes a row out. The last one takes the table's answer with it: that there is none is said by
    /// [`Edit::ReplaceRows`] with no rows.
    RemoveRow {
        /// The table's field.
        table: String,
        /// Which.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        at: usize,
    },
    /// Moves a row; `to` counts after it was taken out.
    MoveRow {
        /// The table's field.
        table: String,
        /// Which.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        from: usize,
        /// Where to.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        to: usize,
    },
    /// Replaces a table; `[]`: confirmed that there is none, `None`: not answered.
    ReplaceRows {
        /// The table's field.
        table: String,
        /// Each a [`Value::Row`].
        rows: Option<Vec<Value>>,
    },
    /// Decides the filing date.
    FilingDate {
        /// `None`: not decided.
        date: Option<NaiveDate>,
    },
    /// Changes the kind of applicant; answers stay.
    Variant {
        /// The variant's id.
        variant: String,
    },
    /// Adds a file before the attachment `at`.
    Attach {
        /// The file.
        attachment: Attachment,
        /// Where.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        at: usize,
    },
    /// Takes a file out.
    Detach {
        /// Which.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        at: usize,
    },
    /// Moves a file; `to` counts after it was taken out.
    MoveAttachment {
        /// Which.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        from: usize,
        /// Where to.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        to: usize,
    },
    /// Marks answers with where they come from; `None`: someone looked at the answer, which is all that changes.
    Mark {
        /// By field id.
        origins: BTreeMap<String, Option<Origin>>,
    },
    /// Says what is known of where answers come from: what was computed; what undoes a mark, or a change that took one
    /// away.
    Trace {
        /// By field id, or by a cell's path.
        traces: BTreeMap<String, Trace>,
    },
    /// Several changes, one after the other, as one: all are made, or none.
    Several {
        /// In their order.
        edits: Vec<Edit>,
    },
}

/// What is known of where an answer comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Trace {
    /// Not looked at yet.
    pub open: Option<Origin>,
    /// Looked at.
    pub seen: Option<Origin>,
}

/// An edit that does not fit its draft, which is a fault of whoever made the edit. The draft is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such row.
    #[error("{0} 没有第 {1} 行，请刷新后重试。")]
    NoRow(String, usize),
    /// The answer holds no rows, or a row holds no cells.
    #[error("{0} 不是表格，请先清空该项后重试。")]
    NotATable(String),
    /// There is no such attachment.
    #[error("没有第 {0} 个附件，请刷新后重试。")]
    NoAttachment(usize),
    /// The form does not ask it.
    #[error("表单中没有要修改的这一项，请重新打开草稿后重试。")]
    NotAsked,
}

/// Makes a change, its text normalised, and gives the change that restores the draft exactly (as long as the draft's
/// own text is normalised, which [`super::read_draft`] and this function see to).
///
/// A changed answer loses its mark. In a table only its replacement as a whole does that: a changed cell says nothing of
/// the others. What is known of a cell goes with it when rows move.
pub fn apply(draft: &mut Draft, edit: Edit) -> Result<Edit, EditError> {
    let changed = changed_places(draft, &edit);
    let moved = moved_rows(&edit);
    let inverse = make(draft, edit)?;
    let forget = |place: String| {
        let known = trace(draft, &place, Trace::default());
        (known != Trace::default()).then_some((place, known))
    };
    let traces: BTreeMap<String, Trace> = changed.into_iter().filter_map(forget).collect();
    if let Some((table, row)) = moved {
        for all in [&mut draft.origins, &mut draft.seen] {
            move_cells(all, &table, &*row);
        }
    }
    if traces.is_empty() {
        return Ok(inverse);
    }
    Ok(Edit::Several { edits: vec![inverse, Edit::Trace { traces }] })
}

/// What the edit answers anew: a field as a whole, and cells of which something is known.
fn changed_places(draft: &Draft, edit: &Edit) -> Vec<String> {
    let known = |table: &str, row: Option<usize>| -> Vec<String> {
        let is_inside = |place: &Path| {
            place.field == table && place.row.is_some_and(|at| row.is_none_or(|row| row == at))
        };
        let all = draft.origins.keys().chain(draft.seen.keys());
        all.filter(|place| place.parse().is_ok_and(|place: Path| is_inside(&place))).cloned().collect()
    };
    let whole = |table: &String| Vec::from([table.clone()]);
    match edit {
        Edit::Set { path: Path { field, row: None, .. }, .. } | Edit::ReplaceRows { table: field, .. } => {
            [whole(field), known(field, None)].concat()
        }
        Edit::Set { path: Path { field, row, column: None }, .. } => known(field, *row),
        Edit::Set { path, .. } => vec![path.to_string()],
        // The first row and the last one make and unmake the answer.
        Edit::InsertRow { table, .. } if row_count(draft, table) == 0 => whole(table),
        Edit::RemoveRow { table, .. } if row_count(draft, table) == 1 => {
            [whole(table), known(table, None)].concat()
        }
        Edit::RemoveRow { table, at } => known(table, Some(*at)),
        Edit::Attach { attachment, .. } => whole(&attachment.field),
        Edit::Detach { at } => {
            draft.attachments.get(*at).map(|file| file.field.clone()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The table whose rows the edit moves, and where each of them stands then.
type MovedRows = (String, Box<dyn Fn(usize) -> usize>);

fn moved_rows(edit: &Edit) -> Option<MovedRows> {
    Some(match edit.clone() {
        Edit::InsertRow { table, at, .. } => (table, Box::new(move |row| row + usize::from(row >= at))),
        Edit::RemoveRow { table, at } => (table, Box::new(move |row| row - usize::from(row > at))),
        Edit::MoveRow { table, from, to } => {
            let moved = move |row: usize| match row {
                row if row == from => to,
                row if from < row && row <= to => row - 1,
                row if to <= row && row < from => row + 1,
                row => row,
            };
            (table, Box::new(moved))
        }
        _ => return None,
    })
}

fn move_cells(known: &mut Origins, table: &str, row: &dyn Fn(usize) -> usize) {
    let is_cell =
        |place: &String| place.parse().is_ok_and(|place: Path| place.field == table && place.row.is_some());
    let places: Vec<String> = known.keys().filter(|place| is_cell(place)).cloned().collect();
    let taken: Vec<(String, Origin)> =
        places.into_iter().filter_map(|place| known.remove_entry(&place)).collect();
    for (place, origin) in taken {
        let moved = place.parse().map(|place: Path| Path { row: place.row.map(row), ..place }.to_string());
        known.insert(moved.unwrap_or(place), origin);
    }
}

fn row_count(draft: &Draft, table: &str) -> usize {
    match draft.answers.get(table) {
        Some(Value::List(rows)) => rows.len(),
        _ => 0,
    }
}

fn make(draft: &mut Draft, edit: Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::Set { path, value } => set(draft, path, value.and_then(normalise::value)),
        Edit::InsertRow { table, at, row } => insert_row(draft, table, at, row),
        Edit::RemoveRow { table, at } => remove_row(draft, table, at),
        Edit::MoveRow { table, from, to } => move_row(draft, table, from, to),
        Edit::ReplaceRows { table, rows } => replace_rows(draft, table, rows),
        Edit::FilingDate { date } => {
            Ok(Edit::FilingDate { date: std::mem::replace(&mut draft.filing_date, date) })
        }
        Edit::Variant { variant } => {
            Ok(Edit::Variant { variant: std::mem::replace(&mut draft.variant, variant) })
        }
        Edit::Attach { attachment, at } if at <= draft.attachments.len() => {
            draft.attachments.insert(at, attachment);
            Ok(Edit::Detach { at })
        }
        Edit::Detach { at } if at < draft.attachments.len() => {
            Ok(Edit::Attach { attachment: draft.attachments.remove(at), at })
        }
        Edit::MoveAttachment { from, to } => move_attachment(draft, from, to),
        Edit::Attach { at, .. } | Edit::Detach { at } => Err(EditError::NoAttachment(at + 1)),
        Edit::Mark { origins } => Ok(mark(draft, origins)),
        Edit::Trace { traces } => Ok(restore(draft, traces)),
        Edit::Several { edits } => several(draft, edits),
    }
}

fn mark(draft: &mut Draft, origins: BTreeMap<String, Option<Origin>>) -> Edit {
    let before = origins.into_iter().map(|(field, origin)| {
        let next = match origin {
            Some(origin) => Trace { open: Some(origin), seen: None },
            // Looked at: where it comes from stays known.
            None => {
                let known = draft.origins.get(&field).or_else(|| draft.seen.get(&field));
                Trace { open: None, seen: known.cloned() }
            }
        };
        let before = trace(draft, &field, next);
        (field, before)
    });
    Edit::Trace { traces: before.collect() }
}

fn restore(draft: &mut Draft, traces: BTreeMap<String, Trace>) -> Edit {
    let before = traces.into_iter().map(|(field, next)| {
        let before = trace(draft, &field, next);
        (field, before)
    });
    Edit::Trace { traces: before.collect() }
}

/// Says where an answer comes from; gives what was known before.
fn trace(draft: &mut Draft, field: &str, next: Trace) -> Trace {
    let put = |all: &mut Origins, origin: Option<Origin>| match origin {
        Some(origin) => all.insert(field.to_owned(), origin),
        None => all.remove(field),
    };
    Trace { open: put(&mut draft.origins, next.open), seen: put(&mut draft.seen, next.seen) }
}

fn several(draft: &mut Draft, edits: Vec<Edit>) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match apply(draft, edit) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    apply(draft, inverse)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Several { edits: inverses })
}

fn set(draft: &mut Draft, path: Path, value: Option<Value>) -> Result<Edit, EditError> {
    let Some(at) = path.row else {
        let before = replace(&mut draft.answers, path.field.clone(), value);
        return Ok(Edit::Set { path, value: before });
    };
    let rows = rows(draft, &path.field)?;
    let row = rows.get_mut(at).ok_or_else(|| EditError::NoRow(path.field.clone(), at + 1))?;
    let before = match (&path.column, row) {
        (Some(column), Value::Row(cells)) => replace(cells, column.clone(), value),
        (None, row @ Value::Row(_)) => match value {
            Some(value @ Value::Row(_)) => Some(std::mem::replace(row, value)),
            _ => return Err(EditError::NotATable(path.field)),
        },
        _ => return Err(EditError::NotATable(path.field)),
    };
    Ok(Edit::Set { path, value: before })
}

fn insert_row(draft: &mut Draft, table: String, at: usize, row: Value) -> Result<Edit, EditError> {
    let Some(row @ Value::Row(_)) = normalise::value(row) else {
        return Err(EditError::NotATable(table));
    };
    if at == 0 && !draft.answers.contains_key(&table) {
        draft.answers.insert(table.clone(), Value::List(vec![row]));
        return Ok(Edit::RemoveRow { table, at });
    }
    let rows = rows(draft, &table)?;
    if at > rows.len() {
        return Err(EditError::NoRow(table, at));
    }
    let confirmed_none = rows.is_empty();
    rows.insert(at, row);
    Ok(if confirmed_none {
        Edit::ReplaceRows { table, rows: Some(Vec::new()) }
    } else {
        Edit::RemoveRow { table, at }
    })
}

fn remove_row(draft: &mut Draft, table: String, at: usize) -> Result<Edit, EditError> {
    let rows = rows(draft, &table)?;
    if at >= rows.len() {
        return Err(EditError::NoRow(table, at + 1));
    }
    if !matches!(rows[at], Value::Row(_)) {
        return Err(EditError::NotATable(table));
    }
    let row = rows.remove(at);
    if rows.is_empty() {
        draft.answers.remove(&table);
    }
    Ok(Edit::InsertRow { table, at, row })
}

fn move_row(draft: &mut Draft, table: String, from: usize, to: usize) -> Result<Edit, EditError> {
    let rows = rows(draft, &table)?;
    if let Some(missing) = [from, to].into_iter().find(|at| *at >= rows.len()) {
        return Err(EditError::NoRow(table, missing + 1));
    }
    let row = rows.remove(from);
    rows.insert(to, row);
    Ok(Edit::MoveRow { table, from: to, to: from })
}

fn move_attachment(draft: &mut Draft, from: usize, to: usize) -> Result<Edit, EditError> {
    let attachments = &mut draft.attachments;
    if let Some(missing) = [from, to].into_iter().find(|at| *at >= attachments.len()) {
        return Err(EditError::NoAttachment(missing + 1));
    }
    let attachment = attachments.remove(from);
    attachments.insert(to, attachment);
    Ok(Edit::MoveAttachment { from: to, to: from })
}

fn replace_rows(draft: &mut Draft, table: String, rows: Option<Vec<Value>>) -> Result<Edit, EditError> {
    let rows = rows.map(Value::List).and_then(normalise::value);
    match replace(&mut draft.answers, table.clone(), rows) {
        Some(Value::List(rows)) => Ok(Edit::ReplaceRows { table, rows: Some(rows) }),
        None => Ok(Edit::ReplaceRows { table, rows: None }),
        other => Ok(Edit::Set { path: Path::field(table), value: other }),
    }
}

fn rows<'d>(draft: &'d mut Draft, table: &str) -> Result<&'d mut Vec<Value>, EditError> {
    match draft.answers.get_mut(table) {
        Some(Value::List(rows)) => Ok(rows),
        Some(_) => Err(EditError::NotATable(table.to_owned())),
        None => Err(EditError::NoRow(table.to_owned(), 1)),
    }
}

/// Puts a value in its place or takes it away; gives what was there.
fn replace(map: &mut BTreeMap<String, Value>, key: String, value: Option<Value>) -> Option<Value> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
