use super::*;
use crate::answers::read_draft;
use crate::check::{DraftStanding, Setting, check};
use crate::form::{Binding, load};
use std::path::{Path, PathBuf};

fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms")
}

fn form(name: &str) -> Form {
    load(&forms().join(name)).unwrap()
}

fn notice(form: &str) -> YearNotice {
    YearNotice {
        form: form.into(),
        year: 2026,
        title: " 关于 2026 年度提名工作的通知 ".into(),
        number: "沪科〔2026〕1号".into(),
        deadline: "2026-04-10".parse().ok(),
        deadline_hour: Some(16),
        copies: Some(3),
        materials: vec![ExtraMaterial { name: "公示证明".into(), form: "原件".into(), required: true }],
        ..YearNotice::default()
    }
}

/// Every shipped example with its form.
fn examples() -> Vec<(Form, crate::answers::Draft)> {
    let mut examples = Vec::new();
    for found in crate::form::find(&forms()) {
        let form = load(&found.folder).unwrap();
        for entry in std::fs::read_dir(found.folder.join("examples")).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(".shenbao.json") {
                let draft = read_draft(&std::fs::read_to_string(&path).unwrap()).unwrap();
                examples.push((form.clone(), draft));
            }
        }
    }
    assert!(examples.len() > 5);
    examples
}

#[test]
fn a_notice_that_changes_no_limit_changes_no_finding() {
    for (form, draft) in examples() {
        let over = notice(&form.id).over(&form);
        let setting = Setting { today: "2026-03-01".parse().unwrap(), charset: None, pages: None };
        assert_eq!(check(&form, &draft, &setting), check(&over, &draft, &setting), "{}", form.id);
    }
}

/// Whatever is changed as much as it can be: clauses of the regulation stand as they stood.
#[test]
fn no_notice_changes_a_clause_of_the_regulation() {
    for (form, draft) in examples() {
        for value in [1, 100_000] {
            let keys = limits(&form).into_iter().map(|limit| (limit.key, value));
            let notice = YearNotice { limits: keys.collect(), ..notice(&form.id) };
            let over = notice.checked(&form).unwrap().over(&form);
            let setting = Setting { today: "2026-03-01".parse().unwrap(), charset: None, pages: None };
            let (before, after) = (check(&form, &draft, &setting), check(&over, &draft, &setting));
            let decides = |report: &crate::check::Report| {
                let findings = report.findings.iter().filter(|it| it.binding == Binding::Regulation);
                findings.cloned().collect::<Vec<_>>()
            };
            assert_eq!(decides(&before), decides(&after));
            assert_eq!(before.standing == DraftStanding::Ready, after.standing == DraftStanding::Ready);
        }
    }
}

#[test]
fn usual_figures_are_replaced_with_their_words_and_source() {
    let form = form("science-award/2024");
    let changes = [("SA-P-papers", 5), ("nomination.statement:max", 800), ("nomination.statement:pages", 3)];
    let limits = changes.map(|(key, value)| (key.to_owned(), value)).into();
    let over = YearNotice { limits, ..notice("science-award") }.over(&form);
    let papers = over.conditions.iter().find(|it| it.clause == "SA-P-papers").unwrap();
    assert_eq!(papers.asks, "代表性论文和专著不超过 5 篇（部）");
    assert_eq!((papers.cite.as_str(), papers.binding), ("沪科〔2026〕1号", Binding::Practice));
    let statement = over.fields().find(|it| it.id == "nomination.statement").unwrap();
    let crate::form::FieldKind::LongText { max, max_pages, .. } = statement.kind else { panic!() };
    assert_eq!((max, max_pages), (Some(800), Some(3)));
    let other = over.fields().find(|it| it.id == "project.summary").unwrap();
    assert_eq!(other, form.fields().find(|it| it.id == "project.summary").unwrap());
}

