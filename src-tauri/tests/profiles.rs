//! Profiles, reuse and many drafts at once, without a window: a library of its own, the shipped packs.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use calamine::{Reader as _, Xlsx};
use common::{FakeKeychain, begin};
use shenbao_core::answers::{Attachment, Edit, Origin, Path as Place, Value};
use shenbao_core::bundle::verify;
use shenbao_desktop::contract::{OpenDraft, WantedDrafts};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::press::Press;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const ORGANISATION: &str = "profile.organisation";

fn desk() -> (TempDir, Desk) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    (folder, desk)
}

fn example(desk: &Desk, id: &str) -> OpenDraft {
    let examples = desk.start().unwrap().examples;
    desk.create_from_example(&examples.iter().find(|example| example.id.contains(id)).unwrap().id).unwrap()
}

fn set(field: &str, value: &str) -> Edit {
    Edit::Set { path: Place::field(field), value: Some(Value::Text(value.into())) }
}

/// Keeps everything that a draft's own organisation says in a new profile.
fn keep(desk: &Desk, draft: &OpenDraft) -> String {
    let fields = desk.compare_profile(&draft.id, "organisation", ORGANISATION, None, false).unwrap().fields;
    let take: Vec<String> = fields.into_iter().map(|each| each.field.id).collect();
    desk.keep_in_profile(&draft.id, "organisation", ORGANISATION, None, &take).unwrap().id
}

#[test]
fn what_one_draft_says_fills_another_form_as_one_change() {
    let (_folder, desk) = desk();
    let source = example(&desk, "design-center/2023/in-house");
    let profile = keep(&desk, &source);
    // It is kept among the profiles, not among the applications.
    assert_eq!(desk.find(WantedDrafts::default()).unwrap().total, 1);
    let code = match &source.draft.answers["organisation.credit_code"] {
        Value::Text(code) => code.clone(),
        _ => String::new(),
    };
    let found = desk.find_profiles(&code, false).unwrap();
    assert_eq!((found.total, found.profiles[0].id.as_str()), (1, profile.as_str()));
    let shown = found.profiles[0].number.clone().unwrap();
    assert!(shown.contains("****") && shown.starts_with(&code[..4]), "{shown}");
    assert_eq!(found.kinds.len(), 2);

    let target = desk.create("livestream-base", "2023", "base").or_else(|_| {
        let forms = desk.start().unwrap().forms;
        let form = forms.iter().find(|form| form.id == "livestream-base").unwrap();
        desk.create(&form.id, &form.edition, &form.variants[0].id)
    });
    let target = target.unwrap();
    desk.edit(&target.id, set("organisation.legal_representative", "另一人")).unwrap();
    let compared =
        desk.compare_profile(&target.id, "organisation", ORGANISATION, Some(&profile), true).unwrap();
    let conflict = compared.fields.iter().find(|each| each.drafted.is_some()).unwrap();
    assert_eq!(conflict.field.id, "organisation.legal_representative");
    let others = compared.fields.iter().filter(|each| each.drafted.is_none());
    let take: Vec<String> = others.map(|each| each.field.id.clone()).collect();
    let filled = desk.fill_from_profile(&target.id, "organisation", &profile, &take).unwrap();
    assert_eq!(filled.draft.answers["organisation.legal_representative"], Value::Text("另一人".into()));
    assert_eq!(filled.draft.answers["organisation.credit_code"], Value::Text(code));
    assert!(matches!(filled.draft.origins["organisation.credit_code"], Origin::Profile { .. }));
    assert_eq!(filled.state.report.carried.len(), take.len());
    let undone = desk.undo(&target.id).unwrap();
    assert_eq!(undone.draft.answers.len(), 1);
    assert!(undone.draft.origins.is_empty());
}

#[test]
fn the_same_organisation_is_known_again_and_kept_field_by_field() {
    let (_folder, desk) = desk();
    let source = example(&desk, "design-center/2023/in-house");
    let profile = keep(&desk, &source);
    desk.edit(&source.id, set("organisation.office_address", "新址")).unwrap();
    desk.edit(&source.id, set("organisation.legal_representative", "新人")).unwrap();
    let places = desk.profile_places(&source.id).unwrap();
    let own = places.iter().find(|place| place.place == "organisation").unwrap();
    assert_eq!(own.known.as_deref(), Some(profile.as_str()));
    let compared =
        desk.compare_profile(&source.id, "organisation", ORGANISATION, Some(&profile), false).unwrap();
    assert_eq!(compared.fields.len(), 2);
    let take = ["organisation.office_address".to_owned()];
    desk.keep_in_profile(&source.id, "organisation", ORGANISATION, Some(&profile), &take).unwrap();
    let kept = desk.open(&profile).unwrap().draft;
    assert_eq!(kept.answers["organisation.office_address"], Value::Text("新址".into()));
    assert_ne!(kept.answers["organisation.legal_representative"], Value::Text("新人".into()));
    // It is a draft like any other: undone, deleted, restored.
    desk.undo(&profile).unwrap();
    desk.delete(&profile).unwrap();
    assert_eq!(desk.find_profiles("", false).unwrap().total, 0);
    let deleted = desk.find_profiles("", true).unwrap().profiles;
    assert_eq!(deleted.iter().map(|line| &line.id).collect::<Vec<_>>(), [&profile]);
    assert!(deleted[0].name.is_some());
    desk.restore(&profile).unwrap();
    assert_eq!(desk.find_profiles("", false).unwrap().total, 1);
    assert_eq!(desk.find_profiles("", true).unwrap().total, 0);
}

