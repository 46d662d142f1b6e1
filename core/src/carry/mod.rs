//! An older draft + the pack's rule → a new draft, each answer marked with where it comes from.
//!
//! It takes answers as they stand and judges none of them; what must be said anew (declarations, the filing date) is
//! never taken. Which fields answer which is the pack's to say ([`Carry`]).

use crate::answers::{Draft, Origin, Value, read};
use crate::check::{Facts, Standing};
use crate::form::{Carry, Field, FieldKind, Form, Section, misfit};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The kind of applicant that a draft made from `older` has; `None`: this form is not made from such drafts.
pub fn carried_variant<'f>(form: &'f Form, older: &OlderDraft<'_>) -> Option<&'f str> {
    let carry = form.carry_from(older.form, older.edition)?;
    carry.variants.get(older.variant).map(String::as_str)
}

/// What decides whether a form can be made from a draft, without the draft's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OlderDraft<'a> {
    /// Its pack's id.
    pub form: &'a str,
    /// Its edition.
    pub edition: &'a str,
    /// Its kind of applicant.
    pub variant: &'a str,
}

/// A draft of `form` made from an older one, whose form is `from`. `None`: this form is not made from such drafts.
pub fn carry(from: &Form, older: &Draft, form: &Form) -> Option<Draft> {
    let known = OlderDraft { form: &older.form, edition: &older.edition, variant: &older.variant };
    let variant = carried_variant(form, &known)?;
    let rule = form.carry_from(&older.form, &older.edition)?;
    Some(make(rule, from, older, form, variant))
}

/// A draft of `form` for one kind of applicant, from any other draft: as the pack says where it speaks of that kind, else of
/// what both forms share.
pub fn carry_into(from: &Form, older: &Draft, form: &Form, variant: &str) -> Draft {
    let led = carry(from, older, form).filter(|made| made.variant == variant);
    led.unwrap_or_else(|| carry_shared(from, older, form, variant))
}

/// A draft of `form` made from any other draft, where no pack says how: of the same form, everything that both ask; of
/// another one, what the blocks ask that both share. A commitment is made anew.
fn carry_shared(from: &Form, older: &Draft, form: &Form, variant: &str) -> Draft {
    let is_same = older.form == form.id;
    let here =
        form.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    let apart = here.filter(|(section, field)| !is_shared(from, section, field, is_same));
    let rule = Carry {
        form: older.form.clone(),
        edition: older.edition.clone(),
        except: apart.map(|(_, field)| field.id.clone()).collect(),
        ..Carry::default()
    };
    make(&rule, from, older, form, variant)
}

/// What is promised is promised for one application.
const COMMITMENT: &str = "commitment";

fn is_shared(from: &Form, section: &Section, field: &Field, is_same: bool) -> bool {
    let there = from.sections.iter().find(|there| there.id == section.id);
    let is_shared =
        there.is_some_and(|there| is_same || (there.block.is_some() && there.block == section.block));
    let answered = there.and_then(|there| there.fields.iter().find(|other| other.id == field.id));
    is_shared
        && section.block.as_deref() != Some(COMMITMENT)
        && answered.is_some_and(|other| misfit(&other.kind, &field.kind).is_none())
}

fn make(rule: &Carry, from: &Form, older: &Draft, form: &Form, variant: &str) -> Draft {
    let source = Older { form: from, draft: older, facts: Facts::new(from, older) };
    let mut draft = Draft::empty(form, variant);
    let is_asked =
        |field: &&Field| field.variants.is_empty() || field.variants.iter().any(|id| id == variant);
    for field in form.fields().filter(is_asked) {
        if source.fill(rule, field, &mut draft) {
            draft.origins.insert(field.id.clone(), source.origin());
        }
    }
    draft
}

struct Older<'a> {
    form: &'a Form,
    draft: &'a Draft,
    facts: Facts<'a>,
}

impl Older<'_> {
    /// Takes over what answers a field; whether there was anything.
    fn fill(&self, rule: &Carry, field: &Field, draft: &mut Draft) -> bool {
        let Some(source) = rule.source(field).and_then(|id| self.form.fields().find(|from| from.id == id))
        else {
            return false;
        };
        if self.facts.shown(&source.id) == Standing::NotMet {
            return false;
        }
        if let FieldKind::Attachment { .. } = field.kind {
            let files = self.draft.attachments.iter().filter(|file| file.field == field.id).cloned();
            let before = draft.attachments.len();
            draft.attachments.extend(files);
            return draft.attachments.len() > before;
        }
        let Some(answer) = self.draft.answers.get(&source.id) else { return false };
        let kept = self.kept(answer, source, field);
        // No years left is no answer; no rows are one: that there are none.
        if matches!(field.kind, FieldKind::Years { .. }) && kept == Value::List(Vec::new()) {
            return false;
        }
        draft.answers.insert(field.id.clone(), kept);
        true
    }

    /// The part of an answer that the new field asks for.
    fn kept(&self, answer: &Value, source: &Field, field: &Field) -> Value {
        let Value::List(rows) = answer else { return answer.clone() };
        let columns = read::columns(field);
        if columns.is_empty() {
            return answer.clone();
        }
        let rows = rows.iter().filter(|row| self.is_in_window(source, row));
        Value::List(rows.map(|row| kept_cells(row, columns)).collect())
    }

    /// Rows of a three-year table that the older draft itself no longer looked at are not dragged along.
    fn is_in_window(&self, source: &Field, row: &Value) -> bool {
        let (FieldKind::Years { count, .. }, Some(filed)) = (&source.kind, self.draft.filing_date) else {
            return true;
        };
        let year = match row {
            Value::Row(cells) => read::year(cells.get("year")).given(),
            _ => None,
        };
        let count = i32::try_from(*count).unwrap_or(i32::MAX);
        year.is_none_or(|year| (filed.year().saturating_sub(count)..filed.year()).contains(&year))
    }

    fn origin(&self) -> Origin {
        if self.form.is_profile() {
            return Origin::Profile { name: self.form.name_of(self.draft).unwrap_or_default().to_owned() };
        }
        Origin::Carried {
            form: self.draft.form.clone(),
            edition: self.draft.edition.clone(),
            filing_date: self.draft.filing_date,
        }
    }
}

fn kept_cells(row: &Value, columns: &[Field]) -> Value {
    let Value::Row(cells) = row else { return row.clone() };
    let is_asked = |id: &str| id == "year" || columns.iter().any(|column| column.id == id);
    let kept = cells.iter().filter(|(id, _)| is_asked(id));
    Value::Row(kept.map(|(id, cell)| (id.clone(), cell.clone())).collect::<BTreeMap<_, _>>())
}

#[cfg(test)]
mod tests;
