//! What is kept of organisations and people, filled from any draft and into any draft.
//!
//! A profile is a draft of a form of its own (`forms/profiles/`), so it is edited, undone, found and kept like any other.
//! Where another form asks for the same is seen from the ids: fields with the profile's own full ids (the shared blocks),
//! and sections and tables that ask under the same plain ids for a name and for the number that tells one from another.

mod prospects;
mod spots;
#[cfg(test)]
mod tests;

pub use prospects::{Prospect, prospects};
pub use spots::{Spot, spots};

use crate::answers::{Answers, Draft, Edit, Origin, Path, Value};
use crate::check::{Facts, Standing};
use crate::form::{Field, FieldId, FieldKind, Form};
use serde::Serialize;
use std::collections::BTreeMap;

/// An organisation or person in a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The section, or the table's row.
    pub place: Path,
    /// What the section or table is called.
    pub title: String,
    /// Its name.
    pub name: String,
    /// The number that tells it from others, where it is given.
    pub number: Option<String>,
    /// By the profile's fields.
    pub answers: Answers,
}

/// A field of a profile that is not the same there and in a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Difference {
    /// The profile's field.
    pub field: FieldId,
    /// In the profile.
    pub kept: Option<Value>,
    /// In the draft.
    pub drafted: Option<Value>,
}

/// The field of a profile that tells one from another: the first credit code or identity number.
pub fn number_field(profile: &Form) -> Option<&Field> {
    let is_number = |field: &&Field| {
        matches!(field.kind, FieldKind::CreditCode | FieldKind::IdentityNumber | FieldKind::IdentityDocument)
    };
    profile.sections.first()?.fields.iter().find(is_number)
}

/// The organisations or people that a draft speaks of. Those without a name are none; in a section that may be about one
/// or the other, what is asked decides.
pub fn subjects(profile: &Form, form: &Form, draft: &Draft) -> Vec<Subject> {
    let facts = Facts::new(form, draft);
    let mut found = Vec::new();
    for spot in spots(profile, form).iter().filter(|spot| spot.is_asked(&facts)) {
        for place in spot.places(draft) {
            let answers = spot.answers(draft, &place);
            let text = |id: &str| match answers.get(id) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            };
            let Some(name) = profile.named_by.iter().find_map(|id| text(id)) else { continue };
            let number = number_field(profile).and_then(|field| text(&field.id));
            found.push(Subject { place, title: spot.title.clone(), name, number, answers });
        }
    }
    found
}

/// The fields that the profile and a place of a draft do not have in common, in the order of the profile.
pub fn differences(profile: &Form, kept: &Answers, drafted: &Answers) -> Vec<Difference> {
    let differs = |field: &&Field| kept.get(&field.id) != drafted.get(&field.id);
    let difference = |field: &Field| Difference {
        field: field.id.clone(),
        kept: kept.get(&field.id).cloned(),
        drafted: drafted.get(&field.id).cloned(),
    };
    profile.fields().filter(differs).map(difference).collect()
}

/// The edit of a profile that takes these fields from a place of a draft. What the draft does not say is not taken away.
pub fn keep(answers: &Answers, take: &[FieldId]) -> Edit {
    let taken = answers.iter().filter(|(field, _)| take.contains(field));
    let set = |(field, value): (&FieldId, &Value)| Edit::Set {
        path: Path::field(field),
        value: Some(value.clone()),
    };
    Edit::Several { edits: taken.map(set).collect() }
}

/// The edit of a draft that takes these fields of a profile into a place. A row that is not there yet is put at the end.
/// Each answer is marked; a table that has a mark already keeps that one.
pub fn fill(spot: &Spot, draft: &Draft, place: &Path, profile: &Draft, name: &str, take: &[FieldId]) -> Edit {
    let origin = Origin::Profile { name: name.to_owned() };
    let given = spot.fills.iter().filter(|(kept, _)| take.contains(kept));
    let values: Vec<(&str, &Value)> =
        given.filter_map(|(kept, here)| Some((here.as_str(), profile.answers.get(kept)?))).collect();
    let mut edits: Vec<Edit> = Vec::new();
    let mut marks = BTreeMap::new();
    match place.row {
        None => {
            for (here, value) in values {
                edits.push(Edit::Set { path: Path::field(here), value: Some(value.clone()) });
                marks.insert(here.to_owned(), Some(origin.clone()));
            }
        }
        Some(row) => {
            if row >= spots::row_count(draft, &place.field) {
                let cells = values.iter().map(|(column, value)| ((*column).to_owned(), (*value).clone()));
                let row = Value::Row(cells.collect());
                let at = spots::row_count(draft, &place.field);
                edits.push(Edit::InsertRow { table: place.field.clone(), at, row });
            } else {
                let set = |(column, value): (&str, &Value)| Edit::Set {
                    path: Path::cell(&place.field, row, column),
                    value: Some(value.clone()),
                };
                edits.extend(values.into_iter().map(set));
            }
            if !draft.origins.contains_key(&place.field) {
                marks.insert(place.field.clone(), Some(origin));
            }
        }
    }
    edits.push(Edit::Mark { origins: marks });
    Edit::Several { edits }
}

/// Whether a place of a draft is about a profile of that kind at present.
fn asks(facts: &Facts<'_>, field: &str) -> bool {
    facts.shown(field) != Standing::NotMet
}
