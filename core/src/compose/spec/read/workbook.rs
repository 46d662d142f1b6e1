//! Reads `[workbook]` and its sheets.

use super::block::chart;
use super::compare;
use super::{FileNames, applies, needed_field, needed_fields, needed_template, template_of};
use crate::compose::{ChartSpec, Indicator, IndicatorSpec, SheetKind, SheetSpec, WorkbookSpec};
use crate::form::{Entry, Except, Use, Wants};

/// The longest name that a spreadsheet takes.
const SHEET_NAME: usize = 31;

#[derive(Clone, Copy)]
enum Kind {
    Indicators,
    Table,
    Years,
    Compare,
}

pub(super) fn read(mut entry: Entry<'_>, files: &mut FileNames, except: &Except<'_>) -> WorkbookSpec {
    let mut names = Vec::new();
    let spec = WorkbookSpec {
        file_name: files.define(&mut entry, ".xlsx"),
        title: needed_template(&mut entry, "title"),
        sheets: entry
            .layered("sheet", "name", except)
            .into_iter()
            .filter_map(|sheet| self::sheet(sheet, &mut names))
            .collect(),
    };
    if spec.sheets.is_empty() {
        entry.report("sheet", "工作簿里没有工作表。", "请至少写一个 `[[workbook.sheet]]`。");
    }
    entry.finish();
    spec
}

fn sheet(mut entry: Entry<'_>, names: &mut Vec<String>) -> Option<SheetSpec> {
    let kinds = [
        ("indicators", Kind::Indicators),
        ("table", Kind::Table),
        ("years", Kind::Years),
        ("compare", Kind::Compare),
    ];
    let kind = entry.needed("kind")?.word(&kinds)?;
    let spec = SheetSpec {
        name: name(&mut entry, names),
        applies: applies(&mut entry),
        notes: entry.items("notes").into_iter().map(template_of).collect(),
        kind: match kind {
            Kind::Indicators => SheetKind::Indicators(indicators(&mut entry)),
            Kind::Table => SheetKind::Table { table: needed_field(&mut entry, "table", Wants::Table) },
            Kind::Years => SheetKind::Years {
                tables: needed_fields(&mut entry, "tables", Wants::Years),
                charts: entry.entries("chart").into_iter().map(read_chart).collect(),
            },
            Kind::Compare => {
                SheetKind::Compare { heads: compare::heads(&mut entry), groups: compare::groups(&mut entry) }
            }
        },
    };
    entry.finish();
    Some(spec)
}

fn name(entry: &mut Entry<'_>, names: &mut Vec<String>) -> String {
    let name = entry.needed_text("name");
    let is_illegal = |character: char| "[]:*?/\\'".contains(character);
    if name.chars().count() > SHEET_NAME || name.contains(is_illegal) {
        entry.report(
            "name",
            format!("工作表不能叫“{name}”。"),
            "请用 31 个字以内、不含 [ ] : * ? / \\ ' 的名称。",
        );
    }
    if !name.is_empty() && names.contains(&name) {
        entry.report("name", format!("工作表“{name}”重复。"), "请改用另一个名称。");
    }
    names.push(name.clone());
    name
}

fn read_chart(mut entry: Entry<'_>) -> ChartSpec {
    let spec = chart(&mut entry);
    entry.finish();
    spec
}

fn indicators(entry: &mut Entry<'_>) -> Vec<IndicatorSpec> {
    entry.entries("indicator").into_iter().filter_map(indicator).collect()
}

fn indicator(mut entry: Entry<'_>) -> Option<IndicatorSpec> {
    let label = entry.needed_text("label");
    let applies = applies(&mut entry);
    let clause = entry.text("clause");
    let cross_check = entry.text("cross_check");
    let figure = entry.item("figure").and_then(|item| item.figure(None));
    let figure = match (clause, cross_check, figure) {
        (Some(clause), None, None) => {
            entry.note_use("clause", Use::Clause(clause.clone()));
            Some(Indicator::Clause(clause))
        }
        (None, Some(id), None) => {
            entry.note_use("cross_check", Use::CrossCheck(id.clone()));
            Some(Indicator::CrossCheck(id))
        }
        (None, None, Some(figure)) => Some(Indicator::Figure(figure)),
        _ => {
            entry.report(
                "label",
                "没有写明这项指标的数值从哪里来。",
                "请在 `clause`、`cross_check`、`figure` 中写一个。",
            );
            None
        }
    };
    entry.finish();
    Some(IndicatorSpec { label, applies, figure: figure? })
}
