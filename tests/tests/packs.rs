//! Broken packs: every mistake of a pack is reported at once, with file, line and what to do. And the packs that we
//! ship: none has a mistake.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_core::form::{self, Field, FieldKind};
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

/// What a number contains is filled in from it: whoever is asked for it first need not type the rest.
#[test]
fn numbers_are_asked_before_what_they_contain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
    let mut forms = form::load_all(&root).unwrap();
    forms.extend(form::load_profiles(&root).unwrap());
    let mut seen = 0;
    let mut look = |name: &str, fields: &[Field]| {
        let at = |is: &dyn Fn(&Field) -> bool| fields.iter().position(is);
        let is_number =
            |field: &Field| matches!(field.kind, FieldKind::IdentityNumber | FieldKind::IdentityDocument);
        let is_contained = |field: &Field| matches!(field.id.rsplit('.').next(), Some("sex" | "born"));
        if let (Some(number), Some(contained)) = (at(&is_number), at(&is_contained)) {
            assert!(number < contained, "{name}");
            seen += 1;
        }
    };
    for form in &forms {
        for section in &form.sections {
            look(&format!("{} {}", form.id, section.id), &section.fields);
            for field in &section.fields {
                if let FieldKind::Table { columns, .. } = &field.kind {
                    look(&format!("{} {}", form.id, field.id), columns);
                }
            }
        }
    }
    assert!(seen > 2, "a section, a table and the profile of a person");
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
