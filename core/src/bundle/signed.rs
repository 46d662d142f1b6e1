//! Scans of signed and sealed pages, put into their places after the bundle was printed and signed.

use super::manifest::{Manifest, SignedPage, sha256};
use super::scan::{self, Refused};
use super::store::{self, Opened};
use super::{BundleError, verify::verify_opened};
use std::path::Path;

/// Puts `scan` (the bytes of a PDF of one page, a JPG or a PNG) in the place of page `page`, counted from 1, of `file`
/// in the bundle at `path`, and records it in the manifest. The bundle is rewritten as a whole or not at all.
///
/// Refused for a bundle that is not as it was made: a changed file must not be sealed by a new manifest.
pub fn insert_signed(path: &Path, file: &str, page: u32, scan: &[u8]) -> Result<Manifest, BundleError> {
    let mut opened = Opened::open(path)?;
    let found = verify_opened(&mut opened)?;
    if let Some(what) = [&found.changed, &found.missing, &found.extra].into_iter().flatten().next() {
        return Err(BundleError::Changed { path: path.to_owned(), what: what.clone() });
    }
    let mut manifest = found.manifest;
    let mut files = read_all(&mut opened, &manifest)?;
    // Windows replaces no file that is open.
    drop(opened);
    let no_such_page = || BundleError::NoSuchPage { file: file.to_owned(), page };
    let entries = manifest.files.iter_mut().zip(&mut files);
    let (entry, (_, bytes)) = entries
        .filter(|(entry, _)| entry.pages.is_some())
        .find(|(entry, _)| entry.path == file)
        .ok_or_else(no_such_page)?;
    *bytes = scan::place(bytes, page, scan).map_err(|refused| match refused {
        Refused::NoSuchPage => no_such_page(),
        Refused::Unusable(why) => BundleError::Scan { why },
    })?;
    let before = std::mem::replace(&mut entry.sha256, sha256(bytes));
    entry.original_sha256.get_or_insert(before);
    entry.bytes = bytes.len() as u64;
    entry.signed.retain(|signed| signed.page != page);
    entry.signed.push(SignedPage { page, scan_sha256: sha256(scan) });
    entry.signed.sort_by_key(|signed| signed.page);
    let json = manifest.write();
    files.push((Manifest::FILE_NAME.to_owned(), json));
    let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    store::rewrite(path, &named)?;
    Ok(manifest)
}

/// Every file of the manifest, in its order. The lengths were held against the manifest before.
fn read_all(opened: &mut Opened, manifest: &Manifest) -> Result<Vec<(String, Vec<u8>)>, BundleError> {
    let mut files = Vec::with_capacity(manifest.files.len() + 1);
    for file in &manifest.files {
        let mut bytes = Vec::new();
        opened.copy(&file.path, file.bytes, &mut bytes)?;
        files.push((file.path.clone(), bytes));
    }
    Ok(files)
}
