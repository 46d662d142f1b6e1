//! The library written out as a whole and taken back as a whole, both through SQLite's own backup: what is read is one
//! state of the file, what is taken back arrives in one transaction. A copy is as encrypted as the library.

use super::open::{log, log_length, ordinary, unlocked};
use super::{Key, Library, LibraryError};
use crate::progress::{Hear, part, step};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};
use std::ffi::c_int;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use tempfile::TempPath;

/// Pages between two questions whether to go on: some megabytes.
const AT_ONCE: c_int = 1024;
/// As many bytes.
const BYTES_AT_ONCE: usize = 4 << 20;

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
        let copy = self.copy_beside(path, &self.key, hear)?;
        copy.persist_noclobber(path).map_err(|_| LibraryError::Disk)
    }

    /// Everything in a new file beside `path`, which goes when it is not put anywhere.
    pub(super) fn copy_beside(
        &self,
        path: &Path,
        key: &Key,
        hear: Hear<'_>,
    ) -> Result<TempPath, LibraryError> {
        let folder = path.parent().ok_or(LibraryError::Disk)?;
        let unfinished =
            tempfile::NamedTempFile::new_in(folder).map_err(|_| LibraryError::Disk)?.into_temp_path();
        self.examine_pages(&mut part(hear, 0..1, 2))?;
        let mut copy = unlocked(&unfinished, key)?;
        write_over(&self.db, &mut copy, &mut part(hear, 1..2, 2))?;
        copy.close().map_err(|(_, error)| error)?;
        Ok(unfinished)
    }

    /// Puts another library's content in the place of this one's, in one transaction; the other file is only read. This
    /// library keeps its key. Drafts that are held anywhere are then reported as changed elsewhere.
    ///
    /// # Errors
    /// Those of opening the other file; [`LibraryError::Cancelled`]; or the disk's. This library is then as before.
    pub fn replace_with(&mut self, from: &Path, key: &Key, hear: Hear<'_>) -> Result<(), LibraryError> {
        let folder = self.path.parent().ok_or(LibraryError::Disk)?;
        let stage = tempfile::tempdir_in(folder).map_err(|_| LibraryError::Disk)?;
        let mut other = staged(from, key, &stage.path().join(STAGED), &mut part(hear, 0..1, 4))?;
        let (version, id) = self.db.query_row(
            "SELECT coalesce(max(version), 0), coalesce(max(id), 0) FROM drafts",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        // Above everything that this library gave out: whoever still holds an earlier state must not match a later one.
        other.change(|change| {
            change.execute("UPDATE drafts SET version = ?1 + 1", [version])?;
            change.execute("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'drafts'", [id])?;
            let sql = "INSERT INTO sqlite_sequence (name, seq) SELECT 'drafts', ?1 \
                       WHERE NOT EXISTS (SELECT * FROM sqlite_sequence WHERE name = 'drafts')";
            change.execute(sql, params![id])?;
            Ok(())
        })?;
        // What cannot be read must not reach this library.
        other.examine(&mut part(hear, 1..3, 4))?;
        write_over(&other.db, &mut self.db, &mut part(hear, 3..4, 4))
    }
}

/// A copy of the file, with the log that may still lie beside it, opened and brought to this program's version.
fn staged(from: &Path, key: &Key, path: &Path, hear: Hear<'_>) -> Result<Library, LibraryError> {
    ordinary(from)?;
    copy_file(from, path, hear)?;
    if log_length(from)? > 0 {
        std::fs::copy(log(from), log(path)).map_err(disk)?;
    }
    Library::open(path, key)
}

fn copy_file(from: &Path, to: &Path, hear: Hear<'_>) -> Result<(), LibraryError> {
    let (mut from, mut to) = (File::open(from).map_err(disk)?, File::create(to).map_err(disk)?);
    let length = from.metadata().map_err(disk)?.len();
    let steps = |bytes: u64| u32::try_from(bytes / BYTES_AT_ONCE as u64).unwrap_or(u32::MAX);
    let (mut bytes, mut done) = (vec![0; BYTES_AT_ONCE], 0);
    loop {
        step(hear, steps(done), steps(length))?;
        let read = from.read(&mut bytes).map_err(disk)?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(&bytes[..read]).map_err(disk)?;
        done += read as u64;
    }
}

fn disk(error: io::Error) -> LibraryError {
    match error.kind() {
        io::ErrorKind::NotFound => LibraryError::Missing,
        io::ErrorKind::StorageFull => LibraryError::DiskFull,
        _ => LibraryError::Disk,
    }
}

/// In one transaction, whatever the steps: nobody else writes to `to` from the first one on. Begins anew when another
/// process writes to `from` in between, since what is written is one state of the file.
fn write_over(from: &Connection, to: &mut Connection, hear: Hear<'_>) -> Result<(), LibraryError> {
    let backup = Backup::new(from, to)?;
    loop {
        match backup.step(AT_ONCE)? {
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
