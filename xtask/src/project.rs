//! Where things lie in this project, and how its parts are built.

use crate::steps::{Stop, call};
use std::path::PathBuf;
use std::process::Command;

/// The features of the one build that serves tests, window and terminal. `automation` lets a test name the path that a
/// file dialog would return; packages for users are built without it.
const TEST_FEATURES: &str = "shenbao-desktop/custom-protocol,shenbao-desktop/automation";

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}

/// The user interface's folder.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The version of all members.
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// A program that was built, by name.
pub(crate) fn built(program: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// `cargo SUBCOMMAND --release`, as packages for users are built.
pub(crate) fn cargo_users(subcommand: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(subcommand).args(["--release", "--locked"]);
    command
}

/// `cargo SUBCOMMAND --release --workspace` with the features of the test build.
pub(crate) fn cargo(subcommand: &[&str]) -> Command {
    let mut command = cargo_users(subcommand);
    command.args(["--workspace", "--features", TEST_FEATURES]);
    command
}

/// `npm …` in `ui/`.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(ui()).args(arguments);
    command
}

/// The npm packages of the lockfile, unless they are there already.
pub(crate) fn install_packages() -> Result<(), Stop> {
    let lock = ui().join("package-lock.json");
    let installed = ui().join("node_modules/.package-lock.json");
    let newer = |a: &PathBuf, b: &PathBuf| {
        Some(a.metadata().ok()?.modified().ok()? >= b.metadata().ok()?.modified().ok()?)
    };
    if newer(&installed, &lock) == Some(true) {
        println!("npm packages: there already");
        return Ok(());
    }
    call(&mut npm(&["ci", "--no-audit", "--no-fund"]))
}
