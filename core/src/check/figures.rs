//! The figures that tests compare: a field, a count, a sum, a mean; each with what is not known of it.

use super::Standing;
use super::facts::{Facts, Found, Scope};
use super::range::Range;
use crate::answers::{Path, Value, read, show};
use crate::form::{Field, FieldKind, Number, Test};
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
    pub(super) source: Path,
    /// Of a mean: what it is made of.
    pub(super) mean: Option<Mean>,
}

/// A figure as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownFigure<'a> {
    /// 设计团队人数
    pub label: String,
    /// How it is written; `None`: a count of rows.
    pub kind: Option<&'a FieldKind>,
    /// Money in yuan. `None`: not known exactly.
    pub value: Option<Decimal>,
    /// Where it comes from.
    pub source: Path,
}

/// A mean's sum and what it may be divided by: the years that apply, and the full number where some do not.
pub(super) struct Mean {
    pub(super) sum: Range,
    pub(super) divisors: Vec<u32>,
    pub(super) years: Vec<i32>,
}

impl<'a> Facts<'a> {
    /// What a figure can be; `None`: does not apply.
    pub(super) fn range(&self, number: &Number, scope: Scope<'a>) -> Option<Range> {
        match number {
            Number::Field(id) => match self.find(id, scope) {
                Found::Hidden => None,
                Found::Nowhere => Some(Range::ANYTHING),
                Found::At(place) => Some(cell(place.value, place.field)),
            },
            Number::Rows { table, filter: None } => self.count(table, None),
            Number::Rows { table, filter: Some(filter) } => {
                let counted =
                    self.counts.borrow().iter().find(|(asked, _)| asked == number).map(|(_, range)| *range);
                counted.or_else(|| {
                    let range = self.count(table, Some(filter))?;
                    self.counts.borrow_mut().push((number.clone(), range));
                    Some(range)
                })
            }
            Number::Sum { column } => self.columned(column, |table, column| self.sum(table, column)),
            Number::Mean { column } => self.columned(column, |table, column| {
                self.mean(table, column).map_or(Range::ANYTHING, |mean| mean.0)
            }),
        }
    }

    /// The same, with what is said about it.
    pub(super) fn figure(&self, number: &Number, scope: Scope<'a>) -> Option<Figure<'a>> {
        let range = self.range(number, scope)?;
        Some(match number {
            Number::Field(id) => {
                let Found::At(place) = self.find(id, scope) else {
                    return None;
                };
                let unknown = if range.value().is_none() { vec![place.path()] } else { Vec::new() };
                Figure {
                    range,
                    label: place.field.label.clone(),
                    kind: Some(&place.field.kind),
                    unknown,
                    source: place.path(),
                    mean: None,
                }
            }
            Number::Rows { table, filter } => {
                let field = self.field(table)?;
                let label = if filter.is_some() {
                    format!("{}中符合条件的", field.label)
                } else {
                    field.label.clone()
                };
                let unknown = if range.value().is_none() {
                    self.undecided(field, filter.as_deref())
                } else {
                    Vec::new()
                };
                Figure { range, label, kind: None, unknown, source: Path::field(table), mean: None }
            }
            Number::Sum { column } | Number::Mean { column } => {
                let (table, column) = self.split_column(column)?;
                let is_mean = matches!(number, Number::Mean { .. });
                let label = format!("{}{}", column.label, if is_mean { "年均" } else { "合计" });
                Figure {
                    range,
                    label,
                    kind: Some(&column.kind),
                    unknown: self.unknown_cells(table, column),
                    source: Path::field(&table.id),
                    mean: if is_mean { self.mean(table, column).map(|mean| mean.1) } else { None },
                }
            }
        })
    }

    /// A figure of the whole draft; `None`: does not apply.
    pub fn known_figure(&self, number: &Number) -> Option<KnownFigure<'a>> {
        let Figure { label, kind, range, source, .. } = self.figure(number, Scope::default())?;
        Some(KnownFigure { label, kind, value: range.value(), source })
    }

    fn columned(&self, column: &str, of: impl FnOnce(&'a Field, &'a Field) -> Range) -> Option<Range> {
        let Some((table, column)) = self.split_column(column) else {
            return Some(Range::ANYTHING);
        };
        (self.shown(&table.id) != Standing::NotMet).then(|| of(table, column))
    }

    /// Rows that meet a filter; those of which it is not known may count or not.
    pub(super) fn count(&self, table: &str, filter: Option<&Test>) -> Option<Range> {
        if self.shown(table) == Standing::NotMet {
            return None;
        }
        let Some(rows) = self.field(table).and_then(|field| self.scopes(field)) else {
            return Some(Range { low: Some(Decimal::ZERO), high: None });
        };
        let Some(filter) = filter else {
            return Some(Range::exactly(Decimal::from(rows.len())));
        };
        let (mut sure, mut possible) = (0u64, 0u64);
        for row in rows {
            match self.judge(filter, row) {
                Standing::Met => sure += 1,
                Standing::Unknown => possible += 1,
                Standing::NotMet | Standing::NotApplicable => {}
            }
        }
        Some(Range { low: Some(Decimal::from(sure)), high: Some(Decimal::from(sure + possible)) })
    }

