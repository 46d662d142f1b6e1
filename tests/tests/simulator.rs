//! Walks every form as somebody would who fills it in: every kind of applicant, every answer that shows or hides something.
//!
//! Knows no form. What an answer changes is seen from outside, by what the check says is shown; so a new pack is walked as soon as
//! it is in the folder.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

use shenbao_core::answers::{Attachment, Draft, Value};
use shenbao_core::check::{self, Report, Setting, Standing};
use shenbao_core::compose;
use shenbao_core::form::{self, Choice, Field, FieldKind, Form};
use shenbao_core::identity::{DISTRICTS, OUTSIDE, credit_code_check, identity_number};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FILED_ON: &str = "2026-06-15";
/// Answers are changed at most so many at a time, each shown by the one before it.
const DEEPEST: usize = 3;

#[test]
fn every_form_can_be_walked_through() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
    for form in form::load_all(&root).unwrap() {
        let mut walked = 0;
        for variant in &form.variants {
            let mut walk = Walk {
                form: &form,
                seen: BTreeSet::new(),
                reached: BTreeSet::new(),
                hidden: BTreeSet::new(),
                count: 0,
            };
            walk.from(&variant.id, &BTreeMap::new(), DEEPEST);
            walk.check_reached(&variant.id);
            walked += walk.count;
        }
        assert!(walked >= form.variants.len(), "{}", form.id);
    }
}

/// The walk of one kind of applicant.
struct Walk<'a> {
    form: &'a Form,
    /// What was shown in the states that were walked.
    seen: BTreeSet<Vec<String>>,
    /// Fields that some state shows.
    reached: BTreeSet<&'a str>,
    /// Fields that some state does not show.
    hidden: BTreeSet<String>,
    count: usize,
}

impl<'a> Walk<'a> {
    /// Walks the state in which `chosen` is answered so and everything else that is shown somehow, then every state that one more answer
    /// leads to.
    fn from(&mut self, variant: &str, chosen: &BTreeMap<String, Value>, depth: usize) {
        let draft = filled(self.form, variant, chosen);
        let report = report(self.form, &draft);
        if !self.seen.insert(report.not_shown.clone()) {
            return;
        }
        self.count += 1;
        self.hidden.extend(report.not_shown.iter().cloned());
        let place = format!("{} {variant} {chosen:?}", self.form.id);
        self.check(&draft, &report, &place);
        if depth == 0 {
            return;
        }
        let shown: Vec<&Field> = shown(self.form, variant, &report).collect();
        for field in shown {
            for value in answers(field) {
                let mut next = chosen.clone();
                next.insert(field.id.clone(), value.clone());
                let mut changed = draft.clone();
                changed.answers.insert(field.id.clone(), value);
                if self::report(self.form, &changed).not_shown != report.not_shown {
                    self.from(variant, &next, depth - 1);
                }
            }
        }
    }

    fn check(&mut self, draft: &Draft, report: &Report, place: &str) {
        self.each_section_is_complete(report, place);
        self.findings_lead_to_what_is_shown(report, place);
        self.each_shown_field_is_found_missing(draft, report, place);
        self.hidden_fields_block_nothing(draft, report, place);
        self.each_document_composes(draft, report, place);
    }

    fn each_section_is_complete(&self, report: &Report, place: &str) {
        let says: Vec<_> = report
            .field_findings
            .iter()
            .filter(|finding| finding.standing != Standing::Met)
            .map(|finding| &finding.says)
            .collect();
        for section in &report.sections {
            assert_eq!(
                (section.answered, section.wrong),
                (section.required, 0),
                "{place}: {} is not complete: {says:?}",
                section.id
            );
        }
    }

