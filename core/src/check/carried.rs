//! Answers that came from elsewhere (an older draft, a profile, a file): listed until someone has looked at them. They advise; no standing hangs on
//! them.

use super::facts::Facts;
use super::{CarriedFinding, SectionProgress, Standing};
use crate::answers::{Origin, Path};
use crate::form::{Field, Form};

/// In the order of the form; what is not shown at present is not asked about.
pub(super) fn carried(facts: &Facts<'_>) -> Vec<CarriedFinding> {
    let marked = facts.form.fields().filter_map(|field| Some((field, facts.draft.origins.get(&field.id)?)));
    let asked =
        marked.filter(|(field, _)| facts.shown(&field.id) != Standing::NotMet && is_answered(facts, field));
    asked.map(|(field, origin)| finding(field, origin)).collect()
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

fn finding(field: &Field, origin: &Origin) -> CarriedFinding {
    let from = origin.in_words();
    let says = format!("“{}”{from}，请核对后确认。", field.label);
    CarriedFinding { field: Path::field(&field.id), from, says }
}
