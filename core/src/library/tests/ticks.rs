//! What was copied to the authority's platform.

use super::Desk;
use crate::library::schema::{STEPS, migrate_by};
use crate::library::{Key, Library, LibraryError, Tick};
use crate::progress::unheard;

fn tick(library: &mut Library, id: i64, place: &str, text: Option<&str>) -> Result<(), LibraryError> {
    library.tick(id, &[(place.to_owned(), text.map(Tick::of))])
}

#[test]
fn ticks_are_kept_with_their_draft() {
    let Desk { folder: _folder, key, mut library, held } = Desk::new();
    let path = library.path.clone();
    tick(&mut library, held.id(), "a.b", Some("一")).unwrap();
    tick(&mut library, held.id(), "a.c", Some("二")).unwrap();
    tick(&mut library, held.id(), "a.b", Some("三")).unwrap();
    tick(&mut library, held.id(), "a.c", None).unwrap();
    drop(library);
    let mut library = Library::open(&path, &key).unwrap();
    assert_eq!(library.ticks(held.id()).unwrap(), [("a.b".to_owned(), Tick::of("三"))].into());
    assert_ne!(Tick::of("三"), Tick::of("一"));
    assert_eq!(library.ticks(99).unwrap(), [].into());
    assert_eq!(tick(&mut library, 99, "a.b", Some("一")), Err(LibraryError::NoSuchDraft));
    library.delete(held.id()).unwrap();
    assert_eq!(tick(&mut library, held.id(), "a.b", None), Err(LibraryError::NoSuchDraft));
    library.restore(held.id()).unwrap();
    assert_eq!(library.ticks(held.id()).unwrap().len(), 1);
}

#[test]
fn a_library_without_ticks_gets_room_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("library.db"), Key::random());
    let step = STEPS.iter().position(|step| step.contains("CREATE TABLE ticks")).unwrap();
    drop(Library::create(&path, &key).unwrap());
    let mut old = Library::open(&path, &key).unwrap().db;
    let back = "DROP TABLE ticks; ALTER TABLE drafts DROP COLUMN deadline; ALTER TABLE drafts DROP COLUMN dated_by; ALTER TABLE revisions DROP COLUMN back_to; PRAGMA user_version = ";
    old.execute_batch(&format!("{back}{step}")).unwrap();
    migrate_by(&mut old, &path, STEPS).unwrap();
    drop(old);
    assert_eq!(Library::open(&path, &key).unwrap().ticks(1).unwrap(), [].into());
}

#[test]
fn ticks_are_rescued() {
    let Desk { folder, key, mut library, held } = Desk::new();
    tick(&mut library, held.id(), "a.b", Some("一")).unwrap();
    let path = library.path.clone();
    drop(library);
    let new = folder.path().join("new.db");
    crate::library::rescue(&path, &key, &new, chrono::FixedOffset::east_opt(0).unwrap(), &mut unheard)
        .unwrap();
    assert_eq!(Library::open(&new, &key).unwrap().ticks(held.id()).unwrap().len(), 1);
}
