//! Drafts that travel between two machines, each with a library of its own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Change, Edit, Origin, Path as Place, Value};
use shenbao_core::exchange::{Conflict, Side};
use shenbao_desktop::contract::{Arrival, HandoutRequest, Merging, OpenDraft};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const SECRET: &str = "春江潮水连海平海上明月";

fn machine() -> (TempDir, Desk) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    (folder, desk)
}

fn example(desk: &Desk) -> OpenDraft {
    let examples = desk.start().unwrap().examples;
    let named = examples.iter().find(|example| example.id.contains("design-center/2023/in-house")).unwrap();
    desk.create_from_example(&named.id).unwrap()
}

fn set(desk: &Desk, id: &str, place: Place, value: Value) {
    desk.edit(id, Edit::Set { path: place, value: Some(value) }).unwrap();
}

fn opened(desk: &Desk, path: &Path) -> OpenDraft {
    assert!(matches!(desk.receive(path).unwrap(), Arrival::Locked { .. }));
    match desk.open_locked(SECRET, &|_| ()).unwrap() {
        Arrival::Opened { draft } => *draft,
        other => panic!("{other:?}"),
    }
}

fn returned(desk: &Desk, path: &Path) -> Merging {
    desk.receive(path).unwrap();
    match desk.open_locked(SECRET, &|_| ()).unwrap() {
        Arrival::Returned { merging } => *merging,
        other => panic!("{other:?}"),
    }
}

