//! The commands without a window: a library of its own, a keychain that can refuse, the shipped packs.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Edit, Origin, Path as Place, Trace, Value};
use shenbao_core::bundle::verify;
use shenbao_core::check::Standing;
use shenbao_core::evidence::RefusalReason;
use shenbao_desktop::contract::{DraftState, LibraryState, OpenDraft};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use shenbao_desktop::press::Press;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// An open desk with an empty library.
fn desk() -> (TempDir, Desk) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    assert!(matches!(desk.start().unwrap().library, LibraryState::Open { .. }));
    (folder, desk)
}

fn example(desk: &Desk, variant: &str) -> OpenDraft {
    let examples = desk.start().unwrap().examples;
    let named = examples.iter().find(|example| example.id.contains(variant)).unwrap();
    desk.create_from_example(&named.id).unwrap()
}

fn set(field: &str, value: Value) -> Edit {
    Edit::Set { path: Place::field(field), value: Some(value) }
}

fn team(state: &DraftState) -> Standing {
    state.report.findings.iter().find(|finding| finding.clause == "DC-I-team").unwrap().standing
}

fn failed(desk: &Desk) -> FailureCode {
    match desk.start().unwrap().library {
        LibraryState::Failed(failure) => failure.code,
        LibraryState::Open { .. } => panic!("the library is open"),
        LibraryState::NeedsPassphrase { .. } => panic!("a passphrase is asked for"),
    }
}

#[test]
fn the_same_keychain_opens_the_same_library_again() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    let first = begin(folder.path(), &keychain);
    first.start().unwrap();
    example(&first, "in-house");
    drop(first);
    assert_eq!(begin(folder.path(), &keychain).start().unwrap().drafts.total, 1);
}

#[test]
fn a_library_is_never_replaced_by_a_new_one() {
    for (loses, code) in [
        ("entry", FailureCode::WrongKey),
        ("another's entry", FailureCode::WrongKey),
        ("keychain", FailureCode::KeychainRefused),
    ] {
        let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
        begin(folder.path(), &keychain).start().unwrap();
        let before = fs::read(folder.path().join("library.db")).unwrap();
        match loses {
            "entry" => keychain.lose(),
            "keychain" => keychain.refuse(true),
            _ => keychain.mix_up(),
        }
        assert_eq!(failed(&begin(folder.path(), &keychain)), code, "{loses}");
        assert_eq!(fs::read(folder.path().join("library.db")).unwrap(), before, "{loses}");
    }
}

#[test]
fn a_missing_library_is_said_to_be_missing() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    begin(folder.path(), &keychain).start().unwrap();
    fs::remove_file(folder.path().join("library.db")).unwrap();
    assert_eq!(failed(&begin(folder.path(), &keychain)), FailureCode::LibraryMissing);
    assert!(!folder.path().join("library.db").exists());
}

#[test]
fn without_a_keychain_a_passphrase_protects_the_key() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    keychain.refuse(true);
    let first = begin(folder.path(), &keychain);
    assert!(matches!(first.start().unwrap().library, LibraryState::NeedsPassphrase { new: true }));
    assert_eq!(first.unlock("短").unwrap_err().code, FailureCode::WeakPassphrase);
    first.unlock("一个足够长的密码").unwrap();
    drop(first);
    let again = begin(folder.path(), &keychain);
    assert!(matches!(again.start().unwrap().library, LibraryState::NeedsPassphrase { new: false }));
    assert_eq!(again.unlock("另一个足够长的密码").unwrap_err().code, FailureCode::WrongPassphrase);
    assert!(matches!(again.unlock("一个足够长的密码").unwrap().library, LibraryState::Open { .. }));
}

#[test]
fn a_keychain_that_refused_once_is_asked_again() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    keychain.refuse(true);
    begin(folder.path(), &keychain).start().unwrap();
    keychain.refuse(false);
    assert!(matches!(begin(folder.path(), &keychain).start().unwrap().library, LibraryState::Open { .. }));
}

#[test]
fn an_edit_is_checked_undone_and_redone() {
    let (_folder, desk) = desk();
    let OpenDraft { id, state, .. } = example(&desk, "in-house");
    assert_eq!(team(&state), Standing::Met);
    assert_eq!(team(&desk.edit(&id, set("team.headcount", Value::Integer(29))).unwrap()), Standing::NotMet);
    assert_eq!(team(&desk.undo(&id).unwrap().state), Standing::Met);
    assert_eq!(team(&desk.redo(&id).unwrap().state), Standing::NotMet);
    let elsewhere = Edit::Set { path: Place::cell("team.roster", 9999, "name"), value: None };
    assert_eq!(desk.edit(&id, elsewhere).unwrap_err().code, FailureCode::BadEdit);
    assert_eq!(
        desk.edit("no number", set("a", Value::YesNo(true))).unwrap_err().code,
        FailureCode::NoSuchDraft
    );
}

