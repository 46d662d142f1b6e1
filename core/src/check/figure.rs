//! A figure with what is said about it: its name, what is known of it, where it comes from.

use super::range::Range;
use crate::answers::{Path, show};
use crate::form::FieldKind;
use rust_decimal::{Decimal, RoundingStrategy};

/// A figure, as far as it is known.
pub(super) struct Figure<'a> {
    pub(super) range: Range,
    /// 设计团队人数
    pub(super) label: String,
    /// How it is written; `None`: a count of rows.
    pub(super) kind: Option<&'a FieldKind>,
    /// Unanswered fields that would make it exact.
    pub(super) unknown: Vec<Path>,
    /// Where it comes from.
    pub(super) sources: Vec<Path>,
    pub(super) makeup: Makeup<'a>,
}

/// What a figure is made of.
pub(super) enum Makeup<'a> {
    /// One answer, count or sum.
    Whole,
    Mean(Mean),
    /// Several figures together.
    Total(Vec<Figure<'a>>),
    /// One figure, told in several places.
    Between(Vec<Figure<'a>>),
}

/// A mean's sum and what it may be divided by: the years that apply, and the full number where some do not.
pub(super) struct Mean {
    pub(super) sum: Range,
    pub(super) divisors: Vec<u32>,
    pub(super) years: Vec<i32>,
}

impl<'a> Figure<'a> {
    /// A count, until more is said of it.
    pub(super) fn plain(range: Range, label: String, source: Path) -> Figure<'a> {
        Figure { range, label, kind: None, unknown: Vec::new(), sources: vec![source], makeup: Makeup::Whole }
    }

    /// Made of others; written as the first of them.
    pub(super) fn joined(
        range: Range,
        parts: Vec<Figure<'a>>,
        makeup: impl FnOnce(Vec<Figure<'a>>) -> Makeup<'a>,
    ) -> Figure<'a> {
        let labels: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
        Figure {
            range,
            label: labels.join("、"),
            kind: parts.first().and_then(|part| part.kind),
            unknown: parts.iter().flat_map(|part| part.unknown.iter().cloned()).collect(),
            sources: parts.iter().flat_map(|part| part.sources.iter().cloned()).collect(),
            makeup: makeup(parts),
        }
    }
}

impl Figure<'_> {
    /// A number as this figure is written.
    pub(super) fn write(&self, number: Decimal) -> String {
        match self.kind {
            Some(kind) => show::figure(number, kind),
            None => format!("{} 行", show::thousands(number)),
        }
    }

    /// What is known of it, in words.
    pub(super) fn said(&self) -> Option<String> {
        match &self.makeup {
            Makeup::Whole => {}
            Makeup::Mean(mean) => return self.said_mean(mean),
            Makeup::Total(parts) => return self.said_total(parts),
            Makeup::Between(parts) => return self.said_between(parts),
        }
        match (self.range.value(), self.range.low) {
            (Some(value), _) => Some(self.write(value)),
            // Only sums and counts have a known part; a single answer is known or not.
            (None, Some(low)) if low > Decimal::ZERO && !self.is_cell() && !self.is_single() => {
                Some(format!("已填部分 {}", self.write(low)))
            }
            _ => None,
        }
    }

    /// With its name before it.
    pub(super) fn named(&self) -> Option<String> {
        Some(format!("{} {}", self.label, self.said()?))
    }

    /// Told in several places, each place exactly, and not the same: nothing is missing, and still it is not known.
    pub(super) fn is_contradictory(&self) -> bool {
        match &self.makeup {
            Makeup::Between(parts) => {
                self.range.value().is_none() && parts.iter().all(|part| part.range.value().is_some())
            }
            Makeup::Total(parts) => parts.iter().any(Figure::is_contradictory),
            Makeup::Whole | Makeup::Mean(_) => false,
        }
    }

    /// What it is made of, for those that are.
    pub(super) fn mean(&self) -> Option<&Mean> {
        match &self.makeup {
            Makeup::Mean(mean) => Some(mean),
            _ => None,
        }
    }

    fn is_cell(&self) -> bool {
        self.sources.first().is_some_and(|source| source.row.is_some())
    }

    fn is_single(&self) -> bool {
        self.unknown.first() == self.sources.first() && self.kind.is_some()
    }

    /// 直播间 6 间，特色直播场景 3 个，合计 9
    fn said_total(&self, parts: &[Figure<'_>]) -> Option<String> {
        let mut said: Vec<String> = parts.iter().filter_map(Figure::named).collect();
        let is_whole = said.len() == parts.len();
        let sum = self.range.value().filter(|_| parts.len() > 1 && is_whole);
        said.extend(sum.map(|sum| format!("合计 {}", self.write(sum))));
        (!said.is_empty()).then(|| said.join("，"))
    }

    /// Once where all tell the same.
    fn said_between(&self, parts: &[Figure<'_>]) -> Option<String> {
        if let (Some(_), Some(first)) = (self.range.value(), parts.first()) {
            return first.said();
        }
        let said: Vec<String> = parts.iter().filter_map(Figure::named).collect();
        (!said.is_empty()).then(|| said.join("，"))
    }

    fn said_mean(&self, mean: &Mean) -> Option<String> {
        let years = match (mean.years.first(), mean.years.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}—{last} 年"),
            (Some(only), _) => format!("{only} 年"),
            _ => return None,
        };
        let Some(sum) = mean.sum.value() else {
            let part = mean.sum.low.filter(|low| *low > Decimal::ZERO)?;
            return Some(format!("{years}已填部分合计 {}", self.write(part)));
        };
        let each: Vec<String> = mean
            .divisors
            .iter()
            .map(|divisor| {
                let counted =
                    if mean.divisors.len() > 1 { format!("按 {divisor} 年计") } else { String::new() };
                format!("{counted}年均{}", self.about(sum / Decimal::from(*divisor)))
            })
            .collect();
        Some(format!("{years}合计 {}，{}", self.write(sum), each.join("，")))
    }

    /// Exact where two digits do; otherwise rounded, but never to a whole number, which would look like a limit reached.
    fn about(&self, number: Decimal) -> String {
        let rounded = number.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let short = if rounded.is_integer() { number.trunc_with_scale(2) } else { rounded };
        if short == number {
            format!(" {}", self.write(number))
        } else {
            format!("约 {}", self.write(short))
        }
    }
}
