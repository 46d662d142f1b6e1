//! Giving the library another key.
//!
//! Everything is written anew, under the other key, into a file that then takes the library's place in one step: whenever
//! the program or the machine stops, the file opens with the old key or with the new one, and holds everything. The caller
//! keeps both keys until this returns. (SQLCipher would do it in the file itself, in one call that says nothing and cannot
//! be stopped.)

use super::{Key, Library, LibraryError};
use crate::progress::Hear;
use rusqlite::Connection;
use std::path::Path;
use tempfile::TempPath;

impl Library {
    /// The key that opens the file now.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// From the return of this call on, the file opens with `key` alone. Where it fails, [`Library::key`] says which one
    /// opens it.
    ///
    /// # Errors
    /// [`LibraryError::Busy`] while another process has the library open: it would go on with a file that is no longer the
    /// library. [`LibraryError::Cancelled`], or the disk's.
    pub fn rekey(&mut self, key: &Key, hear: Hear<'_>) -> Result<(), LibraryError> {
        let copied = self.alone().and_then(|()| self.copy_beside(&self.path, key, hear));
        // Some systems do not let an open file be replaced.
        self.db = Connection::open_in_memory()?;
        let changed = copied.and_then(|copy| self.put_in_place(copy, key));
        // The file is opened anew, with whichever key is the right one now: that is what proves the change.
        *self = Library::open(&self.path, &self.key)?;
        changed
    }

    fn put_in_place(&mut self, copy: TempPath, key: &Key) -> Result<(), LibraryError> {
        copy.persist(&self.path).map_err(|_| LibraryError::Disk)?;
        self.key = key.clone();
        // Before that the old file may be back after a loss of power, and the old key must not be forgotten.
        sync_folder(&self.path).map_err(|_| LibraryError::Disk)
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

/// Only Unix has a call for it, and needs it.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => std::fs::File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