/// What is typed is told from what is done at once: the window shows the pauses of the former as one change.
#[test]
fn going_back_is_one_more_revision_and_none_where_nothing_differs() {
    let (_folder, desk) = desk();
    let opened = example(&desk, "in-house");
    desk.edit(&opened.id, set("team.headcount", Value::Integer(40))).unwrap();
    for _ in 0..2 {
        assert_eq!(desk.go_back(&opened.id, 0).unwrap().draft, opened.draft);
        let revisions = desk.history(&opened.id, None).unwrap().revisions;
        let told: Vec<_> = revisions.iter().map(|line| (line.number, line.typed)).collect();
        assert_eq!(told, [(2, false), (1, true)]);
    }
}

#[test]
fn what_an_edit_would_lead_to_is_told_and_not_kept() {
    let (_folder, desk) = desk();
    let opened = example(&desk, "in-house");
    let report = desk.check_with(&opened.id, set("team.headcount", Value::Integer(29))).unwrap();
    let standing = |clause: &str| report.findings.iter().find(|each| each.clause == clause).unwrap().standing;
    assert_eq!(standing("DC-I-team"), Standing::NotMet);
    assert_eq!(desk.open(&opened.id).unwrap().draft, opened.draft);
    let nowhere = set("team.nobody", Value::Integer(1));
    assert_eq!(desk.check_with(&opened.id, nowhere).unwrap_err().code, FailureCode::BadEdit);
}

#[test]
fn a_deleted_draft_comes_back() {
    let (_folder, desk) = desk();
    let id = example(&desk, "studio").id;
    desk.delete(&id).unwrap();
    assert!(desk.start().unwrap().drafts.drafts.is_empty());
    desk.restore(&id).unwrap();
    assert_eq!(desk.start().unwrap().drafts.total, 1);
}

