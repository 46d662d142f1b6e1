//! `cargo xtask bench`: measures, side by side with typst on the same pages and with an empty window.

use crate::steps::{Steps, Stop, call};
use crate::{fonts, prerequisites, project};
use std::path::Path;
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
    steps.run("page of the empty window", || call(&mut project::npm(&["run", "empty-window"])))?;
    steps.run("build of the window and of the empty one", || {
        call(&mut project::cargo(&["build", "--features", "shenbao-bench/empty-window"]))
    })?;
    steps.run("opening the window", || on_display("opening", &project::built("empty-window"), "1280x800"))?;
    steps.run("typing in Chromium", || call(&mut project::npm(&["run", "--silent", "typing"])))?;
    steps.run("typing in the window", || {
        on_display("typing", &project::root().join("ui/typing.measure.js"), "1920x1080")
    })
}

/// Runs a program that opens windows, painted as users have them: a driven window composes its frames for the driver's
/// screenshots, of which none is taken here.
#[cfg(target_os = "linux")]
fn on_display(program: &str, argument: &Path, size: &str) -> Result<(), Stop> {
    let mut command = Command::new("env");
    command.arg("WEBKIT_DISABLE_COMPOSITING_MODE=1").arg(project::built(program)).arg(argument);
    crate::display::with_display(&command, size)
}

/// Only WebKitGTK's driver can be had without a screen.
#[cfg(not(target_os = "linux"))]
fn on_display(_: &str, _: &Path, _: &str) -> Result<(), Stop> {
    println!("skipped: the window is measured on Linux only");
    Ok(())
}
