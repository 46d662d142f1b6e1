//! Drafts of one year that belong together, held against each other: who and what stands in more than one of them.
//!
//! Pure, over drafts and their forms; what may meet is said by the pack's `[season]`. Everything found is an advice, and no
//! number of a document is ever part of its words.

mod found;
mod names;
mod people;
#[cfg(test)]
mod tests;
mod units;
mod workbook;
mod works;

pub use workbook::workbook;

use crate::answers::{Draft, Path, read};
use crate::form::Form;
use found::Found;
use serde::Serialize;

/// A draft of a season.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The caller's own.
    pub id: i64,
    /// Its form, which has a season.
    pub form: &'a Form,
    /// What was answered.
    pub draft: &'a Draft,
}

/// What an advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SeasonMatter {
    /// One person in several drafts.
    Person,
    /// A paper, a patent in several drafts.
    Work,
    /// Somebody who made none of the works of the draft.
    NoCreator,
    /// One organisation under two names.
    Unit,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SeasonAdvice {
    /// What it is about.
    pub matter: SeasonMatter,
    /// Numbers agree; otherwise only names do, and it may be a coincidence.
    pub is_sure: bool,
    /// What was found, then what to do.
    pub says: String,
    /// Every place that it is about.
    pub places: Vec<SeasonPlace>,
}

/// A place in one of the drafts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SeasonPlace {
    /// As [`Member::id`], as text.
    pub draft: String,
    /// What people call the draft.
    pub title: String,
    /// Where in it.
    pub path: Path,
}

impl Member<'_> {
    /// The year of its season; `None`: not answered, or its form has none.
    pub fn year(&self) -> Option<i32> {
        let season = self.form.season.as_ref()?;
        read::year(self.draft.answers.get(&season.year)).given()
    }

    /// What people call it.
    pub fn title(&self) -> String {
        self.form.name_of(self.draft).unwrap_or("未填写名称").to_owned()
    }
}

/// Everything that drafts of one season should be looked at for; the same whatever their order.
pub fn advices(members: &[Member<'_>]) -> Vec<SeasonAdvice> {
    let mut members = members.to_vec();
    members.sort_by_key(|member| member.id);
    let found = Found::of(&members);
    let mut advices = people::advices(&found);
    advices.extend(works::advices(&found));
    advices.extend(units::advices(&found));
    advices.sort();
    advices.dedup();
    advices
}
