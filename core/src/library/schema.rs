//! The tables, and how an older file is brought to them.

use super::{LibraryError, edits};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
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

/// Brings a library to this program's version, after copying it beside itself. One without a version is none: nothing
/// is made in its place.
pub(super) fn bring(db: &mut Connection, path: &Path) -> Result<(), LibraryError> {
    if version(db)? == 0 { Err(LibraryError::Damaged) } else { migrate(db, path) }
}

/// As [`bring`]; an empty file becomes an empty library.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), LibraryError> {
    migrate_by(db, path, STEPS)
}

/// All steps or none: whatever goes wrong on the way, the file stays at the version that it has.
pub(super) fn migrate_by(db: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), LibraryError> {
    let version = version(db)?;
    let done = usize::try_from(version).map_err(|_| LibraryError::Damaged)?;
    let todo = steps.get(done..).ok_or(LibraryError::Newer(version))?;
    if todo.is_empty() {
        return is_made_by(steps, db);
    }
    if done > 0 {
        copy(db, path, version)?;
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program may have done it while this one waited.
    if self::version(&transaction)? == version {
        for sql in todo {
            transaction.execute_batch(&compact(sql)).map_err(misfit)?;
        }
        is_made_by(steps, &transaction)?;
        if done > 0 && done < INDEXED {
            index_all(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
        transaction.commit()?;
    }
    Ok(())
}

fn version(db: &Connection) -> Result<i32, LibraryError> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Whether the file has every table that the steps make, as they make it, and nothing beside that acts on one: a trigger or
/// an index of someone else's, a view in a table's place.
fn is_made_by(steps: &[&str], db: &Connection) -> Result<(), LibraryError> {
    let model = Connection::open_in_memory()?;
    for sql in steps {
        model.execute_batch(&compact(sql))?;
    }
    let (wanted, found) = (parts(&model)?, parts(db).map_err(misfit)?);
    let tables: BTreeSet<&String> = wanted.iter().map(|(table, _)| table).collect();
    // What belongs to a table of someone else's is never asked.
    if found.iter().filter(|(table, _)| tables.contains(table)).eq(&wanted) {
        Ok(())
    } else {
        Err(LibraryError::Damaged)
    }
}

/// What there is, each with the table that it belongs to. A table stands with its columns; a trigger, with its statements.
fn parts(db: &Connection) -> rusqlite::Result<BTreeSet<(String, String)>> {
    let sql = "SELECT tbl_name, concat_ws(' ', type, name, CASE type WHEN 'trigger' THEN sql WHEN 'table' THEN \
               (SELECT group_concat(name) FROM pragma_table_info(sqlite_schema.name)) END) FROM sqlite_schema";
    let mut query = db.prepare(sql)?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, compact(&row.get::<_, String>(1)?)));
    query.query_map([], read)?.collect()
}

/// A statement does not fit a table, or there is none: the program's are right, so the file is not.
fn misfit(error: rusqlite::Error) -> LibraryError {
    match error.sqlite_error_code() {
        Some(ErrorCode::Unknown) => LibraryError::Damaged,
        _ => error.into(),
    }
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
