//! Reads `[[carry]]`, and holds it against both forms once they are known.

use super::Pack;
use crate::form::carry::misfit;
use crate::form::mistake::{Mistake, Place};
use crate::form::near::nearest;
use crate::form::source::{Entry, Item};
use crate::form::{Carry, Field, FieldKind, Form};
use std::collections::BTreeMap;

/// A rule with the places of its names.
pub(super) struct CarryEntry {
    pub(super) carry: Carry,
    place: Place,
    /// There, here.
    variants: Vec<(String, String, Place)>,
    except: Vec<(String, Place)>,
    /// Here, there.
    map: Vec<(String, String, Place)>,
    attachments: Vec<(String, Place)>,
}

/// Reads the pack's own rules; those of a pack that it extends are not its own.
pub(super) fn read(root: &mut Entry<'_>) -> Vec<CarryEntry> {
    let mut read: Vec<CarryEntry> = Vec::new();
    for item in root.own_item("carry").map(|item| item.items()).unwrap_or_default() {
        let Some(rule) = item.entry().and_then(rule) else { continue };
        let is_same = |known: &CarryEntry| {
            known.carry.form == rule.carry.form && known.carry.edition == rule.carry.edition
        };
        if let Some(known) = read.iter().find(|known| is_same(known)) {
            item.report(
                format!(
                    "沿用 {}@{} 的办法已在第 {} 行写过。",
                    rule.carry.form, rule.carry.edition, known.place.line
                ),
                "请把两处合并为一处。",
            );
        }
        read.push(rule);
    }
    read
}

fn rule(mut entry: Entry<'_>) -> Option<CarryEntry> {
    let place = entry.place_of("form");
    let named = entry.needed("form").and_then(|item| form_and_edition(&item));
    let variants = text_pairs(&mut entry, "variants");
    let map = text_pairs(&mut entry, "map");
    let except = texts(&mut entry, "except");
    let attachments = texts(&mut entry, "attachments");
    entry.finish();
    let (form, edition) = named?;
    let pairs = |pairs: &[(String, String, Place)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value, _)| (name.clone(), value.clone())).collect()
    };
    let carry = Carry {
        form,
        edition,
        variants: pairs(&variants),
        except: except.iter().map(|(name, _)| name.clone()).collect(),
        map: pairs(&map),
        attachments: attachments.iter().map(|(name, _)| name.clone()).collect(),
    };
    Some(CarryEntry { carry, place, variants, except, map, attachments })
}

/// `"design-center@2023"`
pub(super) fn form_and_edition(item: &Item<'_>) -> Option<(String, String)> {
    let text = item.text()?;
    let named = super::form_and_edition(&text);
    if named.is_none() {
        item.report(format!("\"{text}\" 没有写明表单和版本。"), "请写成 \"design-center@2023\"。");
    }
    named
}

fn texts(entry: &mut Entry<'_>, key: &'static str) -> Vec<(String, Place)> {
    entry.items(key).iter().filter_map(|item| Some((item.text()?, item.place()))).collect()
}

fn text_pairs(entry: &mut Entry<'_>, key: &'static str) -> Vec<(String, String, Place)> {
    let pairs = entry.pairs(key);
    pairs.into_iter().filter_map(|(name, item)| Some((name, item.text()?, item.place()))).collect()
}

/// The form's own rules, with the kinds of applicant that need no word filled in; reports what does not fit.
pub(super) fn settle(entries: Vec<CarryEntry>, form: &Form, pack: &Pack<'_>) -> Vec<Carry> {
    let settle = |entry: CarryEntry| {
        let is_own = entry.carry.form == form.id && entry.carry.edition == form.edition;
        let other = if is_own { None } else { pack.form_of(&entry.carry.form, &entry.carry.edition) };
        let Some(from) = (if is_own { Some(form) } else { other.as_ref() }) else {
            let says = format!("没有表单 {}@{}。", entry.carry.form, entry.carry.edition);
            pack.gathered.report(entry.place.mistake(says, "请核对表单和版本的名称。"));
            return entry.carry;
        };
        for mistake in (Fit { entry: &entry, from, to: form }).mistakes() {
            pack.gathered.report(mistake);
        }
        let equal = from.variants.iter().filter(|there| form.variants.iter().any(|here| here.id == there.id));
        let mut carry = entry.carry.clone();
        if carry.variants.is_empty() {
            carry.variants = equal.map(|variant| (variant.id.clone(), variant.id.clone())).collect();
        }
        carry
    };
    entries.into_iter().map(settle).collect()
}