    /// A finding that names a field nobody sees cannot be mended.
    fn findings_lead_to_what_is_shown(&self, report: &Report, place: &str) {
        let known: BTreeSet<&str> = self.form.fields().map(|field| field.id.as_str()).collect();
        let paths = report.findings.iter().flat_map(|finding| &finding.fields);
        let paths = paths.chain(report.cross_checks.iter().flat_map(|check| &check.fields));
        let paths = paths.chain(report.field_findings.iter().map(|finding| &finding.field));
        for path in paths {
            let is_shown = known.contains(path.field.as_str()) && !report.not_shown.contains(&path.field);
            assert!(is_shown || path.field == "filing_date", "{place}: a finding leads to {path}");
        }
        for finding in &report.findings {
            let is_open = matches!(finding.standing, Standing::Unknown | Standing::NotMet);
            assert!(!is_open || !finding.fields.is_empty(), "{place}: {} leads nowhere", finding.clause);
        }
    }

    /// Emptied, a required field is named; badly written, every field is.
    fn each_shown_field_is_found_missing(&mut self, draft: &Draft, report: &Report, place: &str) {
        let shown: Vec<&Field> = shown(self.form, &draft.variant, report).collect();
        for field in shown {
            let is_new = self.reached.insert(&field.id);
            if !is_new {
                continue;
            }
            let mut without = draft.clone();
            without.answers.remove(&field.id);
            without.attachments.retain(|file| file.field != field.id);
            let names = |draft: &Draft| {
                self::report(self.form, draft)
                    .field_findings
                    .iter()
                    .any(|finding| finding.field.field == field.id)
            };
            assert_eq!(names(&without), field.required, "{place}: {} emptied", field.id);
            if !matches!(field.kind, FieldKind::Attachment { .. }) {
                let mut wrong = draft.clone();
                wrong.answers.insert(field.id.clone(), nonsense(field));
                assert!(names(&wrong), "{place}: {} badly written", field.id);
            }
            for column in field.kind.columns() {
                self.each_cell_is_found_missing(draft, field, column, place);
            }
        }
    }

    /// The same for the cells of a table's first row.
    fn each_cell_is_found_missing(&self, draft: &Draft, table: &Field, column: &Field, place: &str) {
        let with = |cell: Option<Value>| {
            let mut changed = draft.clone();
            let rows = changed.answers.get_mut(&table.id);
            let Some(Value::List(rows)) = rows else { panic!("{place}: {} has no rows", table.id) };
            let Some(Value::Row(cells)) = rows.first_mut() else {
                panic!("{place}: {} has no rows", table.id)
            };
            cells.remove(&column.id);
            cells.extend(cell.map(|cell| (column.id.clone(), cell)));
            let report = self::report(self.form, &changed);
            report.field_findings.iter().any(|finding| finding.field.field == table.id)
        };
        assert_eq!(with(None), column.required, "{place}: {}.{} emptied", table.id, column.id);
        assert!(with(Some(nonsense(column))), "{place}: {}.{} badly written", table.id, column.id);
    }

    /// Neither without an answer nor with a bad one does a hidden field change anything.
    fn hidden_fields_block_nothing(&self, draft: &Draft, report: &Report, place: &str) {
        let mut other = draft.clone();
        for id in &report.not_shown {
            let field = self.form.fields().find(|field| field.id == *id).unwrap();
            if !matches!(field.kind, FieldKind::Attachment { .. }) {
                other.answers.insert(id.clone(), nonsense(field));
            }
        }
        let with = self::report(self.form, &other);
        let says =
            |what: &str| format!("{place}: what is written in fields that are not shown changes {what}");
        assert_eq!(with.not_shown, report.not_shown, "{}", says("which fields are shown"));
        assert_eq!(with.field_findings, report.field_findings, "{}", says("the findings about answers"));
        assert_eq!(with.findings, report.findings, "{}", says("the clauses"));
        assert_eq!(with.standing, report.standing, "{}", says("the standing"));
    }

    /// Every document is made, and what is shown and answered stands in one of them.
    fn each_document_composes(&self, draft: &Draft, report: &Report, place: &str) {
        let setting = compose::Setting { day: FILED_ON.parse().unwrap(), app_version: "1".into() };
        let composed = compose::compose(self.form, draft, report, &setting);
        assert!(!composed.documents.is_empty(), "{place}");
        for document in &composed.documents {
            assert!(!document.blocks.is_empty(), "{place}: {} is empty", document.file_name);
        }
        let printed = serde_json::to_string(&composed.documents).unwrap();
        for field in shown(self.form, &draft.variant, report) {
            assert!(is_printed(field, draft, &printed), "{place}: {} is not printed", field.id);
        }
    }

