//! What a check says: a finding for each clause, and what keeps the draft from being filed.

use crate::answers::Path;
use crate::form::Binding;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Three-valued after Kleene, plus not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Holds.
    Met,
    /// Does not hold.
    NotMet,
    /// Not yet known; the finding names what would decide it.
    Unknown,
    /// Does not concern this applicant.
    NotApplicable,
}

/// The standing of a whole draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DraftStanding {
    /// Every clause is met, every required field answered well, no figures contradict each other.
    Ready,
    /// At least one clause of the regulation is not met.
    NotReady,
    /// No clause fails, but something is unknown, missing, badly written or contradictory.
    Incomplete,
}

/// The result of checking one draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Report {
    /// Of the whole.
    pub standing: DraftStanding,
    /// Whether the measure is in force on the filing date, or else today; never mixed into the clauses.
    pub in_force: InForce,
    /// The earliest day, not before today, on which every clause is met; `None`: time alone does not do it.
    pub ready_from: Option<NaiveDate>,
    /// One for each condition of the pack, in its order.
    pub findings: Vec<Finding>,
    /// Answers that are required and missing, or badly written; in the order of the form.
    pub field_findings: Vec<FieldFinding>,
    /// Figures that must agree.
    pub cross_checks: Vec<CrossCheckFinding>,
    /// What the user is told.
    pub notices: Vec<NoticeFinding>,
    /// Answers carried over from an older draft that nobody has looked at yet; they count as they stand.
    pub carried: Vec<CarriedFinding>,
    /// Fields whose answers are kept but neither checked nor printed, because they are not shown (or not known).
    pub hidden: Vec<String>,
    /// Every field that is not shown at present, answered or not.
    pub not_shown: Vec<String>,
    /// How far each section is.
    pub sections: Vec<SectionProgress>,
    /// How much of their limits the written sections use.
    pub lengths: Vec<TextLength>,
}

/// Whether the measure is in force on the filing date; without one, today.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct InForce {
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub until: Option<NaiveDate>,
    /// Unknown without a filing date, unless the measure is not in force today.
    pub standing: Standing,
    /// What the user is told when it is not in force or not known.
    pub says: Option<String>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Finding {
    /// `DC-5-2-a`
    pub clause: String,
    /// Met, not met, unknown, not applicable.
    pub standing: Standing,
    /// Decides or advises.
    pub binding: Binding,
    /// 第五条(二)
    pub cite: String,
    /// What it asks, in our words.
    pub asks: String,
    /// The applicant's own figure, 24 人.
    pub have: Option<String>,
    /// 还差 6 人
    pub gap: Option<String>,
    /// From which day on a time-based clause is met.
    pub earliest: Option<NaiveDate>,
    /// How it was counted or read, where that matters.
    pub advice: Option<String>,
    /// The fields to go to: those that would decide it when unknown, those that it turns on otherwise.
    pub fields: Vec<Path>,
}

/// A required answer that is missing, or one that cannot be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FieldFinding {
    /// Where.
    pub field: Path,
    /// Unknown: missing. NotMet: written in a way that cannot be right. Met: only an advice.
    pub standing: Standing,
    /// What is wrong, then what to do.
    pub says: String,
}

/// Whether two figures agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CrossCheckFinding {
    /// `headcount-roster`
    pub id: String,
    /// They agree, they don't, not known.
    pub standing: Standing,
    /// Decides or advises.
    pub binding: Binding,
    /// What should agree, with both figures.
    pub says: String,
    /// Both places.
    pub fields: Vec<Path>,
}

/// A clause with nothing to decide.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NoticeFinding {
    /// `DC-9-1`
    pub clause: String,
    /// 第九条(一)
    pub cite: String,
    /// What the user is told.
    pub says: String,
}

/// How much of its limit a written section uses.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TextLength {
    /// The field's id.
    pub field: String,
    /// As people count Chinese.
    pub characters: u32,
    /// Longest, in characters.
    pub max: Option<u32>,
    /// In print, to a tenth; `None`: not looked at.
    pub pages: Option<Decimal>,
    /// Longest, in pages.
    pub max_pages: Option<u32>,
    /// Decides or advises.
    pub binding: Binding,
    /// Where the limits come from, in a word: 规定, 惯例, or the year's notice.
    pub source: String,
}

/// An answer from elsewhere (an older draft, a profile, a file), not looked at yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CarriedFinding {
    /// Where.
    pub field: Path,
    /// 沿用 2023 年所填
    pub from: String,
    /// Where it is from, and what to do.
    pub says: String,
}

/// How far a section is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SectionProgress {
    /// The section's id.
    pub id: String,
    /// Fields shown and required.
    pub required: u32,
    /// Of them, answered.
    pub answered: u32,
    /// Answers that cannot be right.
    pub wrong: u32,
    /// Answers carried over and not looked at yet.
    pub carried: u32,
}
