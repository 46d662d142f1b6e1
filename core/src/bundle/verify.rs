//! Holds a bundle against its own manifest.

use super::manifest::hex;
use super::store::Opened;
use super::{BundleError, FileEntry, Manifest};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

/// What a bundle holds compared with its manifest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// What the bundle says of itself.
    pub manifest: Manifest,
    /// Files whose content is not what the manifest says, the manifest included.
    pub changed: Vec<String>,
    /// Files that are in the manifest only.
    pub missing: Vec<String>,
    /// Files that the manifest does not know.
    pub extra: Vec<String>,
}

impl Verified {
    /// Nothing changed, missing or extra.
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.extra.is_empty()
    }
}

/// Checks every file of the bundle at `path`, a folder or a zip file. An error means that there is no bundle to check;
/// a file that differs is no error.
pub fn verify(path: &Path) -> Result<Verified, BundleError> {
    verify_opened(&mut Opened::open(path)?)
}

pub(super) fn verify_opened(opened: &mut Opened) -> Result<Verified, BundleError> {
    let manifest = opened.manifest()?;
    let known: HashSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let is_extra = |name: &&String| *name != Manifest::FILE_NAME && !known.contains(name.as_str());
    let extra = opened.names().iter().filter(is_extra).cloned().collect();
    let (mut changed, mut missing) = (Vec::new(), Vec::new());
    for file in &manifest.files {
        if opened.names().binary_search(&file.path).is_err() {
            missing.push(file.path.clone());
        } else if !is_as_listed(opened, file) {
            changed.push(file.path.clone());
        }
    }
    if !manifest.is_untouched() {
        changed.push(Manifest::FILE_NAME.to_owned());
    }
    Ok(Verified { manifest, changed, missing, extra })
}

/// A file that cannot be read to its end (a damaged zip entry) counts as changed.
fn is_as_listed(opened: &mut Opened, file: &FileEntry) -> bool {
    let mut seen = Hashed { hash: Sha256::new(), bytes: 0 };
    let whole = opened.copy(&file.path, file.bytes.saturating_add(1), &mut seen).is_ok();
    whole && seen.bytes == file.bytes && hex(&seen.hash.finalize()) == file.sha256
}

struct Hashed {
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, chunk: &[u8]) -> io::Result<usize> {
        self.hash.update(chunk);
        self.bytes += chunk.len() as u64;
        Ok(chunk.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
