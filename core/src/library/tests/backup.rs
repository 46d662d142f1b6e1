//! Backups, what is restored from them, and what is rescued where there is none.

use super::{Desk, SECRET, draft, now, set, summary};
use crate::answers::{Attachment, Edit, Value};
use crate::library::schema::migrate_by;
use crate::library::{BackupReason, Backups, Key, Library, LibraryError, Loss, rescue};
use crate::progress::{Progress, unheard};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use std::ops::ControlFlow;

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap().and_hms_opt(hour, 30, 0).unwrap()
}

pub(super) fn beijing() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

#[test]
fn a_backup_is_the_library_as_it_was() {
    let mut desk = Desk::new();
    desk.edit(set("organisation.name", SECRET)).unwrap();
    let held = desk.held.clone();
    let path = desk.folder.path().join("backup.db");
    desk.library.back_up(&path, &mut unheard).unwrap();
    assert_eq!(desk.library.back_up(&path, &mut unheard), Err(LibraryError::AlreadyThere));
    desk.edit(set("organisation.name", "later")).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    assert_eq!(Library::open(&path, &Key::random()).unwrap_err(), LibraryError::WrongKey);
    let mut backup = Library::open(&path, &desk.key).unwrap();
    assert_eq!(backup.hold(held.id()).unwrap(), held);
}

#[test]
fn what_is_restored_takes_the_place_of_everything() {
    let mut desk = Desk::new();
    desk.edit(set("organisation.name", "before")).unwrap();
    let path = desk.folder.path().join("backup.db");
    desk.library.back_up(&path, &mut unheard).unwrap();
    let before = desk.held.draft().clone();
    desk.edit(set("organisation.name", "after")).unwrap();
    let new = desk.library.add(draft(), &summary(&draft()), now()).unwrap();
    let mut elsewhere = Library::open(&desk.path(), &desk.key).unwrap();
    let mut theirs = elsewhere.hold(desk.held.id()).unwrap();

    desk.library.replace_with(&path, &desk.key, &mut unheard).unwrap();
    assert_eq!(desk.library.list().unwrap().len(), 1);
    let refused = elsewhere.edit(&mut theirs, set("a.b", "theirs"), now(), &mut |draft| summary(draft));
    assert_eq!(refused, Err(LibraryError::ChangedElsewhere));
    assert_eq!(desk.edit(set("a.b", "ours")), Err(LibraryError::ChangedElsewhere));
    desk.held = desk.library.hold(desk.held.id()).unwrap();
    assert_eq!(*desk.held.draft(), before);
    desk.edit(set("a.b", "goes on")).unwrap();
    desk.check();
    let next = desk.library.add(draft(), &summary(&draft()), now()).unwrap();
    assert!(next.id() > new.id(), "no id is used again");
}

#[test]
fn another_machines_library_is_restored_under_this_ones_key() {
    let mut theirs = Desk::new();
    theirs.edit(set("organisation.name", SECRET)).unwrap();
    let mut ours = Desk::new();
    // As it lies there: with a log that was not yet carried over.
    assert!(theirs.folder.path().join("library.db-wal").metadata().unwrap().len() > 0);
    assert_eq!(
        ours.library.replace_with(&theirs.path(), &Key::random(), &mut unheard),
        Err(LibraryError::WrongKey)
    );
    assert_eq!(
        ours.library.replace_with(&theirs.folder.path().join("none.db"), &theirs.key, &mut unheard),
        Err(LibraryError::Missing)
    );
    assert_eq!(ours.library.hold(ours.held.id()).unwrap(), ours.held);
    ours.library.replace_with(&theirs.path(), &theirs.key, &mut unheard).unwrap();
    ours.held = ours.library.hold(theirs.held.id()).unwrap();
    assert_eq!(ours.held.draft(), theirs.held.draft());
    ours.check();
    theirs.check();
}

