//! How much of their limits the written sections use, in characters and in printed pages.

use super::facts::Facts;
use super::{Setting, Standing, TextLength};
use crate::answers::read;
use crate::form::{Binding, Field, FieldKind, Form};

/// One for each section that is shown and has an upper limit, in the order of the form.
pub(super) fn measure(facts: &Facts<'_>, setting: &Setting<'_>) -> Vec<TextLength> {
    let fields = facts.form.fields().filter(|field| facts.shown(&field.id) == Standing::Met);
    fields.filter_map(|field| length(facts, setting, field)).collect()
}

fn length(facts: &Facts<'_>, setting: &Setting<'_>, field: &Field) -> Option<TextLength> {
    let FieldKind::LongText { max, max_pages, binding, .. } = field.kind else { return None };
    let source = source(facts.form, &field.id, binding).to_owned();
    if max.is_none() && max_pages.is_none() {
        return None;
    }
    let text = read::text(facts.draft.answers.get(&field.id)).given().unwrap_or_default();
    let is_measured = max_pages.is_some() && !text.is_empty();
    let pages = setting.pages.filter(|_| is_measured).map(|pages| pages(field, &text));
    let characters = u32::try_from(read::length(&text)).unwrap_or(u32::MAX);
    Some(TextLength { field: field.id.clone(), characters, max, pages, max_pages, binding, source })
}

/// Where a text's limits come from, in a word: 规定, 惯例, or the year's notice that changed one.
pub(crate) fn source<'f>(form: &'f Form, field: &str, binding: Binding) -> &'f str {
    match binding {
        Binding::Regulation => "规定",
        Binding::Practice => changed_by(form, field).unwrap_or("惯例"),
    }
}

fn changed_by<'f>(form: &'f Form, field: &str) -> Option<&'f str> {
    let notice = form.year_notice.as_ref()?;
    let is_of_field = |key: &String| key.split_once(':').is_some_and(|(changed, _)| changed == field);
    notice.limits.keys().any(is_of_field).then(|| notice.short())
}

impl TextLength {
    /// Whether it is longer than its limits.
    pub fn is_over(&self) -> bool {
        self.max.is_some_and(|max| self.characters > max) || self.pages_over()
    }

    /// Whether it fills more pages than it may.
    pub(super) fn pages_over(&self) -> bool {
        self.pages.zip(self.max_pages).is_some_and(|(pages, max)| pages > max.into())
    }
}
