//! What a bundle says of itself: every file with its SHA-256, so that a copy can be held against it.
//!
//! It holds no answer of the applicant, only what was made from which edition on which day.

use super::names;
use crate::check::DraftStanding;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Of all files of a bundle together: so much is read to hold a bundle against its manifest.
const MOST_BYTES: u64 = 4 << 30;

/// `manifest.json`, the last file of a bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this file's format; [`Manifest::FORMAT`].
    pub format: u32,
    /// The pack's id.
    pub form: String,
    /// The pack's edition.
    pub edition: String,
    /// The kind of applicant.
    pub variant: String,
    /// What the application is called.
    pub title: String,
    /// Of the draft, when the bundle was made.
    pub standing: DraftStanding,
    /// To which time was counted.
    pub filing_date: Option<NaiveDate>,
    /// The day on which the bundle was made.
    pub day: NaiveDate,
    /// Of the program.
    pub app_version: String,
    /// Printed in the footers too.
    pub check_code: String,
    /// In bundle order, without the manifest.
    pub files: Vec<FileEntry>,
    /// Evidence that should be here and is not.
    pub missing: Vec<MissingEvidence>,
    /// Of this manifest with this field empty: shows a change of the manifest itself.
    pub sha256: String,
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Within the bundle, folders parted by `/`.
    pub path: String,
    /// What it is.
    pub title: String,
    /// Of the content, lower-case hexadecimal.
    pub sha256: String,
    /// Length of the content.
    pub bytes: u64,
    /// Of a PDF made here.
    pub pages: Option<u32>,
    /// Before the first signed page was put in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_sha256: Option<String>,
    /// Scans that stand in the place of their pages, by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<SignedPage>,
    /// Files of the applicant's that are bound in it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<BoundEvidence>,
}

/// A file of the applicant's as part of the bound evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoundEvidence {
    /// The attachment field.
    pub field: String,
    /// As the draft names the file.
    pub path: String,
    /// Of its content as it was handed in.
    pub sha256: String,
    /// Its pages in the bound file, from 1, both included.
    pub from: u32,
    /// See [`BoundEvidence::from`].
    pub to: u32,
}

/// The scan of a signed and sealed page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedPage {
    /// Counts from 1.
    pub page: u32,
    /// Of the scan as it was handed in.
    pub scan_sha256: String,
}

/// Evidence that could not be put into the bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MissingEvidence {
    /// The attachment field.
    pub field: String,
    /// As the draft names the file.
    pub path: String,
    /// What is wrong, then what to do.
    pub says: String,
}

impl Manifest {
    /// The format version that this code writes.
    pub const FORMAT: u32 = 1;
    /// Its name within the bundle.
    pub const FILE_NAME: &str = "manifest.json";

    /// Reads a manifest. The error says what is wrong, in a few words.
    pub fn read(json: &[u8]) -> Result<Manifest, String> {
        #[derive(Deserialize)]
        struct Versioned {
            format: u32,
        }
        let version: Versioned = serde_json::from_slice(json).map_err(|e| damaged(&e))?;
        if version.format > Manifest::FORMAT {
            return Err(format!("格式版本 {} 比本程序新，请用新版程序打开", version.format));
        }
        let manifest: Manifest = serde_json::from_slice(json).map_err(|e| damaged(&e))?;
        let bytes = manifest.files.iter().try_fold(0_u64, |sum, file| sum.checked_add(file.bytes));
        if bytes.is_none_or(|bytes| bytes > MOST_BYTES) {
            return Err("清单中的文件过大".to_owned());
        }
        if let Some(file) = manifest.files.iter().find(|file| !names::is_safe(&file.path)) {
            return Err(format!("清单中的文件名不合规：{:?}", file.path));
        }
        Ok(manifest)
    }

    /// Pretty JSON; fills in [`Manifest::sha256`].
    pub(super) fn write(&mut self) -> Vec<u8> {
        self.sha256 = self.own_hash();
        let mut json = in_json(serde_json::to_vec_pretty(self));
        json.push(b'\n');
        json
    }

    /// Whether the manifest is as it was written.
    pub fn is_untouched(&self) -> bool {
        self.own_hash() == self.sha256
    }

    fn own_hash(&self) -> String {
        let open = Manifest { sha256: String::new(), ..self.clone() };
        sha256(&in_json(serde_json::to_vec(&open)))
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Text, numbers and dates have a JSON form always; only a map with odd keys would not.
fn in_json(written: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    written.unwrap_or_default()
}

fn damaged(error: &serde_json::Error) -> String {
    format!("清单 {} 第 {} 行无法读取", Manifest::FILE_NAME, error.line())
}
