//! Reads the rows and cells of a form's grid.

use super::{applies, template_of, widths};
use crate::compose::grid::place;
use crate::compose::{Applies, CellContent, GridCell, GridRow, GridSpec, Template};
use crate::form::{Entry, Item, Wants};

pub(super) fn read(entry: &mut Entry<'_>) -> GridSpec {
    let items = entry.needed("rows").map(|item| item.items()).unwrap_or_default();
    let grid = GridSpec {
        caption: entry.text("caption"),
        widths: widths(entry),
        rows: items.iter().map(row).collect(),
    };
    if let Err(misfit) = place(&grid)
        && let Some(item) = items.get(misfit.row)
    {
        let says = format!("这一行的单元格不能正好排满 {} 列。", grid.widths.len());
        item.report(says, "请核对 `columns`、`rows` 和列宽的个数；每行最后一格自动延伸到右边。");
    }
    grid
}

/// A list of cells, or a table with `cells` and when they are printed.
fn row(item: &Item<'_>) -> GridRow {
    if !item.is_table() {
        return GridRow { applies: Applies::default(), min_lines: 1, cells: cells(item.items()) };
    }
    let Some(mut entry) = item.entry() else {
        return GridRow { applies: Applies::default(), min_lines: 1, cells: Vec::new() };
    };
    let row = GridRow {
        applies: applies(&mut entry),
        min_lines: entry.integer("min_lines").unwrap_or(1),
        cells: cells(entry.needed("cells").map(|item| item.items()).unwrap_or_default()),
    };
    entry.finish();
    row
}

fn cells(items: Vec<Item<'_>>) -> Vec<GridCell> {
    let last = items.len().saturating_sub(1);
    items.iter().enumerate().flat_map(|(at, item)| cell(item, at == last)).collect()
}

/// A field's id is its label and its value; a table is a label, a value or both.
fn cell(item: &Item<'_>, is_last: bool) -> Vec<GridCell> {
    let stretch = u32::from(!is_last);
    if !item.is_table() {
        let Some(field) = item.field(Wants::Answer) else { return Vec::new() };
        let value = CellContent::Value { field: field.clone(), ticked: false };
        return vec![one(CellContent::LabelOf(field), 1, 1), one(value, stretch, 1)];
    }
    let Some(mut entry) = item.entry() else { return Vec::new() };
    let columns = entry.integer("columns").unwrap_or(stretch);
    let rows = entry.integer("rows").unwrap_or(1);
    let label = entry.text("label").map(CellContent::Label);
    let value = value(&mut entry);
    entry.finish();
    match (label, value) {
        (Some(label), Some(value)) => vec![one(label, 1, rows), one(value, columns, rows)],
        (Some(label), None) => vec![one(label, columns, rows)],
        (None, Some(value)) => vec![one(value, columns, rows)],
        (None, None) => vec![one(CellContent::Text(Template::default()), columns, rows)],
    }
}

fn value(entry: &mut Entry<'_>) -> Option<CellContent> {
    let ticked = entry.flag("ticked");
    let field = entry.field("field", if ticked { Wants::Pick } else { Wants::Answer });
    let text = entry.item("text");
    if field.is_some() && text.is_some() {
        entry.report("text", "一个单元格里同时写了 `field` 和 `text`。", "请只留一个。");
    }
    match field {
        Some(field) => Some(CellContent::Value { field, ticked }),
        None => text.map(|text| CellContent::Text(template_of(text))),
    }
}

fn one(content: CellContent, columns: u32, rows: u32) -> GridCell {
    GridCell { content, columns, rows }
}