    /// A field that no state shows is asked of nobody; one that depends on answers is not shown in every state.
    fn check_reached(&self, variant: &str) {
        let asked = self
            .form
            .fields()
            .filter(|field| field.variants.is_empty() || field.variants.iter().any(|v| v == variant));
        for field in asked {
            assert!(
                self.reached.contains(field.id.as_str()),
                "{} {variant}: {} is never shown",
                self.form.id,
                field.id
            );
            assert!(
                field.when.is_none() || self.hidden.contains(&field.id),
                "{} {variant}: {} is never hidden",
                self.form.id,
                field.id
            );
        }
    }
}

fn report(form: &Form, draft: &Draft) -> Report {
    check::check(form, draft, &Setting { today: FILED_ON.parse().unwrap(), charset: None, pages: None })
}

fn shown<'a>(form: &'a Form, variant: &str, report: &Report) -> impl Iterator<Item = &'a Field> {
    let variant = variant.to_owned();
    let hidden: BTreeSet<String> = report.not_shown.iter().cloned().collect();
    form.fields().filter(move |field| {
        (field.variants.is_empty() || field.variants.contains(&variant)) && !hidden.contains(&field.id)
    })
}

/// A draft in which everything that is shown is answered: as `chosen` says, otherwise somehow.
fn filled(form: &Form, variant: &str, chosen: &BTreeMap<String, Value>) -> Draft {
    let mut draft = Draft {
        format: Draft::FORMAT,
        form: form.id.clone(),
        edition: form.edition.clone(),
        variant: variant.to_owned(),
        filing_date: Some(FILED_ON.parse().unwrap()),
        answers: chosen.clone(),
        attachments: Vec::new(),
        origins: Default::default(),
        seen: Default::default(),
        excerpt: None,
    };
    // An answer may show more fields; no form is deeper than it has fields.
    for _ in 0..form.fields().count() {
        let report = report(form, &draft);
        let open: Vec<&Field> = shown(form, variant, &report)
            .filter(|field| match field.kind {
                FieldKind::Attachment { .. } => !draft.attachments.iter().any(|file| file.field == field.id),
                _ => !draft.answers.contains_key(&field.id),
            })
            .collect();
        if open.is_empty() {
            break;
        }
        for (at, field) in open.into_iter().enumerate() {
            if let FieldKind::Attachment { .. } = field.kind {
                draft.attachments.push(Attachment {
                    field: field.id.clone(),
                    path: "a.pdf".into(),
                    sha256: None,
                });
            } else {
                draft.answers.insert(field.id.clone(), answer(field, at));
            }
        }
    }
    draft
}

/// Every answer that a field with a closed set of them can have, one choice at a time where several can be chosen.
fn answers(field: &Field) -> Vec<Value> {
    let ids =
        |options: &[Choice]| options.iter().map(|option| Value::Text(option.id.clone())).collect::<Vec<_>>();
    match &field.kind {
        FieldKind::YesNo | FieldKind::Declaration { .. } => vec![Value::YesNo(true), Value::YesNo(false)],
        FieldKind::Choice { options } => ids(options),
        FieldKind::Choices { options } => {
            let all = ids(options);
            let single = all.iter().map(|one| Value::List(vec![one.clone()]));
            single.chain([Value::List(Vec::new()), Value::List(all.clone())]).collect()
        }
        FieldKind::Region => vec![Value::Text(DISTRICTS[0].0.into()), Value::Text(OUTSIDE.into())],
        FieldKind::Integer { min, .. } => {
            vec![Value::Integer(min.unwrap_or(0)), Value::Integer(min.unwrap_or(0) + 1)]
        }
        FieldKind::Table { .. } => vec![Value::List(Vec::new())],
        _ => Vec::new(),
    }
}

