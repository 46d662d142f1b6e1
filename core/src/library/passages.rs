//! What can be found in a draft, kept in step with it: an answer or a table's row is a passage, and an edit touches only
//! the passages that it changes. So a search finds what is on the screen, and a table of two thousand rows costs no more
//! than one field.
//!
//! The index holds words, pairs of characters and chosen options, never a text; it lies in the same encrypted file.

use super::{LibraryError, words};
use crate::answers::{Draft, Edit, Value};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A draft's passages have ids from its own id times this on.
pub(super) const FOR_EACH_DRAFT: u32 = 1 << 24;

/// The first and the last id that a draft's passages may have.
///
/// # Errors
/// [`LibraryError::Damaged`] for a draft's id that no library gives.
pub(super) fn ids_of(draft: i64) -> Result<(i64, i64), LibraryError> {
    let each = i64::from(FOR_EACH_DRAFT);
    let first = draft.checked_mul(each).ok_or(LibraryError::Damaged)?;
    Ok((first, first.checked_add(each - 1).ok_or(LibraryError::Damaged)?))
}

/// What can be found together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Passage {
    field: String,
    /// As the index keeps them.
    words: String,
}

/// When an edit's passages are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Before,
    After,
}

/// The passages that an edit touches, as they are before or after it was made.
pub(super) fn touched(draft: &Draft, edit: &Edit, when: When) -> Vec<Passage> {
    match edit {
        Edit::Set { path, .. } => match path.row {
            Some(row) => of_row(draft, &path.field, row),
            None => of_field(draft, &path.field),
        },
        Edit::InsertRow { table, at, .. } if when == When::After => of_row(draft, table, *at),
        Edit::RemoveRow { table, at } if when == When::Before => of_row(draft, table, *at),
        Edit::ReplaceRows { table, .. } => of_field(draft, table),
        Edit::Attach { .. } | Edit::Detach { .. } => of_files(draft),
        Edit::InsertRow { .. }
        | Edit::RemoveRow { .. }
        | Edit::MoveRow { .. }
        | Edit::MoveAttachment { .. }
        | Edit::FilingDate { .. }
        | Edit::Variant { .. }
        | Edit::Mark { .. }
        | Edit::Trace { .. } => Vec::new(),
        Edit::Several { edits } => several(draft, edits),
    }
}

/// Edits after one another may move what a later one names: what they touch is looked at as a whole.
fn several(draft: &Draft, edits: &[Edit]) -> Vec<Passage> {
    let mut fields = BTreeSet::new();
    let mut has_files = false;
    name(edits, &mut fields, &mut has_files);
    let mut passages: Vec<Passage> = fields.into_iter().flat_map(|field| of_field(draft, field)).collect();
    if has_files {
        passages.extend(of_files(draft));
    }
    passages
}

fn name<'e>(edits: &'e [Edit], fields: &mut BTreeSet<&'e str>, has_files: &mut bool) {
    for edit in edits {
        match edit {
            Edit::Set { path, .. } => drop(fields.insert(&path.field)),
            Edit::InsertRow { table, .. }
            | Edit::RemoveRow { table, .. }
            | Edit::ReplaceRows { table, .. } => drop(fields.insert(table)),
            Edit::Attach { .. } | Edit::Detach { .. } => *has_files = true,
            Edit::Several { edits } => name(edits, fields, has_files),
            Edit::MoveRow { .. }
            | Edit::MoveAttachment { .. }
            | Edit::FilingDate { .. }
            | Edit::Variant { .. }
            | Edit::Mark { .. }
            | Edit::Trace { .. } => {}
        }
    }
}

/// Brings the index from what the passages were to what they are.
pub(super) fn exchange(
    change: &Transaction<'_>,
    draft: i64,
    before: Vec<Passage>,
    after: Vec<Passage>,
) -> Result<(), LibraryError> {
    let mut counts: BTreeMap<Passage, i64> = BTreeMap::new();
    for passage in after {
        *counts.entry(passage).or_default() += 1;
    }
    for passage in before {
        *counts.entry(passage).or_default() -= 1;
    }
    for (passage, count) in
        counts.into_iter().filter(|(passage, count)| *count != 0 && !passage.words.is_empty())
    {
        add(change, draft, &passage, count)?;
    }
    Ok(())
}

