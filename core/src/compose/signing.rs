//! The list of what to sign and seal, page by page. It is composed last: only the renderer knows the pages.

use super::blocks::{cell, header, plain};
use super::context::Context;
use super::{Block, CellRole, Composed, Document, Row, Setting, Signature, Style, Table};
use crate::answers::Draft;
use crate::check::Report;
use crate::form::Form;

/// Where a signature came to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningPlace {
    /// The document's id.
    pub document: String,
    /// From 1.
    pub page: u32,
    /// The signature's id.
    pub signature: String,
}

impl Document {
    /// Every place to sign, in order: blocks of their own and boxes in tables.
    pub fn signatures(&self) -> impl Iterator<Item = &Signature> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Signature(signature) => vec![signature],
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .filter_map(|cell| cell.signature.as_ref())
                .collect(),
            _ => Vec::new(),
        })
    }
}

/// A page that the applicant signs or seals.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ToSign {
    /// File name without folder, 01申请表.pdf
    pub file: String,
    /// From 1.
    pub page: u32,
    /// 法定代表人签字，加盖单位公章，写明日期
    pub asks: String,
}

/// What the applicant signs and seals, in bundle order; an authority's places are left out.
pub fn to_sign(composed: &Composed, places: &[SigningPlace]) -> Vec<ToSign> {
    let asked = |place: &SigningPlace| {
        let document = composed.documents.iter().find(|document| document.id == place.document)?;
        let signature = document.signatures().find(|signature| signature.id == place.signature)?;
        signature.by_applicant.then(|| ToSign {
            file: document.file_name.clone(),
            page: place.page,
            asks: signature.asks.clone(),
        })
    };
    places.iter().filter_map(asked).collect()
}

/// The list of what the applicant signs and seals; `None`: the pack has no such list, or nothing is to be signed.
pub fn signing_list(
    form: &Form,
    draft: &Draft,
    report: &Report,
    setting: &Setting,
    composed: &Composed,
    places: &[SigningPlace],
) -> Option<Document> {
    let spec = form.documents.signing.as_ref()?;
    let context = Context::new(form, draft, report, setting, &composed.check_code);
    let rows: Vec<Row> = to_sign(composed, places).iter().enumerate().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let title = context.title(&spec.title);
    let mut blocks = vec![Block::Heading { level: 1, text: title.clone() }];
    blocks.extend(context.paragraphs(&spec.text, Style::Body).into_iter().map(Block::Paragraph));
    blocks.push(Block::Table(Table {
        caption: None,
        widths: vec![8.0, 32.0, 12.0, 36.0, 12.0],
        header: vec![Row {
            cells: ["序号", "文件", "页码", "签字盖章要求", "已办"].map(header).into(),
            min_lines: 1,
        }],
        rows,
    }));
    Some(Document {
        id: "signing".to_owned(),
        title,
        file_name: spec.file_name.clone(),
        is_draft: composed.is_draft,
        warnings: context.warnings(),
        check_code: composed.check_code.clone(),
        blocks,
    })
}

fn row((at, asked): (usize, &ToSign)) -> Row {
    let text = |text: &str, style| cell(CellRole::Value, vec![plain(text, style)]);
    let cells = vec![
        text(&(at + 1).to_string(), Style::Centered),
        text(&asked.file, Style::Plain),
        text(&format!("第{}页", asked.page), Style::Centered),
        text(&asked.asks, Style::Plain),
        text("☐", Style::Centered),
    ];
    Row { cells, min_lines: 1 }
}
