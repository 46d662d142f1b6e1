//! A figure of which only part is known: every value between two bounds is possible.

use super::Standing;
use super::judge::met;
use crate::form::FieldKind;
use rust_decimal::Decimal;

/// Inclusive bounds; `None`: no bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Range {
    pub(super) const ANYTHING: Range = Range { low: None, high: None };

    pub(super) fn exactly(number: Decimal) -> Range {
        Range { low: Some(number), high: Some(number) }
    }

    /// What a field of this kind can hold. An answer outside is badly written and counts as none.
    pub(super) fn of_kind(kind: &FieldKind) -> Range {
        match kind {
            FieldKind::Integer { min, max, .. } => {
                Range { low: min.map(Decimal::from), high: max.map(Decimal::from) }
            }
            FieldKind::Decimal { min, max, .. } => Range { low: *min, high: *max },
            FieldKind::Money { negative: false, .. } => Range { low: Some(Decimal::ZERO), high: None },
            _ => Range::ANYTHING,
        }
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        self.low.filter(|low| self.high == Some(*low))
    }

    pub(super) fn plus(self, other: Range) -> Range {
        let add = |a: Option<Decimal>, b: Option<Decimal>| Some(a?.saturating_add(b?));
        Range { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// Divided by a positive number.
    pub(super) fn over(self, divisor: Decimal) -> Range {
        Range { low: self.low.map(|low| low / divisor), high: self.high.map(|high| high / divisor) }
    }

    /// The smallest range that holds both.
    pub(super) fn or(self, other: Range) -> Range {
        Range {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    pub(super) fn at_least(&self, limit: Decimal) -> Standing {
        if self.low.is_some_and(|low| low >= limit) {
            Standing::Met
        } else if self.high.is_some_and(|high| high < limit) {
            Standing::NotMet
        } else {
            Standing::Unknown
        }
    }

    /// Whether every value is not above every value of the other.
    pub(super) fn not_more(&self, other: &Range) -> Standing {
        if self.high.zip(other.low).is_some_and(|(high, low)| high <= low) {
            Standing::Met
        } else if self.low.zip(other.high).is_some_and(|(low, high)| low > high) {
            Standing::NotMet
        } else {
            Standing::Unknown
        }
    }

    pub(super) fn equals(&self, other: &Range) -> Standing {
        if let (Some(left), Some(right)) = (self.value(), other.value()) {
            return met(left == right);
        }
        let apart =
            |below: &Range, above: &Range| below.high.zip(above.low).is_some_and(|(high, low)| high < low);
        if apart(self, other) || apart(other, self) { Standing::NotMet } else { Standing::Unknown }
    }
}
