use super::*;
use crate::answers::{Value, apply, read_draft};
use crate::form::{Field, Form, load};
use std::path::Path;

fn form() -> Form {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/livestream-base/2023")).unwrap()
}

fn tenants(form: &Form) -> &Field {
    form.fields().find(|field| field.label == "入驻和服务企业名单").unwrap()
}

fn go(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn table(text: &str) -> Table {
    Source::pasted("粘贴", text.to_owned()).unwrap().read(0, &mut go).unwrap()
}

fn taken(text: &str, field: &Field) -> (Layout, Taken) {
    let table = table(text);
    let layout = Layout::guess(&table, field, &Known::new());
    let taken = take(&table, field, &layout, &mut go).unwrap();
    (layout, taken)
}

fn text_of<'r>(row: &'r TakenRow, column: &str) -> &'r str {
    match &row.cells[column] {
        Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn titles_above_and_totals_below_are_no_rows() {
    let form = form();
    let text = "2025 年入驻企业一览表\t\t\n\n序号\t* 企业名称（全称）\t类 别\t起始日期\n1\t上海示例甲公司\t入驻\t2024年3月5日\n2\t上海示例乙公司\t服务\t２０２４／３／６\n\n合计\t2\t\n";
    let (layout, taken) = taken(text, tenants(&form));
    assert_eq!(layout.columns[1..3], [Some("name".into()), Some("relation".into())]);
    assert_eq!(taken.rows.len(), 2);
    assert_eq!(taken.rows[0].number, 4);
    assert_eq!(text_of(&taken.rows[1], "relation"), "served");
    assert_eq!(taken.notices, ["合计行 1 行不导入。"]);
}

#[test]
fn dates_are_read_as_people_write_them() {
    let form = form();
    let written = ["2024-03-05", "2024/3/5 0:00:00", "２０２４．３．５", "2024年3月5日", "20240305"];
    for day in written {
        let (_, taken) = taken(&format!("企业名称\t类别\t开始日期\n甲\t入驻\t{day}\n"), tenants(&form));
        assert_eq!(text_of(&taken.rows[0], "since"), "2024-03-05", "{day}");
    }
    let (_, wrong) = taken("企业名称\t类别\t开始日期\n甲\t入驻\t去年三月\n", tenants(&form));
    assert_eq!(text_of(&wrong.rows[0], "since"), "去年三月");
    assert_eq!(wrong.rows[0].problems[0].column, "since");
}

#[test]
fn a_code_that_lost_digits_is_told_and_not_guessed() {
    let form = form();
    let (_, taken) = taken("企业名称\t信用代码\t类别\n甲\t9.1310115E+17\t入驻\n", tenants(&form));
    assert_eq!(text_of(&taken.rows[0], "credit_code"), "9.1310115E+17");
    assert!(taken.rows[0].problems[0].says.contains("科学计数"));
    assert!(taken.notices[0].contains("有 1 个号码"));
}

#[test]
fn what_the_user_matched_before_is_matched_again() {
    let form = form();
    let table = table("商户\t身份\n甲\t入驻\n");
    let guessed = Layout::guess(&table, tenants(&form), &Known::new());
    assert_eq!(guessed.columns, [None, None]);
    let known = Known::from([("商户".into(), Some("name".into())), ("身份".into(), Some("relation".into()))]);
    let layout = Layout::guess(&table, tenants(&form), &known);
    assert_eq!(layout.columns, [Some("name".into()), Some("relation".into())]);
    assert_eq!(take(&table, tenants(&form), &layout, &mut go).unwrap().rows.len(), 1);
}

#[test]
fn taking_is_one_change_that_can_be_taken_back() {
    let form = form();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/livestream-base/2023/examples");
    let file = std::fs::read_dir(path)
        .unwrap()
        .flatten()
        .find(|entry| entry.path().extension().is_some_and(|it| it == "json"));
    let mut draft = read_draft(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
    let before = draft.clone();
    let field = tenants(&form);
    let rows = |draft: &crate::answers::Draft| match &draft.answers[&field.id] {
        Value::List(rows) => rows.len(),
        _ => 0,
    };
    let count = rows(&draft);
    let (_, taken) = taken("企业名称\t类别\n新企业\t入驻\n", field);
    let edit = edit(&draft, field, taken.rows, Mode::Append, "租户表.xlsx");
    let inverse = apply(&mut draft, edit).unwrap();
    assert_eq!(rows(&draft), count + 1);
    assert_eq!(draft.origins[&field.id].in_words(), "导入自“租户表.xlsx”");
    apply(&mut draft, inverse).unwrap();
    assert_eq!(draft, before);
}

#[test]
fn text_files_are_read_in_their_encodings() {
    let text = "企业名称,类别\n上海示例㐂公司,入驻\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), gb.into_owned(), utf16, marked] {
        let read = Source::open("a.csv", bytes).unwrap().read(0, &mut go).unwrap();
        assert_eq!(read.rows[1].cells[0], Cell::Text("上海示例㐂公司".into()));
        assert_eq!(read.rows[0].cells[0], Cell::Text("企业名称".into()));
    }
}

#[test]
fn amounts_follow_the_unit_in_their_heading() {
    let wan = "营业收入（万元）";
    assert_eq!(heading::yuan(wan), Some(rust_decimal::Decimal::from(10_000)));
    assert_eq!(heading::yuan("营业收入(单位：元)"), Some(rust_decimal::Decimal::ONE));
    assert_eq!(heading::yuan("营业收入"), None);
    let mut field = tenants(&form()).kind.columns()[0].clone();
    field.kind = crate::form::FieldKind::Money { shown_in: crate::form::MoneyUnit::Yuan, negative: false };
    let (value, problem) = understand::understand(&Cell::Number(1234.56), &field, heading::yuan(wan));
    assert_eq!((value, problem), (Some(Value::Text("12345600.00".into())), None));
}

#[test]
fn files_that_are_no_tables_are_refused() {
    let refused = |bytes: &[u8]| Source::open("a.xls", bytes.to_vec()).err();
    assert_eq!(refused(b""), Some(ImportError::Empty));
    assert_eq!(refused(b"<html><table></table></html>"), Some(ImportError::WebPage));
    assert_eq!(refused(b"PK\x03\x04 no zip at all"), Some(ImportError::Damaged));
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\0"), Some(ImportError::NotATable));
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_table_or_a_refusal(text in "[\\PC\t\n\"]{0,200}") {
        let form = form();
        let table = Source::pasted("粘贴", text).unwrap().read(0, &mut go).unwrap();
        let layout = Layout::guess(&table, tenants(&form), &Known::new());
        let taken = take(&table, tenants(&form), &layout, &mut go).unwrap();
        proptest::prop_assert!(taken.rows.len() <= table.rows.len());
    }

    #[test]
    fn any_bytes_are_a_table_or_a_refusal(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        if let Ok(mut source) = Source::open("a", bytes) {
            drop(source.read(0, &mut go));
        }
    }

    #[test]
    fn cells_come_back_as_they_were_written(cells in proptest::collection::vec("[^\\p{C}\u{0}]{1,12}", 1..6)) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let read = Source::pasted("粘贴", quoted.join("\t")).unwrap().read(0, &mut go).unwrap();
        let found: Vec<String> = read.rows.iter().flat_map(|row| row.cells.iter().map(Cell::shown)).collect();
        proptest::prop_assert_eq!(found, cells);
    }
}

