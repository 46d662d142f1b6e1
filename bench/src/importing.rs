//! Import of a table of many rows, beside openpyxl reading the same file: it gives cells, ours gives answers of their
//! kinds with what is wrong with them.

use crate::table::{Row, growth, percentile, times};
use shenbao_core::answers::Value;
use shenbao_core::form::{Field, load};
use shenbao_core::import::{Known, Source, template};
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const ROWS: usize = 100_000;
/// The last is the one that openpyxl reads, too.
const COUNTS: [usize; 3] = [ROWS / 100, ROWS / 10, ROWS];
const TURNS: usize = 5;
/// Reads every cell as other programs do with openpyxl's quickest way.
const OPENPYXL: &str = "import sys, time, openpyxl
start = time.perf_counter()
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
print(rows, (time.perf_counter() - start) * 1000)";

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.xlsx");
    let field = tenants(root);
    let mut rows = Vec::new();
    let medians = COUNTS.map(|count| {
        fs::write(&path, workbook(&field, count)).unwrap();
        percentile(&times(TURNS, |_| assert_eq!(import(&path, &field), count)), 50)
    });
    let what = format!("import of {ROWS} rows × 6 columns, median");
    rows.push(match openpyxl(&path) {
        Some(theirs) => Row::against(&what, medians[2], ("openpyxl", theirs), "a tenth of openpyxl", "ms"),
        None => Row::figure(&what, medians[2], "ms"),
    });
    rows.push(growth(&format!("import: {COUNTS:?} rows"), &medians));
    rows.push(Row::figure(
        "import of 100000 rows, longest time until a cancel is heard",
        cancelled(&path, &field),
        "ms",
    ));
    rows
}

pub(crate) fn tenants(root: &Path) -> Field {
    let form = load(&root.join("forms/livestream-base/2023")).unwrap();
    form.fields().find(|field| field.label == "入驻和服务企业名单").unwrap().clone()
}

fn workbook(field: &Field, count: usize) -> Vec<u8> {
    template(field, &rows(count)).unwrap()
}

/// So many rows of six cells.
pub(crate) fn rows(count: usize) -> Vec<Value> {
    let text = |text: String| Value::Text(text);
    let row = |at: usize| {
        Value::Row(BTreeMap::from([
            ("name".into(), text(format!("上海示例第{at}商贸有限公司"))),
            ("credit_code".into(), text("91310101MAXX00090A".into())),
            ("relation".into(), text(["resident", "served", "both"][at % 3].into())),
            ("business".into(), text(format!("服装鞋帽第{}类", at % 40))),
            ("since".into(), text(format!("20{:02}-{:02}-{:02}", 10 + at % 15, 1 + at % 12, 1 + at % 28))),
            ("contact".into(), text(format!("某某 138{at:08}"))),
        ]))
    };
    (0..count).map(row).collect()
}

/// From the bytes to answers with their problems; how many rows.
fn import(path: &Path, field: &Field) -> usize {
    let mut go = |_| ControlFlow::Continue(());
    let mut source = Source::open("table.xlsx", fs::read(path).unwrap()).unwrap();
    source.understand(0, field, &Known::new(), &mut go).unwrap().taken.rows.len()
}

/// How long a cancel takes to be heard, at worst.
fn cancelled(path: &Path, field: &Field) -> f64 {
    let mut source = Source::open("table.xlsx", fs::read(path).unwrap()).unwrap();
    let mut last = Instant::now();
    let mut longest = 0.0_f64;
    let mut hear = |_| {
        longest = longest.max(last.elapsed().as_secs_f64() * 1e3);
        last = Instant::now();
        ControlFlow::Continue(())
    };
    source.understand(0, field, &Known::new(), &mut hear).unwrap();
    longest
}

/// Best of three, in milliseconds; `None`: it is not installed.
fn openpyxl(path: &Path) -> Option<f64> {
    let run = || {
        let output = Command::new("python3").args(["-c", OPENPYXL]).arg(path).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let (rows, took) = text.trim().split_once(' ')?;
        (rows.parse::<usize>().ok()? > ROWS).then(|| took.parse::<f64>().ok()).flatten()
    };
    (0..3).filter_map(|_| run()).min_by(f64::total_cmp)
}
