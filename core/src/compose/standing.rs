//! Blocks that show the report: the standing of the whole, clause by clause, cross-checks, what is missing.
//!
//! They put the report's words in order; what is met and what is not was decided by the check.

use super::blocks::{cell, header, plain};
use super::context::Context;
use super::{Block, Cell, CellRole, Paragraph, Row, Style, Table, Template, answer};
use crate::answers::Path;
use crate::check::{DraftStanding, Finding, Standing};
use crate::form::{Binding, Condition, FieldKind};

/// The standing of the whole in sentences, and a table of all clauses.
pub(super) fn summary(context: &Context<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        sentences(context).into_iter().map(|text| Block::Paragraph(plain(&text, Style::Body))).collect();
    let rows = context.report.findings.iter().enumerate().map(|(at, finding)| {
        let cells = vec![
            text_cell(&(at + 1).to_string(), Style::Centered, None),
            text_cell(&finding.cite, Style::Plain, None),
            text_cell(&finding.asks, Style::Plain, finding.fields.first()),
            text_cell(finding.have.as_deref().unwrap_or("—"), Style::Plain, finding.fields.first()),
            text_cell(verdict(finding.standing), Style::Centered, None),
        ];
        Row { cells, min_lines: 1 }
    });
    blocks.extend(gaps(context).map(Block::Paragraph));
    blocks.push(Block::Table(Table {
        caption: Some("各项条件一览".to_owned()),
        widths: vec![7.0, 21.0, 36.0, 24.0, 12.0],
        header: vec![Row {
            cells: ["序号", "依据", "要求", &own_label(context), "结论"].map(header).into(),
            min_lines: 1,
        }],
        rows: rows.collect(),
    }));
    blocks
}

fn sentences(context: &Context<'_>) -> Vec<String> {
    let report = context.report;
    let counts =
        [Standing::Met, Standing::NotMet, Standing::Unknown, Standing::NotApplicable].map(|standing| {
            let decides =
                |finding: &&Finding| finding.binding == Binding::Regulation && finding.standing == standing;
            report.findings.iter().filter(decides).count()
        });
    let source = &context.form.source;
    let counted_to = match context.draft.filing_date {
        Some(date) => format!("时间计算至申报日期{}。", answer::day(date)),
        None => "申报日期尚未确定，与时间有关的条件待确定后再作判断。".to_owned(),
    };
    let mut sentences = vec![
        format!("本报告对照《{}》（{}）逐条核对申报内容。{counted_to}", source.title, source.number),
        tally(context.subject(), counts),
        overall(report.standing).to_owned(),
    ];
    if report.standing != DraftStanding::Ready
        && let Some(date) = report.ready_from
    {
        sentences.push(format!("其他情况不变的，最早自{}起满足全部条件。", answer::day(date)));
    }
    sentences.extend(report.in_force.says.clone());
    if let Some(notice) = &context.form.year_notice {
        sentences.push(format!("申报期限、份数和另需的材料按{}。", notice.cite()));
    }
    sentences
}

/// How many clauses stand how; what is nought is not said.
fn tally(subject: &str, [met, not_met, unknown, not_applicable]: [usize; 4]) -> String {
    let concerned = met + not_met + unknown;
    let parts = [("满足", met), ("不满足", not_met), ("待定", unknown)];
    let parts = parts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = parts.map(|(standing, count)| format!("{standing}{count}项")).collect();
    let result = if met == concerned { "全部满足".to_owned() } else { parts.join("，") };
    let others =
        if not_applicable > 0 { format!("；另有{not_applicable}项不适用") } else { String::new() };
    format!(
        "已公布的{}项条件中，适用于{subject}的有{concerned}项：{result}{others}。",
        concerned + not_applicable
    )
}

fn overall(standing: DraftStanding) -> &'static str {
    match standing {
        DraftStanding::Ready => {
            "总体结论：已公布的各项条件均已满足，申报内容完整，前后数据一致，可以提交申报。"
        }
        DraftStanding::NotReady => {
            "总体结论：尚有条件不满足，暂不具备申报条件。不满足的条件如下，详见逐条对照。"
        }
        DraftStanding::Incomplete => {
            "总体结论：未发现不满足的条件，但申报内容尚不完整或者前后不一致，补充、核实后方可提交申报。"
        }
    }
}

/// The clauses that are not met, each with what is lacking.
fn gaps(context: &Context<'_>) -> impl Iterator<Item = Paragraph> {
    let decides =
        |finding: &&Finding| finding.binding == Binding::Regulation && finding.standing == Standing::NotMet;
    context.report.findings.iter().filter(decides).map(|finding| Paragraph {
        text: format!("{}：{}", finding.cite, asks_and_gap(finding)),
        style: Style::Item,
        source: finding.fields.first().cloned(),
    })
}

