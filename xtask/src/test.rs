//! `cargo xtask test`: every check and test, in the order in which they are likely to fail.

use crate::steps::{Steps, Stop, answer, call};
use crate::{fonts, prerequisites, project};
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
    steps.run("format of the Rust code", || {
        call(Command::new("cargo").current_dir(project::root()).args(["fmt", "--all", "--check"]))
    })?;
    steps.run("user interface: lint and types", || call(&mut project::npm(&["run", "lint"])))?;
    steps.run("user interface: tests", || call(&mut project::npm(&["test"])))?;
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
    steps.run("bindings unchanged", || {
        call(Command::new("git").current_dir(project::root()).args([
            "diff",
            "--exit-code",
            "--",
            "ui/src/bindings.ts",
        ]))
    })
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

/// The window tests are ignored by default: they run here, on a display without a screen, with a keychain of their own.
#[cfg(target_os = "linux")]
fn test_window() -> Result<(), Stop> {
    let home = project::root().join("target/window-home");
    if home.exists() {
        std::fs::remove_dir_all(&home)?;
    }
    std::fs::create_dir_all(&home)?;
    let mut tests = project::cargo(&["test"]);
    tests.args(["--test", "window", "--", "--ignored", "--test-threads=1"]);
    let cargo_home = std::env::var_os("CARGO_HOME")
        .unwrap_or_else(|| std::env::home_dir().unwrap_or_default().join(".cargo").into_os_string());
    let rustup_home = std::env::var_os("RUSTUP_HOME")
        .unwrap_or_else(|| std::env::home_dir().unwrap_or_default().join(".rustup").into_os_string());
    let mut session = Command::new("xvfb-run");
    session.current_dir(project::root());
    session.args([
        "--auto-servernum",
        "--server-args=-screen 0 1280x800x24",
        "dbus-run-session",
        "--",
        "bash",
        "-c",
    ]);
    session.arg(
        "openbox & \
         printf window-tests | gnome-keyring-daemon --unlock --components=secrets > /dev/null && exec \"$0\" \"$@\"",
    );
    session.arg(tests.get_program()).args(tests.get_args());
    session.env("HOME", home).env("CARGO_HOME", cargo_home).env("RUSTUP_HOME", rustup_home);
    call(&mut session)
}

/// Only WebKitGTK's driver can be had without a screen.
#[cfg(not(target_os = "linux"))]
fn test_window() -> Result<(), Stop> {
    println!("skipped: the window tests run on Linux only");
    Ok(())
}
