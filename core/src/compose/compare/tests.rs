//! This year against last year at its edges, and the documents of the pack that compares.

use crate::answers::{Draft, Value, read_draft};
use crate::check::{self, check};
use crate::compose::{Block, Composed, Document, Setting, Table, compose, sheet};
use crate::form::{Form, load};
use chrono::NaiveDate;
use std::fmt::Write;
use std::path::Path;

fn example_of(form: &str, name: &str) -> (Form, Draft) {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms").join(form);
    let json = std::fs::read_to_string(pack.join(format!("examples/{name}.shenbao.json"))).unwrap();
    (load(&pack).unwrap(), read_draft(&json).unwrap())
}

fn example(name: &str) -> (Form, Draft) {
    example_of("design-center-review/2023", name)
}

fn composed(form: &Form, draft: &Draft) -> Composed {
    let day = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap();
    let report = check(form, draft, &check::Setting { today: day, charset: None, pages: None });
    compose(form, draft, &report, &Setting { day, app_version: "0.1.0".into() })
}

fn compared(form: &Form, draft: &Draft) -> Vec<Table> {
    let report =
        composed(form, draft).documents.into_iter().find(|document| document.id == "assessment").unwrap();
    let is_compared =
        |table: &Table| table.caption.as_deref().is_some_and(|caption| caption.contains("比较"));
    let tables = report.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.filter(is_compared).collect()
}

fn line(table: &Table, row: usize) -> String {
    let cells = table.rows[row].cells.iter();
    cells
        .map(|cell| cell.paragraphs.iter().map(|each| each.text.as_str()).collect::<String>())
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn differences_are_exact_and_nothing_has_no_share() {
    let (form, draft) = example("in-house");
    let with = |now: Option<Value>, last: Option<Value>| {
        let mut draft = draft.clone();
        for (id, value) in [("organisation.staff", now), ("last.staff", last)] {
            match value {
                Some(value) => draft.answers.insert(id.into(), value),
                None => draft.answers.remove(id),
            };
        }
        line(&compared(&form, &draft)[0], 0)
    };
    let number = |number| Some(Value::Integer(number));
    let cases = [
        (with(number(612), number(548)), "职工人数（人） | 612 | 548 | +64 | +11.68%"),
        (with(number(500), number(600)), "职工人数（人） | 500 | 600 | -100 | -16.67%"),
        (with(number(7), number(7)), "职工人数（人） | 7 | 7 | 0 | 0.00%"),
        (with(number(7), number(0)), "职工人数（人） | 7 | 0 | +7 | —"),
        (with(number(7), None), "职工人数（人） | 7 | — | — | —"),
        (with(None, number(7)), "职工人数（人） | — | 7 | — | —"),
        (with(Some(Value::Text("七".into())), number(7)), "职工人数（人） | — | 7 | — | —"),
        // 1/800 is 0.125 %: away from zero.
        (with(number(801), number(800)), "职工人数（人） | 801 | 800 | +1 | +0.13%"),
    ];
    for (got, wanted) in cases {
        assert_eq!(got, wanted);
    }
}

#[test]
fn years_compare_themselves_and_a_loss_has_no_share() {
    let (form, mut draft) = example("in-house");
    let years = |rows: [(i32, &str); 3]| {
        let row = |(year, profit): (i32, &str)| {
            Value::Row(
                [
                    ("year".to_owned(), Value::Integer(year)),
                    ("profit".to_owned(), Value::Text(profit.to_owned())),
                ]
                .into(),
            )
        };
        Value::List(rows.map(row).into())
    };
    let profit = |draft: &Draft| line(&compared(&form, draft)[1], 1);
    draft
        .answers
        .insert("finance.years".into(), years([(2023, "1"), (2024, "-100000.00"), (2025, "250000.01")]));
    assert_eq!(profit(&draft), "利润总额（万元） | 25.000001 | -10.00 | +35.000001 | —");
    draft.filing_date = None;
    assert_eq!(profit(&draft), "利润总额（万元） | — | — | — | —");
}

fn outline(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading { text: heading, .. } => _ = writeln!(text, "# {heading}"),
            Block::Table(table) => {
                _ = writeln!(text, "[{}]", table.caption.as_deref().unwrap_or_default());
                for row in 0..table.rows.len().min(8) {
                    _ = writeln!(text, "  {}", line(table, row));
                }
            }
            Block::Chart(chart) => {
                _ = writeln!(text, "({}) {:?} {:?}", chart.title, chart.categories, chart.series)
            }
            Block::Paragraph(paragraph) => _ = writeln!(text, "{}", paragraph.text),
            Block::Cover(cover) => _ = writeln!(text, "{cover:?}"),
            Block::Signature(signature) => _ = writeln!(text, "{signature:?}"),
            Block::PageBreak | Block::FreePageBreak => text.push_str("---\n"),
        }
    }
    text
}

#[test]
fn the_trees_of_the_yearly_report() {
    let (form, draft) = example_of("livestream-base-annual/2023", "base");
    let composed = composed(&form, &draft);
    for document in &composed.documents {
        insta::assert_snapshot!(format!("annual-{}", document.id), outline(document));
    }
    let sheets = composed.workbook.unwrap().sheets;
    let compared = sheets.iter().find(|sheet| sheet.name == "同比").unwrap();
    insta::assert_debug_snapshot!("annual-compare-sheet", (&compared.rows, &compared.charts));
}

#[test]
fn the_trees_of_the_review() {
    let (form, draft) = example("in-house");
    let composed = composed(&form, &draft);
    for document in &composed.documents {
        insta::assert_snapshot!(format!("review-{}", document.id), outline(document));
    }
    let workbook = composed.workbook.unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "指标",
            "比较",
            "花名册",
            "知识产权",
            "项目",
            "设备",
            "获奖",
            "标准",
            "三年数据",
            "年度情况",
            "重大调整"
        ]
    );
    let compared: &sheet::Sheet = &workbook.sheets[1];
    insta::assert_debug_snapshot!("review-compare-sheet", (&compared.rows, &compared.charts));
}