#[test]
fn any_form_is_begun_from_any_draft() {
    let (_folder, desk) = desk();
    let source = example(&desk, "design-center/2023/in-house");
    let form = desk.start().unwrap().forms.into_iter().find(|form| form.id == "livestream-base").unwrap();
    let made =
        desk.create_from_draft(&source.id, &form.id, &form.edition, Some(&form.variants[0].id)).unwrap();
    assert_eq!(made.draft.answers["organisation.name"], source.draft.answers["organisation.name"]);
    assert_eq!(made.draft.origins.len(), made.draft.answers.len());
    assert!(desk.create_from_draft(&source.id, &form.id, &form.edition, Some("nobody")).is_err());
    assert!(desk.create_from_draft(&source.id, &form.id, &form.edition, None).is_err());
    let found = desk.prospects(&source.id).unwrap();
    assert!(found.iter().any(|prospect| prospect.form == form.id && prospect.known > 0));
    let profile = desk.create_profile("profile.organisation").unwrap().id;
    let name = Edit::Set { path: Place::field("organisation.name"), value: Some(Value::Text("甲".into())) };
    desk.edit(&profile, name).unwrap();
    let begun = desk.create_from_draft(&profile, "design-center", "2023", Some("studio")).unwrap().draft;
    assert_eq!((begun.answers.len(), begun.origins.len()), (1, 1), "{begun:?}");
    let again = desk.create_from_draft(&source.id, "design-center", "2023", None).unwrap();
    let compared = desk.compare_drafts(&source.id, &again.id).unwrap();
    assert!(!compared.changes.is_empty());
    assert!(desk.compare_drafts(&source.id, &made.id).is_err());
}

/// Of the first sheet, its head first.
fn first_column(workbook: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = calamine::open_workbook(workbook).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row[0].to_string()).collect()
}

#[test]
fn one_bad_draft_stops_none_of_the_others() {
    let (_folder, desk) = desk();
    let press = Press::default();
    let first = example(&desk, "design-center/2023/half-filled").id;
    let second = example(&desk, "design-center/2023/half-filled").id;
    let ids = [first.clone(), "999".into(), second.clone()];
    let folder = tempdir().unwrap();
    let result = press.batch(&desk, &ids, None, &|_| {}).unwrap();
    assert_eq!(result.lines.len(), 3);
    let name = result.lines[0].name.clone().unwrap();
    let saved = folder.path().join("summary.xlsx");
    press.write_summary(&saved).unwrap();
    let all = ["名称", &name, "未能打开的草稿", &name];
    assert_eq!(first_column(&saved), all, "each draft has its row, whatever came of it");
    std::fs::remove_file(saved).unwrap();
    assert!(result.lines[1].failure.is_some() && result.lines[0].standing.is_some());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

    let lost =
        Attachment {
            field: "evidence.workplace_proof".into(), path: "没有的文件.pdf".into(), sha256: None
        };
    desk.edit(&second, Edit::Attach { attachment: lost, at: 0 }).unwrap();
    let result = press.batch(&desk, &ids, Some(folder.path()), &|_| {}).unwrap();
    assert!(result.lines[2].lacks[0].contains("没有的文件.pdf"), "{:?}", result.lines[2].lacks);
    let paths: Vec<&String> = result.lines.iter().filter_map(|line| line.path.as_ref()).collect();
    assert_eq!(paths.len(), 2);
    assert_ne!(paths[0], paths[1]);
    for path in paths {
        assert!(verify(Path::new(path)).unwrap().is_sound(), "{path}");
    }
    assert_eq!(first_column(&folder.path().join("申报情况汇总表.xlsx")), all);
    // Made again beside what is there.
    press.batch(&desk, &[first], Some(folder.path()), &|_| {}).unwrap();
    assert!(folder.path().join("申报情况汇总表-2.xlsx").is_file());

    let stop = |_| press.stop_batch();
    let stopped = press.batch(&desk, &[second.clone(), second], Some(folder.path()), &stop).unwrap();
    assert!(stopped.stopped && stopped.lines.is_empty());
}
