//! The sheet of indicators: the applicant's figures, calculated live from the other sheets, beside the published ones.

use super::data::{DataSheet, head, plain_sheet};
use super::figure::{Figure, calculated, figure, filtered, number_in};
use crate::check::Standing;
use crate::compose::context::Context;
use crate::compose::sheet::{Align, Calculated, Cell, NumberFormat, Sheet};
use crate::compose::{Indicator, IndicatorSpec, SheetSpec, answer, standing};
use crate::form::{FieldId, FieldKind, Number, Test};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Rows whose figures are on no sheet, or whose clause does not apply, are left out.
pub(super) fn compose(
    context: &Context<'_>,
    spec: &SheetSpec,
    indicators: &[IndicatorSpec],
    data: &[DataSheet],
) -> Sheet {
    let mut rows = Vec::new();
    for indicator in indicators.iter().filter(|indicator| context.applies(&indicator.applies)) {
        for line in lines(context, indicator, data) {
            // Row 1 holds the headers.
            rows.push(line.cells(rows.len() + 2));
        }
    }
    let heads = [
        ("指标", Align::Left),
        ("单位", Align::Center),
        (&*format!("{}数据", context.subject()), Align::Right),
        ("公布数值或者核对数据", Align::Right),
        ("差额", Align::Right),
        ("比较结果", Align::Center),
        ("自评结论", Align::Center),
        ("依据", Align::Left),
    ];
    let heads = heads.map(|(header, align)| head(header, align)).into();
    Sheet { frozen_columns: 1, ..plain_sheet(context, spec, heads, rows) }
}

/// A row before it has its place in the sheet.
struct Line {
    label: String,
    left: Figure,
    right: Option<(Figure, Comparison)>,
    verdict: &'static str,
    basis: String,
}

#[derive(Clone, Copy)]
enum Comparison {
    AtLeast,
    AtMost,
    Equal,
    NotMore,
}

fn lines(context: &Context<'_>, spec: &IndicatorSpec, data: &[DataSheet]) -> Vec<Line> {
    match &spec.figure {
        Indicator::Figure(number) => plain_line(context, spec, data, number).into_iter().collect(),
        Indicator::Clause(clause) => clause_line(context, spec, data, clause).into_iter().collect(),
        Indicator::CrossCheck(id) => cross_check_lines(context, spec, data, id),
    }
}

fn plain_line(
    context: &Context<'_>,
    spec: &IndicatorSpec,
    data: &[DataSheet],
    number: &Number,
) -> Option<Line> {
    let left = figure(context, data, number)?;
    Some(Line { label: spec.label.clone(), left, right: None, verdict: "", basis: String::new() })
}

fn clause_line(
    context: &Context<'_>,
    spec: &IndicatorSpec,
    data: &[DataSheet],
    clause: &str,
) -> Option<Line> {
    let condition = context.form.conditions.iter().find(|condition| condition.clause == clause)?;
    let finding = context.report.findings.iter().find(|finding| finding.clause == clause)?;
    let (comparison, limit, of) = first_limit(&condition.test)?;
    let left = figure(context, data, of).filter(|_| finding.standing != Standing::NotApplicable)?;
    let limit = match &left.kind {
        Some(FieldKind::Money { shown_in, .. }) => answer::in_unit(limit, *shown_in),
        _ => Some(limit),
    };
    let right = limit.map(|limit| (published(limit, &left), comparison));
    let verdict = standing::verdict(finding.standing);
    Some(Line { label: spec.label.clone(), left, right, verdict, basis: finding.cite.clone() })
}

/// The first limit that a test sets, with the figure that it is for.
fn first_limit(test: &Test) -> Option<(Comparison, Decimal, &Number)> {
    match test {
        Test::AtLeast { limit, of } => Some((Comparison::AtLeast, *limit, of)),
        Test::AtMost { limit, of } => Some((Comparison::AtMost, *limit, of)),
        Test::All(tests) | Test::Any(tests) => tests.iter().find_map(first_limit),
        _ => None,
    }
}

fn published(limit: Decimal, like: &Figure) -> Figure {
    let cell = Cell::Number { value: limit, format: like.format };
    Figure { cell, value: Some(limit), unit: String::new(), format: like.format, kind: None }
}

fn cross_check_lines(context: &Context<'_>, spec: &IndicatorSpec, data: &[DataSheet], id: &str) -> Vec<Line> {
    let Some(check) = context.form.cross_checks.iter().find(|check| check.id == id) else {
        return Vec::new();
    };
    let Some(found) = context.report.cross_checks.iter().find(|found| found.id == id) else {
        return Vec::new();
    };
    let pairs = match &check.test {
        Test::Equal { left, right } => vec![pair(context, data, [left, right], Comparison::Equal)],
        Test::NotMore { left, right } => vec![pair(context, data, [left, right], Comparison::NotMore)],
        Test::Tally { typed, table, date, filter } => {
            return tally(context, spec, data, [typed, table, date], filter.as_deref(), found.standing);
        }
        _ => Vec::new(),
    };
    let pairs = pairs.into_iter().flatten();
    let verdict = standing::agreement(found.standing);
    pairs
        .map(|(left, right)| Line {
            label: spec.label.clone(),
            left,
            right: Some(right),
            verdict,
            basis: "前后数据核对".to_owned(),
        })
        .collect()
}

fn pair(
    context: &Context<'_>,
    data: &[DataSheet],
    [left, right]: [&Number; 2],
    comparison: Comparison,
) -> Option<(Figure, (Figure, Comparison))> {
    Some((figure(context, data, left)?, (figure(context, data, right)?, comparison)))
}

