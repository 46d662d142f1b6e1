//! The workbook of a draft: a sheet for each table, the years side by side, and indicators that are calculated from
//! them.

mod compare;
mod data;
mod figure;
mod indicators;

use super::context::Context;
use super::sheet::{Sheet, Workbook};
use super::{SheetKind, SheetSpec, WorkbookSpec};
use data::DataSheet;

/// The sheets in the pack's order.
pub(super) fn compose(context: &Context<'_>, spec: &WorkbookSpec) -> Workbook {
    let specs: Vec<&SheetSpec> = spec.sheets.iter().filter(|sheet| context.applies(&sheet.applies)).collect();
    let data: Vec<DataSheet> = specs.iter().filter_map(|spec| data::compose(context, spec)).collect();
    Workbook {
        title: context.title(&spec.title),
        file_name: spec.file_name.clone(),
        is_draft: context.is_draft(),
        warnings: context.warnings(),
        check_code: context.check_code.to_owned(),
        sheets: specs.iter().filter_map(|spec| sheet(context, spec, &data)).collect(),
    }
}

fn sheet(context: &Context<'_>, spec: &SheetSpec, data: &[DataSheet]) -> Option<Sheet> {
    match &spec.kind {
        SheetKind::Indicators(indicators) => Some(indicators::compose(context, spec, indicators, data)),
        SheetKind::Compare { heads, groups } => compare::compose(context, spec, heads, groups, data),
        SheetKind::Table { .. } | SheetKind::Years { .. } => {
            data.iter().map(|data| &data.sheet).find(|sheet| sheet.name == spec.name).cloned()
        }
    }
}
