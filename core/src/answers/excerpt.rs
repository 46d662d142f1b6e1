//! A part of a draft that is given to someone else to fill in: the answers of some sections, and nothing of the rest.

use super::{Draft, Path, Value};
use crate::check::{Facts, Standing};
use crate::form::{Field, FieldId, Form};
use serde::{Deserialize, Serialize};

/// What a draft is a part of, and who asks for it. Typed by whoever gives it out, but for the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// By which the giver knows it again.
    pub id: String,
    /// The sections that it holds.
    pub sections: Vec<String>,
    /// Fields that are asked although what decides that stands in another section.
    pub shown: Vec<FieldId>,
    /// Who gives it out.
    pub from: String,
    /// Who fills it in.
    pub to: String,
    /// What for, until when.
    pub note: String,
}

impl Excerpt {
    /// Whether a field is part of it.
    pub fn holds(&self, form: &Form, field: &str) -> bool {
        fields(form, &self.sections).any(|known| known.id == field)
    }
}

/// The part of a draft that `of` says. What is not shown in the draft stays behind; fields that are shown because of an
/// answer elsewhere are named in the part.
pub fn excerpt(form: &Form, draft: &Draft, of: Excerpt) -> Draft {
    let facts = Facts::new(form, draft);
    let own: Vec<&Field> = fields(form, &of.sections)
        .filter(|field| facts.shown(&field.id) != Standing::NotMet || of.shown.contains(&field.id))
        .collect();
    let is_own = |id: &String| own.iter().any(|field| field.id == *id);
    let mut part = Draft { filing_date: draft.filing_date, ..Draft::empty(form, &draft.variant) };
    part.answers = draft
        .answers
        .iter()
        .filter(|(id, _)| is_own(id))
        .map(|(id, value): (&String, &Value)| (id.clone(), value.clone()))
        .collect();
    part.attachments = draft.attachments.iter().filter(|file| is_own(&file.field)).cloned().collect();
    part.origins = draft.origins.clone().into_iter().filter(|(id, _)| is_own(id)).collect();
    let is_own_place = |place: &String| place.parse().is_ok_and(|place: Path| is_own(&place.field));
    part.seen = draft.seen.clone().into_iter().filter(|(place, _)| is_own_place(place)).collect();
    let mut shown = of.shown;
    let asked = own.iter().filter(|field| facts.shown(&field.id) == Standing::Met);
    let alone = Facts::new(form, &part);
    let lost = asked.filter(|field| alone.shown(&field.id) != Standing::Met && !shown.contains(&field.id));
    let lost: Vec<FieldId> = lost.map(|field| field.id.clone()).collect();
    drop(alone);
    shown.extend(lost);
    part.excerpt = Some(Excerpt { shown, ..of });
    part
}

fn fields<'f>(form: &'f Form, sections: &[String]) -> impl Iterator<Item = &'f Field> {
    form.sections
        .iter()
        .filter(move |section| sections.contains(&section.id))
        .flat_map(|section| &section.fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn example(name: &str) -> (Form, Draft) {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/science-award/2024");
        let form = crate::form::load(&pack).unwrap();
        let json = std::fs::read_to_string(pack.join(format!("examples/{name}.shenbao.json"))).unwrap();
        (form, super::super::read_draft(&json).unwrap())
    }

    fn of(sections: &[&str]) -> Excerpt {
        Excerpt {
            id: "1".into(),
            sections: sections.iter().map(|id| (*id).to_owned()).collect(),
            shown: Vec::new(),
            from: "提名办".into(),
            to: "候选人".into(),
            note: String::new(),
        }
    }

    #[test]
    fn nothing_of_other_sections_travels() {
        let (form, draft) = example("progress");
        for section in &form.sections {
            let part = excerpt(&form, &draft, of(&[&section.id]));
            let own = |id: &String| section.fields.iter().any(|field| field.id == *id);
            assert!(part.answers.keys().all(own), "{}", section.id);
            assert!(part.attachments.iter().all(|file| own(&file.field)), "{}", section.id);
            let facts = Facts::new(&form, &draft);
            let shown = draft.answers.iter().filter(|(id, _)| own(id) && facts.shown(id) == Standing::Met);
            assert!(shown.clone().all(|(id, value)| part.answers.get(id) == Some(value)), "{}", section.id);
        }
    }

    #[test]
    fn what_is_asked_because_of_another_section_is_still_asked() {
        let (form, draft) = example("progress");
        let whole = Facts::new(&form, &draft);
        for section in &form.sections {
            let part = excerpt(&form, &draft, of(&[&section.id]));
            let named = &part.excerpt.as_ref().unwrap().shown;
            let alone = Facts::new(&form, &part);
            for field in section.fields.iter().filter(|field| whole.shown(&field.id) == Standing::Met) {
                assert!(alone.shown(&field.id) == Standing::Met || named.contains(&field.id), "{}", field.id);
            }
        }
    }

    #[test]
    fn a_part_of_a_part_is_that_part() {
        let (form, draft) = example("youth");
        let section = form.sections[1].id.clone();
        let part = excerpt(&form, &draft, of(&[&section]));
        let again = excerpt(&form, &part, part.excerpt.clone().unwrap());
        assert_eq!(again, part);
    }
}
