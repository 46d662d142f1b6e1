//! The years' notices, the days that matter and seasons, over the shipped packs and a library of their own.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Edit, Path as Place, Value};
use shenbao_core::calendar::DayKind;
use shenbao_core::notice::{ExtraMaterial, YearNotice};
use shenbao_core::season::SeasonMatter;
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use tempfile::{TempDir, tempdir};

fn open() -> (TempDir, Desk) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    desk.start().unwrap();
    (folder, desk)
}

fn notice(year: i32) -> YearNotice {
    YearNotice {
        form: "science-award".into(),
        year,
        title: "关于提名工作的通知".into(),
        number: format!("沪科〔{year}〕1号"),
        deadline: format!("{year}-04-10").parse().ok(),
        copies: Some(3),
        materials: vec![ExtraMaterial { name: "公示证明".into(), form: String::new(), required: true }],
        limits: [("SA-P-papers".to_owned(), 5)].into(),
        ..YearNotice::default()
    }
}

fn nomination(desk: &Desk, name: &str, filed: &str) -> String {
    let draft = desk.create("science-award", "2024", "youth").unwrap();
    desk.edit(&draft.id, Edit::FilingDate { date: filed.parse().ok() }).unwrap();
    for (field, value) in [
        ("nomination.year", Value::Integer(2026)),
        ("candidate.kind", Value::Text("person".into())),
        ("candidate.name", Value::Text(name.into())),
    ] {
        desk.edit(&draft.id, Edit::Set { path: Place::field(field), value: Some(value) }).unwrap();
    }
    draft.id
}

fn asks(desk: &Desk, id: &str) -> String {
    let report = desk.open(id).unwrap().state.report;
    report.findings.into_iter().find(|it| it.clause == "SA-P-papers").unwrap().asks
}

#[test]
fn a_notice_lies_over_the_drafts_filed_in_its_year() {
    let (_folder, desk) = open();
    let (this, next) = (nomination(&desk, "甲某", "2026-04-01"), nomination(&desk, "乙某", "2027-04-01"));
    assert!(desk.draft_notice(&this).unwrap().is_none());
    let kept = desk.keep_notice(notice(2026), None).unwrap();
    assert_eq!(kept.notices.len(), 1);
    assert!(asks(&desk, &this).contains("5 篇") && asks(&desk, &next).contains("8 篇"));
    let used = desk.draft_notice(&this).unwrap().unwrap();
    assert_eq!((used.changes, used.to_bring.len()), (1, 2));
    assert!(used.cite.contains("沪科〔2026〕1号") && desk.draft_notice(&next).unwrap().is_none());
    // Moved to another filing day, a draft takes that year's rules.
    desk.edit(&next, Edit::FilingDate { date: "2026-05-01".parse().ok() }).unwrap();
    assert!(asks(&desk, &next).contains("5 篇"));
}

#[test]
fn a_notice_survives_a_restart_and_is_taken_away() {
    let (folder, keychain) = (tempdir().unwrap(), FakeKeychain::default());
    let desk = begin(folder.path(), &keychain);
    desk.start().unwrap();
    let draft = nomination(&desk, "甲某", "2026-04-01");
    desk.keep_notice(notice(2026), None).unwrap();
    drop(desk);
    let desk = begin(folder.path(), &keychain);
    desk.start().unwrap();
    assert!(asks(&desk, &draft).contains("5 篇"));
    assert_eq!(desk.drop_notice("science-award", 2026).unwrap().notices, []);
    assert!(asks(&desk, &draft).contains("8 篇"));
}

#[test]
fn notices_do_not_overwrite_each_other() {
    let (_folder, desk) = open();
    desk.keep_notice(notice(2026), None).unwrap();
    assert_eq!(desk.keep_notice(notice(2026), None).unwrap_err().code, FailureCode::BadEdit);
    desk.keep_notice(notice(2025), None).unwrap();
    assert_eq!(desk.keep_notice(notice(2025), Some(2026)).unwrap_err().code, FailureCode::BadEdit);
    let years: Vec<i32> =
        desk.keep_notice(notice(2027), Some(2026)).unwrap().notices.iter().map(|it| it.year).collect();
    assert_eq!(years, [2027, 2025]);
    let unknown = YearNotice { form: "nothing".into(), ..notice(2026) };
    assert_eq!(desk.keep_notice(unknown, None).unwrap_err().code, FailureCode::NotFound);
    let threshold = YearNotice { limits: [("SA-9-age".to_owned(), 50)].into(), ..notice(2026) };
    assert!(desk.keep_notice(threshold, None).unwrap_err().message.contains("规定本身的数值"));
}

#[test]
fn the_days_of_all_drafts_make_one_calendar() {
    let (folder, desk) = open();
    let draft = nomination(&desk, "甲某", "2026-04-01");
    nomination(&desk, "乙某", "2027-04-01");
    desk.keep_notice(notice(2026), None).unwrap();
    let kinds: Vec<(String, DayKind)> =
        desk.days().unwrap().days.into_iter().map(|it| (it.applicant, it.day.kind)).collect();
    let expected = [("甲某", DayKind::Filing), ("甲某", DayKind::Deadline), ("乙某", DayKind::Filing)];
    assert_eq!(kinds, expected.map(|(name, kind)| (name.to_owned(), kind)));
    let path = folder.path().join("日程.ics");
    desk.save_calendar(None, Some("甲某"), &path).unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
    assert!(file.contains(&format!("UID:{draft}-deadline@")) && !file.contains("乙某"));
}

#[test]
fn a_season_is_held_together() {
    let (folder, desk) = open();
    nomination(&desk, "甲某", "2026-04-01");
    nomination(&desk, "甲某", "2026-04-02");
    desk.create("design-center", "2023", "in-house").unwrap();
    let season = desk.season(None).unwrap();
    assert_eq!((season.year, season.nominations.len(), season.title.as_str()), (Some(2026), 2, "提名季"));
    let [advice] = &season.advices[..] else { panic!("{:?}", season.advices) };
    assert_eq!((advice.matter, advice.places.len()), (SeasonMatter::Person, 2));
    assert_eq!(desk.season(Some(2020)).unwrap().nominations.len(), 0);
    let path = folder.path().join("汇总.xlsx");
    desk.write_workbook(&desk.season_workbook(2026).unwrap(), &path).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
}
