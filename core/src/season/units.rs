//! One organisation under two names, in one draft or in several.

use super::found::{Found, One, places};
use super::names::{are_near, written};
use super::{SeasonAdvice, SeasonMatter};
use std::collections::BTreeMap;

/// Of more different names than these the near ones are not looked for: every name is held against every other.
const MOST_NAMES: usize = 1_000;

pub(super) fn advices(found: &Found) -> Vec<SeasonAdvice> {
    let mut by_code = BTreeMap::<&str, Vec<&One>>::new();
    let mut by_name = BTreeMap::<String, Vec<&One>>::new();
    for one in &found.units {
        if let Some(code) = &one.number {
            by_code.entry(code).or_default().push(one);
        }
        by_name.entry(written(&one.name)).or_default().push(one);
    }
    let several = by_code.values().filter(|group| names(group).len() > 1);
    let mut advices: Vec<SeasonAdvice> = several
        .map(|group| SeasonAdvice {
            matter: SeasonMatter::Unit,
            is_sure: true,
            says: format!(
                "同一统一社会信用代码写有不同的单位名称：{}，请按公章统一。",
                names(group).join("、")
            ),
            places: one_of_each(group),
        })
        .collect();
    if by_name.len() <= MOST_NAMES {
        advices.extend(near(&by_name));
    }
    advices
}

fn near(by_name: &BTreeMap<String, Vec<&One>>) -> Vec<SeasonAdvice> {
    let groups: Vec<&Vec<&One>> = by_name.values().collect();
    let mut advices = Vec::new();
    for (at, left) in groups.iter().enumerate() {
        for right in groups.iter().skip(at + 1) {
            let both: Vec<&One> = left.iter().chain(right.iter()).copied().collect();
            if is_alike(left, right) {
                advices.push(SeasonAdvice {
                    matter: SeasonMatter::Unit,
                    is_sure: false,
                    says: format!("单位名称相近：{}，请核对是否为同一单位。", names(&both).join("、")),
                    places: one_of_each(&both),
                });
            }
        }
    }
    advices
}

/// Codes settle it where both have one.
fn is_alike(left: &[&One], right: &[&One]) -> bool {
    let has_code = |group: &[&One]| group.iter().all(|one| one.number.is_some());
    let (Some(one), Some(other)) = (left.first(), right.first()) else { return false };
    let is_settled = has_code(left) && has_code(right);
    !is_settled && (one.folded == other.folded || are_near(&one.folded, &other.folded))
}

fn names(group: &[&One]) -> Vec<String> {
    let mut names: Vec<String> = group.iter().map(|one| written(&one.name)).collect();
    names.sort_unstable();
    names.dedup();
    names.iter().map(|name| format!("“{name}”")).collect()
}

/// The first place of each name in each draft.
fn one_of_each(group: &[&One]) -> Vec<super::SeasonPlace> {
    let mut seen = std::collections::BTreeSet::new();
    let firsts: Vec<&One> =
        group.iter().copied().filter(|one| seen.insert((one.member, written(&one.name)))).collect();
    places(&firsts)
}
