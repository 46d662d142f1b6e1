//! Tests of single answers: choices, statements, texts, files.

use super::Standing;
use super::explain::Explanation;
use super::facts::{Facts, Found, Place, Scope};
use super::judge::{Known, met};
use crate::answers::read::{self, Typed};
use crate::answers::{Path, Value};
use crate::form::{FieldKind, Test};
use crate::identity;

/// Longer lists of options are not repeated in a gap.
const MOST_NAMED: usize = 4;

pub(super) fn judge<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> Standing {
    match test {
        Test::OneOf { values, of } => typed(facts, of, scope).judge(|answer| is_one_of(answer, values)),
        Test::Includes { value, of } => typed(facts, of, scope).judge(|answer| includes(answer, value)),
        Test::Declared { of } => typed(facts, of, scope).judge(|answer| *answer == Typed::YesNo(true)),
        Test::Given { of } => typed(facts, of, scope).judge(is_given),
        Test::Written { of, min, max } => text(facts, of, scope).judge(|length| {
            *length >= min.unwrap_or(0) as usize && max.is_none_or(|max| *length <= max as usize)
        }),
        Test::Attached { of } => match facts.find(of, scope) {
            Found::Hidden => Standing::NotApplicable,
            _ if attached(facts, of) > 0 => Standing::Met,
            _ => Standing::Unknown,
        },
        Test::Same { left, right } => {
            let (left, right) = (spaceless(facts, left, scope), spaceless(facts, right, scope));
            pair(&left, &right, |left, right| Some(left == right))
        }
        Test::RegistrarAgrees { code, region } => {
            let (code, region) = (typed(facts, code, scope), typed(facts, region, scope));
            pair(&code, &region, registrar_agrees)
        }
        _ => Standing::Unknown,
    }
}

pub(super) fn explain<'a>(
    facts: &Facts<'a>,
    test: &Test,
    scope: Scope<'a>,
    standing: Standing,
) -> Explanation {
    let not_met = standing == Standing::NotMet;
    match test {
        Test::OneOf { values, of } => {
            let answer = typed(facts, of, scope);
            one(&answer, not_met.then(|| wanted(&answer, values)).flatten())
        }
        Test::Includes { of, .. } | Test::Given { of } => {
            let answer = typed(facts, of, scope);
            let gap = not_met && matches!(answer.value(), Some(Typed::Rows(_) | Typed::Choices(_)));
            one(&answer, gap.then(|| "所填内容中没有此项".into()))
        }
        Test::Declared { of } => {
            let answer = typed(facts, of, scope);
            let have = answer.value().map(|_| if not_met { "声明为“否”" } else { "已声明" }.to_owned());
            let gap = (standing == Standing::Unknown).then(|| "尚未声明".to_owned());
            Explanation { have, gap, fields: answer.path().into_iter().collect(), ..Explanation::default() }
        }
        Test::Written { of, min, max } => written(&text(facts, of, scope), [*min, *max], standing),
        Test::Attached { of } => {
            let count = attached(facts, of);
            let (have, gap) = if count > 0 {
                (Some(format!("“{}”已附 {count} 份文件", facts.label(of, scope))), None)
            } else {
                (None, Some("尚未上传材料".into()))
            };
            Explanation { have, gap, fields: vec![Path::field(of)], ..Explanation::default() }
        }
        Test::Same { left, right } | Test::RegistrarAgrees { code: left, region: right } => {
            both(facts, left, right, scope, standing)
        }
        _ => Explanation::default(),
    }
}

fn typed<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> Known<'a, Typed<'a>> {
    facts.known(id, scope, |place| read::any(place.value, &place.field.kind).given())
}

/// A text's length.
fn text<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> Known<'a, usize> {
    facts.known(id, scope, |place| read::text(place.value).given().map(|text| read::length(&text)))
}

fn spaceless<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> Known<'a, String> {
    let read = |place: Place<'a>| read::text(place.value).given();
    match facts.known(id, scope, read) {
        Known::Is(text, place) => Known::Is(text.split_whitespace().collect(), place),
        Known::Unknown(place) => Known::Unknown(place),
        Known::NotApplicable => Known::NotApplicable,
    }
}

fn attached(facts: &Facts<'_>, field: &str) -> usize {
    facts.draft.attachments.iter().filter(|attachment| attachment.field == field).count()
}

fn pair<L, R>(
    left: &Known<'_, L>,
    right: &Known<'_, R>,
    agree: impl FnOnce(&L, &R) -> Option<bool>,
) -> Standing {
    match (left, right) {
        (Known::NotApplicable, _) | (_, Known::NotApplicable) => Standing::NotApplicable,
        (Known::Is(left, _), Known::Is(right, _)) => agree(left, right).map_or(Standing::Unknown, met),
        _ => Standing::Unknown,
    }
}

fn is_one_of(answer: &Typed<'_>, values: &[Value]) -> bool {
    match answer {
        Typed::Choices(chosen) => {
            !chosen.is_empty()
                && chosen.iter().all(|choice| values.iter().any(|value| is_text(value, &choice.id)))
        }
        other => values.iter().any(|value| includes(other, value)),
    }
}

