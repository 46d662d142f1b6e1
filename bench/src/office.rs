//! Writing workbooks beside openpyxl and XlsxWriter, and documents beside LibreOffice without a window.

use crate::bundling;
use crate::importing::{rows, tenants};
use crate::sample::Sample;
use crate::table::{Row, growth, percentile, times};
use shenbao_core::import::template;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const MOST: usize = 100_000;
const COUNTS: [usize; 3] = [MOST / 100, MOST / 10, MOST];
const TURNS: usize = 3;
/// The same cells by each library's way for many rows; the time is that of writing alone.
const PYTHON: &str = "import sys, time
kind, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
def cells():
    yield ['名称', '统一社会信用代码', '关系', '经营内容', '起始日期', '联系人']
    for at in range(count):
        yield [f'上海示例第{at}商贸有限公司', '91310101MAXX00090A', ['入驻', '服务', '入驻并服务'][at % 3],
               f'服装鞋帽第{at % 40}类', f'20{10 + at % 15:02}-{1 + at % 12:02}-{1 + at % 28:02}', f'某某 138{at:08}']
if kind == 'openpyxl':
    import openpyxl
    start = time.perf_counter()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells():
        sheet.append(row)
    book.save(path)
else:
    import xlsxwriter
    start = time.perf_counter()
    book = xlsxwriter.Workbook(path, {'constant_memory': True})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells()):
        sheet.write_row(at, 0, row)
    book.close()
print((time.perf_counter() - start) * 1000)";

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let field = tenants(root);
    let folder = tempfile::tempdir().unwrap();
    let mut table = Vec::new();
    let medians = COUNTS.map(|count| {
        let rows = rows(count);
        percentile(&times(TURNS, |_| drop(std::hint::black_box(template(&field, &rows).unwrap()))), 50)
    });
    let what = format!("workbook of {MOST} rows × 6 columns, written, median");
    for library in ["openpyxl", "XlsxWriter"] {
        let theirs = python(library, &folder.path().join("table.xlsx"), MOST);
        table.push(match theirs {
            Some(theirs) => Row::against(&what, medians[2], (library, theirs), "a fifth of openpyxl", "ms"),
            None => Row::figure(&what, medians[2], "ms"),
        });
    }
    table.push(growth(&format!("writing a workbook: {COUNTS:?} rows"), &medians));
    table.extend(libreoffice(root, folder.path()));
    table
}

/// Best of three, in milliseconds; `None`: it is not installed.
fn python(library: &str, path: &Path, count: usize) -> Option<f64> {
    let run = || {
        let mut python = Command::new("python3");
        let output = python.args(["-c", PYTHON, library]).arg(path).arg(count.to_string()).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse::<f64>().ok()
    };
    (0..TURNS).filter_map(|_| run()).min_by(f64::total_cmp)
}

/// Our whole bundle against the workbook in it alone, turned into a PDF; each starts from nothing.
fn libreoffice(root: &Path, folder: &Path) -> Option<Row> {
    let sample = Sample::load(root);
    let bundle = bundling::bundle(&sample, root);
    let target = folder.join("bundle");
    bundle.write_folder(&target).unwrap();
    let files = std::fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path());
    let workbook = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "xlsx")).unwrap();
    let ours = percentile(&times(TURNS, |_| bundling::once(&sample, root)), 50);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = || {
        let mut office = Command::new("soffice");
        office.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).arg(&workbook);
        let started = Instant::now();
        let output = office.output().ok()?;
        output.status.success().then(|| started.elapsed().as_secs_f64() * 1e3)
    };
    // The first start makes a profile and is not counted.
    run()?;
    let theirs = (0..TURNS).filter_map(|_| run()).min_by(f64::total_cmp)?;
    let what = "bundle 01–04 from nothing; theirs: its workbook alone as PDF";
    Some(Row::against(what, ours, ("LibreOffice", theirs), "a fifth", "ms"))
}
