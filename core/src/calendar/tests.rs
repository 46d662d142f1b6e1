use super::*;
use crate::answers::Value;
use crate::check::{Setting, check};
use crate::form::load;
use crate::notice::YearNotice;
use chrono::DateTime;
use proptest::prelude::*;

fn form(name: &str) -> Form {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
    load(&root.join(name)).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn listed(form: &Form, draft: &Draft) -> Vec<(DayKind, String)> {
    let report = check(form, draft, &Setting { today: day("2026-03-01"), charset: None, pages: None });
    days(form, draft, &report).into_iter().map(|it| (it.kind, it.day.to_string())).collect()
}

#[test]
fn days_follow_from_answers_or_there_are_none() {
    let review = form("design-center-review/2023");
    let mut draft = Draft::empty(&review, "in-house");
    assert_eq!(listed(&review, &draft), []);
    draft.filing_date = Some(day("2026-06-15"));
    draft.answers.insert("recognition.valid_from".into(), Value::Text("2024-02-29".into()));
    let expected = [
        (DayKind::Filing, "2026-06-15"),
        (DayKind::Procedure, "2027-02-28"),
        (DayKind::Procedure, "2030-02-28"),
    ];
    assert_eq!(listed(&review, &draft), expected.map(|(kind, day)| (kind, day.to_owned())));
}

#[test]
fn a_clause_that_waits_for_time_has_its_day() {
    let form = form("design-center/2023");
    let mut draft = Draft::empty(&form, "in-house");
    draft.filing_date = Some(day("2026-06-15"));
    draft.answers.insert("centre.operating_since".into(), Value::Text("2024-09-01".into()));
    assert!(listed(&form, &draft).contains(&(DayKind::Earliest, "2026-09-01".to_owned())));
    draft.answers.insert("centre.operating_since".into(), Value::Text("2023-09-01".into()));
    assert!(listed(&form, &draft).iter().all(|(kind, _)| *kind != DayKind::Earliest));
}

#[test]
fn only_what_waits_is_ready_on_a_day() {
    let form = form("design-center/2023");
    let json = include_str!("../../../forms/design-center/2023/examples/in-house.shenbao.json");
    let mut draft = crate::answers::read_draft(json).unwrap();
    let ready = |draft: &Draft| {
        let days = listed(&form, draft).into_iter().filter(|(kind, _)| *kind == DayKind::Ready);
        days.map(|(_, day)| day).collect::<Vec<_>>()
    };
    assert_eq!(ready(&draft), [""; 0], "every clause is met already");
    draft.answers.insert("centre.operating_since".into(), Value::Text("2024-09-01".into()));
    assert_eq!(ready(&draft), ["2026-09-01"]);
}

#[test]
fn the_notice_brings_its_days() {
    let notice = YearNotice {
        form: "science-award".into(),
        year: 2026,
        title: "通知".into(),
        opens: Some(day("2026-03-01")),
        deadline: Some(day("2026-04-10")),
        deadline_hour: Some(16),
        ..YearNotice::default()
    };
    let form = notice.over(&form("science-award/2024"));
    let expected = [(DayKind::Opens, "2026-03-01"), (DayKind::Deadline, "2026-04-10")];
    let draft = Draft::empty(&form, "youth");
    assert_eq!(listed(&form, &draft), expected.map(|(kind, day)| (kind, day.to_owned())));
}

fn event(summary: &str, hour: Option<u8>) -> Event {
    Event {
        uid: "7-deadline@shenbao".into(),
        day: day("2026-12-31"),
        hour,
        summary: summary.into(),
        description: "说明，一".into(),
    }
}

#[test]
fn a_calendar_file_looks_like_this() {
    let made = "2026-01-02T03:04:05Z".parse().unwrap();
    let file = ics(&[event("申报截止：甲;乙\\丙\n丁", None), event("到点", Some(24))], made);
    insta::assert_snapshot!(file.replace("\r\n", "⏎\n"));
}

proptest! {
    #[test]
    fn lines_are_folded_and_unfold_to_what_was_written(summary in "\\PC{0,200}") {
        let file = ics(&[event(&summary, None)], DateTime::<chrono::Utc>::UNIX_EPOCH);
        prop_assert!(file.ends_with("\r\n"));
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let unfolded = file.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        let mut chars = line.chars();
        let mut read = String::new();
        while let Some(c) = chars.next() {
            read.push(if c == '\\' { chars.next().unwrap() } else { c });
        }
        prop_assert_eq!(read, summary);
    }
}

#[test]
fn a_draft_s_own_last_day_is_when_its_validity_ends() {
    let review = form("design-center-review/2023");
    let mut draft = Draft::empty(&review, "in-house");
    draft.filing_date = Some(day("2026-06-15"));
    assert_eq!(own_deadline(&review, &draft), None);
    draft.answers.insert("recognition.valid_from".into(), Value::Text("2024-02-29".into()));
    assert_eq!(own_deadline(&review, &draft), Some(day("2027-02-28")));
    let first = form("design-center/2023");
    let draft = Draft { filing_date: draft.filing_date, ..Draft::empty(&first, "in-house") };
    assert_eq!(own_deadline(&first, &draft), None);
}
