use super::*;
use crate::compose::ChartKind;
use crate::compose::sheet::{Align, Column, SheetChart};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

fn number(text: &str, format: NumberFormat) -> Cell {
    Cell::Number { value: text.parse().unwrap(), format }
}

fn date(text: &str) -> Cell {
    Cell::Date(text.parse().unwrap())
}

fn column(header: &str, align: Align) -> Column {
    Column { header: header.into(), width: 16.0, align }
}

fn finance() -> Sheet {
    let year = |year: &str, revenue: &str| {
        vec![number(year, NumberFormat::Year), number(revenue, NumberFormat::Amount)]
    };
    Sheet {
        name: "三年财务".into(),
        columns: vec![column("年度", Align::Center), column("营业收入（万元）", Align::Right)],
        rows: vec![year("2023", "2345.678901"), year("2024", "2400"), year("2025", "2500.5")],
        charts: vec![SheetChart {
            title: "近三年营业收入".into(),
            kind: ChartKind::Bar,
            unit: "万元".into(),
            categories: 0,
            series: vec![1],
            rows: None,
        }],
        notes: vec!["数据来源：申请表".into()],
        landscape: false,
        frozen_columns: 0,
    }
}

fn odd_cells() -> Sheet {
    let formula = |formula: &str, value: Calculated| Cell::Formula {
        formula: formula.into(),
        value,
        format: NumberFormat::Amount,
    };
    let text = |text: &str| Cell::Text(text.into());
    Sheet {
        name: "指标".into(),
        columns: vec![column("指标", Align::Left), column("值", Align::Right)],
        rows: vec![
            vec![
                text("三年平均"),
                formula("=AVERAGE('三年财务'!B2:B4)", Calculated::Number("2415.392967".parse().unwrap())),
            ],
            vec![text("判断"), formula(r#"=IF(B2>=2400,"达到","")"#, Calculated::Text("达到".into()))],
            vec![text("空"), formula(r#"=IF(B2>=9999,"达到","")"#, Calculated::Text(String::new()))],
            vec![text("=1+1"), text("@SUM(A1)")],
            vec![text("+86 21"), text("-5")],
            vec![text("𠮷𠮷 <&> \u{1} 末"), Cell::Empty],
            vec![date("2024-02-29"), date("1899-12-31")],
            vec![text(&"长".repeat(40_000)), number("0.1", NumberFormat::Plain)],
        ],
        charts: Vec::new(),
        notes: Vec::new(),
        landscape: true,
        frozen_columns: 1,
    }
}

fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        title: "设计创新中心 A&B".into(),
        file_name: "04数据工作簿.xlsx".into(),
        is_draft: true,
        warnings: Vec::new(),
        check_code: "7K3F-9Q2M".into(),
        sheets,
    }
}

/// Every cell of a sheet as calamine reads it, one line a row.
fn read_back(bytes: &[u8], sheet: &str) -> Vec<String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let shown = |cell: &Data| match cell {
        Data::DateTime(day) => format!("{:?}", day.as_f64()),
        Data::String(text) if text.chars().count() > 40 => format!("{} characters", text.chars().count()),
        other => format!("{other:?}"),
    };
    range.rows().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn cells_keep_their_types() {
    let bytes = render(&workbook(vec![odd_cells(), finance()])).unwrap();
    insta::assert_json_snapshot!(read_back(&bytes, "指标"));
    insta::assert_json_snapshot!(read_back(&bytes, "三年财务"));
}

#[test]
fn formulas_are_live() {
    let bytes = render(&workbook(vec![odd_cells(), finance()])).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula("指标").unwrap();
    let found: Vec<_> = formulas.used_cells().map(|(_, _, formula)| formula.clone()).collect();
    insta::assert_json_snapshot!(found);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let book = workbook(vec![odd_cells(), finance()]);
    assert!(render(&book).unwrap() == render(&book).unwrap());
}

#[test]
fn a_sheet_without_rows_is_written_without_its_chart() {
    let empty = Sheet { rows: Vec::new(), ..finance() };
    assert!(render(&workbook(vec![empty])).is_ok());
}

#[test]
fn a_model_no_spreadsheet_can_hold_is_an_error() {
    let twice = render(&workbook(vec![finance(), finance()]));
    assert!(twice.unwrap_err().to_string().starts_with("工作簿无法写出"));
}
