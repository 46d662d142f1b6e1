//! Sheets that hold the rows of tables, cell by cell with their types.

use crate::answers::{Value, read};
use crate::compose::context::Context;
use crate::compose::sheet::{Align, Cell, Column, NumberFormat, Sheet, SheetChart};
use crate::compose::{ChartSpec, SheetKind, SheetSpec, answer, blocks};
use crate::form::{Field, FieldKind};
use std::collections::BTreeMap;

/// Columns are at least and at most so wide, in half-width characters; longer text wraps.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=46;
/// Wider together than this, each is narrow and heads wrap too: a sheet is printed on one page's width, and what is twice as wide as
/// the page comes out half as large.
const LEGIBLE: usize = 150;
/// At most so wide where they are too wide together; a head alone makes its column no wider than the second.
const NARROW: [usize; 2] = [24, 10];

/// A sheet of rows, and where its columns stand, for the formulas of other sheets.
pub(super) struct DataSheet {
    pub(super) sheet: Sheet,
    /// The column's index (from 0) by its full id, `team.roster.name`.
    columns: BTreeMap<String, usize>,
    /// The tables whose rows it holds.
    tables: Vec<String>,
    /// For years: how many of the rows apply to this applicant.
    pub(super) applicable: usize,
}

impl DataSheet {
    /// Whether it holds this table's rows.
    pub(super) fn holds(&self, table: &str) -> bool {
        self.tables.iter().any(|held| held == table)
    }

    /// The index of a column by its full id.
    pub(super) fn column(&self, id: &str) -> Option<usize> {
        self.columns.get(id).copied()
    }

    /// A column's cells, `'花名册'!$B$2:$B$37`; without rows the one blank row below the header.
    pub(super) fn range(&self, column: usize) -> String {
        let letters = letters(column);
        let last = self.sheet.rows.len().max(1) + 1;
        format!("{}!${letters}$2:${letters}${last}", quoted(&self.sheet.name))
    }

    /// One cell of a column; `row` from 0.
    pub(super) fn reference(&self, column: usize, row: usize) -> String {
        format!("{}!${}${}", quoted(&self.sheet.name), letters(column), row + 2)
    }

    /// A column's cells, top to bottom.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.sheet.rows.iter().filter_map(move |row| row.get(column))
    }
}

/// Nothing for indicators, and nothing where no table of the sheet is shown.
pub(super) fn compose(context: &Context<'_>, spec: &SheetSpec) -> Option<DataSheet> {
    match &spec.kind {
        SheetKind::Indicators(_) | SheetKind::Compare { .. } => None,
        SheetKind::Table { table } => table_sheet(context, spec, table),
        SheetKind::Years { tables, charts } => years_sheet(context, spec, tables, charts),
    }
}

fn table_sheet(context: &Context<'_>, spec: &SheetSpec, table: &str) -> Option<DataSheet> {
    let field = context.shown(table)?;
    let fields = read::columns(field);
    let rows: Vec<Vec<Cell>> = context
        .rows(table)
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let cells = fields.iter().map(|column| typed(&column.kind, blocks::cell_of(row, &column.id)));
            std::iter::once(count(at + 1)).chain(cells).collect()
        })
        .collect();
    let heads: Vec<Column> = std::iter::once(head("序号", Align::Center))
        .chain(fields.iter().map(|column| head(&blocks::with_unit(column), align(&column.kind))))
        .collect();
    let columns =
        fields.iter().enumerate().map(|(at, column)| (format!("{table}.{}", column.id), at + 1)).collect();
    let applicable = rows.len();
    let sheet = Sheet { frozen_columns: 2, ..plain_sheet(context, spec, heads, rows) };
    Some(DataSheet { sheet, columns, tables: vec![table.to_owned()], applicable })
}

fn years_sheet(
    context: &Context<'_>,
    spec: &SheetSpec,
    tables: &[String],
    charts: &[ChartSpec],
) -> Option<DataSheet> {
    let shown: Vec<&Field> = tables.iter().filter_map(|id| context.shown(id)).collect();
    let (count, since) = shown.iter().find_map(|field| match &field.kind {
        FieldKind::Years { count, since, .. } => Some((*count, since.as_ref())),
        _ => None,
    })?;
    let years = context.window(count).unwrap_or_default();
    let first = context.first_year(since);
    let mut columns = BTreeMap::new();
    let mut heads = vec![head("年度", Align::Center)];
    let mut rows: Vec<Vec<Cell>> = years.iter().map(|year| vec![year_cell(*year)]).collect();
    for field in &shown {
        let answered = context.rows(&field.id).unwrap_or_default();
        for column in read::columns(field) {
            columns.insert(format!("{}.{}", field.id, column.id), heads.len());
            heads.push(head(&blocks::with_unit(column), align(&column.kind)));
            for (cells, year) in rows.iter_mut().zip(&years) {
                let row =
                    blocks::year_row(answered, *year).filter(|_| first.is_none_or(|first| *year >= first));
                let value = row.and_then(|(_, row)| blocks::cell_of(row, &column.id));
                cells.push(typed(&column.kind, value));
            }
        }
    }
    let applicable = years.iter().filter(|year| first.is_none_or(|first| **year >= first)).count();
    let charts = charts.iter().filter(|_| !rows.is_empty());
    let charts = charts.filter_map(|chart| sheet_chart(context, chart, &columns)).collect();
    let sheet = Sheet { charts, frozen_columns: 1, ..plain_sheet(context, spec, heads, rows) };
    Some(DataSheet {
        sheet,
        columns,
        tables: shown.iter().map(|field| field.id.clone()).collect(),
        applicable,
    })
}