/// Every table field of every pack, with its form's id.
fn all_tables() -> Vec<(String, Field)> {
    let forms = crate::form::load_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms")).unwrap();
    let tables = forms.iter().flat_map(|form| {
        let fields = form.fields().filter(|field| !field.kind.columns().is_empty());
        fields.map(|field| (form.id.clone(), field.clone())).collect::<Vec<_>>()
    });
    tables.collect()
}

/// An answer of the column's kind in its canonical writing, one for each seed.
fn answer(column: &Field, seed: usize) -> Value {
    use crate::form::{FieldKind, MoneyUnit};
    let text = |text: String| Value::Text(text);
    match &column.kind {
        FieldKind::Choice { options } => text(options[seed % options.len()].id.clone()),
        FieldKind::Choices { options } => {
            let chosen = options.iter().enumerate().filter(|(at, _)| *at == 0 || (seed >> at) & 1 == 1);
            Value::List(chosen.map(|(_, option)| text(option.id.clone())).collect())
        }
        FieldKind::YesNo | FieldKind::Declaration { .. } => Value::YesNo(seed.is_multiple_of(2)),
        FieldKind::Date => text(format!("{}-{:02}-{:02}", 1950 + seed % 100, seed % 12 + 1, seed % 28 + 1)),
        FieldKind::Year => Value::Integer(2000 + i32::try_from(seed % 26).unwrap()),
        FieldKind::Integer { min, max, .. } => {
            let number = i32::try_from(seed % 5).unwrap() + min.unwrap_or(0);
            Value::Integer(max.map_or(number, |max| number.min(max)))
        }
        FieldKind::Decimal { scale, .. } => {
            text(if *scale == 0 { "7".into() } else { format!("{}.5", seed % 60) })
        }
        FieldKind::Money { shown_in: MoneyUnit::Yuan, .. } => {
            text(format!("{}.{:02}", seed % 999_999_999, seed % 100))
        }
        FieldKind::Money { .. } => text(format!("{}.{:02}", seed * 37 % 9_999_999_999, seed % 100)),
        FieldKind::Region => text(crate::identity::DISTRICTS[seed % 16].0.to_owned()),
        FieldKind::CreditCode => text("91310000MA1FL0000J".to_owned()),
        FieldKind::IdentityNumber | FieldKind::IdentityDocument => text("11010519491231002X".to_owned()),
        FieldKind::Phone { .. } => text(format!("138{:08}", seed % 100_000_000)),
        FieldKind::Email => text("a@example.com".to_owned()),
        FieldKind::Postcode => text("200001".to_owned()),
        _ => text(format!("内容=“{seed}”，第 2 项; +1")),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(12))]

    #[test]
    fn a_template_that_was_filled_in_comes_back_without_loss(seeds in proptest::collection::vec(0_usize..4_000_000_000, 1..6)) {
        for (form, field) in all_tables() {
            let columns = columns_of(&field);
            let rows: Vec<Value> = seeds
                .iter()
                .map(|seed| {
                    let cells = columns.iter().enumerate().map(|(at, column)| (column.id.clone(), answer(column, seed + at)));
                    Value::Row(cells.collect())
                })
                .collect();
            let bytes = template(&field, &rows).unwrap();
            let mut source = Source::open("模板.xlsx", bytes).unwrap();
            proptest::prop_assert!(source.sheets().iter().skip(1).all(|sheet| sheet.is_hidden));
            let table = source.read(0, &mut go).unwrap();
            let layout = Layout::guess(&table, &field, &Known::new());
            proptest::prop_assert_eq!(layout.first_row(), 1, "{} {}", form, field.id);
            let taken = take(&table, &field, &layout, &mut go).unwrap();
            let back: Vec<Value> = taken.rows.iter().map(|row| Value::Row(row.cells.clone())).collect();
            proptest::prop_assert_eq!(&back, &rows, "{} {}", form, field.id);
        }
    }
}

