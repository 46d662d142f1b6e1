//! Report + answers → the neutral document tree and the workbook.
//!
//! What is printed where is said by the pack's `documents.toml` ([`DocumentSpecs`]); no layout of a form stands here.
//! This module must never look at a clock, decide a clause, or know how a page looks.

mod answer;
mod blocks;
mod check_code;
mod compare;
mod context;
mod differences;
mod documents;
mod evidence;
mod grid;
mod lengths;
mod notice;
mod portal;
pub mod sheet;
mod signing;
mod spec;
mod standing;
#[cfg(test)]
mod tests;
mod tree;
mod workbook;
mod years;

pub(crate) use blocks::boxed;
pub use check_code::check_code;
pub use differences::{Differences, Replaced, Replacement, differences};
pub use documents::compose;
pub use evidence::{ListedFile, ListedMaterial, ListedPages, evidence_list};
pub use portal::{PortalLength, PortalLine, PortalRow, portal};
pub use signing::{SigningPlace, ToSign, signing_list, to_sign};
pub(crate) use spec::read_documents;
pub use spec::*;
pub use tree::*;

use chrono::NaiveDate;

/// What composing knows beside form, draft and report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The day on which it is made.
    pub day: NaiveDate,
    /// The program's version.
    pub app_version: String,
}

/// Everything that is printed for a draft, but the list of what to sign ([`signing_list`]) and that of the evidence
/// ([`evidence_list`]), which need the pages first.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Composed {
    /// In bundle order.
    pub documents: Vec<Document>,
    /// `None`: the pack has none.
    pub workbook: Option<sheet::Workbook>,
    /// Eight characters, in every footer.
    pub check_code: String,
    /// The draft is not ready; every page says so.
    pub is_draft: bool,
}
