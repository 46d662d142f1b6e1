//! `cargo xtask fuzz [TARGET] [--minutes N]`: libFuzzer with the foreign files that the program opens, one kind after the
//! other, beginning with the tests' samples.
//!
//! The stable compiler does it, without a sanitizer: our code has no `unsafe`, and what is looked for are panics, endless
//! work and memory without bounds. The corpus stays under `target/fuzz/`, and each run goes on where the last one stopped.

use crate::steps::{Steps, Stop, answer, call};
use crate::{fonts, prerequisites, project};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Minutes for each target, where nothing is said.
const MINUTES: u32 = 10;
/// Seconds for one file, and megabytes for the process: more of either is a finding.
const LIMITS: [&str; 3] = ["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"];

/// Runs one target, or all of them; stops at the first finding.
pub(crate) fn fuzz(arguments: &[String]) -> Result<(), Stop> {
    let (wanted, minutes) = understood(arguments)?;
    let mut steps = Steps::default();
    let outcome = all(&mut steps, wanted.as_deref(), minutes);
    steps.summary();
    outcome
}

fn understood(arguments: &[String]) -> Result<(Option<String>, u32), Stop> {
    let (mut target, mut minutes) = (None, MINUTES);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--minutes" {
            minutes = rest
                .next()
                .and_then(|minutes| minutes.parse().ok())
                .ok_or_else(|| Stop("--minutes: how many?".into()))?;
        } else {
            target = Some(argument.clone());
        }
    }
    Ok((target, minutes))
}

fn all(steps: &mut Steps, wanted: Option<&str>, minutes: u32) -> Result<(), Stop> {
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Running))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("cargo-fuzz", || match answer(Command::new("cargo").args(["fuzz", "--version"])) {
        Some(version) => {
            println!("{version}: there already");
            Ok(())
        }
        None => call(Command::new("cargo").args(["install", "cargo-fuzz", "--locked"])),
    })?;
    steps.run("build", || call(&mut cargo_fuzz("build")))?;
    let all = answer(Command::new("cargo").current_dir(project::root()).args(["fuzz", "list"]));
    let all = all.ok_or_else(|| Stop("cargo fuzz names no targets".into()))?;
    let targets: Vec<&str> =
        all.lines().filter(|target| wanted.is_none_or(|wanted| wanted == *target)).collect();
    if targets.is_empty() {
        return Err(Stop(format!("there are these targets: {}", all.replace('\n', " "))));
    }
    for target in targets {
        steps.run(target, || run(target, minutes))?;
    }
    Ok(())
}

fn cargo_fuzz(subcommand: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project::root()).env("RUSTC_BOOTSTRAP", "1");
    cargo.args(["fuzz", subcommand, "--sanitizer", "none"]);
    cargo
}

fn run(target: &str, minutes: u32) -> Result<(), Stop> {
    let folder = |name: &str| -> Result<PathBuf, Stop> {
        let folder = project::root().join("target/fuzz").join(name).join(target);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    };
    let (corpus, found) = (folder("corpus")?, folder("found")?);
    let mut fuzzer = cargo_fuzz("run");
    fuzzer.env("SHENBAO_SEEDS", &corpus).arg(target).arg(&corpus).arg("--").args(LIMITS);
    fuzzer.arg(format!("-max_total_time={}", u64::from(minutes) * 60));
    fuzzer.arg(format!("-artifact_prefix={}/", found.display()));
    call(&mut fuzzer).map_err(|stop| {
        Stop(format!(
            "{stop}; what did it lies in {}: mend it, and keep the file in tests/hostile/{target}/",
            found.display()
        ))
    })
}
