//! Where drafts are kept: one SQLite file under SQLCipher.
//!
//! A change is on the disk before the call that made it returns. It appends one revision (the edit and its inverse) and
//! rewrites nothing but the draft's line; the draft as a whole is written anew every [`SNAPSHOT_EVERY`] revisions, and
//! what came after is replayed when it is opened. So a table of two thousand rows costs no more than one field, and
//! undo survives a restart.
//!
//! The library must never make a new file over an old one, never write anything unencrypted, and never put an answer
//! into an error. Two processes may have it open: whoever changes a draft that the other has changed is told so.

mod backup;
mod backups;
mod deadlines;
mod drafts;
mod edits;
mod error;
mod files;
mod filings;
mod find;
mod handouts;
mod headings;
mod history;
mod key;
mod notices;
mod open;
mod passages;
mod recovery;
mod rekey;
mod rescue;
mod schema;
mod signed;
mod sought;
#[cfg(test)]
mod tests;
mod ticks;
mod trees;
mod words;

pub use backups::{BackupFile, BackupReason, Backups};
pub use drafts::{DraftLine, Summary};
pub use edits::Held;
pub use error::LibraryError;
pub use filings::{Filing, SentBack};
pub use find::{Due, FoundDrafts, Wanted};
pub use handouts::Handout;
pub use history::{BackTo, Revision};
pub use key::{Key, KeyFileError};
pub use recovery::RecoveryError;
pub use rescue::{Loss, Rescue, rescue};
pub use sought::Sought;
pub use ticks::{Tick, Ticks};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::PathBuf;

/// How many revisions are replayed at most when a draft is opened.
const SNAPSHOT_EVERY: i64 = 50;

/// The open library.
#[derive(Debug)]
pub struct Library {
    db: Connection,
    path: PathBuf,
    key: Key,
}

impl Library {
    /// Everything in it happens, or nothing. The lock is taken at once, so that what is read is what is changed.
    fn change<T>(
        &mut self,
        body: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = body(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}
