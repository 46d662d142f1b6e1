//! Tests of time, counted as the Civil Code counts (articles 200 to 204): the first day does not count, and the
//! corresponding day (where there is none, the month's last day) is the last of the period.

use super::Standing;
use super::explain::Explanation;
use super::facts::{Facts, Place, Scope};
use super::judge::{Known, met};
use crate::answers::{Path, read};
use crate::form::{FieldKind, Test};
use chrono::{Months, NaiveDate};

pub(super) fn judge<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> Standing {
    match test {
        Test::Elapsed { years, since } => {
            over(facts, since, scope, |from, filing| filing >= corresponding_day(from, *years))
        }
        Test::NotWithin { years, of } => {
            over(facts, of, scope, |from, filing| filing > corresponding_day(from, *years))
        }
        Test::Within { years, of } => {
            over(facts, of, scope, |from, filing| filing <= corresponding_day(from, *years))
        }
        Test::NotAfter { earlier, later } => match (day(facts, earlier, scope), day(facts, later, scope)) {
            (Day::NotApplicable, _) | (_, Day::NotApplicable) => Standing::NotApplicable,
            (Day::Is(earlier, _), Day::Is(later, _)) => met(earlier <= later),
            _ => Standing::Unknown,
        },
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
        Test::Elapsed { years, since } => {
            period(facts, since, scope, standing, &Period { years: *years, bars: false })
        }
        Test::NotWithin { years, of } => {
            period(facts, of, scope, standing, &Period { years: *years, bars: true })
        }
        Test::Within { years, of } => validity(facts, of, scope, standing, *years),
        Test::NotAfter { earlier, later } => order(facts, earlier, later, scope, standing),
        _ => Explanation::default(),
    }
}

/// The day N years later, on which a period of N years ends; 28 February for 29 February where there is none.
pub(super) fn corresponding_day(from: NaiveDate, years: u32) -> NaiveDate {
    from.checked_add_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MAX)
}

/// A period that must have run out (`bars`: and that bars through its last day).
struct Period {
    years: u32,
    bars: bool,
}

pub(super) enum Day<'a> {
    NotApplicable,
    Unknown(Option<Spot<'a>>),
    Is(NaiveDate, Spot<'a>),
}

/// Where a day stands; its path is made only when a finding names it.
pub(super) enum Spot<'a> {
    FilingDate,
    Field(Place<'a>),
}

impl Spot<'_> {
    pub(super) fn path(&self) -> Path {
        match self {
            Spot::FilingDate => Path::field(Test::FILING_DATE),
            Spot::Field(place) => place.path(),
        }
    }
}

fn over<'a>(
    facts: &Facts<'a>,
    id: &str,
    scope: Scope<'a>,
    holds: impl FnOnce(NaiveDate, NaiveDate) -> bool,
) -> Standing {
    match facts.known(id, scope, |place| read::date(place.value).given()) {
        Known::NotApplicable => Standing::NotApplicable,
        Known::Unknown(_) => Standing::Unknown,
        Known::Is(from, _) => facts.filing_date.map_or(Standing::Unknown, |filing| met(holds(from, filing))),
    }
}

/// A date field, a year field for its 1 January, or the filing date.
pub(super) fn day<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> Day<'a> {
    if id == Test::FILING_DATE {
        return match facts.filing_date {
            Some(day) => Day::Is(day, Spot::FilingDate),
            None => Day::Unknown(Some(Spot::FilingDate)),
        };
    }
    match facts.known(id, scope, read_day) {
        Known::NotApplicable => Day::NotApplicable,
        Known::Unknown(place) => Day::Unknown(place.map(Spot::Field)),
        Known::Is(day, place) => Day::Is(day, Spot::Field(place)),
    }
}

fn read_day(place: Place<'_>) -> Option<NaiveDate> {
    match place.field.kind {
        FieldKind::Year => NaiveDate::from_ymd_opt(read::year(place.value).given()?, 1, 1),
        _ => read::date(place.value).given(),
    }
}

