//! Packs that a user brings: three files of text, read under limits, kept as they were judged, and marked wherever their
//! form goes. Such a pack can say what is asked, checked and printed, and nothing else: it names no file but our blocks and
//! packs, takes the place of none of ours, and its tests are given up where they would not end soon.

mod limits;
mod read;
mod signs;
#[cfg(test)]
mod tests;

pub use read::{UserPack, read};

use super::load::{self, Found};
use super::{Form, Mistake, PROFILE};
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

/// Stands before every title of such a form.
pub const MARK: &str = "【非官方】";
/// Said where its pages are read.
pub const SAYS: &str = "本表由用户自行添加，不是官方表单，内容未经核对；请以主管部门公布的表式为准。";

/// Steps that the tests of such a form may take for one look at a draft; ours take some thousands for the longest tables.
pub(crate) const MOST_STEPS: u64 = 2_000_000;

/// Why a pack is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackRefusal {
    /// There is no pack.
    #[error("所选位置没有表单包。")]
    NotAPack,
    /// One of its files cannot be had.
    #[error("表单包中的 {0} 读不到。")]
    Unread(String),
    /// More than any pack needs.
    #[error("表单包过大。")]
    TooLarge,
    /// It has the id of an official one.
    #[error("标识“{0}”已由官方表单使用。")]
    Official(String),
    /// What is wrong in it.
    #[error("表单包有 {} 处错误：{}", .0.len(), first(.0))]
    Mistakes(Vec<Mistake>),
    /// The disk refuses.
    #[error("表单包无法保存。")]
    Disk,
}

impl PackRefusal {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotAPack => "请选择含有 form.toml 的文件夹，或由它压缩成的 ZIP 文件。",
            Self::Unread(_) => "请补上这个文件，并以 UTF-8 编码保存；不能使用链接。",
            Self::TooLarge => "请向提供者核实，每个文件不应超过 512 KB。",
            Self::Official(_) => "请提供者改用另一个标识。",
            Self::Mistakes(_) => "请提供者改正后重新添加。",
            Self::Disk => "请检查资料库文件夹的权限和磁盘空间后重试。",
        }
    }
}

fn first(mistakes: &[Mistake]) -> String {
    mistakes.first().map(ToString::to_string).unwrap_or_default()
}

/// A title, marked once.
pub fn marked(title: &str) -> String {
    if title.starts_with(MARK) { title.to_owned() } else { format!("{MARK}{title}") }
}

/// Reads a pack that a user brought from `<anywhere>/<id>/<edition>`; `forms_root`: where ours lie.
///
/// # Errors
/// Every mistake of the pack, those of a size that it must not have included.
pub fn load(folder: &Path, forms_root: &Path) -> Result<Form, Vec<Mistake>> {
    let form = load::load_from(folder, forms_root, &limits::exceeded)?;
    Ok(Form { unofficial: true, title: marked(&form.title), ..form })
}

impl UserPack {
    /// Judges the pack and keeps it in `store`, in the place of the same edition. What is judged is what is kept.
    ///
    /// # Errors
    /// Why it is not taken; nothing has changed then.
    pub fn keep(&self, store: &Path, forms_root: &Path) -> Result<Form, PackRefusal> {
        fs::create_dir_all(store).map_err(disk)?;
        let made = tempfile::Builder::new().prefix(".new-").tempdir_in(store).map_err(disk)?;
        let form = self.laid_out(made.path(), forms_root)?;
        let folder = made.path().join(&self.id).join(&self.edition);
        let place = store.join(&self.id).join(&self.edition);
        fs::create_dir_all(store.join(&self.id)).map_err(disk)?;
        let aside = made.path().join("old");
        if place.exists() {
            fs::rename(&place, &aside).map_err(disk)?;
        }
        fs::rename(&folder, &place).map_err(|error| {
            let _ = fs::rename(&aside, &place);
            disk(error)
        })?;
        Ok(form)
    }

    /// Judges the pack without keeping it.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn form(&self, forms_root: &Path) -> Result<Form, PackRefusal> {
        let made = tempfile::tempdir().map_err(disk)?;
        self.laid_out(made.path(), forms_root)
    }

    /// Its form, once its files lie where packs lie below `store`.
    fn laid_out(&self, store: &Path, forms_root: &Path) -> Result<Form, PackRefusal> {
        if is_official(&self.id, forms_root) {
            return Err(PackRefusal::Official(self.id.clone()));
        }
        let hidden = signs::hidden(self);
        if !hidden.is_empty() {
            return Err(PackRefusal::Mistakes(hidden));
        }
        let folder = store.join(&self.id).join(&self.edition);
        fs::create_dir_all(&folder).map_err(disk)?;
        for (name, text) in load::FILES.iter().zip(&self.files) {
            fs::write(folder.join(name), text).map_err(disk)?;
        }
        load(&folder, forms_root).map_err(PackRefusal::Mistakes)
    }
}

fn disk(_: io::Error) -> PackRefusal {
    PackRefusal::Disk
}

/// The packs in a store, read; one that cannot be read any more is left out with its mistakes.
pub fn load_all(store: &Path, forms_root: &Path) -> Vec<(Found, Result<Form, Vec<Mistake>>)> {
    let found = load::find(store).into_iter().filter(|found| !is_official(&found.id, forms_root));
    found.map(|found| (found.clone(), load(&found.folder, forms_root))).collect()
}

/// Whether one of ours has the id, in any edition.
fn is_official(id: &str, forms_root: &Path) -> bool {
    let same = |name: &str| name.eq_ignore_ascii_case(id);
    ["blocks", "profiles"].into_iter().any(same)
        || id.starts_with(PROFILE)
        || load::find(forms_root).iter().any(|found| same(&found.id))
}

impl fmt::Display for UserPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.id, self.edition)
    }
}
