//! Takes a pack's three files out of a folder or a zip, and nothing else.

use super::PackRefusal;
use crate::form::load::{FILES, names_in};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// In bytes; the longest of ours has some sixty kilobytes.
const LARGEST_FILE: u64 = 512 * 1024;
/// In bytes; a pack is text.
const LARGEST_ZIP: u64 = 16 << 20;
/// Files of a zip that are looked at by name.
const MOST_FILES: usize = 1_000;
/// Characters of an id or an edition, which become names of folders.
const LONGEST_NAME: usize = 40;

/// The files of a pack, not judged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPack {
    /// As form.toml says it.
    pub id: String,
    /// As form.toml says it.
    pub edition: String,
    pub(super) files: [String; 3],
}

/// Reads a pack's folder, a folder that holds one pack, or a zip of either.
///
/// # Errors
/// There is none, one of its files cannot be read, or it is too large.
pub fn read(path: &Path) -> Result<UserPack, PackRefusal> {
    let files = if path.is_dir() { from_folder(path)? } else { from_zip(path)? };
    let (id, edition) = names_in(&files[0]).ok_or(PackRefusal::NotAPack)?;
    let is_fit = |name: &str| name.chars().count() <= LONGEST_NAME && crate::bundle::is_safe_path(name);
    if is_fit(&id) && is_fit(&edition) {
        Ok(UserPack { id, edition, files })
    } else {
        Err(PackRefusal::NotAPack)
    }
}

fn from_folder(folder: &Path) -> Result<[String; 3], PackRefusal> {
    if !folder.join(FILES[0]).exists() {
        return Err(PackRefusal::NotAPack);
    }
    each(|name| {
        let path = folder.join(name);
        // A link could lead anywhere, and what it leads to would be shown among the mistakes.
        let is_plain = fs::symlink_metadata(&path)?.is_file();
        if is_plain { text_of(File::open(&path)?) } else { Err(io::ErrorKind::InvalidInput.into()) }
    })
}

fn from_zip(path: &Path) -> Result<[String; 3], PackRefusal> {
    let file = File::open(path).map_err(|_| PackRefusal::NotAPack)?;
    if file.metadata().map_err(|_| PackRefusal::NotAPack)?.len() > LARGEST_ZIP {
        return Err(PackRefusal::TooLarge);
    }
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| PackRefusal::NotAPack)?;
    if archive.len() > MOST_FILES {
        return Err(PackRefusal::TooLarge);
    }
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let mut packs = names.iter().filter_map(|name| name.strip_suffix(FILES[0]));
    let is_folder = |folder: &&str| folder.is_empty() || folder.ends_with('/');
    let (Some(folder), None) = (packs.next().filter(is_folder), packs.next()) else {
        return Err(PackRefusal::NotAPack);
    };
    // Only what is asked for by name is unpacked, and into memory.
    each(|name| text_of(archive.by_name(&format!("{folder}{name}")).map_err(io::Error::other)?))
}

fn each(mut read: impl FnMut(&str) -> io::Result<String>) -> Result<[String; 3], PackRefusal> {
    let mut texts = [String::new(), String::new(), String::new()];
    for (text, name) in texts.iter_mut().zip(FILES) {
        *text = read(name).map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => PackRefusal::TooLarge,
            _ => PackRefusal::Unread(name.to_owned()),
        })?;
    }
    Ok(texts)
}

fn text_of(file: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    String::from_utf8(bytes).map_err(io::Error::other)
}
