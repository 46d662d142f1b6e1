//! Tests over all rows of a table; each goes through the rows once.

use super::Standing;
use super::explain::{Explanation, row_list};
use super::facts::{Facts, Scope};
use super::logic::all;
use super::range::Range;
use super::same::sameness;
use crate::answers::{Path, Value, read};
use crate::form::{Field, Test};
use chrono::Datelike;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) fn judge(facts: &Facts<'_>, test: &Test) -> Standing {
    match test {
        Test::Each { table, row } => match table_of(facts, table) {
            Err(standing) => standing,
            Ok(table) => match facts.scopes(table) {
                None => Standing::Unknown,
                Some(rows) if rows.is_empty() => Standing::Met,
                Some(rows) => all(rows.into_iter().map(|scope| facts.judge(row, scope))),
            },
        },
        Test::Unique { table, column } => match table_of(facts, table) {
            Err(standing) => standing,
            Ok(table) => {
                match facts.column(table, column).and_then(|column| repeated(facts, table, column)) {
                    None => Standing::Unknown,
                    Some(rows) if rows.is_empty() => Standing::Met,
                    Some(_) => Standing::NotMet,
                }
            }
        },
        Test::Tally { typed, table, date, filter } => {
            match tally(facts, &Tally { typed, table, date, filter: filter.as_deref() }) {
                Err(standing) => standing,
                Ok(years) => all(years.iter().map(|year| year.typed.equals(&year.counted))),
            }
        }
        _ => Standing::Unknown,
    }
}

pub(super) fn explain(facts: &Facts<'_>, test: &Test, standing: Standing) -> Explanation {
    match test {
        Test::Each { table, row } => each(facts, table, row, standing),
        Test::Unique { table, column } => unique(facts, table, column, standing),
        Test::Tally { typed, table, date, filter } => {
            explain_tally(facts, &Tally { typed, table, date, filter: filter.as_deref() }, standing)
        }
        _ => Explanation::default(),
    }
}

/// The arguments of a tally.
struct Tally<'t> {
    typed: &'t str,
    table: &'t str,
    date: &'t str,
    filter: Option<&'t Test>,
}

/// One year's typed number beside what the list says.
struct YearTally {
    year: i32,
    typed: Range,
    counted: Range,
    cell: Path,
}

fn table_of<'a>(facts: &Facts<'a>, table: &str) -> Result<&'a Field, Standing> {
    let field = facts.field(table).ok_or(Standing::Unknown)?;
    if facts.shown(table) == Standing::NotMet { Err(Standing::NotApplicable) } else { Ok(field) }
}

fn each(facts: &Facts<'_>, table: &str, row: &Test, standing: Standing) -> Explanation {
    let here = || Explanation { fields: vec![Path::field(table)], ..Explanation::default() };
    let Ok(field) = table_of(facts, table) else {
        return here();
    };
    if standing == Standing::Met {
        return here();
    }
    let Some(rows) = facts.scopes(field) else {
        let filing =
            matches!(field.kind, crate::form::FieldKind::Years { .. }) && facts.filing_date.is_none();
        return if filing {
            Explanation { fields: vec![Path::field(Test::FILING_DATE)], ..Explanation::default() }
        } else {
            here()
        };
    };
    let like: Vec<Scope<'_>> =
        rows.into_iter().filter(|scope| facts.judge(row, *scope) == standing).collect();
    let parts: Vec<Explanation> =
        like.iter().take(20).map(|scope| facts.explain(row, *scope, standing)).collect();
    let which = named(&like);
    let first = parts.first().map(|part| (part.have.clone(), part.gap.clone()));
    let (have, gap) = first.unwrap_or_default();
    let Explanation { advice, fields, .. } = Explanation::merged(parts, "；");
    Explanation {
        advice,
        have: have.filter(|_| like.len() == 1 && standing == Standing::NotMet),
        gap: (standing == Standing::NotMet).then(|| match gap {
            Some(gap) if like.len() == 1 => format!("{which}{gap}"),
            _ => format!("{which}不符合"),
        }),
        fields: if fields.is_empty() { vec![Path::field(table)] } else { fields },
        ..Explanation::default()
    }
}