/// Clause by clause, in the order of the measure; what does not concern this applicant is only in the summary.
pub(super) fn findings(context: &Context<'_>) -> Vec<Block> {
    // Each keeps the number that it has in the summary.
    let numbered = context.report.findings.iter().enumerate();
    let concerned = numbered.filter(|(_, finding)| finding.standing != Standing::NotApplicable);
    concerned.flat_map(|(at, finding)| finding_blocks(context, at, finding)).collect()
}

fn finding_blocks(context: &Context<'_>, at: usize, finding: &Finding) -> [Block; 2] {
    let condition = context.form.conditions.iter().find(|condition| condition.clause == finding.clause);
    let source = finding.fields.first();
    let mut rows = vec![
        wide_row("条件要求", &finding.asks, None),
        own_figure(&own_label(context), finding, source),
        pair_row(["核对结论", verdict(finding.standing)], ["条款性质", nature(finding.binding)], None),
    ];
    rows.extend(notes(finding, condition).map(|(label, text)| wide_row(label, &text, None)));
    let heading = format!("{}. {}", at + 1, finding.cite);
    let table = Table { caption: None, widths: vec![16.0, 40.0, 14.0, 30.0], header: Vec::new(), rows };
    [Block::Heading { level: 3, text: heading }, Block::Table(table)]
}

/// 本单位情况
fn own_label(context: &Context<'_>) -> String {
    format!("{}情况", context.subject())
}

/// The applicant's own figure, with the gap where there is one.
fn own_figure(label: &str, finding: &Finding, source: Option<&Path>) -> Row {
    let have = finding.have.as_deref().unwrap_or(said_so(finding.standing));
    match &finding.gap {
        Some(gap) => pair_row([label, have], ["差距", gap], source),
        None => wide_row(label, have, source),
    }
}

fn notes<'a>(
    finding: &'a Finding,
    condition: Option<&'a Condition>,
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    let earliest = finding.earliest.filter(|_| finding.standing != Standing::Met);
    let reading = condition.and_then(|condition| condition.reading.clone());
    [
        ("最早满足", earliest.map(|date| format!("{}起", answer::day(date)))),
        ("计算说明", finding.advice.clone().filter(|advice| reading.as_ref() != Some(advice))),
        ("条款理解", reading),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some((label, text?)))
}

fn said_so(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "已按要求填报",
        Standing::NotMet => "与要求不符",
        Standing::Unknown | Standing::NotApplicable => "未填写",
    }
}

/// 满足, 不满足, 待定, 不适用
pub(super) fn verdict(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "满足",
        Standing::NotMet => "不满足",
        Standing::Unknown => "待定",
        Standing::NotApplicable => "不适用",
    }
}

fn nature(binding: Binding) -> &'static str {
    match binding {
        Binding::Regulation => "条文规定，必须满足",
        Binding::Practice => "通行做法，仅供参考",
    }
}

/// Figures that must agree, and whether they do.
pub(super) fn cross_checks(context: &Context<'_>) -> Option<Table> {
    let checks = context.report.cross_checks.iter().filter(|check| check.standing != Standing::NotApplicable);
    let rows: Vec<Row> = checks
        .enumerate()
        .map(|(at, check)| Row {
            cells: vec![
                text_cell(&(at + 1).to_string(), Style::Centered, None),
                text_cell(&check.says, Style::Plain, check.fields.first()),
                text_cell(agreement(check.standing), Style::Centered, None),
            ],
            min_lines: 1,
        })
        .collect();
    (!rows.is_empty()).then(|| listed(vec![8.0, 76.0, 16.0], ["序号", "核对内容", "结论"], rows))
}

/// 一致, 不一致, 待定
pub(super) fn agreement(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "一致",
        Standing::NotMet => "不一致",
        Standing::Unknown | Standing::NotApplicable => "待定",
    }
}

/// Clauses with nothing to decide.
pub(super) fn notices(context: &Context<'_>) -> Option<Table> {
    let rows: Vec<Row> = context
        .report
        .notices
        .iter()
        .map(|notice| Row {
            cells: vec![
                text_cell(&notice.cite, Style::Plain, None),
                text_cell(&notice.says, Style::Plain, None),
            ],
            min_lines: 1,
        })
        .collect();
    (!rows.is_empty()).then(|| listed(vec![22.0, 78.0], ["依据", "内容"], rows))
}

