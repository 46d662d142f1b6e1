//! The list in front of the bound evidence: which material stands on which pages. It is composed last: only the binder
//! knows the pages.

use super::blocks::{cell, header, plain};
use super::context::Context;
use super::{Block, Cell, CellRole, Composed, Document, Row, Setting, Style, Table};
use crate::answers::Draft;
use crate::check::Report;
use crate::form::Form;

/// A material that the form asks for, with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMaterial {
    /// As the application numbers it, from 1.
    pub number: u32,
    /// 营业执照
    pub label: String,
    /// Must be handed in.
    pub is_required: bool,
    /// In their order.
    pub files: Vec<ListedFile>,
}

/// A file of a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// 3-2
    pub number: String,
    /// As the applicant named it.
    pub name: String,
    /// On which pages it stands, or why it could not be bound.
    pub bound: Result<ListedPages, String>,
}

/// Pages of the bound file, from 1, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedPages {
    /// First.
    pub from: u32,
    /// Last.
    pub to: u32,
}

/// The list of the bound evidence; `None`: the pack binds none.
pub fn evidence_list(
    form: &Form,
    draft: &Draft,
    report: &Report,
    setting: &Setting,
    composed: &Composed,
    materials: &[ListedMaterial],
) -> Option<Document> {
    let spec = form.documents.evidence.as_ref()?;
    let context = Context::new(form, draft, report, setting, &composed.check_code);
    let title = context.title(&spec.title);
    let mut blocks = vec![Block::Heading { level: 1, text: title.clone() }];
    blocks.extend(context.paragraphs(&spec.text, Style::Body).into_iter().map(Block::Paragraph));
    blocks.push(Block::Table(Table {
        caption: None,
        widths: vec![10.0, 60.0, 10.0, 20.0],
        header: vec![Row {
            cells: ["编号", "材料和文件", "页数", "全册页码"].map(header).into(),
            min_lines: 1,
        }],
        rows: materials.iter().flat_map(rows).collect(),
    }));
    Some(Document {
        id: "evidence".to_owned(),
        title,
        file_name: spec.file_name.clone(),
        is_draft: composed.is_draft,
        warnings: context.warnings(),
        check_code: composed.check_code.clone(),
        blocks,
    })
}

fn rows(material: &ListedMaterial) -> Vec<Row> {
    let number = text(&material.number.to_string(), Style::Centered);
    let label = Cell {
        col_span: if material.files.is_empty() { 1 } else { 3 },
        ..text(&material.label, Style::Strong)
    };
    let mut cells = vec![number, label];
    if material.files.is_empty() {
        let says = if material.is_required { "必备材料，未附" } else { "无" };
        cells.push(Cell { col_span: 2, ..text(says, Style::Centered) });
    }
    let mut rows = vec![Row { cells, min_lines: 1 }];
    rows.extend(material.files.iter().map(file));
    rows
}

fn file(file: &ListedFile) -> Row {
    let mut cells = vec![text(&file.number, Style::Centered)];
    match &file.bound {
        Ok(ListedPages { from, to }) => {
            let pages = if from == to { from.to_string() } else { format!("{from}–{to}") };
            cells.push(text(&file.name, Style::Plain));
            cells.push(text(&(to - from + 1).to_string(), Style::Centered));
            cells.push(text(&pages, Style::Centered));
        }
        Err(says) => {
            let paragraphs =
                vec![plain(&file.name, Style::Plain), plain(&format!("未装订：{says}"), Style::Note)];
            cells.push(cell(CellRole::Value, paragraphs));
            cells.push(Cell { col_span: 2, ..text("缺", Style::Centered) });
        }
    }
    Row { cells, min_lines: 1 }
}

fn text(text: &str, style: Style) -> Cell {
    cell(CellRole::Value, vec![plain(text, style)])
}
