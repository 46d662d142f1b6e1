//! One person in two nominations; somebody who made none of the works.

use super::found::{Found, One, drafts, is_of_two, places, shared};
use super::names::{is_chinese, listed};
use super::{SeasonAdvice, SeasonMatter};
use crate::identity::{folded_name, identity_document};

pub(super) fn advices(found: &Found) -> Vec<SeasonAdvice> {
    let mut advices = by_number(found);
    advices.extend(by_name(found));
    advices.extend(no_creators(found));
    advices
}

fn by_number(found: &Found) -> Vec<SeasonAdvice> {
    let same = shared(&found.people, |one| one.number.clone());
    let advice = |group: &Vec<&One>| SeasonAdvice {
        matter: SeasonMatter::Person,
        is_sure: true,
        says: format!(
            "{}在 {} 份提名中出现（证件号码相同{}），请对照当年通知核对是否允许。",
            called(group),
            drafts(group),
            ranks(group)
        ),
        places: places(group),
    };
    same.values().map(advice).collect()
}

/// The same name, and numbers that do not settle it.
fn by_name(found: &Found) -> Vec<SeasonAdvice> {
    let namesakes = shared(&found.people, |one| (!one.folded.is_empty()).then(|| one.folded.clone()));
    let open = namesakes.values().filter_map(|group| {
        let open: Vec<&One> = group
            .iter()
            .copied()
            .filter(|one| group.iter().any(|other| other.member != one.member && is_open(one, other)))
            .collect();
        is_of_two(&open).then(|| SeasonAdvice {
            matter: SeasonMatter::Person,
            is_sure: false,
            says: format!(
                "{}在 {} 份提名中出现，但证件号码未填写或者种类不同，请核对是否为同一人。",
                called(&open),
                drafts(&open)
            ),
            places: places(&open),
        })
    });
    open.collect()
}

/// Neither the same number, nor numbers that say they are two.
fn is_open(one: &One, other: &One) -> bool {
    let (Some(left), Some(right)) = (&one.number, &other.number) else { return true };
    match (identity_document(left), identity_document(right)) {
        (Ok(left), Ok(right)) => !left.compares_with(&right),
        _ => left != right,
    }
}

/// Only where creators are named in the script in which the person is.
fn no_creators(found: &Found) -> Vec<SeasonAdvice> {
    let creators_of = |person: &One| -> Vec<String> {
        let works = found.works.iter().filter(|work| work.member == person.member);
        let named = works.filter_map(|work| work.creators.as_deref());
        named.filter(|names| is_chinese(names) == is_chinese(&person.name)).flat_map(listed).collect()
    };
    let people = found.people.iter().filter(|person| person.creates);
    let strangers = people.filter(|person| {
        let creators = creators_of(person);
        !creators.is_empty() && !creators.contains(&folded_name(&person.name))
    });
    let advice = |person: &One| SeasonAdvice {
        matter: SeasonMatter::NoCreator,
        is_sure: false,
        says: format!("“{}”不是所列任何论文或者专著的作者，请核对其贡献和作者名单。", person.name),
        places: vec![person.place.clone()],
    };
    strangers.map(advice).collect()
}

/// Where everyone stands in a ranked table: which rank in which nomination, in the order of the places.
fn ranks(group: &[&One]) -> String {
    let rows: Option<Vec<String>> =
        group.iter().map(|one| Some(format!("第 {}", one.place.path.row? + 1))).collect();
    rows.map(|rows| format!("，依次排名{}", rows.join("、"))).unwrap_or_default()
}

fn called(group: &[&One]) -> String {
    let mut names: Vec<&str> = group.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.iter().map(|name| format!("“{name}”")).collect()
}