/// 2024 年、2025 年 for three-year tables, 第 3、5 行 for others.
fn named(rows: &[Scope<'_>]) -> String {
    let years: Vec<String> = rows.iter().filter_map(|row| Some(format!("{} 年", row.year?))).collect();
    if !years.is_empty() {
        return years.join("、");
    }
    row_list(&rows.iter().filter_map(|row| row.at).collect::<Vec<_>>())
}

/// Rows whose value stands in an earlier row too, each with the first such row; `None`: the table is not answered.
fn repeated(facts: &Facts<'_>, table: &'_ Field, column: &Field) -> Option<Vec<(usize, usize)>> {
    let rows = facts.rows(table)?;
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(rows.len());
    let mut repeated = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Value::Row(cells) = row else { continue };
        let Some(value) = sameness(cells.get(&column.id), column) else { continue };
        match seen.entry(value) {
            Entry::Occupied(first) => repeated.push((at, *first.get())),
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
    Some(repeated)
}

fn unique(facts: &Facts<'_>, table: &str, column: &str, standing: Standing) -> Explanation {
    let here = Explanation { fields: vec![Path::field(table)], ..Explanation::default() };
    let column = facts.field(table).and_then(|field| Some((field, facts.column(field, column)?)));
    let Some((field, column)) = column.filter(|_| standing == Standing::NotMet) else {
        return here;
    };
    let repeated = repeated(facts, field, column).unwrap_or_default();
    let gap = match repeated.as_slice() {
        [(row, first)] => format!("第 {} 行与第 {} 行重复", row + 1, first + 1),
        rows => format!("{}与前面的重复", row_list(&rows.iter().map(|(row, _)| *row).collect::<Vec<_>>())),
    };
    Explanation {
        gap: Some(gap),
        fields: repeated.into_iter().take(50).map(|(row, _)| Path::cell(table, row, &column.id)).collect(),
        ..Explanation::default()
    }
}

/// Each year that applies. `Err`: the standing where the years or the table are not known.
fn tally(facts: &Facts<'_>, tally: &Tally<'_>) -> Result<Vec<YearTally>, Standing> {
    let (years_table, column) = facts.split_column(tally.typed).ok_or(Standing::Unknown)?;
    table_of(facts, &years_table.id)?;
    let list = table_of(facts, tally.table)?;
    let years = facts.years(years_table).ok_or(Standing::Unknown)?;
    if years.skipped.0 != years.skipped.1 {
        return Err(Standing::Unknown);
    }
    let counted = count_by_year(facts, list, tally);
    let range = |year: i32| match &counted {
        None => Range { low: Some(Decimal::ZERO), high: None },
        Some(counts) => {
            let (sure, possible) = counts.years.get(&year).copied().unwrap_or_default();
            Range { low: Some(sure.into()), high: Some((sure + possible + counts.undated).into()) }
        }
    };
    let applies = years.window.iter().skip(years.skipped.0);
    Ok(applies
        .map(|year| {
            let scope = facts.year_scope(years_table, *year);
            let cell = scope.cells.and_then(|cells| cells.get(&column.id));
            let typed = read::decimal(cell, &column.kind).given();
            YearTally {
                year: *year,
                typed: typed.map_or_else(|| Range::of_kind(&column.kind), Range::exactly),
                counted: range(*year),
                cell: scope
                    .at
                    .map_or(Path::field(&years_table.id), |at| Path::cell(&years_table.id, at, &column.id)),
            }
        })
        .collect())
}

/// How many rows surely and possibly count, by year; rows without a date may count in any year.
#[derive(Default)]
struct Counts {
    years: HashMap<i32, (u32, u32)>,
    undated: u32,
}

fn count_by_year<'a>(facts: &Facts<'a>, list: &'a Field, tally: &Tally<'_>) -> Option<Counts> {
    let date = tally.date.strip_prefix('.').unwrap_or(tally.date);
    let mut counts = Counts::default();
    for scope in facts.scopes(list)? {
        let standing = tally.filter.map_or(Standing::Met, |filter| facts.judge(filter, scope));
        if matches!(standing, Standing::NotMet | Standing::NotApplicable) {
            continue;
        }
        match read::date(scope.cells.and_then(|cells| cells.get(date))).given() {
            None => counts.undated += 1,
            Some(day) => {
                let (sure, possible) = counts.years.entry(day.year()).or_default();
                *(if standing == Standing::Met { sure } else { possible }) += 1;
            }
        }
    }
    Some(counts)
}

fn explain_tally(facts: &Facts<'_>, arguments: &Tally<'_>, standing: Standing) -> Explanation {
    let Ok(years) = tally(facts, arguments) else {
        let path = if facts.filing_date.is_none() { Test::FILING_DATE } else { arguments.table };
        return Explanation { fields: vec![Path::field(path)], ..Explanation::default() };
    };
    let list = facts.field(arguments.table).map_or("", |field| &field.label);
    let like = || years.iter().filter(|year| year.typed.equals(&year.counted) == standing);
    let said = |year: &YearTally| {
        let counted = match (year.counted.value(), year.counted.low, year.counted.high) {
            (Some(counted), ..) => counted.to_string(),
            (None, Some(low), Some(high)) => format!("{low} 至 {high}"),
            _ => return None,
        };
        Some(format!("{} 年填报 {}，{list} {counted}", year.year, year.typed.value()?))
    };
    let have: Vec<String> = like().filter_map(said).collect();
    let mut fields: Vec<Path> = Vec::new();
    for year in like() {
        let typed_unknown = year.typed.value().is_none();
        if standing != Standing::Unknown || typed_unknown {
            fields.push(year.cell.clone());
        }
    }
    if standing != Standing::Unknown || fields.is_empty() {
        fields.push(Path::field(arguments.table));
    }
    Explanation {
        have: (!have.is_empty()).then(|| have.join("；")),
        gap: (standing == Standing::NotMet).then(|| "件数不一致".into()),
        fields,
        ..Explanation::default()
    }
}