#[test]
fn a_backup_of_an_older_version_is_restored() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("old.db");
    let mut old = super::super::open::unlocked(&make_empty(&path), &desk.key).unwrap();
    migrate_by(&mut old, &path, &[include_str!("../schema/1.sql")]).unwrap();
    let json = serde_json::to_string(&draft()).unwrap();
    let sql = "INSERT INTO drafts (form, edition, variant, standing, answered, required, changed_at, json, json_at, at, version) \
               VALUES ('design-center', '2023', 'in-house', 'incomplete', 1, 2, '2026-01-01T00:00:00Z', ?1, 0, 1, 1)";
    old.execute(sql, [json]).unwrap();
    let edit = serde_json::to_string(&set("organisation.name", SECRET)).unwrap();
    let inverse = serde_json::to_string(&Edit::Set {
        path: crate::answers::Path::field("organisation.name"),
        value: None,
    })
    .unwrap();
    old.execute("INSERT INTO revisions VALUES (1, 1, ?1, ?2, '2026-01-01T00:00:00Z')", [edit, inverse])
        .unwrap();
    old.close().unwrap();
    desk.library.replace_with(&path, &desk.key, &mut unheard).unwrap();
    let held = desk.library.hold(1).unwrap();
    assert_eq!(held.draft().answers["organisation.name"], Value::Text(SECRET.into()));
    assert_eq!(desk.library.find_ids("拾光").unwrap(), [1], "and can be searched");
}

/// SQLite opens an empty file as a new database.
fn make_empty(path: &std::path::Path) -> std::path::PathBuf {
    std::fs::write(path, []).unwrap();
    path.to_owned()
}

#[test]
fn so_many_backups_are_kept_and_no_more() {
    let desk = Desk::new();
    let backups = Backups::new(desk.folder.path().join("backups"));
    assert!(backups.is_due(at(1, 9).date()));
    backups.make(&desk.library, at(1, 8), BackupReason::BeforeRestore, &mut unheard).unwrap();
    for day in 1..=12 {
        assert!(backups.is_due(at(day, 9).date()));
        backups.make(&desk.library, at(day, 9), BackupReason::Daily, &mut unheard).unwrap();
        assert!(!backups.is_due(at(day, 23).date()));
    }
    let list = backups.list();
    assert_eq!(list.len(), 11, "ten daily ones, and the other is not counted among them");
    assert_eq!(list[0].name, "library-20260112-093000-daily.db");
    assert_eq!((list[0].made_at, list[10].made_at), (at(12, 9), at(1, 8)));
    assert!(backups.path("../library.db").is_none());
    assert!(Library::open(&backups.path(&list[10].name).unwrap(), &desk.key).is_ok());
}

#[test]
fn backups_follow_the_librarys_key() {
    let mut desk = Desk::new();
    let backups = Backups::new(desk.folder.path().join("backups"));
    backups.make(&desk.library, at(1, 9), BackupReason::Wanted, &mut unheard).unwrap();
    let (old, new) = (desk.key.clone(), Key::random());
    desk.library.rekey(&new, &mut unheard).unwrap();
    backups.rekey(&old, &new, &mut unheard);
    let path = backups.path(&backups.list()[0].name).unwrap();
    assert_eq!(Library::open(&path, &old).unwrap_err(), LibraryError::WrongKey);
    assert_eq!(Library::open(&path, &new).unwrap().hold(desk.held.id()).unwrap(), desk.held);
}

#[test]
fn a_damaged_library_is_not_backed_up_as_if_it_were_sound() {
    let mut desk = Desk::new();
    desk.edit(set("organisation.name", &SECRET.repeat(4000))).unwrap();
    let (path, key) = (desk.path(), desk.key.clone());
    let Desk { folder, library, .. } = desk;
    drop(library);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let library = Library::open(&path, &key).unwrap();
    let backup = folder.path().join("backup.db");
    assert_eq!(library.back_up(&backup, &mut unheard), Err(LibraryError::Damaged));
    assert!(!backup.exists());
    assert_eq!(library.examine(&mut unheard), Err(LibraryError::Damaged));
}

