//! Awkward tables that other programs wrote (tests/imports): what is taken from each, and what is said of it.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_core::answers::Value;
use shenbao_core::form::{Field, load};
use shenbao_core::import::{Known, Layout, Source, Taken};
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/imports");

fn tenants() -> Field {
    let form = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/livestream-base/2023")).unwrap();
    form.fields().find(|field| field.label == "入驻和服务企业名单").unwrap().clone()
}

fn read(path: &Path, field: &Field) -> Result<(Layout, Taken), String> {
    let said = |error: shenbao_core::import::ImportError| format!("{error}；{}", error.hint());
    let name = path.file_name().unwrap().to_string_lossy();
    let mut source = Source::open(&name, fs::read(path).unwrap()).map_err(said)?;
    let mut go = |_| ControlFlow::Continue(());
    let sheet = source.likely_sheet(field, &Known::new());
    let read = source.understand(sheet, field, &Known::new(), &mut go).map_err(said)?;
    Ok((read.layout, read.taken))
}

fn described(path: &Path, field: &Field) -> String {
    let (layout, taken) = match read(path, field) {
        Ok(read) => read,
        Err(says) => return format!("refused: {says}\n"),
    };
    let mut text = String::new();
    for (heading, column) in layout.headings.iter().zip(&layout.columns) {
        writeln!(text, "{heading} → {}", column.as_deref().unwrap_or("—")).unwrap();
    }
    for row in &taken.rows {
        let cells: Vec<String> =
            row.cells.iter().map(|(id, value)| format!("{id}={}", said(value))).collect();
        writeln!(text, "{}: {}", row.number, cells.join(" | ")).unwrap();
        for problem in &row.problems {
            writeln!(text, "   ! {}", problem.says).unwrap();
        }
    }
    for notice in &taken.notices {
        writeln!(text, "* {notice}").unwrap();
    }
    text
}

fn said(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_awkward_table_is_understood_or_refused() {
    let field = tenants();
    let mut files: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind != "py"));
    files.sort();
    assert!(files.len() > 20);
    let mut all = String::new();
    for path in files {
        writeln!(all, "== {}\n{}", path.file_name().unwrap().to_string_lossy(), described(&path, &field))
            .unwrap();
    }
    insta::assert_snapshot!(all);
}
