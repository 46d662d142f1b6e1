//! The log: what was done and how it ended, for support. It cannot hold anything that a person typed: an entry is made of
//! codes, times and names that stand in this program's source, and no part of it takes a text from elsewhere.

use crate::failure::{Failure, FailureCode};
use chrono::Local;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const FOLDER: &str = "logs";
const CURRENT: &str = "shenbao.log";
const BEFORE: &str = "shenbao.1.log";
/// A file of this size is put aside, and the one that was put aside before it goes: some thousands of commands each.
const MOST_BYTES: u64 = 256 * 1024;

/// One file that is written to, and the one before it.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    open: Mutex<Option<File>>,
}

/// A line of the log.
#[derive(Debug, Clone, Copy)]
enum Entry<'a> {
    Started,
    Did {
        command: &'static str,
        took: Duration,
    },
    Failed {
        command: &'static str,
        took: Duration,
        code: FailureCode,
    },
    LibraryFailed(FailureCode),
    /// Where in the source; never the message, which may quote an answer.
    Panicked {
        file: &'a str,
        line: u32,
    },
}

impl Journal {
    /// A log below the library's folder; nothing is written yet. Where it cannot be written, work goes on without.
    pub fn below(data: &Path) -> Journal {
        Journal { folder: data.join(FOLDER), open: Mutex::default() }
    }

    /// The program has started.
    pub fn started(&self) {
        self.write(Entry::Started);
    }

    /// The library could not be opened; the window shows why.
    pub fn library_failed(&self, code: FailureCode) {
        self.write(Entry::LibraryFailed(code));
    }

    /// Does a command's work and writes how it ended.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn watch<T>(
        &self,
        command: &'static str,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        self.write(match &outcome {
            Ok(_) => Entry::Did { command, took },
            Err(failure) => Entry::Failed { command, took, code: failure.code },
        });
        outcome
    }

    /// Everything that is kept, the oldest first, with what the program and the system are.
    ///
    /// # Errors
    /// When `target` cannot be written.
    pub fn export(&self, target: &Path) -> io::Result<()> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = format!("{}\n", about());
        for name in [BEFORE, CURRENT] {
            text += &String::from_utf8_lossy(&fs::read(self.folder.join(name)).unwrap_or_default());
        }
        drop(open);
        fs::write(target, text)
    }

    fn write(&self, entry: Entry<'_>) {
        let line = format!("{} {entry}\n", Local::now().format("%Y-%m-%dT%H:%M:%S%.3f%:z"));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // A log that cannot be written must not keep anyone from working.
        let _ = self.append(&mut open, line.as_bytes());
    }

    fn append(&self, open: &mut Option<File>, line: &[u8]) -> io::Result<()> {
        let current = self.folder.join(CURRENT);
        if open.as_ref().is_some_and(|file| file.metadata().is_ok_and(|data| data.len() >= MOST_BYTES)) {
            *open = None;
            fs::rename(&current, self.folder.join(BEFORE))?;
        }
        let file = match open.take() {
            Some(file) => file,
            None => {
                fs::create_dir_all(&self.folder)?;
                OpenOptions::new().create(true).append(true).open(&current)?
            }
        };
        open.insert(file).write_all(line)
    }
}

/// From now on a panic is written as its place alone, to the log and to standard error, which systems keep in logs of
/// their own.
pub fn catch_panics(journal: Arc<Journal>) {
    panic::set_hook(Box::new(move |info| {
        let (file, line) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
        let entry = Entry::Panicked { file: in_source(file), line };
        eprintln!("{entry}");
        journal.write(entry);
    }));
}

/// `core/src/check/mod.rs`, `lopdf-0.47.0/src/reader.rs`: nothing of the machine that built it.
fn in_source(path: &str) -> &str {
    let from_package =
        path.split_once("registry/src/").and_then(|(_, inside)| Some(inside.split_once('/')?.1));
    let from_library = || path.split_once("/library/").map(|(_, inside)| inside);
    let own = || if Path::new(path).is_absolute() { "?" } else { path };
    from_package.or_else(from_library).unwrap_or_else(own)
}

/// `edit_draft` for a closure that stands in a function of this name: the compiler calls it
/// `…::commands::drafts::edit_draft::{{closure}}`, so no command has to say its own name.
pub(crate) fn command_of<Work>() -> &'static str {
    let parts = std::any::type_name::<Work>().split("::");
    parts.take_while(|part| !part.starts_with("{{")).last().unwrap_or("?")
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Started => write!(f, "started {}", about()),
            Entry::Did { command, took } => write!(f, "{command} {} ms", took.as_millis()),
            Entry::Failed { command, took, code } => {
                write!(f, "{command} {} ms failed {code:?}", took.as_millis())
            }
            Entry::LibraryFailed(code) => write!(f, "library failed {code:?}"),
            Entry::Panicked { file, line } => write!(f, "panic {file}:{line}"),
        }
    }
}

/// `shenbao 0.1.0 linux x86_64`
fn about() -> String {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("shenbao {} {system} {processor}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::{BEFORE, CURRENT, FOLDER, Journal, MOST_BYTES, command_of, in_source};
    use std::fs;

    #[test]
    fn the_log_stays_within_its_size() {
        let data = tempfile::tempdir().unwrap();
        let journal = Journal::below(data.path());
        for _ in 0..20_000 {
            journal.watch("edit_draft", || Ok(())).unwrap();
        }
        for name in [CURRENT, BEFORE] {
            let bytes = fs::metadata(data.path().join(FOLDER).join(name)).unwrap().len();
            assert!(bytes > 0 && bytes < MOST_BYTES + 200, "{name}: {bytes} bytes");
        }
        assert_eq!(fs::read_dir(data.path().join(FOLDER)).unwrap().count(), 2);
        let exported = data.path().join("exported.txt");
        journal.export(&exported).unwrap();
        let text = fs::read_to_string(&exported).unwrap();
        assert!(text.len() as u64 > MOST_BYTES && text.starts_with("shenbao "));
        assert!(text.lines().skip(1).all(|line| line.contains(" edit_draft ")), "named");
    }

    #[test]
    fn where_no_log_can_be_written_work_goes_on() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("no folder");
        fs::write(&file, "").unwrap();
        assert_eq!(Journal::below(&file).watch("start", || Ok(7)), Ok(7));
    }

    #[test]
    fn names_of_the_source_alone() {
        fn of<Work>(_: &Work) -> &'static str {
            command_of::<Work>()
        }
        assert_eq!(of(&|| async { 7 }), "names_of_the_source_alone");
        assert_eq!(in_source("core/src/check/mod.rs"), "core/src/check/mod.rs");
        let package = "/home/someone/.cargo/registry/src/somewhere-0123456789abcdef/lopdf-0.47.0/src/lib.rs";
        assert_eq!(in_source(package), "lopdf-0.47.0/src/lib.rs");
        assert_eq!(in_source("/rustc/59807616e1fa/library/core/src/panicking.rs"), "core/src/panicking.rs");
        assert_eq!(in_source("/home/someone/elsewhere.rs"), "?");
    }
}