/// Twelve drafts with a history, a long text and a file each.
fn full_desk() -> Desk {
    let mut desk = Desk::new();
    for number in 1..=12 {
        if number > 1 {
            desk.held = desk.library.add(draft(), &summary(&draft()), now()).unwrap();
        }
        for turn in 0..8 {
            desk.edit(set("organisation.name", &format!("公司{number}-{turn}"))).unwrap();
            desk.edit(set("written.advantage", &format!("{turn}{}", SECRET.repeat(40)))).unwrap();
        }
        let sha256 = Some(desk.library.keep_file(&vec![number; 9000]).unwrap());
        let attachment = Attachment { field: "e.f".into(), path: format!("{number}.pdf"), sha256 };
        desk.edit(Edit::Attach { attachment, at: 0 }).unwrap();
    }
    desk
}

#[test]
fn what_is_rescued_is_right_and_what_is_not_is_said() {
    let desk = full_desk();
    let (path, key) = (desk.path(), desk.key.clone());
    let Desk { folder, mut library, .. } = desk;
    let originals: Vec<_> = (1..=12).map(|id| library.hold(id).unwrap()).collect();
    drop(library);
    let sound = std::fs::read(&path).unwrap();
    let pages = sound.len() / 4096;
    let mut partial = 0;
    for page in (0..pages).step_by(3) {
        let mut bytes = sound.clone();
        bytes[page * 4096 + 200] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let _ = std::fs::remove_file(folder.path().join("library.db-wal"));
        let target = folder.path().join(format!("rescued-{page}.db"));
        let report = match rescue(&path, &key, &target, beijing(), &mut unheard) {
            Err(error) => {
                assert_eq!((page, error), (0, LibraryError::WrongKey));
                continue;
            }
            Ok(report) => report,
        };
        let mut rescued = Library::open(&target, &key).unwrap();
        rescued.examine(&mut unheard).unwrap();
        for original in &originals {
            let name = original.draft().answers["organisation.name"].clone();
            let Value::Text(name) = name else { panic!("a text was saved") };
            let is_lost = |loss: &&Loss| match loss {
                Loss::Draft(id) => *id == original.id(),
                Loss::Changes { name: lost, .. } | Loss::History(lost) => {
                    name.split('-').next() == lost.split('-').next()
                }
                Loss::File { .. } | Loss::Record => false,
            };
            let loss = report.losses.iter().find(is_lost);
            match (rescued.hold(original.id()), loss) {
                (Ok(held), None) => {
                    assert_eq!(held.draft(), original.draft(), "page {page}");
                    assert!(held.can_undo(), "its history is there");
                }
                (Ok(held), Some(Loss::History(_))) => {
                    assert_eq!(held.draft(), original.draft(), "page {page}")
                }
                (Ok(_), Some(Loss::Changes { .. })) => partial += 1,
                (Err(LibraryError::NoSuchDraft), Some(Loss::Draft(_))) => {}
                (found, loss) => panic!("page {page}: {found:?}, but {loss:?}"),
            }
        }
        let lost = report.losses.iter().filter(|loss| matches!(loss, Loss::File { .. })).count();
        let damaged = usize::from(lost == 0);
        assert!(usize::try_from(report.files).unwrap() + lost + damaged >= 12, "page {page}: {report:?}");
    }
    println!("{pages} pages, {partial} drafts came back in an earlier state");
}

#[test]
fn a_sound_library_is_rescued_whole() {
    let desk = full_desk();
    let target = desk.folder.path().join("rescued.db");
    let report = rescue(&desk.path(), &desk.key, &target, beijing(), &mut unheard).unwrap();
    assert_eq!((report.drafts, report.files, report.losses), (12, 12, vec![]));
    let mut library = Library::open(&target, &desk.key).unwrap();
    let held = library.hold(desk.held.id()).unwrap();
    assert_eq!(held.draft(), desk.held.draft());
    assert_eq!(library.list().unwrap().len(), 12);
    let _: &Connection = &library.db;
}

/// Six files of a megabyte each, so that there is something to wait for.
fn large() -> Desk {
    let mut desk = Desk::new();
    for number in 0..6_u8 {
        desk.library.keep_file(&vec![number; 1 << 20]).unwrap();
    }
    desk
}

