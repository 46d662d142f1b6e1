//! A three-year table in print: figures downwards, years across, sum and mean at the right.

use super::blocks::{cell, cell_of, header, plain, with_unit, year_row};
use super::context::Context;
use super::grid::answered;
use super::{CellRole, Paragraph, Row, Style, Table, YearsSpec, answer};
use crate::answers::{Path, Value};
use crate::form::{Field, FieldKind};
use rust_decimal::{Decimal, RoundingStrategy};

/// Stands for a year before the establishment, and for a sum or mean that is not known.
const NONE: &str = "—";

/// Nothing where the field is hidden. Without a filing date the years' heads stay blank.
pub(super) fn table(context: &Context<'_>, spec: &YearsSpec) -> Option<Table> {
    let field = context.shown(&spec.table)?;
    let FieldKind::Years { count, since, columns } = &field.kind else { return None };
    let years = Years {
        table: &spec.table,
        rows: context.rows(&spec.table).unwrap_or_default(),
        window: context.window(*count),
        count: *count,
        first: context.first_year(since.as_ref()),
    };
    let columns = spec.columns.iter().filter_map(|id| columns.iter().find(|column| column.id == *id));
    let totals = [(spec.sum, "合计"), (spec.mean, "年均")];
    let totals: Vec<&str> =
        totals.into_iter().filter(|(is_asked, _)| *is_asked).map(|(_, name)| name).collect();
    let heads = years.heads().into_iter().chain(totals.iter().map(|name| (*name).to_owned()));
    let header = std::iter::once(header("指标")).chain(heads.map(|head| header(&head))).collect::<Vec<_>>();
    let widths = std::iter::once(1.3).chain(std::iter::repeat_n(1.0, header.len() - 1)).collect();
    Some(Table {
        caption: Some(spec.caption.as_ref().unwrap_or(&field.label).clone()),
        widths,
        header: vec![Row { cells: header, min_lines: 1 }],
        rows: columns.map(|column| years.row(context, column, spec)).collect(),
    })
}

struct Years<'a> {
    table: &'a str,
    rows: &'a [Value],
    window: Option<Vec<i32>>,
    count: u32,
    first: Option<i32>,
}

impl Years<'_> {
    fn heads(&self) -> Vec<String> {
        match &self.window {
            Some(window) => window.iter().map(|year| format!("{year}年")).collect(),
            None => (0..self.count).map(|_| "　　年".to_owned()).collect(),
        }
    }

    fn row(&self, context: &Context<'_>, column: &Field, spec: &YearsSpec) -> Row {
        let mut cells = vec![cell(CellRole::Label, vec![plain(&with_unit(column), Style::Centered)])];
        let mut numbers = Vec::new();
        for year in self.slots() {
            let (paragraphs, number) = self.cell(context, column, year);
            cells.push(cell(CellRole::Number, paragraphs));
            numbers.push(number);
        }
        let sum = numbers.iter().copied().sum::<Option<Decimal>>();
        let mean = sum.and_then(|sum| sum.checked_div(Decimal::from(self.count)));
        let mean = mean.map(|mean| mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
        let totals = [(spec.sum, sum), (spec.mean, mean)].into_iter().filter(|(is_asked, _)| *is_asked);
        cells.extend(totals.map(|(_, total)| {
            let text =
                total.map_or_else(|| NONE.to_owned(), |total| answer::number_text(&column.kind, total));
            cell(CellRole::Number, vec![plain(&text, Style::Right)])
        }));
        Row { cells, min_lines: 1 }
    }

    fn slots(&self) -> Vec<Option<i32>> {
        match &self.window {
            Some(window) => window.iter().copied().map(Some).collect(),
            None => (0..self.count).map(|_| None).collect(),
        }
    }

    fn cell(
        &self,
        context: &Context<'_>,
        column: &Field,
        year: Option<i32>,
    ) -> (Vec<Paragraph>, Option<Decimal>) {
        if year.zip(self.first).is_some_and(|(year, first)| year < first) {
            return (vec![plain(NONE, Style::Right)], None);
        }
        let found = year.and_then(|year| year_row(self.rows, year));
        let value = found.and_then(|(_, row)| cell_of(row, &column.id));
        let source = match found {
            Some((at, _)) => Path::cell(self.table, at, &*column.id),
            None => Path::field(self.table),
        };
        let number = value.and_then(|value| answer::shown_number(&column.kind, value));
        (answered(context, answer::lines(&column.kind, value), Style::Right, &source), number)
    }
}
