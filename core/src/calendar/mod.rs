//! The days that matter for a draft: only those that follow from the draft, the pack or the year's notice.
//!
//! Where the source names no day there is none here. Past days stay: a deadline that was missed matters too.

mod ics;
#[cfg(test)]
mod tests;

pub use ics::{Event, ics};

use crate::answers::{Draft, Path};
use crate::check::{Report, Standing, timeline};
use crate::form::{Form, StepDay, Test};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Why a day matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// The year's notice: from then on is filed.
    Opens,
    /// The year's notice: the last day of filing.
    Deadline,
    /// The draft's own filing date.
    Filing,
    /// A day of the procedure that follows from an answer: a validity ends.
    Procedure,
    /// From then on a clause that time alone keeps from being met is met.
    Earliest,
    /// From then on every clause is met.
    Ready,
}

/// A day that matters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DraftDay {
    /// Which day.
    pub day: NaiveDate,
    /// The hour of that day, where the source says it.
    pub hour: Option<u8>,
    /// Why it matters.
    pub kind: DayKind,
    /// In a few words, without a name or number of the applicant's.
    pub title: String,
    /// What happens or what to do.
    pub says: String,
    /// 第九条(一), or the notice.
    pub cite: Option<String>,
    /// The answer that it follows from.
    pub place: Option<Path>,
}

impl DraftDay {
    /// Tells it apart from every other day of every draft, and stays the same when the day moves.
    pub fn uid(&self, draft: &str) -> String {
        // Of these there may be several; their source tells them apart.
        let source = match self.kind {
            DayKind::Procedure | DayKind::Earliest => {
                let digest = Sha256::digest(format!("{}\n{}", self.title, self.says));
                digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
            }
            _ => String::new(),
        };
        format!("{draft}-{:?}{source}@shenbao.invalid", self.kind).to_lowercase()
    }
}

/// Every day that matters for a draft, the earliest first.
pub fn days(form: &Form, draft: &Draft, report: &Report) -> Vec<DraftDay> {
    let mut days: Vec<DraftDay> = of_notice(form);
    days.extend(of_procedure(form, draft));
    days.extend(of_clauses(report));
    // Where nothing waits there is no such day: it would be today, and another one each day.
    let waits = report.findings.iter().any(|finding| finding.standing == Standing::NotMet);
    days.extend(report.ready_from.filter(|_| waits).map(|day| DraftDay {
        day,
        hour: None,
        kind: DayKind::Ready,
        title: "全部条件可以满足".to_owned(),
        says: "其他情况不变的，自这一天起满足全部条件。".to_owned(),
        cite: None,
        place: Some(Path::field(Test::FILING_DATE)),
    }));
    days.sort();
    days
}

/// The last day of filing where it follows from the draft itself: a validity ends. `None`: the pack knows of none, or the
/// answer is missing.
pub fn own_deadline(form: &Form, draft: &Draft) -> Option<NaiveDate> {
    if !has_own_deadlines(form) {
        return None;
    }
    let days = of_procedure(form, draft);
    days.into_iter().filter(|day| day.kind == DayKind::Procedure).map(|day| day.day).min()
}

/// Whether [`own_deadline`] knows of any for drafts of this form.
pub fn has_own_deadlines(form: &Form) -> bool {
    let is_own = |day: &StepDay| day.on != Test::FILING_DATE;
    form.procedure.iter().filter_map(|step| step.day.as_ref()).any(is_own)
}

fn of_notice(form: &Form) -> Vec<DraftDay> {
    let Some(notice) = &form.year_notice else { return Vec::new() };
    let day = |day: Option<NaiveDate>, hour, kind, title: &str, says: &str| {
        day.map(|day| DraftDay {
            day,
            hour,
            kind,
            title: title.to_owned(),
            says: says.to_owned(),
            cite: Some(notice.cite()),
            place: None,
        })
    };
    let opens = day(notice.opens, None, DayKind::Opens, "开始申报", "自这一天起可以提交。");
    let (kind, hour) = (DayKind::Deadline, notice.deadline_hour);
    let deadline = day(notice.deadline, hour, kind, "申报截止", "请在截止以前提交全部材料。");
    opens.into_iter().chain(deadline).collect()
}

fn of_procedure(form: &Form, draft: &Draft) -> Vec<DraftDay> {
    let own = timeline(form, draft).into_iter().filter_map(|step| {
        let is_filing = step.place == Some(Path::field(Test::FILING_DATE));
        Some(DraftDay {
            day: step.day?,
            hour: None,
            kind: if is_filing { DayKind::Filing } else { DayKind::Procedure },
            title: step.title,
            says: step.says,
            cite: Some(step.cite),
            place: step.place,
        })
    });
    own.collect()
}

fn of_clauses(report: &Report) -> Vec<DraftDay> {
    let open = report.findings.iter().filter(|finding| finding.standing == Standing::NotMet);
    let day = |finding: &crate::check::Finding| {
        Some(DraftDay {
            day: finding.earliest?,
            hour: None,
            kind: DayKind::Earliest,
            title: "可以满足一项条件".to_owned(),
            says: format!("{}；自这一天起满足。", finding.asks.trim_end_matches('。')),
            cite: Some(finding.cite.clone()),
            place: finding.fields.first().cloned(),
        })
    };
    open.filter_map(day).collect()
}
