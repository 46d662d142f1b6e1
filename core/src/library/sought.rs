//! What is looked for: words, and the options whose names hold them. A draft and its index keep the ids of the options that
//! were chosen, the forms know their names; so a search finds what is on the screen.

use super::words;
use crate::form::{Choice, Field, FieldKind, Form};
use crate::identity::{DISTRICTS, OUTSIDE, district_name};
use std::collections::BTreeSet;

/// More words narrow no search, and a pasted chapter must not become an endless question.
const MOST_WORDS: usize = 40;

/// Words that must all stand in a draft: for each, what finds it, in the index's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought(Vec<String>);

impl Sought {
    /// The first forty words of a text; they are found in the names of the forms' options too.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f Form>) -> Sought {
        let mut runs = words::runs(text);
        runs.truncate(MOST_WORDS);
        let mut found: Vec<BTreeSet<String>> = runs.iter().map(|run| [run.expression()].into()).collect();
        for option in forms.into_iter().flat_map(Form::fields).flat_map(|field| options(&field.id, field)) {
            for (found, run) in found.iter_mut().zip(&runs) {
                if run.is_in(&option.name) {
                    found.insert(format!("\"{}\"", option.token));
                }
            }
        }
        Sought(found.into_iter().map(|all| all.into_iter().collect::<Vec<_>>().join(" OR ")).collect())
    }

    /// For each word.
    pub(super) fn expressions(&self) -> &[String] {
        &self.0
    }
}

/// An option as the index keeps it, and its name.
struct Named {
    token: String,
    name: Vec<words::Run>,
}

/// What can be chosen in a field, or in the columns of a table.
fn options(place: &str, field: &Field) -> Vec<Named> {
    let named = |id: &str, name: &str| Named { token: words::option(place, id), name: words::runs(name) };
    match &field.kind {
        FieldKind::Choice { options } | FieldKind::Choices { options } => {
            options.iter().map(|Choice { id, label }| named(id, label)).collect()
        }
        FieldKind::Region => {
            let outside = district_name(OUTSIDE).map(|name| (OUTSIDE, name));
            DISTRICTS.into_iter().chain(outside).map(|(code, name)| named(code, name)).collect()
        }
        FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } => {
            columns.iter().flat_map(|column| options(&format!("{place}.{}", column.id), column)).collect()
        }
        _ => Vec::new(),
    }
}
