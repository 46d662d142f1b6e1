//! A bundle on disk, as a folder or a zip file. Writing is all or nothing; reading never leaves the bundle and never
//! reads more than the manifest promises.

use super::{BundleError, Manifest, verify};
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Left by file managers; no part of a bundle and no sign of a change.
const JUNK: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", ".directory"];
/// Folders within folders deeper than this are not looked into.
const DEEPEST: usize = 8;
/// A manifest larger than this is none.
const LARGEST_MANIFEST: u64 = 16 << 20;

/// A bundle opened for reading.
pub(super) enum Opened {
    Folder { root: PathBuf, names: Vec<String> },
    Zip { path: PathBuf, archive: Box<ZipArchive<BufReader<File>>>, names: Vec<String> },
}

impl Opened {
    /// Opens a folder or a zip file; reads no content yet.
    pub(super) fn open(path: &Path) -> Result<Opened, BundleError> {
        if fs::metadata(path).map_err(BundleError::disk(path))?.is_dir() {
            let mut names = Vec::new();
            walk(path, "", 0, &mut names).map_err(BundleError::disk(path))?;
            names.sort();
            return Ok(Opened::Folder { root: path.to_owned(), names });
        }
        let file = File::open(path).map_err(BundleError::disk(path))?;
        let archive =
            ZipArchive::new(BufReader::new(file)).map_err(|_| not_a_bundle(path, "不是 ZIP 文件"))?;
        if archive.has_duplicate_names() {
            return Err(not_a_bundle(path, "ZIP 中有重名文件"));
        }
        let mut names = Vec::new();
        for name in archive.file_names() {
            let name = name.map_err(|_| not_a_bundle(path, "ZIP 中有无法识别的文件名"))?;
            if !name.ends_with('/') && !is_junk(&name) {
                names.push(name.into_owned());
            }
        }
        names.sort();
        Ok(Opened::Zip { path: path.to_owned(), archive: Box::new(archive), names })
    }

    /// Every file in it, sorted.
    pub(super) fn names(&self) -> &[String] {
        match self {
            Opened::Folder { names, .. } | Opened::Zip { names, .. } => names,
        }
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        match self {
            Opened::Folder { root: path, .. } | Opened::Zip { path, .. } => path,
        }
    }

    /// Reads and understands the manifest.
    pub(super) fn manifest(&mut self) -> Result<Manifest, BundleError> {
        let path = self.path().to_owned();
        if !self.names().iter().any(|name| name == Manifest::FILE_NAME) {
            return Err(not_a_bundle(&path, &format!("没有清单文件 {}", Manifest::FILE_NAME)));
        }
        let mut json = Vec::new();
        self.copy(Manifest::FILE_NAME, LARGEST_MANIFEST, &mut json)?;
        Manifest::read(&json).map_err(|why| not_a_bundle(&path, &why))
    }

    /// Copies at most `limit` bytes of one of [`Opened::names`] to `sink`.
    pub(super) fn copy(&mut self, name: &str, limit: u64, sink: &mut dyn Write) -> Result<(), BundleError> {
        let (place, copied) = match self {
            Opened::Folder { root, .. } => {
                let file = root.join(name);
                let copied = open_plain(&file).and_then(|file| io::copy(&mut file.take(limit), sink));
                (file, copied)
            }
            Opened::Zip { path, archive, .. } => {
                let copied = archive
                    .by_name(name)
                    .map_err(io::Error::other)
                    .and_then(|file| io::copy(&mut file.take(limit), sink));
                (path.join(name), copied)
            }
        };
        copied.map(drop).map_err(BundleError::disk(&place))
    }
}

/// A file with its place in the bundle.
pub(super) type Named<'a> = (&'a str, &'a [u8]);