#[test]
fn thresholds_of_the_regulation_are_no_limits() {
    let form = form("design-center/2023");
    let deciding: Vec<&str> = form
        .conditions
        .iter()
        .filter(|it| it.binding == Binding::Regulation)
        .map(|it| it.clause.as_str())
        .collect();
    assert!(limits(&form).iter().all(|limit| !deciding.contains(&limit.key.as_str())));
    let limits = [("DC-I-team".to_owned(), 1)].into();
    let wrong = YearNotice { limits, ..notice("design-center") }.checked(&form);
    assert_eq!(wrong, Err(NoticeMistake::NotALimit));
}

#[test]
fn each_mistake_is_named() {
    let form = form("science-award/2024");
    let good = notice("science-award").checked(&form).unwrap();
    assert_eq!(good.title, "关于 2026 年度提名工作的通知");
    let day = |text: &str| text.parse().ok();
    let wrong = [
        (YearNotice { year: 26, ..good.clone() }, NoticeMistake::Year),
        (YearNotice { title: "  ".into(), ..good.clone() }, NoticeMistake::Title),
        (YearNotice { contact: "长".repeat(201), ..good.clone() }, NoticeMistake::Long),
        (YearNotice { opens: day("2026-04-11"), ..good.clone() }, NoticeMistake::Order),
        (YearNotice { deadline: day("2062-04-10"), ..good.clone() }, NoticeMistake::Far),
        (YearNotice { deadline_hour: Some(25), ..good.clone() }, NoticeMistake::Hour),
        (YearNotice { deadline: None, ..good.clone() }, NoticeMistake::Hour),
        (YearNotice { copies: Some(0), ..good.clone() }, NoticeMistake::Copies),
        (
            YearNotice {
                materials: vec![ExtraMaterial { form: "原件".into(), ..ExtraMaterial::default() }],
                ..good.clone()
            },
            NoticeMistake::Material,
        ),
        (YearNotice { limits: [("SA-P-papers".to_owned(), 0)].into(), ..good.clone() }, NoticeMistake::Limit),
    ];
    for (notice, mistake) in wrong {
        assert_eq!(notice.checked(&form), Err(mistake));
    }
}

#[test]
fn the_days_to_the_deadline_are_counted() {
    let notice = notice("science-award");
    let said = |day: &str| notice.countdown(day.parse().unwrap()).unwrap();
    assert_eq!(said("2026-04-01"), "距截止还有 9 天（2026-04-10 16 时）");
    assert_eq!(said("2026-04-10"), "今天 16 时截止");
    assert_eq!(said("2026-04-12"), "已于 2026-04-10 16 时 截止，已过 2 天");
    assert_eq!(YearNotice::default().countdown("2026-04-10".parse().unwrap()), None);
}

#[test]
fn what_to_bring_is_printed_in_the_list_of_materials() {
    let (form, draft) = examples().into_iter().find(|(form, _)| form.id == "science-award").unwrap();
    let setting = Setting { today: "2026-03-01".parse().unwrap(), charset: None, pages: None };
    let print = |form: &Form| {
        let report = check(form, &draft, &setting);
        let setting = crate::compose::Setting { day: setting.today, app_version: "1".into() };
        format!("{:?}", crate::compose::compose(form, &draft, &report, &setting).documents)
    };
    let printed = print(&notice("science-award").over(&form));
    for text in ["公示证明", "一式 3 份", "沪科〔2026〕1号"] {
        assert!(printed.contains(text) && !print(&form).contains(text), "{text}");
    }
}

#[test]
fn no_notice_asks_for_more_materials_than_anyone_brings() {
    let form = form("science-award/2024");
    let with = |count| {
        let notice = notice(&form.id);
        let materials = vec![notice.materials[0].clone(); count];
        mistake::find(&YearNotice { materials, ..notice }, &form)
    };
    assert_eq!(with(51), Some(NoticeMistake::Long));
    assert_ne!(with(50), Some(NoticeMistake::Long));
}
