//! Making and opening the file.

use super::{Key, Library, LibraryError, schema};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long another process may hold the lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// SQLCipher writes whole pages only.
const PAGE: u64 = 4096;

impl Library {
    /// Makes a new, empty library. It appears under its name only when it is complete.
    ///
    /// # Errors
    /// [`LibraryError::AlreadyThere`] when there is any file under that name; it is not touched.
    pub fn create(path: &Path, key: &Key) -> Result<Library, LibraryError> {
        if path.exists() {
            return Err(LibraryError::AlreadyThere);
        }
        let folder = path.parent().ok_or(LibraryError::Disk)?;
        let unfinished =
            tempfile::NamedTempFile::new_in(folder).map_err(|_| LibraryError::Disk)?.into_temp_path();
        let mut db = unlocked(&unfinished, key)?;
        schema::migrate(&mut db, &unfinished)?;
        db.close().map_err(|(_, error)| error)?;
        unfinished.persist_noclobber(path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => LibraryError::AlreadyThere,
            _ => LibraryError::Disk,
        })?;
        Library::open(path, key)
    }

    /// Opens a library; brings an older one to this version, after copying its file.
    ///
    /// # Errors
    /// [`LibraryError::Missing`], [`LibraryError::WrongKey`], [`LibraryError::Damaged`], [`LibraryError::Newer`],
    /// [`LibraryError::Busy`] or the disk's. The file is not changed by any of them.
    pub fn open(path: &Path, key: &Key) -> Result<Library, LibraryError> {
        let file = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => LibraryError::Missing,
            _ => LibraryError::Disk,
        })?;
        if !file.is_file() || file.len() == 0 || (file.len() % PAGE != 0 && !has_log(path)) {
            return Err(LibraryError::Damaged);
        }
        // The first read is what shows a wrong key; some pragmas read already.
        let mut db = unlocked(path, key).and_then(readable).map_err(|error| match error {
            LibraryError::Damaged => LibraryError::WrongKey,
            other => other,
        })?;
        schema::migrate(&mut db, path)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // While this one waited, another program may have put a file with another key in its place.
        let now = std::fs::metadata(path).map_err(|_| LibraryError::Busy)?;
        if identity(&now) != identity(&file) {
            return Err(LibraryError::Busy);
        }
        Ok(Library { db, path: path.to_owned(), key: key.clone() })
    }
}

/// A connection that never writes unencrypted, and to the disk before it says so.
pub(super) fn unlocked(path: &Path, key: &Key) -> Result<Connection, LibraryError> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // What SQLCipher says of a wrong key goes to the user as an error, not to the terminal.
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    db.pragma_update(None, "key", format!("x'{}'", key.to_hex()))?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    // Elsewhere it is without effect: only macOS keeps writes in the drive's cache after a plain fsync.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    // In KiB: a search in thousands of drafts reads the same pages again and again, and each is decrypted.
    db.pragma_update(None, "cache_size", -32_000)?;
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(db)
}

/// Shows a wrong key, which opening does not.
pub(super) fn readable(db: Connection) -> Result<Connection, LibraryError> {
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(db)
}

/// Whether a log lies beside the file. Then a page at its end may be half written: the power was cut while the log was
/// carried over, and the log still has that page.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// Tells a file from another one of the same name. Windows does not let an open file be replaced.
#[cfg(unix)]
fn identity(file: &std::fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<(u64, u64)> {
    None
}
