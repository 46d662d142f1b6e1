//! Reading a sheet and understanding its rows at the same time: the rows that are read go on while later ones are read.

use super::layout::HEADING_ROWS;
use super::take::Taking;
use super::{ImportError, Known, Layout, MOST_ROWS, Source, Table, TableRow, Taken, Watch};
use crate::form::Field;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;

/// Steps that reading may be ahead by.
const MOST_AHEAD: usize = 4;

/// A sheet, how it is laid out, and what a field takes of it.
#[derive(Debug)]
pub struct Understood {
    /// As it was read.
    pub table: Table,
    /// As it was guessed.
    pub layout: Layout,
    /// What [`super::take`] makes of both.
    pub taken: Taken,
}

impl Source {
    /// Reads all of a sheet and takes its rows.
    ///
    /// # Errors
    /// When there is no such sheet, it is too large or damaged, or `watch` breaks it off.
    pub fn understand(
        &mut self,
        sheet: usize,
        field: &Field,
        known: &Known,
        watch: Watch<'_>,
    ) -> Result<Understood, ImportError> {
        let (sender, receiver) = sync_channel::<Vec<TableRow>>(MOST_AHEAD);
        let mut early = Early::default();
        let mut table = std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                self.read_some(sheet, MOST_ROWS + 1, &mut |rows| match sender.send(std::mem::take(rows)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            // Leaving the loop drops the receiver, which stops the reader.
            for rows in receiver {
                early.add(rows, field, known);
                if watch(early.rows.len()).is_break() {
                    early.is_cancelled = true;
                    break;
                }
            }
            reader.join().unwrap_or(Err(ImportError::Damaged))
        })?;
        let last = std::mem::replace(&mut table.rows, early.rows);
        table.rows.extend(last);
        let layout = Layout::guess(&table, field, known);
        let done = early.begun.filter(|begun| begun.layout.is_like(&layout));
        let taken = match done {
            Some(begun) => begun.taking.finish(&table, watch),
            None => super::take(&table, field, &layout, watch),
        };
        let taken = taken.filter(|_| !early.is_cancelled).ok_or(ImportError::Cancelled)?;
        Ok(Understood { table, layout, taken })
    }
}

/// What is understood before all is read.
#[derive(Default)]
struct Early {
    rows: Vec<TableRow>,
    begun: Option<Begun>,
    is_cancelled: bool,
}

/// The layout as the first rows have it; a wider row further down may still change it.
struct Begun {
    layout: Layout,
    taking: Taking,
}

impl Early {
    fn add(&mut self, rows: Vec<TableRow>, field: &Field, known: &Known) {
        self.rows.extend(rows);
        if self.begun.is_none() && self.rows.len() >= HEADING_ROWS {
            let table = Table { rows: std::mem::take(&mut self.rows), ..Table::default() };
            let layout = Layout::guess(&table, field, known);
            self.begun = Some(Begun { taking: Taking::new(field, &layout), layout });
            self.rows = table.rows;
        }
        if let Some(begun) = &mut self.begun {
            begun.taking.add(&self.rows);
        }
    }
}
