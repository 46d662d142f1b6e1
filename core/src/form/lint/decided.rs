//! Conditions that no answer can decide for some kind of applicant.

use super::super::mentions::whole_field;
use super::super::mistake::Mistake;
use super::super::{Form, Test};
use super::Places;
use std::collections::BTreeMap;

/// One mistake for each condition and variant that leaves nothing to decide it by.
pub(super) fn decided(form: &Form, places: &Places) -> Vec<Mistake> {
    let conditions = form.conditions.iter().map(|condition| {
        (places.clauses.get(&condition.clause), &condition.clause, &condition.variants, &condition.test)
    });
    let cross_checks = form.cross_checks.iter().map(|cross_check| {
        (places.cross_checks.get(&cross_check.id), &cross_check.id, &cross_check.variants, &cross_check.test)
    });
    let asked: BTreeMap<_, _> =
        form.fields().map(|field| (field.id.as_str(), field.variants.as_slice())).collect();
    let mut mistakes = Vec::new();
    for (place, name, variants, test) in conditions.chain(cross_checks) {
        let (decided, undecided): (Vec<_>, Vec<_>) =
            form.variants.iter().filter(|variant| concerns(variants, &variant.id)).partition(|variant| {
                decides(test, &|id| {
                    asked.get(whole_field(id)).is_none_or(|variants| concerns(variants, &variant.id))
                })
            });
        let Some(place) = place else {
            continue;
        };
        if decided.is_empty() && !undecided.is_empty() {
            let hint = "请补上能判定它的条件；没有可判定的内容时，请改为 `[[notice]]`。";
            mistakes.push(place.mistake(format!("没有字段能判定 \"{name}\"。"), hint));
            continue;
        }
        for variant in undecided {
            let says = format!("对申报类型 \"{}\"，没有字段能判定 \"{name}\"。", variant.id);
            mistakes.push(place.mistake(says, "请加上 `variants`，或改用这类申报单位也填写的字段。"));
        }
    }
    mistakes
}

fn concerns(variants: &[String], variant: &str) -> bool {
    variants.is_empty() || variants.iter().any(|named| named == variant)
}

/// Whether some answer can decide the test. What is not asked leaves all-of and any-of as if it were not there.
fn decides(test: &Test, is_asked: &dyn Fn(&str) -> bool) -> bool {
    match test {
        Test::Open { .. } => false,
        Test::All(_) | Test::Any(_) | Test::Not(_) => {
            test.inner().into_iter().any(|inner| decides(inner, is_asked))
        }
        _ => test.fields().into_iter().all(is_asked),
    }
}