/// Some answer that is well written; `at` makes those of different fields and rows differ.
fn answer(field: &Field, at: usize) -> Value {
    let text = |text: &str| Value::Text(text.to_owned());
    match &field.kind {
        // None is a part of another one: where it is found, it is this one.
        FieldKind::Text { .. } => Value::Text(format!("示{at}号")),
        FieldKind::LongText { min, .. } => {
            Value::Text(format!("示{at}号{}", "示".repeat(min.unwrap_or(1) as usize)))
        }
        FieldKind::Integer { min, max, .. } => Value::Integer(max.unwrap_or(1).min(min.unwrap_or(1).max(1))),
        FieldKind::Decimal { min, .. } => Value::Text(min.unwrap_or_default().to_string()),
        FieldKind::Money { .. } => text("1.00"),
        FieldKind::Date => text("2015-03-02"),
        FieldKind::Year => Value::Integer(2026),
        FieldKind::YesNo | FieldKind::Declaration { .. } => Value::YesNo(true),
        FieldKind::Choice { options } => text(&options[0].id),
        FieldKind::Choices { options } => Value::List(vec![text(&options[0].id)]),
        FieldKind::Region => text(DISTRICTS[0].0),
        FieldKind::CreditCode => {
            let body = format!("91310115MA1K{at:05}");
            Value::Text(format!("{body}{}", credit_code_check(&body).unwrap()))
        }
        FieldKind::IdentityNumber | FieldKind::IdentityDocument => {
            let numbers =
                ('0'..='9').chain(['X']).map(|check| format!("31010119800302{:03}{check}", at % 1000));
            Value::Text(numbers.into_iter().find(|number| identity_number(number).is_ok()).unwrap())
        }
        FieldKind::Phone { .. } => text("13800000000"),
        FieldKind::Email => text("a@b.example"),
        FieldKind::Postcode => text("200001"),
        FieldKind::Table { columns, row_for_each: Some(key) } => Value::List(lines(columns, key, at)),
        FieldKind::Table { columns, row_for_each: None } => {
            Value::List((0..2).map(|row| cells(columns, at * 2 + row, None)).collect())
        }
        FieldKind::Years { columns, count, .. } => {
            let years = (0..*count).map(|back| 2026 - 1 - i32::try_from(back).unwrap());
            Value::List(years.map(|year| cells(columns, at, Some(year))).collect())
        }
        FieldKind::Attachment { .. } => text(""),
    }
}

fn cells(columns: &[Field], at: usize, year: Option<i32>) -> Value {
    let cells = columns.iter().map(|column| (column.id.clone(), answer(column, at)));
    Value::Row(cells.chain(year.map(|year| ("year".to_owned(), Value::Integer(year)))).collect())
}

/// A row for each option of the column `key`.
fn lines(columns: &[Field], key: &str, at: usize) -> Vec<Value> {
    let options = columns.iter().find(|column| column.id == key).map(|column| &column.kind);
    let Some(FieldKind::Choice { options }) = options else { return Vec::new() };
    let line = |option: &Choice| {
        let others = columns.iter().filter(|column| column.id != key);
        let cells = others.map(|column| (column.id.clone(), answer(column, at)));
        Value::Row(cells.chain([(key.to_owned(), Value::Text(option.id.clone()))]).collect())
    };
    options.iter().map(line).collect()
}

/// What no field of this kind can be answered with.
fn nonsense(field: &Field) -> Value {
    match field.kind {
        FieldKind::Table { .. } | FieldKind::Years { .. } => Value::YesNo(true),
        _ => Value::List(vec![Value::Row(BTreeMap::new())]),
    }
}

/// Whether a text itself is printed, be it in a sentence or on a cover that does not say where it comes from; of other answers, whether
/// something says that it is this one or one of its cells.
fn is_printed(field: &Field, draft: &Draft, printed: &str) -> bool {
    let leads_here = |end: &str| printed.contains(&format!("\"{}{end}", field.id));
    match (&field.kind, draft.answers.get(&field.id)) {
        (FieldKind::Attachment { .. }, _) => true,
        (FieldKind::Text { .. } | FieldKind::LongText { .. }, Some(Value::Text(text))) => {
            printed.contains(text.as_str())
        }
        _ => ["\"", "["].into_iter().any(leads_here),
    }
}
