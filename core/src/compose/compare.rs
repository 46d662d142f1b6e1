//! This year against last year: figures side by side, their difference, and two bars for each.

use super::blocks::{cell, cell_of, header, plain, with_unit_text, year_row};
use super::context::Context;
use super::{
    CellRole, Chart, ChartKind, CompareRow, CompareSpec, Compared, Paragraph, Row, Series, Style, Table,
    answer,
};
use crate::answers::{Path, read};
use crate::form::{Field, FieldKind};
use rust_decimal::{Decimal, RoundingStrategy};

/// Stands for what is not known, and for a percentage of nothing.
pub(super) const NONE: &str = "—";

/// One figure in both years, in the unit in which it is shown.
pub(super) struct Pair<'a> {
    pub(super) label: String,
    /// `None`: a count of rows.
    pub(super) kind: Option<&'a FieldKind>,
    pub(super) now: Option<Decimal>,
    pub(super) last: Option<Decimal>,
    sources: [Option<Path>; 2],
}

impl Pair<'_> {
    /// 万元, 人; empty: none.
    pub(super) fn unit(&self) -> &str {
        self.kind.map_or("", read::unit)
    }

    fn difference(&self) -> Option<Decimal> {
        self.now?.checked_sub(self.last?)
    }

    /// Of last year, in percent, to two digits; there is none of nothing, nor of a loss.
    pub(super) fn percentage(&self) -> Option<Decimal> {
        let last = self.last.filter(|last| *last > Decimal::ZERO)?;
        let share = self.difference()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)?;
        Some(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    fn text(&self, number: Decimal) -> String {
        match self.kind {
            Some(kind) => answer::number_text(kind, number),
            None => number.to_string(),
        }
    }
}

/// The rows whose fields are shown.
pub(super) fn pairs<'a>(context: &Context<'a>, rows: &[CompareRow]) -> Vec<Pair<'a>> {
    rows.iter().filter_map(|row| pair(context, row)).collect()
}

fn pair<'a>(context: &Context<'a>, row: &CompareRow) -> Option<Pair<'a>> {
    let mut pair = match &row.figures {
        Compared::Figures { now, last } => {
            let (now, last) = (context.figure(now)?, context.figure(last)?);
            Pair {
                label: now.label,
                kind: now.kind,
                now: in_unit(now.kind, now.value),
                last: in_unit(last.kind, last.value),
                sources: [Some(now.source), Some(last.source)],
            }
        }
        Compared::Years { table, column } => years(context, table, column)?,
    };
    if let Some(label) = &row.label {
        pair.label.clone_from(label);
    }
    Some(pair)
}

/// The last two years of a three-year table.
fn years<'a>(context: &Context<'a>, table: &str, column: &str) -> Option<Pair<'a>> {
    let field = context.shown(table)?;
    let FieldKind::Years { count, columns, .. } = &field.kind else { return None };
    let column = columns.iter().find(|known| known.id == column)?;
    let years = context.window(*count).unwrap_or_default();
    let of = |back: usize| {
        cell_in(context, table, column, years.len().checked_sub(back).and_then(|at| years.get(at)))
    };
    let ((now, now_at), (last, last_at)) = (of(1), of(2));
    Some(Pair {
        label: column.label.clone(),
        kind: Some(&column.kind),
        now,
        last,
        sources: [now_at, last_at],
    })
}

fn cell_in(
    context: &Context<'_>,
    table: &str,
    column: &Field,
    year: Option<&i32>,
) -> (Option<Decimal>, Option<Path>) {
    let found = year.and_then(|year| year_row(context.rows(table).unwrap_or_default(), *year));
    let value = found.and_then(|(_, row)| cell_of(row, &column.id));
    let path = match found {
        Some((at, _)) => Path::cell(table, at, &*column.id),
        None => Path::field(table),
    };
    (value.and_then(|value| answer::shown_number(&column.kind, value)), Some(path))
}

fn in_unit(kind: Option<&FieldKind>, value: Option<Decimal>) -> Option<Decimal> {
    match kind {
        Some(FieldKind::Money { shown_in, .. }) => answer::in_unit(value?, *shown_in),
        _ => value,
    }
}

/// Nothing where no row is shown.
pub(super) fn table(context: &Context<'_>, spec: &CompareSpec) -> Option<Table> {
    let pairs = pairs(context, &spec.rows);
    let heads = spec.heads.iter().map(|head| context.fill(head));
    let heads =
        ["指标".to_owned()].into_iter().chain(heads).chain(["增减".to_owned(), "增减幅度".to_owned()]);
    let header = Row { cells: heads.map(|head| header(&head)).collect(), min_lines: 1 };
    (!pairs.is_empty()).then(|| Table {
        caption: spec.caption.clone(),
        widths: vec![27.0, 19.0, 19.0, 20.0, 15.0],
        header: vec![header],
        rows: pairs.iter().map(row).collect(),
    })
}

fn row(pair: &Pair<'_>) -> Row {
    let number = |number: Option<Decimal>, source: Option<Path>| {
        let text = number.map_or_else(|| NONE.to_owned(), |number| pair.text(number));
        cell(CellRole::Number, vec![Paragraph { source, ..plain(&text, Style::Right) }])
    };
    let [now_at, last_at] = pair.sources.clone();
    let difference = pair.difference().map(|difference| signed(difference, &pair.text(difference)));
    let percentage = pair.percentage().map(|share| format!("{}%", signed(share, &format!("{share:.2}"))));
    let derived = |text: Option<String>| {
        cell(CellRole::Number, vec![plain(&text.unwrap_or_else(|| NONE.to_owned()), Style::Right)])
    };
    let label = with_unit_text(&pair.label, pair.unit());
    Row {
        cells: vec![
            cell(CellRole::Label, vec![plain(&label, Style::Plain)]),
            number(pair.now, now_at),
            number(pair.last, last_at),
            derived(difference),
            derived(percentage),
        ],
        min_lines: 1,
    }
}

fn signed(number: Decimal, text: &str) -> String {
    if number > Decimal::ZERO { format!("+{text}") } else { text.to_owned() }
}

/// Two bars for each row, last year's first; nothing where no figure is known.
pub(super) fn chart(context: &Context<'_>, spec: &CompareSpec) -> Option<Chart> {
    let pairs = pairs(context, &spec.rows);
    let [now, last] = &spec.heads;
    let series = [
        Series { name: context.fill(last), values: pairs.iter().map(|pair| pair.last).collect() },
        Series { name: context.fill(now), values: pairs.iter().map(|pair| pair.now).collect() },
    ];
    let is_known = series.iter().flat_map(|series| &series.values).any(Option::is_some);
    is_known.then(|| Chart {
        title: spec.caption.clone().unwrap_or_default(),
        kind: ChartKind::Bar,
        unit: pairs.first().map_or("", Pair::unit).to_owned(),
        categories: pairs.iter().map(|pair| pair.label.clone()).collect(),
        series: series.into(),
        source: pairs.first().and_then(|pair| pair.sources[0].clone()),
    })
}

#[cfg(test)]
mod tests;
