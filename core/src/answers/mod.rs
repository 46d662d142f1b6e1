//! What the applicant said. Bad or missing answers are never an error here: they are kept as typed, and the check
//! turns them into findings.

mod between;
mod compare;
mod edit;
mod excerpt;
mod file;
mod fits;
pub mod normalise;
mod origin;
mod path;
pub mod read;
pub mod show;
mod value;

pub use between::edits_between;
pub use compare::{CellChange, Change, RowChange, compare};
pub(crate) use compare::{Cells, paired_rows};
pub use edit::{Edit, EditError, Trace, apply};
pub use excerpt::{Excerpt, excerpt};
pub use file::{DraftError, LONGEST_DRAFT, empty_draft, read_draft, write_draft};
pub use fits::fits;
pub use origin::{Origin, Origins};
pub use path::{NotAPath, Path};
pub use read::Reading;
pub use value::Value;

use crate::form::Form;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers by field id. Absent: not answered.
pub type Answers = BTreeMap<String, Value>;

/// One application in the making; as a file `.shenbao.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Version of this file format; [`Draft::FORMAT`].
    pub format: u32,
    /// The pack's id.
    pub form: String,
    /// The edition it was written for.
    pub edition: String,
    /// The kind of applicant.
    pub variant: String,
    /// Time is counted to this day. `None`: not decided.
    pub filing_date: Option<NaiveDate>,
    /// Answers of hidden fields are kept here too.
    #[serde(deserialize_with = "answered_only")]
    #[cfg_attr(feature = "bindings", specta(type = Answers))]
    pub answers: Answers,
    /// Files by the attachment field they answer.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Answers that nobody has looked at in this draft yet.
    #[serde(default, skip_serializing_if = "Origins::is_empty")]
    pub origins: Origins,
    /// Where answers come from that someone has looked at since; cells of tables too, by their paths.
    #[serde(default, skip_serializing_if = "Origins::is_empty")]
    pub seen: Origins,
    /// It is a part of someone else's draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
}

impl Draft {
    /// The format version that this code writes.
    pub const FORMAT: u32 = 1;

    /// A draft in which nothing is answered yet.
    pub fn empty(form: &Form, variant: &str) -> Draft {
        Draft {
            format: Draft::FORMAT,
            form: form.id.clone(),
            edition: form.edition.clone(),
            variant: variant.to_owned(),
            filing_date: None,
            answers: Answers::new(),
            attachments: Vec::new(),
            origins: Origins::new(),
            seen: Origins::new(),
            excerpt: None,
        }
    }
}

/// A file that backs an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Attachment {
    /// The attachment field.
    pub field: String,
    /// Relative to the draft's file, or the name under which the library shows it.
    pub path: String,
    /// Of the content, lower-case hexadecimal; `None`: not computed yet.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// A null stands for "not answered"; it is not kept.
fn answered_only<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
    deserializer.deserialize_map(value::Cells)
}

#[cfg(test)]
mod tests;