/// Makes a whole draft findable.
pub(super) fn add_all(change: &Transaction<'_>, id: i64, draft: &Draft) -> Result<(), LibraryError> {
    let fields = draft.answers.keys().flat_map(|field| of_field(draft, field));
    exchange(change, id, Vec::new(), fields.chain(of_files(draft)).collect())
}

fn of_field(draft: &Draft, field: &str) -> Vec<Passage> {
    match draft.answers.get(field) {
        None => Vec::new(),
        Some(Value::List(items)) if items.iter().any(|item| matches!(item, Value::Row(_))) => {
            items.iter().map(|item| passage(field, item)).collect()
        }
        Some(value) => vec![passage(field, value)],
    }
}

fn of_row(draft: &Draft, table: &str, row: usize) -> Vec<Passage> {
    match draft.answers.get(table) {
        Some(Value::List(rows)) => rows.get(row).map(|row| passage(table, row)).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn of_files(draft: &Draft) -> Vec<Passage> {
    let passage = |file: &crate::answers::Attachment| Passage {
        field: file.field.clone(),
        words: words::tokens(&file.path),
    };
    draft.attachments.iter().map(passage).collect()
}

fn passage(field: &str, value: &Value) -> Passage {
    let mut text = String::new();
    write_text(value, &mut text);
    let mut words = words::tokens(&text);
    write_options(field, value, &mut words);
    Passage { field: field.to_owned(), words }
}

/// The form alone knows whether a word was chosen or typed: whatever may be an option is kept as one besides.
fn write_options(place: &str, value: &Value, words: &mut String) {
    match value {
        Value::Text(id) if words::is_option(id) => {
            words.push(' ');
            words.push_str(&words::option(place, id));
        }
        Value::List(items) => items.iter().for_each(|item| write_options(place, item, words)),
        Value::Row(cells) => {
            cells.iter().for_each(|(column, cell)| write_options(&format!("{place}.{column}"), cell, words))
        }
        Value::Text(_) | Value::YesNo(_) | Value::Integer(_) => {}
    }
}

/// A yes or no is nothing that anybody looks for.
fn write_text(value: &Value, text: &mut String) {
    match value {
        Value::YesNo(_) => {}
        Value::Integer(number) => text.push_str(&number.to_string()),
        Value::Text(typed) => text.push_str(typed),
        Value::List(items) => items.iter().for_each(|item| write_text(item, text)),
        Value::Row(cells) => cells.values().for_each(|cell| write_text(cell, text)),
    }
    text.push('\n');
}

/// More or fewer of a passage; its words are there as long as there is one.
fn add(change: &Transaction<'_>, draft: i64, passage: &Passage, count: i64) -> Result<(), LibraryError> {
    let digest = digest(passage);
    let mut known = change.prepare_cached(
        "UPDATE passages SET times = times + ?3 WHERE draft = ?1 AND digest = ?2 RETURNING id, times",
    )?;
    let found: Option<(i64, i64)> = known
        .query_row(params![draft, digest.as_slice(), count], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((id, times)) if times <= 0 => {
            change.prepare_cached("DELETE FROM passages WHERE id = ?1")?.execute([id])?;
            change.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([id])?;
        }
        Some(_) => {}
        None if count > 0 => {
            let (first, last) = ids_of(draft)?;
            let mut insert = change.prepare_cached(
                "INSERT INTO passages (id, draft, field, digest, times) SELECT coalesce(max(id), ?1) + 1, ?3, ?4, ?5, ?6 \
                 FROM passages WHERE id BETWEEN ?1 AND ?2 RETURNING id",
            )?;
            let id: i64 = insert
                .query_row(params![first, last, draft, passage.field, digest.as_slice(), count], |row| {
                    row.get(0)
                })?;
            change
                .prepare_cached("INSERT INTO texts (rowid, words) VALUES (?1, ?2)")?
                .execute(params![id, passage.words])?;
        }
        // The index does not know what is to be taken out of it: it is as it should be.
        None => {}
    }
    Ok(())
}

fn digest(passage: &Passage) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(passage.field.as_bytes());
    hash.update([0]);
    hash.update(passage.words.as_bytes());
    let mut short = [0; 16];
    short.copy_from_slice(&hash.finalize()[..16]);
    short
}
