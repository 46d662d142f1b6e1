//! What the year's notice asks for beside the pack, at the end of the lists of materials.

use super::blocks::{cell, plain};
use super::{Cell, CellRole, Row, Style};
use crate::notice::YearNotice;

/// Rows of a list of materials (number, name, need, files), numbered on from `listed`.
pub(super) fn rows(notice: &YearNotice, listed: usize) -> Vec<Row> {
    let copies = notice.copies.map(|copies| ("纸质申报材料".to_owned(), "必备", format!("一式 {copies} 份")));
    let materials = notice.materials.iter().map(|material| {
        let need = if material.required { "必备" } else { "如有" };
        let form = if material.form.is_empty() { "另行提交".to_owned() } else { material.form.clone() };
        (material.name.clone(), need, form)
    });
    let entries: Vec<_> = copies.into_iter().chain(materials).collect();
    let text = |text: &str, style| -> Cell { cell(CellRole::Value, vec![plain(text, style)]) };
    let row = |(at, (name, need, form)): (usize, (String, &str, String))| Row {
        cells: vec![
            text(&(listed + at + 1).to_string(), Style::Centered),
            text(&name, Style::Plain),
            text(need, Style::Centered),
            cell(
                CellRole::Value,
                vec![plain(&form, Style::Plain), plain(&format!("依据：{}", notice.short()), Style::Note)],
            ),
        ],
        min_lines: 1,
    };
    entries.into_iter().enumerate().map(row).collect()
}