/// What keeps the draft from being filed, on pages of its own; nothing where nothing does.
pub(super) fn missing(context: &Context<'_>, text: &Template) -> Vec<Block> {
    let rows: Vec<Row> = lacks(context)
        .into_iter()
        .enumerate()
        .map(|(at, lack)| Row {
            cells: vec![
                text_cell(&(at + 1).to_string(), Style::Centered, None),
                text_cell(&lack.place, Style::Plain, lack.source.as_ref()),
                text_cell(&lack.says, Style::Plain, lack.source.as_ref()),
            ],
            min_lines: 1,
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> =
        context.paragraphs(text, Style::Body).into_iter().map(Block::Paragraph).collect();
    blocks.insert(0, Block::Heading { level: 2, text: "待补正事项".to_owned() });
    blocks.push(Block::Table(listed(vec![8.0, 34.0, 58.0], ["序号", "位置", "事项"], rows)));
    blocks.push(Block::PageBreak);
    blocks
}

/// One thing that keeps the draft from being filed.
struct Lack {
    place: String,
    says: String,
    source: Option<Path>,
}

fn lacks(context: &Context<'_>) -> Vec<Lack> {
    let report = context.report;
    let undecided = |standing: Standing| matches!(standing, Standing::NotMet | Standing::Unknown);
    let clauses = report
        .findings
        .iter()
        .filter(|finding| finding.binding == Binding::Regulation && undecided(finding.standing))
        .map(|finding| Lack {
            place: finding.cite.clone(),
            says: clause_lack(finding),
            source: finding.fields.first().cloned(),
        });
    let fields =
        report.field_findings.iter().filter(|finding| undecided(finding.standing)).map(|finding| Lack {
            place: place_name(context, &finding.field),
            says: finding.says.clone(),
            source: Some(finding.field.clone()),
        });
    let contradictions = report
        .cross_checks
        .iter()
        .filter(|check| check.binding == Binding::Regulation && check.standing == Standing::NotMet)
        .map(|check| Lack {
            place: "前后数据".to_owned(),
            says: check.says.clone(),
            source: check.fields.first().cloned(),
        });
    clauses.chain(contradictions).chain(fields).collect()
}

fn clause_lack(finding: &Finding) -> String {
    format!("{}：{}", verdict(finding.standing), asks_and_gap(finding))
}

fn asks_and_gap(finding: &Finding) -> String {
    match &finding.gap {
        Some(gap) => format!("{}（{gap}）", finding.asks),
        None => finding.asks.clone(),
    }
}

/// 设计团队·花名册 第3行 学历
fn place_name(context: &Context<'_>, path: &Path) -> String {
    let Some(field) = context.field(&path.field) else { return path.to_string() };
    let section =
        context.form.sections.iter().find(|section| section.fields.iter().any(|one| one.id == field.id));
    let mut name = section.map(|section| format!("{}·", section.title)).unwrap_or_default();
    name.push_str(&field.label);
    if let Some(row) = path.row {
        name.push_str(&format!(" 第{}行", row + 1));
    }
    if let (Some(id), FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. }) =
        (&path.column, &field.kind)
        && let Some(column) = columns.iter().find(|column| column.id == *id)
    {
        name.push_str(&format!(" {}", column.label));
    }
    name
}

/// The answers that are kept but not printed; nothing where there are none.
pub(super) fn hidden(context: &Context<'_>, text: &Template) -> Vec<Block> {
    if context.report.hidden.is_empty() {
        return Vec::new();
    }
    let names = context.report.hidden.iter().map(|id| place_name(context, &Path::field(id.as_str())));
    let items = names.map(|name| Block::Paragraph(plain(&name, Style::Item)));
    context.paragraphs(text, Style::Body).into_iter().map(Block::Paragraph).chain(items).collect()
}

fn listed<const N: usize>(widths: Vec<f32>, heads: [&str; N], rows: Vec<Row>) -> Table {
    let header_row = Row { cells: heads.map(header).into(), min_lines: 1 };
    Table { caption: None, widths, header: vec![header_row], rows }
}

fn text_cell(text: &str, style: Style, source: Option<&Path>) -> Cell {
    let paragraphs = text.lines().map(|line| Paragraph { source: source.cloned(), ..plain(line, style) });
    cell(CellRole::Value, paragraphs.collect())
}

fn label_cell(text: &str) -> Cell {
    cell(CellRole::Label, vec![plain(text, Style::Centered)])
}

fn wide_row(label: &str, text: &str, source: Option<&Path>) -> Row {
    let value = Cell { col_span: 3, ..text_cell(text, Style::Plain, source) };
    Row { cells: vec![label_cell(label), value], min_lines: 1 }
}

fn pair_row(left: [&str; 2], right: [&str; 2], source: Option<&Path>) -> Row {
    let cells = [left, right]
        .into_iter()
        .flat_map(|[label, text]| [label_cell(label), text_cell(text, Style::Plain, source)]);
    Row { cells: cells.collect(), min_lines: 1 }
}
