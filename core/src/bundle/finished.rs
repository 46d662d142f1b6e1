//! A bundle in memory, ready to be written.

use super::{BundleError, Manifest, store};
use crate::compose::ToSign;
use std::path::Path;

/// Everything that is handed in. Made by [`super::build`].
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What the applicant signs and seals, page by page.
    pub to_sign: Vec<ToSign>,
    /// Contents of [`Manifest::files`], in the same order, and last the manifest itself.
    pub(super) files: Vec<BundleFile>,
}

/// A file and its content.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BundleFile {
    /// Within the bundle, folders parted by `/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl Bundle {
    /// A bundle of the files that `manifest` lists.
    pub(super) fn sealed(mut manifest: Manifest, mut files: Vec<BundleFile>) -> Bundle {
        let json = manifest.write();
        files.push(BundleFile { path: Manifest::FILE_NAME.to_owned(), bytes: json });
        Bundle { manifest, to_sign: Vec::new(), files }
    }

    /// Every file with its content, in bundle order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()))
    }

    /// A name for the folder or zip file, without extension: at most 45 characters, legal on every system.
    pub fn name(&self) -> String {
        super::names::legal(&format!("{}材料-{}", self.manifest.title, self.manifest.check_code), "")
    }

    /// Writes the bundle as the folder `target`: complete or not at all. An untouched bundle that lies there is
    /// replaced; anything else is refused with [`BundleError::Occupied`].
    pub fn write_folder(&self, target: &Path) -> Result<(), BundleError> {
        store::write_folder(target, &self.files().collect::<Vec<_>>())
    }

    /// Writes the bundle as the zip file `target`; refuses as [`Bundle::write_folder`] does.
    pub fn write_zip(&self, target: &Path) -> Result<(), BundleError> {
        store::write_zip(target, &self.files().collect::<Vec<_>>())
    }
}
