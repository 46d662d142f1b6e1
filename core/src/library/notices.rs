//! The years' notices, one for each form and year.

use super::{Library, LibraryError};
use crate::notice::YearNotice;
use rusqlite::params;

impl Library {
    /// Every notice, by form, the latest year first.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn notices(&self) -> Result<Vec<YearNotice>, LibraryError> {
        let mut query = self.db.prepare_cached("SELECT json FROM notices ORDER BY form, year DESC")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|json| serde_json::from_str(&json?).map_err(|_| LibraryError::Damaged)).collect()
    }

    /// Keeps a notice, in the place of the one of the same form and year.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_notice(&mut self, notice: &YearNotice) -> Result<(), LibraryError> {
        let json = serde_json::to_string(notice).map_err(|_| LibraryError::Fault(0))?;
        self.change(|change| {
            let sql = "INSERT INTO notices (form, year, json) VALUES (?1, ?2, ?3) \
                       ON CONFLICT DO UPDATE SET json = excluded.json";
            change.execute(sql, params![notice.form, notice.year, json])?;
            Ok(())
        })
    }

    /// Takes a notice away; where there is none, nothing happens.
    ///
    /// # Errors
    /// The disk's.
    pub fn drop_notice(&mut self, form: &str, year: i32) -> Result<(), LibraryError> {
        self.change(|change| {
            change.execute("DELETE FROM notices WHERE form = ?1 AND year = ?2", params![form, year])?;
            Ok(())
        })
    }
}
