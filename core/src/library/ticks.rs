//! Which answers were copied to the authority's platform already. They are no part of the draft: they do not travel with
//! it, and undo does not know them.

use super::{Library, LibraryError};
use crate::bundle::sha256;
use rusqlite::params;
use std::collections::BTreeMap;

/// By place; each as [`Tick::of`] its answer.
pub type Ticks = BTreeMap<String, Tick>;

/// Stands for an answer as it was when it was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick(String);

impl Tick {
    /// Of an answer in the words in which it is copied.
    pub fn of(text: &str) -> Tick {
        Tick(sha256(text.as_bytes()))
    }
}

impl Library {
    /// The ticks of a draft. One whose answer is another by now counts for nothing.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn ticks(&self, draft: i64) -> Result<Ticks, LibraryError> {
        let mut query = self.db.prepare_cached("SELECT place, digest FROM ticks WHERE draft = ?1")?;
        let ticks = query.query_map([draft], |row| Ok((row.get(0)?, Tick(row.get(1)?))))?;
        Ok(ticks.collect::<Result<_, _>>()?)
    }

    /// Ticks places, or takes their ticks away (`None`), all of them or none.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`], or the disk's.
    pub fn tick(&mut self, draft: i64, places: &[(String, Option<Tick>)]) -> Result<(), LibraryError> {
        self.change(|change| {
            let sql = "SELECT count(*) FROM drafts WHERE id = ?1 AND deleted = 0";
            if change.query_row(sql, [draft], |row| row.get::<_, i64>(0))? == 0 {
                return Err(LibraryError::NoSuchDraft);
            }
            for (place, tick) in places {
                match tick {
                    Some(Tick(digest)) => change
                        .prepare_cached(
                            "INSERT INTO ticks (draft, place, digest) VALUES (?1, ?2, ?3) \
                             ON CONFLICT DO UPDATE SET digest = excluded.digest",
                        )?
                        .execute(params![draft, place, digest])?,
                    None => change
                        .prepare_cached("DELETE FROM ticks WHERE draft = ?1 AND place = ?2")?
                        .execute(params![draft, place])?,
                };
            }
            Ok(())
        })
    }
}
