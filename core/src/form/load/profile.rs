//! Reads what is kept of organisations and people: a form of its own that is never filed.

use super::fields::{SectionReader, named_by, needed_entries};
use super::{Pack, toml_files};
use crate::form::layers::Except;
use crate::form::mistake::Mistake;
use crate::form::names::Names;
use crate::form::source::Entry;
use crate::form::{Form, PROFILE, Source, Variant};
use std::collections::BTreeMap;
use std::path::Path;

/// The kind of applicant of every profile.
const ONLY_VARIANT: &str = "profile";

/// Reads every profile in `<forms root>/profiles`, in the order of their names. Nothing in them is required.
///
/// # Errors
/// Every mistake of all of them.
pub fn load_profiles(forms_root: &Path) -> Result<Vec<Form>, Vec<Mistake>> {
    let (mut profiles, mut mistakes) = (Vec::new(), Vec::new());
    for path in toml_files(&forms_root.join("profiles")) {
        match load(&path) {
            Ok(profile) => profiles.push(profile),
            Err(more) => mistakes.extend(more),
        }
    }
    if mistakes.is_empty() { Ok(profiles) } else { Err(mistakes) }
}

fn load(path: &Path) -> Result<Form, Vec<Mistake>> {
    // Blocks are looked for from a pack's folder; this one stands where it would.
    let folder = path.with_extension("");
    let pack = Pack::new(&folder, super::forms_root(&folder));
    let shown = format!("profiles/{}.toml", pack.edition);
    let form = pack
        .read(path, &shown, |root| read(root, &pack))
        .inspect_err(|missing| pack.gathered.report(missing.clone()))
        .ok();
    let places = |fields| crate::form::lint::Places {
        fields,
        clauses: BTreeMap::new(),
        cross_checks: BTreeMap::new(),
    };
    let form = form.map(|(form, fields)| {
        crate::form::lint::lint(&form, &places(fields), &pack.gathered);
        form
    });
    let mistakes = pack.gathered.mistakes.into_inner();
    match form {
        Some(form) if mistakes.is_empty() => Ok(form),
        _ => Err(mistakes),
    }
}

fn read(mut root: Entry<'_>, pack: &Pack<'_>) -> (Form, BTreeMap<String, crate::form::mistake::Place>) {
    let except = Except::default();
    let mut sections =
        SectionReader { pack, except: &except, fields: Names::new("字段"), sections: Names::new("部分") };
    let title = root.needed_text("title");
    let mut form = Form {
        id: format!("{PROFILE}{}", pack.edition),
        edition: "1".into(),
        arranged: String::new(),
        purpose: None,
        source: Source::default(),
        variants: vec![Variant {
            id: ONLY_VARIANT.into(),
            title: title.clone(),
            hint: String::new(),
            filers: Vec::new(),
        }],
        title,
        unofficial: false,
        named_by: named_by(&mut root),
        sections: needed_entries(&mut root, "section")
            .into_iter()
            .map(|entry| sections.section(entry))
            .collect(),
        conditions: Vec::new(),
        cross_checks: Vec::new(),
        notices: Vec::new(),
        procedure: Vec::new(),
        season: None,
        year_notice: None,
        carries: Vec::new(),
        documents: crate::compose::DocumentSpecs::default(),
    };
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        field.required = false;
    }
    root.finish();
    (form, sections.fields.into_places())
}
