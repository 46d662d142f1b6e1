//! Files that are no library, and libraries that hold what this program never wrote: refused or read as far as they can
//! be, and never changed.

use super::backup::beijing;
use super::{Desk, draft, now, set, summary};
use crate::library::{Key, Library, LibraryError, Rescue, Sought, rescue};
use crate::progress::unheard;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DAMAGED: LibraryError = LibraryError::Damaged;
const WRONG_KEY: LibraryError = LibraryError::WrongKey;

/// Many times what a case takes: some of them went on for ever.
const PATIENCE: Duration = Duration::from_secs(5);

/// A library of three drafts with everything that can lie in one, closed.
struct Shelf {
    folder: TempDir,
    key: Key,
}

impl Shelf {
    fn new() -> Shelf {
        let mut desk = Desk::new();
        for number in 1..=3 {
            if number > 1 {
                desk.held = desk.library.add(draft(), &summary(&draft()), now()).unwrap();
            }
            for turn in 0..3 {
                desk.edit(set("organisation.name", &format!("公司{number}-{turn}"))).unwrap();
            }
            let id = desk.held.id();
            let day = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
            desk.library.file(id, desk.held.draft(), day, "code").unwrap();
            desk.library.keep_file(&vec![number; 9000]).unwrap();
        }
        let Desk { folder, key, library, .. } = desk;
        drop(library);
        Shelf { folder, key }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy of the file alone.
    fn copy(&self) -> Shelf {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(self.path(), folder.path().join("library.db")).unwrap();
        Shelf { folder, key: self.key.clone() }
    }

    fn open(&self) -> Result<Library, LibraryError> {
        Library::open(&self.path(), &self.key)
    }

    fn rescued(&self) -> Result<(Rescue, Shelf), LibraryError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let report = rescue(&self.path(), &self.key, &path, beijing(), &mut unheard)?;
        Ok((report, Shelf { folder, key: self.key.clone() }))
    }

    /// Every ordinary file but SQLite's own memory of the log, and a log that has nothing in it.
    fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let kept = |path: &PathBuf| match path.extension().and_then(|end| end.to_str()) {
            Some("db-shm") => false,
            Some("db-wal") => path.is_file() && path.metadata().unwrap().len() > 0,
            _ => path.is_file() && path.metadata().unwrap().is_file(),
        };
        files.filter(kept).map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
    }
}

fn truncated(path: &Path, length: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
}

/// A file that SQLite makes of these statements, under this key or under none.
fn made(path: &Path, key: Option<&Key>, sql: &str) {
    fs::write(path, []).unwrap();
    let db = match key {
        Some(key) => super::super::open::unlocked(path, key).unwrap(),
        None => rusqlite::Connection::open(path).unwrap(),
    };
    db.execute_batch(sql).unwrap();
}

