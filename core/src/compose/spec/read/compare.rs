//! Reads what compares this year with last year, in a block or on a sheet.

use super::template_of;
use crate::compose::{CompareGroup, CompareRow, CompareSpec, Compared, Template};
use crate::form::{Entry, Use, Wants};

/// The keys of a comparison; its caption stands at `title`.
pub(super) fn read(entry: &mut Entry<'_>, title: &'static str) -> CompareSpec {
    CompareSpec { caption: entry.text(title), heads: heads(entry), rows: rows(entry) }
}

/// The same for a chart, whose bars share one axis.
pub(super) fn chart(entry: &mut Entry<'_>) -> CompareSpec {
    let spec =
        CompareSpec { caption: Some(entry.needed_text("title")), heads: heads(entry), rows: rows(entry) };
    same_unit(entry, &spec.rows);
    spec
}

/// What this year and last year are called.
pub(super) fn heads(entry: &mut Entry<'_>) -> [Template; 2] {
    let items = entry.needed("heads").map(|item| item.items()).unwrap_or_default();
    let heads: Vec<Template> = items.into_iter().map(template_of).collect();
    let given = heads.len();
    <[Template; 2]>::try_from(heads).unwrap_or_else(|_| {
        entry.report(
            "heads",
            format!("要写两个名称，这里写了 {given} 个。"),
            "请写成 `heads = [\"本年度\", \"上年度\"]`。",
        );
        Default::default()
    })
}

/// The groups of a sheet, each drawn below it.
pub(super) fn groups(entry: &mut Entry<'_>) -> Vec<CompareGroup> {
    let group = |mut entry: Entry<'_>| {
        let group = CompareGroup { title: entry.needed_text("title"), rows: rows(&mut entry) };
        same_unit(&entry, &group.rows);
        entry.finish();
        group
    };
    entry.entries("group").into_iter().map(group).collect()
}

fn rows(entry: &mut Entry<'_>) -> Vec<CompareRow> {
    let items = entry.needed("rows").map(|item| item.items()).unwrap_or_default();
    items.into_iter().filter_map(|item| row(item.entry()?)).collect()
}

fn row(mut entry: Entry<'_>) -> Option<CompareRow> {
    let label = entry.text("label");
    let figures = if entry.has("years") {
        let column = entry.column("years", Wants::YearlyFigure);
        column.and_then(|column| {
            let (table, column) = column.rsplit_once('.')?;
            Some(Compared::Years { table: table.to_owned(), column: column.to_owned() })
        })
    } else {
        let now = entry.needed("now").and_then(|item| item.figure(None));
        let last = entry.needed("last").and_then(|item| item.figure(None));
        now.zip(last).map(|(now, last)| {
            entry.note_use("now", Use::Comparison { left: now.clone(), right: last.clone(), table: None });
            Compared::Figures { now, last }
        })
    };
    entry.finish();
    Some(CompareRow { label, figures: figures? })
}

fn same_unit(entry: &Entry<'_>, rows: &[CompareRow]) {
    entry.note_use("rows", Use::OneUnit(rows.iter().map(CompareRow::now).collect()));
}
