//! Changing a draft: one revision for each edit, undo and redo along them.

use super::deadlines::DATED_BY;
use super::drafts::{json, standing_word, time};
use super::passages::{self, When};
use super::{Library, LibraryError, SNAPSHOT_EVERY, Summary};
use crate::answers::{Attachment, Draft, Edit, apply, read_draft};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};

/// More revisions, or versions, than a draft ever has.
const MOST: i64 = 1 << 40;

/// A draft in memory, and which state of the file it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    id: i64,
    draft: Draft,
    changed_at: DateTime<Utc>,
    version: i64,
    /// How many revisions are made.
    at: i64,
    /// How many there are.
    last: i64,
    /// To which of them the draft is written out in full.
    json_at: i64,
}

/// What the list is told after a change.
pub(super) type Summarise<'a> = &'a mut dyn FnMut(&Draft) -> Summary;

impl Held {
    pub(super) fn fresh(id: i64, draft: Draft, changed_at: DateTime<Utc>) -> Held {
        Held { id, draft, changed_at, version: 1, at: 0, last: 0, json_at: 0 }
    }

    /// In the library's list.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// As it is on the disk.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// When it was changed last.
    pub fn changed_at(&self) -> DateTime<Utc> {
        self.changed_at
    }

    /// There is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// There is a change to make again.
    pub fn can_redo(&self) -> bool {
        self.at < self.last
    }

    /// How many of its revisions are made.
    pub fn revision(&self) -> i64 {
        self.at
    }

    /// How many there are, with those that were taken back.
    pub fn last_revision(&self) -> i64 {
        self.last
    }

    /// Different after every change.
    pub fn version(&self) -> i64 {
        self.version
    }
}

impl Library {
    /// Reads a draft in full.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`] (also for a deleted one), [`LibraryError::Damaged`], or the disk's.
    pub fn hold(&mut self, id: i64) -> Result<Held, LibraryError> {
        self.read_one(id, false)
    }

    /// Reads a deleted draft in full. It is not changed until it is restored.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`] (also for one that is not deleted), [`LibraryError::Damaged`], or the disk's.
    pub fn read_deleted(&mut self, id: i64) -> Result<Held, LibraryError> {
        self.read_one(id, true)
    }

    fn read_one(&mut self, id: i64, deleted: bool) -> Result<Held, LibraryError> {
        let held = self.change(|change| {
            let sql = "SELECT deleted FROM drafts WHERE id = ?1";
            match change.query_row(sql, [id], |row| row.get::<_, bool>(0)).optional()? {
                Some(is_deleted) if is_deleted == deleted => read(change, id)?.ok_or(LibraryError::Damaged),
                _ => Err(LibraryError::NoSuchDraft),
            }
        });
        if held == Err(LibraryError::Damaged) {
            // SQLCipher refuses everything on a connection that has met a damaged page; other drafts may be sound.
            *self = self.again()?;
        }
        held
    }

    /// Makes an edit; it is on the disk when this returns. `summarise` sees the changed draft.
    ///
    /// # Errors
    /// [`LibraryError::Edit`], [`LibraryError::ChangedElsewhere`], or the disk's; the held draft is then as before.
    pub fn edit(
        &mut self,
        held: &mut Held,
        edit: Edit,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        self.append(held, edit, None, now, summarise)
    }

    /// As [`Library::edit`]. `back_to`: the state that it goes back to, as it stands in the file.
    pub(super) fn append(
        &mut self,
        held: &mut Held,
        edit: Edit,
        back_to: Option<&str>,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        let before = passages::touched(&held.draft, &edit, When::Before);
        let inverse = apply(&mut held.draft, edit.clone())?;
        let after = passages::touched(&held.draft, &edit, When::After);
        let summary = summarise(&held.draft);
        let appended = held.at + 1;
        // A revision that was taken back may be needed to get from the full text to now: it must not go before that.
        let in_full = held.json_at > held.at || appended - held.json_at >= SNAPSHOT_EVERY;
        let next = Step { at: appended, in_full, now, summary };
        let saved = self.change(|change| {
            write(change, held, &next)?;
            passages::exchange(change, held.id, before, after)?;
            change.execute("DELETE FROM revisions WHERE draft = ?1 AND number >= ?2", [held.id, appended])?;
            change.execute(
                "INSERT INTO revisions (draft, number, edit, inverse, made_at, back_to) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![held.id, appended, text(&edit)?, text(&inverse)?, now.to_rfc3339(), back_to],
            )?;
            Ok(())
        });
        settle(held, inverse, saved)?;
        held.last = appended;
        held.moved(&next);
        Ok(())
    }

