//! The printed pages that are shown of a written section are those that really come out: each section is taken out of the document that
//! prints it and printed alone, as the figure counts it, from the top of a page.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use shenbao_core::answers::{Draft, Value, read_draft};
use shenbao_core::check::{self, Report};
use shenbao_core::compose::{self, Block, Document};
use shenbao_core::form::{self, Field, FieldKind, Form};
use shenbao_core::render::pdf::{self, Fonts};
use std::path::{Path, PathBuf};

const DAY: &str = "2026-06-15";
/// The text area of a page, in points.
const PAGE: f32 = 637.8;

#[test]
fn a_sections_printed_pages_are_those_that_come_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let fonts = Fonts::load(&root.join("fonts")).unwrap();
    let mut held = 0;
    for form in form::load_all(&root.join("forms")).unwrap() {
        let folder = root.join("forms").join(&form.id).join(&form.edition).join("examples");
        for example in files(&folder) {
            let draft = read_draft(&std::fs::read_to_string(&example).unwrap()).unwrap();
            for times in [1, 3, 9] {
                let place = format!("{} × {times}", example.display());
                held += hold(&form, &lengthened(&form, &draft, times), &fonts, &place);
            }
        }
    }
    assert!(held > 100, "{held} sections were held against their pages");
}

/// Every section of a draft that has a figure; how many there were.
fn hold(form: &Form, draft: &Draft, fonts: &Fonts, place: &str) -> usize {
    let pages = |field: &Field, text: &str| pdf::pages(&field.label, text, fonts);
    let today = DAY.parse().unwrap();
    let report = check::check(form, draft, &check::Setting { today, charset: None, pages: Some(&pages) });
    let setting = compose::Setting { day: today, app_version: "1".into() };
    let composed = compose::compose(form, draft, &report, &setting);
    let figures = figures(&report);
    for (field, figure) in &figures {
        let alone = composed.documents.iter().find_map(|document| alone(document, field)).unwrap();
        let printed = pdf::render(&alone, fonts).unwrap();
        let place = format!("{place}: {field} is said to fill {figure} pages");
        assert_eq!(figure.ceil(), printed.pages.into(), "{place}");
        // Of the last page as much is used as the figure's fraction says; a box has a height that it never falls below.
        let last = printed.places.iter().filter(|place| place.page == printed.pages);
        let foot = last.map(|place| place.rect[1] + place.rect[3]).fold(0.0, f32::max);
        let top = printed.places.iter().map(|place| place.rect[1]).fold(f32::MAX, f32::min);
        let used = (foot - top) / (PAGE - 24.0);
        let said = (figure - Decimal::from(printed.pages - 1)).to_f32().unwrap();
        assert!(printed.pages == 1 || (said - used).abs() < 0.13, "{place}, but {used} of the last page");
    }
    figures.len()
}

fn figures(report: &Report) -> Vec<(String, Decimal)> {
    report.lengths.iter().filter_map(|length| Some((length.field.clone(), length.pages?))).collect()
}

/// The document with nothing but the box of one field.
fn alone(document: &Document, field: &str) -> Option<Document> {
    let block = document.blocks.iter().find(|block| is_box(block, field))?;
    Some(Document { blocks: vec![block.clone()], warnings: Vec::new(), ..document.clone() })
}

fn is_box(block: &Block, field: &str) -> bool {
    let Block::Table(table) = block else { return false };
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let mut sources = cells.flat_map(|cell| &cell.paragraphs).map(|paragraph| paragraph.source.as_ref());
    let is_of_field = |source: Option<&shenbao_core::answers::Path>| {
        source.is_some_and(|source| source.field == field && source.row.is_none())
    };
    table.header.len() == 1 && table.widths.len() == 1 && sources.all(is_of_field)
}

/// The same with each long text written so many times, one below the other.
fn lengthened(form: &Form, draft: &Draft, times: usize) -> Draft {
    let mut draft = draft.clone();
    for field in form.fields().filter(|field| matches!(field.kind, FieldKind::LongText { .. })) {
        if let Some(Value::Text(text)) = draft.answers.get_mut(&field.id) {
            *text = vec![text.as_str(); times].join("\n");
        }
    }
    draft
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|found| found == "json")).collect()
}
