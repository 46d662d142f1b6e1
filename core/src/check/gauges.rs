//! Indicators against their limits, for whoever would rather look than read.

use super::Standing;
use super::facts::{Facts, Scope};
use super::figure::Figure;
use crate::answers::{Draft, Path};
use crate::form::{Binding, Form, Number, Test};
use rust_decimal::Decimal;
use serde::Serialize;

/// One figure of a clause against its limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gauge {
    /// The clause whose limit it is.
    pub clause: String,
    /// Decides or advises.
    pub binding: Binding,
    /// 设计团队人数
    pub label: String,
    /// Of this limit alone; the clause may have another way to be met.
    pub standing: Standing,
    /// What is known of the figure, in words.
    pub have: Option<String>,
    /// The same as a number, money in yuan; `None`: not known exactly.
    pub value: Option<Decimal>,
    /// 30 人
    pub limit_text: String,
    /// The same as a number, money in yuan.
    pub limit: Decimal,
    /// The limit is the most that is allowed, not the least.
    pub is_most: bool,
    /// Where the figure is filled in.
    pub place: Path,
}

/// Every limit of the clauses that apply, in their order; a limit that several clauses have stands once.
pub fn gauges(form: &Form, draft: &Draft) -> Vec<Gauge> {
    let facts = Facts::new(form, draft);
    let mut gauges: Vec<Gauge> = Vec::new();
    let applies = |clause: &str| facts.clause(clause) != Standing::NotApplicable;
    for condition in form.conditions.iter().filter(|condition| applies(&condition.clause)) {
        let mut limits = Vec::new();
        limits_in(&condition.test, &mut limits);
        for limit in limits {
            let Some(gauge) = facts.gauge(limit, &condition.clause, condition.binding) else { continue };
            let is_known = |known: &Gauge| {
                known.label == gauge.label && known.limit == gauge.limit && known.is_most == gauge.is_most
            };
            if !gauges.iter().any(is_known) {
                gauges.push(gauge);
            }
        }
    }
    gauges
}

/// The limits of the draft as a whole: what stands inside rows or behind a "not" is no indicator.
fn limits_in<'t>(test: &'t Test, limits: &mut Vec<&'t Test>) {
    match test {
        Test::AtLeast { .. } | Test::AtMost { .. } => limits.push(test),
        Test::All(tests) | Test::Any(tests) => tests.iter().for_each(|test| limits_in(test, limits)),
        _ => {}
    }
}

impl Facts<'_> {
    fn gauge(&self, test: &Test, clause: &str, binding: Binding) -> Option<Gauge> {
        let (limit, of, is_most): (&Decimal, &Number, bool) = match test {
            Test::AtLeast { limit, of } => (limit, of, false),
            Test::AtMost { limit, of } => (limit, of, true),
            _ => return None,
        };
        let figure: Figure<'_> = self.figure(of, Scope::default())?;
        Some(Gauge {
            clause: clause.to_owned(),
            binding,
            standing: self.standing(test),
            have: figure.said(),
            value: figure.range.value(),
            limit_text: figure.write(*limit),
            limit: *limit,
            is_most,
            place: figure.sources.first()?.clone(),
            label: figure.label,
        })
    }
}
