//! `cargo xtask bench`: measures, side by side with typst on the same pages.

use crate::steps::{Steps, Stop, call};
use crate::{fonts, prerequisites, project};
use std::process::Command;

/// Builds ours and the peer, then prints the table.
pub(crate) fn bench() -> Result<(), Stop> {
    let mut steps = Steps::default();
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Testing))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    let peers = project::root().join("bench/peers");
    steps.run("build of the peer (about ten minutes the first time)", || {
        call(Command::new("cargo").current_dir(&peers).args(["build", "--release", "--locked"]))
    })?;
    steps.run("build", || call(&mut project::cargo_users(&["build", "--package", "shenbao-bench"])))?;
    steps.run("measuring", || {
        call(Command::new(project::built("shenbao-bench")).arg(peers.join("target/release/peer-typst")))
    })?;
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("build of the window", || call(&mut project::cargo(&["build"])))?;
    steps.run("typing in Chromium", || call(&mut project::npm(&["run", "--silent", "typing"])))?;
    steps.run("typing in the window", typing)
}

#[cfg(target_os = "linux")]
fn typing() -> Result<(), Stop> {
    // A driven window composes its frames for the driver's screenshots. None is taken here, and users' windows do not.
    let mut typing = Command::new("env");
    typing.arg("WEBKIT_DISABLE_COMPOSITING_MODE=1");
    typing.arg(project::built("typing"));
    typing.arg(project::root().join("ui/typing.measure.js"));
    crate::display::with_display(&typing, "1920x1080")
}

/// Only WebKitGTK's driver can be had without a screen.
#[cfg(not(target_os = "linux"))]
fn typing() -> Result<(), Stop> {
    println!("skipped: the window is measured on Linux only");
    Ok(())
}
