//! Finding drafts by their last day of filing.

use super::{Desk, draft, now, summary};
use crate::answers::Draft;
use crate::library::{Due, Library, Summary, Wanted};
use crate::notice::YearNotice;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Of 2026 with a notice, of 2025 with one, of 2024 without, with a day of its own, and without a filing date.
fn library() -> (tempfile::TempDir, Library) {
    let Desk { folder, mut library, held, .. } = Desk::new();
    library.delete(held.id()).unwrap();
    for (year, deadline) in [(2025, "2025-07-31"), (2026, "2026-06-30")] {
        let form = "design-center".to_owned();
        let notice = YearNotice { form, year, deadline: Some(day(deadline)), ..YearNotice::default() };
        library.keep_notice(&notice).unwrap();
    }
    library.keep_notice(&YearNotice { form: "b".into(), year: 2024, ..YearNotice::default() }).unwrap();
    let drafts = [
        ("今年", Some("2026-03-01"), "design-center", None),
        ("去年", Some("2025-03-01"), "design-center", None),
        ("前年", Some("2024-03-01"), "b", None),
        ("自有", Some("2024-03-01"), "design-center", Some("2026-09-30")),
        ("未定", None, "design-center", Some("2027-01-01")),
    ];
    for (name, filed, form, own) in drafts {
        let draft = Draft { filing_date: filed.map(day), form: form.into(), ..draft() };
        let deadline = own.map(day);
        let summary = Summary { applicant: Some(name.into()), deadline, ..summary(&draft) };
        library.add(draft, &summary, now()).unwrap();
    }
    (folder, library)
}

fn names(library: &Library, wanted: Wanted) -> Vec<String> {
    let lines = library.find(&wanted, 100).unwrap().lines;
    lines.into_iter().filter_map(|line| line.summary.applicant).collect()
}

#[test]
fn the_notice_of_the_year_comes_before_the_draft_s_own_day() {
    let (_folder, library) = library();
    let due = |today: Option<&str>| -> Vec<Option<NaiveDate>> {
        let wanted = Wanted { today: today.map(day), ..Wanted::default() };
        library.find(&wanted, 100).unwrap().lines.into_iter().rev().map(|line| line.due).collect()
    };
    let known = |last: &str| {
        let days = [Some("2026-06-30"), Some("2025-07-31"), None, Some("2026-09-30"), Some(last)];
        days.map(|it| it.map(day)).to_vec()
    };
    assert_eq!(due(Some("2026-01-05")), known("2026-06-30"));
    assert_eq!(due(Some("2028-01-05")), known("2027-01-01"));
    assert_eq!(due(None), known("2027-01-01"));
}

#[test]
fn a_deadline_that_another_version_computed_is_computed_anew() {
    let Desk { folder: _folder, mut library, mut held, .. } = Desk::new();
    library.delete(held.id()).unwrap();
    let other = library.add(draft(), &summary(&draft()), now()).unwrap();
    let today = day("2026-06-30");
    let (mut asked, due) = (Vec::new(), Some(today));
    let mut renew = |library: &mut Library, has: bool| {
        let mut deadline = |draft: &Draft| {
            asked.push(draft.form.clone());
            due
        };
        library.renew_deadlines(&|form, _| has && form == "design-center", &mut deadline).unwrap();
        asked.len()
    };
    assert_eq!(renew(&mut library, true), 0, "each has one since it was added");
    library.db.execute("UPDATE drafts SET dated_by = NULL", []).unwrap();
    assert_eq!(renew(&mut library, true), 2, "the deleted one too");
    assert_eq!(renew(&mut library, true), 2, "once");
    assert_eq!(library.list().unwrap()[0].due, due);
    assert_eq!(library.hold(other.id()).unwrap(), other, "nobody is told that the draft was changed");
    library.db.execute("UPDATE drafts SET dated_by = '0'", []).unwrap();
    assert_eq!(renew(&mut library, false), 2, "a form that knows no deadlines is not read");
    assert_eq!(renew(&mut library, true), 2);
    library.restore(held.id()).unwrap();
    held = library.hold(held.id()).unwrap();
    library.edit(&mut held, super::set("a.b", "c"), now(), &mut |draft| summary(draft)).unwrap();
    assert_eq!(renew(&mut library, true), 2, "an edit computes it");
}

#[test]
fn what_was_deleted_is_found_only_where_it_is_wanted() {
    let (_folder, mut library) = library();
    let all = library.list().unwrap();
    library.archive(all[1].id, true).unwrap();
    for line in &all[..2] {
        library.delete(line.id).unwrap();
    }
    assert_eq!(names(&library, Wanted::default()), ["前年", "去年", "今年"]);
    let deleted = Wanted { deleted: true, ..Wanted::default() };
    // The one that the desk of these tests begins with has no name.
    assert_eq!(names(&library, deleted), ["未定", "自有"]);
}

#[test]
fn drafts_are_found_and_ordered_by_it() {
    let (_folder, library) = library();
    let on = |due: Option<Due>, by_due: bool| {
        names(&library, Wanted { today: Some(day("2026-06-30")), due, by_due, ..Wanted::default() })
    };
    assert_eq!(on(None, false), ["未定", "自有", "前年", "去年", "今年"]);
    assert_eq!(on(None, true), ["未定", "今年", "自有", "去年", "前年"]);
    // What the search says of a day is what is said of it alone.
    let today = day("2026-06-30");
    for (due, group) in [
        (None, Due::Unknown),
        (Some("2026-06-29"), Due::Past),
        (Some("2026-06-30"), Due::Soon),
        (Some("2026-07-30"), Due::Soon),
        (Some("2026-07-31"), Due::Later),
    ] {
        assert_eq!(Due::of(due.map(day), today), group, "{due:?}");
    }
    assert_eq!(on(Some(Due::Past), true), ["去年"]);
    assert_eq!(on(Some(Due::Soon), true), ["未定", "今年"]);
    assert_eq!(on(Some(Due::Later), true), ["自有"]);
    assert_eq!(on(Some(Due::Unknown), true), ["前年"]);
}
