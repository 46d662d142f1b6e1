//! A paper or a right used in two nominations.

use super::found::{Found, One, drafts, is_of_two, places, shared};
use super::{SeasonAdvice, SeasonMatter};

pub(super) fn advices(found: &Found) -> Vec<SeasonAdvice> {
    let by_number = shared(&found.works, |one| Some((one.what.clone(), one.number.clone()?)));
    let by_title =
        shared(&found.works, |one| (!one.folded.is_empty()).then(|| (one.what.clone(), one.folded.clone())));
    let numbers = by_number.values().map(|group| advice(group, "号码相同", true));
    let titles = by_title.values().filter_map(|group| {
        let open: Vec<&One> = group
            .iter()
            .copied()
            .filter(|one| group.iter().any(|other| other.member != one.member && is_open(one, other)))
            .collect();
        is_of_two(&open).then(|| advice(&open, "名称相同", false))
    });
    numbers.chain(titles).collect()
}

fn is_open(one: &One, other: &One) -> bool {
    one.number.is_none() || other.number.is_none()
}

fn advice(group: &[&One], why: &str, is_sure: bool) -> SeasonAdvice {
    let (what, name) = group.first().map_or(("", ""), |one| (&one.what, &one.name));
    SeasonAdvice {
        matter: SeasonMatter::Work,
        is_sure,
        says: format!("{what}“{name}”用于 {} 份提名（{why}），请核对是否重复使用。", drafts(group)),
        places: places(group),
    }
}
