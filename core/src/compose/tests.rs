//! The three examples of the real pack, composed: what stands where, and that nothing that was answered is left out.

use super::sheet::Cell as SheetCell;
use super::{
    Block, Composed, Document, Paragraph, Setting, SigningPlace, Table, answer, compose, signing_list,
};
use crate::answers::{Draft, Value, read_draft};
use crate::check::{self, check};
use crate::form::{self, Field, FieldKind, Form};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fmt::Write;
use std::path::{Path as File, PathBuf};

const EXAMPLES: [&str; 3] = ["in-house", "studio", "half-filled"];

fn pack() -> PathBuf {
    File::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023")
}

fn load() -> Form {
    form::load(&pack()).unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

fn example(name: &str) -> Draft {
    let json = std::fs::read_to_string(pack().join(format!("examples/{name}.shenbao.json"))).unwrap();
    read_draft(&json).unwrap()
}

fn composed(form: &Form, draft: &Draft) -> Composed {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let report = check(form, draft, &check::Setting { today, charset: None, pages: None });
    compose(form, draft, &report, &setting())
}

fn setting() -> Setting {
    Setting { day: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(), app_version: "0.1.0".into() }
}

#[test]
fn the_trees_of_the_examples() {
    let form = load();
    for name in EXAMPLES {
        let composed = composed(&form, &example(name));
        for document in &composed.documents {
            insta::assert_snapshot!(format!("{name}-{}", document.id), outline(document));
        }
        insta::assert_snapshot!(format!("{name}-workbook"), workbook(&composed));
    }
}

#[test]
fn the_trees_of_the_livestream_base() {
    let pack = File::new(env!("CARGO_MANIFEST_DIR")).join("../forms/livestream-base/2023");
    let form = form::load(&pack).unwrap();
    for name in ["base", "half-filled"] {
        let json = std::fs::read_to_string(pack.join(format!("examples/{name}.shenbao.json"))).unwrap();
        let composed = composed(&form, &read_draft(&json).unwrap());
        for document in &composed.documents {
            assert_eq!(!document.warnings.is_empty(), name == "half-filled", "{name}");
            insta::assert_snapshot!(format!("livestream-{name}-{}", document.id), outline(document));
        }
        insta::assert_snapshot!(format!("livestream-{name}-workbook"), workbook(&composed));
    }
}

/// Each category's own form; of two of them everything.
#[test]
fn the_trees_of_the_nominations() {
    let pack = File::new(env!("CARGO_MANIFEST_DIR")).join("../forms/science-award/2024");
    let form = form::load(&pack).unwrap();
    let pages = |_: &Field, _: &str| Decimal::new(16, 1);
    let setting_of_check = check::Setting { today: setting().day, charset: None, pages: Some(&pages) };
    for variant in &form.variants {
        let name = &variant.id;
        let json = std::fs::read_to_string(pack.join(format!("examples/{name}.shenbao.json"))).unwrap();
        let draft = read_draft(&json).unwrap();
        let composed = compose(&form, &draft, &check(&form, &draft, &setting_of_check), &setting());
        let is_whole = ["progress", "youth"].contains(&name.as_str());
        for document in composed.documents.iter().filter(|document| is_whole || document.id == "nomination") {
            insta::assert_snapshot!(format!("award-{name}-{}", document.id), outline(document));
        }
        if is_whole {
            insta::assert_snapshot!(format!("award-{name}-workbook"), workbook(&composed));
        }
    }
}

/// A sentence leaves room to write where nothing was answered; whoever signs by hand has a row of his own.
#[test]
fn an_empty_nomination_can_be_filled_in_by_hand() {
    let pack = File::new(env!("CARGO_MANIFEST_DIR")).join("../forms/science-award/2024");
    let form = form::load(&pack).unwrap();
    let json = std::fs::read_to_string(pack.join("examples/nature.shenbao.json")).unwrap();
    let full = read_draft(&json).unwrap();
    let text = |draft: &Draft, id: &str| {
        let composed = composed(&form, draft);
        composed.documents.iter().filter(|document| document.id == id).map(outline).collect::<String>()
    };
    let empty = Draft { answers: Default::default(), ..full.clone() };
    let verification = text(&empty, "verification");
    assert!(
        verification.contains("提名“＿＿＿＿＿＿”为＿＿＿＿＿＿度上海市自然科学奖候选项目"),
        "{verification}"
    );
    let nomination = text(&full, "nomination");
    let to_sign = nomination.split("完成人签字").nth(1).unwrap();
    assert!(to_sign.contains("| 序号 | 姓名 | 工作单位 | 本人签字 | 日期"), "{to_sign}");
    assert_eq!(to_sign.lines().filter(|line| line.ends_with(" |  | ")).count(), 5, "{to_sign}");
}

#[test]
fn every_shown_answer_is_printed() {
    let form = load();
    for name in EXAMPLES {
        let draft = example(name);
        let report =
            check(&form, &draft, &check::Setting { today: setting().day, charset: None, pages: None });
        let text: String = composed(&form, &draft).documents.iter().map(outline).collect();
        for (id, value) in &draft.answers {
            let field = form.fields().find(|field| field.id == *id).unwrap();
            if report.not_shown.contains(id) {
                continue;
            }
            for line in printed(&field.kind, value, draft.filing_date.is_some()) {
                assert!(text.contains(&line), "{name}: {id} is not printed: {line}");
            }
        }
    }
}

/// The lines that must appear somewhere. Years outside the window are kept and not printed.
fn printed(kind: &FieldKind, value: &Value, has_window: bool) -> Vec<String> {
    match (kind, value) {
        (FieldKind::Years { .. }, _) if !has_window => Vec::new(),
        (FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. }, Value::List(rows)) => {
            let cells = rows.iter().flat_map(|row| {
                columns
                    .iter()
                    .filter_map(|column| Some((&column.kind, super::blocks::cell_of(row, &column.id)?)))
            });
            cells.flat_map(|(kind, value)| answer::lines(kind, Some(value))).collect()
        }
        (FieldKind::Declaration { .. }, value) => answer::ticks(kind, Some(value)),
        (FieldKind::Choice { options }, Value::Text(id)) => {
            options.iter().filter(|option| option.id == *id).map(|option| option.label.clone()).collect()
        }
        (FieldKind::Choices { options }, Value::List(ids)) => options
            .iter()
            .filter(|option| ids.contains(&Value::Text(option.id.clone())))
            .map(|option| format!("☑{}", option.label))
            .collect(),
        _ => answer::lines(kind, Some(value)),
    }
}

