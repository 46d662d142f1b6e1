//! What all fuzz targets share: the work itself is the tests' own.

#[path = "../../core/tests/attack/mod.rs"]
mod attack;

use attack::{TARGETS, Target};
use std::path::PathBuf;
use std::sync::OnceLock;

static TARGET: OnceLock<&Target> = OnceLock::new();

/// Once, before the fuzzer reads its corpus. The samples go into the folder that `SHENBAO_SEEDS` names.
pub fn begin(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of this name");
    TARGET.get_or_init(|| target);
    // The fuzzer's own hook ends the process with every panic; those of other people's parsers are caught, and become a
    // refusal. One that nobody catches still ends it.
    std::panic::set_hook(Box::new(|_| {}));
    if let Some(folder) = std::env::var_os("SHENBAO_SEEDS").map(PathBuf::from) {
        for (at, sample) in (target.samples)().iter().enumerate() {
            std::fs::write(folder.join(format!("sample-{at:03}")), sample).expect("a folder to write to");
        }
    }
}

/// One file.
pub fn run(bytes: &[u8]) {
    if let Some(target) = TARGET.get() {
        std::hint::black_box((target.work)(bytes));
    }
}
