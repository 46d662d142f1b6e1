//! Tables from files on their way into a draft, over the shipped packs and a library of their own.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::Value;
use shenbao_desktop::contract::{ImportProgress, OpenDraft, TablePreview, TableReading};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use std::fs;
use tempfile::{TempDir, tempdir};

const FIELD: &str = "team.roster";

fn open() -> (TempDir, Desk, OpenDraft) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), &FakeKeychain::default());
    let examples = desk.start().unwrap().examples;
    let example = examples.iter().find(|example| example.id.contains("in-house")).unwrap().id.clone();
    let draft = desk.create_from_example(&example).unwrap();
    (folder, desk, draft)
}

fn opened(folder: &TempDir, desk: &Desk, id: &str, text: &str) -> TablePreview {
    let path = folder.path().join("名册.csv");
    fs::write(&path, text).unwrap();
    desk.open_table(id, FIELD, &path, &|_: ImportProgress| {}).unwrap()
}

fn rows(draft: &OpenDraft) -> usize {
    match &draft.draft.answers[FIELD] {
        Value::List(rows) => rows.len(),
        _ => 0,
    }
}

#[test]
fn a_table_is_previewed_taken_and_taken_back() {
    let (folder, desk, draft) = open();
    let before = rows(&draft);
    let preview = opened(&folder, &desk, &draft.id, "姓名,入职日期\n甲某,2024/3/5\n乙某,下个月\n");
    assert_eq!((preview.rows, preview.existing), (2, u32::try_from(before).unwrap()));
    assert!(preview.wrong > 0);
    let wrong = desk.table_rows(0, 10, true).unwrap();
    assert!(wrong.iter().any(|row| row.number == 3));
    assert_eq!(rows(&desk.open(&draft.id).unwrap()), before);
    let taken = desk.take_table(false).unwrap();
    assert!(taken.state.report.carried.iter().any(|found| found.from == "导入自“名册.csv”"));
    assert_eq!(rows(&desk.open(&draft.id).unwrap()), before + 2);
    desk.undo(&draft.id).unwrap();
    assert_eq!(rows(&desk.open(&draft.id).unwrap()), before);
}

#[test]
fn a_corrected_column_is_remembered() {
    let (folder, desk, draft) = open();
    let text = "花名,姓名\n小甲,甲某\n";
    let preview = opened(&folder, &desk, &draft.id, text);
    assert_eq!(preview.columns[1].column.as_deref(), Some("name"));
    let swapped = TableReading::Columns { columns: vec![Some("name".into()), None] };
    desk.read_table(swapped, &|_| {}).unwrap();
    desk.take_table(true).unwrap();
    let again = opened(&folder, &desk, &draft.id, text);
    assert_eq!(again.columns[0].column.as_deref(), Some("name"));
    assert_eq!(again.columns[1].column, None);
}

#[test]
fn what_is_no_table_changes_nothing() {
    let (folder, desk, draft) = open();
    let path = folder.path().join("名册.xls");
    fs::write(&path, "<html><body>导出</body></html>").unwrap();
    let refused = desk.open_table(&draft.id, FIELD, &path, &|_| {}).unwrap_err();
    assert_eq!(refused.code, FailureCode::BadTable);
    assert_eq!(desk.take_table(false).unwrap_err().code, FailureCode::NotFound);
}

#[test]
fn a_template_comes_back_as_the_rows_that_are_there() {
    let (folder, desk, draft) = open();
    let path = folder.path().join(desk.template_name(&draft.id, FIELD).unwrap());
    desk.save_template(&draft.id, FIELD, &path).unwrap();
    let preview = desk.open_table(&draft.id, FIELD, &path, &|_| {}).unwrap();
    assert_eq!((preview.rows, preview.wrong), (preview.existing, 0));
    desk.take_table(true).unwrap();
    assert_eq!(desk.open(&draft.id).unwrap().draft.answers[FIELD], draft.draft.answers[FIELD]);
}
