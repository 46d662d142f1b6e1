//! One table at a time on its way into a draft: opened, laid out, previewed, taken.

mod opened;

use crate::contract::*;
use crate::desk::{Copy, Desk, changed, library};
use crate::failure::{Failure, FailureCode};
use opened::{Opened, count, preview_row};
use shenbao_core::answers::Value;
use shenbao_core::files::read_at_most;
use shenbao_core::form::Field;
use shenbao_core::import::{self, ImportError, LARGEST_FILE, Layout, Mode, Source, Understood};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Rows given to the window at a time.
const MOST_SHOWN: u32 = 500;

/// What is said as progress.
type Hear<'a> = &'a dyn Fn(ImportProgress);

/// Where the table lies meanwhile.
#[derive(Default)]
pub(crate) struct Tray {
    open: Mutex<Option<Opened>>,
    cancelled: AtomicBool,
}

impl Desk {
    /// Opens a file for a table field and lays it out as it fits best.
    pub fn open_table(
        &self,
        id: &str,
        field: &str,
        path: &Path,
        hear: Hear<'_>,
    ) -> Result<TablePreview, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = read_at_most(path, LARGEST_FILE as u64).map_err(|error| match error.kind() {
            std::io::ErrorKind::FileTooLarge => ImportError::TooLarge.into(),
            _ => crate::desk::file_failure(path),
        })?;
        self.lay_out(id, field, Source::open(&name, bytes)?, hear)
    }

    /// Takes copied text as a table.
    pub fn paste_table(&self, id: &str, field: &str, text: String) -> Result<TablePreview, Failure> {
        self.lay_out(id, field, Source::pasted("粘贴的内容", text)?, &|_| {})
    }

    /// Reads the table differently.
    pub fn read_table(&self, reading: TableReading, hear: Hear<'_>) -> Result<TablePreview, Failure> {
        self.tray.cancelled.store(false, Ordering::SeqCst);
        let mut tray = lock(&self.tray.open);
        let opened = tray.as_mut().ok_or_else(nothing_open)?;
        match reading {
            TableReading::Sheet { sheet } => {
                let sheet = usize::try_from(sheet).unwrap_or(usize::MAX);
                let read =
                    opened.source.understand(sheet, &opened.field, &opened.known, &mut self.watch(hear))?;
                (opened.sheet, opened.table, opened.layout) = (sheet, read.table, read.layout);
                opened.taken = read.taken;
                return Ok(opened.preview());
            }
            TableReading::Header { row } => {
                let at = row.and_then(|row| opened.table.rows.iter().position(|known| known.number == row));
                opened.layout = Layout::at(&opened.table, at, &opened.field, &opened.known);
            }
            TableReading::Columns { columns } => {
                let asked = import::columns_of(&opened.field);
                let is_asked = |id: &String| asked.iter().any(|column| column.id == *id);
                opened.layout.columns = columns.into_iter().map(|id| id.filter(is_asked)).collect();
            }
        }
        opened.understand(&mut self.watch(hear))?;
        Ok(opened.preview())
    }

    /// Some of the rows as they would be taken.
    pub fn table_rows(&self, from: u32, count: u32, wrong: bool) -> Result<Vec<PreviewRow>, Failure> {
        let tray = lock(&self.tray.open);
        let opened = tray.as_ref().ok_or_else(nothing_open)?;
        let wanted = opened.taken.rows.iter().filter(|row| !wrong || !row.problems.is_empty());
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let count = usize::try_from(count.min(MOST_SHOWN)).unwrap_or(0);
        Ok(wanted.skip(from).take(count).map(preview_row).collect())
    }

    /// Takes the rows into the draft, and remembers how the columns were matched.
    pub fn take_table(&self, replace: bool) -> Result<ChangedDraft, Failure> {
        let mut tray = lock(&self.tray.open);
        let opened = tray.as_ref().ok_or_else(nothing_open)?;
        let mode = if replace { Mode::Replace } else { Mode::Append };
        if opened.taken.rows.is_empty() {
            return Err(ImportError::Empty.into());
        }
        let rows = opened.taken.rows.clone();
        let (held, report) = self.with(&opened.draft, |library, held, now, summarise| {
            let edit = import::edit(held.draft(), &opened.field, rows, mode, opened.source.name());
            library.edit(held, edit, now, summarise)
        })?;
        let (form, field) = (held.draft().form.clone(), opened.field.id.clone());
        library(&mut self.table())?.remember_headings(&form, &field, &opened.matched())?;
        *tray = None;
        Ok(changed(&held, report))
    }

    /// Stops reading; a table that is open already is forgotten.
    pub(crate) fn cancel_import(&self) {
        self.tray.cancelled.store(true, Ordering::SeqCst);
        if let Ok(mut open) = self.tray.open.try_lock() {
            *open = None;
        }
    }

    /// What a template for a table field is called.
    pub fn template_name(&self, id: &str, field: &str) -> Result<String, Failure> {
        Ok(format!("{}.xlsx", table_field(&self.copy(id)?, field)?.label))
    }

    /// Writes a workbook to fill in, with the rows that the field holds already.
    pub fn save_template(&self, id: &str, field: &str, path: &Path) -> Result<(), Failure> {
        let copy = self.copy(id)?;
        let field = table_field(&copy, field)?;
        let rows = match copy.draft.answers.get(&field.id) {
            Some(Value::List(rows)) => rows.as_slice(),
            _ => &[],
        };
        let bytes = import::template(&field, rows).map_err(|_| Failure::unexpected())?;
        std::fs::write(path, bytes).map_err(|_| crate::desk::file_failure(path))
    }

    fn lay_out(
        &self,
        id: &str,
        field: &str,
        mut source: Source,
        hear: Hear<'_>,
    ) -> Result<TablePreview, Failure> {
        self.tray.cancelled.store(false, Ordering::SeqCst);
        let copy = self.copy(id)?;
        let field = table_field(&copy, field)?;
        let known = library(&mut self.table())?.headings(&copy.draft.form, &field.id)?;
        let sheet = source.likely_sheet(&field, &known);
        let Understood { table, layout, taken } =
            source.understand(sheet, &field, &known, &mut self.watch(hear))?;
        if table.rows.is_empty() {
            return Err(ImportError::Empty.into());
        }
        let existing = match copy.draft.answers.get(&field.id) {
            Some(Value::List(rows)) => rows.len(),
            _ => 0,
        };
        let draft = id.to_owned();
        let opened = Opened { draft, field, known, existing, source, sheet, table, layout, taken };
        let preview = opened.preview();
        *lock(&self.tray.open) = Some(opened);
        Ok(preview)
    }

    fn watch<'a>(&'a self, hear: Hear<'a>) -> impl FnMut(usize) -> ControlFlow<()> + 'a {
        move |rows| {
            hear(ImportProgress { rows: count(rows) });
            if self.tray.cancelled.load(Ordering::SeqCst) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        let code =
            if error == ImportError::Cancelled { FailureCode::Cancelled } else { FailureCode::BadTable };
        Failure::new(code, format!("{error}。"), format!("{}。", error.hint()))
    }
}

fn table_field(copy: &Copy, field: &str) -> Result<Field, Failure> {
    let found = copy.form.fields().find(|known| known.id == field && !known.kind.columns().is_empty());
    found.cloned().ok_or_else(|| Failure::new(FailureCode::NotFound, "该项不是表格。", "请在表格中导入。"))
}

fn nothing_open() -> Failure {
    Failure::new(FailureCode::NotFound, "没有正在导入的表格。", "请重新选择文件。")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