struct Fit<'a> {
    entry: &'a CarryEntry,
    from: &'a Form,
    to: &'a Form,
}

impl Fit<'_> {
    fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        for (there, here, place) in &self.entry.variants {
            let variant = |form: &Form, id: &str| form.variants.iter().any(|variant| variant.id == id);
            if !variant(self.from, there) {
                mistakes.push(missing(
                    place,
                    "那里",
                    "申报类型",
                    there,
                    self.from.variants.iter().map(|v| v.id.as_str()),
                ));
            }
            if !variant(self.to, here) {
                mistakes.push(missing(
                    place,
                    "这里",
                    "申报类型",
                    here,
                    self.to.variants.iter().map(|v| v.id.as_str()),
                ));
            }
        }
        for (name, place) in &self.entry.except {
            let is_section = self.to.sections.iter().any(|section| section.id == *name);
            if !is_section && field(self.to, name).is_none() {
                let sections = self.to.sections.iter().map(|section| section.id.as_str());
                mistakes.push(missing(place, "这里", "部分或字段", name, sections.chain(ids(self.to))));
            }
        }
        for (here, there, place) in &self.entry.map {
            mistakes.extend(self.pair(here, there, place));
        }
        for (name, place) in &self.entry.attachments {
            mistakes.extend(self.files(name, place));
        }
        mistakes.extend(self.to.fields().filter_map(|here| self.same(here)));
        mistakes
    }

    /// What `map` names.
    fn pair(&self, here: &str, there: &str, place: &Place) -> Vec<Mistake> {
        let (to, from) = (field(self.to, here), field(self.from, there));
        let mut mistakes = Vec::new();
        if to.is_none() {
            mistakes.push(missing(place, "这里", "字段", here, ids(self.to)));
        }
        if from.is_none() {
            mistakes.push(missing(place, "那里", "字段", there, ids(self.from)));
        }
        let Some((to, from)) = to.zip(from) else { return mistakes };
        if is_declaration(to) || is_attachment(to) {
            let says = format!("\"{here}\" 是 {}，不能由 `map` 沿用。", to.kind.name());
            mistakes.push(place.mistake(says, "声明每次重新作出；附件请写进 `attachments`。"));
        } else if let Some(why) = misfit(&from.kind, &to.kind) {
            let says = format!("\"{there}\" 不能沿用到 \"{here}\"：{why}。");
            mistakes.push(place.mistake(says, "请换一个类型相同的字段。"));
        }
        mistakes
    }

    fn files(&self, name: &str, place: &Place) -> Vec<Mistake> {
        let sides = [(self.to, "这里"), (self.from, "那里")];
        let wrong = |(form, side): (&Form, &str)| match field(form, name) {
            Some(field) if is_attachment(field) => None,
            _ => {
                let known = form.fields().filter(|field| is_attachment(field)).map(|field| field.id.as_str());
                Some(missing(place, side, "附件字段", name, known))
            }
        };
        sides.into_iter().filter_map(wrong).collect()
    }

    /// A field here that a field there of the same id answers.
    fn same(&self, here: &Field) -> Option<Mistake> {
        let id = self.entry.carry.source(here).filter(|id| *id == here.id)?;
        let there = field(self.from, id)?;
        let why = misfit(&there.kind, &here.kind).filter(|_| !is_attachment(here))?;
        let says = format!("\"{id}\" 在两份表单里不同，不能沿用：{why}。");
        Some(self.entry.place.mistake(says, "请写进 `except`，或者用 `map` 另行指明。"))
    }
}

fn missing<'a>(
    place: &Place,
    side: &str,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Mistake {
    let hint = match nearest(name, known) {
        Some(meant) => format!("是否应为 \"{meant}\"？"),
        None => "请核对名称。".to_owned(),
    };
    place.mistake(format!("{side}没有{what} \"{name}\"。"), hint)
}

fn field<'f>(form: &'f Form, id: &str) -> Option<&'f Field> {
    form.fields().find(|field| field.id == id)
}

fn ids(form: &Form) -> impl Iterator<Item = &str> {
    form.fields().map(|field| field.id.as_str())
}

fn is_declaration(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Declaration { .. })
}

fn is_attachment(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Attachment { .. })
}
