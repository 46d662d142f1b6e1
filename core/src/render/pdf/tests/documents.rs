//! Documents that make typesetting hard.

use crate::answers::Path;
use crate::compose::*;

pub(super) const PROSE: &str = "本公司成立于2012年，设计团队36人，其中具有本科以上学历者占92.5%；“十四五”以来，累计获得授权专利128件（其中发明专利21件），参与制定《工业设计术语》（GB/T 41304—2022）等标准3项。中心围绕“绿色、智能、融合”三条主线，建立了从用户研究、概念设计、结构工程到样机试制的完整流程……并与上海交通大学、同济大学等高校共建联合实验室，形成“产、学、研、用”一体的创新体系。";

pub(super) fn document(id: &str, blocks: Vec<Block>) -> Document {
    Document {
        id: id.into(),
        title: "上海市设计创新中心认定申请表".into(),
        file_name: format!("{id}.pdf"),
        is_draft: false,
        warnings: Vec::new(),
        check_code: "7K3F-92QM".into(),
        blocks,
    }
}

pub(super) fn paragraph(text: &str, style: Style) -> Paragraph {
    Paragraph { text: text.into(), style, source: None }
}

pub(super) fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.into() }
}

pub(super) fn text(text: &str, style: Style) -> Block {
    Block::Paragraph(paragraph(text, style))
}

pub(super) fn cell(role: CellRole, text: &str) -> Cell {
    Cell { col_span: 1, row_span: 1, role, paragraphs: vec![paragraph(text, Style::Plain)], signature: None }
}

pub(super) fn label(text: &str) -> Cell {
    cell(CellRole::Label, text)
}

pub(super) fn value(text: &str) -> Cell {
    cell(CellRole::Value, text)
}

pub(super) fn wide(cell: Cell, col_span: u32, row_span: u32) -> Cell {
    Cell { col_span, row_span, ..cell }
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, min_lines: 1 }
}

