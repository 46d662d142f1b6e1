//! Where an answer comes from, if nobody typed it into this draft.
//!
//! A mark says that someone still has to look at the answer. It never changes what the answer is worth to the check.

use chrono::NaiveDate;
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
}
