//! Applicants in, expected findings out: every file under `cases/`, each boundary on both sides.
//!
//! A case begins with an example of its pack, changes what matters, and names the clauses that matter; what it does
//! not name may stand as it will.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

use chrono::NaiveDate;
use serde::Deserialize;
use shenbao_core::answers::{Draft, Edit, Path as Place, Value, apply, read_draft};
use shenbao_core::check::{self, Report, Setting, Standing};
use shenbao_core::form::{self, Binding, Form};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One file: a boundary.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The example that each case begins with.
    example: String,
    /// Changes that all cases of the file share.
    #[serde(default)]
    given: Change,
    case: Vec<Case>,
}

/// One applicant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    given: Change,
    #[serde(default)]
    expect: Expected,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Change {
    filing_date: Option<NaiveDate>,
    #[serde(default)]
    no_filing_date: bool,
    today: Option<NaiveDate>,
    variant: Option<String>,
    /// Answers by path.
    #[serde(default)]
    set: BTreeMap<String, Value>,
    /// Not answered.
    #[serde(default)]
    clear: Vec<Place>,
    /// Attachment fields without a file.
    #[serde(default)]
    detach: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Expected {
    standing: Option<String>,
    ready_from: Option<String>,
    in_force: Option<String>,
    hidden: Option<Vec<String>>,
    /// Exactly the clauses of the regulation that are not met.
    not_met: Option<Vec<String>>,
    /// Exactly the clauses of the regulation that are unknown.
    unknown: Option<Vec<String>>,
    /// How many answers are carried over and not looked at.
    carried: Option<usize>,
    #[serde(default)]
    clauses: BTreeMap<String, ExpectedFinding>,
    /// Standing by id; `absent` where the check does not apply.
    #[serde(default)]
    cross_checks: BTreeMap<String, String>,
    /// Words of the finding by path; an empty text: no finding there.
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// A standing alone, or with what the finding says.
#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedFinding {
    Standing(String),
    Finding(Box<FullFinding>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullFinding {
    standing: String,
    have: Option<String>,
    gap: Option<String>,
    earliest: Option<NaiveDate>,
    /// Whether the finding says how it was counted or read.
    advised: Option<bool>,
    fields: Option<Vec<String>>,
}

#[test]
fn every_case_of_the_design_center() {
    check("design-center", "2023");
}

#[test]
fn every_case_of_the_science_award() {
    check("science-award", "2024");
}

#[test]
fn every_case_of_the_livestream_bases_yearly_report() {
    check("livestream-base-annual", "2023");
}

#[test]
fn every_case_of_the_design_centers_review() {
    check("design-center-review", "2023");
}

#[test]
fn every_case_of_the_livestream_base() {
    check("livestream-base", "2023");
}

/// Runs all cases of a pack and reports every difference at once.
fn check(id: &str, edition: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../forms").join(id).join(edition);
    let form = form::load(&folder).unwrap_or_else(|mistakes| panic!("{id}: {mistakes:?}"));
    let mut differences = Vec::new();
    let mut count = 0;
    for path in files(&root.join("cases").join(id)) {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let example =
            std::fs::read_to_string(folder.join(format!("examples/{}.shenbao.json", file.example))).unwrap();
        for case in &file.case {
            let mut draft = read_draft(&example).unwrap();
            let today = change(&mut draft, &file.given, None);
            let today = change(&mut draft, &case.given, today);
            let today = today.or(draft.filing_date).unwrap_or_default();
            let report = check::check(&form, &draft, &Setting { today, charset: None, pages: None });
            count += 1;
            for difference in differ(&form, &report, &case.expect) {
                differences.push(format!("{name} · {}: {difference}", case.name));
            }
            for difference in unreasoned(&form, &draft, &report) {
                differences.push(format!("{name} · {}: {difference}", case.name));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "{} of {count} cases differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
    assert!(count > 0);
}

/// All case files below a folder, in a fixed order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}

/// Changes the draft; gives the day that is today, where the change or the one before it says so.
fn change(draft: &mut Draft, change: &Change, today: Option<NaiveDate>) -> Option<NaiveDate> {
    let mut edits = Vec::new();
    edits.extend(change.filing_date.map(|date| Edit::FilingDate { date: Some(date) }));
    edits.extend(change.no_filing_date.then_some(Edit::FilingDate { date: None }));
    edits.extend(change.variant.clone().map(|variant| Edit::Variant { variant }));
    let place = |path: &String| path.parse::<Place>().unwrap();
    edits.extend(
        change.set.iter().map(|(path, value)| Edit::Set { path: place(path), value: Some(value.clone()) }),
    );
    edits.extend(change.clear.iter().map(|path| Edit::Set { path: path.clone(), value: None }));
    for edit in edits {
        apply(draft, edit).unwrap();
    }
    draft.attachments.retain(|attachment| !change.detach.contains(&attachment.field));
    change.today.or(today)
}

fn differ(form: &Form, report: &Report, expected: &Expected) -> Vec<String> {
    let mut differences = Vec::new();
    let mut same = |what: &str, got: String, wanted: &str| {
        if got != wanted {
            differences.push(format!("{what} is {got}, expected {wanted}"));
        }
    };
    if let Some(standing) = &expected.standing {
        same("standing", name(&report.standing), standing);
    }
    if let Some(day) = &expected.ready_from {
        same("ready_from", report.ready_from.map_or("never".into(), |day| day.to_string()), day);
    }
    if let Some(standing) = &expected.in_force {
        same("in_force", name(&report.in_force.standing), standing);
    }
    if let Some(hidden) = &expected.hidden {
        same("hidden", format!("{:?}", report.hidden), &format!("{hidden:?}"));
    }
    for (standing, wanted) in [(Standing::NotMet, &expected.not_met), (Standing::Unknown, &expected.unknown)]
    {
        if let Some(wanted) = wanted {
            same(&name(&standing), format!("{:?}", clauses(report, standing)), &format!("{wanted:?}"));
        }
    }
    if let Some(carried) = expected.carried {
        same("carried", report.carried.len().to_string(), &carried.to_string());
    }
    for (id, standing) in &expected.cross_checks {
        assert!(form.cross_checks.iter().any(|check| check.id == *id), "no cross-check {id}");
        let found = report.cross_checks.iter().find(|check| check.id == *id);
        same(id, found.map_or("absent".into(), |check| name(&check.standing)), standing);
    }
    for (path, words) in &expected.fields {
        let says: Vec<&str> = report
            .field_findings
            .iter()
            .filter(|finding| finding.field.to_string() == *path)
            .map(|finding| finding.says.as_str())
            .collect();
        let fits =
            if words.is_empty() { says.is_empty() } else { says.iter().any(|says| says.contains(words)) };
        if !fits {
            same(path, format!("{says:?}"), words);
        }
    }
    for (clause, wanted) in &expected.clauses {
        let found = report.findings.iter().find(|finding| finding.clause == *clause);
        let Some(found) = found else { panic!("no clause {clause}") };
        match wanted {
            ExpectedFinding::Standing(standing) => same(clause, name(&found.standing), standing),
            ExpectedFinding::Finding(wanted) => {
                same(clause, name(&found.standing), &wanted.standing);
                let texts = [("have", &found.have, &wanted.have), ("gap", &found.gap, &wanted.gap)];
                for (what, got, wanted) in texts {
                    if let Some(wanted) = wanted {
                        same(&format!("{clause} {what}"), got.clone().unwrap_or_default(), wanted);
                    }
                }
                if let Some(day) = wanted.earliest {
                    same(
                        &format!("{clause} earliest"),
                        format!("{:?}", found.earliest),
                        &format!("{:?}", Some(day)),
                    );
                }
                if let Some(advised) = wanted.advised {
                    same(
                        &format!("{clause} advised"),
                        found.advice.is_some().to_string(),
                        &advised.to_string(),
                    );
                }
                if let Some(fields) = &wanted.fields {
                    let got: Vec<String> = found.fields.iter().map(Place::to_string).collect();
                    same(&format!("{clause} fields"), format!("{got:?}"), &format!("{fields:?}"));
                }
            }
        }
    }
    differences
}

/// Clauses whose reasons come to something else than their finding.
fn unreasoned(form: &Form, draft: &Draft, report: &Report) -> Vec<String> {
    let reasoned = report.findings.iter().map(|finding| {
        let standing = check::why(form, draft, &finding.clause)
            .map_or(Standing::NotApplicable, |reason| reason.standing);
        (finding, standing)
    });
    let differs = reasoned.filter(|(finding, standing)| finding.standing != *standing);
    differs.map(|(finding, standing)| format!("{} is reasoned to be {standing:?}", finding.clause)).collect()
}

/// The clauses of the regulation that stand so.
fn clauses(report: &Report, standing: Standing) -> Vec<String> {
    let findings = report.findings.iter();
    let so =
        findings.filter(|finding| finding.binding == Binding::Regulation && finding.standing == standing);
    so.map(|finding| finding.clause.clone()).collect()
}

/// As the report writes it.
fn name(standing: &impl serde::Serialize) -> String {
    serde_json::to_value(standing).unwrap().as_str().unwrap().to_owned()
}
