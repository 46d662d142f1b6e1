//! A draft's past: its revisions, any two of its states side by side, and the way back to one of them.
//!
//! Going back is one more edit: nothing that came later is lost, and undo takes it back.

use super::edits::{Summarise, read_edit, replay_to};
use super::{Held, Library, LibraryError};
use crate::answers::{Change, Draft, Edit, compare, edits_between};
use chrono::{DateTime, Utc};

/// One edit of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// From 1.
    pub number: i64,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What it was.
    pub edit: Edit,
    /// It was taken back and can be made again; the next edit replaces it.
    pub undone: bool,
}

impl Library {
    /// A draft's revisions, the newest first; at most so many, those before `before` where that is given.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn revisions(
        &self,
        held: &Held,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<Revision>, LibraryError> {
        let mut query = self.db.prepare_cached(
            "SELECT number, made_at, edit FROM revisions WHERE draft = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
        )?;
        let rows = query.query_map((held.id(), before.unwrap_or(i64::MAX), most), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        let read = |row: rusqlite::Result<(i64, String, String)>| {
            let (number, made_at, edit) = row?;
            let undone = number > held.revision();
            Ok(Revision { number, made_at: super::drafts::time(&made_at)?, edit: read_edit(&edit)?, undone })
        };
        rows.map(read).collect()
    }

    /// The draft as it was after the first so many of its revisions.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchRevision`], [`LibraryError::Damaged`], or the disk's.
    pub fn state_at(&mut self, held: &Held, revision: i64) -> Result<Draft, LibraryError> {
        if !(0..=held.last_revision()).contains(&revision) {
            return Err(LibraryError::NoSuchRevision);
        }
        let id = held.id();
        self.change(|change| replay_to(change, id, revision))
    }

    /// What differs between two states of a draft.
    ///
    /// # Errors
    /// Those of [`Library::state_at`].
    pub fn compare(&mut self, held: &Held, before: i64, after: i64) -> Result<Vec<Change>, LibraryError> {
        let (before, after) = (self.state_at(held, before)?, self.state_at(held, after)?);
        Ok(compare(&before, &after))
    }

    /// Brings a draft back to an earlier state, by one more revision; durable when this returns.
    ///
    /// # Errors
    /// Those of [`Library::state_at`] and of [`Library::edit`]; [`LibraryError::NothingToUndo`] where nothing differs.
    pub fn go_back(
        &mut self,
        held: &mut Held,
        revision: i64,
        now: DateTime<Utc>,
        summarise: Summarise<'_>,
    ) -> Result<(), LibraryError> {
        let target = self.state_at(held, revision)?;
        let edits = edits_between(held.draft(), &target);
        if edits.is_empty() {
            return Err(LibraryError::NothingToUndo);
        }
        self.edit(held, Edit::Several { edits }, now, summarise)
    }
}
