//! The folders that the user chose: the page cannot have anything written elsewhere.

use crate::failure::{Failure, FailureCode};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Every folder that was chosen since the program started, by the name that the page shows. A folder whose name is no
/// Unicode is still found by what is shown of it.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<BTreeMap<String, PathBuf>>);

impl Chosen {
    /// Remembers a folder; its name for the page.
    pub(crate) fn remember(&self, folder: PathBuf) -> String {
        let name = folder.display().to_string();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), folder);
        name
    }

    /// The folder of that name, where the user chose it.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.ok_or_else(|| {
            Failure::new(FailureCode::File, "这个文件夹没有经过选择，没有写入。", "请选择文件夹后再试。")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Chosen;
    use crate::failure::FailureCode;

    #[test]
    fn only_what_was_chosen_is_written_to() {
        let chosen = Chosen::default();
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().display().to_string();
        assert_eq!(chosen.folder(&name).unwrap_err().code, FailureCode::File);
        assert_eq!(chosen.remember(folder.path().into()), name);
        assert_eq!(chosen.folder(&name).unwrap(), folder.path());
        for other in ["", "/", &format!("{name}/.."), &format!("{name}/")] {
            assert_eq!(chosen.folder(other).unwrap_err().code, FailureCode::File, "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_unicode_leads_to_its_folder() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = std::path::Path::new(std::ffi::OsStr::from_bytes(b"/data/\xd6\xd0")).to_path_buf();
        let chosen = Chosen::default();
        let name = chosen.remember(folder.clone());
        assert_eq!(chosen.folder(&name).unwrap(), folder);
    }
}
