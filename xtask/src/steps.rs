//! Steps: other programs run one after the other, each with its time.

use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Why a command could not go on; printed as it is.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) String);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Stop {
        Stop(error.to_string())
    }
}

/// The steps of one command, for the summary of times at its end.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Runs one step; stops at the first that fails.
    pub(crate) fn run(&mut self, name: &str, step: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
        println!("\n==> {name}");
        let started = Instant::now();
        let outcome = step();
        let time = started.elapsed();
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("<== {name}: {verdict} in {:.1} s", time.as_secs_f64());
        self.done.push((name.to_owned(), time));
        outcome.map_err(|stop| Stop(format!("{name}: {stop}")))
    }

    /// Prints each step's time.
    pub(crate) fn summary(&self) {
        println!("\nTimes:");
        for (name, time) in &self.done {
            println!("{:>8.1} s  {name}", time.as_secs_f64());
        }
        let all: Duration = self.done.iter().map(|(_, time)| *time).sum();
        println!("{:>8.1} s  in all", all.as_secs_f64());
    }
}

/// Runs a program to its end; its output goes where ours goes.
pub(crate) fn call(command: &mut Command) -> Result<(), Stop> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| Stop(format!("cannot start {program}: {error}")))?;
    if status.success() { Ok(()) } else { Err(Stop(format!("{program} ended with {status}"))) }
}

/// Runs a program to its end; its output goes where ours goes, and its lines are given back.
pub(crate) fn overheard(command: &mut Command) -> Result<Vec<String>, Stop> {
    let program = command.get_program().to_string_lossy().into_owned();
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| Stop(format!("cannot start {program}: {error}")))?;
    let mut lines = Vec::new();
    if let Some(said) = child.stdout.take() {
        for line in BufReader::new(said).lines() {
            let line = line?;
            println!("{line}");
            lines.push(line);
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(lines) } else { Err(Stop(format!("{program} ended with {status}"))) }
}

/// What a program prints, trimmed; `None` when it cannot be started or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
