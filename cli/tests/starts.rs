//! The program starts; what it does is tested from `tests/`, which finds the program that cargo builds for this test.

use std::process::Command;

#[test]
fn the_program_starts() {
    let help = Command::new(env!("CARGO_BIN_EXE_shenbao")).arg("--help").output().unwrap();
    assert!(help.status.success() && help.stderr.is_empty());
    assert!(
        String::from_utf8(help.stdout).unwrap().starts_with("申报："),
        "in the users' language from its first word"
    );
}
