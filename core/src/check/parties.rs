//! Whether two people, or two organisations, are two: by number where numbers can be compared, and otherwise never decided by the
//! same name, which two may share.

use super::Standing;
use super::explain::Explanation;
use super::facts::{Facts, Scope};
use super::judge::{Known, met};
use crate::answers::read;
use crate::form::{FieldKind, Party};
use crate::identity::{IdentityDocument, folded_name, identity_document};

/// Numbers that were answered on both sides and are of one kind decide. A number that is still to be answered leaves it open; where
/// none is asked, or the two cannot be compared, different names are two.
pub(super) fn judge<'a>(facts: &Facts<'a>, left: &Party, right: &Party, scope: Scope<'a>) -> Standing {
    let (left, right) = (Side::new(facts, left, scope), Side::new(facts, right, scope));
    match (&left.number, &right.number) {
        _ if left.is_hidden() || right.is_hidden() => Standing::NotApplicable,
        (Known::Is(one, _), Known::Is(other, _)) => match one.is_another(other) {
            Some(distinct) => met(distinct),
            None => by_name(&left, &right),
        },
        (Known::Unknown(_), _) | (_, Known::Unknown(_)) => Standing::Unknown,
        _ => by_name(&left, &right),
    }
}

pub(super) fn explain<'a>(
    facts: &Facts<'a>,
    left: &Party,
    right: &Party,
    scope: Scope<'a>,
    standing: Standing,
) -> Explanation {
    let who = facts.label(&left.name, scope);
    let (left, right) = (Side::new(facts, left, scope), Side::new(facts, right, scope));
    let namesakes = by_name(&left, &right) == Standing::Unknown
        && left.name.value().is_some()
        && right.name.value().is_some();
    let sides = [&right, &left];
    let unknown = standing == Standing::Unknown;
    let open = sides.iter().flat_map(|side| {
        [(side.number.is_unknown(), side.number.path()), (side.name.is_unknown(), side.name.path())]
    });
    let mut fields: Vec<_> = open.filter(|(open, _)| *open).filter_map(|(_, path)| path).collect();
    if fields.is_empty() || !unknown {
        fields = sides.iter().filter_map(|side| side.number.path().or_else(|| side.name.path())).collect();
    }
    Explanation {
        gap: (standing == Standing::NotMet).then(|| format!("号码与“{who}”一方的相同")),
        advice: unknown.then(|| match namesakes {
            true => {
                format!("名称与“{who}”相同（简繁体、全半角和空格不计），是否为同一人或者同一单位要看号码。")
            }
            false => "号码尚未填写或者有误，暂不能核对是否为同一人或者同一单位。".to_owned(),
        }),
        fields,
        ..Explanation::default()
    }
}

/// One of the two.
struct Side<'a> {
    name: Known<'a, String>,
    number: Known<'a, Number>,
}

/// What identifies somebody.
enum Number {
    Organisation(String),
    Person(IdentityDocument),
}

impl Number {
    /// `None`: numbers of different kinds say nothing of each other.
    fn is_another(&self, other: &Number) -> Option<bool> {
        match (self, other) {
            (Number::Organisation(one), Number::Organisation(other)) => Some(one != other),
            (Number::Person(one), Number::Person(other)) => {
                one.compares_with(other).then(|| one.number != other.number)
            }
            _ => None,
        }
    }
}

impl<'a> Side<'a> {
    fn new(facts: &Facts<'a>, party: &Party, scope: Scope<'a>) -> Side<'a> {
        let name = facts.known(&party.name, scope, |place| {
            read::text(place.value).given().map(|name| folded_name(&name))
        });
        let number = facts.known(&party.number, scope, |place| {
            let number = read::code(place.value, &place.field.kind).given()?;
            Some(match place.field.kind {
                FieldKind::CreditCode => Number::Organisation(number),
                _ => Number::Person(identity_document(&number).ok()?),
            })
        });
        Side { name, number }
    }

    fn is_hidden(&self) -> bool {
        matches!((&self.name, &self.number), (Known::NotApplicable, Known::NotApplicable))
    }
}

fn by_name(left: &Side<'_>, right: &Side<'_>) -> Standing {
    match (left.name.value(), right.name.value()) {
        (Some(left), Some(right)) if left != right => Standing::Met,
        _ => Standing::Unknown,
    }
}
