//! What lies in a zip, as names and contents by turns; and the zip that is a bundle.

use super::BETWEEN;
use shenbao_core::bundle::verify;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const ZIP: &[u8] = b"PK\x03\x04";

/// A zip's files as [`packed`] takes them; `None`: it is none.
pub(super) fn unpacked(zip: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).ok()?;
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        parts.push(file.name().ok()?.into_owned().into_bytes());
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        content.retain(|byte| *byte != BETWEEN);
        parts.push(content);
    }
    Some(parts.join(&BETWEEN))
}

/// A zip of these names and contents. What is a file already stays as it is.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(ZIP) || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return bytes.to_vec();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut known = BTreeSet::new();
    let mut parts = bytes.split(|byte| *byte == BETWEEN);
    while let Some(name) = parts.next() {
        let name = String::from_utf8_lossy(name).into_owned();
        let content = parts.next().unwrap_or_default();
        if known.insert(name.clone()) && zip.start_file(name, options).is_ok() {
            zip.write_all(content).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn bundles() -> Vec<Vec<u8>> {
    let file = serde_json::json!({
        "path": "附件/a.pdf", "title": "a", "bytes": 1, "pages": 1,
        "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    });
    let manifest = serde_json::json!({
        "format": 1, "form": "design-center", "edition": "2023", "variant": "in-house", "title": "a",
        "standing": "ready", "filing_date": "2024-03-15", "day": "2024-03-15", "app_version": "0.1.0",
        "check_code": "7K3F9Q2M", "files": [file], "missing": [], "sha256": "",
    });
    let parts = ["manifest.json", &manifest.to_string(), "附件/a.pdf", "x"].join("\0").into_bytes();
    let zip = packed(&parts);
    vec![parts, zip]
}

pub(super) fn bundle(bytes: &[u8]) -> bool {
    let file = NamedTempFile::new().unwrap();
    fs::write(file.path(), packed(bytes)).unwrap();
    verify(file.path()).is_ok()
}
