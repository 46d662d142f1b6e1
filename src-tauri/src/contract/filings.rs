//! What was filed, and what was sent back.

use serde::{Deserialize, Serialize};
use shenbao_core::library::SentBack;
use specta::Type;
use std::collections::BTreeMap;

/// A draft as it was filed.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilingLine {
    /// For the other commands.
    pub id: u32,
    /// On which day.
    pub filed_on: chrono::NaiveDate,
    /// As it stands in the footers.
    pub check_code: String,
    /// The draft still is as it was filed.
    pub is_current: bool,
    /// `None`: it was not sent back.
    pub sent_back: Option<SentBack>,
}

/// Who sent a filing back, when and why.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SentBackNote {
    /// The authority, or the person there.
    pub by: String,
    /// On which day.
    pub on: chrono::NaiveDate,
    /// What concerns the whole.
    pub reason: String,
    /// What concerns single fields, by their ids.
    pub fields: BTreeMap<String, String>,
}

/// What was made to be handed in after a filing was sent back.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WrittenCorrection {
    /// The folder.
    pub path: String,
    /// 00修改说明.pdf, …
    pub files: Vec<String>,
    /// What could not be put in.
    pub warnings: Vec<String>,
}
