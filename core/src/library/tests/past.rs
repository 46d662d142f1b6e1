//! A draft's past: what was changed, two states side by side, the way back.

use super::{Desk, draft, now, set, summary};
use crate::answers::{Attachment, Change, Edit, Path as Place, Value};
use crate::library::schema::STEPS;
use crate::library::{BackTo, Library, LibraryError, rescue};
use crate::progress::unheard;

fn go_back(desk: &mut Desk, revision: i64) -> Result<(), LibraryError> {
    desk.library.go_back(&mut desk.held, revision, now(), &mut |draft| summary(draft))
}

fn row(name: &str) -> Value {
    Value::Row([("name".to_owned(), Value::Text(name.into()))].into())
}

/// Eight revisions of every kind.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.edit(set("a.b", "一")).unwrap();
    desk.edit(Edit::InsertRow { table: "t.t".into(), at: 0, row: row("甲") }).unwrap();
    desk.edit(Edit::InsertRow { table: "t.t".into(), at: 1, row: row("乙") }).unwrap();
    let attachment = Attachment { field: "e.f".into(), path: "一.pdf".into(), sha256: None };
    desk.edit(Edit::Attach { attachment, at: 0 }).unwrap();
    desk.edit(Edit::Variant { variant: "studio".into() }).unwrap();
    desk.edit(Edit::FilingDate { date: chrono::NaiveDate::from_ymd_opt(2026, 3, 1) }).unwrap();
    desk.edit(Edit::Set { path: Place::cell("t.t", 1, "name"), value: Some(Value::Text("丙".into())) })
        .unwrap();
    desk.edit(set("a.b", "二")).unwrap();
    desk
}

#[test]
fn revisions_are_listed_the_newest_first() {
    let mut desk = desk();
    desk.undo().unwrap();
    let revisions = desk.library.revisions(&desk.held, None, 3).unwrap();
    let seen: Vec<(i64, bool)> =
        revisions.iter().map(|revision| (revision.number, revision.undone)).collect();
    assert_eq!(seen, [(8, true), (7, false), (6, false)]);
    assert_eq!(revisions[0].edit, set("a.b", "二"));
    let older = desk.library.revisions(&desk.held, Some(6), 100).unwrap();
    assert_eq!(older.iter().map(|revision| revision.number).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
}

#[test]
fn any_two_states_are_compared() {
    let mut desk = desk();
    assert_eq!(desk.library.compare(&desk.held, 3, 3), Ok(vec![]));
    insta::assert_json_snapshot!(desk.library.compare(&desk.held, 3, 8).unwrap());
    let backwards = desk.library.compare(&desk.held, 8, 7).unwrap();
    let text = |text: &str| Some(Value::Text(text.into()));
    assert_eq!(backwards, [Change::Answer { field: "a.b".into(), before: text("二"), after: text("一") }]);
    for wrong in [(0, 9), (-1, 0)] {
        assert_eq!(desk.library.compare(&desk.held, wrong.0, wrong.1), Err(LibraryError::NoSuchRevision));
    }
}

#[test]
fn going_back_loses_nothing() {
    for revision in 0..8 {
        let mut desk = desk();
        let latest = desk.held.draft().clone();
        let target = desk.library.state_at(&desk.held, revision).unwrap();
        go_back(&mut desk, revision).unwrap();
        assert_eq!(*desk.held.draft(), target, "revision {revision}");
        desk.check();
        assert_eq!(desk.library.state_at(&desk.held, 8).unwrap(), latest);
        desk.undo().unwrap();
        assert_eq!(*desk.held.draft(), latest);
        desk.check();
    }
    let mut desk = desk();
    assert_eq!(go_back(&mut desk, 8), Err(LibraryError::NothingToUndo));
    assert_eq!(*desk.library.state_at(&desk.held, 0).as_ref().unwrap(), draft());
}

/// The library as another one has it, its damage aside.
fn rescued(desk: &Desk) -> Library {
    let path = desk.folder.path().join("rescued.db");
    let beijing = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    rescue(&desk.path(), &desk.key, &path, beijing, &mut unheard).unwrap();
    Library::open(&path, &desk.key).unwrap()
}

fn back_to(library: &Library, desk: &Desk) -> Vec<(i64, Option<BackTo>)> {
    let revisions = library.revisions(&desk.held, None, 3).unwrap();
    revisions.iter().map(|revision| (revision.number, revision.back_to)).collect()
}

/// A revision that is gone with another way into the future is still named by its time.
#[test]
fn a_revision_that_went_back_says_where_to() {
    let mut desk = Desk::new();
    let at = |minutes: i64| now() + chrono::TimeDelta::minutes(minutes);
    for (minutes, text) in ["一", "二", "三"].into_iter().enumerate() {
        let when = at(minutes as i64);
        desk.library.edit(&mut desk.held, set("a.b", text), when, &mut |draft| summary(draft)).unwrap();
    }
    go_back(&mut desk, 2).unwrap();
    go_back(&mut desk, 0).unwrap();
    let said = vec![(5, Some(BackTo::Beginning)), (4, Some(BackTo::Made(at(1)))), (3, None)];
    assert_eq!(back_to(&desk.library, &desk), said);
    assert_eq!(back_to(&rescued(&desk), &desk), said);
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert_eq!(back_to(&desk.library, &desk), said, "what was taken back says so too");
    go_back(&mut desk, 4).unwrap();
    assert_eq!(back_to(&desk.library, &desk)[0], (4, Some(BackTo::Made(now()))));
}

#[test]
fn an_older_history_says_nothing_of_going_back() {
    let desk = desk();
    let step = STEPS.iter().position(|step| step.contains("back_to")).unwrap();
    let before = format!("ALTER TABLE revisions DROP COLUMN back_to; PRAGMA user_version = {step}");
    desk.library.db.execute_batch(&before).unwrap();
    assert_eq!(back_to(&rescued(&desk), &desk)[0], (8, None));
    assert_eq!(back_to(&Library::open(&desk.path(), &desk.key).unwrap(), &desk)[0], (8, None));
}

#[test]
fn what_is_found_follows_every_way_through_the_past() {
    let mut desk = desk();
    let found = |desk: &Desk, words: &str| !desk.library.find_ids(words).unwrap().is_empty();
    assert!(found(&desk, "丙") && !found(&desk, "乙") && found(&desk, "二"));
    go_back(&mut desk, 3).unwrap();
    assert!(found(&desk, "乙") && !found(&desk, "丙") && found(&desk, "甲"));
    desk.undo().unwrap();
    assert!(found(&desk, "丙") && !found(&desk, "乙"));
    let again = desk.library.again().unwrap();
    assert!(!again.find_ids("丙 二 甲 pdf").unwrap().is_empty());
}

#[test]
fn an_older_index_is_made_anew() {
    let mut desk = desk();
    desk.edit(set("organisation.kind", "private")).unwrap();
    let spoil = "DELETE FROM texts; INSERT INTO texts (rowid, words) SELECT id, 'stale' FROM passages; \
        ALTER TABLE revisions DROP COLUMN back_to; PRAGMA user_version = 7";
    desk.library.db.execute_batch(spoil).unwrap();
    desk.library = Library::open(&desk.path(), &desk.key).unwrap();
    desk.held = desk.library.hold(desk.held.id()).unwrap();
    let found = |desk: &Desk, words: &str| desk.library.find_ids(words).unwrap().len();
    assert_eq!((found(&desk, "stale"), found(&desk, "private")), (0, 1));
    desk.edit(set("organisation.kind", "other")).unwrap();
    assert_eq!((found(&desk, "private"), found(&desk, "other")), (0, 1));
}
