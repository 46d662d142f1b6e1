//! The table that is open: what of it is shown before it is taken.

use crate::contract::*;
use crate::failure::Failure;
use shenbao_core::form::Field;
use shenbao_core::import::{
    self, ImportError, Known, Layout, Source, Table, Taken, TakenRow, column_letters, folded,
};

/// Rows from which the headings are chosen.
const FIRST_ROWS: usize = 12;

/// A table that was opened.
pub(super) struct Opened {
    pub(super) draft: String,
    pub(super) field: Field,
    pub(super) known: Known,
    pub(super) existing: usize,
    pub(super) source: Source,
    pub(super) sheet: usize,
    pub(super) table: Table,
    pub(super) layout: Layout,
    pub(super) taken: Taken,
}

impl Opened {
    pub(super) fn understand(&mut self, watch: import::Watch<'_>) -> Result<(), Failure> {
        let taken = import::take(&self.table, &self.field, &self.layout, watch);
        self.taken = taken.ok_or(ImportError::Cancelled)?;
        Ok(())
    }

    pub(super) fn preview(&self) -> TablePreview {
        let header = self.layout.header.and_then(|header| self.table.rows.get(header.at));
        let first = self.table.rows.iter().take(FIRST_ROWS);
        TablePreview {
            file: self.source.name().to_owned(),
            sheets: sheets(&self.source),
            sheet: count(self.sheet),
            first_rows: first
                .map(|row| SheetRow {
                    number: row.number,
                    cells: row.cells.iter().map(|cell| cell.shown()).collect(),
                })
                .collect(),
            header: header.map(|row| row.number),
            columns: self.columns(),
            rows: count(self.taken.rows.len()),
            wrong: count(self.taken.rows.iter().filter(|row| !row.problems.is_empty()).count()),
            existing: count(self.existing),
            notices: self.taken.notices.clone(),
        }
    }

    fn columns(&self) -> Vec<SheetColumn> {
        let data = || self.table.rows.iter().skip(self.layout.first_row());
        let column = |(at, id): (usize, &Option<String>)| SheetColumn {
            letters: column_letters(at),
            heading: self.layout.headings.get(at).cloned().unwrap_or_default(),
            sample: data()
                .map(|row| row.cell(at))
                .find(|cell| !cell.is_blank())
                .map_or_else(String::new, |cell| cell.shown()),
            column: id.clone(),
        };
        self.layout.columns.iter().enumerate().map(column).collect()
    }

    /// What the user agreed to by taking the table.
    pub(super) fn matched(&self) -> Known {
        let named = self.layout.headings.iter().zip(&self.layout.columns);
        named
            .map(|(heading, id)| (folded(heading), id.clone()))
            .filter(|(heading, _)| !heading.is_empty())
            .collect()
    }
}

fn sheets(source: &Source) -> Vec<SheetChoice> {
    let all = source.sheets().into_iter().enumerate();
    all.map(|(at, sheet)| SheetChoice { number: count(at), name: sheet.name, hidden: sheet.is_hidden })
        .collect()
}

pub(super) fn preview_row(row: &TakenRow) -> PreviewRow {
    let problem = |problem: &import::Problem| CellProblem {
        column: problem.column.clone(),
        says: problem.says.clone(),
    };
    PreviewRow {
        number: row.number,
        cells: row.cells.clone(),
        problems: row.problems.iter().map(problem).collect(),
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
