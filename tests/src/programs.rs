//! The programs under test, as they were built beside the running one.

use std::path::PathBuf;

/// Names a folder whose programs are tested in place of those that were built: installed ones.
pub const VARIABLE: &str = "SHENBAO_PROGRAMS";

/// `target/release/NAME`; what runs is `target/release/screens` or `target/release/deps/TEST-HASH`.
///
/// # Panics
/// Where the program was not built.
pub fn built(name: &str) -> PathBuf {
    let running = std::env::current_exe().expect("what runs has a path");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return PathBuf::from(folder).join(file);
    }
    let mut candidates = running.ancestors().skip(1).take(2).map(|folder| folder.join(&file));
    candidates
        .find(|program| program.is_file())
        .unwrap_or_else(|| panic!("{name} is not built; run: cargo build --release --workspace"))
}

/// `target/NAME`, for what a test leaves to be looked at.
///
/// # Panics
/// Where the window was not built.
pub fn kept(name: &str) -> PathBuf {
    built("shenbao-desktop").ancestors().nth(2).expect("target/release/NAME").join(name)
}
