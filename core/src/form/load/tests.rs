//! Whatever stands in a pack's files, loading it ends with a form or with mistakes.

use super::load;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// The pack that we ship, as texts: form.toml, conditions.toml, documents.toml.
fn shipped() -> [String; 3] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
    ["form.toml", "conditions.toml", "documents.toml"]
        .map(|file| fs::read_to_string(folder.join(file)).unwrap())
}

/// Loads a pack made of these texts, and checks that its mistakes name places that exist.
fn check(texts: &[String; 3]) {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("design-center/2023");
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in ["form.toml", "conditions.toml", "documents.toml"].into_iter().zip(texts) {
        fs::write(folder.join(file), text).unwrap();
    }
    let Err(mistakes) = load(&folder) else {
        return;
    };
    assert!(!mistakes.is_empty());
    for mistake in mistakes {
        let text = fs::read_to_string(root.path().join(&mistake.file)).unwrap_or_default();
        let lines = text.split('\n').count();
        assert!((1..=lines).contains(&(mistake.line as usize)), "{mistake} of {lines} lines");
        assert!(!mistake.says.is_empty() && !mistake.hint.is_empty(), "{mistake}");
    }
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    for deep in ["[".repeat(100_000), "a.".repeat(100_000), "{a=".repeat(100_000)] {
        check(&[format!("title = {deep}"), format!("{deep}b = 1"), format!("[{deep}b]")]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_ends_with_mistakes(texts in [any::<String>(), any::<String>(), any::<String>()]) {
        check(&texts);
    }

    #[test]
    fn any_edit_of_a_shipped_pack_ends_well(
        file in 0..3_usize,
        at in any::<prop::sample::Index>(),
        length in 0..60_usize,
        put in prop::sample::select(vec!["", "\"", "[", "]", "{", "}", "=", "\n", "中", "'''", "[[section]]\n", "-1", "a.b", "\0", "#"]),
    ) {
        let mut texts = shipped();
        let letters: Vec<char> = texts[file].chars().collect();
        let at = at.index(letters.len());
        let rest = letters.iter().skip(at + length);
        texts[file] = letters.iter().take(at).chain(put.chars().collect::<Vec<_>>().iter()).chain(rest).collect();
        check(&texts);
    }
}