    fn sum(&self, table: &'a Field, column: &Field) -> Range {
        let zero = Range::exactly(Decimal::ZERO);
        let all = |cells: &mut dyn Iterator<Item = Range>| cells.fold(zero, Range::plus);
        let possible = Range::of_kind(&column.kind);
        let unbounded = Range {
            low: possible.low.filter(|low| !low.is_sign_negative()).map(|_| Decimal::ZERO),
            high: None,
        };
        if !matches!(table.kind, FieldKind::Years { .. }) {
            return match self.rows(table) {
                Some(rows) => all(&mut rows.iter().map(|row| cell(in_row(row, column), column))),
                None => unbounded,
            };
        }
        let Some(years) = self.years(table) else {
            return unbounded;
        };
        let cells = self.year_cells(table, column, &years.window);
        (years.skipped.0..=years.skipped.1)
            .map(|skipped| all(&mut cells.iter().skip(skipped).copied()))
            .reduce(Range::or)
            .unwrap_or(Range::ANYTHING)
    }

    /// The mean, over every number of years that may apply and either divisor; `None` where the years are not known.
    fn mean(&self, table: &'a Field, column: &Field) -> Option<(Range, Mean)> {
        let years = self.years(table)?;
        let cells = self.year_cells(table, column, &years.window);
        let count = cells.len();
        let scenario = |skipped: usize| {
            let applies = count - skipped;
            let sum = cells.iter().skip(skipped).copied().fold(Range::exactly(Decimal::ZERO), Range::plus);
            if applies == 0 {
                return (Range::ANYTHING, sum);
            }
            let own = sum.over(Decimal::from(applies));
            (if skipped > 0 { own.or(sum.over(Decimal::from(count))) } else { own }, sum)
        };
        let scenarios = (years.skipped.0..=years.skipped.1).map(scenario);
        let (range, sum) = scenarios.reduce(|a, b| (a.0.or(b.0), a.1.or(b.1)))?;
        let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut divisors: Vec<u32> =
            (years.skipped.0..=years.skipped.1).map(|skipped| size(count - skipped)).collect();
        divisors.insert(0, size(count));
        divisors.retain(|divisor| *divisor > 0);
        divisors.sort_unstable();
        divisors.dedup();
        let applies = years.window.iter().skip(years.skipped.0).copied().collect();
        Some((range, Mean { sum, divisors, years: applies }))
    }

    fn year_cells(&self, table: &'a Field, column: &Field, window: &[i32]) -> Vec<Range> {
        let value = |year: &i32| self.year_scope(table, *year).cells.and_then(|cells| cells.get(&column.id));
        window.iter().map(|year| cell(value(year), column)).collect()
    }

    /// The cells (and what decides the years) that would make a column's sum exact.
    fn unknown_cells(&self, table: &'a Field, column: &Field) -> Vec<Path> {
        let FieldKind::Years { since, .. } = &table.kind else {
            let Some(rows) = self.rows(table) else {
                return vec![Path::field(&table.id)];
            };
            let unknown = |(_, row): &(usize, &Value)| cell(in_row(row, column), column).value().is_none();
            return rows
                .iter()
                .enumerate()
                .filter(unknown)
                .map(|(at, _)| Path::cell(&table.id, at, &column.id))
                .collect();
        };
        let Some(years) = self.years(table) else {
            return vec![Path::field(Test::FILING_DATE)];
        };
        let mut unknown: Vec<Path> = Vec::new();
        if years.skipped.0 != years.skipped.1 {
            unknown.extend(since.as_ref().map(Path::field));
        }
        for year in years.window.iter().skip(years.skipped.0) {
            let scope = self.year_scope(table, *year);
            if cell(scope.cells.and_then(|cells| cells.get(&column.id)), column).value().is_none() {
                let path =
                    scope.at.map_or(Path::field(&table.id), |at| Path::cell(&table.id, at, &column.id));
                if !unknown.contains(&path) {
                    unknown.push(path);
                }
            }
        }
        unknown
    }

    /// Rows of which it is not known whether they meet a filter; the table where it is not answered.
    fn undecided(&self, table: &'a Field, filter: Option<&Test>) -> Vec<Path> {
        let (Some(rows), Some(filter)) = (self.scopes(table), filter) else {
            return vec![Path::field(&table.id)];
        };
        let unknown = rows.into_iter().filter(|row| self.judge(filter, *row) == Standing::Unknown);
        unknown.filter_map(|row| Some(Path::row(&table.id, row.at?))).collect()
    }

    /// What people call a field or column.
    pub(super) fn label(&self, id: &str, scope: Scope<'a>) -> &'a str {
        match self.find(id, scope) {
            Found::At(place) => &place.field.label,
            Found::Hidden | Found::Nowhere => self.field(id).map_or("", |field| &field.label),
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
        if let Some(mean) = &self.mean {
            return self.said_mean(mean);
        }
        match (self.range.value(), self.range.low) {
            (Some(value), _) => Some(self.write(value)),
            // Only sums and counts have a known part; a single answer is known or not.
            (None, Some(low)) if low > Decimal::ZERO && self.source.row.is_none() && !self.is_single() => {
                Some(format!("已填部分 {}", self.write(low)))
            }
            _ => None,
        }
    }

    /// With its name before it.
    pub(super) fn named(&self) -> Option<String> {
        Some(format!("{} {}", self.label, self.said()?))
    }

    fn is_single(&self) -> bool {
        self.mean.is_none() && self.unknown.first() == Some(&self.source) && self.kind.is_some()
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

/// A cell's value, or what it could be.
fn cell(value: Option<&Value>, column: &Field) -> Range {
    let read = match column.kind {
        FieldKind::Year => read::year(value).given().map(Decimal::from),
        _ => read::decimal(value, &column.kind).given(),
    };
    read.map_or_else(|| Range::of_kind(&column.kind), Range::exactly)
}

fn in_row<'a>(row: &'a Value, column: &Field) -> Option<&'a Value> {
    match row {
        Value::Row(cells) => cells.get(&column.id),
        _ => None,
    }
}
