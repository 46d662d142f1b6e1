//! `cargo xtask run | test | bench | gallery`: everything that a developer does with this project.
//!
//! Each command installs what it needs where that is possible (Debian and Ubuntu), and says exactly what is missing
//! where it is not.

mod bench;
#[cfg(target_os = "linux")]
mod display;
mod fonts;
mod fuzz;
mod gallery;
#[cfg(target_os = "linux")]
mod installed;
#[cfg(any(windows, target_os = "linux"))]
mod installer;
mod licences;
mod package;
mod parts;
mod prerequisites;
mod project;
mod rules;
mod run;
mod sbom;
mod steps;
mod test;
#[cfg(target_os = "linux")]
mod traced;
#[cfg(target_os = "linux")]
mod windows;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run       install what is missing, build, open the window with the examples offered
cargo xtask test      install what is missing, then run every check and test
cargo xtask bench     measure, side by side with others where there are any
cargo xtask fuzz      hostile files of every kind: fuzz [TARGET] [--minutes N]
cargo xtask package   what users install on this system, under target/package/
cargo xtask installed makes the .deb, installs it, puts it to work without a network under a trace, removes it
cargo xtask windows   from Debian: the programs and installers for Windows, tried under wine as far as that goes
cargo xtask licences  what it is made of, with licences and bill of materials, under licences/
cargo xtask gallery   every page and every screen as pictures, under gallery/
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("run") => run::run(),
        Some("test") => test::test(),
        Some("bench") => bench::bench(),
        Some("fuzz") => fuzz::fuzz(&arguments[1..]),
        Some("package") => package::package(),
        #[cfg(target_os = "linux")]
        Some("installed") => installed::installed(),
        #[cfg(target_os = "linux")]
        Some("windows") => windows::windows(),
        Some("licences") => licences::licences(),
        Some("gallery") => gallery::gallery(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}
