//! A draft's past: its revisions, any two of its states side by side, and the way back to one of them.
//!
//! Going back is one more edit: nothing that came later is lost, and undo takes it back.

use super::drafts::time;
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
    /// It went back to an earlier state.
    pub back_to: Option<BackTo>,
}

/// An earlier state of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackTo {
    /// Before the first revision.
    Beginning,
    /// After the revision of that time.
    Made(DateTime<Utc>),
}

impl BackTo {
    /// As it stands in the file.
    fn read(text: &str) -> Result<BackTo, LibraryError> {
        if text.is_empty() { Ok(BackTo::Beginning) } else { time(text).map(BackTo::Made) }
    }
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
            "SELECT number, made_at, edit, back_to FROM revisions WHERE draft = ?1 AND number < ?2 \
             ORDER BY number DESC LIMIT ?3",
        )?;
        let rows = query.query_map((held.id(), before.unwrap_or(i64::MAX), most), |row| {
            let edit = row.get::<_, String>(2)?;
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, edit, row.get::<_, Option<String>>(3)?))
        })?;
        let read = |row: rusqlite::Result<(i64, String, String, Option<String>)>| {
            let (number, made_at, edit, back_to) = row?;
            Ok(Revision {
                number,
                made_at: time(&made_at)?,
                edit: read_edit(&edit)?,
                undone: number > held.revision(),
                back_to: back_to.as_deref().map(BackTo::read).transpose()?,
            })
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
        let back_to = match revision {
            0 => String::new(),
            number => {
                let sql = "SELECT made_at FROM revisions WHERE draft = ?1 AND number = ?2";
                self.db.query_row(sql, [held.id(), number], |row| row.get(0))?
            }
        };
        self.append(held, Edit::Several { edits }, Some(&back_to), now, summarise)
    }
}
