//! The library's key without a window: written down, lost, entered again, changed. The keychain can refuse.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_desktop::contract::{KeptIn, LibraryState, Start};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const PASSPHRASE: &str = "一个足够长的口令";
const OTHER: &str = "另一个足够长的口令";

/// A library with one draft, whose recovery key is written down; the program is closed again.
fn library(keychain: &FakeKeychain) -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), keychain);
    if matches!(desk.start().unwrap().library, LibraryState::NeedsPassphrase { .. }) {
        desk.unlock(PASSPHRASE).unwrap();
    }
    desk.create("design-center", "2023", "in-house").unwrap();
    let recovery = desk.recovery_key().unwrap();
    desk.note_recovery_key().unwrap();
    (folder, recovery)
}

fn is_due(start: &Start) -> bool {
    match start.library {
        LibraryState::Open { recovery_due, .. } => recovery_due,
        _ => panic!("the library is not open"),
    }
}

fn kept_in(start: &Start) -> KeptIn {
    match start.library {
        LibraryState::Open { kept_in, .. } => kept_in,
        _ => panic!("the library is not open"),
    }
}

fn failed(desk: &Desk) -> FailureCode {
    match desk.start().unwrap().library {
        LibraryState::Failed(failure) => {
            let says = format!("{}{}", failure.message, failure.hint.unwrap_or_default());
            assert!(!says.contains("改动"), "the screen itself says that nothing was changed: {says}");
            failure.code
        }
        _ => panic!("the library is not refused"),
    }
}

fn opens_again(folder: &Path, keychain: &FakeKeychain) {
    assert_eq!(begin(folder, keychain).start().unwrap().drafts.total, 1);
}

#[test]
fn the_recovery_key_is_shown_until_it_is_written_down() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    let first = begin(folder.path(), &keychain);
    assert!(is_due(&first.start().unwrap()));
    let shown = first.recovery_key().unwrap();
    drop(first);
    let again = begin(folder.path(), &keychain);
    assert!(is_due(&again.start().unwrap()), "nobody has written it down yet");
    assert_eq!(again.recovery_key().unwrap(), shown);
    assert!(!is_due(&again.note_recovery_key().unwrap()));
    assert_eq!(again.recovery_key().unwrap_err().code, FailureCode::NotFound);
    drop(again);
    assert!(!is_due(&begin(folder.path(), &keychain).start().unwrap()));
}

#[test]
fn the_recovery_key_opens_the_library_on_another_machine() {
    let (folder, recovery) = library(&FakeKeychain::default());
    for with_card in [true, false] {
        let (there, keychain) = (tempdir().unwrap(), FakeKeychain::default());
        for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            let name = entry.file_name();
            if entry.path().is_file() && (with_card || name != "library.json") {
                fs::copy(entry.path(), there.path().join(name)).unwrap();
            }
        }
        let desk = begin(there.path(), &keychain);
        assert_eq!(failed(&desk), FailureCode::WrongKey);
        let slip = recovery.replacen(recovery.chars().next().unwrap(), "?", 1);
        assert_eq!(desk.recover(&slip, None).unwrap_err().code, FailureCode::BadRecoveryKey);
        let start = desk.recover(&recovery.to_lowercase(), None).unwrap();
        assert_eq!((start.drafts.total, is_due(&start)), (1, false));
        drop(desk);
        opens_again(there.path(), &keychain);
    }
}

#[test]
fn another_librarys_recovery_key_changes_nothing() {
    let (folder, _) = library(&FakeKeychain::default());
    let (_other, theirs) = library(&FakeKeychain::default());
    let before = fs::read(folder.path().join("library.db")).unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    assert_eq!(desk.recover(&theirs, None).unwrap_err().code, FailureCode::WrongKey);
    assert_eq!(fs::read(folder.path().join("library.db")).unwrap(), before);
}