/// Each year's typed number beside the count of the list's rows of that year.
fn tally(
    context: &Context<'_>,
    spec: &IndicatorSpec,
    data: &[DataSheet],
    [typed, table, date]: [&FieldId; 3],
    filter: Option<&Test>,
    standing: Standing,
) -> Vec<Line> {
    let years = data.iter().find_map(|data| Some((data, data.column(typed)?)));
    let list = data.iter().find(|data| data.holds(table));
    let (Some((years, typed)), Some(list)) = (years, list) else { return Vec::new() };
    let Some(date) = list.column(&format!("{table}.{date}")) else { return Vec::new() };
    let lines = years.cells(0).enumerate().filter_map(|(at, year)| {
        let year = i32::try_from(number_in(year)?).ok()?;
        let left = referred(years, typed, at)?;
        let right = counted_in(context, list, table, date, year, filter)?;
        Some(Line {
            label: format!("{}（{year}年）", spec.label),
            left,
            right: Some((right, Comparison::Equal)),
            verdict: standing::agreement(standing),
            basis: "前后数据核对".to_owned(),
        })
    });
    lines.collect()
}

/// A cell of another sheet; a blank one stays blank.
fn referred(data: &DataSheet, column: usize, row: usize) -> Option<Figure> {
    let value = number_in(data.cells(column).nth(row)?);
    let at = data.reference(column, row);
    let format = NumberFormat::Count;
    let cell =
        Cell::Formula { formula: format!("=IF({at}=\"\",\"\",{at})"), value: calculated(value), format };
    Some(Figure { cell, value, unit: String::new(), format, kind: None })
}

fn counted_in(
    context: &Context<'_>,
    list: &DataSheet,
    table: &FieldId,
    date: usize,
    year: i32,
    filter: Option<&Test>,
) -> Option<Figure> {
    let range = list.range(date);
    let in_year = format!("({range}>=DATE({year},1,1))*({range}<=DATE({year},12,31))");
    let (expression, met) = match filter {
        None => (in_year, None),
        Some(filter) => {
            let (expression, met) = filtered(context, list, table, filter)?;
            (format!("{in_year}*{expression}"), Some(met))
        }
    };
    let is_met = |row: usize| met.as_ref().is_none_or(|met| met.get(row) == Some(&true));
    let is_in_year = |cell: &Cell| matches!(cell, Cell::Date(date) if chrono::Datelike::year(date) == year);
    let value = list.cells(date).enumerate().filter(|(row, cell)| is_met(*row) && is_in_year(cell)).count();
    let value = Decimal::from(value);
    let format = NumberFormat::Count;
    let formula = format!("=SUMPRODUCT({expression})");
    let cell = Cell::Formula { formula, value: Calculated::Number(value), format };
    Some(Figure { cell, value: Some(value), unit: String::new(), format, kind: None })
}

impl Line {
    /// The cells of the sheet's row `row` (from 1, as formulas count).
    fn cells(self, row: usize) -> Vec<Cell> {
        let mut cells = vec![text(&self.label), text(&self.unit())];
        let (gap, result, right) = match self.right {
            None => (Cell::Empty, Cell::Empty, Cell::Empty),
            Some((right, comparison)) => (
                gap(&self.left, &right, comparison, row),
                result(&self.left, &right, comparison, row),
                right.cell,
            ),
        };
        cells.extend([self.left.cell, right, gap, result, text(self.verdict), text(&self.basis)]);
        cells
    }

    fn unit(&self) -> String {
        let right = self.right.as_ref().map(|(right, _)| right.unit.clone());
        if self.left.unit.is_empty() { right.unwrap_or_default() } else { self.left.unit.clone() }
    }
}

fn gap(left: &Figure, right: &Figure, comparison: Comparison, row: usize) -> Cell {
    let expression = match comparison {
        Comparison::AtLeast => format!("MAX(D{row}-C{row},0)"),
        Comparison::AtMost | Comparison::NotMore => format!("MAX(C{row}-D{row},0)"),
        Comparison::Equal => format!("C{row}-D{row}"),
    };
    let value = left.value.zip(right.value).map(|(left, right)| match comparison {
        Comparison::AtLeast => (right - left).max(Decimal::ZERO),
        Comparison::AtMost | Comparison::NotMore => (left - right).max(Decimal::ZERO),
        Comparison::Equal => left - right,
    });
    let formula = format!("=IF(OR(C{row}=\"\",D{row}=\"\"),\"\",ROUND({expression},8))");
    Cell::Formula { formula, value: calculated(value.map(|value| value.normalize())), format: left.format }
}

fn result(left: &Figure, right: &Figure, comparison: Comparison, row: usize) -> Cell {
    let (operator, holds, fails) = match comparison {
        Comparison::AtLeast => (">=", "达到", "未达到"),
        Comparison::AtMost => ("<=", "未超过", "超过"),
        Comparison::Equal => ("=", "一致", "不一致"),
        Comparison::NotMore => ("<=", "一致", "不一致"),
    };
    let is_met = |(left, right): (Decimal, Decimal)| match (comparison, left.cmp(&right)) {
        (_, Ordering::Equal) => true,
        (Comparison::AtLeast, order) => order == Ordering::Greater,
        (Comparison::AtMost | Comparison::NotMore, order) => order == Ordering::Less,
        (Comparison::Equal, _) => false,
    };
    let value = match left.value.zip(right.value).map(is_met) {
        None => "待定",
        Some(true) => holds,
        Some(false) => fails,
    };
    let formula = format!(
        "=IF(OR(C{row}=\"\",D{row}=\"\"),\"待定\",IF(C{row}{operator}D{row},\"{holds}\",\"{fails}\"))"
    );
    Cell::Formula { formula, value: Calculated::Text(value.to_owned()), format: NumberFormat::Plain }
}

pub(super) fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}
