//! A file or a copied text with one or more tables in it.

use super::{
    ImportError, Known, LARGEST_FILE, Layout, MOST_ROWS, Step, Table, Watch, references, text, workbook,
};
use crate::form::Field;
use std::sync::Arc;

/// Sheets that are looked at to find the one that is meant …
const MOST_SHEETS: usize = 20;
/// … and rows of each.
const FIRST_ROWS: usize = 12;

/// Something opened to take a table from.
pub struct Source {
    name: String,
    kind: Kind,
}

enum Kind {
    Workbook(workbook::Workbook),
    Text(String),
    References(references::Style, String),
}

impl Kind {
    fn of_text(text: String) -> Kind {
        match references::recognise(&text) {
            Some(style) => Kind::References(style, text),
            None => Kind::Text(text),
        }
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// As its tab says.
    pub name: String,
    /// The workbook does not show it.
    pub is_hidden: bool,
}

impl Source {
    /// Opens a file by what it holds; its name is only shown.
    ///
    /// # Errors
    /// When it is no table, too large, damaged or under a password.
    pub fn open(name: &str, bytes: Vec<u8>) -> Result<Source, ImportError> {
        if bytes.len() > LARGEST_FILE {
            return Err(ImportError::TooLarge);
        }
        if bytes.is_empty() {
            return Err(ImportError::Empty);
        }
        let bytes: Arc<[u8]> = bytes.into();
        if let Some(book) = workbook::open(&bytes)? {
            return Ok(Source { name: name.to_owned(), kind: Kind::Workbook(book) });
        }
        let text = text::decode(&bytes)?;
        if looks_like_web_page(&text) {
            return Err(ImportError::WebPage);
        }
        Ok(Source { name: name.to_owned(), kind: Kind::of_text(text.into_owned()) })
    }

    /// Text copied from a spreadsheet, or citations; `name` says so where it is shown.
    pub fn pasted(name: &str, text: String) -> Result<Source, ImportError> {
        if text.len() > LARGEST_FILE {
            return Err(ImportError::TooLarge);
        }
        Ok(Source { name: name.to_owned(), kind: Kind::of_text(text) })
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its sheets; a text is one without a name.
    pub fn sheets(&self) -> Vec<SheetName> {
        match &self.kind {
            Kind::Workbook(book) => {
                book.sheets().into_iter().map(|(name, is_hidden)| SheetName { name, is_hidden }).collect()
            }
            Kind::Text(_) | Kind::References(..) => vec![SheetName { name: String::new(), is_hidden: false }],
        }
    }

    /// The visible sheet of which most columns answer the field; the first one where none does.
    pub fn likely_sheet(&mut self, field: &Field, known: &Known) -> usize {
        let all = self.sheets();
        let visible = all.iter().enumerate().filter(|(_, sheet)| !sheet.is_hidden).map(|(at, _)| at);
        let mut best: Option<(usize, usize)> = None;
        for at in visible.take(MOST_SHEETS) {
            let Ok(table) = self.peek(at, FIRST_ROWS) else { continue };
            let matched = Layout::guess(&table, field, known).columns.iter().flatten().count();
            if best.is_none_or(|(most, _)| matched > most) {
                best = Some((matched, at));
            }
        }
        best.map_or(0, |(_, at)| at)
    }

    /// All rows of a sheet.
    ///
    /// # Errors
    /// When there is no such sheet, it is too large or damaged, or `watch` breaks it off.
    pub fn read(&mut self, sheet: usize, watch: Watch<'_>) -> Result<Table, ImportError> {
        self.read_some(sheet, MOST_ROWS + 1, &mut |rows| watch(rows.len()))
    }

    /// The first rows of a sheet, enough to know it by.
    fn peek(&mut self, sheet: usize, rows: usize) -> Result<Table, ImportError> {
        self.read_some(sheet, rows, &mut |_| std::ops::ControlFlow::Continue(()))
    }

    pub(super) fn read_some(
        &mut self,
        sheet: usize,
        most: usize,
        step: Step<'_>,
    ) -> Result<Table, ImportError> {
        let name = self.sheets().into_iter().nth(sheet).ok_or(ImportError::NoSheet)?.name;
        match &mut self.kind {
            Kind::Workbook(book) => book.rows(&name, most, step),
            Kind::Text(text) => text::rows(text, most, step),
            Kind::References(style, text) => references::rows(text, *style, most, step),
        }
    }
}

fn looks_like_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    start.starts_with("<html") || start.starts_with("<!doctype html") || start.starts_with("<table")
}
