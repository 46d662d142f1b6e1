//! The terminal program, run as a user runs it.

use crate::programs::built;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day that tests take for today: the examples' filing date.
pub const TODAY: &str = "2026-06-15";

/// What a run came to.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Said {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// An example draft of the design centre pack.
pub fn example(name: &str) -> PathBuf {
    root().join("forms/design-center/2023/examples").join(format!("{name}.shenbao.json"))
}

/// An example draft of the livestream base pack.
pub fn livestream_example(name: &str) -> PathBuf {
    root().join("forms/livestream-base/2023/examples").join(format!("{name}.shenbao.json"))
}

/// Runs `shenbao`, which cargo has built beside this test for the package's own test.
///
/// # Panics
/// Where the program was not built, or its output is no text.
pub fn shenbao<A: AsRef<std::ffi::OsStr>>(arguments: &[A]) -> Said {
    let run = Command::new(built("shenbao"))
        .args(arguments)
        .env("SHENBAO_RESOURCES", root())
        .current_dir(root())
        .output()
        .expect("the program starts");
    Said {
        code: run.status.code().unwrap_or(-1),
        output: String::from_utf8(run.stdout).expect("UTF-8"),
        errors: String::from_utf8(run.stderr).expect("UTF-8"),
    }
}