#[test]
fn the_same_draft_gives_the_same_tree_and_code() {
    let form = load();
    let draft = example("in-house");
    let once = composed(&form, &draft);
    assert_eq!(once, composed(&form, &draft));
    let mut changed = draft.clone();
    changed.answers.insert("organisation.staff".into(), Value::Integer(1));
    assert_ne!(once.check_code, composed(&form, &changed).check_code);
}

#[test]
fn file_names_are_short_and_in_bundle_order() {
    let composed = composed(&load(), &example("studio"));
    let workbook = composed.workbook.map(|workbook| workbook.file_name);
    let names: Vec<String> =
        composed.documents.into_iter().map(|document| document.file_name).chain(workbook).collect();
    assert_eq!(names, ["01申请表.pdf", "02自评报告.pdf", "03诚信承诺书.pdf", "04数据工作簿.xlsx"]);
}

#[test]
fn only_a_ready_draft_is_no_draft() {
    let form = load();
    let is_draft = EXAMPLES.map(|name| composed(&form, &example(name)).is_draft);
    assert_eq!(is_draft, [false, false, true]);
    let half = composed(&form, &example("half-filled"));
    for document in &half.documents {
        assert!(
            matches!(&document.blocks[0], Block::Heading { text, .. } if text == "待补正事项"),
            "{}",
            document.id
        );
    }
}

#[test]
fn every_indicator_of_the_pack_has_its_row() {
    let form = load();
    for (name, without) in [
        ("in-house", &["近三年设计服务年均营业收入"][..]),
        ("studio", &["近三年获得专利和版权年均数", "累计获得专利和版权"]),
    ] {
        let text = workbook(&composed(&form, &example(name)));
        let spec = form.documents.workbook.as_ref().unwrap();
        for sheet in &spec.sheets {
            if let super::SheetKind::Indicators(indicators) = &sheet.kind {
                for indicator in indicators.iter().filter(|one| !without.contains(&one.label.as_str())) {
                    assert!(text.contains(&indicator.label), "{name}: {}", indicator.label);
                }
            }
        }
    }
}

