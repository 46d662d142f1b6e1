//! The library written out as a whole and taken back as a whole, both through SQLite's own backup: what is read is one
//! state of the file, what is taken back arrives in one transaction. A copy is as encrypted as the library.

use super::open::unlocked;
use super::progress::step;
use super::{Hear, Key, Library, LibraryError, unheard};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};
use std::ffi::c_int;
use std::path::{Path, PathBuf};

/// Pages between two questions whether to go on: some megabytes.
const AT_ONCE: c_int = 1024;
/// In one step, so that no other process writes in between.
const ALL: c_int = -1;

/// Another library's file inside a folder of its own.
const STAGED: &str = "staged.db";

impl Library {
    /// The same library on a connection of its own, for work that takes long.
    ///
    /// # Errors
    /// Those of [`Library::open`].
    pub fn again(&self) -> Result<Library, LibraryError> {
        Library::open(&self.path, &self.key)
    }

    /// Writes everything into a new file under the same key. It appears under its name only when it is complete.
    ///
    /// # Errors
    /// [`LibraryError::AlreadyThere`]; [`LibraryError::Cancelled`]; [`LibraryError::Damaged`] when not every page can be read; else the disk's.
    pub fn back_up(&self, path: &Path, hear: Hear<'_>) -> Result<(), LibraryError> {
        if path.exists() {
            return Err(LibraryError::AlreadyThere);
        }
        let folder = path.parent().ok_or(LibraryError::Disk)?;
        let unfinished =
            tempfile::NamedTempFile::new_in(folder).map_err(|_| LibraryError::Disk)?.into_temp_path();
        self.examine_pages()?;
        let mut copy = unlocked(&unfinished, &self.key)?;
        write_over(&self.db, &mut copy, AT_ONCE, hear)?;
        copy.close().map_err(|(_, error)| error)?;
        unfinished.persist_noclobber(path).map_err(|_| LibraryError::Disk)
    }

    /// Puts another library's content in the place of this one's, in one transaction; the other file is only read. This
    /// library keeps its key. Drafts that are held anywhere are then reported as changed elsewhere.
    ///
    /// # Errors
    /// Those of opening the other file, or the disk's. This library is then as before.
    pub fn replace_with(&mut self, from: &Path, key: &Key) -> Result<(), LibraryError> {
        let folder = self.path.parent().ok_or(LibraryError::Disk)?;
        let stage = tempfile::tempdir_in(folder).map_err(|_| LibraryError::Disk)?;
        let mut other = staged(from, key, &stage.path().join(STAGED))?;
        let (version, id) = self.db.query_row(
            "SELECT coalesce(max(version), 0), coalesce(max(id), 0) FROM drafts",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        // Above everything that this library gave out: whoever still holds an earlier state must not match a later one.
        other.change(|change| {
            change.execute("UPDATE drafts SET version = version + ?1", [version])?;
            change.execute("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'drafts'", [id])?;
            let sql = "INSERT INTO sqlite_sequence (name, seq) SELECT 'drafts', ?1 \
                       WHERE NOT EXISTS (SELECT * FROM sqlite_sequence WHERE name = 'drafts')";
            change.execute(sql, params![id])?;
            Ok(())
        })?;
        // What cannot be read must not reach this library.
        other.examine()?;
        write_over(&other.db, &mut self.db, ALL, &mut unheard)
    }

    /// Reads every page and every index.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn examine(&self) -> Result<(), LibraryError> {
        self.examine_pages()?;
        let says: String = self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if says == "ok" { Ok(()) } else { Err(LibraryError::Damaged) }
    }

    /// Each page of the file against its signature: SQLite alone would take some damaged pages for empty ones.
    fn examine_pages(&self) -> Result<(), LibraryError> {
        // A page of the file counts only when no newer one waits in the log.
        let waits: bool = self.db.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| {
            Ok(row.get::<_, i64>(0)? != 0 || row.get::<_, i64>(1)? != row.get::<_, i64>(2)?)
        })?;
        if waits {
            return Ok(());
        }
        let mut query = self.db.prepare("PRAGMA cipher_integrity_check")?;
        let has_fault = query.query([])?.next()?.is_some();
        if has_fault { Err(LibraryError::Damaged) } else { Ok(()) }
    }
}

/// A copy of the file, with the log that may still lie beside it, opened and brought to this program's version.
fn staged(from: &Path, key: &Key, path: &Path) -> Result<Library, LibraryError> {
    let disk = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => LibraryError::Missing,
        _ => LibraryError::Disk,
    };
    std::fs::copy(from, path).map_err(disk)?;
    if log(from).exists() {
        std::fs::copy(log(from), log(path)).map_err(disk)?;
    }
    Library::open(path, key)
}

/// Begins anew when another process writes in between: what is written is one state of the file.
fn write_over(
    from: &Connection,
    to: &mut Connection,
    pages: c_int,
    hear: Hear<'_>,
) -> Result<(), LibraryError> {
    let backup = Backup::new(from, to)?;
    loop {
        match backup.step(pages)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {
                let progress = backup.progress();
                let pages = |count: c_int| u32::try_from(count).unwrap_or(0);
                let total = pages(progress.pagecount);
                step(hear, total.saturating_sub(pages(progress.remaining)), total)?;
            }
            StepResult::Busy | StepResult::Locked => return Err(LibraryError::Busy),
            _ => return Err(LibraryError::Disk),
        }
    }
}

/// SQLite's name for the log of a file.
fn log(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}
