//! What is left of the library when the program is killed, the power is cut, the disk is full, or two programs write.

use super::disk::{self, Event, Keeps};
use super::{Desk, SECRET, draft, now, set, summary};
use crate::answers::{Edit, Value};
use crate::library::schema::{STEPS, migrate_by};
use crate::library::{Held, Key, Library, LibraryError};
use crate::progress::unheard;
use rand::Rng as _;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How often something is broken off: a few times by default, as often as `SHENBAO_KILLS` says for the full test.
fn times(few: u32) -> u32 {
    std::env::var("SHENBAO_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// Starts one of the ignored tests below as a program of its own.
fn start(test: &str, path: &Path, keys: &[&Key]) -> Child {
    let keys: Vec<String> = keys.iter().map(|key| key.to_hex()).collect();
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("library::tests::crash::{test}"), "--ignored", "--nocapture"])
        .env("SHENBAO_TESTED_LIBRARY", path)
        .env("SHENBAO_TESTED_KEYS", keys.join(" "))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What such a program was started with; `None`: the tests are being run by hand.
fn started_with() -> Option<(PathBuf, Vec<Key>)> {
    let path = PathBuf::from(std::env::var_os("SHENBAO_TESTED_LIBRARY")?);
    let keys = std::env::var("SHENBAO_TESTED_KEYS").unwrap();
    Some((path, keys.split(' ').map(|key| Key::from_hex(key).unwrap()).collect()))
}

/// Waits until the program says this, then so long, then kills it; gives everything that it said.
fn kill_after(mut child: Child, said: &str, wait: Duration) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    lines.find(|line| line.contains(said)).unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.collect()
}

fn chance(most: u64) -> Duration {
    Duration::from_micros(rand::rng().random_range(0..most * 1000))
}

/// Closes the desk; its folder stays.
fn closed(desk: Desk) -> (tempfile::TempDir, PathBuf, Key, Held) {
    let path = desk.path();
    let Desk { folder, key, library, held } = desk;
    drop(library);
    (folder, path, key, held)
}

fn name(held: &Held) -> i32 {
    match held.draft().answers.get("organisation.name") {
        Some(Value::Text(name)) => name.parse().unwrap(),
        None => 0,
        other => panic!("{other:?}"),
    }
}

fn save(library: &mut Library, held: &mut Held, number: i32) -> Result<(), LibraryError> {
    library.edit(held, set("organisation.name", &number.to_string()), now(), &mut |draft| summary(draft))
}

/// Opens the library and finds a whole save: the draft, its line, its revisions and its words say the same.
fn whole(path: &Path, key: &Key, why: &str) -> i32 {
    let mut library = Library::open(path, key).unwrap_or_else(|error| panic!("{why}: {error:?}"));
    library.examine(&mut unheard).unwrap_or_else(|error| panic!("{why}: {error:?}"));
    let mut held = library.hold(1).unwrap_or_else(|error| panic!("{why}: {error:?}"));
    let number = name(&held);
    let line = &library.list().unwrap()[0];
    let shown = line.summary.applicant.as_deref().map_or(0, |name| name.parse().unwrap());
    assert_eq!(shown, number, "{why}: the list shows another save");
    if number > 0 {
        library.undo(&mut held, now(), &mut |draft| summary(draft)).unwrap();
        assert_eq!(name(&held), number - 1, "{why}: the revision before");
        library.redo(&mut held, now(), &mut |draft| summary(draft)).unwrap();
    }
    number
}

/// Not a test of its own: [`acknowledged_saves_survive_a_kill`] starts it and kills it.
#[test]
#[ignore = "is started and killed by another test"]
fn saves_until_it_is_killed() {
    let Some((path, keys)) = started_with() else { return };
    let mut library = Library::open(&path, &keys[0]).unwrap();
    let mut held = library.hold(1).unwrap();
    println!("begins");
    for number in name(&held) + 1.. {
        save(&mut library, &mut held, number).unwrap();
        println!("saved {number}");
    }
}

#[test]
fn acknowledged_saves_survive_a_kill() {
    let (_folder, path, key, _) = closed(Desk::new());
    let mut found = 0;
    for kill in 0..times(25) {
        let child = start("saves_until_it_is_killed", &path, &[&key]);
        let said = kill_after(child, "begins", chance(40));
        let saved = said.iter().filter_map(|line| line.split("saved ").nth(1)?.parse().ok()).next_back();
        let acknowledged = saved.unwrap_or(found);
        found = whole(&path, &key, &format!("kill {kill}"));
        assert!(found == acknowledged || found == acknowledged + 1, "{found} after {acknowledged}");
    }
    assert!(found > 0, "nothing was ever saved");
    println!("{found} saves");
}

/// Not a test of its own: [`a_killed_change_of_the_key_leaves_one_that_opens`] starts it and kills it.
#[test]
#[ignore = "is started and killed by another test"]
fn changes_keys_until_it_is_killed() {
    let Some((path, keys)) = started_with() else { return };
    let mut library = Library::open(&path, &keys[0]).unwrap();
    println!("begins");
    for turn in 1.. {
        library.rekey(&keys[turn % 2], &mut unheard).unwrap();
    }
}

