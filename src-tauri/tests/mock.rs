//! Writes what the window's library in memory says of the measures: the packs' own words. Whoever changes a pack commits the
//! changed file with it.

use shenbao_core::check::published;
use shenbao_core::form::load_all;
use std::path::Path;

#[test]
fn rules_are_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let forms = load_all(&root.join("forms")).expect("the packs have no mistake");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 12).expect("a day of the calendar");
    // The day on which each measure lapses is in its source; the memory says it for the day it is asked about.
    let rules: Vec<_> = forms
        .iter()
        .map(|form| published(form, day))
        .map(|rules| shenbao_core::check::Published { out_of_force: None, ..rules })
        .collect();
    let json = serde_json::to_string_pretty(&rules).expect("rules are plain values");
    std::fs::write(root.join("ui/src/mock/rules.json"), json + "\n").expect("the file can be written");
}
