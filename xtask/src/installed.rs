//! The package as a user gets it: installed, put to work without a network and under a trace, removed.

use crate::steps::{Stop, answer, call};
use crate::{display, package, project};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What must be gone after the removal.
const LEFT_BEHIND: [&str; 4] =
    ["/usr/lib/Shenbao", "/usr/bin/shenbao", "/usr/bin/shenbao-desktop", "/usr/share/doc/shenbao"];
const PROGRAMS: [&str; 2] = ["shenbao", "shenbao-desktop"];

/// Installs the .deb, runs `tests/tests/installed.rs` with it, removes it.
pub(crate) fn test() -> Result<(), Stop> {
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        println!("skipped: only root can install a package");
        return Ok(());
    }
    let Some(deb) = deb()? else {
        return Err(Stop("there is no .deb".into()));
    };
    call(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--reinstall"])
            .arg(deb),
    )?;
    let outcome = at_work();
    call(
        Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(["purge", "--yes", "shenbao"]),
    )?;
    outcome?;
    let left: Vec<&str> = LEFT_BEHIND.into_iter().filter(|path| Path::new(path).exists()).collect();
    if !left.is_empty() {
        return Err(Stop(format!("left behind: {}", left.join(", "))));
    }
    if !display::home().join(".local/share/cn.shenbao.desktop/library.db").exists() {
        return Err(Stop("the user's library went with the package".into()));
    }
    Ok(())
}

fn deb() -> Result<Option<PathBuf>, Stop> {
    let entries = fs::read_dir(package::folder())?.collect::<Result<Vec<_>, _>>()?;
    Ok(entries
        .into_iter()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "deb")))
}

/// The tests, in a namespace with the loopback alone (the driver of the window speaks to it over that).
fn at_work() -> Result<(), Stop> {
    let traced = project::root().join("target/traced");
    package::clear(&traced)?;
    for program in PROGRAMS {
        trace(&traced, program)?;
    }
    let mut tests = project::cargo(&["test"]);
    tests.args(["--test", "installed", "--", "--ignored", "--test-threads=1"]);
    display::without_network(&tests, &[("SHENBAO_PROGRAMS", traced.as_os_str())])?;
    judge(&traced)
}

/// A script of the program's name that runs the installed program under a trace of its sockets, children included.
fn trace(folder: &Path, program: &str) -> Result<(), Stop> {
    let script = folder.join(program);
    let log = folder.join(format!("{program}.$$.trace"));
    fs::write(
        &script,
        format!(
            "#!/bin/sh\nexec strace -f -qq -e trace=socket,bind,connect -o {} /usr/bin/{program} \"$@\"\n",
            log.display()
        ),
    )?;
    Ok(fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?)
}

/// No program opens a socket of the internet. With the driver, and only then, the web view listens on the loopback.
fn judge(traced: &Path) -> Result<(), Stop> {
    let mut seen = Vec::new();
    for entry in fs::read_dir(traced)? {
        let path = entry?.path();
        if path.extension().is_none_or(|end| end != "trace") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let opened = text.lines().filter(|line| line.contains("socket(AF_INET")).count();
        let used = text.lines().filter(|line| line.contains("sa_family=AF_INET"));
        let foreign: Vec<&str> = used.filter(|line| !line.contains("inet_addr(\"127.0.0.1\")")).collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("{name}: {} sockets, {opened} of the internet's kind", text.matches("socket(").count());
        if !foreign.is_empty() {
            return Err(Stop(format!("{name}: {}", foreign.join("\n"))));
        }
        seen.push((name, opened));
    }
    let of = |program: &str| -> Vec<usize> {
        let start = format!("{program}.");
        seen.iter().filter(|(name, _)| name.starts_with(&start)).map(|(_, opened)| *opened).collect()
    };
    let (terminal, window) = (of("shenbao"), of("shenbao-desktop"));
    if terminal.len() < 3 || terminal.iter().any(|opened| *opened > 0) {
        return Err(Stop(format!("the terminal program opened sockets, or was not traced: {seen:?}")));
    }
    if window.len() < 2 || !window.contains(&0) {
        return Err(Stop(format!("the window without a driver opened sockets, or was not traced: {seen:?}")));
    }
    Ok(())
}
