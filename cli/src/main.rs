//! The terminal program `shenbao`: the same core as the window, for scripts and tests.
//!
//! It holds no rule and no layout: it reads files, calls the core, and says what came of it. Standard output carries
//! the result only; whatever went wrong stands on standard error with file, place and remedy.
//! Exit codes: 0 ready or done, 1 not ready or incomplete, 2 bad input.

mod args;
mod carried;
mod commands;
mod evidence;
mod failure;
mod input;
mod parcel;
mod say;
mod tables;

use clap::Parser;
use clap::error::ErrorKind;
use failure::Failure;
use std::io::Write;
use std::process::ExitCode;

/// What a command came to.
struct Outcome {
    /// For standard output, with its last line end.
    output: String,
    /// For standard error: what the user should know beside the result.
    remarks: Vec<String>,
    /// Whether the draft is ready, or the work done.
    is_good: bool,
}

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            print(&e.render().to_string());
            return ExitCode::SUCCESS;
        }
        Err(e) => return fail(&Failure::of_arguments(&e)),
    };
    match commands::run(&args) {
        Ok(outcome) => {
            match args.format {
                args::Format::Text => print(&say::plain(&outcome.output)),
                args::Format::Json => print(&outcome.output),
            }
            for remark in &outcome.remarks {
                eprintln!("{}", say::plain(remark));
            }
            if outcome.is_good { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(failure) => fail(&failure),
    }
}

/// A reader that stops early (`| head`) is no failure.
fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn fail(failure: &Failure) -> ExitCode {
    eprintln!("{}", say::plain(&failure.to_string()));
    ExitCode::from(2)
}
