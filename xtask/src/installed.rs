//! The package as a user gets it: installed, put to work without a network and under a trace, removed.

use crate::steps::{Steps, Stop, answer, call};
use crate::traced::{Trace, finds_who_calls_out, trace, traces};
use crate::{display, package, prerequisites, project};
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAMS: [&str; 2] = ["shenbao", "shenbao-desktop"];

/// Makes the package and tries it.
pub(crate) fn installed() -> Result<(), Stop> {
    let mut steps = Steps::default();
    let outcome = steps
        .run("prerequisites for tests", || prerequisites::install(prerequisites::For::Testing))
        .and_then(|()| package::all(&mut steps))
        .and_then(|()| steps.run("the installed package", test));
    steps.summary();
    outcome
}

/// Installs the .deb, runs `tests/tests/installed.rs` with it, removes it.
pub(crate) fn test() -> Result<(), Stop> {
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        println!("skipped: only root can install a package");
        return Ok(());
    }
    if !display::has_namespaces() {
        println!("skipped: this system lets nobody take the network away (containers often do not)");
        return Ok(());
    }
    let deb = deb()?.ok_or_else(|| Stop("there is no .deb".into()))?;
    call(apt_get(&["install", "--yes", "--reinstall", "--allow-downgrades"]).arg(deb))?;
    let files = answer(Command::new("dpkg").args(["--listfiles", "shenbao"])).unwrap_or_default();
    let outcome = at_work();
    call(&mut apt_get(&["purge", "--yes", "shenbao"]))?;
    outcome?;
    nothing_left(&files)
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    command
}

fn deb() -> Result<Option<PathBuf>, Stop> {
    let entries = std::fs::read_dir(package::folder())?.collect::<Result<Vec<_>, _>>()?;
    Ok(entries
        .into_iter()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "deb")))
}

/// The tests, in a namespace with the loopback alone (the driver of the window speaks to it over that).
fn at_work() -> Result<(), Stop> {
    let traced = project::root().join("target/traced");
    package::clear(&traced)?;
    finds_who_calls_out(&traced)?;
    package::clear(&traced)?;
    for program in PROGRAMS {
        trace(&traced, program, &format!("/usr/bin/{program}"))?;
    }
    let mut tests = project::cargo(&["test"]);
    tests.args(["--test", "installed", "--", "--ignored", "--test-threads=1"]);
    display::without_network(&tests, &[("SHENBAO_PROGRAMS", traced.as_os_str())])?;
    judge(&traces(&traced)?)
}

/// No program opens a socket of the internet. With the driver, and only then, the web view listens on the loopback.
fn judge(traces: &[Trace]) -> Result<(), Stop> {
    for trace in traces {
        println!("{}: {} sockets, {} of the internet's kinds", trace.name, trace.sockets, trace.internet);
        if !trace.foreign.is_empty() {
            return Err(Stop(format!("{}: {}", trace.name, trace.foreign.join("\n"))));
        }
    }
    let of = |program: &str| -> Vec<&Trace> {
        traces.iter().filter(|trace| trace.name.starts_with(&format!("{program}."))).collect()
    };
    let (terminal, window) = (of("shenbao"), of("shenbao-desktop"));
    if terminal.len() < 3 || terminal.iter().any(|trace| trace.internet > 0) {
        return Err(Stop(format!("the terminal program opened sockets, or was not traced: {terminal:?}")));
    }
    // The window speaks to the display and the session's bus: where no socket is seen at all, nothing was traced.
    let alone = |trace: &&Trace| trace.internet == 0 && trace.sockets > 0;
    if window.len() < 2 || !window.iter().any(alone) {
        return Err(Stop(format!(
            "the window without a driver opened sockets, or was not traced: {window:?}"
        )));
    }
    Ok(())
}

/// Every file of the package is gone, and the user's library is not. `files`: what dpkg listed, one path a line.
fn nothing_left(files: &str) -> Result<(), Stop> {
    let own = |path: &&str| path.contains("henbao") && Path::new(path).exists();
    let left: Vec<&str> = files.lines().filter(own).collect();
    if files.lines().count() < 20 || !left.is_empty() {
        return Err(Stop(format!("left behind: {}", left.join(", "))));
    }
    let home = display::home();
    let library = home.join(".local/share/cn.shenbao.desktop");
    if !library.join("library.db").exists() {
        return Err(Stop("the user's library went with the package".into()));
    }
    let mut elsewhere = Command::new("find");
    elsewhere
        .arg(&home)
        .args(["-iname", "*shenbao*", "-not", "-path"])
        .arg(format!("{}*", library.display()));
    match answer(&mut elsewhere).as_deref() {
        Some("") => Ok(()),
        found => Err(Stop(format!("beside the library: {found:?}"))),
    }
}
