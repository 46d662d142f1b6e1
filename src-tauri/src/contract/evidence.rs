//! Attachments.

use super::ChangedDraft;
use serde::Serialize;
use shenbao_core::evidence::{Inspection, Refusal};
use specta::Type;

/// What came of attaching files.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// With those that were attached.
    pub changed: ChangedDraft,
    /// Those that were not.
    pub refused: Vec<RefusedFile>,
}

/// A file that was not attached.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedFile {
    /// Without its folder.
    pub name: String,
    /// Why, and what to do.
    pub refusal: Refusal,
    /// For `unlock_file`, where a password would do.
    pub locked: Option<u32>,
}

/// What is known about the content of attachments.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InspectedFile {
    /// By which attachments name it.
    pub sha256: String,
    /// `None`: it cannot be used.
    pub inspection: Option<Inspection>,
    /// Why it cannot.
    pub refusal: Option<Refusal>,
}
