//! A form's grid: where each cell stands, and what becomes of rows and cells that are not shown.

use super::context::Context;
use super::{Cell, CellContent, CellRole, GridCell, GridRow, GridSpec, Paragraph, Row, Style, Table, answer};
use crate::answers::Path;

/// A cell of the specification at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed<'a> {
    pub(super) cell: &'a GridCell,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// A row whose cells do not fill the grid's width exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misfit {
    /// From 0.
    pub(super) row: usize,
}

/// Gives each cell its place, row by row, past the cells that reach down from above.
pub(super) fn place(grid: &GridSpec) -> Result<Vec<Placed<'_>>, Misfit> {
    let mut taken = vec![vec![false; grid.widths.len()]; grid.rows.len()];
    let mut placed = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        for cell in &row.cells {
            let here = place_cell(&taken, at, cell).ok_or(Misfit { row: at })?;
            mark(&mut taken, &here);
            placed.push(here);
        }
        if taken[at].contains(&false) {
            return Err(Misfit { row: at });
        }
    }
    Ok(placed)
}

fn place_cell<'a>(taken: &[Vec<bool>], row: usize, cell: &'a GridCell) -> Option<Placed<'a>> {
    let column = taken[row].iter().position(|taken| !taken)?;
    let free = taken[row][column..].iter().take_while(|taken| !**taken).count();
    let columns = if cell.columns == 0 { free } else { usize::try_from(cell.columns).ok()? };
    let rows = usize::try_from(cell.rows).ok()?;
    let fits = columns <= free && row + rows <= taken.len();
    fits.then_some(Placed { cell, row, column, columns, rows })
}

fn mark(taken: &mut [Vec<bool>], placed: &Placed<'_>) {
    for row in &mut taken[placed.row..placed.row + placed.rows] {
        row[placed.column..placed.column + placed.columns].fill(true);
    }
}

/// The grid as a table. Rows without a shown field go; a hidden field's cells are taken over by their neighbour.
pub(super) fn compose(context: &Context<'_>, grid: &GridSpec) -> Option<Table> {
    let placed = place(grid).ok()?;
    let visible: Vec<bool> = grid.rows.iter().map(|row| is_visible(context, row)).collect();
    let rows: Vec<Row> = (0..grid.rows.len())
        .filter(|row| visible[*row])
        .map(|row| Row {
            cells: compose_row(context, &placed, &visible, row),
            min_lines: grid.rows[row].min_lines,
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: grid.caption.clone(),
        widths: grid.widths.clone(),
        header: Vec::new(),
        rows,
    })
}

fn is_visible(context: &Context<'_>, row: &GridRow) -> bool {
    let mut fields = row.cells.iter().flat_map(|cell| cell.content.fields()).peekable();
    context.applies(&row.applies)
        && (fields.peek().is_none() || fields.any(|field| context.shown(field).is_some()))
}

/// The cells that begin in this row, or that begin in a row left out above and reach down to it.
fn compose_row(context: &Context<'_>, placed: &[Placed<'_>], visible: &[bool], row: usize) -> Vec<Cell> {
    let mut here: Vec<&Placed<'_>> =
        placed.iter().filter(|placed| first_visible(placed, visible) == Some(row)).collect();
    here.sort_by_key(|placed| placed.column);
    let mut cells: Vec<Cell> = Vec::new();
    for placed in here {
        let row_span =
            count(visible[placed.row..placed.row + placed.rows].iter().filter(|visible| **visible).count());
        let col_span = count(placed.columns);
        let is_hidden = placed.cell.content.is_hidden(context);
        match cells.last_mut() {
            Some(left) if is_hidden && left.row_span == row_span => left.col_span += col_span,
            _ => cells.push(compose_cell(context, &placed.cell.content, col_span, row_span)),
        }
    }
    cells
}

fn first_visible(placed: &Placed<'_>, visible: &[bool]) -> Option<usize> {
    (placed.row..placed.row + placed.rows).find(|row| visible[*row])
}

fn compose_cell(context: &Context<'_>, content: &CellContent, col_span: u32, row_span: u32) -> Cell {
    let (role, paragraphs) = match content {
        CellContent::Label(label) => (CellRole::Label, vec![centered(label)]),
        CellContent::LabelOf(field) => match context.shown(field) {
            Some(field) => (CellRole::Label, vec![centered(&field.label)]),
            None => (CellRole::Value, Vec::new()),
        },
        CellContent::Value { field, ticked } => (CellRole::Value, value(context, field, *ticked)),
        CellContent::Text(text) => (CellRole::Value, context.paragraphs(text, Style::Plain)),
    };
    Cell { col_span, row_span, role, paragraphs, signature: None }
}

fn centered(text: &str) -> Paragraph {
    Paragraph { text: text.to_owned(), style: Style::Centered, source: None }
}

fn value(context: &Context<'_>, id: &str, ticked: bool) -> Vec<Paragraph> {
    let Some(field) = context.shown(id) else { return Vec::new() };
    let lines = if ticked {
        vec![answer::ticks(&field.kind, context.answer(id)).join("　")]
    } else {
        let lines = answer::lines_with_unit(&field.kind, context.answer(id));
        if lines.is_empty() { field.open.iter().cloned().collect() } else { lines }
    };
    answered(context, lines, Style::Plain, &Path::field(id))
}

/// One paragraph for each line; where there is none, one that says so and still leads to the field.
pub(super) fn answered(
    context: &Context<'_>,
    lines: Vec<String>,
    style: Style,
    source: &Path,
) -> Vec<Paragraph> {
    let lines = if lines.is_empty() { vec![context.unanswered.to_owned()] } else { lines };
    lines.into_iter().map(|text| Paragraph { text, style, source: Some(source.clone()) }).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl CellContent {
    /// The fields whose answers it shows; a label goes with its value.
    fn fields(&self) -> Vec<&str> {
        match self {
            CellContent::Value { field, .. } => vec![field],
            CellContent::Text(text) => text.fields().collect(),
            CellContent::Label(_) | CellContent::LabelOf(_) => Vec::new(),
        }
    }

    fn is_hidden(&self, context: &Context<'_>) -> bool {
        match self {
            CellContent::LabelOf(field) | CellContent::Value { field, .. } => context.shown(field).is_none(),
            CellContent::Label(_) | CellContent::Text(_) => false,
        }
    }
}
