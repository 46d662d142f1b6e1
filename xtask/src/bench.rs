//! `cargo xtask bench`: measures, side by side with other programs doing the same work, and writes the one table of
//! `docs/benchmarks.md`.

use crate::steps::{Steps, Stop, answer, call, overheard};
use crate::{fonts, prerequisites, project};
use std::path::Path;
use std::process::Command;

/// The libraries beside which workbooks are written and read.
const PACKAGES: [&str; 2] = ["python3-openpyxl", "python3-xlsxwriter"];
const RESULTS: &str = "docs/benchmarks.md";
const HEAD: &str = "| what | ours | target | compared with | ratio |\n|---|---|---|---|---|\n";
/// What stands between these is written here.
const MARKS: [&str; 2] = ["<!-- measured -->\n", "<!-- end of what was measured -->\n"];

/// Builds ours and the peers, measures, then prints the table and keeps it.
pub(crate) fn bench() -> Result<(), Stop> {
    let mut steps = Steps::default();
    prepare(&mut steps)?;
    let peer = peers().join("target/release/peer-typst");
    let mut rows = Vec::new();
    let mut measure = |steps: &mut Steps, what: &str, command: Result<Command, Stop>| {
        steps.run(what, || {
            let said = overheard(&mut command?)?;
            rows.extend(said.into_iter().filter(|line| is_row(line)));
            Ok(())
        })
    };
    let mut core = Command::new(project::built("shenbao-bench"));
    // The libraries are those of the system's Python, whichever comes first otherwise.
    let path = std::env::var("PATH").unwrap_or_default();
    core.arg(peer).env("PATH", format!("/usr/bin:{path}"));
    measure(&mut steps, "the core", Ok(core))?;
    measure(&mut steps, "typing in Chromium", Ok(project::npm(&["run", "--silent", "typing"])))?;
    let empty = project::built("empty-window");
    measure(&mut steps, "opening the window", on_display("opening", &empty, "1280x800"))?;
    let typing = project::ui().join("typing.measure.js");
    measure(&mut steps, "typing in the window", on_display("typing", &typing, "1920x1080"))?;
    steps.summary();
    keep(&format!("{}\n\n{HEAD}{}\n", machine(), rows.join("\n")))
}

fn prepare(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("prerequisites", || {
        prerequisites::install(prerequisites::For::Testing)?;
        prerequisites::install_all(&PACKAGES)
    })?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("build of the peer (about ten minutes the first time)", || {
        call(Command::new("cargo").current_dir(peers()).args(["build", "--release", "--locked"]))
    })?;
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("page of the empty window", || call(&mut project::npm(&["run", "empty-window"])))?;
    steps.run("build, with the empty window", || {
        call(&mut project::cargo(&["build", "--features", "shenbao-bench/empty-window"]))
    })
}

fn peers() -> std::path::PathBuf {
    project::root().join("bench/peers")
}

/// A row of figures; the heads of tables are ours.
fn is_row(line: &str) -> bool {
    line.starts_with("| ") && !line.starts_with("| what |")
}

/// Day, processor and system.
fn machine() -> String {
    let of = |program: &str, arguments: &[&str]| answer(Command::new(program).args(arguments));
    let day = of("date", &["+%F"]).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let said = |file: &str, name: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split(['=', ':']).next_back().unwrap_or_default().trim().trim_matches('"').to_owned()
    };
    let (processor, system) = (said("/proc/cpuinfo", "model name"), said("/etc/os-release", "PRETTY_NAME"));
    format!("Measured {day}: {cores} cores of {processor}, {system}.")
}

/// Puts the table where the last one stood.
fn keep(measured: &str) -> Result<(), Stop> {
    println!("\n{measured}");
    let path = project::root().join(RESULTS);
    let text = std::fs::read_to_string(&path)?;
    let [before, after] = MARKS;
    let place = text.split_once(before).and_then(|(head, rest)| Some((head, rest.split_once(after)?.1)));
    let (head, tail) = place.ok_or_else(|| Stop(format!("{RESULTS} has lost the marks of its table")))?;
    std::fs::write(path, format!("{head}{before}{measured}{after}{tail}"))?;
    Ok(())
}

/// Opens windows, painted as users have them: a driven window composes its frames for the driver's screenshots, of which
/// none is taken here.
#[cfg(target_os = "linux")]
fn on_display(program: &str, argument: &Path, size: &str) -> Result<Command, Stop> {
    let mut command = Command::new("env");
    command.arg("WEBKIT_DISABLE_COMPOSITING_MODE=1").arg(project::built(program)).arg(argument);
    crate::display::on_display(&command, size)
}

/// Only WebKitGTK's driver can be had without a screen; these say so themselves.
#[cfg(not(target_os = "linux"))]
fn on_display(program: &str, argument: &Path, _: &str) -> Result<Command, Stop> {
    let mut command = Command::new(project::built(program));
    command.arg(argument);
    Ok(command)
}
