//! `cargo xtask bench`: measures, side by side with typst on the same pages.

use crate::steps::{Steps, Stop, call};
use crate::{fonts, prerequisites, project};
use std::process::Command;

/// Builds ours and the peer, then prints the table.
pub(crate) fn bench() -> Result<(), Stop> {
    let mut steps = Steps::default();
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Running))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    let peers = project::root().join("bench/peers");
    steps.run("build of the peer (about ten minutes the first time)", || {
        call(Command::new("cargo").current_dir(&peers).args(["build", "--release", "--locked"]))
    })?;
    steps.run("build", || call(&mut project::cargo_users(&["build", "--package", "shenbao-bench"])))?;
    steps.run("measuring", || {
        call(Command::new(project::built("shenbao-bench")).arg(peers.join("target/release/peer-typst")))
    })
}