    /// Takes the last change back; durable when this returns.
    ///
    /// # Errors
    /// [`LibraryError::NothingToUndo`], and those of [`Library::edit`].
    pub fn undo(
        &mut self,
        held: &mut Held,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        if !held.can_undo() {
            return Err(LibraryError::NothingToUndo);
        }
        let inverse = self.revision(held, "inverse", held.at)?;
        self.step(held, inverse, held.at - 1, now, summarise)
    }

    /// Makes the change again that was taken back last; durable when this returns.
    ///
    /// # Errors
    /// [`LibraryError::NothingToUndo`], and those of [`Library::edit`].
    pub fn redo(
        &mut self,
        held: &mut Held,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        if !held.can_redo() {
            return Err(LibraryError::NothingToUndo);
        }
        let edit = self.revision(held, "edit", held.at + 1)?;
        self.step(held, edit, held.at + 1, now, summarise)
    }

    fn step(
        &mut self,
        held: &mut Held,
        edit: Edit,
        at: i64,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        let before = passages::touched(&held.draft, &edit, When::Before);
        let back = apply(&mut held.draft, edit.clone())?;
        let after = passages::touched(&held.draft, &edit, When::After);
        let next = Step { at, in_full: false, now, summary: summarise(&held.draft) };
        let saved = self.change(|change| {
            write(change, held, &next)?;
            passages::exchange(change, held.id, before, after)
        });
        settle(held, back, saved)?;
        held.moved(&next);
        Ok(())
    }

    /// One of a draft's revisions. Another process may have replaced it since the draft was read.
    fn revision(&self, held: &Held, column: &str, number: i64) -> Result<Edit, LibraryError> {
        let sql = format!(
            "SELECT {column} FROM revisions JOIN drafts ON drafts.id = revisions.draft \
             WHERE draft = ?1 AND number = ?2 AND version = ?3"
        );
        let found: Option<String> =
            self.db.query_row(&sql, [held.id, number, held.version], |row| row.get(0)).optional()?;
        read_edit(&found.ok_or(LibraryError::ChangedElsewhere)?)
    }
}

/// The next state of a draft.
struct Step {
    at: i64,
    in_full: bool,
    now: DateTime<Utc>,
    summary: Summary,
}

impl Held {
    fn moved(&mut self, step: &Step) {
        self.at = step.at;
        self.version += 1;
        self.changed_at = step.now;
        if step.in_full {
            self.json_at = step.at;
        }
    }
}

/// What could not be saved is not shown as if it were.
fn settle(held: &mut Held, back: Edit, saved: Result<(), LibraryError>) -> Result<(), LibraryError> {
    if saved.is_err() {
        apply(&mut held.draft, back)?;
    }
    saved
}

/// Writes the draft's line; the draft in full only where the step asks for it.
fn write(change: &Transaction<'_>, held: &Held, step: &Step) -> Result<(), LibraryError> {
    let draft = &held.draft;
    let summary = &step.summary;
    let written = change
        .prepare_cached(
            "UPDATE drafts SET variant = ?3, filing_date = ?4, applicant = ?5, standing = ?6, answered = ?7, \
         required = ?8, changed_at = ?9, at = ?10, deadline = ?11, dated_by = ?12, version = version + 1 \
         WHERE id = ?1 AND version = ?2 AND deleted = 0",
        )?
        .execute(params![
            held.id,
            held.version,
            draft.variant,
            draft.filing_date.map(|day| day.to_string()),
            summary.applicant,
            standing_word(summary.standing),
            summary.answered,
            summary.required,
            step.now.to_rfc3339(),
            step.at,
            summary.deadline.map(|day| day.to_string()),
            DATED_BY,
        ])?;
    if written == 0 {
        return Err(LibraryError::ChangedElsewhere);
    }
    if step.in_full {
        write_body(change, held.id, draft, step.at)?;
    }
    Ok(())
}

/// Writes the draft in full, as it is after so many of its revisions.
pub(super) fn write_body(
    change: &Transaction<'_>,
    id: i64,
    draft: &Draft,
    at: i64,
) -> Result<(), LibraryError> {
    let sql = "INSERT INTO bodies (draft, json, json_at) VALUES (?1, ?2, ?3) \
               ON CONFLICT DO UPDATE SET json = excluded.json, json_at = excluded.json_at";
    change.execute(sql, params![id, json(draft)?, at])?;
    Ok(())
}