#[test]
fn a_killed_change_of_the_key_leaves_one_that_opens() {
    let mut desk = Desk::new();
    desk.edit(set("organisation.name", &SECRET.repeat(40_000))).unwrap();
    let (_folder, path, key, held) = closed(desk);
    let mut keys = [key, Key::random()];
    let mut opened = [0, 0];
    for kill in 0..times(20) {
        let child = start("changes_keys_until_it_is_killed", &path, &[&keys[0], &keys[1]]);
        kill_after(child, "begins", chance(400));
        let opens = |key: &Key| Library::open(&path, key).is_ok();
        let at = keys.iter().position(opens).unwrap_or_else(|| panic!("kill {kill}: neither key opens"));
        assert_eq!(Library::open(&path, &keys[at]).unwrap().hold(held.id()).unwrap(), held);
        opened[at] += 1;
        keys.rotate_left(at);
    }
    println!("opened with the old key {} times, with the new one {} times", opened[0], opened[1]);
}

/// Saves on a disk that keeps a record; the record.
fn recorded_saves(saves: i32) -> (Vec<Event>, Key) {
    let (folder, path, key, _) = closed(Desk::new());
    let watch = disk::watch(folder.path());
    let mut library = Library::open(&path, &key).unwrap();
    let mut held = library.hold(1).unwrap();
    for number in 1..=saves {
        save(&mut library, &mut held, number).unwrap();
        watch.acknowledge(number);
    }
    (watch.events(), key)
}

/// The disk as it is after a power cut; gives what was acknowledged before it.
fn cut(events: &[Event], at: usize, keeps: Keeps) -> (tempfile::TempDir, i32) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in disk::after_power_cut(&events[..at], keeps) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let acknowledged = events[..at].iter().rev().find_map(|event| match event {
        Event::Acknowledged(number) => Some(*number),
        _ => None,
    });
    (folder, acknowledged.unwrap_or(0))
}

#[test]
fn acknowledged_saves_survive_the_loss_of_everything_unsynced() {
    let (events, key) = recorded_saves(300);
    let checkpoints =
        events.iter().filter(|event| matches!(event, Event::Write(name, ..) if name == "library.db"));
    assert!(checkpoints.count() > 1, "the log was never carried over into the file");
    let first = 1 + events.iter().position(|event| matches!(event, Event::Sync(_))).unwrap();
    for turn in 0..u64::from(times(60)) {
        let at = rand::rng().random_range(first..=events.len());
        for keeps in [Keeps::Nothing, Keeps::All, Keeps::Some(turn)] {
            let (folder, acknowledged) = cut(&events, at, keeps);
            let found = whole(&folder.path().join("library.db"), &key, &format!("cut at {at}, {keeps:?}"));
            assert!(
                found == acknowledged || found == acknowledged + 1,
                "{found} after {acknowledged}, cut at {at}, {keeps:?}"
            );
        }
    }
}

/// The power is cut while the log is carried over and the file grows.
#[test]
fn a_page_half_written_at_the_end_of_the_file_is_no_damage() {
    let (events, key) = recorded_saves(300);
    let mut end = 0;
    let grows = events.iter().position(|event| match event {
        Event::Write(name, place, bytes) if name == "library.db" => {
            let grows = end > 0 && *place >= end;
            end = end.max(place + bytes.len());
            grows
        }
        _ => false,
    });
    let grows = grows.expect("the file never grew");
    let Event::Write(_, place, bytes) = &events[grows] else { unreachable!("found above") };
    let (folder, acknowledged) = cut(&events, grows, Keeps::All);
    let path = folder.path().join("library.db");
    let mut file = std::fs::read(&path).unwrap();
    file.resize(*place, 0);
    file.extend_from_slice(&bytes[..disk::SECTOR]);
    std::fs::write(&path, file).unwrap();
    let found = whole(&path, &key, "half a page");
    assert!(found == acknowledged || found == acknowledged + 1, "{found} after {acknowledged}");
}

/// The test of what is not synced can fail: without syncs it does.
#[test]
fn a_disk_that_does_not_sync_loses_saves() {
    let (events, key) = recorded_saves(20);
    let first = 1 + events.iter().position(|event| matches!(event, Event::Sync(_))).unwrap();
    let mut without = events.clone();
    let mut at = 0;
    without.retain(|event| {
        at += 1;
        at <= first || !matches!(event, Event::Sync(_))
    });
    let (folder, acknowledged) = cut(&without, without.len(), Keeps::Nothing);
    assert_eq!((whole(&folder.path().join("library.db"), &key, "no syncs"), acknowledged), (0, 20));
}

