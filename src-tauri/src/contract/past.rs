//! A draft's revisions.

use serde::Serialize;
use specta::Type;

/// A draft's past.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// The newest first; at most 100.
    pub revisions: Vec<RevisionLine>,
    /// The revision after which the draft is as it is now; 0: before the first.
    pub current: u32,
    /// There are older ones.
    pub has_more: bool,
}

/// One change of a draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RevisionLine {
    /// From 1.
    pub number: u32,
    /// RFC 3339, with the offset from UTC.
    pub made_at: String,
    /// Where something was changed: paths, `variant`, `filing_date` or `attachments`.
    pub places: Vec<String>,
    /// How many places are not named.
    pub more_places: u32,
    /// One answer was set, as it is at each pause in typing.
    pub typed: bool,
    /// It was taken back.
    pub undone: bool,
    /// It went back to an earlier state.
    pub back_to: Option<BackTo>,
}

/// An earlier state of a draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackTo {
    /// When it was made, as in [`RevisionLine`]; `None`: before the first change.
    pub made_at: Option<String>,
}
