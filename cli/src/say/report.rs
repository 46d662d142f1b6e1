//! `shenbao check`: what is not right first, what is right only counted.

use shenbao_core::answers::Draft;
use shenbao_core::check::{DraftStanding, Finding, Report, Standing};
use shenbao_core::form::{Binding, Form};
use std::fmt::Write;

/// More lines of one sort than this help nobody; the JSON has them all.
const MOST: usize = 20;

/// The whole report.
pub(crate) fn report(form: &Form, draft: &Draft, report: &Report) -> String {
    let mut text = head(form, draft, report);
    let of = |standing, binding| {
        let wanted = move |finding: &&Finding| finding.standing == standing && finding.binding == binding;
        report.findings.iter().filter(wanted).map(finding).collect::<Vec<_>>()
    };
    write_list(&mut text, "不满足", &of(Standing::NotMet, Binding::Regulation));
    write_list(&mut text, "待定", &of(Standing::Unknown, Binding::Regulation));
    let fields = report.field_findings.iter().filter(|found| found.standing != Standing::Met);
    write_list(
        &mut text,
        "需填写或改正",
        &fields.map(|found| format!("{}  {}", found.field, found.says)).collect::<Vec<_>>(),
    );
    let checks = |binding| {
        let failed = report.cross_checks.iter().filter(move |check| check.binding == binding);
        failed
            .filter(|check| check.standing == Standing::NotMet)
            .map(|check| check.says.clone())
            .collect::<Vec<_>>()
    };
    write_list(&mut text, "前后不一致", &checks(Binding::Regulation));
    let mut advice = of(Standing::NotMet, Binding::Practice);
    advice.extend(checks(Binding::Practice));
    advice
        .extend(report.field_findings.iter().filter(|f| f.standing == Standing::Met).map(|f| f.says.clone()));
    write_list(&mut text, "建议", &advice);
    let carried: Vec<String> =
        report.carried.iter().map(|found| format!("{}  {}", found.field, found.says)).collect();
    write_list(&mut text, "沿用待核对", &carried);
    write_list(&mut text, "保留但不打印的填写内容", &report.hidden);
    text
}

fn head(form: &Form, draft: &Draft, report: &Report) -> String {
    let variant = form.variants.iter().find(|variant| variant.id == draft.variant);
    let variant = variant.map_or(draft.variant.as_str(), |variant| variant.title.as_str());
    let mut text = format!("{}（{}）  {variant}\n", form.title, form.edition);
    match draft.filing_date {
        Some(day) => _ = writeln!(text, "申报日期 {day}"),
        None => text.push_str("申报日期未定\n"),
    }
    if let Some(says) = &report.in_force.says {
        let _ = writeln!(text, "注意：{says}");
    }
    let count = |standing| report.findings.iter().filter(|finding| finding.standing == standing).count();
    let standing = match report.standing {
        DraftStanding::Ready => "已就绪，可以申报",
        DraftStanding::NotReady => "有条款不满足",
        DraftStanding::Incomplete => "尚未填全或有待定事项",
    };
    let _ = writeln!(
        text,
        "结论：{standing}。条款满足 {}，不满足 {}，待定 {}，不适用 {}。",
        count(Standing::Met),
        count(Standing::NotMet),
        count(Standing::Unknown),
        count(Standing::NotApplicable)
    );
    let is_ready = report.standing == DraftStanding::Ready;
    if let Some(day) = report.ready_from.filter(|day| !is_ready && Some(*day) != draft.filing_date) {
        let _ = writeln!(text, "各条款最早于 {day} 全部满足。");
    }
    text
}

fn finding(finding: &Finding) -> String {
    let mut text = format!("{}  {}  {}", finding.clause, finding.cite, finding.asks);
    let have = finding.have.as_ref().map(|have| format!("现为 {have}"));
    let known: Vec<String> =
        [have, finding.gap.clone(), finding.advice.clone()].into_iter().flatten().collect();
    if !known.is_empty() {
        let _ = write!(text, "\n      {}", known.join("；"));
    }
    text
}

fn write_list(text: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}（{}）", items.len());
    for item in items.iter().take(MOST) {
        let _ = writeln!(text, "  · {item}");
    }
    if items.len() > MOST {
        let _ = writeln!(text, "  · 另有 {} 项，可用 --format json 查看", items.len() - MOST);
    }
}
