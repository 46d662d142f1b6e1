//! What else can be filed for: every form against what is known already, clause by clause.
//!
//! Nothing is guessed: a draft of each form is made from what the forms share, and checked as any draft is. Whatever hangs on
//! something that was not asked yet stays unknown.

use crate::answers::Draft;
use crate::carry::carry_into;
use crate::check::{Finding, Setting, Standing, check};
use crate::form::{Binding, Form};
use chrono::NaiveDate;
use serde::Serialize;

/// A form and a kind of applicant, as far as they can be decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Prospect {
    /// The pack's id.
    pub form: String,
    /// Its edition.
    pub edition: String,
    /// What the application is called.
    pub title: String,
    /// The kind of applicant.
    pub variant: String,
    /// What it is called.
    pub variant_title: String,
    /// Why it cannot be filed whatever is answered: the measure is not in force.
    pub out_of_force: Option<String>,
    /// How many answers are known.
    pub known: u32,
    /// Clauses of the regulation that are met …
    pub met: u32,
    /// … that are not met …
    pub not_met: u32,
    /// … and that cannot be decided yet.
    pub unknown: u32,
    /// The clauses that are decided, those that are not met first.
    pub decided: Vec<Finding>,
    /// From which day on none of the decided clauses stands against it; `None`: time alone does not do it.
    pub from: Option<NaiveDate>,
}

/// Every form and kind of applicant, the most promising first: what is not met counts against one, what is met for it.
pub fn prospects<'f>(
    forms: impl IntoIterator<Item = &'f Form>,
    from: &Form,
    draft: &Draft,
    today: NaiveDate,
) -> Vec<Prospect> {
    let mut found: Vec<Prospect> = Vec::new();
    for form in forms {
        for variant in &form.variants {
            let made = carry_into(from, draft, form, &variant.id);
            found.push(prospect(form, &variant.title, made, today));
        }
    }
    found.sort_by_key(|prospect| (prospect.not_met, std::cmp::Reverse(prospect.met)));
    found
}

fn prospect(form: &Form, variant_title: &str, mut draft: Draft, today: NaiveDate) -> Prospect {
    let known = draft.answers.len() + draft.attachments.len();
    draft.filing_date = Some(today);
    let report = check(form, &draft, &setting(today));
    let regulation = report.findings.into_iter().filter(|finding| finding.binding == Binding::Regulation);
    let (mut decided, unknown): (Vec<Finding>, Vec<Finding>) =
        regulation.filter(|finding| finding.standing != Standing::NotApplicable).partition(is_decided);
    decided.sort_by_key(|finding| finding.standing != Standing::NotMet);
    let count = |standing| decided.iter().filter(|finding| finding.standing == standing).count();
    let (met, not_met) = (number(count(Standing::Met)), number(count(Standing::NotMet)));
    let from = first_day(form, &draft, &decided, today);
    Prospect {
        form: form.id.clone(),
        edition: form.edition.clone(),
        title: form.title.clone(),
        variant_title: variant_title.to_owned(),
        out_of_force: report.in_force.out_of_force().map(str::to_owned),
        variant: draft.variant,
        known: number(known),
        met,
        not_met,
        unknown: number(unknown.len()),
        decided,
        from,
    }
}

/// Each day that a finding names is checked anew, since the years that count move with the day.
fn first_day(form: &Form, draft: &Draft, decided: &[Finding], today: NaiveDate) -> Option<NaiveDate> {
    let fails = |finding: &&Finding| finding.standing == Standing::NotMet;
    let mut days: Vec<NaiveDate> = decided
        .iter()
        .filter(fails)
        .filter_map(|finding| finding.earliest)
        .filter(|day| *day > today)
        .collect();
    if !decided.iter().any(|finding| finding.standing == Standing::NotMet) {
        return Some(today);
    }
    days.sort_unstable();
    days.into_iter().find(|day| {
        let then = Draft { filing_date: Some(*day), ..draft.clone() };
        let mut findings = check(form, &then, &setting(today)).findings.into_iter();
        !findings
            .any(|finding| finding.binding == Binding::Regulation && finding.standing == Standing::NotMet)
    })
}

fn setting(today: NaiveDate) -> Setting<'static> {
    Setting { today, charset: None, pages: None }
}

fn is_decided(finding: &Finding) -> bool {
    matches!(finding.standing, Standing::Met | Standing::NotMet)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
