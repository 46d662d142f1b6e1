//! Many drafts at once.

use serde::Serialize;
use shenbao_core::summary::SummaryLine;
use specta::Type;

/// How far a batch is.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchProgress {
    /// The draft that is being worked on, and what is being done.
    pub step: String,
    /// Drafts done …
    pub done: u32,
    /// … of so many.
    pub total: u32,
}

/// What came of a batch.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchResult {
    /// One for each draft that was come to, in the order that was asked for.
    pub lines: Vec<SummaryLine>,
    /// It was stopped before the last one.
    pub stopped: bool,
    /// The folder and the summary in it, where submissions were made.
    pub folder: Option<String>,
}
