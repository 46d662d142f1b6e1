//! What is looked for: words, and the options whose names hold them. A draft keeps the ids of the options that were
//! chosen, the forms know their names; so a search finds what is on the screen.

use super::passages::FOR_EACH_DRAFT;
use super::words;
use crate::form::{Choice, Field, FieldKind, Form};
use crate::identity::{DISTRICTS, OUTSIDE, district_name};
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};

/// More words narrow no search, and a pasted chapter must not become an endless question.
const MOST_WORDS: usize = 40;

/// Words that must all stand in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought(Vec<Word>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// Finds it in texts.
    text: String,
    /// The options whose names hold it: what finds their ids, and in which fields these are ids.
    options: BTreeMap<String, BTreeSet<String>>,
}

impl Sought {
    /// The first forty words of a text; they are found in the names of the forms' options too.
    pub fn new<'f>(text: &str, forms: impl IntoIterator<Item = &'f Form>) -> Sought {
        let mut runs = words::runs(text);
        runs.truncate(MOST_WORDS);
        let mut sought = Sought(Vec::new());
        for run in &runs {
            sought.0.push(Word { text: run.expression(), options: BTreeMap::new() });
        }
        for field in forms.into_iter().flat_map(Form::fields) {
            for options in options(field) {
                sought.learn(&runs, &field.id, &options);
            }
        }
        sought
    }

    fn learn(&mut self, runs: &[words::Run], field: &str, options: &[(String, Vec<words::Run>)]) {
        for (word, run) in self.0.iter_mut().zip(runs) {
            let named = options.iter().filter(|(_, name)| run.is_in(name));
            let ids: Vec<String> = named.map(|(id, _)| format!("\"{}\"", words::tokens(id))).collect();
            if !ids.is_empty() {
                word.options.entry(ids.join(" OR ")).or_default().insert(field.to_owned());
            }
        }
    }

    /// Nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One query for each word, which gives the drafts that have it. Their values are added to those that are there.
    pub(super) fn drafts(&self, values: &mut Vec<Value>) -> Vec<String> {
        let query = |word: &Word| {
            let tests = word.tests(values).into_iter().enumerate();
            // Most is found in texts: those need not be looked up.
            let queries = tests.map(|(at, test)| match at {
                0 => format!("SELECT rowid / 16777216 FROM texts WHERE {test}"),
                _ => format!("SELECT draft FROM {WITH_FIELDS} WHERE {test}"),
            });
            queries.collect::<Vec<_>>().join(" UNION ")
        };
        self.0.iter().map(query).collect()
    }

    /// Gives the fields that have any of the words, of the passages from one (`?1`) to another (`?2`).
    pub(super) fn fields(&self, values: &mut Vec<Value>) -> String {
        let tests = self.0.iter().flat_map(|word| word.tests(values));
        let queries = tests.map(|test| {
            format!("SELECT field FROM {WITH_FIELDS} WHERE texts.rowid BETWEEN ?1 AND ?2 AND {test}")
        });
        queries.collect::<Vec<_>>().join(" UNION ")
    }
}

impl Word {
    /// The first is of texts alone.
    fn tests(&self, values: &mut Vec<Value>) -> Vec<String> {
        let mut place = |value: String| {
            values.push(Value::from(value));
            format!("?{}", values.len())
        };
        let mut tests = vec![format!("texts MATCH {}", place(self.text.clone()))];
        for (ids, fields) in &self.options {
            let (ids, fields) = (place(ids.clone()), place(serde_json::json!(fields).to_string()));
            tests.push(format!("texts MATCH {ids} AND field IN (SELECT value FROM json_each({fields}))"));
        }
        tests
    }
}

const WITH_FIELDS: &str = "texts JOIN passages ON passages.id = texts.rowid";

// The divisor above is written out: a test in SQL has no constants.
const _: () = assert!(FOR_EACH_DRAFT == 16_777_216);

/// What can be chosen in a field, or in each of a table's columns: ids, and names as they are looked for.
fn options(field: &Field) -> Vec<Vec<(String, Vec<words::Run>)>> {
    let named = |id: &str, name: &str| (id.to_owned(), words::runs(name));
    match &field.kind {
        FieldKind::Choice { options } | FieldKind::Choices { options } => {
            vec![options.iter().map(|Choice { id, label }| named(id, label)).collect()]
        }
        FieldKind::Region => {
            let outside = district_name(OUTSIDE).map(|name| named(OUTSIDE, name));
            vec![DISTRICTS.iter().map(|(code, name)| named(code, name)).chain(outside).collect()]
        }
        FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } => {
            columns.iter().flat_map(options).collect()
        }
        _ => Vec::new(),
    }
}
