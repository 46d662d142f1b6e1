//! Looks at evidence: files named on the command line, or those that a draft names.

use serde::Serialize;
use shenbao_core::answers::{Attachment, Draft};
use shenbao_core::bundle::{evidence_beside, sha256};
use shenbao_core::evidence::{Inspection, Refusal, duplicates, inspect};
use std::path::Path;

/// A file and what came of looking at it.
#[derive(Debug, Serialize)]
pub(crate) struct Inspected {
    pub(crate) file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) inspection: Option<Inspection>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refusal: Option<Refusal>,
    /// The file before it that has the same content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_as: Option<String>,
}

/// Looks at files in their order.
pub(crate) fn inspected(files: Vec<(String, Vec<u8>)>) -> Vec<Inspected> {
    let attachment = |(path, bytes): &(String, Vec<u8>)| Attachment {
        field: String::new(),
        path: path.clone(),
        sha256: Some(sha256(bytes)),
    };
    let attachments: Vec<Attachment> = files.iter().map(attachment).collect();
    let first = duplicates(&attachments);
    let look = |((file, bytes), same): ((String, Vec<u8>), Option<usize>)| {
        let (inspection, refusal) = match inspect(&bytes) {
            Ok(inspection) => (Some(inspection), None),
            Err(refusal) => (None, Some(refusal)),
        };
        Inspected { file, inspection, refusal, same_as: same.map(|at| attachments[at].path.clone()) }
    };
    files.into_iter().zip(first).map(look).collect()
}

/// The attachments of a draft that lie beside it. One that cannot be read is left to the bundle to name.
pub(crate) fn of_draft(draft: &Draft, folder: &Path) -> Vec<Inspected> {
    let read = evidence_beside(folder);
    let file = |attachment: &Attachment| Some((attachment.path.clone(), read(attachment).ok()?));
    inspected(draft.attachments.iter().filter_map(file).collect())
}
