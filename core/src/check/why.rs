//! Why a clause stands as it does, test by test: what each asks, how it stands, and the answers that it looks at.

use super::explain::Explanation;
use super::facts::{Facts, Scope};
use super::judge::EXPLAINING;
use super::{Standing, words};
use crate::answers::{Draft, Path};
use crate::form::{FieldKind, Form, Test, whole_field};
use serde::Serialize;

/// The most answers that one test names; a table is one.
const MOST_PLACES: usize = 12;

/// One step of a verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Reason {
    /// What is asked here, “设计团队人数”不少于 30 人.
    pub asks: String,
    /// How it stands.
    pub standing: Standing,
    /// The applicant's own figure.
    pub have: Option<String>,
    /// What is lacking.
    pub gap: Option<String>,
    /// How it was counted or read, where that matters.
    pub advice: Option<String>,
    /// The answers that it looks at, answered or not.
    pub places: Vec<Path>,
    /// The steps below, for what joins others.
    pub inner: Vec<Reason>,
}

/// Why a clause stands as it does on the draft's filing date. `None`: there is no such clause, or it does not apply.
pub fn why(form: &Form, draft: &Draft, clause: &str) -> Option<Reason> {
    let facts = Facts::new(form, draft);
    let condition = facts.condition(clause)?;
    let standing = facts.clause(clause);
    if standing == Standing::NotApplicable {
        return None;
    }
    // While it is not known to apply, that is what there is to decide.
    let undecided = condition.when.as_ref().filter(|when| facts.standing(when) == Standing::Unknown);
    Some(facts.reason(undecided.unwrap_or(&condition.test), Scope::default()))
}

impl<'a> Facts<'a> {
    fn reason(&self, test: &Test, scope: Scope<'a>) -> Reason {
        let standing = self.judge(test, scope);
        let inner = match test {
            // A clause may name others, and they others again.
            _ if !self.may_go_on(EXPLAINING) => Vec::new(),
            Test::All(tests) | Test::Any(tests) => {
                let is_any = matches!(test, Test::Any(_));
                let mut steps = self.steps(tests, scope, standing, is_any);
                if steps.len() == 1 {
                    return steps.remove(0);
                }
                steps
            }
            Test::Not(test) if !test.inner().is_empty() => vec![self.reason(test, scope)],
            Test::Clause { clause } => match self.condition(clause) {
                Some(condition) => vec![self.reason(&condition.test, scope)],
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
        // What joins others leaves the figures to them.
        let own = if inner.is_empty() { self.explain(test, scope, standing) } else { Explanation::default() };
        let is_open = matches!(test, Test::Open { .. });
        Reason {
            asks: words::asks(self, test, scope),
            standing,
            have: own.have,
            gap: own.gap,
            advice: own.advice.filter(|_| !is_open),
            places: if inner.is_empty() { self.places(test) } else { Vec::new() },
            inner,
        }
    }

    /// What concerns this kind of applicant (that it is of that kind goes without saying), and what still matters once others
    /// have decided: of alternatives those that are met, and an open reading only where all else holds.
    fn steps(&self, tests: &[Test], scope: Scope<'a>, standing: Standing, is_any: bool) -> Vec<Reason> {
        let is_decided = standing == if is_any { Standing::Met } else { Standing::NotMet };
        let concerns = |test: &&Test| match test {
            Test::Variant { .. } => false,
            Test::Open { .. } => !is_decided,
            test if is_decided && is_any => self.judge(test, scope) == Standing::Met,
            Test::All(inner) => !inner.iter().any(|test| {
                matches!(test, Test::Variant { .. }) && self.judge(test, scope) == Standing::NotMet
            }),
            test => self.judge(test, scope) != Standing::NotApplicable,
        };
        tests.iter().filter(concerns).map(|test| self.reason(test, scope)).collect()
    }

    /// Every answer that a test names: of a three-year table the cells of the years that count.
    fn places(&self, test: &Test) -> Vec<Path> {
        let mut places = Vec::new();
        let denied = if let Test::Not(denied) = test { Some(&**denied) } else { None };
        for id in denied.unwrap_or(test).fields() {
            if self.shown(whole_field(id)) == Standing::NotMet {
                continue;
            }
            match self.split_column(id) {
                Some((table, column)) if matches!(table.kind, FieldKind::Years { .. }) => {
                    let rows = self.scopes(table).unwrap_or_default();
                    let cells: Vec<Path> = rows
                        .iter()
                        .filter_map(|row| Some(Path::cell(&table.id, row.at?, &column.id)))
                        .collect();
                    places.extend(if cells.is_empty() { vec![Path::field(&table.id)] } else { cells });
                }
                Some((table, _)) => places.push(Path::field(&table.id)),
                None => places.push(Path::field(id)),
            }
        }
        if test.counts_to_filing() {
            places.push(Path::field(Test::FILING_DATE));
        }
        places.dedup();
        places.truncate(MOST_PLACES);
        places
    }
}
