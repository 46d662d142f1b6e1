//! `cargo xtask package`: what users install, built without the feature `automation`.

#[cfg(target_os = "linux")]
mod linux;

use crate::steps::{Steps, Stop, call};
use crate::{fonts, licences, prerequisites, project};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the packages of this system and says where they lie.
pub(crate) fn package() -> Result<(), Stop> {
    let mut steps = Steps::default();
    let outcome = all(&mut steps);
    steps.summary();
    outcome
}

/// The same, as steps of something longer.
pub(crate) fn all(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Running))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("licences", licences::licences)?;
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    make(steps)
}

/// The same where everything else is there already.
pub(crate) fn make(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("programs for users", || {
        let mut build = project::cargo_users(&["build", "--workspace"]);
        call(build.args(["--features", "shenbao-desktop/custom-protocol"]))
    })?;
    steps.run("packages", write)
}

/// Where packages are written.
pub(crate) fn folder() -> PathBuf {
    project::root().join("target/package")
}

#[cfg(target_os = "linux")]
fn write() -> Result<(), Stop> {
    linux::write(&folder())
}

/// Never run: written on Linux.
#[cfg(windows)]
fn write() -> Result<(), Stop> {
    let files = folder().join("files");
    let (desktop, terminal) = (project::built("shenbao-desktop"), project::built("shenbao"));
    crate::installer::lay_out(&files, &desktop, &terminal, &licences::folder())?;
    crate::installer::make(&files, &folder())
}

/// Never run: written on Linux.
#[cfg(target_os = "macos")]
fn write() -> Result<(), Stop> {
    let mut bundle = project::npm(&["exec", "--yes", "--", "@tauri-apps/cli@2.12.3", "build"]);
    bundle.current_dir(project::root().join("src-tauri"));
    bundle.args(["--target", "universal-apple-darwin", "--bundles", "app,dmg"]);
    call(bundle.args(["--config", "../packaging/bundle.json"]))
}

/// Forms, fonts and the licences of the build, as the program looks for them.
pub(crate) fn resources(target: &Path, licences: &Path) -> Result<(), Stop> {
    for name in ["forms", "fonts"] {
        copy(&project::root().join(name), &target.join(name))?;
    }
    copy(licences, &target.join("licences"))
}

/// Copies a file, or a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop(format!("{}: {error}", from.display()));
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from).map_err(failed)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop).map_err(failed)
}

/// Removes what an earlier run left.
pub(crate) fn clear(folder: &Path) -> Result<(), Stop> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}
