//! What is looked for: words, and the options whose names hold them. A draft and its index keep the ids of the options that
//! were chosen, the forms know their names; so a search finds what is on the screen.

use super::words;
use crate::form::{Choice, Field, FieldKind, Form};
use crate::identity::{DISTRICTS, OUTSIDE, district_name};
use std::collections::BTreeSet;

/// More words narrow no search, and a pasted chapter must not become an endless question.
const MOST_WORDS: usize = 40;

/// Words that must all stand in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought(Vec<Word>);

/// What finds a word, in the index's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In texts.
    pub(super) text: String,
    /// In the names of options; `None`: in none. Apart from the texts, since the index looks at all of one question's
    /// alternatives for each passage that one of them finds.
    pub(super) options: Option<String>,
}

impl Sought {
    /// The first forty words of a text; they are found in the names of the forms' options too.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f Form>) -> Sought {
        let mut runs = words::runs(text);
        runs.truncate(MOST_WORDS);
        let mut found: Vec<BTreeSet<String>> = runs.iter().map(|_| BTreeSet::new()).collect();
        for option in forms.into_iter().flat_map(Form::fields).flat_map(|field| options(&field.id, field)) {
            for (found, run) in found.iter_mut().zip(&runs) {
                if run.is_in(&option.name) {
                    found.insert(format!("\"{}\"", option.token));
                }
            }
        }
        let word = |(run, found): (&words::Run, BTreeSet<String>)| Word {
            text: run.expression(),
            options: (!found.is_empty()).then(|| Vec::from_iter(found).join(" OR ")),
        };
        Sought(runs.iter().zip(found).map(word).collect())
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.0
    }

    /// Finds any of them.
    pub(super) fn any(&self) -> String {
        let of = |word: &Word| [Some(word.text.clone()), word.options.clone()];
        self.0.iter().flat_map(of).flatten().collect::<Vec<_>>().join(" OR ")
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
