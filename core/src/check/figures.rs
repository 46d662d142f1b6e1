//! What the figures that tests compare can be: a field, a count, a sum, a mean, several of them; and what would make
//! them exact.

use super::Standing;
use super::facts::{Facts, Found, Scope};
use super::figure::{Figure, Makeup, Mean};
use super::range::Range;
use super::same::sameness;
use crate::answers::{Path, Value, read};
use crate::form::{Field, FieldKind, Number, Test};
use rust_decimal::Decimal;
use std::collections::HashSet;

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
                self.counted(number, || self.count(table, Some(filter)))
            }
            Number::Sum { column } => self.columned(column, |table, column| self.sum(table, column)),
            Number::Mean { column } => self.columned(column, |table, column| {
                self.mean(table, column).map_or(Range::ANYTHING, |mean| mean.0)
            }),
            Number::Total(parts) => self.applying(parts, scope).reduce(Range::plus),
            Number::Between(parts) => self.applying(parts, scope).reduce(Range::or),
            Number::Distinct { table, by } => self.counted(number, || self.distinct(table, by)),
        }
    }

    /// Counted once, however often it is asked.
    fn counted(&self, number: &Number, count: impl FnOnce() -> Option<Range>) -> Option<Range> {
        let counted = self.counts.borrow().iter().find(|(asked, _)| asked == number).map(|(_, range)| *range);
        counted.or_else(|| {
            let range = count()?;
            self.counts.borrow_mut().push((number.clone(), range));
            Some(range)
        })
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
                    kind: Some(&place.field.kind),
                    unknown,
                    ..Figure::plain(range, place.field.label.clone(), place.path())
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
                Figure { unknown, ..Figure::plain(range, label, Path::field(table)) }
            }
            Number::Sum { column } | Number::Mean { column } => {
                let (table, column) = self.split_column(column)?;
                let is_mean = matches!(number, Number::Mean { .. });
                let label = format!("{}{}", column.label, if is_mean { "年均" } else { "合计" });
                let mean = if is_mean { self.mean(table, column).map(|mean| mean.1) } else { None };
                Figure {
                    kind: Some(&column.kind),
                    unknown: self.unknown_cells(table, column),
                    makeup: mean.map_or(Makeup::Whole, Makeup::Mean),
                    ..Figure::plain(range, label, Path::field(&table.id))
                }
            }
            Number::Total(parts) => Figure::joined(range, self.figures(parts, scope), Makeup::Total),
            Number::Between(parts) => Figure::joined(range, self.figures(parts, scope), Makeup::Between),
            Number::Distinct { table, by } => {
                let field = self.field(table)?;
                let unknown = if range.value().is_none() { self.nameless(field, by) } else { Vec::new() };
                let label = format!("{}（不重复计）", field.label);
                Figure { unknown, ..Figure::plain(range, label, Path::field(table)) }
            }
        })
    }

    /// A figure of the whole draft; `None`: does not apply.
    pub fn known_figure(&self, number: &Number) -> Option<KnownFigure<'a>> {
        let Figure { label, kind, range, sources, .. } = self.figure(number, Scope::default())?;
        Some(KnownFigure { label, kind, value: range.value(), source: sources.into_iter().next()? })
    }

    /// What does not apply is left out.
    fn applying(&self, parts: &[Number], scope: Scope<'a>) -> impl Iterator<Item = Range> {
        parts.iter().filter_map(move |part| self.range(part, scope))
    }

    fn figures(&self, parts: &[Number], scope: Scope<'a>) -> Vec<Figure<'a>> {
        parts.iter().filter_map(|part| self.figure(part, scope)).collect()
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

    /// Rows told apart by the first column that they have; one that has only a later column may be one of the others.
    fn distinct(&self, table: &str, by: &[String]) -> Option<Range> {
        if self.shown(table) == Standing::NotMet {
            return None;
        }
        let rows = self.field(table).and_then(|field| Some((field, self.rows(field)?)));
        let Some((field, rows)) = rows else {
            return Some(Range { low: Some(Decimal::ZERO), high: None });
        };
        let columns: Vec<&Field> = by.iter().filter_map(|id| self.column(field, id)).collect();
        let values = |row: &Value| -> Vec<Option<String>> {
            columns.iter().map(|column| sameness(in_row(row, column), column)).collect()
        };
        let (first, others): (Vec<_>, Vec<_>) =
            rows.iter().map(values).partition(|row| row.first().is_some_and(Option::is_some));
        let mut seen: Vec<HashSet<String>> = vec![HashSet::new(); columns.len()];
        let mut note = |row: Vec<Option<String>>| {
            let known = seen.iter_mut().zip(row).filter_map(|(seen, value)| Some(seen.insert(value?)));
            // All columns are noted; the first that the row has decides.
            known.collect::<Vec<_>>().first().copied().unwrap_or(false)
        };
        let sure = first.into_iter().map(&mut note).filter(|is_new| *is_new).count();
        let possible = sure + others.len();
        let sure = sure + others.into_iter().map(&mut note).filter(|is_new| *is_new).count();
        let sure = sure.max(usize::from(!rows.is_empty()));
        Some(Range { low: Some(Decimal::from(sure)), high: Some(Decimal::from(possible)) })
    }

    /// The rows that may be one of the others, as [`Facts::distinct`] has it.
    fn nameless(&self, table: &'a Field, by: &[String]) -> Vec<Path> {
        let first = by.first().and_then(|id| self.column(table, id));
        let (Some(rows), Some(first)) = (self.rows(table), first) else {
            return vec![Path::field(&table.id)];
        };
        let lacks = rows.iter().enumerate().filter(|(_, row)| sameness(in_row(row, first), first).is_none());
        lacks.map(|(at, _)| Path::cell(&table.id, at, &first.id)).collect()
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
            let lines = read::lines(table, self.rows(table));
            return match self.rows(table) {
                _ if !lines.is_empty() => {
                    all(&mut lines.iter().map(|line| cell(line.cell(&column.id), column)))
                }
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
            let lines = read::lines(table, Some(rows));
            let lacking = lines.iter().any(|line| line.at.is_none());
            let unknown = |(_, row): &(usize, &Value)| cell(in_row(row, column), column).value().is_none();
            return rows
                .iter()
                .enumerate()
                .filter(unknown)
                .map(|(at, _)| Path::cell(&table.id, at, &column.id))
                .chain(lacking.then(|| Path::field(&table.id)))
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
