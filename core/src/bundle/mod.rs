//! The finished submission: documents, workbook, evidence and a manifest, as a folder or a zip file.

mod build;
mod error;
mod evidence;
mod finished;
mod manifest;
mod names;
mod scan;
mod signed;
mod store;
#[cfg(test)]
mod tests;
mod verify;

pub use build::{Progress, Setting, build};
pub(crate) use build::{not_rendered, not_tabled};
pub use error::BundleError;
pub(crate) use evidence::{
    Planned as PlannedEvidence, bound as bound_evidence, count as count_evidence, planned as planned_evidence,
};
pub use evidence::{ReadEvidence, evidence_beside};
pub use finished::Bundle;
pub use manifest::{BoundEvidence, FileEntry, Manifest, MissingEvidence, SignedPage, sha256};
pub(crate) use names::{is_invisible, is_safe as is_safe_path, legal as legal_name};
pub use signed::insert_signed;
pub use verify::{Verified, verify};