fn sheet_chart(
    context: &Context<'_>,
    spec: &ChartSpec,
    columns: &BTreeMap<String, usize>,
) -> Option<SheetChart> {
    let field = context.shown(&spec.table)?;
    let ids = spec.columns.iter().map(|id| format!("{}.{id}", spec.table));
    let series: Vec<u16> = ids.filter_map(|id| u16::try_from(*columns.get(&id)?).ok()).collect();
    let first = read::columns(field).iter().find(|column| Some(&column.id) == spec.columns.first())?;
    (!series.is_empty()).then(|| SheetChart {
        title: spec.title.clone(),
        kind: spec.chart,
        unit: read::unit(&first.kind).to_owned(),
        categories: 0,
        series,
        rows: None,
    })
}

/// A sheet with columns as wide as what stands in them.
pub(super) fn plain_sheet(
    context: &Context<'_>,
    spec: &SheetSpec,
    mut columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
) -> Sheet {
    let widths = fitted(&columns, &rows);
    for (column, width) in columns.iter_mut().zip(widths) {
        column.width = u16::try_from(width).map_or(46.0, f32::from);
    }
    Sheet {
        name: spec.name.clone(),
        landscape: columns.len() > 5,
        columns,
        rows,
        charts: Vec::new(),
        notes: spec.notes.iter().map(|note| context.fill(note)).collect(),
        frozen_columns: 0,
    }
}

/// As wide as what stands in each column; narrow where that is too wide together.
fn fitted(columns: &[Column], rows: &[Vec<Cell>]) -> Vec<usize> {
    let wide = widths(columns, rows, [*WIDTHS.end(); 2]);
    if wide.iter().sum::<usize>() > LEGIBLE { widths(columns, rows, NARROW) } else { wide }
}

/// As wide as what stands in each column, within what its cells and its head may make it.
fn widths(columns: &[Column], rows: &[Vec<Cell>], [widest_cell, widest_head]: [usize; 2]) -> Vec<usize> {
    let width = |(at, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(cell_width);
        let widest = cells.chain([text_width(&column.header).min(widest_head)]).max().unwrap_or_default();
        (widest + 2).clamp(*WIDTHS.start(), widest_cell)
    };
    columns.iter().enumerate().map(width).collect()
}

/// A column's head; [`plain_sheet`] gives it its width.
pub(super) fn head(header: &str, align: Align) -> Column {
    Column { header: header.to_owned(), width: 0.0, align }
}

/// An answer as a typed cell; what cannot be read stays text.
fn typed(kind: &FieldKind, value: Option<&Value>) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    let read = match kind {
        kind if answer::is_number(kind) => answer::shown_number(kind, value)
            .map(|number| Cell::Number { value: number, format: number_format(kind) }),
        FieldKind::Date => read::date(value).given().map(Cell::Date),
        FieldKind::Year => read::year(value).given().map(year_cell),
        _ => None,
    };
    read.unwrap_or_else(|| {
        let text = answer::lines(kind, Some(value)).join("\n");
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    })
}

/// How numbers of a kind are shown.
pub(super) fn number_format(kind: &FieldKind) -> NumberFormat {
    match kind {
        FieldKind::Money { .. } => NumberFormat::Amount,
        FieldKind::Integer { .. } => NumberFormat::Count,
        _ => NumberFormat::Plain,
    }
}

fn align(kind: &FieldKind) -> Align {
    match kind {
        kind if answer::is_number(kind) => Align::Right,
        FieldKind::Date | FieldKind::Year | FieldKind::YesNo | FieldKind::Choice { .. } => Align::Center,
        _ => Align::Left,
    }
}

fn count(number: usize) -> Cell {
    Cell::Number { value: number.into(), format: NumberFormat::Count }
}

fn year_cell(year: i32) -> Cell {
    Cell::Number { value: year.into(), format: NumberFormat::Year }
}

fn cell_width(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.lines().map(text_width).max().unwrap_or_default(),
        Cell::Number { value, .. } => value.to_string().len() + 4,
        Cell::Date(_) => 12,
        Cell::Empty | Cell::Formula { .. } => 0,
    }
}

/// In half-width characters.
fn text_width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

/// A sheet's name as formulas write it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// A, B, …, Z, AA, …
pub(super) fn letters(column: usize) -> String {
    let digit = u8::try_from(column % 26).unwrap_or_default();
    let last = char::from(b'A' + digit);
    match column / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letters(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(columns: usize, text: &str) -> usize {
        let heads: Vec<Column> = (0..columns).map(|_| head("守法、品行和诚信已审核", Align::Left)).collect();
        let rows = vec![vec![Cell::Text(text.to_owned()); columns]];
        fitted(&heads, &rows).into_iter().sum()
    }

    #[test]
    fn columns_are_narrow_only_where_they_are_too_wide_together() {
        let long = "负责总体方案和现场试验".repeat(4);
        assert_eq!(together(3, &long), 3 * 46);
        assert_eq!(together(9, &long), 9 * 24);
        assert_eq!(together(9, "是"), 9 * 12, "heads wrap");
        assert_eq!(together(12, "是"), 12 * 12);
        assert_eq!(together(5, "是"), 5 * 24, "heads need not wrap");
    }
}
