//! Attachments, kept once by their content.

use super::{Library, LibraryError};
use crate::bundle::sha256;
use rusqlite::{OptionalExtension, Transaction, params};

impl Library {
    /// Keeps a file's content; gives its SHA-256, by which it is found again.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_file(&mut self, bytes: &[u8]) -> Result<String, LibraryError> {
        self.change(|change| keep(change, bytes))
    }

    /// Keeps the content of all files that `each` hands out, or of none.
    ///
    /// # Errors
    /// Those of `each`, and the disk's.
    pub fn keep_files<E: From<LibraryError>>(
        &mut self,
        each: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<(), LibraryError>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut refused = None;
        let kept = self.change(|change| {
            each(&mut |bytes| keep(change, bytes).map(drop)).map_err(|error| {
                refused = Some(error);
                LibraryError::Cancelled
            })
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(kept?),
        }
    }

    /// A file's content.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchFile`], [`LibraryError::Damaged`], or the disk's.
    pub fn read_file(&self, digest: &str) -> Result<Vec<u8>, LibraryError> {
        let sql = "SELECT bytes FROM files WHERE sha256 = ?1";
        let found: Option<Vec<u8>> = self.db.query_row(sql, [digest], |row| row.get(0)).optional()?;
        let bytes = found.ok_or(LibraryError::NoSuchFile)?;
        // The last page of a long content may be damaged without an error of the database's.
        if sha256(&bytes) == digest { Ok(bytes) } else { Err(LibraryError::Damaged) }
    }
}

fn keep(change: &Transaction<'_>, bytes: &[u8]) -> Result<String, LibraryError> {
    let digest = sha256(bytes);
    let sql = "INSERT INTO files (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    change.execute(sql, params![digest, bytes])?;
    Ok(digest)
}
