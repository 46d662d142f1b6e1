//! Conditions → findings: which clause is met, by what figure, what is lacking, from which day on.
//!
//! Pure: the filing date is the draft's, today is passed in. Nothing of a form stands here; every test of
//! [`crate::form::Test`] is evaluated and explained in the module of its family, with exact decimals and after Kleene.

mod age;
mod answered;
mod carried;
mod charset;
mod explain;
mod facts;
mod fields;
mod figure;
mod figures;
mod gauges;
mod in_force;
mod judge;
pub(crate) mod lengths;
mod logic;
mod numbers;
mod parties;
mod published;
mod range;
mod report;
mod rows;
mod same;
mod time;
mod timeline;
mod verdict;
mod why;
mod words;

pub use charset::Charset;
pub use facts::Facts;
pub use figures::KnownFigure;
pub use gauges::{Gauge, gauges};
pub use in_force::in_force;
pub use published::{Published, Rule, published};
pub use report::*;
pub use timeline::{Milestone, timeline};
pub use why::{Reason, why};

use crate::answers::Draft;
use crate::form::{Condition, CrossCheck, Field, Form};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a check needs to know beside the draft.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Bounds `ready_from` and days of birth, and stands for the filing date in `in_force` where there is none; clauses
    /// count to the filing date alone.
    pub today: NaiveDate,
    /// What can be printed; `None`: not looked at.
    pub charset: Option<&'a Charset>,
    /// How many pages a written section fills in print; `None`: not looked at.
    pub pages: Option<Pages<'a>>,
}

/// Typesets the text of a field.
pub type Pages<'a> = &'a dyn Fn(&Field, &str) -> Decimal;

/// Checks a draft. Whatever was answered, there is a report; a draft of another form has no clause met.
pub fn check(form: &Form, draft: &Draft, setting: &Setting<'_>) -> Report {
    let facts = Facts::new(form, draft);
    let findings: Vec<Finding> = form.conditions.iter().map(|condition| finding(&facts, condition)).collect();
    let carried = carried::carried(&facts);
    let lengths = lengths::measure(&facts, setting);
    let (field_findings, mut sections) = fields::check(&facts, setting, &lengths);
    carried::count(form, &carried, &mut sections);
    let cross_checks: Vec<CrossCheckFinding> =
        form.cross_checks.iter().filter_map(|check| cross_check(&facts, check)).collect();
    let (hidden, not_shown) = verdict::hidden(&facts);
    Report {
        standing: verdict::standing(&findings, &field_findings, &cross_checks),
        in_force: in_force(&form.source, draft.filing_date, setting.today),
        ready_from: verdict::ready_from(&facts, &findings, setting.today),
        findings,
        field_findings,
        cross_checks,
        notices: notices(&facts),
        carried,
        hidden,
        not_shown,
        sections,
        lengths,
    }
}

fn finding(facts: &Facts<'_>, condition: &Condition) -> Finding {
    let standing = facts.clause(&condition.clause);
    let explanation = facts.explain_applied(condition.when.as_ref(), &condition.test, standing);
    Finding {
        clause: condition.clause.clone(),
        standing,
        binding: condition.binding,
        cite: condition.cite.clone(),
        asks: condition.asks.clone(),
        have: explanation.have,
        gap: explanation.gap,
        earliest: explanation.earliest,
        advice: explanation.advice,
        fields: explanation.fields,
    }
}

/// What does not apply is left out.
fn cross_check(facts: &Facts<'_>, check: &CrossCheck) -> Option<CrossCheckFinding> {
    let standing = facts.applied(&check.variants, check.when.as_ref(), &check.test);
    if standing == Standing::NotApplicable {
        return None;
    }
    let explanation = facts.explain_applied(check.when.as_ref(), &check.test, standing);
    let says = check.says.trim_end_matches('。');
    let figures: Vec<String> = [explanation.have, explanation.gap].into_iter().flatten().collect();
    let says = if figures.is_empty() {
        format!("{says}。")
    } else {
        format!("{says}。{}。", figures.join("，"))
    };
    Some(CrossCheckFinding {
        id: check.id.clone(),
        standing,
        binding: check.binding,
        says,
        fields: explanation.fields,
    })
}

fn notices(facts: &Facts<'_>) -> Vec<NoticeFinding> {
    let applies = |notice: &&crate::form::Notice| {
        facts.binds(&notice.variants)
            && notice.when.as_ref().is_none_or(|when| facts.standing(when) == Standing::Met)
    };
    let notices = facts.form.notices.iter().filter(applies);
    notices
        .map(|notice| NoticeFinding {
            clause: notice.clause.clone(),
            cite: notice.cite.clone(),
            says: notice.says.clone(),
        })
        .collect()
}

#[cfg(test)]
pub(crate) fn test_form(fields: Vec<crate::form::Field>) -> crate::form::Form {
    use crate::form::{Form, Section, Source, Variant};
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    Form {
        id: "f".into(),
        edition: "1".into(),
        title: "表".into(),
        purpose: None,
        unofficial: false,
        arranged: "示例".into(),
        source: Source {
            title: "办法".into(),
            number: "号".into(),
            authority: "机关".into(),
            in_force_from: day(2000),
            in_force_until: Some(day(2100)),
        },
        variants: vec![Variant {
            id: "v".into(),
            title: "甲类".into(),
            hint: String::new(),
            filers: Vec::new(),
        }],
        named_by: Vec::new(),
        sections: vec![Section { id: "a".into(), title: "页".into(), hint: None, block: None, fields }],
        conditions: Vec::new(),
        cross_checks: Vec::new(),
        notices: Vec::new(),
        procedure: Vec::new(),
        carries: Vec::new(),
        documents: Default::default(),
        season: None,
        year_notice: None,
    }
}

#[cfg(test)]
mod tests;
