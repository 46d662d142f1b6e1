//! Drafts that travel: under a passphrase, in parts, and back.

use super::OpenDraft;
use serde::{Deserialize, Serialize};
use shenbao_core::answers::Change;
use shenbao_core::exchange::Conflict;
use shenbao_core::form::Form;
use specta::Type;

/// What came of a file that the user chose or opened with a double-click.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "arrival", rename_all = "snake_case")]
pub enum Arrival {
    /// A draft, in the library now and open.
    Opened {
        /// It.
        draft: Box<OpenDraft>,
    },
    /// The file waits for its passphrase.
    Locked {
        /// The file's name.
        name: String,
    },
    /// A part that was given out comes back; nothing is changed yet.
    Returned {
        /// What merging it would do.
        merging: Box<Merging>,
    },
}

/// What merging a part that comes back would do.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Merging {
    /// The draft that it was given out from.
    pub id: String,
    /// What it answers.
    pub form: Form,
    /// What people call it.
    pub applicant: Option<String>,
    /// Which part, for whom.
    pub handout: HandoutLine,
    /// What is taken without a question.
    pub taken: Vec<Change>,
    /// What was changed on both sides, in the order in which decisions are given.
    pub conflicts: Vec<Conflict>,
}

/// A part that was given out.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HandoutLine {
    /// Its own.
    pub id: String,
    /// Who fills it in.
    pub to: String,
    /// What for, until when.
    pub note: String,
    /// The sections' titles.
    pub sections: Vec<String>,
    /// RFC 3339, with the offset from UTC.
    pub given_at: String,
    /// When it came back last; `None`: not yet.
    pub returned_at: Option<String>,
}

/// Which part is given out, and to whom.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HandoutRequest {
    /// The sections' ids.
    pub sections: Vec<String>,
    /// Who gives it out.
    pub from: String,
    /// Who fills it in.
    pub to: String,
    /// What for, until when.
    pub note: String,
}
