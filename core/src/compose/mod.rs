//! Report + answers → the neutral document tree and the workbook.
//!
//! What is printed where is said by the pack's `documents.toml` ([`DocumentSpecs`]); no layout of a form stands here.
//! This module must never look at a clock, decide a clause, or know how a page looks.

pub mod sheet;
mod spec;
mod tree;

pub use spec::*;
pub use tree::*;
