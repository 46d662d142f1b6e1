//! What a pack says about drafts that are made from older ones: the rule, and which answers fit where.

use super::{Field, FieldId, FieldKind, Form};
use std::collections::{BTreeMap, BTreeSet};

/// `[[carry]]`: how a draft of another form, or an older one of the same form, becomes a draft of this form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Carry {
    /// The older draft's form.
    pub form: String,
    /// Its edition.
    pub edition: String,
    /// Which kind of applicant there becomes which one here.
    pub variants: BTreeMap<String, String>,
    /// Sections and fields here that begin empty.
    pub except: BTreeSet<String>,
    /// A field here, and the field there that answers it.
    pub map: BTreeMap<FieldId, FieldId>,
    /// Attachment fields whose files are taken along.
    pub attachments: BTreeSet<FieldId>,
}

impl Carry {
    /// The field there that answers a field here; `None`: it begins empty.
    pub fn source<'a>(&'a self, field: &'a Field) -> Option<&'a str> {
        if let FieldKind::Attachment { .. } = field.kind {
            return self.attachments.contains(&field.id).then_some(&field.id);
        }
        if let Some(from) = self.map.get(&field.id) {
            return Some(from);
        }
        let section = field.id.split('.').next().unwrap_or_default();
        let is_left_out = self.except.contains(&field.id) || self.except.contains(section);
        let is_declared = matches!(field.kind, FieldKind::Declaration { .. });
        (!is_left_out && !is_declared).then_some(&field.id)
    }
}

impl Form {
    /// The rule by which this form's drafts are made from drafts of another one.
    pub fn carry_from(&self, form: &str, edition: &str) -> Option<&Carry> {
        self.carries.iter().find(|carry| carry.form == form && carry.edition == edition)
    }
}

/// Why answers of one kind do not fit where the other is asked; `None`: they do.
pub(crate) fn misfit(from: &FieldKind, to: &FieldKind) -> Option<String> {
    if from.name() != to.name() {
        return Some(format!("那里是 {}，这里是 {}", from.name(), to.name()));
    }
    match (from, to) {
        (
            FieldKind::Choice { options: from } | FieldKind::Choices { options: from },
            FieldKind::Choice { options: to } | FieldKind::Choices { options: to },
        ) => {
            let lost = from.iter().find(|option| !to.iter().any(|known| known.id == option.id))?;
            Some(format!("那里的选项 \"{}\" 这里没有", lost.id))
        }
        _ => from.columns().iter().find_map(|column| {
            let here = to.columns().iter().find(|here| here.id == column.id)?;
            let why = misfit(&column.kind, &here.kind)?;
            Some(format!("列 \"{}\" {why}", column.id))
        }),
    }
}