fn period<'a>(
    facts: &Facts<'a>,
    id: &str,
    scope: Scope<'a>,
    standing: Standing,
    period: &Period,
) -> Explanation {
    let from = match day(facts, id, scope) {
        Day::Is(from, spot) => (from, spot.path()),
        Day::Unknown(spot) => {
            let mut fields: Vec<Path> = spot.iter().map(Spot::path).collect();
            fields.extend(facts.filing_date.is_none().then(|| Path::field(Test::FILING_DATE)));
            return Explanation { fields, ..Explanation::default() };
        }
        Day::NotApplicable => return Explanation::default(),
    };
    let (from, path) = from;
    let last = corresponding_day(from, period.years);
    let earliest = if period.bars { last.succ_opt().unwrap_or(last) } else { last };
    let unknown_filing = facts.filing_date.is_none();
    Explanation {
        have: Some(format!("自 {from} 起算")),
        gap: (standing != Standing::Met).then(|| format!("{earliest} 起满足")),
        earliest: Some(earliest),
        advice: (facts.filing_date == Some(last)).then(|| edge(from, last, period)),
        fields: vec![if unknown_filing { Path::field(Test::FILING_DATE) } else { path }],
    }
}

/// A period that must not have run out: on which day it does, and by how much it is over.
fn validity<'a>(
    facts: &Facts<'a>,
    id: &str,
    scope: Scope<'a>,
    standing: Standing,
    years: u32,
) -> Explanation {
    let whole = period(facts, id, scope, standing, &Period { years, bars: false });
    let Day::Is(from, _) = day(facts, id, scope) else { return whole };
    let last = corresponding_day(from, years);
    let over = facts.filing_date.map(|filing| (filing - last).num_days()).filter(|days| *days > 0);
    Explanation {
        have: Some(format!("自 {from} 起算，{years} 年期间至 {last} 届满")),
        gap: over.map(|days| format!("已届满 {days} 天")),
        earliest: None,
        advice: None,
        ..whole
    }
}

/// Said on the period's last day only, where the counting decides.
fn edge(from: NaiveDate, last: NaiveDate, period: &Period) -> String {
    let years = period.years;
    let counted = format!("自 {from} 的次日起计算，{years} 年期间于 {last} 当日终了时届满");
    if period.bars {
        format!("{counted}，当日尚在期限之内，次日起可以申报。")
    } else {
        format!("{counted}，申报日期恰为届满之日；为稳妥起见，建议次日以后申报。")
    }
}

fn order<'a>(
    facts: &Facts<'a>,
    earlier: &str,
    later: &str,
    scope: Scope<'a>,
    standing: Standing,
) -> Explanation {
    let (first, second) = (day(facts, earlier, scope), day(facts, later, scope));
    let (first_label, second_label) = (label(facts, earlier, scope), label(facts, later, scope));
    let have = match (&first, &second) {
        (Day::Is(first, _), Day::Is(second, _)) => {
            Some(format!("{first_label} {first}，{second_label} {second}"))
        }
        _ => None,
    };
    let not_met = standing == Standing::NotMet;
    let earliest = match &first {
        Day::Is(day, _) if later == Test::FILING_DATE => Some(*day),
        _ => None,
    };
    let unknown = standing == Standing::Unknown;
    let fields = [first, second].into_iter().filter_map(|day| match day {
        Day::Unknown(spot) => spot.map(|spot| spot.path()),
        // The filing date is not where a wrong date is mended.
        Day::Is(_, spot @ Spot::Field(_)) if !unknown => Some(spot.path()),
        Day::Is(..) | Day::NotApplicable => None,
    });
    Explanation {
        have,
        gap: not_met.then(|| format!("{first_label}晚于{second_label}")),
        earliest,
        advice: None,
        fields: fields.collect(),
    }
}

fn label<'a>(facts: &Facts<'a>, id: &str, scope: Scope<'a>) -> &'a str {
    if id == Test::FILING_DATE { "申报日期" } else { facts.label(id, scope) }
}