/// Writes the files as the folder `target`: complete or not at all. An untouched bundle is replaced, anything else
/// that lies there is refused.
pub(super) fn write_folder(target: &Path, files: &[Named<'_>]) -> Result<(), BundleError> {
    let occupied = is_occupied(target)?;
    replace_folder(target, files, occupied)
}

/// Writes the files as the zip file `target`, in the order given; refuses as [`write_folder`] does.
pub(super) fn write_zip(target: &Path, files: &[Named<'_>]) -> Result<(), BundleError> {
    is_occupied(target)?;
    replace_zip(target, files)
}

/// Writes over the bundle at `target`, in the same shape as it has.
pub(super) fn rewrite(target: &Path, files: &[Named<'_>]) -> Result<(), BundleError> {
    if target.is_dir() { replace_folder(target, files, true) } else { replace_zip(target, files) }
}

fn replace_folder(target: &Path, files: &[Named<'_>], occupied: bool) -> Result<(), BundleError> {
    let made = temp_dir_beside(target).map_err(BundleError::disk(target))?;
    for (name, bytes) in files {
        let file = made.path().join(name);
        write_file(&file, bytes).map_err(BundleError::disk(&file))?;
    }
    swap_in(made, target, occupied).map_err(BundleError::disk(target))
}

/// The old folder is set aside first and put back if the new one cannot take its place.
fn swap_in(made: TempDir, target: &Path, occupied: bool) -> io::Result<()> {
    if !occupied {
        // An empty folder may be there; a rename onto it is refused on Windows.
        let _ = fs::remove_dir(target);
        fs::rename(made.path(), target)?;
        let _ = made.keep();
        return Ok(());
    }
    let aside = temp_dir_beside(target)?;
    let old = aside.path().join("old");
    fs::rename(target, &old)?;
    fs::rename(made.path(), target).inspect_err(|_| {
        let _ = fs::rename(&old, target);
    })?;
    let _ = made.keep();
    Ok(())
}

fn replace_zip(target: &Path, files: &[Named<'_>]) -> Result<(), BundleError> {
    let disk = || BundleError::disk(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".shenbao-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file: NamedTempFile = builder.tempfile_in(parent_of(target).map_err(disk())?).map_err(disk())?;
    zip_into(&mut file, files).map_err(io::Error::other).map_err(disk())?;
    file.as_file().sync_all().map_err(disk())?;
    file.persist(target).map_err(|e| e.error).map_err(disk())?;
    Ok(())
}

/// Fixed times and rights: the same files give the same bytes on every system.
fn zip_into(file: &mut NamedTempFile, files: &[Named<'_>]) -> zip::result::ZipResult<()> {
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(file);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    zip.finish()?;
    Ok(())
}

/// Whether something lies there that will be replaced. Refused unless it is a bundle that nobody has changed or signed.
fn is_occupied(target: &Path) -> Result<bool, BundleError> {
    let refuse = |why: &str| Err(BundleError::Occupied { path: target.to_owned(), why: why.into() });
    match fs::symlink_metadata(target) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(BundleError::disk(target)(e)),
        Ok(found) if found.is_symlink() => return refuse("此处是一个链接"),
        Ok(found) if found.is_dir() => {
            if fs::read_dir(target).map_err(BundleError::disk(target))?.next().is_none() {
                return Ok(false);
            }
        }
        Ok(_) => {}
    }
    match verify(target) {
        Ok(found) if !found.is_sound() => refuse("此处的材料包已有改动或另有文件"),
        Ok(found) if found.manifest.files.iter().any(|file| !file.signed.is_empty()) => {
            refuse("此处的材料包已插入签章扫描页")
        }
        Ok(_) => Ok(true),
        Err(_) => refuse("此处已有其他内容"),
    }
}

fn temp_dir_beside(target: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".shenbao-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent_of(target)?)
}

/// The folder that holds `target`, made if need be.
fn parent_of(target: &Path) -> io::Result<PathBuf> {
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent)?;
    Ok(parent)
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Opens a plain file; a link could lead out of the bundle.
fn open_plain(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "不是普通文件"));
    }
    File::open(path)
}

fn walk(folder: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &format!("{name}/"), depth + 1, names)?;
        } else if !is_junk(&name) {
            names.push(name);
        }
    }
    Ok(())
}

fn is_junk(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    JUNK.contains(&last) || name.starts_with("__MACOSX/")
}

fn not_a_bundle(path: &Path, why: &str) -> BundleError {
    BundleError::NotABundle { path: path.to_owned(), why: why.into() }
}