pub(super) fn signature(id: &str, lines: &[&str]) -> Signature {
    Signature {
        id: id.into(),
        asks: "签字并加盖公章".into(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        dated: true,
        by_applicant: true,
    }
}

/// A list of people, one of them with a rare name.
pub(super) fn roster(rows: usize) -> Table {
    let header = ["序号", "姓名", "性别", "学历", "专业", "职称或岗位", "入职日期", "月薪（元）"];
    let people = (0..rows).map(|at| {
        let name = ["张晓岚", "𠮷野䶮", "欧阳㛃", "Maximiliane Weißenberger"][at % 4];
        let mut cells = vec![
            cell(CellRole::Number, &(at + 1).to_string()),
            value(name),
            value("女"),
            value("硕士研究生"),
        ];
        cells.push(value(["工业设计", "交互设计与人因工程（用户体验方向）", "机械工程"][at % 3]));
        cells.extend([value("高级工业设计师"), value("2019-07-01"), cell(CellRole::Number, "28,500.00")]);
        for cell in &mut cells {
            cell.paragraphs[0].source = Some(Path::row("team.roster", at));
        }
        row(cells)
    });
    Table {
        caption: Some("表1　设计团队名册".into()),
        widths: vec![5.0, 9.0, 5.0, 8.0, 12.0, 11.0, 10.0, 9.0],
        header: vec![row(header.iter().map(|text| cell(CellRole::Header, text)).collect())],
        rows: people.collect(),
    }
}

/// A form's grid with spans, a long answer and opinion boxes.
pub(super) fn form(answer: &str) -> Table {
    let pair = |a: &str, b: &str, c: &str, d: &str| row(vec![label(a), value(b), label(c), value(d)]);
    let mut rows = vec![
        row(vec![label("企业名称"), wide(value("上海示例工业设计有限公司（虚构）"), 3, 1)]),
        pair("统一社会信用代码", "91310000MA1FL0000X", "成立日期", "2012-05-18"),
        row(vec![wide(label("联系人"), 1, 2), value("张晓岚"), label("手机"), value("13800000000")]),
        row(vec![
            value(""),
            label("电子邮箱"),
            value("zhang.xiaolan@very-long-subdomain.example-design.com.cn"),
        ]),
        row(vec![label("近三年获奖与知识产权情况说明（含国内外）"), wide(value(answer), 3, 1)]),
    ];
    rows[4].cells[1].paragraphs = answer.split('\n').map(|text| paragraph(text, Style::Body)).collect();
    rows[4].cells[1].paragraphs[0].source = Some(Path::field("centre.achievements"));
    for (title, id) in [("区主管部门推荐意见", "district"), ("市主管部门认定意见", "city")]
    {
        let mut opinion = wide(value(""), 3, 1);
        opinion.signature = Some(signature(id, &["（盖章）"]));
        rows.push(Row { cells: vec![label(title), opinion], min_lines: 8 });
    }
    Table { caption: None, widths: vec![18.0, 32.0, 16.0, 34.0], header: vec![], rows }
}

pub(super) fn chart(kind: ChartKind) -> Chart {
    let figure = |text: &str| Some(text.parse().unwrap());
    Chart {
        title: "近三年营业收入与研发投入".into(),
        kind,
        unit: "万元".into(),
        categories: vec!["2021年".into(), "2022年".into(), "2023年".into()],
        series: vec![
            Series {
                name: "营业收入".into(),
                values: vec![figure("1980.5"), figure("2400"), figure("3125.75")],
            },
            Series {
                name: "设计服务收入".into(), values: vec![figure("1500"), figure("1875.2"), None]
            },
        ],
        source: Some(Path::field("finance.years")),
    }
}

/// All blocks of a submission.
pub(super) fn submission(id: &str, is_draft: bool) -> Document {
    let entries = [
        ("申报单位", "上海示例工业设计有限公司（虚构）"),
        ("申报类型", "企业设计中心"),
        ("联系人", "张晓岚"),
        ("申报日期", "2024年3月15日"),
    ];
    let cover = Cover {
        title: "上海市设计创新中心认定".into(),
        subtitle: "申请表".into(),
        entries: entries
            .iter()
            .map(|(label, value)| ((*label).into(), paragraph(value, Style::Plain)))
            .collect(),
        note: Some(
            "版式依据《上海市设计创新中心认定管理办法》（沪经信规范〔2023〕13号）编排，非主管部门印发。"
                .into(),
        ),
    };
    let mut blocks = vec![
        Block::Cover(cover),
        heading(1, "上海市设计创新中心申请表"),
        heading(2, "一、基本情况"),
        Block::Table(form(&[PROSE; 3].join("\n"))),
    ];
    blocks.push(heading(2, "二、设计团队"));
    blocks.push(Block::Table(roster(45)));
    blocks.push(heading(2, "三、经营情况"));
    blocks.extend([text(PROSE, Style::Body), text("资料来源：经审计的财务报表。", Style::Note)]);
    blocks.push(Block::Chart(chart(ChartKind::Bar)));
    blocks.push(Block::Chart(chart(ChartKind::Line)));
    blocks.push(heading(3, "（一）主要设计成果"));
    blocks.extend(
        ["获得 iF、红点等国际设计奖项12项；", "主持市级以上设计科研项目5项，项目经费合计1,260.00万元；"]
            .map(|item| text(item, Style::Item)),
    );
    for _ in 0..4 {
        blocks.push(text(PROSE, Style::Body));
    }
    blocks.push(heading(2, "四、承诺"));
    blocks.push(text("本单位承诺所填内容和所附材料真实、合法、有效，并对此承担法律责任。", Style::Body));
    blocks.push(Block::Signature(signature(
        "commitment.seal",
        &["法定代表人（签字）：", "申报单位（盖章）："],
    )));
    Document { is_draft, ..document(id, blocks) }
}
