//! The draft beside the authority's platform.

use serde::Serialize;
use shenbao_core::compose::{PortalLength, PortalRow};
use specta::Type;

/// One answer to copy.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortalEntry {
    /// Where the answer stands in the draft; for the other commands.
    pub place: String,
    /// The section's id.
    pub section: String,
    /// The field's label, or the column's.
    pub label: String,
    /// In a table: which table, and which of its rows.
    pub row: Option<PortalRow>,
    /// As the form prints it; of an identity number the ends.
    pub shown: String,
    /// Of what is written freely.
    pub length: Option<PortalLength>,
    /// An identity number: it does not stay on the clipboard.
    pub passes: bool,
    /// A file: what is copied is where the bound file lies.
    pub is_file: bool,
    /// It was copied, and the answer is still the same.
    pub done: bool,
}

/// What becomes of the text that was copied.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Copied {
    /// The clipboard is cleared after so many seconds; null: it is not.
    pub passes_in: Option<u32>,
}