#[cfg(unix)]
fn pipe(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The log of another library, as it lies beside that while it is open.
fn log_of_another(path: &Path) {
    let other = Desk::new();
    fs::copy(other.folder.path().join("library.db-wal"), path).unwrap();
}

/// What lies in the library's place, what opening it comes to, and how many of its drafts are rescued.
type Case = (&'static str, fn(&Shelf), LibraryError, Option<u32>);

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = vec![
        ("nothing", |shelf| fs::remove_file(shelf.path()).unwrap(), LibraryError::Missing, None),
        ("no bytes", |shelf| truncated(&shelf.path(), 0), DAMAGED, None),
        ("a few bytes", |shelf| truncated(&shelf.path(), 100), DAMAGED, None),
        ("half a page", |shelf| truncated(&shelf.path(), 4096 * 9 + 2048), DAMAGED, Some(3)),
        ("a lost end", |shelf| truncated(&shelf.path(), 4096 * 20), DAMAGED, Some(3)),
        ("the first page", |shelf| truncated(&shelf.path(), 4096), DAMAGED, Some(0)),
        ("other bytes", |shelf| fs::write(shelf.path(), [0xa5; 4096 * 3]).unwrap(), WRONG_KEY, None),
        ("zeros", |shelf| fs::write(shelf.path(), [0; 4096 * 3]).unwrap(), WRONG_KEY, None),
        (
            "an unencrypted file",
            |shelf| made(&shelf.path(), None, "CREATE TABLE drafts (id); PRAGMA user_version = 9"),
            WRONG_KEY,
            None,
        ),
        (
            "one under another key",
            |shelf| made(&shelf.path(), Some(&Key::random()), "CREATE TABLE drafts (id)"),
            WRONG_KEY,
            None,
        ),
        (
            "an empty one under this key",
            |shelf| made(&shelf.path(), Some(&shelf.key), "CREATE TABLE t (id); DROP TABLE t"),
            DAMAGED,
            None,
        ),
        (
            "a folder",
            |shelf| {
                fs::remove_file(shelf.path()).unwrap();
                fs::create_dir(shelf.path()).unwrap();
            },
            DAMAGED,
            None,
        ),
        (
            "the log of another library beside it",
            |shelf| log_of_another(&shelf.beside("library.db-wal")),
            DAMAGED,
            Some(3),
        ),
        (
            "a folder for a log",
            |shelf| fs::create_dir(shelf.beside("library.db-wal")).unwrap(),
            LibraryError::Disk,
            Some(3),
        ),
    ];
    #[cfg(unix)]
    cases.extend::<[Case; 4]>([
        (
            "a pipe",
            |shelf| {
                fs::remove_file(shelf.path()).unwrap();
                pipe(&shelf.path());
            },
            DAMAGED,
            None,
        ),
        (
            "a device without an end",
            |shelf| {
                fs::remove_file(shelf.path()).unwrap();
                std::os::unix::fs::symlink("/dev/zero", shelf.path()).unwrap();
            },
            DAMAGED,
            None,
        ),
        (
            "a link to nothing",
            |shelf| {
                fs::remove_file(shelf.path()).unwrap();
                std::os::unix::fs::symlink("gone", shelf.path()).unwrap();
            },
            LibraryError::Missing,
            None,
        ),
        ("a pipe for a log", |shelf| pipe(&shelf.beside("library.db-wal")), LibraryError::Disk, Some(3)),
    ]);
    cases
}

#[test]
fn what_is_no_library_is_refused_and_stays_as_it_is() {
    let (sound, mut other) = (Shelf::new(), Desk::new());
    let mut wrong = Vec::new();
    for (name, prepare, expected, drafts) in cases() {
        let shelf = sound.copy();
        prepare(&shelf);
        let (before, start) = (shelf.contents(), Instant::now());
        let opened = shelf.open().map(drop).err();
        let held = other.library.hold(other.held.id()).unwrap();
        let replaced = other.library.replace_with(&shelf.path(), &shelf.key, &mut unheard);
        let rescued = shelf.rescued().map(|(report, _)| report.drafts).ok();
        let is_kept = other.library.hold(held.id()).as_ref() == Ok(&held) && shelf.contents() == before;
        let is_quick = start.elapsed() < PATIENCE;
        let is_refused = replaced.is_err() && opened == Some(expected);
        if !(is_refused && rescued == drafts && is_kept && is_quick) {
            wrong.push((name, opened, replaced, rescued, is_kept, start.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands in the first of three drafts' rows, or beside them; how many drafts the rescued library then lists.
const ROWS: &[(&str, &str, u32)] = &[
    ("a text that is none", "UPDATE bodies SET json = '{' WHERE draft = 1", 2),
    (
        "a text of a newer version",
        "UPDATE bodies SET json = replace(json, '\"format\":1', '\"format\":9') WHERE draft = 1",
        2,
    ),
    ("a text within texts", "UPDATE bodies SET json = printf('%.*c', 100000, '[') WHERE draft = 1", 2),
    ("no text", "DELETE FROM bodies WHERE draft = 1", 2),
    ("a change that is none", "UPDATE revisions SET edit = '{' WHERE draft = 1 AND number = 2", 3),
    ("a way back that is none", "UPDATE revisions SET inverse = '[]' WHERE draft = 1 AND number = 3", 3),
    (
        "a change that does not fit",
        "UPDATE revisions SET edit = '{\"edit\":\"remove_row\",\"table\":\"t.t\",\"at\":9}' WHERE draft = 1 AND number = 2",
        3,
    ),
    ("a time that is none", "UPDATE revisions SET made_at = 'soon' WHERE draft = 1", 3),
    ("a missing change", "DELETE FROM revisions WHERE draft = 1 AND number = 2", 3),
    (
        "a change far away",
        "UPDATE revisions SET number = 9223372036854775807 WHERE draft = 1 AND number = 3",
        3,
    ),
    ("made as no other", "UPDATE drafts SET at = 9223372036854775807 WHERE id = 1", 3),
    ("made less than nothing", "UPDATE drafts SET at = -9223372036854775807 - 1 WHERE id = 1", 3),
    ("a text from the end of time", "UPDATE bodies SET json_at = 9223372036854775807 WHERE draft = 1", 3),
    ("a text from before", "UPDATE bodies SET json_at = -9223372036854775807 - 1 WHERE draft = 1", 3),
    ("the last version", "UPDATE drafts SET version = 9223372036854775807 WHERE id = 1", 3),
    ("no standing", "UPDATE drafts SET standing = '' WHERE id = 1", 3),
    ("a day that is none", "UPDATE drafts SET filing_date = '2026-13-41' WHERE id = 1", 3),
    ("no time", "UPDATE drafts SET changed_at = '' WHERE id = 1", 3),
    ("a last day that is none", "UPDATE drafts SET deadline = 'soon' WHERE id = 1", 3),
    ("less than no answers", "UPDATE drafts SET answered = -1 WHERE id = 1", 3),
    (
        "a draft far away",
        "PRAGMA foreign_keys = OFF; UPDATE drafts SET id = 9223372036854775807 WHERE id = 1; \
         UPDATE bodies SET draft = 9223372036854775807 WHERE draft = 1",
        2,
    ),
    (
        "the last number given",
        "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'drafts'",
        3,
    ),
    ("a file far away", "UPDATE files SET rowid = 9223372036854775807 WHERE rowid = 1", 3),
    ("a content that is another", "UPDATE files SET bytes = zeroblob(9) WHERE rowid = 1", 3),
    (
        "a filing that is none",
        "DROP TRIGGER filings_stay; UPDATE filings SET json = '{' WHERE draft = 1; CREATE TRIGGER filings_stay \
         BEFORE UPDATE ON filings BEGIN SELECT raise(ABORT, 'filed'); END",
        3,
    ),
    ("a return that is none", "INSERT INTO returns VALUES (1, '{}')", 3),
    (
        "a part that is none",
        "INSERT INTO handouts (id, draft, given_at, base) VALUES ('0a', 1, 'soon', '{}')",
        3,
    ),
    ("a notice that is none", "INSERT INTO notices VALUES ('design-center', 2026, '{')", 3),
    (
        "a notice of no day",
        "UPDATE drafts SET filing_date = '2026-06-15'; \
         INSERT INTO notices VALUES ('design-center', 2026, '{\"deadline\":\"soon\"}')",
        3,
    ),
    (
        "a record far away",
        "INSERT INTO notices (rowid, form, year, json) VALUES (9223372036854775807, 'f', 1, '')",
        3,
    ),
];

/// Everything that the window asks, of one draft. No error is one that only a programmer can mend.
fn ask_all(library: &mut Library, id: i64) -> Result<(), LibraryError> {
    let mut held = library.hold(id)?;
    let _ = (library.revisions(&held, None, 100), library.compare(&held, 0, held.last_revision()));
    let _ = (library.filings(id), library.handouts(id), library.ticks(id));
    let _ = library.found_in(id, &Sought::new("公司", []));
    let summarise = &mut |draft: &_| summary(draft);
    let _ = library.undo(&mut held, now(), summarise);
    let _ = library.redo(&mut held, now(), summarise);
    let _ = library.go_back(&mut held, 0, now(), summarise);
    library.edit(&mut held, set("a.b", "goes on"), now(), summarise)
}

/// What is wrong with how a case of [`ROWS`] goes, in a copy of the library; nothing is.
fn broken_row(sound: &Shelf, (name, sql, drafts): &(&str, &str, u32)) -> Option<String> {
    let (shelf, start) = (sound.copy(), Instant::now());
    made_with(&shelf, sql);
    let before = shelf.contents();
    let rescued = shelf.rescued().and_then(|(_, rescued)| {
        let mut library = rescued.open()?;
        library.examine(&mut unheard)?;
        library.notices()?;
        let lines = library.list()?;
        lines.iter().try_for_each(|line| {
            library.filings(line.id)?;
            library.handouts(line.id)?;
            ask_all(&mut library, line.id)
        })?;
        Ok(u32::try_from(lines.len()).unwrap())
    });
    let is_kept = shelf.contents() == before;
    let mut library = shelf.open().unwrap();
    let list = library.list().map(drop);
    let first = [1, i64::MAX].map(|id| ask_all(&mut library, id));
    let others = [2, 3].map(|id| ask_all(&mut library, id));
    let is_named = !first.iter().chain([&list]).any(|asked| matches!(asked, Err(LibraryError::Fault(_))));
    let is_right = rescued == Ok(*drafts) && others == [Ok(()), Ok(())] && is_kept && is_named;
    let wrong = format!("{name}: {list:?} {first:?} {others:?} {rescued:?} {is_kept} {:?}", start.elapsed());
    (!is_right || start.elapsed() > PATIENCE).then_some(wrong)
}

#[test]
fn a_broken_row_hides_no_other_draft() {
    let sound = &Shelf::new();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let some =
            |rows: &'static [_]| rows.iter().filter_map(|row| broken_row(sound, row)).collect::<Vec<_>>();
        let threads: Vec<_> = ROWS.chunks(8).map(|rows| scope.spawn(move || some(rows))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands in the file's own list of what there is.
const PLANS: &[(&str, &str)] = &[
    ("a version before the first", "PRAGMA user_version = -1"),
    ("no version", "PRAGMA user_version = 0"),
    ("an older version", "PRAGMA user_version = 3"),
    ("a missing table", "DROP TABLE notices"),
    ("a missing column", "ALTER TABLE revisions DROP COLUMN back_to"),
    ("a missing trigger", "DROP TRIGGER filings_stay"),
    ("a trigger", "CREATE TRIGGER t AFTER UPDATE ON drafts BEGIN DELETE FROM bodies; END"),
    (
        "another trigger of the same name",
        "DROP TRIGGER filings_stay; CREATE TRIGGER filings_stay AFTER INSERT ON filings BEGIN DELETE FROM drafts; END",
    ),
    ("an index", "CREATE UNIQUE INDEX i ON drafts (form, id)"),
    (
        "a view without an end for a table",
        "DROP TABLE tags; CREATE VIEW tags AS WITH RECURSIVE n (tag, draft) AS (VALUES ('', 1) \
         UNION ALL SELECT tag, draft + 1 FROM n) SELECT * FROM n",
    ),
];

#[test]
fn a_library_of_another_plan_is_refused_and_its_drafts_are_rescued() {
    let sound = Shelf::new();
    let mut wrong = Vec::new();
    for (name, sql) in PLANS {
        let (shelf, start) = (sound.copy(), Instant::now());
        made_with(&shelf, sql);
        let before = shelf.contents();
        let opened = shelf.open().map(drop).err();
        // An older version is copied before it is looked at.
        let is_kept = before.iter().all(|(path, bytes)| fs::read(path).unwrap() == *bytes);
        let rescued = shelf.rescued().and_then(|(_, rescued)| Ok(rescued.open()?.list()?.len()));
        let is_quick = start.elapsed() < PATIENCE;
        if opened != Some(DAMAGED) || rescued != Ok(3) || !is_kept || !is_quick {
            wrong.push((name, opened, rescued, is_kept, start.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Statements of someone who has the key.
fn made_with(shelf: &Shelf, sql: &str) {
    shelf.open().unwrap().db.execute_batch(sql).unwrap();
}
