//! Finds the folder that holds `forms/` and `fonts/`: beside the source while developing, beside the program or in the
//! system's place for it when installed.
//!
//! It must never guess: a program that reads the wrong folder would check an application against the wrong rules.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

/// The environment variable that names the folder and overrides everything else.
pub const VARIABLE: &str = "SHENBAO_RESOURCES";

/// A folder that holds `forms/` and `fonts/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resources {
    folder: PathBuf,
}

/// The folder was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// Every folder that was looked at, in order.
    pub looked_in: Vec<PathBuf>,
}

impl Resources {
    /// The folder with the packs.
    pub fn forms(&self) -> PathBuf {
        self.folder.join("forms")
    }

    /// The folder with the fonts.
    pub fn fonts(&self) -> PathBuf {
        self.folder.join("fonts")
    }

    /// What the program is made of, with the licences; not there before it was generated.
    pub fn licences(&self) -> PathBuf {
        self.folder.join("licences").join("third-party.json")
    }
}

/// Looks for the resources of the program at `executable`. `named` is the value of [`VARIABLE`]: where it is set, it
/// alone is looked at.
///
/// # Errors
/// [`NotFound`] with every folder that was looked at.
pub fn locate(named: Option<&OsStr>, executable: &Path) -> Result<Resources, NotFound> {
    let looked_in = candidates(named, executable);
    let found =
        looked_in.iter().find(|folder| folder.join("forms").is_dir() && folder.join("fonts").is_dir());
    match found {
        Some(folder) => Ok(Resources { folder: folder.clone() }),
        None => Err(NotFound { looked_in }),
    }
}

fn candidates(named: Option<&OsStr>, executable: &Path) -> Vec<PathBuf> {
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        return vec![PathBuf::from(named)];
    }
    let mut folders = Vec::new();
    for ancestor in executable.ancestors().skip(1).filter(|ancestor| !ancestor.as_os_str().is_empty()) {
        folders.push(ancestor.to_owned());
        // An application bundle of macOS, and a package of Debian or an AppImage.
        folders.push(ancestor.join("Resources"));
        folders.push(ancestor.join("lib").join("Shenbao"));
    }
    folders
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "找不到表单和字体（forms/ 与 fonts/）。已查找：")?;
        for (at, folder) in self.looked_in.iter().enumerate() {
            let comma = if at == 0 { "" } else { "、" };
            write!(f, "{comma}{}", folder.display())?;
        }
        write!(f, "。请重新安装，或用环境变量 {VARIABLE} 指明它们所在的文件夹。")
    }
}

impl std::error::Error for NotFound {}

#[cfg(test)]
mod tests {
    use super::{NotFound, locate};
    use std::ffi::OsStr;
    use std::fs;
    use std::path::{Path, PathBuf};

    /// With `forms/` and `fonts/` in the folder `at`, the program `executable` finds it.
    fn check(at: &str, executable: &str) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(at).join("forms")).unwrap();
        fs::create_dir_all(root.path().join(at).join("fonts")).unwrap();
        let found = locate(None, &root.path().join(executable)).unwrap();
        assert_eq!(found.forms(), root.path().join(at).join("forms"), "{executable}");
        assert_eq!(found.fonts(), root.path().join(at).join("fonts"), "{executable}");
    }

    #[test]
    fn finds_them_where_programs_are_installed() {
        check(".", "shenbao");
        check(".", "target/release/shenbao");
        check(".", "target/release/deps/cases-0123456789abcdef");
        check("usr/lib/Shenbao", "usr/bin/shenbao");
        check("Shenbao.app/Contents/Resources", "Shenbao.app/Contents/MacOS/shenbao");
    }

    #[test]
    fn the_variable_alone_decides() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("forms")).unwrap();
        fs::create_dir_all(root.path().join("fonts")).unwrap();
        let executable = root.path().join("shenbao");
        let elsewhere = OsStr::new("/nowhere");
        let error = locate(Some(elsewhere), &executable).unwrap_err();
        assert_eq!(error, NotFound { looked_in: vec![PathBuf::from("/nowhere")] });
        assert!(locate(Some(root.path().as_os_str()), Path::new("/nowhere/shenbao")).is_ok());
        assert!(locate(Some(OsStr::new("")), &executable).is_ok());
    }

    #[test]
    fn says_where_it_looked() {
        let error = locate(Some(OsStr::new("/nowhere")), Path::new("/bin/shenbao")).unwrap_err();
        insta::assert_snapshot!(error);
    }
}
