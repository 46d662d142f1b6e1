//! The drafts' own deadlines, brought up to date: a draft has one with each change, but was perhaps changed last when
//! no program knew deadlines, or another version read them otherwise out of its form.

use super::{Library, LibraryError, edits};
use crate::answers::Draft;
use chrono::NaiveDate;
use rusqlite::params;

/// Whoever computes a deadline signs it.
pub(super) const DATED_BY: &str = env!("CARGO_PKG_VERSION");

impl Library {
    /// Computes the deadlines that this version of the program has not computed, of deleted drafts too: they may be
    /// restored. `can_have_one`: whether a form, by id and edition, knows any.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's. Nothing is then changed, and the library can be worked with.
    pub fn renew_deadlines(
        &mut self,
        can_have_one: &dyn Fn(&str, &str) -> bool,
        deadline: &mut dyn FnMut(&Draft) -> Option<NaiveDate>,
    ) -> Result<(), LibraryError> {
        let old = self.dated_by_others()?;
        if old.is_empty() {
            return Ok(());
        }
        let renewed = self.change(|change| {
            for (id, form, edition) in &old {
                if can_have_one(form, edition) {
                    let draft = edits::read_draft_of(change, *id)?;
                    let day = deadline(&draft).map(|day| day.to_string());
                    change.execute("UPDATE drafts SET deadline = ?2 WHERE id = ?1", params![id, day])?;
                }
            }
            change.execute("UPDATE drafts SET dated_by = ?1 WHERE dated_by IS NOT ?1", [DATED_BY])?;
            Ok(())
        });
        if renewed == Err(LibraryError::Damaged) {
            // SQLCipher refuses everything on a connection that has met a damaged page; other drafts may be sound.
            *self = self.again()?;
        }
        renewed
    }

    fn dated_by_others(&self) -> Result<Vec<(i64, String, String)>, LibraryError> {
        let sql = "SELECT id, form, edition FROM drafts WHERE dated_by IS NOT ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let lines = query.query_map([DATED_BY], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(lines.collect::<Result<_, _>>()?)
    }
}
