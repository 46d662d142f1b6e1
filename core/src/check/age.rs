//! Tests of somebody's age, by the day of birth or what an identity number says of it.
//!
//! Counted as other periods are: so many years after the day of birth the corresponding day ends the last of them, so on that day
//! itself somebody is not yet that old.

use super::Standing;
use super::explain::Explanation;
use super::facts::{Facts, Place, Scope};
use super::judge::{Known, met};
use super::time::{Day, corresponding_day, day};
use crate::answers::{Path, read};
use crate::form::{FieldKind, Test};
use crate::identity::{DocumentKind, identity_document, identity_number};
use chrono::NaiveDate;

pub(super) fn judge<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> Standing {
    match test {
        Test::Younger { years, born, on } => match Person::new(facts, born, scope) {
            None => Standing::NotApplicable,
            Some(person) => match day(facts, on, scope) {
                Day::NotApplicable => Standing::NotApplicable,
                Day::Unknown(_) => Standing::Unknown,
                Day::Is(on, _) => person.is_younger(*years, on),
            },
        },
        Test::BirthAgrees { number, born } => {
            let (number, born) = (birth(facts, number, scope), birth(facts, born, scope));
            match (&number, &born) {
                (Known::NotApplicable, _) | (_, Known::NotApplicable) => Standing::NotApplicable,
                (Known::Is(None, _), _) => Standing::NotApplicable,
                (Known::Is(number, _), Known::Is(born, _)) => met(number == born),
                _ => Standing::Unknown,
            }
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
    match test {
        Test::Younger { years, born, on } => younger(facts, (*years, born, on), scope, standing),
        Test::BirthAgrees { number, born } => {
            let (number, born) = (birth(facts, number, scope), birth(facts, born, scope));
            let unknown = standing == Standing::Unknown;
            let fields = [&number, &born].into_iter().filter(|side| !unknown || side.is_unknown());
            Explanation {
                gap: (standing == Standing::NotMet).then(|| "证件号码中的出生日期与填报的不同".into()),
                fields: fields.filter_map(Known::path).collect(),
                ..Explanation::default()
            }
        }
        _ => Explanation::default(),
    }
}

/// What is known of somebody's day of birth.
struct Person {
    /// Each with where it comes from; they may differ.
    births: Vec<(NaiveDate, Path)>,
    /// Fields that would say it and are not answered.
    unanswered: Vec<Path>,
}

impl Person {
    /// `None`: none of the fields is asked.
    fn new<'a>(facts: &Facts<'a>, born: &[String], scope: Scope<'a>) -> Option<Person> {
        let mut person = Person { births: Vec::new(), unanswered: Vec::new() };
        let mut is_asked = false;
        for id in born {
            let known = birth(facts, id, scope);
            let path = known.path();
            match known {
                Known::NotApplicable => continue,
                Known::Unknown(_) => person.unanswered.extend(path),
                Known::Is(Some(day), place) => person.births.push((day, place.path())),
                // A passport says nothing of it.
                Known::Is(None, _) => {}
            }
            is_asked = true;
        }
        is_asked.then_some(person)
    }

    fn is_consistent(&self) -> bool {
        self.births.iter().all(|(day, _)| Some(*day) == self.births.first().map(|first| first.0))
    }

    /// Where the days of birth differ, only that both are too early decides.
    fn is_younger(&self, years: u32, on: NaiveDate) -> Standing {
        let is_old = |(born, _): &(NaiveDate, Path)| corresponding_day(*born, years) < on;
        match self.births.as_slice() {
            [] => Standing::Unknown,
            births if births.iter().all(is_old) => Standing::NotMet,
            _ if !self.is_consistent() => Standing::Unknown,
            _ => Standing::Met,
        }
    }
}

/// The day of birth that a field says; `None` within: an identity document that does not say it.
fn birth<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> Known<'a, Option<NaiveDate>> {
    facts.known(id, scope, |place: Place<'a>| match place.field.kind {
        FieldKind::Date => read::date(place.value).given().map(Some),
        _ => {
            let number = read::code(place.value, &place.field.kind).given()?;
            if let FieldKind::IdentityNumber = place.field.kind {
                return Some(identity_number(&number).ok().map(|number| number.born));
            }
            Some(match identity_document(&number).ok()?.kind {
                DocumentKind::Resident(number) => Some(number.born),
                _ => None,
            })
        }
    })
}

fn younger<'a>(
    facts: &Facts<'a>,
    (years, born, on): (u32, &[String], &str),
    scope: Scope<'a>,
    standing: Standing,
) -> Explanation {
    let Some(person) = Person::new(facts, born, scope) else {
        return Explanation::default();
    };
    let (on, spot) = match day(facts, on, scope) {
        Day::NotApplicable => return Explanation::default(),
        Day::Unknown(spot) => (None, spot),
        Day::Is(on, spot) => (Some(on), Some(spot)),
    };
    let place = spot.map(|spot| spot.path());
    let Some((first, _)) = person.births.first() else {
        let fields = person.unanswered.into_iter().chain(place.filter(|_| on.is_none())).collect();
        return Explanation { fields, ..Explanation::default() };
    };
    let turns = corresponding_day(*first, years);
    let differ = !person.is_consistent();
    let paths = person.births.iter().map(|(_, path)| path.clone());
    Explanation {
        have: (!differ).then(|| format!("{first} 出生")),
        gap: match standing {
            Standing::NotMet => on.map(|on| format!("至 {on} 已满 {years} 周岁")),
            Standing::Unknown if differ => Some("出生日期与证件号码不一致，核对一致后才能判断".into()),
            _ => None,
        },
        earliest: None,
        advice: on.filter(|on| *on == turns && standing == Standing::Met).map(|on| {
            format!("自出生日期的次日起计算，{on} 当日终了时才满 {years} 周岁，当日仍属未满 {years} 周岁。")
        }),
        fields: match on {
            None => place.into_iter().collect(),
            Some(_) => paths.collect(),
        },
    }
}