/// A file system of two megabytes; taken down when it is dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`: this user may not make one.
    fn new() -> Option<SmallDisk> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m", "shenbao-test"]).arg(folder.path());
        let is_made = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        is_made.then_some(SmallDisk(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_refuses_a_save_and_loses_none() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("SKIPPED: a small file system can be mounted by root on Linux only");
        return;
    };
    let (path, filler) = (disk.0.path().join("library.db"), disk.0.path().join("filler"));
    let key = Key::random();
    let mut library = Library::create(&path, &key).unwrap();
    let mut held = library.add(draft(), &summary(&draft()), now()).unwrap();
    std::fs::write(&filler, vec![0; 1_000_000]).unwrap();
    let text = SECRET.repeat(300);
    let mut saves = 0;
    let refused = loop {
        let edit = set("a.b", &format!("{saves}{text}"));
        match library.edit(&mut held, edit, now(), &mut |draft| summary(draft)) {
            Ok(()) => saves += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(refused, LibraryError::DiskFull);
    assert!(saves > 5, "{saves} saves fit");
    assert_eq!(library.hold(held.id()).unwrap(), held);
    let backup = library.back_up(&disk.0.path().join("backup.db"), &mut unheard);
    assert_eq!(backup, Err(LibraryError::DiskFull));
    drop(library);
    std::fs::remove_file(filler).unwrap();
    let mut library = Library::open(&path, &key).unwrap();
    library.examine(&mut unheard).unwrap();
    let mut again = library.hold(held.id()).unwrap();
    assert_eq!(again, held);
    library.edit(&mut again, set("a.b", "goes on"), now(), &mut |draft| summary(draft)).unwrap();
}

#[test]
fn a_migration_that_fails_leaves_the_library_whole() {
    let mut desk = Desk::new();
    desk.edit(set("a.b", "old")).unwrap();
    let path = desk.path();
    for broken in [
        "ALTER TABLE nothing RENAME TO drafts",
        "DELETE FROM drafts; SELECT * FROM",
        "INSERT INTO drafts (id) VALUES (1)",
    ] {
        let good = "ALTER TABLE drafts ADD COLUMN note TEXT; DELETE FROM revisions";
        let all = [STEPS, &[good, broken]].concat();
        assert!(migrate_by(&mut desk.library.db, &path, &all).is_err());
        desk.check();
    }
    // The copy that was made before is a library of its own.
    let copies: Vec<PathBuf> =
        std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let copy = copies.iter().find(|path| path.to_string_lossy().contains(".v")).unwrap();
    assert_eq!(Library::open(copy, &desk.key).unwrap().hold(desk.held.id()).unwrap(), desk.held);
}

/// Not a test of its own: [`a_killed_migration_leaves_the_library_whole`] starts it and kills it.
#[test]
#[ignore = "is started and killed by another test"]
fn migrates_until_it_is_killed() {
    let Some((path, keys)) = started_with() else { return };
    let mut library = Library::open(&path, &keys[0]).unwrap();
    let endless =
        "ALTER TABLE drafts ADD COLUMN note TEXT; DELETE FROM revisions; CREATE TABLE endless (n INTEGER);
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
         INSERT INTO endless SELECT n FROM numbers";
    println!("begins");
    migrate_by(&mut library.db, &path, &[STEPS, &[endless]].concat()).unwrap();
}

#[test]
fn a_killed_migration_leaves_the_library_whole() {
    let mut desk = Desk::new();
    desk.edit(set("a.b", "old")).unwrap();
    let (_folder, path, key, held) = closed(desk);
    for _ in 0..5 {
        let child = start("migrates_until_it_is_killed", &path, &[&key]);
        kill_after(child, "begins", chance(250));
        assert_eq!(Library::open(&path, &key).unwrap().hold(held.id()).unwrap(), held);
    }
}

const SAVES_EACH: usize = 150;

/// Not a test of its own: [`two_programs_overwrite_nothing`] starts it twice.
#[test]
#[ignore = "is started by another test"]
fn adds_rows_beside_another_program() {
    let Some((path, keys)) = started_with() else { return };
    let mut library = Library::open(&path, &keys[0]).unwrap();
    let mut held = library.hold(1).unwrap();
    let mut refused = 0;
    for n in 0..SAVES_EACH {
        loop {
            let row = Value::Row(BTreeMap::from([("n".to_owned(), Value::Text(n.to_string()))]));
            let edit = Edit::InsertRow { table: "t.t".into(), at: 0, row };
            match library.edit(&mut held, edit, now(), &mut |draft| summary(draft)) {
                Ok(()) => break,
                Err(LibraryError::ChangedElsewhere) => held = library.hold(1).unwrap(),
                Err(error) => panic!("{error:?}"),
            }
            refused += 1;
        }
    }
    println!("refused {refused}");
}

#[test]
fn two_programs_overwrite_nothing() {
    let (_folder, path, key, _) = closed(Desk::new());
    let children = [(); 2].map(|()| start("adds_rows_beside_another_program", &path, &[&key]));
    let mut refused = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
        refused +=
            said.split("refused ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok()).unwrap_or(0);
    }
    let held = Library::open(&path, &key).unwrap().hold(1).unwrap();
    let Value::List(rows) = &held.draft().answers["t.t"] else { panic!("a table was saved") };
    assert_eq!(rows.len(), 2 * SAVES_EACH);
    println!("{refused} saves were refused because the other program had changed the draft, and made again");
}