fn request(sections: &[&str]) -> HandoutRequest {
    HandoutRequest {
        sections: sections.iter().map(|id| (*id).to_owned()).collect(),
        from: "综合办".into(),
        to: "人事部".into(),
        note: "请在周五前填好".into(),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn a_draft_moves_to_another_machine_with_its_files() {
    let ((folder, here), (_there, there)) = (machine(), machine());
    let draft = example(&here);
    let path = folder.path().join("某公司.shenbao");
    assert_eq!(
        here.export_protected(&draft.id, &path, "短", &|_| ()).unwrap_err().code,
        FailureCode::WeakPassphrase
    );
    assert!(!path.exists());
    let stopped = here.export_protected(&draft.id, &path, SECRET, &|_| here.stop_work());
    assert_eq!(stopped.unwrap_err().code, FailureCode::Cancelled);
    assert!(!path.exists());
    let heard = std::cell::Cell::new((0, 0));
    here.export_protected(&draft.id, &path, SECRET, &|step| heard.set((step.done, step.total))).unwrap();
    assert!(heard.get().1 > 1 && heard.get().0 + 1 == heard.get().1, "{heard:?}");
    there.receive(&path).unwrap();
    assert_eq!(there.open_locked("不是这个口令", &|_| ()).unwrap_err().code, FailureCode::WrongPassphrase);
    assert_eq!(there.start().unwrap().drafts.total, 0);
    let moved = opened(&there, &path);
    assert_eq!(moved.draft, draft.draft);
    assert_eq!(
        there.inspect_attachments(&moved.id).unwrap().len(),
        here.inspect_attachments(&draft.id).unwrap().len()
    );
    assert_eq!(there.open_locked(SECRET, &|_| ()).unwrap_err().code, FailureCode::NotFound, "once is enough");
}

#[test]
fn a_damaged_file_changes_nothing() {
    let ((folder, here), (_there, there)) = (machine(), machine());
    let path = folder.path().join("某公司.shenbao");
    here.export_protected(&example(&here).id, &path, SECRET, &|_| ()).unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    there.receive(&path).unwrap();
    assert_eq!(there.open_locked(SECRET, &|_| ()).unwrap_err().code, FailureCode::BadDraft);
    assert_eq!(there.start().unwrap().drafts.total, 0);
}

#[test]
fn a_part_goes_out_and_comes_back_merged() {
    let ((folder, here), (_there, there)) = (machine(), machine());
    let draft = example(&here);
    let (out, back) = (folder.path().join("out.shenbao"), folder.path().join("back.shenbao"));
    assert!(here.hand_out(&draft.id, request(&[]), &out, SECRET, &|_| ()).is_err());
    assert!(here.hand_out(&draft.id, request(&["no-section"]), &out, SECRET, &|_| ()).is_err());
    assert_eq!(here.give_back(&draft.id, &out, SECRET, &|_| ()).unwrap_err().code, FailureCode::NotFound);
    here.hand_out(&draft.id, request(&["team", "evidence"]), &out, SECRET, &|_| ()).unwrap();
    here.hand_out(&draft.id, request(&["finance"]), &folder.path().join("other.shenbao"), SECRET, &|_| ())
        .unwrap();

    let part = opened(&there, &out);
    assert!(part.draft.answers.keys().all(|id| id.starts_with("team.")));
    assert_eq!(part.draft.excerpt.as_ref().unwrap().note, "请在周五前填好");
    assert!(there.start().unwrap().drafts.drafts[0].excerpt);
    set(&there, &part.id, Place::field("team.headcount"), Value::Integer(40));
    set(&there, &part.id, Place::cell("team.roster", 0, "major"), text("交互设计"));
    set(&there, &part.id, Place::cell("team.roster", 1, "major"), text("视觉传达"));
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence/text.pdf");
    there.attach(&part.id, "evidence.other", &[sample]).unwrap();
    there.give_back(&part.id, &back, SECRET, &|_| ()).unwrap();

    // Meanwhile here: another field, and one of the cells.
    set(&here, &draft.id, Place::field("contact.name"), text("新联系人"));
    set(&here, &draft.id, Place::cell("team.roster", 1, "major"), text("服装设计"));
    let merging = returned(&here, &back);
    assert_eq!(merging.id, draft.id);
    assert!(
        matches!(merging.conflicts.as_slice(), [Conflict::Cell { row: 1, .. }]),
        "{:?}",
        merging.conflicts
    );
    let fields: Vec<&str> = merging
        .taken
        .iter()
        .map(|change| match change {
            Change::Answer { field, .. } | Change::Rows { field, .. } | Change::Files { field, .. } => {
                field.as_str()
            }
        })
        .collect();
    assert_eq!(fields, ["team.headcount", "team.roster", "evidence.other"]);
    assert!(here.merge_returned(&[], &|_| ()).is_err(), "nothing is decided silently");

    let merged = here.merge_returned(&[Side::Theirs], &|_| ()).unwrap();
    assert_eq!(merged.draft.answers["team.headcount"], Value::Integer(40));
    assert_eq!(merged.draft.answers["contact.name"], text("新联系人"));
    let Value::List(roster) = &merged.draft.answers["team.roster"] else { panic!("no rows") };
    let Value::Row(second) = &roster[1] else { panic!("no row") };
    assert_eq!(second["major"], text("视觉传达"));
    assert_eq!(merged.draft.origins["team.headcount"], Origin::Returned { by: "人事部".into() });
    let attached = merged.draft.attachments.iter().filter(|file| file.field == "evidence.other");
    assert!(attached.clone().count() > 0 && attached.clone().all(|file| file.sha256.is_some()));
    let lines = here.handouts(&draft.id).unwrap();
    let out: Vec<(usize, bool)> =
        lines.iter().map(|line| (line.sections.len(), line.returned_at.is_some())).collect();
    assert!(out.contains(&(2, true)) && out.contains(&(1, false)), "{out:?}");

    let again = returned(&here, &back);
    assert_eq!((again.conflicts.len(), again.taken.len()), (0, 0), "the same file twice is the same");
    here.merge_returned(&[], &|_| ()).unwrap();
    let undone = here.undo(&draft.id).unwrap().draft;
    assert_eq!(undone.answers["team.headcount"], draft.draft.answers["team.headcount"]);
    assert_eq!(undone.answers["contact.name"], text("新联系人"), "one change is taken back");
}

#[test]
fn a_part_comes_back_to_where_it_was_given_out() {
    let ((folder, here), (_there, there)) = (machine(), machine());
    let draft = example(&here);
    let (out, back) = (folder.path().join("out.shenbao"), folder.path().join("back.shenbao"));
    here.hand_out(&draft.id, request(&["team"]), &out, SECRET, &|_| ()).unwrap();
    let part = opened(&there, &out);
    there.give_back(&part.id, &back, SECRET, &|_| ()).unwrap();
    there.receive(&back).unwrap();
    assert_eq!(there.open_locked(SECRET, &|_| ()).unwrap_err().code, FailureCode::NotFound);
    here.delete(&draft.id).unwrap();
    here.receive(&back).unwrap();
    assert_eq!(here.open_locked(SECRET, &|_| ()).unwrap_err().code, FailureCode::NoSuchDraft);
    here.restore(&draft.id).unwrap();
    returned(&here, &back);
}
