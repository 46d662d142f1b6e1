//! How much of their limits the written sections use, as the report found it.

use super::blocks::{cell, header, plain};
use super::context::Context;
use super::{Cell, CellRole, Paragraph, Row, Style, Table};
use crate::answers::Path;
use crate::check::TextLength;

/// A row for each written section with a limit; nothing where there is none.
pub(super) fn table(context: &Context<'_>) -> Option<Table> {
    let lengths = &context.report.lengths;
    let rows: Vec<Row> = lengths.iter().filter_map(|length| row(context, length)).collect();
    let heads = ["文字材料", "字数", "印刷页数", "比较", "限制出处"].map(header).into();
    (!rows.is_empty()).then(|| Table {
        caption: None,
        widths: vec![26.0, 25.0, 25.0, 10.0, 14.0],
        header: vec![Row { cells: heads, min_lines: 1 }],
        rows,
    })
}

fn row(context: &Context<'_>, length: &TextLength) -> Option<Row> {
    let label = &context.shown(&length.field)?.label;
    let source = Some(Path::field(&*length.field));
    let used = |used: Option<String>, max: Option<String>| match (used, max) {
        (Some(used), Some(max)) => format!("{used}，上限 {max}"),
        (Some(used), None) => used,
        (None, Some(max)) => format!("上限 {max}"),
        (None, None) => "—".to_owned(),
    };
    let characters =
        used(Some(format!("{} 字", length.characters)), length.max.map(|max| format!("{max} 字")));
    let pages = used(
        length.pages.map(|pages| format!("约 {pages} 页")),
        length.max_pages.map(|max| format!("{max} 页")),
    );
    let text = |text: &str, style: Style| -> Cell {
        cell(CellRole::Value, vec![Paragraph { source: source.clone(), ..plain(text, style) }])
    };
    let cells = vec![
        text(label, Style::Plain),
        text(&characters, Style::Plain),
        text(&pages, Style::Plain),
        text(if length.is_over() { "超出" } else { "在内" }, Style::Centered),
        text(&length.source, Style::Centered),
    ];
    Some(Row { cells, min_lines: 1 })
}
