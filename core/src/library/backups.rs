//! Dated backups in a folder: one a day, one before anything that replaces the library; so many and no more.
//!
//! Which day it is, the caller says. A new backup is complete before an old one goes.

use super::{Key, Library, LibraryError};
use crate::progress::{Hear, finally, part};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::fs;
use std::path::{Path, PathBuf};

/// Kept of each reason.
const MOST: usize = 10;

/// In a file's name: `library-20260115-093012-daily.db`.
const TIME: &str = "%Y%m%d-%H%M%S";

/// A folder of backups.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// The file's name in the folder.
    pub name: String,
    /// Where the user is.
    pub made_at: NaiveDateTime,
    /// Why it was made.
    pub reason: BackupReason,
    /// Its size.
    pub bytes: u64,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "bindings", derive(serde::Serialize, specta::Type))]
#[cfg_attr(feature = "bindings", serde(rename_all = "snake_case"))]
pub enum BackupReason {
    /// The first start of a day.
    Daily,
    /// The user wanted one.
    Wanted,
    /// Another backup was about to take the library's place.
    BeforeRestore,
}

impl BackupReason {
    const ALL: [BackupReason; 3] = [Self::Daily, Self::Wanted, Self::BeforeRestore];

    fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Wanted => "wanted",
            Self::BeforeRestore => "before-restore",
        }
    }
}

impl Backups {
    /// The folder need not exist yet.
    pub fn new(folder: PathBuf) -> Backups {
        Backups { folder }
    }

    /// The newest first. Files of other names are left out.
    pub fn list(&self) -> Vec<BackupFile> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut files: Vec<BackupFile> = entries
            .filter_map(|entry| {
                let bytes = entry.metadata().ok()?.len();
                let name = entry.file_name().into_string().ok()?;
                let (made_at, reason) = read_name(&name)?;
                Some(BackupFile { name, made_at, reason, bytes })
            })
            .collect();
        files.sort_by(|a, b| (b.made_at, &b.name).cmp(&(a.made_at, &a.name)));
        files
    }

    /// No daily backup was made on this day.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        let is_of_today =
            |file: &BackupFile| file.reason == BackupReason::Daily && file.made_at.date() == today;
        !self.list().iter().any(is_of_today)
    }

    /// Makes one, then removes the oldest of the same reason beyond so many.
    ///
    /// # Errors
    /// Those of [`Library::back_up`]; no earlier backup is then touched.
    pub fn make(
        &self,
        library: &Library,
        now: NaiveDateTime,
        reason: BackupReason,
        hear: Hear<'_>,
    ) -> Result<(), LibraryError> {
        self.add(library, now, reason, hear)?;
        self.prune(reason);
        Ok(())
    }

    /// Makes one, for something that may yet be broken off; gives its path.
    ///
    /// # Errors
    /// Those of [`Library::back_up`].
    pub fn add(
        &self,
        library: &Library,
        now: NaiveDateTime,
        reason: BackupReason,
        hear: Hear<'_>,
    ) -> Result<PathBuf, LibraryError> {
        fs::create_dir_all(&self.folder).map_err(|_| LibraryError::Disk)?;
        let path = |time: NaiveDateTime| {
            self.folder.join(format!("library-{}-{}.db", time.format(TIME), reason.word()))
        };
        // Two within a second are told apart by the next one.
        let times = (0..60).map(|seconds| now + TimeDelta::seconds(seconds));
        let free = times.map(path).find(|path| !path.exists()).ok_or(LibraryError::AlreadyThere)?;
        library.back_up(&free, hear)?;
        Ok(free)
    }

    /// Removes the oldest of a reason beyond so many.
    pub fn prune(&self, reason: BackupReason) {
        for old in self.list().iter().filter(|file| file.reason == reason).skip(MOST) {
            // One that cannot be removed now is tried again with the next backup.
            let _ = fs::remove_file(self.folder.join(&old.name));
        }
    }

    /// Where a backup lies; `None`: there is none of that name.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.list().iter().any(|file| file.name == name).then(|| self.folder.join(name))
    }

    /// Gives the backups the library's new key. One that the old key does not open stays as it is. It is not broken off: the
    /// library has the new key already.
    pub fn rekey(&self, old: &Key, new: &Key, hear: Hear<'_>) {
        let files = self.list();
        let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
        for (at, file) in (0..count).zip(&files) {
            rekey(&self.folder.join(&file.name), old, new, &mut finally(&mut part(hear, at..at + 1, count)));
        }
    }
}

/// A damaged backup is no reason to stop: it is of no use under either key.
fn rekey(path: &Path, old: &Key, new: &Key, hear: Hear<'_>) {
    if let Ok(mut library) = Library::open(path, old) {
        let _ = library.rekey(new, hear);
    }
}

fn read_name(name: &str) -> Option<(NaiveDateTime, BackupReason)> {
    let rest = name.strip_prefix("library-")?.strip_suffix(".db")?;
    let (time, word) = rest.split_at_checked(15)?;
    let reason =
        BackupReason::ALL.into_iter().find(|reason| word.strip_prefix('-') == Some(reason.word()))?;
    Some((NaiveDateTime::parse_from_str(time, TIME).ok()?, reason))
}
