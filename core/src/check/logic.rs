//! Tests that join others, after Kleene; what does not apply is left out as if it were not there.

use super::Standing;
use super::explain::{Explanation, Judged};
use super::facts::{Facts, Scope};
use super::judge::met;
use crate::answers::Path;
use crate::form::{Test, whole_field};
use chrono::NaiveDate;

pub(super) fn judge<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> Standing {
    match test {
        Test::All(tests) => all(tests.iter().map(|test| facts.judge(test, scope))),
        Test::Any(tests) => inverse(all(tests.iter().map(|test| inverse(facts.judge(test, scope))))),
        Test::Not(test) => inverse(facts.judge(test, scope)),
        Test::Clause { clause } => facts.clause(clause),
        Test::Variant { variant } => met(facts.draft.variant == *variant),
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
        Test::All(tests) => join(facts, tests, scope, standing, Standing::NotMet),
        Test::Any(tests) => join(facts, tests, scope, standing, Standing::Met),
        Test::Not(test) => {
            let inner = facts.explain(test, scope, inverse(standing));
            Explanation { gap: None, earliest: None, ..inner }
        }
        Test::Clause { clause } => explain_clause(facts, clause, standing),
        Test::Open { reason } => Explanation { advice: Some(reason.clone()), ..Explanation::default() },
        _ => Explanation::default(),
    }
}

/// One not met decides; otherwise one unknown makes it unknown. Nothing that applies: not applicable.
pub(super) fn all(standings: impl Iterator<Item = Standing>) -> Standing {
    let mut whole = Standing::NotApplicable;
    for standing in standings {
        match (standing, whole) {
            (Standing::NotMet, _) => return Standing::NotMet,
            (Standing::Unknown, _) => whole = Standing::Unknown,
            (Standing::Met, Standing::NotApplicable) => whole = Standing::Met,
            _ => {}
        }
    }
    whole
}

pub(super) fn inverse(standing: Standing) -> Standing {
    match standing {
        Standing::Met => Standing::NotMet,
        Standing::NotMet => Standing::Met,
        other => other,
    }
}

/// Explains by the tests that made the standing what it is. `decides`: the standing of one that decides alone.
fn join<'a>(
    facts: &Facts<'a>,
    tests: &[Test],
    scope: Scope<'a>,
    standing: Standing,
    decides: Standing,
) -> Explanation {
    let any = decides == Standing::Met;
    let open_too_soon = unanswered_beside_open(facts, tests, scope);
    let judged: Vec<Judged> = tests
        .iter()
        .filter(|test| !(open_too_soon && is_open(test)))
        .map(|test| {
            let own = facts.judge(test, scope);
            let explanation = named(facts, test, scope, facts.explain(test, scope, own));
            // While it is not decided, only a figure's gap helps; another answer is not to be suggested.
            let gap = explanation.gap.filter(|_| own == standing || is_figure(test));
            Judged { standing: own, explanation: Explanation { gap, ..explanation } }
        })
        .filter(|judged| judged.standing != Standing::NotApplicable)
        .collect();
    let earliest = if any { first_day(&judged) } else { last_day(&judged) };
    let joined = if any { "，或者" } else { "；" };
    // An undecided choice shows what each side has; its fields are still only those that would decide it.
    let parts = judged.into_iter().filter_map(|part| {
        if part.standing == standing {
            return Some(part.explanation);
        }
        let aside = any && standing == Standing::Unknown;
        aside.then(|| Explanation { fields: Vec::new(), earliest: None, ..part.explanation })
    });
    let whole = Explanation { earliest, ..Explanation::merged(parts, joined) };
    // Whoever meets all the others still stands before an open question: no way out to be named.
    let leads_nowhere = !any && tests.iter().any(is_open);
    if leads_nowhere { Explanation { gap: None, earliest: None, ..whole } } else { whole }
}

