//! What the findings come to: the draft's standing, from when on all is met, what is kept and not shown.

use super::facts::Facts;
use super::{CrossCheckFinding, DraftStanding, FieldFinding, Finding, Standing};
use crate::form::Binding;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The standing of the whole.
pub(super) fn standing(
    findings: &[Finding],
    field_findings: &[FieldFinding],
    cross_checks: &[CrossCheckFinding],
) -> DraftStanding {
    let any = |standing| {
        findings.iter().any(|finding| finding.binding == Binding::Regulation && finding.standing == standing)
    };
    let contradicts = |check: &CrossCheckFinding| {
        check.binding == Binding::Regulation && check.standing == Standing::NotMet
    };
    if any(Standing::NotMet) {
        DraftStanding::NotReady
    } else if any(Standing::Unknown)
        || field_findings.iter().any(|finding| finding.standing != Standing::Met)
        || cross_checks.iter().any(contradicts)
    {
        DraftStanding::Incomplete
    } else {
        DraftStanding::Ready
    }
}

/// The earliest day, not before today, on which every clause of the regulation is met: today or a day
/// that a finding names. Each is checked anew, since the years that count move with the day.
pub(super) fn ready_from(facts: &Facts<'_>, findings: &[Finding], today: NaiveDate) -> Option<NaiveDate> {
    let named = findings.iter().filter_map(|finding| finding.earliest).filter(|day| *day > today);
    let days: BTreeSet<NaiveDate> = named.chain([today]).collect();
    days.into_iter().find(|day| {
        let then = facts.filed_on(*day);
        let decides =
            facts.form.conditions.iter().filter(|condition| condition.binding == Binding::Regulation);
        decides.into_iter().all(|condition| {
            matches!(then.clause(&condition.clause), Standing::Met | Standing::NotApplicable)
        })
    })
}

/// Fields whose answers are kept but neither checked nor printed (hidden ones and those of no field), and all fields that
/// are not shown. A field that hangs on an open question is shown only if it holds an answer already: "explain your no"
/// does not stand there before the no.
pub(super) fn hidden(facts: &Facts<'_>) -> (Vec<String>, Vec<String>) {
    let draft = facts.draft;
    let is_kept = |id: &String| {
        draft.answers.contains_key(id) || draft.attachments.iter().any(|attachment| attachment.field == *id)
    };
    let (mut hidden, mut not_shown) = (Vec::new(), Vec::new());
    for id in facts.form.fields().map(|field| &field.id) {
        match (facts.shown(id), is_kept(id)) {
            (Standing::NotMet, true) => {
                hidden.push(id.clone());
                not_shown.push(id.clone());
            }
            (Standing::NotMet | Standing::Unknown, false) => not_shown.push(id.clone()),
            _ => {}
        }
    }
    let answered = draft.answers.keys().chain(draft.attachments.iter().map(|attachment| &attachment.field));
    let unknown: BTreeSet<&String> = answered.filter(|id| facts.field(id).is_none()).collect();
    hidden.extend(unknown.into_iter().cloned());
    (hidden, not_shown)
}