type Work<'a> = dyn Fn(crate::progress::Hear<'_>) -> Result<(), LibraryError> + 'a;

/// Broken off at its second step, then done; heard of in order. Gives what was heard.
fn followed(name: &str, work: &Work<'_>) -> Vec<Progress> {
    let broken = work(&mut |Progress { done, .. }| {
        if done == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(broken, Err(LibraryError::Cancelled), "{name}");
    let mut heard = Vec::new();
    work(&mut |progress| {
        heard.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(heard.len() > 1 && heard.is_sorted_by_key(|progress| progress.done), "{name}: {heard:?}");
    assert!(heard.iter().all(|progress| progress.done <= progress.total), "{name}: {heard:?}");
    heard
}

/// Pages, attachments and trees are a third of it each, and most of the trees' third is one table.
#[test]
fn examining_says_how_far_it_is_from_its_beginning_to_its_end() {
    let desk = large();
    let rows = "INSERT INTO revisions (draft, number, edit, inverse, made_at) WITH RECURSIVE n (i) AS \
        (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT ?1, i, '', '', '' FROM n";
    desk.library.db.execute(rows, [desk.held.id()]).unwrap();
    let heard = followed("examine", &|hear| desk.library.examine(hear));
    let last = heard.last().unwrap();
    assert_eq!(last.done, last.total);
    for third in 0..3 {
        let within = |progress: &&Progress| progress.done * 3 / last.total == third;
        assert!(heard.iter().filter(within).count() > 5, "{third}: {heard:?}");
    }
    for third in 0..3 {
        let (mut is_stopped, mut after) = (false, 0);
        let broken = desk.library.examine(&mut |Progress { done, total, .. }| {
            after += u32::from(is_stopped);
            is_stopped = done * 3 / total >= third;
            if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((broken, after), (Err(LibraryError::Cancelled), 0), "{third}");
    }
    // How many steps a table takes is computed: nothing of it is left for one leap at its end.
    let trees: Vec<u32> =
        heard.iter().map(|progress| progress.done).filter(|done| done * 3 >= last.total * 2).collect();
    let widest = trees.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap();
    assert!(widest < last.total / 60, "{widest} of {}", last.total);
}

/// Whoever breaks it off waits for nothing that is still being examined.
#[test]
fn examining_that_is_broken_off_ends_at_once() {
    let desk = Desk::new();
    let rows = "INSERT INTO revisions (draft, number, edit, inverse, made_at) WITH RECURSIVE n (i) AS \
        (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT ?1, i, '', '', '' FROM n";
    desk.library.db.execute(rows, [desk.held.id()]).unwrap();
    // From the first word on: opening the file and counting its rows comes before.
    let quickest = |answer: ControlFlow<()>| {
        let took = |_| {
            let mut start = None;
            let _ = desk.library.examine_trees(&mut |_| {
                start.get_or_insert_with(std::time::Instant::now);
                answer
            });
            start.unwrap().elapsed()
        };
        (0..3).map(took).min().unwrap()
    };
    let (whole, broken) = (quickest(ControlFlow::Continue(())), quickest(ControlFlow::Break(())));
    assert!(broken < whole / 2, "{broken:?} of {whole:?}");
}

/// Nothing but its digest says that a content was exchanged for another one.
#[test]
fn an_exchanged_content_is_found() {
    let desk = large();
    desk.library.examine(&mut unheard).unwrap();
    let sql = "UPDATE files SET bytes = zeroblob(9) WHERE rowid = 3";
    assert_eq!(desk.library.db.execute(sql, []).unwrap(), 1);
    assert_eq!(desk.library.examine(&mut unheard), Err(LibraryError::Damaged));
}

/// Every page is signed and every content has its digest: the trees alone do not fit together.
#[test]
fn what_does_not_fit_together_is_found() {
    const OPEN: &str = "PRAGMA writable_schema = ON";
    let a_missing_value = "UPDATE sqlite_schema SET sql = replace(sql, 'filing_date TEXT', 'filing_date TEXT NOT NULL') \
        WHERE name = 'drafts'";
    let lost_contents = "CREATE TABLE empty (sha256 TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT; \
        UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'empty') \
        WHERE name = 'files'";
    for sql in [a_missing_value, lost_contents] {
        let desk = large();
        desk.library.db.execute_batch(&format!("{OPEN}; {sql}")).unwrap();
        let (path, key) = (desk.path(), desk.key.clone());
        let Desk { folder: _folder, library, .. } = desk;
        drop(library);
        let library = Library::open(&path, &key).unwrap();
        assert_eq!(library.examine_pages(&mut unheard), Ok(()), "{sql}");
        assert_eq!(library.examine(&mut unheard), Err(LibraryError::Damaged), "{sql}");
    }
}

#[test]
fn a_backup_and_a_rescue_say_how_far_they_are_and_can_be_broken_off() {
    let desk = large();
    let path = |name: &str| desk.folder.path().join(name);
    followed("backup", &|hear| desk.library.back_up(&path("backup.db"), hear));
    followed("rescue", &|hear| {
        let _ = std::fs::remove_file(path("rescued.db"));
        rescue(&desk.path(), &desk.key, &path("rescued.db"), beijing(), hear).map(drop)
    });
    for name in ["backup.db", "rescued.db"] {
        assert!(Library::open(&path(name), &desk.key).is_ok());
    }
}

/// At each step at which it can be: nothing is changed, and everything goes on.
#[test]
fn what_is_broken_off_changes_nothing() {
    let mut desk = large();
    let (backup, new) = (desk.folder.path().join("backup.db"), Key::random());
    desk.library.back_up(&backup, &mut unheard).unwrap();
    desk.edit(set("organisation.name", SECRET)).unwrap();
    let files = || std::fs::read_dir(desk.folder.path()).unwrap().count();
    let before = files();
    type Change<'a> = dyn Fn(&mut Library, crate::progress::Hear<'_>) -> Result<(), LibraryError> + 'a;
    let works: [&Change<'_>; 2] =
        [&|library, hear| library.replace_with(&backup, &desk.key, hear), &|library, hear| {
            library.rekey(&new, hear)
        }];
    for (at, work) in works.iter().enumerate() {
        let held = desk.library.hold(desk.held.id()).unwrap();
        let mut steps = 0;
        for stop in 0.. {
            let mut left = stop;
            let done = work(&mut desk.library, &mut |_| {
                left -= 1;
                if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if done.is_ok() {
                break;
            }
            steps += 1;
            assert_eq!(done, Err(LibraryError::Cancelled), "{at} at {stop}");
            assert_eq!(desk.library.hold(held.id()).unwrap(), held, "{at} at {stop}");
            assert_eq!(files(), before, "{at} at {stop}: nothing is left over");
        }
        assert!(steps > 3, "{steps}");
        let now = desk.library.hold(held.id()).unwrap();
        assert_eq!(
            now.draft() == held.draft(),
            at == 1,
            "the backup is in its place; another key changes nothing"
        );
    }
    assert_eq!(*desk.library.key(), new);
}

/// As SQLCipher says it, on every page and for every part of one.
#[test]
fn each_page_is_held_against_its_signature() {
    let desk = full_desk();
    let (path, key) = (desk.path(), desk.key.clone());
    let Desk { folder: _folder, library, .. } = desk;
    drop(library);
    let sound = std::fs::read(&path).unwrap();
    let faults = |library: &Library| -> usize {
        let mut query = library.db.prepare("PRAGMA cipher_integrity_check").unwrap();
        query.query_map([], |_| Ok(())).unwrap().count()
    };
    let library = Library::open(&path, &key).unwrap();
    assert_eq!((library.examine_pages(&mut unheard), faults(&library)), (Ok(()), 0));
    drop(library);
    for page in 1..sound.len() / 4096 {
        let mut bytes = sound.clone();
        bytes[page * 4096 + page * 997 % 4096] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let Ok(library) = Library::open(&path, &key) else { continue };
        assert_eq!(faults(&library), 1, "page {page}");
        assert_eq!(library.examine_pages(&mut unheard), Err(LibraryError::Damaged), "page {page}");
    }
}
