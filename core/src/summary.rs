//! Many drafts at once: one line for each, and all of them as a workbook.

use crate::answers::Draft;
use crate::check::{DraftStanding, Finding, Report, Standing};
use crate::compose::sheet::{Align, Cell, Column, NumberFormat, Sheet, Workbook};
use crate::form::{Binding, Form};
use chrono::NaiveDate;
use serde::Serialize;

/// Said of one draft at most; the draft itself says the rest.
const MOST_SAID: usize = 30;

/// Where a draft stands, in a line.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SummaryLine {
    /// What people call it.
    pub name: Option<String>,
    /// The form's title and edition.
    pub form: String,
    /// The kind of applicant.
    pub variant: String,
    /// `None`: not decided.
    pub filing_date: Option<NaiveDate>,
    /// `None`: it could not be checked.
    pub standing: Option<DraftStanding>,
    /// Clauses that are met …
    pub met: u32,
    /// … not met …
    pub not_met: u32,
    /// … and not known.
    pub unknown: u32,
    /// Required answers that are missing, and answers that cannot be right.
    pub missing: u32,
    /// What is not met, not known, missing or wrong, in words.
    pub lacks: Vec<String>,
    /// From which day on every clause is met.
    pub ready_from: Option<NaiveDate>,
    /// The finished submission, where one was made.
    pub path: Option<String>,
    /// Why nothing came of it.
    pub failure: Option<String>,
}

/// The line of a draft that was checked.
pub fn summarise(form: &Form, draft: &Draft, report: &Report) -> SummaryLine {
    let regulation = || report.findings.iter().filter(|finding| finding.binding == Binding::Regulation);
    let count = |standing| number(regulation().filter(|finding| finding.standing == standing).count());
    let variant = form.variants.iter().find(|variant| variant.id == draft.variant);
    let fields = || report.field_findings.iter().filter(|finding| finding.standing != Standing::Met);
    let of = |standing, word: &'static str| {
        let found = regulation().filter(move |finding| finding.standing == standing);
        found.map(move |finding| clause(word, finding))
    };
    let contradictions = report.cross_checks.iter().filter(|check| check.standing == Standing::NotMet);
    let lacks = of(Standing::NotMet, "不满足")
        .chain(fields().map(|finding| finding.says.clone()))
        .chain(contradictions.map(|check| check.says.clone()))
        .chain(of(Standing::Unknown, "待定"));
    SummaryLine {
        name: form.name_of(draft).map(str::to_owned),
        form: format!("{}（{}）", form.title, form.edition),
        variant: variant.map_or_else(|| draft.variant.clone(), |variant| variant.title.clone()),
        filing_date: draft.filing_date,
        standing: Some(report.standing),
        met: count(Standing::Met),
        not_met: count(Standing::NotMet),
        unknown: count(Standing::Unknown),
        missing: number(fields().count()),
        lacks: lacks.collect(),
        ready_from: report.ready_from,
        path: None,
        failure: None,
    }
}

/// All lines as one sheet, in their order.
pub fn workbook(lines: &[SummaryLine]) -> Workbook {
    let columns = [
        ("名称", 28.0, Align::Left),
        ("表单", 34.0, Align::Left),
        ("申报类型", 20.0, Align::Left),
        ("申报日期", 12.0, Align::Center),
        ("状态", 12.0, Align::Center),
        ("满足（条）", 8.0, Align::Right),
        ("不满足（条）", 8.0, Align::Right),
        ("待定（条）", 8.0, Align::Right),
        ("待填写、改正（项）", 10.0, Align::Right),
        ("不满足、待定和待填写的内容", 60.0, Align::Left),
        ("最早全部满足日期", 12.0, Align::Center),
        ("材料位置", 40.0, Align::Left),
    ];
    let columns = columns.map(|(header, width, align)| Column { header: header.into(), width, align });
    let sheet = Sheet {
        name: "汇总".into(),
        columns: columns.into(),
        rows: lines.iter().map(row).collect(),
        charts: Vec::new(),
        notes: Vec::new(),
        landscape: true,
        frozen_columns: 1,
    };
    Workbook {
        title: "申报情况汇总表".into(),
        file_name: "申报情况汇总表.xlsx".into(),
        is_draft: false,
        warnings: Vec::new(),
        check_code: String::new(),
        sheets: vec![sheet],
    }
}

fn row(line: &SummaryLine) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    let count = |count: u32| match line.standing {
        Some(_) => Cell::Number { value: count.into(), format: NumberFormat::Count },
        None => Cell::Empty,
    };
    vec![
        text(line.name.as_deref().unwrap_or("未填写名称")),
        text(&line.form),
        text(&line.variant),
        day(line.filing_date),
        text(line.standing.map_or("未能检查", standing_word)),
        count(line.met),
        count(line.not_met),
        count(line.unknown),
        count(line.missing),
        text(&said(line)),
        day(line.ready_from),
        text(line.path.as_deref().or(line.failure.as_deref()).unwrap_or_default()),
    ]
}

fn said(line: &SummaryLine) -> String {
    let mut said: Vec<String> = line.lacks.iter().take(MOST_SAID).cloned().collect();
    if line.lacks.len() > MOST_SAID {
        said.push(format!("另有 {} 项。", line.lacks.len() - MOST_SAID));
    }
    said.join("\n")
}

fn clause(word: &str, finding: &Finding) -> String {
    let known: Vec<String> = [finding.have.as_ref().map(|have| format!("现为 {have}")), finding.gap.clone()]
        .into_iter()
        .flatten()
        .collect();
    let known = if known.is_empty() { String::new() } else { format!("（{}）", known.join("，")) };
    format!("{word}：{} {}{known}", finding.cite, finding.asks)
}

fn standing_word(standing: DraftStanding) -> &'static str {
    match standing {
        DraftStanding::Ready => "可以提交",
        DraftStanding::NotReady => "有条件未满足",
        DraftStanding::Incomplete => "尚未完成",
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_draft_has_its_row_whatever_came_of_it() {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
        let form = crate::form::load(&pack).unwrap();
        let json = std::fs::read_to_string(pack.join("examples/half-filled.shenbao.json")).unwrap();
        let draft = crate::answers::read_draft(&json).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let setting = crate::check::Setting { today, charset: None, pages: None };
        let report = crate::check::check(&form, &draft, &setting);
        let line = summarise(&form, &draft, &report);
        assert_eq!(line.standing, Some(report.standing));
        let regulation = report.findings.iter().filter(|finding| finding.binding == Binding::Regulation);
        let applies = regulation.filter(|finding| finding.standing != Standing::NotApplicable).count();
        assert_eq!(number(applies), line.met + line.not_met + line.unknown);
        assert!(line.lacks.len() >= usize::try_from(line.not_met + line.missing + line.unknown).unwrap());
        let failed =
            SummaryLine { failure: Some("找不到这份草稿。".into()), ..SummaryLine::default() };
        let book = workbook(&[line.clone(), failed]);
        let [first, second] = &book.sheets[0].rows[..] else { panic!("two rows") };
        assert_eq!(first.len(), book.sheets[0].columns.len());
        assert_eq!(first[0], Cell::Text(line.name.unwrap()));
        assert_eq!(second[4], Cell::Text("未能检查".into()));
        assert_eq!(second[5], Cell::Empty);
        assert_eq!(second[11], Cell::Text("找不到这份草稿。".into()));
        assert!(!crate::render::xlsx::render(&book).unwrap().is_empty());
    }
}
