//! The tables, and how an older file is brought to them.

use super::LibraryError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Each step brings a file from the version of its place in the list to the next. Never changed, only appended to.
const STEPS: &[&str] = &[include_str!("schema/1.sql")];

/// Brings the file to this program's version, after copying it beside itself.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), LibraryError> {
    migrate_by(db, path, STEPS)
}

pub(super) fn migrate_by(db: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), LibraryError> {
    let version: i32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).map_err(|_| LibraryError::Damaged)?;
    let Some(todo) = steps.get(done..) else {
        return Err(LibraryError::Newer(version));
    };
    if done > 0 && !todo.is_empty() {
        copy(db, path, version)?;
    }
    for (step, sql) in todo.iter().enumerate() {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(
            None,
            "user_version",
            i64::try_from(done + step + 1).unwrap_or(i64::MAX),
        )?;
        transaction.commit()?;
    }
    Ok(())
}

/// Where the file is copied to before a version is left behind.
pub(super) fn copy_path(path: &Path, version: i32) -> PathBuf {
    path.with_extension(format!("v{version}.db"))
}

/// The copy is as encrypted as the file. An earlier copy of the same version stays: it is the older one that counts.
fn copy(db: &Connection, path: &Path, version: i32) -> Result<(), LibraryError> {
    let target = copy_path(path, version);
    if target.exists() {
        return Ok(());
    }
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let unfinished = target.with_extension("unfinished");
    let copied = std::fs::copy(path, &unfinished)
        .and_then(|_| std::fs::File::open(&unfinished)?.sync_all())
        .and_then(|()| std::fs::rename(&unfinished, &target));
    copied.map_err(|_| LibraryError::Disk)
}
