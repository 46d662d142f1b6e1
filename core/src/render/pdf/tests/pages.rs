//! Pages: what repeats, what stays together, what is the same every time.

use super::documents::*;
use super::{FONTS, kept, read_back, tool};
use crate::compose::*;
use crate::render::pdf::flow::lay_out;
use crate::render::pdf::sheet::{BOTTOM, Mark, Shape, TOP};
use crate::render::pdf::{pages, render};

fn texts(page: &[Mark]) -> Vec<(f32, f32, &str)> {
    let texts = page.iter().filter_map(|mark| match &mark.shape {
        Shape::Text { line, x, y, .. } => {
            Some((x + line.runs.first().map_or(0.0, |run| run.x), *y, line.text.as_str()))
        }
        _ => None,
    });
    texts.collect()
}

#[test]
fn files_are_sound_and_the_same_every_time() {
    for (id, is_draft) in [("submission", false), ("submission-draft", true)] {
        let document = submission(id, is_draft);
        let (rendered, file) = kept(&document);
        assert_eq!(rendered, render(&document, &FONTS).unwrap());
        tool("qpdf", &["--check"], &file);
        let pages = read_back(&file);
        for (at, page) in pages.iter().enumerate() {
            let number = format!("第 {} 页 共 {} 页", at + 1, rendered.pages);
            assert!(page.contains(&number), "{number}: {page}");
            assert_eq!(page.contains("草稿"), is_draft, "{page}");
        }
    }
}

#[test]
fn a_header_repeats_and_no_row_is_lost() {
    let (rendered, file) = kept(&document("roster", vec![heading(2, "名册"), Block::Table(roster(200))]));
    let pages = read_back(&file);
    assert!(rendered.pages > 5);
    assert!(pages.iter().all(|page| page.contains("职称或岗位")));
    for at in 1..=200 {
        let path = crate::answers::Path::row("team.roster", at - 1);
        assert_eq!(rendered.places.iter().filter(|place| place.path.as_ref() == Some(&path)).count(), 8);
    }
}

#[test]
fn a_cell_taller_than_a_page_is_split_between_lines() {
    let answer = (1..=40).map(|at| format!("第{at}段。{PROSE}")).collect::<Vec<_>>().join("\n");
    let (rendered, file) = kept(&document("tall", vec![heading(2, "一、情况"), Block::Table(form(&answer))]));
    let found: String = read_back(&file).concat().replace('\n', "");
    assert!(rendered.pages > 3);
    assert!((1..=40).all(|at| found.contains(&format!("第{at}段。"))), "{found}");
}

#[test]
fn a_section_is_measured_as_it_comes_out() {
    for count in [1, 7, 24, 25, 26, 60, 200] {
        let text = PROSE.repeat(count);
        let measured = pages("项目简介", &text, &FONTS);
        let printed = document("measured", vec![Block::Table(boxed("项目简介", &text))]);
        let printed = render(&printed, &FONTS).unwrap().pages;
        assert_eq!(measured.ceil(), printed.into(), "{count}: {measured} pages");
    }
    assert_eq!(pages("项目简介", "一句话。", &FONTS).to_string(), "0.1");
}

#[test]
fn nothing_leaves_the_text_area() {
    let long = "超长".repeat(900) + &"x".repeat(900);
    let mut table = form(&long);
    table.rows.push(row(vec![label(&"标签".repeat(400)), wide(value(""), 3, 1)]));
    let spanning = row(vec![wide(label("很高的合并单元格"), 1, 60), wide(value("甲"), 3, 1)]);
    table.rows.push(spanning);
    table.rows.extend((0..59).map(|at| row(vec![wide(value(&format!("第{at}行")), 3, 1)])));
    let document = document(
        "overfull",
        vec![
            heading(1, &long),
            text(&long, Style::Body),
            Block::Table(table),
            heading(3, "末尾标题"),
            Block::Signature(signature("s", &["法定代表人（签字）："])),
        ],
    );
    kept(&document);
    let sheets = lay_out(&document, &FONTS);
    for (at, page) in sheets.pages.iter().enumerate() {
        let outside = page.iter().filter_map(|mark| match (&mark.shape, mark.element) {
            (Shape::Text { y, line, .. }, Some(_)) if *y < TOP || *y > BOTTOM => Some((*y, &line.text)),
            _ => None,
        });
        assert_eq!(outside.collect::<Vec<_>>(), [], "page {}", at + 1);
    }
}

#[test]
fn an_empty_document_is_a_page() {
    let (rendered, file) = kept(&document("empty", vec![]));
    assert_eq!(rendered.pages, 1);
    tool("qpdf", &["--check"], &file);
}

#[test]
fn a_heading_never_ends_a_page() {
    for filler in 0..40 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| text("一行文字。", Style::Plain)).collect();
        blocks.extend([heading(2, "标题甲"), heading(3, "标题乙"), Block::Table(roster(3))]);
        let document = document("heading", blocks);
        let sheets = lay_out(&document, &FONTS);
        let with =
            |text: &str| sheets.pages.iter().position(|page| texts(page).iter().any(|found| found.2 == text));
        assert_eq!(with("标题甲"), with("张晓岚"), "{filler}");
    }
}

#[test]
fn a_small_document_is_set_like_this() {
    let mut opinion = wide(value(""), 3, 1);
    opinion.signature = Some(signature("district", &["（盖章）"]));
    let rows = vec![
        row(vec![label("企业名称"), wide(value("上海示例工业设计有限公司（虚构）"), 3, 1)]),
        row(vec![label("成立日期"), value("2012-05-18"), label("员工人数"), cell(CellRole::Number, "128")]),
        Row { cells: vec![label("意见"), opinion], min_lines: 4 },
    ];
    let table =
        Table { caption: Some("表1".into()), widths: vec![1.0, 2.0, 1.0, 2.0], header: vec![], rows };
    let document = document(
        "small",
        vec![heading(1, "申请表"), heading(2, "一、基本情况"), text(PROSE, Style::Body), Block::Table(table)],
    );
    kept(&document);
    let sheets = lay_out(&document, &FONTS);
    let lines = sheets.pages.iter().enumerate().flat_map(|(page, marks)| {
        texts(marks).into_iter().map(move |(x, y, text)| format!("{} {x:6.1} {y:6.1} {text}", page + 1))
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}
