//! A season as one workbook: each nomination, everyone in it, and what to look at.

use super::found::Found;
use super::{Member, SeasonAdvice, SeasonMatter};
use crate::check::{DraftStanding, Report, Standing};
use crate::compose::Warning;
use crate::compose::sheet::{Align, Cell, Column, NumberFormat, Sheet, Workbook};
use crate::form::Binding;
use rust_decimal::Decimal;

/// The workbook of the drafts of `year`, each with its report; without any identity number.
pub fn workbook(year: i32, members: &[(Member<'_>, &Report)], advices: &[SeasonAdvice]) -> Workbook {
    let first = members.first();
    let season = first.and_then(|(member, _)| member.form.season.as_ref());
    let title = format!("{year} 年度{}汇总", season.map_or("申报", |season| &season.title));
    let is_draft = members.iter().any(|(_, report)| report.standing != DraftStanding::Ready);
    Workbook {
        file_name: format!("{title}.xlsx"),
        title,
        is_draft,
        warnings: members
            .iter()
            .find_map(|(_, report)| report.in_force.out_of_force().map(Warning::out_of_force))
            .into_iter()
            .collect(),
        check_code: "—".to_owned(),
        sheets: vec![overview(members), people(members), matters(advices)],
    }
}

fn overview(members: &[(Member<'_>, &Report)]) -> Sheet {
    let row = |(at, (member, report)): (usize, &(Member<'_>, &Report))| {
        let (not_met, unknown) = clauses(report);
        let answered = report.sections.iter().map(|section| section.answered).sum::<u32>();
        let required = report.sections.iter().map(|section| section.required).sum::<u32>();
        vec![
            count(at + 1),
            text(category(member)),
            text(&member.title()),
            text(standing(report.standing)),
            count(usize::try_from(required.saturating_sub(answered)).unwrap_or(usize::MAX)),
            count(not_met),
            count(unknown),
            member.draft.filing_date.map_or(Cell::Empty, Cell::Date),
        ]
    };
    sheet(
        "提名一览",
        &[
            ("序号", 6.0, Align::Right),
            ("类别", 24.0, Align::Left),
            ("名称", 44.0, Align::Left),
            ("状态", 14.0, Align::Center),
            ("必填未填", 10.0, Align::Right),
            ("条件未满足", 12.0, Align::Right),
            ("条件待确认", 12.0, Align::Right),
            ("申报日期", 12.0, Align::Center),
        ],
        members.iter().enumerate().map(row).collect(),
    )
}

fn people(members: &[(Member<'_>, &Report)]) -> Sheet {
    let plain: Vec<Member<'_>> = members.iter().map(|(member, _)| *member).collect();
    let found = Found::of(&plain);
    let kinds = [("人员", &found.people), ("单位", &found.units)];
    let ones = kinds.into_iter().flat_map(|(kind, ones)| ones.iter().map(move |one| (kind, one)));
    let rows = ones.map(|(kind, one)| {
        let rank = one.place.path.row.map_or(Cell::Empty, |row| count(row + 1));
        let of = plain.get(one.member).map_or("", category);
        vec![text(kind), text(&one.name), text(of), text(&one.place.title), rank]
    });
    sheet(
        "人员和单位",
        &[
            ("种类", 8.0, Align::Center),
            ("姓名或者名称", 36.0, Align::Left),
            ("类别", 24.0, Align::Left),
            ("提名", 44.0, Align::Left),
            ("排名", 8.0, Align::Right),
        ],
        rows.collect(),
    )
}

fn matters(advices: &[SeasonAdvice]) -> Sheet {
    let row = |advice: &SeasonAdvice| {
        let mut drafts: Vec<&str> = advice.places.iter().map(|place| place.title.as_str()).collect();
        drafts.dedup();
        vec![
            text(matter(advice.matter)),
            text(&advice.says),
            text(if advice.is_sure { "已确认" } else { "待核对" }),
            text(&drafts.join("；")),
        ]
    };
    sheet(
        "交叉核对",
        &[
            ("事项", 16.0, Align::Left),
            ("说明", 60.0, Align::Left),
            ("程度", 10.0, Align::Center),
            ("涉及的提名", 50.0, Align::Left),
        ],
        advices.iter().map(row).collect(),
    )
}

/// Clauses of the regulation that are not met, and that are not known.
fn clauses(report: &Report) -> (usize, usize) {
    let of = |standing: Standing| {
        let decides = report.findings.iter().filter(|finding| finding.binding == Binding::Regulation);
        decides.filter(|finding| finding.standing == standing).count()
    };
    (of(Standing::NotMet), of(Standing::Unknown))
}

fn category<'m>(member: &Member<'m>) -> &'m str {
    let variant = member.form.variants.iter().find(|variant| variant.id == member.draft.variant);
    variant.map_or(&member.draft.variant, |variant| &variant.title)
}

fn standing(standing: DraftStanding) -> &'static str {
    match standing {
        DraftStanding::Ready => "可以提交",
        DraftStanding::NotReady => "有条件未满足",
        DraftStanding::Incomplete => "尚未完成",
    }
}

fn matter(matter: SeasonMatter) -> &'static str {
    match matter {
        SeasonMatter::Person => "人员重复",
        SeasonMatter::Work => "成果重复",
        SeasonMatter::NoCreator => "不在作者之列",
        SeasonMatter::Unit => "单位名称不一",
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn count(count: usize) -> Cell {
    Cell::Number { value: Decimal::from(count), format: NumberFormat::Count }
}

fn sheet(name: &str, columns: &[(&str, f32, Align)], rows: Vec<Vec<Cell>>) -> Sheet {
    let column = |(header, width, align): &(&str, f32, Align)| Column {
        header: (*header).to_owned(),
        width: *width,
        align: *align,
    };
    Sheet {
        name: name.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows,
        charts: Vec::new(),
        notes: Vec::new(),
        landscape: true,
        frozen_columns: 0,
    }
}
