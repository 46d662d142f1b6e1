//! The tables, and how an older file is brought to them.

use super::{LibraryError, edits};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Each step brings a file from the version of its place in the list to the next. Never changed, only appended to.
pub(super) const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
];

/// From this version on, the index is as it is now; that of an older file is made anew on the way.
const INDEXED: usize = 8;

/// Brings the file to this program's version, after copying it beside itself.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), LibraryError> {
    migrate_by(db, path, STEPS)
}

/// All steps or none: whatever goes wrong on the way, the file stays at the version that it has.
pub(super) fn migrate_by(db: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), LibraryError> {
    let version: i32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).map_err(|_| LibraryError::Damaged)?;
    let todo = steps.get(done..).ok_or(LibraryError::Newer(version))?;
    if todo.is_empty() {
        return Ok(());
    }
    if done > 0 {
        copy(db, path, version)?;
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program may have done it while this one waited.
    let since: i32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if since == version {
        for sql in todo {
            transaction.execute_batch(&compact(sql))?;
        }
        if done > 0 && done < INDEXED {
            index_all(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
        transaction.commit()?;
    }
    Ok(())
}

/// With room in memory: thousands of drafts would take minutes otherwise.
fn index_all(change: &Transaction<'_>) -> Result<(), LibraryError> {
    let usual: i64 = change.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    change.pragma_update(None, "cache_size", -256_000)?;
    change.execute_batch("INSERT INTO texts (texts, rank) VALUES ('hashsize', 67108864)")?;
    edits::index_all(change)?;
    change.execute_batch("INSERT INTO texts (texts, rank) VALUES ('hashsize', 1048576)")?;
    change.pragma_update(None, "cache_size", usual)?;
    Ok(())
}

/// A step without its comments and line breaks: the file keeps its statements word by word, and as long as they all fit
/// on its first page, damage on any other one leaves the drafts to be rescued.
fn compact(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split_once("--").map_or(line, |(sql, _)| sql));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
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
    // Windows writes out only what is open for writing.
    let copied = std::fs::copy(path, &unfinished)
        .and_then(|_| std::fs::OpenOptions::new().write(true).open(&unfinished)?.sync_all())
        .and_then(|()| std::fs::rename(&unfinished, &target));
    copied.map_err(|_| LibraryError::Disk)
}
