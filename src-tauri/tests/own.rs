//! Form packs that a user brings: offered, marked, removed, and their drafts left as they are.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Edit, Path as Place, Value};
use shenbao_desktop::contract::FormSummary;
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/packs/街道扶持")
}

fn offered(desk: &Desk) -> Vec<FormSummary> {
    desk.start().unwrap().forms.into_iter().filter(|form| form.unofficial.is_some()).collect()
}

#[test]
fn a_pack_is_added_used_and_removed_and_its_drafts_stay() {
    let folder = tempdir().unwrap();
    let keychain = FakeKeychain::default();
    let desk = begin(folder.path(), &keychain);
    assert!(offered(&desk).is_empty() && desk.own_packs().unwrap().is_empty());
    let added = desk.add_own_pack(&sample()).unwrap();
    assert_eq!(added.title, "【非官方】街道文化项目扶持申请");
    assert_eq!(offered(&desk)[0].title, added.title);
    let draft = desk.create("street-fund", "2026", "organisation").unwrap();
    assert!(draft.form.unofficial);
    let value = Some(Value::Integer(80));
    desk.edit(&draft.id, Edit::Set { path: Place::field("project.visitors"), value }).unwrap();
    let documents = desk.find(Default::default()).unwrap().drafts;
    assert_eq!(documents[0].form_title, added.title);

    assert!(desk.remove_own_pack("street-fund", "2026").unwrap().is_empty());
    // The program is started anew; nothing but the offer has gone.
    let desk = begin(folder.path(), &keychain);
    assert!(offered(&desk).is_empty());
    let opened = desk.open(&draft.id).unwrap();
    assert_eq!(opened.draft.answers["project.visitors"], Value::Integer(80));
    assert_eq!(opened.state.report.findings.len(), 1);
    let visitors =
        |number| Edit::Set { path: Place::field("project.visitors"), value: Some(Value::Integer(number)) };
    desk.edit(&draft.id, visitors(120)).unwrap();

    desk.add_own_pack(&sample()).unwrap();
    assert_eq!(offered(&desk).len(), 1);
}

#[test]
fn what_nobody_uses_goes_without_a_trace() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    desk.add_own_pack(&sample()).unwrap();
    desk.remove_own_pack("street-fund", "2026").unwrap();
    assert!(!folder.path().join("packs/street-fund/2026").exists());
    let error = desk.remove_own_pack("design-center", "2023").unwrap_err();
    assert_eq!(error.code, FailureCode::NotFound, "ours cannot be removed");
}

#[test]
fn a_bad_pack_is_refused_and_one_that_went_bad_stops_nobody() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
    let refused = desk.add_own_pack(&ours).unwrap_err();
    assert_eq!(refused.code, FailureCode::BadPack);
    assert!(refused.message.contains("design-center"), "{refused:?}");
    assert_eq!(desk.add_own_pack(folder.path()).unwrap_err().code, FailureCode::BadPack);

    desk.add_own_pack(&sample()).unwrap();
    fs::write(folder.path().join("packs/street-fund/2026/form.toml"), "id = 1").unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    let problem = desk.own_packs().unwrap()[0].problem.clone().unwrap();
    assert!(problem.contains("street-fund/2026/"), "{problem}");
}
