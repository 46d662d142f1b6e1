//! Making and opening the file.

use super::{Key, Library, LibraryError, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
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
        let file = ordinary(path)?;
        if log_length(path)? == 0 && file.len() % PAGE != 0 {
            return Err(LibraryError::Damaged);
        }
        let mut db = readable(unlocked(path, key)?)?;
        schema::bring(&mut db, path)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // It is this file's own log: what it has, the file may have.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        // While this one waited, another program may have put a file with another key in its place.
        let now = std::fs::metadata(path).map_err(|_| LibraryError::Busy)?;
        if identity(&now) != identity(&file) {
            return Err(LibraryError::Busy);
        }
        Ok(Library { db, path: path.to_owned(), key: key.clone() })
    }
}

/// A file with something in it: SQLite would take an empty one for a new database, and a pipe is waited for without end.
///
/// # Errors
/// [`LibraryError::Missing`], [`LibraryError::Damaged`], or the disk's.
pub(super) fn ordinary(path: &Path) -> Result<Metadata, LibraryError> {
    let file = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => LibraryError::Missing,
        _ => LibraryError::Disk,
    })?;
    if file.is_file() && file.len() > 0 { Ok(file) } else { Err(LibraryError::Damaged) }
}

/// A connection that never writes unencrypted, and to the disk before it says so.
pub(super) fn unlocked(path: &Path, key: &Key) -> Result<Connection, LibraryError> {
    let db = keyed(path, key)?;
    durable(&db).map_err(first_read)?;
    Ok(db)
}

/// A connection that reads what there is of a damaged file, and writes nothing. Without its log where that may be another
/// file's.
pub(super) fn damaged(path: &Path, key: &Key, with_log: bool) -> Result<Connection, LibraryError> {
    let db = if with_log { keyed(path, key)? } else { keyed(&alone(path), key)? };
    db.pragma_update(None, "query_only", true)?;
    // Otherwise SQLite reads nothing of a file that is shorter than it was.
    db.pragma_update(None, "writable_schema", true)?;
    Ok(db)
}

/// As SQLite's name for a file that nobody changes, whose log it leaves alone.
fn alone(path: &Path) -> PathBuf {
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    // Windows: a drive stands behind a slash.
    let slash = if escaped.starts_with('/') { "" } else { "/" };
    format!("file:{slash}{}?immutable=1", escaped.replace(std::path::MAIN_SEPARATOR, "/")).into()
}

fn keyed(path: &Path, key: &Key) -> Result<Connection, LibraryError> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    )?;
    // The log that lies beside a file may be another one's: closing must not carry that over.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // There is none in a library; one that somebody put there may take for ever.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // What SQLCipher says of a wrong key goes to the user as an error, not to the terminal.
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    db.pragma_update(None, "key", format!("x'{}'", key.to_hex()))?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(db)
}

/// Some of these read already.
fn durable(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "synchronous", "FULL")?;
    // Elsewhere it is without effect: only macOS keeps writes in the drive's cache after a plain fsync.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    // In KiB: a search in thousands of drafts reads the same pages again and again, and each is decrypted.
    db.pragma_update(None, "cache_size", -32_000)?;
    db.pragma_update(None, "foreign_keys", true)
}

/// Shows a wrong key, which opening does not.
pub(super) fn readable(db: Connection) -> Result<Connection, LibraryError> {
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(first_read)?;
    Ok(db)
}

/// Of a file's first page, which another key does not open. Where it opens, the key is the right one.
fn first_read(error: rusqlite::Error) -> LibraryError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => LibraryError::WrongKey,
        _ => error.into(),
    }
}

/// SQLite's name for the log of a file.
pub(super) fn log(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// In bytes; 0: there is none. Where there is one, a page at the file's end may be half written: the power was cut while the
/// log was carried over, and the log still has that page.
///
/// # Errors
/// [`LibraryError::Disk`] where something else has its name.
pub(super) fn log_length(path: &Path) -> Result<u64, LibraryError> {
    match std::fs::metadata(log(path)) {
        Ok(log) if log.is_file() => Ok(log.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        _ => Err(LibraryError::Disk),
    }
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