/// Makes every draft findable, deleted ones too: they may be restored.
pub(super) fn index_all(change: &Transaction<'_>) -> Result<(), LibraryError> {
    let mut query = change.prepare("SELECT id FROM drafts")?;
    let ids: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        let held = read(change, id)?.ok_or(LibraryError::Damaged)?;
        passages::add_all(change, id, &held.draft)?;
    }
    Ok(())
}

/// The files that an edit names.
pub(super) fn attached(edit: &Edit, take: &mut dyn FnMut(&Attachment)) {
    match edit {
        Edit::Attach { attachment, .. } => take(attachment),
        Edit::Several { edits } => edits.iter().for_each(|edit| attached(edit, take)),
        _ => {}
    }
}

fn read(change: &Transaction<'_>, id: i64) -> Result<Option<Held>, LibraryError> {
    let sql = "SELECT json, json_at, at, version, changed_at, \
               (SELECT coalesce(max(number), 0) FROM revisions WHERE revisions.draft = id) \
               FROM drafts JOIN bodies ON bodies.draft = id WHERE id = ?1";
    let line = change
        .query_row(sql, [id], |row| {
            let numbers: [i64; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(5)?];
            Ok((row.get::<_, String>(0)?, numbers, row.get::<_, String>(4)?))
        })
        .optional()?;
    let Some((json, [json_at, at, version, last], changed_at)) = line else {
        return Ok(None);
    };
    let are_counted = [json_at, at].iter().all(|number| (0..=last).contains(number));
    if !are_counted || !(0..MOST).contains(&last) || !(0..MOST).contains(&version) {
        return Err(LibraryError::Damaged);
    }
    let mut draft = read_draft(&json).map_err(|_| LibraryError::Damaged)?;
    replay(change, id, &mut draft, json_at, at)?;
    Ok(Some(Held { id, draft, changed_at: time(&changed_at)?, version, at, last, json_at }))
}

/// A draft as it is now, deleted or not.
pub(super) fn read_draft_of(change: &Transaction<'_>, id: i64) -> Result<Draft, LibraryError> {
    Ok(read(change, id)?.ok_or(LibraryError::Damaged)?.draft)
}

/// A draft as it is after the first so many of its revisions.
pub(super) fn replay_to(change: &Transaction<'_>, id: i64, revision: i64) -> Result<Draft, LibraryError> {
    let sql = "SELECT json, json_at FROM bodies WHERE draft = ?1";
    let (json, json_at): (String, i64) = change
        .query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(LibraryError::NoSuchDraft)?;
    let mut draft = read_draft(&json).map_err(|_| LibraryError::Damaged)?;
    replay(change, id, &mut draft, json_at, revision)?;
    Ok(draft)
}

/// Brings the full text from the revision `from` to the revision `to`, forwards or backwards.
fn replay(
    change: &Transaction<'_>,
    id: i64,
    draft: &mut Draft,
    from: i64,
    to: i64,
) -> Result<(), LibraryError> {
    let (sql, low, high) = if to >= from {
        (
            "SELECT edit FROM revisions WHERE draft = ?1 AND number > ?2 AND number <= ?3 ORDER BY number",
            from,
            to,
        )
    } else {
        (
            "SELECT inverse FROM revisions WHERE draft = ?1 AND number > ?2 AND number <= ?3 ORDER BY number DESC",
            to,
            from,
        )
    };
    let mut query = change.prepare_cached(sql)?;
    let mut replayed: i64 = 0;
    for edit in query.query_map([id, low, high], |row| row.get::<_, String>(0))? {
        apply(draft, read_edit(&edit?)?).map_err(|_| LibraryError::Damaged)?;
        replayed += 1;
    }
    if Some(replayed) == high.checked_sub(low) { Ok(()) } else { Err(LibraryError::Damaged) }
}

fn text(edit: &Edit) -> Result<String, LibraryError> {
    serde_json::to_string(edit).map_err(|_| LibraryError::Fault(0))
}

pub(super) fn read_edit(text: &str) -> Result<Edit, LibraryError> {
    serde_json::from_str(text).map_err(|_| LibraryError::Damaged)
}