/// What is understood while it is read is what is understood afterwards, also where a wide row at the end changes the layout.
#[test]
fn rows_are_understood_the_same_while_they_are_read() {
    let form = form();
    let rows = |heading: &str, last: &str| {
        let rows = (0..9_000).map(|at| format!("上海示例{at}公司\t入驻\t2024-03-0{}\n", at % 10));
        format!("{heading}{}{last}", rows.collect::<String>())
    };
    let headed = rows("企业名称\t类别\t开始日期\n", "合计\t9000\n上海示例公司\t服务\t去年\t\t多出来的\n");
    // Without headings the columns count only where there are as many as the field has.
    let bare = rows("", "甲\t乙\t丙\t丁\t戊\t己\n");
    for text in [headed, bare, "企业名称\t类别\n甲\t入驻\n".to_owned(), String::from("甲\n")] {
        let mut source = Source::pasted("粘贴", text.clone()).unwrap();
        let together = source.understand(0, tenants(&form), &Known::new(), &mut go).unwrap();
        let (layout, taken) = taken(&text, tenants(&form));
        assert_eq!((together.layout, together.taken), (layout, taken));
        assert_eq!(together.table.rows, table(&text).rows);
    }
}

#[test]
fn reading_is_broken_off_at_any_step() {
    let form = form();
    let text = (0..9_000).map(|at| format!("上海示例{at}公司\t入驻\n")).collect::<String>();
    for most in 0..3 {
        let mut heard = 0;
        let mut watch = |_| {
            heard += 1;
            if heard > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut source = Source::pasted("粘贴", format!("企业名称\t类别\n{text}")).unwrap();
        let outcome = source.understand(0, tenants(&form), &Known::new(), &mut watch);
        assert_eq!(outcome.map(|_| ()), Err(ImportError::Cancelled), "{most}");
    }
}

/// What each limit of a table refuses or leaves out, and what it still takes.
#[test]
fn tables_have_limits() {
    let read = |text: String| Source::pasted("粘贴", text).unwrap().read(0, &mut go);
    let cell = |letters: usize| format!("甲\t{}", "长".repeat(letters));
    assert!(read(cell(100_000)).is_ok());
    assert_eq!(read(cell(100_001)).err(), Some(ImportError::CellTooLong(1)));
    let rows = |count: usize| "甲\n".repeat(count);
    assert_eq!(read(rows(200_000)).map(|table| table.rows.len()), Ok(200_000));
    assert_eq!(read(rows(200_001)).err(), Some(ImportError::TooManyRows));
    let wide = read(vec!["甲"; 300].join("\t")).unwrap();
    assert_eq!((wide.width(), wide.is_cut), (256, true));
    let cells = |lines: usize| format!("{}\n", "\t".repeat(999)).repeat(lines);
    assert!(read(cells(5_000)).is_ok());
    assert_eq!(read(cells(5_001)).err(), Some(ImportError::TooLarge));
    assert_eq!(Source::pasted("粘贴", " ".repeat(100 << 20)).err(), None);
    assert_eq!(Source::pasted("粘贴", " ".repeat((100 << 20) + 1)).err(), Some(ImportError::TooLarge));
}

/// What begins like a remark and goes on for pages is something that someone has filled in.
#[test]
fn remarks_are_short() {
    let form = form();
    for (letters, rows) in [(100, 1), (200, 2)] {
        let text = format!("企业名称\t类别\n甲\t入驻\n备注：{}\n", "长".repeat(letters));
        assert_eq!(taken(&text, tenants(&form)).1.rows.len(), rows, "{letters}");
    }
}

#[test]
fn so_many_sheets_are_looked_at_to_find_the_one_that_is_meant() {
    let form = form();
    for (sheets, found) in [(20, 19), (21, 0)] {
        let mut book = rust_xlsxwriter::Workbook::new();
        for at in 1..=sheets {
            let page = book.add_worksheet();
            let headings = if at == sheets { ["企业名称", "类别"] } else { ["甲", "乙"] };
            page.write_row(0, 0, headings).unwrap().write_row(1, 0, ["丙", "丁"]).unwrap();
        }
        let mut source = Source::open("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(source.likely_sheet(tenants(&form), &Known::new()), found, "{sheets}");
    }
}

#[test]
fn a_reader_that_stumbles_is_a_refusal() {
    let stumbled: Result<(), _> = guarded(|| panic!("as a reader does"));
    assert_eq!(stumbled, Err(ImportError::Damaged));
}
