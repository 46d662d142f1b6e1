//! Looks at a pack as a whole: names that lead nowhere, circles, conditions that nothing can decide, fields that
//! nothing prints.

mod circles;
mod decided;
mod lookup;
mod printed;

use super::Form;
use super::mistake::Place;
use super::source::Gathered;
use std::collections::BTreeMap;

/// Where the things of a pack stand.
#[derive(Debug)]
pub(crate) struct Places {
    /// Fields (`team.headcount`) and columns (`team.roster.name`).
    pub(crate) fields: BTreeMap<String, Place>,
    /// Conditions and notices.
    pub(crate) clauses: BTreeMap<String, Place>,
    /// By their ids.
    pub(crate) cross_checks: BTreeMap<String, Place>,
}

/// Reports everything that can only be seen once all files of the pack are read.
pub(crate) fn lint(form: &Form, places: &Places, gathered: &Gathered) {
    let mut mistakes = lookup::lookup(form, &gathered.uses.borrow());
    mistakes.extend(circles::circles(form, places));
    mistakes.extend(decided::decided(form, places));
    // What is kept of organisations and people is filled in elsewhere, and printed there.
    if !form.is_profile() {
        mistakes.extend(printed::printed(form, places));
    }
    gathered.mistakes.borrow_mut().extend(mistakes);
}
