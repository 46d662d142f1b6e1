//! A draft as a readable file, with its attachments in a folder beside it. The draft's file is exchanged as a whole at
//! the end: an export that fails half way leaves an earlier one as it was.

use crate::answers::{Attachment, Draft, write_draft};
use crate::bundle::legal_name;
use crate::form::Form;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Something that could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("无法读写文件：{}", .0.display())]
pub struct UnwrittenFile(pub PathBuf);

/// Writes the draft to `path`. `read` gives an attachment's content; one without a digest stays listed without it.
///
/// # Errors
/// The attachment or file that could not be read or written.
pub fn write_plain(
    (form, draft): (&Form, &Draft),
    path: &Path,
    read: &mut dyn FnMut(&Attachment) -> io::Result<Vec<u8>>,
) -> Result<(), UnwrittenFile> {
    let mut draft = draft.clone();
    let stem = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = format!("{}-附件", stem.trim_end_matches(".json").trim_end_matches(".shenbao"));
    let folder = path.with_file_name(&beside);
    for (at, attachment) in draft.attachments.iter_mut().enumerate() {
        if attachment.sha256.is_none() {
            continue;
        }
        let bytes = read(attachment).map_err(|_| UnwrittenFile(PathBuf::from(&attachment.path)))?;
        let name = format!("{:02}-{}", at + 1, own_name(&attachment.path));
        std::fs::create_dir_all(&folder)
            .and_then(|()| replace(&folder.join(&name), &bytes))
            .map_err(|_| UnwrittenFile(folder.clone()))?;
        attachment.path = format!("{beside}/{name}");
    }
    replace(path, write_draft(form, &draft).as_bytes()).map_err(|_| UnwrittenFile(path.to_owned()))
}

/// A file's name, legal everywhere and without folders, without the number that an earlier export gave it: names must
/// not grow from export to export.
fn own_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = match name.split_once('-') {
        Some((number, rest))
            if number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty() =>
        {
            rest
        }
        _ => name,
    };
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    legal_name(stem, extension)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
