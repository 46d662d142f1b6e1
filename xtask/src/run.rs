//! `cargo xtask run`: the window, or without a display the main job in the terminal.

use crate::steps::{Steps, Stop, call};
use crate::{fonts, licences, prerequisites, project};
use std::process::Command;

const EXAMPLE: &str = "forms/design-center/2023/examples/in-house.shenbao.json";

/// Installs, builds, opens.
pub(crate) fn run() -> Result<(), Stop> {
    let mut steps = Steps::default();
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Running))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("licences", licences::licences)?;
    if !has_display() {
        println!("\nThere is no display here, so no window can be opened.");
        println!("The main job is done on the example from the terminal instead.");
        return without_display(&mut steps);
    }
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("window", || {
        let mut build = project::cargo_users(&["build", "--package", "shenbao-desktop"]);
        call(build.args(["--features", "shenbao-desktop/custom-protocol"]))
    })?;
    println!("\nOpening the window. The examples are offered on the first page.");
    call(&mut Command::new(project::built("shenbao-desktop")))
}

fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn without_display(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("terminal program", || {
        call(&mut project::cargo_users(&["build", "--package", "shenbao-cli"]))
    })?;
    let shenbao = |arguments: &[&str]| {
        println!("\n$ shenbao {}", arguments.join(" "));
        call(Command::new(project::built("shenbao")).current_dir(project::root()).args(arguments))
    };
    shenbao(&["check", EXAMPLE])?;
    let out = project::root().join("target/example-bundle");
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    shenbao(&["bundle", EXAMPLE, "-o", &out.to_string_lossy()])?;
    shenbao(&["verify", &out.to_string_lossy()])
}
