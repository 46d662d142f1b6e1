//! The one place that knows every test. Each family has its evaluation and, beside it, its explanation.

use super::explain::Explanation;
use super::facts::{Facts, Found, Place, Scope};
use super::{Standing, age, answered, logic, numbers, parties, rows, time};
use crate::answers::Path;
use crate::form::Test;

/// Steps that an explanation counts for: its words are put together from those of all tests in it.
pub(super) const EXPLAINING: u64 = 100;
const TOO_MUCH: &str = "条件过于复杂，未作判断；请向表单包的提供者核实";

impl<'a> Facts<'a> {
    /// A test's standing over the whole draft; also decides when documents and their blocks apply.
    pub fn standing(&self, test: &Test) -> Standing {
        self.judge(test, Scope::default())
    }

    /// A test's standing in a row.
    pub(super) fn judge(&self, test: &Test, scope: Scope<'a>) -> Standing {
        if !self.may_go_on(1) {
            return Standing::Unknown;
        }
        match test {
            Test::AtLeast { .. }
            | Test::AtMost { .. }
            | Test::Equal { .. }
            | Test::NotMore { .. }
            | Test::Share { .. } => numbers::judge(self, test, scope),
            Test::Elapsed { .. } | Test::NotWithin { .. } | Test::Within { .. } | Test::NotAfter { .. } => {
                time::judge(self, test, scope)
            }
            Test::Younger { .. } | Test::BirthAgrees { .. } => age::judge(self, test, scope),
            Test::Distinct { left, right } => parties::judge(self, left, right, scope),
            Test::OneOf { .. }
            | Test::Includes { .. }
            | Test::Declared { .. }
            | Test::Given { .. }
            | Test::Written { .. }
            | Test::Attached { .. }
            | Test::Same { .. }
            | Test::RegistrarAgrees { .. } => answered::judge(self, test, scope),
            Test::Each { .. } | Test::Unique { .. } | Test::Tally { .. } => rows::judge(self, test),
            Test::All(_)
            | Test::Any(_)
            | Test::Not(_)
            | Test::Clause { .. }
            | Test::Variant { .. }
            | Test::Open { .. } => logic::judge(self, test, scope),
        }
    }

    /// Why a test stands as it does.
    pub(super) fn explain(&self, test: &Test, scope: Scope<'a>, standing: Standing) -> Explanation {
        if standing == Standing::NotApplicable {
            return Explanation::default();
        }
        if !self.may_go_on(EXPLAINING) {
            return Explanation { advice: Some(TOO_MUCH.to_owned()), ..Explanation::default() };
        }
        match test {
            Test::AtLeast { .. }
            | Test::AtMost { .. }
            | Test::Equal { .. }
            | Test::NotMore { .. }
            | Test::Share { .. } => numbers::explain(self, test, scope, standing),
            Test::Elapsed { .. } | Test::NotWithin { .. } | Test::Within { .. } | Test::NotAfter { .. } => {
                time::explain(self, test, scope, standing)
            }
            Test::Younger { .. } | Test::BirthAgrees { .. } => age::explain(self, test, scope, standing),
            Test::Distinct { left, right } => parties::explain(self, left, right, scope, standing),
            Test::OneOf { .. }
            | Test::Includes { .. }
            | Test::Declared { .. }
            | Test::Given { .. }
            | Test::Written { .. }
            | Test::Attached { .. }
            | Test::Same { .. }
            | Test::RegistrarAgrees { .. } => answered::explain(self, test, scope, standing),
            Test::Each { .. } | Test::Unique { .. } | Test::Tally { .. } => {
                rows::explain(self, test, standing)
            }
            Test::All(_)
            | Test::Any(_)
            | Test::Not(_)
            | Test::Clause { .. }
            | Test::Variant { .. }
            | Test::Open { .. } => logic::explain(self, test, scope, standing),
        }
    }

    /// Reads what an id stands for; what is badly written counts as not answered.
    pub(super) fn known<T>(
        &self,
        id: &str,
        scope: Scope<'a>,
        read: impl FnOnce(Place<'a>) -> Option<T>,
    ) -> Known<'a, T> {
        match self.find(id, scope) {
            Found::Hidden => Known::NotApplicable,
            Found::Nowhere => Known::Unknown(None),
            Found::At(place) => {
                read(place).map_or(Known::Unknown(Some(place)), |value| Known::Is(value, place))
            }
        }
    }
}

/// What an answer is, if it is.
pub(super) enum Known<'a, T> {
    NotApplicable,
    Unknown(Option<Place<'a>>),
    Is(T, Place<'a>),
}

impl<T> Known<'_, T> {
    /// The standing of a test over this answer alone.
    pub(super) fn judge(&self, holds: impl FnOnce(&T) -> bool) -> Standing {
        match self {
            Known::NotApplicable => Standing::NotApplicable,
            Known::Unknown(_) => Standing::Unknown,
            Known::Is(value, _) => met(holds(value)),
        }
    }

    pub(super) fn value(&self) -> Option<&T> {
        match self {
            Known::Is(value, _) => Some(value),
            _ => None,
        }
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Known::Unknown(_))
    }

    /// Where to go; nowhere for what does not apply.
    pub(super) fn path(&self) -> Option<Path> {
        match self {
            Known::Unknown(place) => place.map(|place| place.path()),
            Known::Is(_, place) => Some(place.path()),
            Known::NotApplicable => None,
        }
    }
}

pub(super) fn met(holds: bool) -> Standing {
    if holds { Standing::Met } else { Standing::NotMet }
}