fn includes(answer: &Typed<'_>, value: &Value) -> bool {
    match answer {
        Typed::Choice(choice) => is_text(value, &choice.id),
        Typed::Choices(chosen) => chosen.iter().any(|choice| is_text(value, &choice.id)),
        Typed::Region(code) => is_text(value, code),
        Typed::Text(text) => is_text(value, text),
        Typed::YesNo(yes) => *value == Value::YesNo(*yes),
        Typed::Year(year) => *value == Value::Integer(*year),
        Typed::Number(_) | Typed::Date(_) | Typed::Rows(_) => false,
    }
}

fn is_text(value: &Value, text: &str) -> bool {
    matches!(value, Value::Text(wanted) if wanted == text)
}

fn is_given(answer: &Typed<'_>) -> bool {
    match answer {
        Typed::Rows(rows) => !rows.is_empty(),
        Typed::Choices(chosen) => !chosen.is_empty(),
        _ => true,
    }
}

/// The city's own registrar, and codes that name no district, agree with every district of the city.
fn registrar_agrees(code: &Typed<'_>, region: &Typed<'_>) -> Option<bool> {
    let (Typed::Text(code), Typed::Region(region)) = (code, region) else {
        return None;
    };
    Some(match identity::district_of_registrar(identity::registrar(code)?) {
        Some(district) => district == *region,
        None => *region != identity::OUTSIDE,
    })
}

fn one(answer: &Known<'_, Typed<'_>>, gap: Option<String>) -> Explanation {
    let have = match answer {
        Known::Is(Typed::YesNo(yes), place) => {
            Some(format!("“{}”答为“{}”", place.field.label, if *yes { "是" } else { "否" }))
        }
        Known::Is(value, place) if !place.field.private => said(value),
        _ => None,
    };
    Explanation { have, gap, fields: answer.path().into_iter().collect(), ..Explanation::default() }
}

/// What was answered, in a few words.
fn said(answer: &Typed<'_>) -> Option<String> {
    Some(match answer {
        Typed::Choice(choice) => choice.label.clone(),
        Typed::Choices(chosen) if chosen.is_empty() => "无".into(),
        Typed::Choices(chosen) => listed(chosen.iter().map(|choice| choice.label.as_str()).collect()),
        Typed::Region(code) => identity::district_name(code)?.into(),
        Typed::YesNo(yes) => if *yes { "是" } else { "否" }.into(),
        Typed::Rows([]) => "无".into(),
        Typed::Rows(rows) => format!("{} 行", rows.len()),
        Typed::Date(date) => date.to_string(),
        Typed::Year(year) => format!("{year} 年"),
        Typed::Text(_) => return None,
        Typed::Number(number) => crate::answers::show::thousands(*number),
    })
}

/// Labels that are lists themselves stand in quotes, so that one sees where each ends.
fn listed(labels: Vec<&str>) -> String {
    if labels.len() > 1 && labels.iter().any(|label| label.contains('、')) {
        return labels.iter().map(|label| format!("“{label}”")).collect::<Vec<_>>().join("、");
    }
    labels.join("、")
}

/// What would do instead, where that is short.
fn wanted(answer: &Known<'_, Typed<'_>>, values: &[Value]) -> Option<String> {
    let Known::Is(_, place) = answer else {
        return None;
    };
    let label = |value: &Value| match (value, &place.field.kind) {
        (Value::Text(id), FieldKind::Choice { options } | FieldKind::Choices { options }) => {
            options.iter().find(|option| option.id == *id).map(|option| format!("“{}”", option.label))
        }
        (Value::YesNo(yes), _) => Some(if *yes { "“是”" } else { "“否”" }.to_owned()),
        _ => None,
    };
    let labels: Vec<String> = values.iter().filter_map(label).collect();
    let short = !labels.is_empty() && labels.len() <= MOST_NAMED;
    short.then(|| format!("“{}”应为{}", place.field.label, labels.join("或者")))
}

fn written(length: &Known<'_, usize>, [min, max]: [Option<u32>; 2], standing: Standing) -> Explanation {
    let over = |length: usize| length.checked_sub(max? as usize).filter(|over| *over > 0);
    let short = |length: usize| (min? as usize).checked_sub(length).filter(|short| *short > 0);
    let gap = match (standing, length.value()) {
        (Standing::NotMet, Some(length)) => over(*length)
            .map(|over| format!("超出 {over} 字"))
            .or_else(|| Some(format!("还差 {} 字", short(*length)?))),
        (Standing::Unknown, ..) => Some("尚未填写".into()),
        _ => None,
    };
    let have = length.value().map(|length| format!("已写 {length} 字"));
    Explanation { have, gap, fields: length.path().into_iter().collect(), ..Explanation::default() }
}

fn both<'a>(facts: &Facts<'a>, left: &str, right: &str, scope: Scope<'a>, standing: Standing) -> Explanation {
    let sides = [(left, typed(facts, left, scope)), (right, typed(facts, right, scope))];
    let unknown = standing == Standing::Unknown;
    let shown: Vec<String> = sides
        .iter()
        .filter_map(|(id, answer)| {
            let value = match answer.value()? {
                Typed::Text(text) => format!("“{text}”"),
                other => said(other)?,
            };
            Some(format!("{}为{value}", facts.label(id, scope)))
        })
        .collect();
    let fields = sides.iter().filter(|(_, answer)| !unknown || answer.is_unknown());
    Explanation {
        have: (!shown.is_empty()).then(|| shown.join("，")),
        gap: (standing == Standing::NotMet).then(|| "两项不一致".into()),
        fields: fields.filter_map(|(_, answer)| answer.path()).collect(),
        ..Explanation::default()
    }
}
