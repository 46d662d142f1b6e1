//! Which fields a pack's documents print: the pack's lint reports a question that no document shows.

use super::{BlockKind, BlockSpec, CellContent, Compared, DocumentSpecs, GridSpec, Template};
use crate::form::Number;
use std::collections::BTreeSet;

impl DocumentSpecs {
    /// The full ids of the fields that some document prints; of tables also `table.column`. The workbook does not count.
    pub fn prints(&self) -> BTreeSet<String> {
        let mut printed = BTreeSet::new();
        for document in &self.documents {
            add_template(&mut printed, &document.title);
            for block in &document.blocks {
                add_block(&mut printed, block);
            }
        }
        printed
    }
}

fn add_block(printed: &mut BTreeSet<String>, block: &BlockSpec) {
    match &block.kind {
        BlockKind::Cover { title, subtitle, entries, note } => {
            let entries = entries.iter().map(|(_, value)| value);
            for template in [title, subtitle].into_iter().chain(entries).chain(note) {
                add_template(printed, template);
            }
        }
        BlockKind::Heading { text, .. }
        | BlockKind::Text { text, .. }
        | BlockKind::Missing { text }
        | BlockKind::Hidden { text }
        | BlockKind::Opinion { text, .. } => add_template(printed, text),
        BlockKind::Grid(grid) => add_grid(printed, grid),
        BlockKind::Table(table) => add_columns(printed, &table.table, &table.columns),
        BlockKind::Years(years) => add_columns(printed, &years.table, &years.columns),
        BlockKind::Prose { field, .. } => {
            printed.insert(field.clone());
        }
        BlockKind::Checklist { fields } | BlockKind::Attachments { fields } => {
            printed.extend(fields.iter().cloned())
        }
        BlockKind::Compare(spec) => {
            for row in &spec.rows {
                if let Compared::Figures { now, last } = &row.figures {
                    printed.extend([now, last].into_iter().filter_map(whole));
                }
            }
        }
        // A chart shows proportions; its figures must be printed elsewhere.
        BlockKind::Chart(_)
        | BlockKind::CompareChart(_)
        | BlockKind::Signature(_)
        | BlockKind::Standing
        | BlockKind::Findings
        | BlockKind::Lengths
        | BlockKind::CrossChecks
        | BlockKind::Notices
        | BlockKind::PageBreak { .. } => {}
    }
}

/// The field that a figure shows as it was answered.
fn whole(number: &Number) -> Option<String> {
    match number {
        Number::Field(id) => Some(id.clone()),
        _ => None,
    }
}

fn add_template(printed: &mut BTreeSet<String>, template: &Template) {
    printed.extend(template.fields().map(str::to_owned));
}

fn add_grid(printed: &mut BTreeSet<String>, grid: &GridSpec) {
    for cell in grid.rows.iter().flat_map(|row| &row.cells) {
        match &cell.content {
            CellContent::Value { field, .. } => {
                printed.insert(field.clone());
            }
            CellContent::Text(text) => add_template(printed, text),
            CellContent::Label(_) | CellContent::LabelOf(_) => {}
        }
    }
}

fn add_columns(printed: &mut BTreeSet<String>, table: &str, columns: &[String]) {
    printed.insert(table.to_owned());
    printed.extend(columns.iter().map(|column| format!("{table}.{column}")));
}
