//! The draft beside the authority's platform, without a window: a library of its own, the shipped packs.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Edit, Path as Place, Value};
use shenbao_desktop::contract::{OpenDraft, PortalEntry};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::{Failure, FailureCode};
use shenbao_desktop::press::Press;
use std::cell::RefCell;
use tempfile::tempdir;

fn example(desk: &Desk, id: &str) -> OpenDraft {
    let examples = desk.start().unwrap().examples;
    desk.create_from_example(&examples.iter().find(|example| example.id.contains(id)).unwrap().id).unwrap()
}

fn set(place: &str, value: &str) -> Edit {
    Edit::Set { path: place.parse::<Place>().unwrap(), value: Some(Value::Text(value.into())) }
}

fn at(desk: &Desk, press: &Press, id: &str, place: &str) -> PortalEntry {
    let mut entries = desk.portal_entries(press, id).unwrap().into_iter();
    entries.find(|entry| entry.place == place).unwrap()
}

#[test]
fn a_tick_stays_until_its_answer_is_another() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    let desk = begin(folder.path(), &keychain);
    desk.start().unwrap();
    let (id, press) = (example(&desk, "design-center/2023/in-house").id, Press::default());
    let clipboard = RefCell::new(String::new());
    let put = |text: &str, _| {
        text.clone_into(&mut clipboard.borrow_mut());
        Ok(None)
    };
    let place = "centre.operating_since";
    desk.copy_entry(&press, &id, place, put).unwrap();
    assert!(clipboard.borrow().ends_with('日'), "as the form prints it: {}", clipboard.borrow());
    desk.tick_entries(&press, &id, &["team.roster[1].name".into(), "no.such".into()], true).unwrap();
    drop(desk);

    let desk = begin(folder.path(), &keychain);
    desk.start().unwrap();
    let done = |desk: &Desk| -> Vec<String> {
        let entries = desk.portal_entries(&press, &id).unwrap().into_iter();
        entries.filter(|entry| entry.done).map(|entry| entry.place).collect()
    };
    assert_eq!(done(&desk), [place, "team.roster[1].name"]);
    desk.edit(&id, set(place, "2019-01-01")).unwrap();
    assert_eq!(done(&desk), ["team.roster[1].name"]);
    desk.undo(&id).unwrap();
    assert_eq!(done(&desk), [place, "team.roster[1].name"]);
    desk.tick_entries(&press, &id, &done(&desk), false).unwrap();
    assert_eq!(done(&desk), Vec::<String>::new());
}

#[test]
fn what_is_not_copied_is_not_ticked() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    let (id, press) = (example(&desk, "design-center/2023/in-house").id, Press::default());
    let refused = |_: &str, _| Err(Failure::unexpected());
    assert!(desk.copy_entry(&press, &id, "organisation.name", refused).is_err());
    assert!(!at(&desk, &press, &id, "organisation.name").done);
    let gone = desk.copy_entry(&press, &id, "organisation.none", |_, _| Ok(None));
    assert_eq!(gone.unwrap_err().code, FailureCode::NotFound);
}

#[test]
fn an_identity_number_is_copied_in_full_and_shown_by_its_ends() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    let (draft, press) = (example(&desk, "science-award"), Press::default());
    let number = "11010519491231002X";
    let entries = desk.portal_entries(&press, &draft.id).unwrap();
    let place = entries.iter().find(|entry| entry.passes).unwrap().place.clone();
    desk.edit(&draft.id, set(&place, number)).unwrap();
    let entry = at(&desk, &press, &draft.id, &place);
    assert_eq!(entry.shown, "1101**********002X");
    let copied = desk.copy_entry(&press, &draft.id, &place, |text, passes| {
        assert_eq!((text, passes), (number, true));
        Ok(Some(60))
    });
    assert_eq!(copied.unwrap().passes_in, Some(60));
}

#[test]
fn a_file_is_found_in_the_bound_evidence_once_that_is_made() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    let (id, press) = (example(&desk, "design-center/2023/in-house").id, Press::default());
    let first = |desk: &Desk| {
        let mut entries = desk.portal_entries(&press, &id).unwrap().into_iter();
        entries.find(|entry| entry.is_file).unwrap()
    };
    let before = first(&desk);
    assert!(before.shown.contains("\n生成后在“05"), "{}", before.shown);
    let generated = press.bundle(&desk, &id, folder.path(), false, &|_| ()).unwrap();
    let after = first(&desk);
    assert!(after.shown.contains("第 ") && after.shown.contains(" 页"), "{}", after.shown);
    desk.copy_entry(&press, &id, &after.place, |path, _| {
        assert!(path.starts_with(&generated.path) && std::path::Path::new(path).is_file(), "{path}");
        Ok(None)
    })
    .unwrap();
}
