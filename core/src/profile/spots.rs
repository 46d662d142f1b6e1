//! Where a form asks for what a profile holds.

use super::{asks, number_field};
use crate::answers::{Answers, Draft, Path, Value};
use crate::check::Facts;
use crate::form::{Field, FieldId, FieldKind, Form, misfit};

/// A section, or a table whose rows each are one.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The section's id, or the table's.
    pub at: String,
    /// What it is called.
    pub title: String,
    /// It is a table.
    pub is_table: bool,
    /// A profile's field, and the field or column from which it is kept.
    pub(super) keeps: Vec<(FieldId, String)>,
    /// A profile's field, and the field or column that it fills.
    pub(super) fills: Vec<(FieldId, String)>,
    /// Shown where it is about one of these; `None`: always.
    number: Option<FieldId>,
}

/// Every place, in the order of the form.
pub fn spots(profile: &Form, form: &Form) -> Vec<Spot> {
    let mut spots: Vec<Spot> = whole(profile, form).into_iter().collect();
    for section in &form.sections {
        if !spots.iter().any(|spot| spot.at == section.id) {
            let pairs = by_plain_id(profile, &section.fields, |field| plain(&field.id));
            spots.extend(pairs.map(|pairs| Spot::of(&section.id, &section.title, false, &pairs)));
        }
        for table in &section.fields {
            let FieldKind::Table { columns, row_for_each: None } = &table.kind else { continue };
            let pairs = by_plain_id(profile, columns, |column| &column.id);
            spots.extend(pairs.map(|pairs| Spot::of(&table.id, &table.label, true, &pairs)));
        }
    }
    spots
}

/// What the form asks under the profile's own ids, as one place: the section in which it stands first.
fn whole(profile: &Form, form: &Form) -> Option<Spot> {
    let here = |kept: &Field| form.fields().find(|field| field.id == kept.id);
    let pairs: Vec<(&Field, &Field)> =
        profile.fields().filter_map(|kept| Some((kept, here(kept)?))).collect();
    let is_first = |id: &str| profile.sections.first().is_some_and(|first| id == first.id);
    let section = form.sections.iter().find(|section| is_first(&section.id))?;
    let mut spot = Spot::of(&section.id, &section.title, false, &pairs);
    spot.number = None;
    (!pairs.is_empty()).then_some(spot)
}

/// Fields that a profile has under the same plain ids; `None`: no name or no number among them.
fn by_plain_id<'f>(
    profile: &'f Form,
    fields: &'f [Field],
    id: impl Fn(&'f Field) -> &'f str,
) -> Option<Vec<(&'f Field, &'f Field)>> {
    let first = profile.sections.first()?;
    let pair = |field: &'f Field| {
        let kept = first.fields.iter().find(|kept| plain(&kept.id) == id(field))?;
        (kept.kind.name() == field.kind.name()).then_some((kept, field))
    };
    let pairs: Vec<(&Field, &Field)> = fields.iter().filter_map(pair).collect();
    let has = |id: &str| pairs.iter().any(|(kept, _)| kept.id == id);
    let is_one = profile.named_by.iter().any(|id| has(id)) && has(&number_field(profile)?.id);
    is_one.then_some(pairs)
}

impl Spot {
    fn of(at: &str, title: &str, is_table: bool, pairs: &[(&Field, &Field)]) -> Spot {
        let of = |fits: fn(&Field, &Field) -> bool| {
            let fit = pairs.iter().filter(move |(kept, here)| fits(kept, here));
            fit.map(|(kept, here)| (kept.id.clone(), here.id.clone())).collect::<Vec<_>>()
        };
        let is_number = |field: &Field| {
            matches!(
                field.kind,
                FieldKind::CreditCode | FieldKind::IdentityNumber | FieldKind::IdentityDocument
            )
        };
        let number = pairs.iter().find(|(kept, _)| is_number(kept)).map(|(_, here)| here.id.clone());
        Spot {
            at: at.to_owned(),
            title: title.to_owned(),
            is_table,
            keeps: of(|kept, here| misfit(&here.kind, &kept.kind).is_none()),
            fills: of(|kept, here| misfit(&kept.kind, &here.kind).is_none()),
            number: number.filter(|_| !is_table),
        }
    }

    /// Whether it is shown, and about this kind of profile, in a draft as it stands.
    pub fn is_asked(&self, facts: &Facts<'_>) -> bool {
        if self.is_table {
            return asks(facts, &self.at);
        }
        match &self.number {
            Some(number) => asks(facts, number),
            None => self.fills.iter().chain(&self.keeps).any(|(_, here)| asks(facts, here)),
        }
    }

    /// The section, or the rows that there are.
    pub fn places(&self, draft: &Draft) -> Vec<Path> {
        if self.is_table {
            (0..row_count(draft, &self.at)).map(|row| Path::row(&self.at, row)).collect()
        } else {
            vec![Path::field(&self.at)]
        }
    }

    /// What a draft says at a place, by the profile's fields.
    pub fn answers(&self, draft: &Draft, place: &Path) -> Answers {
        let answer = |here: &str| match place.row {
            None => draft.answers.get(here),
            Some(row) => cells(draft, &self.at, row)?.get(here),
        };
        let kept = self.keeps.iter().filter_map(|(kept, here)| Some((kept.clone(), answer(here)?.clone())));
        kept.collect()
    }

    /// What a profile would put there, by its fields.
    pub fn fillable(&self, profile: &Draft) -> Answers {
        let fill = |(kept, _): &(FieldId, String)| Some((kept.clone(), profile.answers.get(kept)?.clone()));
        self.fills.iter().filter_map(fill).collect()
    }
}

pub(super) fn row_count(draft: &Draft, table: &str) -> usize {
    match draft.answers.get(table) {
        Some(Value::List(rows)) => rows.len(),
        _ => 0,
    }
}

fn cells<'d>(draft: &'d Draft, table: &str, row: usize) -> Option<&'d Answers> {
    match draft.answers.get(table) {
        Some(Value::List(rows)) => match rows.get(row)? {
            Value::Row(cells) => Some(cells),
            _ => None,
        },
        _ => None,
    }
}

/// `team.headcount` → `headcount`
fn plain(id: &str) -> &str {
    id.split_once('.').map_or(id, |(_, plain)| plain)
}
