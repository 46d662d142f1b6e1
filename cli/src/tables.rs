//! `shenbao import` and `template`: tables from elsewhere, and workbooks to fill in.

use crate::args::{self, Args};
use crate::failure::Failure;
use crate::{Outcome, input, say};
use serde::Serialize;
use shenbao_core::answers::{apply, write_draft};
use shenbao_core::form::{Field, Form};
use shenbao_core::import::{self, ImportError, Known, LARGEST_FILE, Layout, Mode, Source, Taken};
use std::fs::{self, File};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// What came of an import.
#[derive(Debug, Serialize)]
pub(crate) struct Imported {
    /// Rows that were taken.
    rows: usize,
    /// Headings in the order of the file, with the column that each fills.
    columns: Vec<(String, Option<String>)>,
    problems: Vec<Problem>,
    notices: Vec<String>,
}

/// What is wrong with a cell; it was taken as it stands.
#[derive(Debug, Serialize)]
struct Problem {
    row: u32,
    column: String,
    says: String,
}

/// Takes a table into a draft's file. With something wrong in it, the rows are taken as they stand.
pub(crate) fn import(args: &Args, wanted: &args::Import) -> Result<Outcome, Failure> {
    let (form, mut draft) = input::draft(&input::shelf(args)?, &wanted.draft)?;
    let field = table_field(&form, &wanted.field)?;
    let (layout, taken) = read(&wanted.file, field).map_err(|failure| failure.inside(&wanted.file))?;
    let imported = told(&layout, &taken);
    let mode = if wanted.replace { Mode::Replace } else { Mode::Append };
    let name = wanted.file.file_name().unwrap_or_default().to_string_lossy();
    let edit = import::edit(&draft, field, taken.rows, mode, &name);
    if !wanted.preview {
        apply(&mut draft, edit).map_err(|_| bad(&ImportError::Damaged))?;
        replace(&wanted.draft, &write_draft(&form, &draft))
            .map_err(|e| Failure::of_disk(&wanted.draft, &e))?;
    }
    let output = say::in_format(args.format, &imported, in_words);
    Ok(Outcome { output, is_good: imported.problems.is_empty(), remarks: imported.notices })
}

/// Writes a workbook to fill in.
pub(crate) fn template(args: &Args, wanted: &args::Template) -> Result<Outcome, Failure> {
    let form = input::form_named(&input::shelf(args)?, &wanted.form)?;
    let field = table_field(&form, &wanted.field)?;
    let bytes = import::template(field, &[]).map_err(|_| Failure::new("无法生成模板", "请检查磁盘后重试"))?;
    let written = File::create_new(&wanted.output).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|e| Failure::of_disk(&wanted.output, &e))?;
    Ok(Outcome { output: say::made(&wanted.output), remarks: Vec::new(), is_good: true })
}

fn table_field<'f>(form: &'f Form, id: &str) -> Result<&'f Field, Failure> {
    let mut tables = form.fields().filter(|field| !field.kind.columns().is_empty());
    tables.find(|field| field.id == id).ok_or_else(|| {
        let tables = form.fields().filter(|field| !field.kind.columns().is_empty());
        let known: Vec<String> = tables.map(|field| format!("{}（{}）", field.id, field.label)).collect();
        Failure::new(format!("表单 {} 没有表格“{id}”", form.id), format!("可用的表格：{}", known.join("、")))
    })
}

fn read(path: &Path, field: &Field) -> Result<(Layout, Taken), Failure> {
    let bytes = input::bytes(path, LARGEST_FILE as u64)?.ok_or_else(|| bad(&ImportError::TooLarge))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut source = Source::open(&name, bytes).map_err(|e| bad(&e))?;
    let mut go = |_| ControlFlow::Continue(());
    let sheet = source.likely_sheet(field, &Known::new());
    let read = source.understand(sheet, field, &Known::new(), &mut go).map_err(|e| bad(&e))?;
    if read.taken.rows.is_empty() { Err(bad(&ImportError::Empty)) } else { Ok((read.layout, read.taken)) }
}

fn bad(error: &ImportError) -> Failure {
    Failure::new(error.to_string(), error.hint())
}

fn told(layout: &Layout, taken: &Taken) -> Imported {
    let problems = taken.rows.iter().flat_map(|row| {
        let problem = |problem: &import::Problem| Problem {
            row: row.number,
            column: problem.column.clone(),
            says: problem.says.clone(),
        };
        row.problems.iter().map(problem)
    });
    Imported {
        rows: taken.rows.len(),
        columns: layout.headings.iter().cloned().zip(layout.columns.iter().cloned()).collect(),
        problems: problems.collect(),
        notices: taken.notices.clone(),
    }
}

fn in_words(imported: &Imported) -> String {
    let mut lines = vec![format!("导入 {} 行，{} 处有问题。", imported.rows, imported.problems.len())];
    for (heading, column) in &imported.columns {
        lines.push(format!("  {heading} → {}", column.as_deref().unwrap_or("不导入")));
    }
    lines.extend(imported.problems.iter().map(|problem| format!("  第 {} 行 {}", problem.row, problem.says)));
    lines.join("\n") + "\n"
}

/// The draft is the old one or the new one, whatever happens in between.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    fs::set_permissions(file.path(), fs::metadata(path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
