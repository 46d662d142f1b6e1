//! The years' notices.

use super::Desk;
use crate::library::schema::{STEPS, migrate_by};
use crate::library::{Key, Library};
use crate::notice::YearNotice;
use crate::progress::unheard;

/// Takes back what later steps made.
const LATER: &str = "DROP TABLE ticks; ALTER TABLE drafts DROP COLUMN deadline; \
    ALTER TABLE drafts DROP COLUMN dated_by; ALTER TABLE revisions DROP COLUMN back_to;";

fn notice(form: &str, year: i32, title: &str) -> YearNotice {
    YearNotice { form: form.into(), year, title: title.into(), copies: Some(3), ..YearNotice::default() }
}

#[test]
fn there_is_one_notice_for_each_form_and_year() {
    let Desk { folder: _folder, mut library, .. } = Desk::new();
    for (form, year, title) in
        [("a", 2025, "旧"), ("b", 2026, "乙"), ("a", 2026, "甲"), ("a", 2026, "甲，改")]
    {
        library.keep_notice(&notice(form, year, title)).unwrap();
    }
    let titles = |library: &Library| -> Vec<String> {
        library.notices().unwrap().into_iter().map(|notice| notice.title).collect()
    };
    assert_eq!(titles(&library), ["甲，改", "旧", "乙"]);
    library.drop_notice("a", 2026).unwrap();
    library.drop_notice("a", 2024).unwrap();
    assert_eq!(titles(&library), ["旧", "乙"]);
}

#[test]
fn a_library_without_notices_gets_room_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("library.db"), Key::random());
    let step = STEPS.iter().position(|step| step.contains("CREATE TABLE notices")).unwrap();
    drop(Library::create(&path, &key).unwrap());
    // As the version before wrote it.
    let mut old = Library::open(&path, &key).unwrap().db;
    old.execute_batch(&format!("DROP TABLE notices; {LATER} PRAGMA user_version = {step}")).unwrap();
    migrate_by(&mut old, &path, STEPS).unwrap();
    drop(old);
    let mut library = Library::open(&path, &key).unwrap();
    assert_eq!(library.notices().unwrap(), []);
    let kept = notice("a", 2026, "通知");
    library.keep_notice(&kept).unwrap();
    assert_eq!(Library::open(&path, &key).unwrap().notices().unwrap(), [kept]);
}

#[test]
fn notices_are_rescued() {
    let Desk { folder, mut library, .. } = Desk::new();
    library.keep_notice(&notice("a", 2026, "通知")).unwrap();
    let (path, key) = (library.path.clone(), library.key.clone());
    drop(library);
    let new = folder.path().join("new.db");
    crate::library::rescue(&path, &key, &new, chrono::FixedOffset::east_opt(0).unwrap(), &mut unheard)
        .unwrap();
    assert_eq!(Library::open(&new, &key).unwrap().notices().unwrap(), [notice("a", 2026, "通知")]);
}