/// Beside others a bare figure says whose it is: 主要完成人 3 行, “提名意见”已写 182 字.
fn named<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>, explanation: Explanation) -> Explanation {
    let label = match test {
        Test::Written { of, .. } => format!("“{}”", facts.label(of, scope)),
        Test::Given { of } if facts.field(of).is_some_and(|field| !field.kind.columns().is_empty()) => {
            format!("{} ", facts.label(of, scope))
        }
        Test::AtLeast { of, .. } | Test::AtMost { of, .. } => {
            let figure = facts.figure(of, scope).filter(|figure| figure.kind.is_none());
            figure.map(|figure| format!("{} ", figure.label)).unwrap_or_default()
        }
        _ => String::new(),
    };
    let have = explanation.have.map(|have| format!("{label}{have}"));
    Explanation { have, ..explanation }
}

/// What the text leaves open is told once nothing else is left to answer.
fn unanswered_beside_open<'a>(facts: &Facts<'a>, tests: &[Test], scope: Scope<'a>) -> bool {
    tests.iter().any(is_open)
        && tests.iter().any(|test| !is_open(test) && facts.judge(test, scope) == Standing::Unknown)
}

fn is_figure(test: &Test) -> bool {
    matches!(test, Test::AtLeast { .. } | Test::AtMost { .. })
}

fn is_open(test: &Test) -> bool {
    matches!(test, Test::Open { .. })
}

/// The day from which on all are met: none where one waits for something else than time.
fn last_day(parts: &[Judged]) -> Option<NaiveDate> {
    let waits =
        parts.iter().any(|part| part.standing != Standing::Met && part.explanation.earliest.is_none());
    if waits { None } else { parts.iter().filter_map(|part| part.explanation.earliest).max() }
}

/// The first day on which one is met: none where one already is, whatever the day.
fn first_day(parts: &[Judged]) -> Option<NaiveDate> {
    let already =
        parts.iter().any(|part| part.standing == Standing::Met && part.explanation.earliest.is_none());
    if already { None } else { parts.iter().filter_map(|part| part.explanation.earliest).min() }
}

/// Another clause's finding, named by what it asks.
fn explain_clause(facts: &Facts<'_>, clause: &str, standing: Standing) -> Explanation {
    let Some(condition) = facts.condition(clause) else {
        return Explanation::default();
    };
    let inner = facts.explain_applied(condition.when.as_ref(), &condition.test, standing);
    let named = |text: String| format!("{}：{text}", condition.asks);
    Explanation {
        have: inner.have.map(named),
        gap: match standing {
            Standing::Met => None,
            Standing::NotMet => Some(named(inner.gap.unwrap_or_else(|| "不符合".into()))),
            _ => Some(named(inner.gap.unwrap_or_else(|| "待定".into()))),
        },
        ..inner
    }
}

impl Facts<'_> {
    /// Why a test stands as [`Facts::applied`] says; where it is not known to apply, by what decides that.
    pub(super) fn explain_applied(
        &self,
        when: Option<&Test>,
        test: &Test,
        standing: Standing,
    ) -> Explanation {
        if standing == Standing::NotApplicable {
            return Explanation::default();
        }
        let undecided = when.filter(|when| self.standing(when) == Standing::Unknown);
        let mut explanation = self.explain(undecided.unwrap_or(test), Scope::default(), standing);
        if explanation.fields.is_empty() {
            explanation.fields = self.turned_on(test);
        }
        explanation
    }

    /// Every field that a test names, for where nothing better is known: an open reading has no field of its own.
    fn turned_on(&self, test: &Test) -> Vec<Path> {
        let mut paths = Vec::new();
        self.add_turned_on(test, &mut paths);
        paths
    }

    fn add_turned_on(&self, test: &Test, paths: &mut Vec<Path>) {
        for id in test.fields() {
            let path = Path::field(whole_field(id));
            if self.shown(&path.field) != Standing::NotMet && !paths.contains(&path) {
                paths.push(path);
            }
        }
        for inner in test.inner() {
            self.add_turned_on(inner, paths);
        }
    }
}
