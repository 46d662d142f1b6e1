//! Where an answer comes from, if nobody typed it into this draft.
//!
//! A mark says that someone still has to look at the answer. It never changes what the answer is worth to the check.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Marks by field id. No mark: typed here, or looked at.
pub type Origins = BTreeMap<String, Origin>;

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "origin", rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// From an older draft.
    Carried {
        /// Its pack's id.
        form: String,
        /// Its edition.
        edition: String,
        /// Its filing date; `None`: it was never decided.
        filing_date: Option<NaiveDate>,
    },
    /// From a table in a file, or pasted from one.
    Imported {
        /// The file's name without its folder.
        file: String,
    },
    /// From a profile.
    Profile {
        /// The organisation or person.
        name: String,
    },
    /// From a part of the draft that someone else filled in and gave back.
    Returned {
        /// Who.
        by: String,
    },
    /// From other answers of the same draft.
    Computed {
        /// The labels of their fields.
        from: Vec<String>,
    },
}

impl Origin {
    /// Where from, in words that can follow an answer's label: 沿用 2023 年所填.
    pub fn in_words(&self) -> String {
        match self {
            Origin::Carried { filing_date: Some(day), .. } => format!("沿用 {} 年所填", day.year()),
            Origin::Carried { filing_date: None, .. } => "沿用此前所填".to_owned(),
            Origin::Imported { file } => format!("导入自“{file}”"),
            Origin::Profile { name } => format!("取自“{name}”的资料"),
            Origin::Returned { by } => format!("“{by}”交回"),
            Origin::Computed { from } => format!("由“{}”计算得出", from.join("”“")),
        }
    }
}
