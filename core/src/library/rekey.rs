//! Giving the library another key.
//!
//! SQLCipher writes every page anew in one transaction: whenever the program or the machine stops, the file opens with
//! the old key or with the new one, and holds everything. The caller keeps both keys until this returns.

use super::{Key, Library, LibraryError};
use rusqlite::Connection;

impl Library {
    /// The key that opens the file now.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// From the return of this call on, the file opens with `key` alone.
    ///
    /// # Errors
    /// [`LibraryError::Busy`] while another process has the library open: it would read pages that its key does not
    /// open. Else the disk's. The file is then as before, and this library is open with the old key.
    pub fn rekey(&mut self, key: &Key) -> Result<(), LibraryError> {
        let changed = self.alone().and_then(|()| {
            self.db.pragma_update(None, "rekey", format!("x'{}'", key.to_hex()))?;
            Ok(())
        });
        // The file is opened anew, with whichever key is the right one now: that is what proves the change.
        self.db = Connection::open_in_memory()?;
        let next = if changed.is_ok() { key } else { &self.key };
        *self = Library::open(&self.path, next)?;
        changed
    }

    /// Shuts other processes out until this connection is closed.
    fn alone(&self) -> Result<(), LibraryError> {
        self.db.flush_prepared_statement_cache();
        self.db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // Only the last connection can leave the shared log.
        for mode in ["DELETE", "WAL"] {
            let now: String =
                self.db.query_row(&format!("PRAGMA journal_mode={mode}"), [], |row| row.get(0))?;
            if !now.eq_ignore_ascii_case(mode) {
                return Err(LibraryError::Busy);
            }
        }
        Ok(())
    }
}
