//! Putting something else in the library's place: a backup, another machine's library, what was rescued of this one.
//!
//! Whatever is replaced is kept: an open library as one more backup, a file that cannot be opened under another name.

use crate::failure::{Failure, FailureCode};
use crate::vault::{Vault, disk};
use chrono::{DateTime, Local};
use shenbao_core::library::{BackupReason, Backups, Key, Library, LibraryError, Rescue, rescue};
use shenbao_core::progress::{Hear, part};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

impl Vault {
    /// The dated backups.
    pub fn backups(&self) -> Backups {
        Backups::new(self.folder().join("backups"))
    }

    /// Puts a backup in the place of an open library, whose content is kept as a backup.
    pub fn restore(
        &self,
        library: &mut Library,
        name: &str,
        now: DateTime<Local>,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        let path = self.backups().path(name).ok_or_else(no_backup)?;
        let key = library.key().clone();
        self.replace(library, (&path, &key), now, hear)
    }

    /// Puts another library's file in the place of an open library, whose content is kept as a backup. This library
    /// keeps its key.
    pub fn restore_other(
        &self,
        library: &mut Library,
        other: &Path,
        recovery: &str,
        now: DateTime<Local>,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        self.replace(library, (other, &Key::from_recovery(recovery)?), now, hear)
    }

    fn replace(
        &self,
        library: &mut Library,
        (from, key): (&Path, &Key),
        now: DateTime<Local>,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        let (backups, reason) = (self.backups(), BackupReason::BeforeRestore);
        let kept = backups.add(library, now.naive_local(), reason, &mut part(hear, 0..1, 3))?;
        let replaced = library.replace_with(from, key, &mut part(hear, 1..3, 3));
        match replaced {
            // Nothing was replaced: what was kept of it is one backup too many.
            Err(LibraryError::Cancelled) => drop(std::fs::remove_file(kept)),
            _ => backups.prune(reason),
        }
        Ok(replaced?)
    }

    /// Puts a backup in the place of a library that cannot be opened; the file is kept under another name.
    pub fn restore_closed(
        &self,
        name: &str,
        passphrase: Option<&str>,
        now: DateTime<Local>,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        let path = self.backups().path(name).ok_or_else(no_backup)?;
        let keys = self.keys(passphrase)?;
        let mut opened = Err(LibraryError::WrongKey);
        for key in &keys {
            // Whatever else is wrong, the key is the right one.
            if matches!(opened, Err(LibraryError::WrongKey)) {
                opened = Library::open(&path, key);
            }
        }
        remove(&self.complete())?;
        opened?.back_up(&self.complete(), hear)?;
        self.put_in_place(now)
    }

    /// Reads what can be read of a damaged library into a new one; the damaged file is kept under another name.
    pub fn rescue(
        &self,
        passphrase: Option<&str>,
        now: DateTime<Local>,
        hear: Hear<'_>,
    ) -> Result<Rescue, Failure> {
        let mut last = Failure::from(LibraryError::WrongKey);
        for key in self.keys(passphrase)? {
            let unfinished = self.folder().join("library.rescuing.db");
            remove(&unfinished)?;
            match rescue(&self.file(), &key, &unfinished, *now.offset(), &mut *hear) {
                Ok(report) => {
                    std::fs::rename(unfinished, self.complete()).map_err(|_| disk())?;
                    self.put_in_place(now)?;
                    return Ok(report);
                }
                Err(LibraryError::Cancelled) => {
                    remove(&unfinished)?;
                    return Err(LibraryError::Cancelled.into());
                }
                Err(error) => last = error.into(),
            }
        }
        Err(last)
    }

    /// Ends what [`Vault::put_in_place`] began, if the program was stopped between its steps.
    pub(crate) fn finish_replacement(&self) -> Result<(), Failure> {
        if !self.file().exists() && self.complete().exists() {
            std::fs::rename(self.complete(), self.file()).map_err(|_| disk())?;
        }
        Ok(())
    }

    /// The complete file takes the library's place.
    fn put_in_place(&self, now: DateTime<Local>) -> Result<(), Failure> {
        let aside = format!("library-damaged-{}.db", now.format("%Y%m%d-%H%M%S"));
        for ending in ["-wal", "-shm", ""] {
            let from = self.folder().join(format!("library.db{ending}"));
            match std::fs::rename(&from, self.folder().join(format!("{aside}{ending}"))) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(disk()),
                _ => {}
            }
        }
        std::fs::rename(self.complete(), self.file()).map_err(|_| disk())
    }

    /// What is about to take the library's place; it has this name only when it is complete.
    fn complete(&self) -> PathBuf {
        self.folder().join("library.replacing.db")
    }
}

fn remove(path: &Path) -> Result<(), Failure> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(disk()),
        _ => Ok(()),
    }
}

fn no_backup() -> Failure {
    Failure::new(FailureCode::NotFound, "找不到这份备份。", "请重新选择备份。")
}
