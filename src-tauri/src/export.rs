//! A draft as a readable file, with its attachments in a folder beside it. The draft's file is exchanged as a whole at
//! the end: an export that fails half way leaves an earlier one as it was.

use crate::desk::{Copy, file_failure};
use crate::failure::Failure;
use shenbao_core::answers::{Attachment, write_draft};
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes the draft to `path`. `read` gives an attachment's content; one that has none stays listed without it.
pub(crate) fn write(
    copy: &Copy,
    path: &Path,
    read: &dyn Fn(&Attachment) -> io::Result<Vec<u8>>,
) -> Result<(), Failure> {
    let mut draft = copy.draft.clone();
    let stem = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = format!("{}-附件", stem.trim_end_matches(".json").trim_end_matches(".shenbao"));
    let folder = path.with_file_name(&beside);
    for (at, attachment) in draft.attachments.iter_mut().enumerate() {
        if attachment.sha256.is_none() {
            continue;
        }
        let bytes = read(attachment).map_err(|_| file_failure(Path::new(&attachment.path)))?;
        let name = format!("{:02}-{}", at + 1, own_name(&attachment.path));
        std::fs::create_dir_all(&folder)
            .and_then(|()| replace(&folder.join(&name), &bytes))
            .map_err(|_| file_failure(&folder))?;
        attachment.path = format!("{beside}/{name}");
    }
    replace(path, write_draft(&copy.form, &draft).as_bytes()).map_err(|_| file_failure(path))
}

/// A file's name without the number that an earlier export gave it: names must not grow from export to export.
fn own_name(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    match name.split_once('-') {
        Some((number, rest))
            if number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty() =>
        {
            rest.to_owned()
        }
        _ => name.into_owned(),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
