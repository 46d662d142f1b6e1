//! What people matched the headings of imported tables with.

use super::{Library, LibraryError};
use crate::import::Known;

impl Library {
    /// By folded heading, for one table field of a form (in whatever edition).
    pub fn headings(&self, form: &str, field: &str) -> Result<Known, LibraryError> {
        let mut query = self
            .db
            .prepare_cached(r#"SELECT heading, "column" FROM headings WHERE form = ?1 AND field = ?2"#)?;
        let rows = query.query_map((form, field), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps what was matched; other headings of the field stay as they were.
    pub fn remember_headings(&mut self, form: &str, field: &str, known: &Known) -> Result<(), LibraryError> {
        self.change(|db| {
            let mut insert = db.prepare_cached("INSERT OR REPLACE INTO headings VALUES (?1, ?2, ?3, ?4)")?;
            for (heading, column) in known {
                insert.execute((form, field, heading, column))?;
            }
            Ok(())
        })
    }
}
