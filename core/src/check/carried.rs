//! Answers carried over from an older draft: listed until someone has looked at them. They advise; no standing hangs on
//! them.

use super::facts::Facts;
use super::{CarriedFinding, SectionProgress, Standing};
use crate::answers::{Origin, Path};
use crate::form::{Field, Form};
use chrono::Datelike;

/// In the order of the form; what is not shown at present is not asked about.
pub(super) fn carried(facts: &Facts<'_>) -> Vec<CarriedFinding> {
    let marked = facts.form.fields().filter_map(|field| Some((field, facts.draft.origins.get(&field.id)?)));
    let asked =
        marked.filter(|(field, _)| facts.shown(&field.id) != Standing::NotMet && is_answered(facts, field));
    asked
        .map(|(field, origin)| CarriedFinding { field: Path::field(&field.id), says: says(field, origin) })
        .collect()
}

/// Adds them up by section.
pub(super) fn count(form: &Form, carried: &[CarriedFinding], sections: &mut [SectionProgress]) {
    for (section, progress) in form.sections.iter().zip(sections) {
        let is_here =
            |finding: &&CarriedFinding| section.fields.iter().any(|field| field.id == finding.field.field);
        progress.carried = u32::try_from(carried.iter().filter(is_here).count()).unwrap_or(u32::MAX);
    }
}

fn is_answered(facts: &Facts<'_>, field: &Field) -> bool {
    facts.draft.answers.contains_key(&field.id)
        || facts.draft.attachments.iter().any(|file| file.field == field.id)
}

fn says(field: &Field, origin: &Origin) -> String {
    let Origin::Carried { filing_date, .. } = origin;
    let from =
        filing_date.map_or_else(|| "此前所填内容".to_owned(), |day| format!(" {} 年所填内容", day.year()));
    format!("“{}”沿用{from}，请核对后确认。", field.label)
}
