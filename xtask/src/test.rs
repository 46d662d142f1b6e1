//! `cargo xtask test`: every check and test, in the order in which they are likely to fail.

use crate::steps::{Steps, Stop, answer, call};
use crate::{fonts, licences, prerequisites, project, rules};
use std::process::Command;

/// Runs them all; stops at the first step that fails.
pub(crate) fn test() -> Result<(), Stop> {
    let mut steps = Steps::default();
    let outcome = all(&mut steps);
    steps.summary();
    outcome
}

fn all(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Testing))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("licences", licences::licences)?;
    steps.run("rules for dependencies", rules::check)?;
    steps.run("format of the Rust code", || {
        call(Command::new("cargo").current_dir(project::root()).args(["fmt", "--all", "--check"]))
    })?;
    steps.run("user interface: lint and types", || call(&mut project::npm(&["run", "lint"])))?;
    steps.run("user interface: tests", || call(&mut project::npm(&["test"])))?;
    steps.run("user interface: axe over every screen", look_with_axe)?;
    steps.run("user interface: build", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("clippy", || {
        call(project::cargo(&["clippy", "--all-targets"]).args(["--", "-D", "warnings"]))
    })?;
    steps.run("build", || call(&mut project::cargo(&["build", "--all-targets"])))?;
    steps.run("lint of all packs", || {
        call(Command::new(project::built("shenbao")).current_dir(project::root()).args(["lint", "forms"]))
    })?;
    steps.run("tests", run_tests)?;
    steps.run("the real window", test_window)?;
    steps.run("what tests write for the window is unchanged", || {
        call(Command::new("git").current_dir(project::root()).args(["diff", "--exit-code", "--", "ui/src"]))
    })?;
    test_installed(steps)
}

/// As users have it: their build, in a package, installed. The last step, since it leaves their programs where the tests'
/// own were.
#[cfg(target_os = "linux")]
fn test_installed(steps: &mut Steps) -> Result<(), Stop> {
    crate::package::make(steps)?;
    steps.run("the installed package", crate::installed::test)
}

/// Only Debian's package is tried: the others' installers need a system of their own.
#[cfg(not(target_os = "linux"))]
fn test_installed(_: &mut Steps) -> Result<(), Stop> {
    println!("skipped: the package is installed and removed on Linux only");
    Ok(())
}

/// Every screen in Chromium, light and dark; what axe calls serious fails.
#[cfg(target_os = "linux")]
fn look_with_axe() -> Result<(), Stop> {
    call(&mut project::npm(&["run", "axe"]))
}

/// The browser is installed here on Linux only.
#[cfg(not(target_os = "linux"))]
fn look_with_axe() -> Result<(), Stop> {
    println!("skipped: axe runs on Linux only");
    Ok(())
}

fn has_nextest() -> bool {
    answer(Command::new("cargo").args(["nextest", "--version"])).is_some()
}

/// Everything but the real window, which needs a display of its own.
fn run_tests() -> Result<(), Stop> {
    if has_nextest() {
        call(&mut project::cargo(&["nextest", "run"]))
    } else {
        call(&mut project::cargo(&["test"]))
    }
}

/// The window tests are ignored by default: they run here, on a display without a screen.
#[cfg(target_os = "linux")]
fn test_window() -> Result<(), Stop> {
    let mut tests = project::cargo(&["test"]);
    tests.args(["--test", "window", "--test", "moving", "--", "--ignored", "--test-threads=1"]);
    crate::display::with_display(&tests, "1280x800")
}

/// Only WebKitGTK's driver can be had without a screen.
#[cfg(not(target_os = "linux"))]
fn test_window() -> Result<(), Stop> {
    println!("skipped: the window tests run on Linux only");
    Ok(())
}