#[test]
fn a_keychain_that_stays_locked_is_made_up_for_by_a_passphrase() {
    let keychain = FakeKeychain::default();
    let (folder, recovery) = library(&keychain);
    keychain.refuse(true);
    let desk = begin(folder.path(), &keychain);
    assert_eq!(failed(&desk), FailureCode::KeychainRefused);
    assert_eq!(desk.recover(&recovery, None).unwrap_err().code, FailureCode::PassphraseNeeded);
    assert_eq!(desk.recover(&recovery, Some("短")).unwrap_err().code, FailureCode::WeakPassphrase);
    let start = desk.recover(&recovery, Some(PASSPHRASE)).unwrap();
    assert_eq!(kept_in(&start), KeptIn::Passphrase);
    drop(desk);
    assert_eq!(begin(folder.path(), &keychain).unlock(PASSPHRASE).unwrap().drafts.total, 1);
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_key() {
    let keychain = FakeKeychain::default();
    keychain.refuse(true);
    let (folder, recovery) = library(&keychain);
    assert_eq!(begin(folder.path(), &keychain).recover(&recovery, Some(OTHER)).unwrap().drafts.total, 1);
    let again = begin(folder.path(), &keychain);
    assert_eq!(again.unlock(PASSPHRASE).unwrap_err().code, FailureCode::WrongPassphrase);
    again.unlock(OTHER).unwrap();
}

#[test]
fn a_changed_key_opens_and_the_old_one_does_not() {
    let keychain = FakeKeychain::default();
    let (folder, old) = library(&keychain);
    let desk = begin(folder.path(), &keychain);
    desk.start().unwrap();
    assert!(is_due(&desk.change_key(None, &|_| ()).unwrap()));
    let new = desk.recovery_key().unwrap();
    assert_ne!(new, old);
    assert_eq!(keychain.count(), 1, "the old key is not kept");
    assert_eq!(desk.start().unwrap().drafts.total, 1, "the library stays open");
    drop(desk);
    opens_again(folder.path(), &keychain);
    keychain.lose();
    let lost = begin(folder.path(), &keychain);
    assert_eq!(lost.recover(&old, None).unwrap_err().code, FailureCode::WrongKey);
    lost.recover(&new, None).unwrap();
}

#[test]
fn the_key_is_not_changed_under_another_program() {
    let keychain = FakeKeychain::default();
    let (folder, _) = library(&keychain);
    let (one, two) = (begin(folder.path(), &keychain), begin(folder.path(), &keychain));
    one.start().unwrap();
    two.start().unwrap();
    assert_eq!(one.change_key(None, &|_| ()).unwrap_err().code, FailureCode::File);
    assert!(!is_due(&one.start().unwrap()));
    one.create("design-center", "2023", "studio").unwrap();
    assert_eq!(two.start().unwrap().drafts.total, 2);
    drop((one, two));
    assert_eq!(begin(folder.path(), &keychain).start().unwrap().drafts.total, 2);
}

#[test]
fn a_change_of_the_key_that_was_broken_off_is_settled_at_the_next_start() {
    for has_changed in [false, true] {
        let keychain = FakeKeychain::default();
        let (folder, _) = library(&keychain);
        let card = folder.path().join("library.json");
        let before: serde_json::Value = serde_json::from_slice(&fs::read(&card).unwrap()).unwrap();
        let desk = begin(folder.path(), &keychain);
        desk.start().unwrap();
        desk.change_key(None, &|_| ()).unwrap();
        drop(desk);
        // As the program left it if it stopped while the file was being changed, or before that.
        let after: serde_json::Value = serde_json::from_slice(&fs::read(&card).unwrap()).unwrap();
        let (id, next) =
            if has_changed { (&before["id"], &after["id"]) } else { (&after["id"], &before["id"]) };
        keychain.keep_any(before["id"].as_str().unwrap());
        let broken_off = serde_json::json!({ "id": id, "next": next, "key": "keychain", "complete": true });
        fs::write(&card, broken_off.to_string()).unwrap();
        opens_again(folder.path(), &keychain);
        assert_eq!(keychain.count(), 1);
        opens_again(folder.path(), &keychain);
    }
}

#[test]
fn a_passphrase_and_the_key_under_it_can_be_changed() {
    let keychain = FakeKeychain::default();
    keychain.refuse(true);
    let (folder, _) = library(&keychain);
    let desk = begin(folder.path(), &keychain);
    desk.unlock(PASSPHRASE).unwrap();
    assert_eq!(desk.change_passphrase(OTHER, OTHER).unwrap_err().code, FailureCode::WrongPassphrase);
    assert_eq!(desk.change_passphrase(PASSPHRASE, "短").unwrap_err().code, FailureCode::WeakPassphrase);
    desk.change_passphrase(PASSPHRASE, OTHER).unwrap();
    assert_eq!(desk.change_key(None, &|_| ()).unwrap_err().code, FailureCode::PassphraseNeeded);
    assert_eq!(desk.change_key(Some(PASSPHRASE), &|_| ()).unwrap_err().code, FailureCode::WrongPassphrase);
    assert!(is_due(&desk.change_key(Some(OTHER), &|_| ()).unwrap()));
    let recovery = desk.recovery_key().unwrap();
    drop(desk);
    let again = begin(folder.path(), &keychain);
    assert_eq!(again.unlock(PASSPHRASE).unwrap_err().code, FailureCode::WrongPassphrase);
    assert_eq!(again.unlock(OTHER).unwrap().drafts.total, 1);
    assert_eq!(again.recovery_key().unwrap(), recovery);
}
