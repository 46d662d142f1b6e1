use super::*;
use crate::import::{Known, Layout, Source, take};
use std::ops::ControlFlow;
use std::path::Path;

fn go(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Title, journal, date, authors and DOI, if there is one, of each reference, as `a | b | c | d | e`.
fn read(text: &str) -> Vec<String> {
    let style = recognise(text).unwrap();
    let table = rows(text, style, usize::MAX, &mut |_| ControlFlow::Continue(())).unwrap();
    let line = |row: &crate::import::TableRow| {
        let cells: Vec<_> = (0..5).map(|at| row.cell(at).shown()).collect();
        let said = if cells[4].is_empty() { 4 } else { 5 };
        cells[..said].join(" | ")
    };
    table.rows.iter().skip(1).map(line).collect()
}

#[test]
fn bibtex_is_read_entry_by_entry() {
    let text = r#"Exported by someone.
@string{prl = "Physical Review Letters"}
@article{a, title={Reversible {S}witching of \textit{edge} states: 50\% more}, journal=prl, year=2016, month=may, day={20},
  author={Han, Ruoxi and Lu, Zhiyuan and M{\"u}ller, J{\"o}rg and others}}
@comment{jabref}
@book{a, title="边界态导论", author="韩若溪 and 欧阳, 修", publisher={科学出版社}, year={2019}, url={https://doi.org/10.5555/B.1}}
@article{, title={两个界面}, author={韩若溪,陆知远,沈砚秋}, journal={示例学报}, date={2020-03}}
@article{broken, title={never closed, year={2020}
@inproceedings{c, title={T}, booktitle={Proceedings}, author={Jan van der Berg}, date={2020-03-04}, doi={10.5555/C_1}}
"#;
    assert_eq!(recognise(text), Some(Style::Bibtex));
    assert_eq!(
        read(text),
        [
            "Reversible Switching of edge states: 50% more | Physical Review Letters | 2016-05-20 | Ruoxi Han, Zhiyuan Lu, Jörg Müller",
            "边界态导论 | 科学出版社 | 2019 | 韩若溪，欧阳修 | 10.5555/b.1",
            "两个界面 | 示例学报 | 2020-03 | 韩若溪，陆知远，沈砚秋",
            "@article{broken, title={never closed, year={2020} |  |  | ",
            "T | Proceedings | 2020-03-04 | Jan van der Berg | 10.5555/c_1",
        ]
    );
    let table = rows(text, Style::Bibtex, usize::MAX, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(table.notices, ["第 2 行的作者以“等”省略，没有列全；请补全全部作者。"]);
}

#[test]
fn ris_and_endnote_are_read_record_by_record() {
    let ris = "Provider: someone\n\nTY  - JOUR\nT1  - 拓扑界面的可逆切换\nA1  - 韩若溪\nA1  - 陆知远\nJO  - 示例物理快报\nPY  - 2016/05/20/\nDO  - https://doi.org/10.5555/Topo.1\nER  - \n\
TY  - BOOK\nTI  - Edge states\nAU  - Smith, John Paul\nAU  - 韩若溪;陆知远\nPB  - Science Press\nPY  - 2019\nER  - \n";
    assert_eq!(
        read(ris),
        [
            "拓扑界面的可逆切换 | 示例物理快报 | 2016-05-20 | 韩若溪，陆知远 | 10.5555/topo.1",
            "Edge states | Science Press | 2019 | John Paul Smith，韩若溪，陆知远",
        ]
    );
    let endnote = "%0 Journal Article\n%A 韩若溪\n%A 陆知远\n%T 拓扑材料\n%J 示例物理快报\n%D 2016\n%8 2016-05-20\n%R 10.5555/topo.2\n\n%0 Book\n%T B\n%D 2020\n";
    assert_eq!(
        read(endnote),
        ["拓扑材料 | 示例物理快报 | 2016-05-20 | 韩若溪，陆知远 | 10.5555/topo.2", "B |  | 2020 | "]
    );
}

#[test]
fn printed_citations_are_taken_apart() {
    let text = "[1] 韩若溪, 陆知远, 等. 拓扑界面的可逆切换[J]. 示例物理快报, 2016, 12(5): 1-10. DOI：10.5555/Topo.1.\n\
［2］沈砚秋，陆知远．边界态导论：第二版［M］．3版．北京：科学出版社，2019：12．\n\
[3] HAN R X, LU Z Y. Clean interfaces of layered
materials[J]. Phys. Rev. Lett., 2017, 3: 4.\n\
[4] J. Smith, K. Lee. Switching[J]. Nature, 2018, 5(1): 2.\n\
[5] 陆知远. 一种方法[C]//示例学会. 示例会议论文集. 上海: 示例出版社, 2020: 1-5.\n\
[6] 沈砚秋. 报道[N]. 示例日报, 2021-03-04(2).\n\
[7] 韩若溪. 网页[EB/OL]. (2022-05-06)[2023-01-01]. https://example.com/2020.\n\
[8] 不合格式的一条\n";
    assert_eq!(
        read(text),
        [
            "拓扑界面的可逆切换 | 示例物理快报 | 2016 | 韩若溪，陆知远 | 10.5555/topo.1",
            "边界态导论：第二版 | 科学出版社 | 2019 | 沈砚秋，陆知远",
            "Clean interfaces of layered materials | Phys. Rev. Lett. | 2017 | HAN R X, LU Z Y",
            "Switching | Nature | 2018 | J. Smith, K. Lee",
            "一种方法 | 示例会议论文集 | 2020 | 陆知远",
            "报道 | 示例日报 | 2021-03-04 | 沈砚秋",
            "网页 |  | 2022-05-06 | 韩若溪",
            "不合格式的一条 |  |  | ",
        ]
    );
}

#[test]
fn tables_are_no_references() {
    for text in ["企业名称,类别\n甲,入驻\n", "序号\t引文\n1\t甲. 乙[J]. 丙, 2020.\n", "邮箱\n@某某\n", ""]
    {
        assert_eq!(recognise(text), None, "{text}");
    }
}

#[test]
fn references_fill_the_award_s_papers() {
    let form = crate::form::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/science-award/2024"));
    let form = form.unwrap();
    let field = form.fields().find(|field| field.id == "papers.list").unwrap();
    let text = "TY  - JOUR\nTI  - 拓扑\nAU  - 韩若溪\nJO  - 示例学报\nPY  - 2016\nER  - \n";
    let (text, _, _) = encoding_rs::GB18030.encode(text);
    let table = Source::open("文献.ris", text.into_owned()).unwrap().read(0, &mut go).unwrap();
    let layout = Layout::guess(&table, field, &Known::new());
    let matched: Vec<&str> = layout.columns.iter().flatten().map(String::as_str).collect();
    assert_eq!(matched, ["title", "journal", "published", "authors", "doi"]);
    let taken = take(&table, field, &layout, &mut go).unwrap();
    let says: Vec<&str> = taken.rows[0].problems.iter().map(|problem| problem.says.as_str()).collect();
    assert_eq!(says, ["“发表日期”：只有年份；请补全为如 2024-03-05 的日期。"]);
}

#[test]
fn hostile_entries_take_no_time_and_no_stack() {
    let deep = format!("@article{{a, title={{{}x{}}}}}", "{".repeat(100_000), "}".repeat(100_000));
    let accents = format!("@article{{a, title={{{}}}}}", "\\\"{".repeat(50_000));
    let words: String = (0..60).map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n + 1, n + 1)).collect();
    let words = format!("{words}@string{{s60 = \"x\"}}\n@article{{a, title=s0}}");
    let started = std::time::Instant::now();
    for text in [deep, accents, words] {
        assert_eq!(
            rows(&text, Style::Bibtex, usize::MAX, &mut |_| ControlFlow::Continue(()))
                .map(|table| table.rows.len())
                .unwrap_or(2),
            2
        );
    }
    assert!(started.elapsed().as_secs() < 5);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_a_row_for_each_piece(text in "([@%{}\\[\\]J.,，。＂\"a-zA-Z张三0-9 \n-]|TY  - |@article\\{|%0 |\\[J\\]|[^\\p{C}]){0,80}") {
        for style in [Style::Bibtex, Style::Ris, Style::Endnote, Style::Printed] {
            let table = rows(&text, style, usize::MAX, &mut |_| ControlFlow::Continue(())).unwrap();
            let (pieces, _) = taken_apart(&text, style);
            proptest::prop_assert!(table.rows.len() <= pieces.len() + 1);
        }
        let _ = recognise(&text);
    }
}

/// What is longer or deeper than any reference stands in its row as it is written.
#[test]
fn entries_have_limits() {
    let entry = |title: String| format!("@article{{a, title={{{title}}}}}");
    let deep = |braces: usize| entry(format!("{}x{}", "{".repeat(braces), "}".repeat(braces)));
    let long = |letters: usize| entry("长".repeat(letters));
    for (text, is_read) in [(deep(30), true), (deep(60), false), (long(30_000), true), (long(33_400), false)]
    {
        let table = rows(&text, Style::Bibtex, usize::MAX, &mut |_| ControlFlow::Continue(())).unwrap();
        let Cell::Text(title) = &table.rows[1].cells[0] else { panic!("no title") };
        assert_eq!(!title.starts_with("@article"), is_read, "{} bytes", text.len());
    }
}
