//! What comes back against what was given out and what has become of it here: field by field, row by row, cell by cell.
//!
//! Changed on one side only: that side's. Changed on both sides in the same way: that. Changed in two ways: a conflict,
//! which someone has to decide; nothing is overwritten without a word.

use super::rows::Table;
use crate::answers::{Attachment, Cells, Draft, Excerpt, Value};
use crate::form::{Field, FieldId, FieldKind, Form};
use serde::Serialize;

/// Whose value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What is here.
    Ours,
    /// What comes back.
    Theirs,
}

/// Something that was changed in two ways. Rows count from 0, as they stand here.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "conflict", rename_all = "snake_case")]
pub enum Conflict {
    /// A field's answer.
    Answer {
        /// Whose.
        field: FieldId,
        /// As it was given out.
        base: Option<Value>,
        /// Here.
        ours: Option<Value>,
        /// As it comes back.
        theirs: Option<Value>,
    },
    /// A cell of a row.
    Cell {
        /// The table.
        field: FieldId,
        /// Which row.
        #[cfg_attr(feature = "bindings", specta(type = u32))]
        row: usize,
        /// The column's plain id.
        column: String,
        /// As it was given out.
        base: Option<Value>,
        /// Here.
        ours: Option<Value>,
        /// As it comes back.
        theirs: Option<Value>,
    },
    /// A row that one side took out and the other changed.
    Row {
        /// The table.
        field: FieldId,
        /// As it was given out.
        base: Value,
        /// `None`: taken out here.
        ours: Option<Value>,
        /// `None`: taken out there.
        theirs: Option<Value>,
    },
    /// Rows that both sides moved.
    Order {
        /// The table.
        field: FieldId,
    },
    /// The one file of an attachment field.
    Files {
        /// The attachment field.
        field: FieldId,
        /// Their names here.
        ours: Vec<String>,
        /// Their names as they come back.
        theirs: Vec<String>,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The draft with everything taken in, conflicts as they were decided.
    pub draft: Draft,
    /// In an order that no decision changes.
    pub conflicts: Vec<Conflict>,
    /// The fields in which it differs from the draft here.
    pub taken: Vec<FieldId>,
}

/// Decides a conflict.
pub(super) type Decide<'a> = &'a mut dyn FnMut(Conflict) -> Side;

/// Merges a part that comes back into the draft it was given out from. `base`: the part as it was given out; `decide`
/// gets each conflict with its number.
pub fn merge(
    form: &Form,
    of: &Excerpt,
    [base, ours, theirs]: [&Draft; 3],
    decide: &mut dyn FnMut(usize) -> Side,
) -> Merged {
    let mut merged = Merged { draft: ours.clone(), conflicts: Vec::new(), taken: Vec::new() };
    let Merged { draft, conflicts, taken } = &mut merged;
    let mut decide = |conflict: Conflict| {
        conflicts.push(conflict);
        decide(conflicts.len() - 1)
    };
    for field in form.fields().filter(|field| of.holds(form, &field.id)) {
        let is_taken = if let FieldKind::Attachment { many } = field.kind {
            let files = [base, ours, theirs].map(|draft| own_files(draft, &field.id));
            let kept = merge_files(&field.id, many, &files, &mut decide);
            kept != files[1] && put_files(draft, &field.id, kept)
        } else {
            let states = [base, ours, theirs].map(|draft| draft.answers.get(&field.id));
            let kept = answer(field, states, &mut decide);
            let is_taken = kept.as_ref() != states[1];
            match kept {
                Some(value) => _ = draft.answers.insert(field.id.clone(), value),
                None => _ = draft.answers.remove(&field.id),
            }
            is_taken
        };
        if is_taken {
            taken.push(field.id.clone());
        }
    }
    merged
}

/// One value, three-way; `decide` is asked only where it was changed in two ways.
pub(super) fn one<'v, T: PartialEq + ?Sized>(
    base: Option<&'v T>,
    ours: Option<&'v T>,
    theirs: Option<&'v T>,
    decide: &mut dyn FnMut(&mut Side),
) -> Option<&'v T> {
    if theirs == base || ours == theirs {
        return ours;
    }
    if ours == base {
        return theirs;
    }
    let mut side = Side::Ours;
    decide(&mut side);
    if side == Side::Ours { ours } else { theirs }
}

fn answer(field: &Field, [base, ours, theirs]: [Option<&Value>; 3], decide: Decide<'_>) -> Option<Value> {
    let both_changed = ours != base && theirs != base && ours != theirs;
    if both_changed && let Some(table) = table(field, [base, ours, theirs]) {
        let rows = table.merge(decide);
        return (!rows.is_empty()).then_some(Value::List(rows));
    }
    let kept = one(base, ours, theirs, &mut |side| {
        *side = decide(Conflict::Answer {
            field: field.id.clone(),
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        });
    });
    kept.cloned()
}

/// `None`: no table, or one side says that there is nothing, which no row of the other may overrule.
fn table<'a>(field: &'a Field, states: [Option<&'a Value>; 3]) -> Option<Table<'a>> {
    let key = match &field.kind {
        FieldKind::Years { .. } => Some("year"),
        FieldKind::Table { row_for_each, .. } => row_for_each.as_deref(),
        _ => return None,
    };
    if states[1..].contains(&Some(&Value::List(Vec::new()))) {
        return None;
    }
    let [base, ours, theirs] = states.map(rows);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    Some(Table { field: &field.id, key, base, ours, theirs })
}

/// Not answered: no rows. `None`: something else than rows.
fn rows(value: Option<&Value>) -> Option<Vec<&Cells>> {
    let Some(value) = value else { return Some(Vec::new()) };
    let Value::List(items) = value else { return None };
    items.iter().map(|item| if let Value::Row(cells) = item { Some(cells) } else { None }).collect()
}

fn own_files(draft: &Draft, field: &str) -> Vec<Attachment> {
    draft.attachments.iter().filter(|file| file.field == field).cloned().collect()
}

fn merge_files(
    field: &str,
    many: bool,
    [base, ours, theirs]: &[Vec<Attachment>; 3],
    decide: Decide<'_>,
) -> Vec<Attachment> {
    if many && ours != base && theirs != base {
        let is_kept = |file: &&Attachment| theirs.contains(file) || !base.contains(file);
        let is_new = |file: &&Attachment| !base.contains(file) && !ours.contains(file);
        return ours.iter().filter(is_kept).chain(theirs.iter().filter(is_new)).cloned().collect();
    }
    let kept = one(Some(base), Some(ours), Some(theirs), &mut |side| {
        let names = |files: &[Attachment]| files.iter().map(|file| file.path.clone()).collect();
        *side = decide(Conflict::Files { field: field.to_owned(), ours: names(ours), theirs: names(theirs) });
    });
    kept.cloned().unwrap_or_default()
}

/// Puts a field's files where its first one stood, or at the end.
fn put_files(draft: &mut Draft, field: &str, files: Vec<Attachment>) -> bool {
    let all = &mut draft.attachments;
    let at = all.iter().position(|file| file.field == field);
    all.retain(|file| file.field != field);
    let at = at.unwrap_or(all.len());
    all.splice(at..at, files);
    true
}
