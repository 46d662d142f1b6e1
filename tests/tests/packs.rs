//! Broken packs: every mistake of a pack is reported at once, with file, line and what to do. And the packs that we
//! ship: none has a mistake.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_core::form;
use std::path::{Path, PathBuf};

#[test]
fn broken_packs_name_every_mistake() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/packs");
    for case in folders(&cases) {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let mistakes = form::load_all(&case).expect_err(&name);
        let lines: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

#[test]
fn shipped_packs_have_no_mistake() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
    let found = form::find(&root);
    assert!(found.iter().any(|pack| pack.id == "design-center" && pack.edition == "2023"), "{found:?}");
    let mistakes = form::load_all(&root).err().unwrap_or_default();
    let lines: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(lines.join("\n"), "");
}

/// Nobody is asked three questions whose answers say nothing about a form.
#[test]
fn shipped_packs_say_what_for_and_by_whom() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
    for form in form::load_all(&root).unwrap() {
        assert!(form.purpose.is_some(), "{}", form.id);
        for variant in &form.variants {
            assert!(!variant.filers.is_empty(), "{} {}", form.id, variant.id);
        }
    }
}

#[test]
fn a_pack_that_is_not_there_is_a_mistake() {
    let mistakes = form::load(Path::new("/nowhere/at/all")).unwrap_err();
    assert!(mistakes.iter().any(|mistake| mistake.file == "at/all/form.toml"), "{mistakes:?}");
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = std::fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}