#[test]
fn an_exported_draft_brings_its_attachments_back() {
    let (folder, desk) = desk();
    let exported = example(&desk, "in-house");
    let path = folder.path().join("某公司.shenbao.json");
    desk.export(&exported.id, &path).unwrap();
    let imported = desk.import(&path).unwrap();
    assert_eq!(imported.draft.answers, exported.draft.answers);
    let digests = |opened: &OpenDraft| {
        opened.draft.attachments.iter().map(|file| file.sha256.clone().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(digests(&imported), digests(&exported));
    assert_eq!(team(&imported.state), Standing::Met);

    let again = folder.path().join("再次.shenbao.json");
    desk.export(&imported.id, &again).unwrap();
    let names = |opened: &OpenDraft| {
        let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        opened.draft.attachments.iter().map(|file| name(&file.path)).collect::<Vec<_>>()
    };
    assert_eq!(names(&desk.import(&again).unwrap()), names(&imported), "names do not grow");
}

#[test]
fn an_edit_of_what_the_form_does_not_ask_is_refused() {
    let (_folder, desk) = desk();
    let opened = example(&desk, "in-house");
    let row = || Value::Row(BTreeMap::new());
    let computed = || Origin::Computed { from: vec!["证件号码".into()] };
    let traced = |place: &str, seen: Origin| {
        let trace = Trace { open: None, seen: Some(seen) };
        Edit::Trace { traces: BTreeMap::from([(place.to_owned(), trace)]) }
    };
    let cell = |table: &str, column: &str| Edit::Set { path: Place::cell(table, 0, column), value: None };
    for edit in [
        set("team.nobody", Value::Integer(1)),
        set("evidence.business_licence", Value::Integer(1)),
        cell("team.roster", "nothing"),
        cell("team.roster", "year"),
        cell("team.headcount", "name"),
        Edit::InsertRow { table: "team.headcount".into(), at: 0, row: row() },
        Edit::ReplaceRows { table: "team.none".into(), rows: None },
        Edit::Variant { variant: "nobody".into() },
        traced("team.nobody", computed()),
        traced("team.roster[0].nothing", computed()),
        traced("team.headcount", Origin::Imported { file: "a.xlsx".into() }),
    ] {
        assert_eq!(desk.edit(&opened.id, edit.clone()).unwrap_err().code, FailureCode::BadEdit, "{edit:?}");
    }
    assert_eq!(desk.open(&opened.id).unwrap().draft, opened.draft);
    desk.edit(&opened.id, cell("team.roster", "name")).unwrap();
    desk.edit(&opened.id, cell("finance.years", "year")).unwrap();
    desk.edit(&opened.id, traced("team.headcount", computed())).unwrap();
    desk.edit(&opened.id, traced("team.roster[1].name", computed())).unwrap();
    assert_eq!(desk.open(&opened.id).unwrap().draft.seen.len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let (folder, desk) = desk();
    let before = example(&desk, "in-house");
    let missing = folder.path().join("没有这个文件.pdf");
    let attached =
        desk.attach(&before.id, "evidence.business_licence", std::slice::from_ref(&missing)).unwrap();
    assert_eq!(attached.refused[0].name, "没有这个文件.pdf");
    assert_eq!(attached.changed.draft, before.draft);
    assert_eq!(desk.open(&before.id).unwrap().draft, before.draft);
    assert_eq!(desk.import(&missing).unwrap_err().code, FailureCode::BadDraft);
}

/// Holes in a file cost no disk; to read it whole would take a gigabyte of memory.
#[test]
fn a_file_that_is_too_large_is_not_read() {
    let (folder, desk) = desk();
    let before = example(&desk, "in-house");
    let large = folder.path().join("大.pdf");
    std::fs::File::create(&large).unwrap().set_len(1 << 30).unwrap();
    let attached =
        desk.attach(&before.id, "evidence.business_licence", std::slice::from_ref(&large)).unwrap();
    assert_eq!(attached.refused[0].refusal.reason, RefusalReason::TooLarge);
    let refused = desk.import(&large).unwrap_err();
    assert_eq!((refused.code, refused.message.contains("64 MB")), (FailureCode::BadDraft, true));
    assert_eq!(desk.open(&before.id).unwrap().draft, before.draft);
}

#[test]
fn good_files_are_attached_in_one_change_and_bad_ones_named() {
    let (_folder, desk) = desk();
    let before = example(&desk, "in-house");
    let sample =
        |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence").join(name);
    let files = ["text.pdf", "photo.heic", "password.pdf", "scans.pdf"].map(sample);
    let attached = desk.attach(&before.id, "evidence.other", &files).unwrap();
    let refused: Vec<_> = attached.refused.iter().map(|file| (file.name.as_str(), file.locked)).collect();
    assert_eq!(refused, [("photo.heic", None), ("password.pdf", Some(0))]);
    let names = |draft: &shenbao_core::answers::Draft| {
        let own = draft.attachments.iter().filter(|file| file.field == "evidence.other");
        own.map(|file| file.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&attached.changed.draft), ["text.pdf", "scans.pdf"]);
    let wrong = desk.unlock_file(0, "no").unwrap();
    assert_eq!((wrong.refused.len(), wrong.refused[0].locked), (1, Some(0)));
    let opened = desk.unlock_file(0, "kaimen").unwrap();
    assert_eq!(names(&opened.changed.draft), ["text.pdf", "scans.pdf", "password.pdf"]);
    let last = opened.changed.draft.attachments.len() - 1;
    desk.edit(&before.id, Edit::MoveAttachment { from: last, to: last - 2 }).unwrap();
    assert_eq!(names(&desk.open(&before.id).unwrap().draft), ["password.pdf", "text.pdf", "scans.pdf"]);
    let known = desk.inspect_attachments(&before.id).unwrap();
    let remarks = known.iter().filter_map(|file| file.inspection.as_ref()).map(|seen| seen.remarks.len());
    assert!(remarks.sum::<usize>() >= 2, "the scans are remarked on");
    for _ in 0..3 {
        desk.undo(&before.id).unwrap();
    }
    assert_eq!(desk.open(&before.id).unwrap().draft, before.draft);
}

#[test]
fn a_bundle_is_sound_and_a_cancelled_one_leaves_nothing() {
    let (folder, desk) = desk();
    let (id, press) = (example(&desk, "in-house").id, Press::default());
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    assert!(press.bundle(&desk, &id, &out, false, &|_| press.cancel()).is_err());
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    for zip in [false, true] {
        let generated = press.bundle(&desk, &id, &out, zip, &|_| ()).unwrap();
        assert!(generated.warnings.is_empty(), "{:?}", generated.warnings);
        assert!(verify(Path::new(&generated.path)).unwrap().is_sound());
    }
}