#[test]
fn the_applicant_signs_and_the_authority_does_not() {
    let form = load();
    let draft = example("in-house");
    let report = check(&form, &draft, &check::Setting { today: setting().day, charset: None, pages: None });
    let composed = compose(&form, &draft, &report, &setting());
    let places: Vec<SigningPlace> = composed
        .documents
        .iter()
        .flat_map(|document| {
            document.signatures().map(|signature| SigningPlace {
                document: document.id.clone(),
                page: 3,
                signature: signature.id.clone(),
            })
        })
        .collect();
    let list = signing_list(&form, &draft, &report, &setting(), &composed, &places).unwrap();
    insta::assert_snapshot!(outline(&list));
}

/// A document as indented text: what a reader would see, with the paths of the answers behind it.
fn outline(document: &Document) -> String {
    let mut out = format!("# {} ({})\n", document.title, document.file_name);
    for block in &document.blocks {
        match block {
            Block::Cover(cover) => {
                writeln!(out, "cover {} / {}", cover.title, cover.subtitle).unwrap();
                for (label, value) in &cover.entries {
                    writeln!(out, "  {label}: {}", paragraph(value)).unwrap();
                }
                writeln!(out, "  {}", cover.note.as_deref().unwrap_or_default()).unwrap();
            }
            Block::Heading { level, text } => {
                writeln!(out, "{} {text}", "#".repeat(usize::from(*level))).unwrap()
            }
            Block::Paragraph(text) => writeln!(out, "{:?} {}", text.style, paragraph(text)).unwrap(),
            Block::Table(table) => self::table(&mut out, table),
            Block::Chart(chart) => writeln!(out, "chart {chart:?}").unwrap(),
            Block::Signature(signature) => writeln!(out, "{signature:?}").unwrap(),
            Block::PageBreak => out.push_str("---\n"),
            Block::FreePageBreak => out.push_str("--- if free\n"),
        }
    }
    out
}

fn table(out: &mut String, table: &Table) {
    writeln!(out, "table {:?} {}", table.widths, table.caption.as_deref().unwrap_or_default()).unwrap();
    for row in table.header.iter().chain(&table.rows) {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let span = if (cell.col_span, cell.row_span) == (1, 1) {
                    String::new()
                } else {
                    format!("[{}x{}] ", cell.col_span, cell.row_span)
                };
                let text: Vec<String> = cell.paragraphs.iter().map(paragraph).collect();
                let signature = cell.signature.as_ref().map(|one| format!(" {one:?}")).unwrap_or_default();
                format!("{span}{}{signature}", text.join(" ¶ "))
            })
            .collect();
        writeln!(out, "  | {}", cells.join(" | ")).unwrap();
    }
}

fn paragraph(paragraph: &Paragraph) -> String {
    match &paragraph.source {
        Some(path) => format!("{} <{path}>", paragraph.text),
        None => paragraph.text.clone(),
    }
}

fn workbook(composed: &Composed) -> String {
    let mut out = String::new();
    for sheet in &composed.workbook.as_ref().unwrap().sheets {
        let heads: Vec<&str> = sheet.columns.iter().map(|column| column.header.as_str()).collect();
        writeln!(out, "# {}\n  | {}", sheet.name, heads.join(" | ")).unwrap();
        for row in &sheet.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            writeln!(out, "  | {}", cells.join(" | ")).unwrap();
        }
        for chart in &sheet.charts {
            writeln!(out, "{chart:?}").unwrap();
        }
        out.push_str(&sheet.notes.join("\n"));
        out.push('\n');
    }
    out
}

fn cell(cell: &SheetCell) -> String {
    match cell {
        SheetCell::Empty => String::new(),
        SheetCell::Text(text) => format!("{text:?}"),
        SheetCell::Number { value, .. } => value.to_string(),
        SheetCell::Date(date) => date.to_string(),
        SheetCell::Formula { formula, value, .. } => format!("{formula} → {value:?}"),
    }
}
