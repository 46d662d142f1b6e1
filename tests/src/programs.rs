//! The programs under test, as they were built beside the running test.

use std::path::PathBuf;

/// `target/release/NAME`; the running test is `target/release/deps/TEST-HASH`.
pub fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the running test has a path");
    let release = test.parent().and_then(|deps| deps.parent()).expect("tests run from target/release/deps");
    let program = release.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built; run: cargo build --release --workspace", program.display());
    program
}
