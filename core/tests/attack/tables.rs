//! Someone else's table: a workbook, a text, references.

use super::{FORMS, files, zips};
use shenbao_core::form::{Field, FieldKind};
use shenbao_core::import::{Known, Layout, Source, take};
use std::ops::ControlFlow;

const BIBTEX: &str = "@string{prl = \"Physical Review Letters\"}\n@article{a, title={Reversible {S}witching of \\textit{edge} states: 50\\% more}, journal=prl, year=2016, month=may, day={20},\n author={Han, Ruoxi and M{\\\"u}ller, J{\\\"o}rg and others}}\n@comment{x}\n@book{b, title=\"边界态导论\" # \"二\", author=\"韩若溪 and 欧阳, 修\", publisher={科学出版社}, date={2019-03}}\n";
const RIS: &str = "Provider: someone\n\nTY  - JOUR\nT1  - 拓扑界面的可逆切换\nA1  - 韩若溪\nA1  - 陆知远\nJO  - 示例物理快报\nPY  - 2016/05/20/\nER  - \nTY  - BOOK\nTI  - Edge states\nAU  - Smith, John Paul\nPB  - Science Press\nPY  - 2019\nER  - \n";
const ENDNOTE: &str = "%0 Journal Article\n%A 韩若溪\n%A 陆知远\n%T 拓扑材料\n%J 示例物理快报\n%D 2016\n%8 2016-05-20\n\n%0 Book\n%T B\n%D 2020\n";
const PRINTED: &str = "[1] 张三, 李四, 等. 界面态研究[J]. 示例学报, 2020, 41(2): 3-4.\n[2] Smith J, Doe A. Edge states[M]. Beijing: Science Press, 2019.\n[3] 王五. 一种方法: CN1234567A[P]. 2018-03-04.\n";

pub(super) fn workbooks() -> Vec<Vec<u8>> {
    let books = files("tests/imports", &[".xlsx", ".xls", ".ods"]);
    books.into_iter().map(|book| zips::unpacked(&book).unwrap_or(book)).collect()
}

pub(super) fn texts() -> Vec<Vec<u8>> {
    let references = [BIBTEX, RIS, ENDNOTE, PRINTED].map(|text| text.as_bytes().to_vec());
    let tables = files("tests/imports", &[".csv", ".txt", "web-page.xls"]);
    tables.into_iter().chain(references).collect()
}

pub(super) fn workbook(bytes: &[u8]) -> bool {
    Source::open("a", zips::packed(bytes)).is_ok_and(taken)
}

pub(super) fn text(bytes: &[u8]) -> bool {
    let pasted = Source::pasted("a", String::from_utf8_lossy(bytes).into_owned()).is_ok_and(taken);
    Source::open("a", bytes.to_vec()).is_ok_and(taken) && pasted
}

/// Its sheets as rows of every kind of table that a form asks for.
fn taken(mut source: Source) -> bool {
    let is_table = |field: &&Field| matches!(field.kind, FieldKind::Table { .. } | FieldKind::Years { .. });
    let fields: Vec<&Field> = FORMS.iter().filter_map(|form| form.fields().filter(is_table).last()).collect();
    if let Some(field) = fields.first() {
        source.likely_sheet(field, &Known::default());
    }
    let mut rows = 0;
    for sheet in 0..source.sheets().len().min(2) {
        let Ok(table) = source.read(sheet, &mut |_| ControlFlow::Continue(())) else { continue };
        for field in &fields {
            let layout = Layout::guess(&table, field, &Known::default());
            rows += take(&table, field, &layout, &mut |_| ControlFlow::Continue(()))
                .map_or(0, |taken| taken.rows.len());
        }
    }
    rows > 0
}
