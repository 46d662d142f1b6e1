//! The first screen and the library as a whole.

use super::FoundDrafts;
pub use crate::card::KeptIn;
use crate::failure::Failure;
use serde::Serialize;
use shenbao_core::check::DraftStanding;
use shenbao_core::form::{Source, Variant};
pub use shenbao_core::library::BackupReason;
use specta::Type;

/// Everything the first screen shows.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The editions that can be filled in.
    pub forms: Vec<FormSummary>,
    /// Those that are being worked on; none while the library is closed.
    pub drafts: FoundDrafts,
    /// Ready-made drafts of fictional companies.
    pub examples: Vec<ExampleSummary>,
    /// Whether drafts can be kept.
    pub library: LibraryState,
}

/// Whether drafts can be kept.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LibraryState {
    /// They can.
    Open {
        /// Where the library's key is kept.
        kept_in: KeptIn,
        /// The recovery key has yet to be written down; `recovery_key` gives it.
        recovery_due: bool,
    },
    /// The system has no keychain: a passphrase protects the library's key.
    NeedsPassphrase {
        /// There is no library yet: the passphrase is chosen now.
        new: bool,
    },
    /// They cannot, until what the failure names is mended. Nothing was changed.
    Failed(Failure),
}

/// An edition of a form.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormSummary {
    /// `design-center`
    pub id: String,
    /// `2023`
    pub edition: String,
    /// 上海市设计创新中心认定申请
    pub title: String,
    /// Where this arrangement comes from.
    pub arranged: String,
    /// Said loudly where the user has added it.
    pub unofficial: Option<String>,
    /// The measure that it serves.
    pub source: Source,
    /// Said loudly where the measure is not in force today.
    pub out_of_force: Option<String>,
    /// The kinds of applicant.
    pub variants: Vec<Variant>,
    /// What a year of its drafts is called, where they belong together.
    pub season: Option<String>,
}

/// A ready-made draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExampleSummary {
    /// For `create_from_example`.
    pub id: String,
    /// `design-center`
    pub form: String,
    /// `2023`
    pub edition: String,
    /// Its kind of applicant.
    pub variant: String,
    /// The fictional organisation's name.
    pub title: String,
    /// What that kind is called.
    pub note: Option<String>,
    /// Ready, or with something left to do.
    pub standing: DraftStanding,
}

/// A dated backup of the library.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// For `restore_backup`.
    pub name: String,
    /// `2026-01-12T09:30:00`, where the user is.
    pub made_at: String,
    /// Why it was made.
    pub reason: BackupReason,
    /// `3.4 MB`
    pub size: String,
}

/// How far a work is that takes long.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkProgress {
    /// So much …
    pub done: u32,
    /// … of so much; 0: nobody knows.
    pub total: u32,
    /// Something is being changed now: it can no longer be stopped.
    pub is_final: bool,
}

/// What came of a rescue.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Rescued {
    /// The first screen of the new library.
    pub start: Start,
    /// Drafts that are in it.
    pub drafts: u32,
    /// Attachments that are in it.
    pub files: u32,
    /// What is not: one sentence each.
    pub losses: Vec<String>,
}
