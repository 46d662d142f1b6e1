//! Reads conditions.toml.

use super::fields::needed_layers;
use super::kinds::BINDINGS;
use crate::form::layers::Except;
use crate::form::mistake::Place;
use crate::form::names::{Names, Spelling};
use crate::form::source::Entry;
use crate::form::{Binding, Condition, CrossCheck, Notice, Test};
use std::collections::BTreeMap;

/// conditions.toml.
pub(super) struct Rules {
    pub(super) conditions: Vec<Condition>,
    pub(super) cross_checks: Vec<CrossCheck>,
    pub(super) notices: Vec<Notice>,
    /// Where each clause stands, by its id.
    pub(super) clause_places: BTreeMap<String, Place>,
    /// Where each cross-check stands, by its id.
    pub(super) cross_check_places: BTreeMap<String, Place>,
}

/// Reads conditions.toml.
pub(super) fn read(mut root: Entry<'_>) -> Rules {
    let mut clauses = Names::new("条款");
    let mut ids = Names::new("勾稽关系");
    let except = Except::read(&mut root);
    let conditions = needed_layers(&mut root, "condition", &except);
    let conditions = conditions.into_iter().filter_map(|entry| condition(entry, &mut clauses)).collect();
    let cross_checks = root
        .layered("cross_check", "id", &except)
        .into_iter()
        .filter_map(|entry| cross_check(entry, &mut ids));
    let cross_checks = cross_checks.collect();
    let notices = root.layered("notice", "clause", &except);
    let notices = notices.into_iter().map(|entry| notice(entry, &mut clauses)).collect();
    except.finish();
    root.finish();
    Rules {
        conditions,
        cross_checks,
        notices,
        clause_places: clauses.into_places(),
        cross_check_places: ids.into_places(),
    }
}

fn condition(mut entry: Entry<'_>, clauses: &mut Names) -> Option<Condition> {
    let clause = clauses.define(&mut entry, "clause", Spelling::Plain, "");
    let cite = entry.needed_text("cite");
    let asks = entry.needed_text("asks");
    let reading = entry.text("reading");
    let binding = binding(&mut entry);
    let variants = entry.variants();
    let when = entry.test("when");
    let test = needed_test(&mut entry);
    entry.finish();
    Some(Condition { clause, cite, asks, reading, binding, variants, when, test: test? })
}

fn cross_check(mut entry: Entry<'_>, ids: &mut Names) -> Option<CrossCheck> {
    let id = ids.define(&mut entry, "id", Spelling::Plain, "");
    let says = entry.needed_text("says");
    let binding = binding(&mut entry);
    let variants = entry.variants();
    let when = entry.test("when");
    let test = needed_test(&mut entry);
    entry.finish();
    Some(CrossCheck { id, says, binding, variants, when, test: test? })
}

fn notice(mut entry: Entry<'_>, clauses: &mut Names) -> Notice {
    let notice = Notice {
        clause: clauses.define(&mut entry, "clause", Spelling::Plain, ""),
        cite: entry.needed_text("cite"),
        says: entry.needed_text("says"),
        variants: entry.variants(),
        when: entry.test("when"),
    };
    entry.finish();
    notice
}

fn needed_test(entry: &mut Entry<'_>) -> Option<Test> {
    entry.needed("test")?.test(None)
}

fn binding(entry: &mut Entry<'_>) -> Binding {
    entry.word("binding", &BINDINGS).unwrap_or(Binding::Regulation)
}
