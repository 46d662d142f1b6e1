//! What was filed stays as it was filed, and what is handed in after it was sent back.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use chrono::NaiveDate;
use common::{FakeKeychain, begin};
use shenbao_core::answers::{Attachment, Change, Edit, Path as Place, Value};
use shenbao_desktop::contract::{SentBackNote, WorkProgress};
use shenbao_desktop::failure::FailureCode;
use shenbao_desktop::press::Press;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const EVIDENCE: &str = "05证明材料.pdf";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A clause that was met when it was filed and is not met now: each is told by its own report, and so the pages differ.
#[test]
fn a_corrected_clause_is_on_the_pages_that_are_exchanged() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    let examples = desk.start().unwrap().examples;
    let named = examples.iter().find(|example| example.id.contains("design-center/2023/in-house")).unwrap();
    let id = desk.create_from_example(&named.id).unwrap().id;
    let filing = desk.file(&id, None, day("2026-06-15")).unwrap()[0].id;
    // The report for oneself prints this answer nowhere: it tells the verdict alone.
    let accident =
        Edit::Set { path: Place::field("integrity.no_accident"), value: Some(Value::YesNo(false)) };
    desk.edit(&id, accident).unwrap();
    let written = desk.write_correction(&id, filing, folder.path(), &|_| ()).unwrap();
    assert!(written.files.contains(&"02自评报告.pdf".to_owned()), "{:?}", written.files);
}

#[test]
fn a_filing_is_sent_back_corrected_and_stays_as_it_was() {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    let examples = desk.start().unwrap().examples;
    let named = examples.iter().find(|example| example.id.contains("design-center/2023/in-house")).unwrap();
    let id = desk.create_from_example(&named.id).unwrap().id;
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let generated = Press::default().bundle(&desk, &id, &out, true, &|_| ()).unwrap();

    let set = |field: &str, value: Value| {
        desk.edit(&id, Edit::Set { path: Place::field(field), value: Some(value) }).unwrap();
    };
    let filed_on = day("2026-06-15");
    set("contact.name", Value::Text("改过的联系人".into()));
    let late = desk.file(&id, Some(&generated.check_code), filed_on).unwrap_err();
    assert_eq!(late.code, FailureCode::ChangedElsewhere, "what is marked is what was printed");
    desk.undo(&id).unwrap();
    let tomorrow = chrono::Local::now().date_naive().succ_opt().unwrap();
    let early = desk.file(&id, Some(&generated.check_code), tomorrow).unwrap_err();
    assert_eq!((early.code, desk.filings(&id).unwrap().len()), (FailureCode::BadEdit, 0));
    let filings = desk.file(&id, Some(&generated.check_code), filed_on).unwrap();
    assert_eq!(filings[0].filed_on, filed_on);
    assert!(filings.len() == 1 && filings[0].is_current && filings[0].check_code == generated.check_code);

    let filing = filings[0].id;
    let note = |by: &str| SentBackNote {
        by: by.into(),
        on: day("2026-07-01"),
        reason: "请核实".into(),
        fields: BTreeMap::from([
            ("team.headcount".into(), " 与花名册不一致 ".into()),
            ("contact.name".into(), " ".into()),
        ]),
    };
    assert_eq!(desk.send_back(&id, filing, note(" ")).unwrap_err().code, FailureCode::BadEdit);
    assert_eq!(desk.send_back(&id, filing + 1, note("委")).unwrap_err().code, FailureCode::NotFound);
    let before = SentBackNote { on: day("2026-06-14"), ..note("委") };
    assert_eq!(desk.send_back(&id, filing, before).unwrap_err().code, FailureCode::BadEdit);
    let sent_back =
        desk.send_back(&id, filing, note("市经济信息化委")).unwrap()[0].sent_back.clone().unwrap();
    assert_eq!(sent_back.fields, BTreeMap::from([("team.headcount".into(), "与花名册不一致".into())]));

    set("team.headcount", Value::Integer(39));
    let changes = desk.compare_with_filing(&id, filing).unwrap();
    let [Change::Answer { before, after, .. }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((before, after), (&Some(Value::Integer(38)), &Some(Value::Integer(39))));
    assert!(!desk.filings(&id).unwrap()[0].is_current);
    let written = desk.write_correction(&id, filing, &out, &|_| ()).unwrap();
    assert!(written.files.len() > 1 && written.files[0] == "00修改说明.pdf", "{:?}", written.files);
    for file in &written.files {
        let begins = if file.ends_with(".xlsx") { b"PK".as_slice() } else { b"%PDF" };
        assert!(fs::read(Path::new(&written.path).join(file)).unwrap().starts_with(begins), "{file}");
    }
    assert!(!written.files.contains(&EVIDENCE.to_owned()), "no attachment was changed");
    let again = desk.write_correction(&id, filing, &out, &|_| ()).unwrap();
    assert_ne!(again.path, written.path, "nothing is overwritten");

    let scan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence/grey.jpg");
    desk.attach(&id, "evidence.workplace_proof", &[scan]).unwrap();
    let before = fs::read_dir(&out).unwrap().count();
    let stop = |progress: WorkProgress| {
        if progress.done > 1 {
            desk.stop_work();
        }
    };
    let stopped = desk.write_correction(&id, filing, &out, &stop).unwrap_err();
    assert_eq!((stopped.code, fs::read_dir(&out).unwrap().count()), (FailureCode::Cancelled, before));
    let told = Cell::new(None);
    let hear = |progress: WorkProgress| told.set(Some((progress.done, progress.total)));
    let written = desk.write_correction(&id, filing, &out, &hear).unwrap();
    let (done, total) = told.get().unwrap();
    assert!(done == total && total > 12, "{done} of {total}: each attachment is a step");
    let bound = fs::read(Path::new(&written.path).join(EVIDENCE)).unwrap();
    assert!(bound.starts_with(b"%PDF") && written.warnings.is_empty(), "{:?}", written.warnings);

    let lost =
        Attachment {
            field: "evidence.workplace_proof".into(), path: "没有的文件.pdf".into(), sha256: None
        };
    desk.edit(&id, Edit::Attach { attachment: lost, at: 0 }).unwrap();
    let written = desk.write_correction(&id, filing, &out, &|_| ()).unwrap();
    assert!(
        written.warnings.len() == 1 && written.warnings[0].contains("没有的文件"),
        "{:?}",
        written.warnings
    );
    assert_eq!(desk.filings(&id).unwrap()[0].check_code, generated.check_code);
}
