use super::*;
use crate::answers::Value;
use crate::check::{Setting, check};
use crate::form::load;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const ZHANG: &str = "310101198001010018";
const UNIT: &str = "91310000MA1FL00018";

fn form() -> &'static Form {
    static FORM: OnceLock<Form> = OnceLock::new();
    FORM.get_or_init(|| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
        load(&root.join("science-award/2024")).unwrap()
    })
}

fn rows(rows: &[&[(&str, &str)]]) -> Value {
    let row = |cells: &&[(&str, &str)]| {
        let cells = cells.iter().filter(|(_, text)| !text.is_empty());
        Value::Row(
            cells
                .map(|(id, text)| ((*id).to_owned(), Value::Text((*text).to_owned())))
                .collect::<BTreeMap<_, _>>(),
        )
    };
    Value::List(rows.iter().map(row).collect())
}

fn project(variant: &str, title: &str) -> Draft {
    let mut draft = Draft::empty(form(), variant);
    draft.answers.insert("nomination.year".into(), Value::Integer(2026));
    draft.answers.insert("project.title".into(), Value::Text(title.into()));
    draft
}

fn with(variant: &str, title: &str, table: &str, cells: &[&[(&str, &str)]]) -> Draft {
    let mut draft = project(variant, title);
    draft.answers.insert(table.into(), rows(cells));
    draft
}

fn said(drafts: &[Draft]) -> Vec<(SeasonMatter, bool, usize)> {
    let members: Vec<Member<'_>> =
        (1..).zip(drafts).map(|(id, draft)| Member { id, form: form(), draft }).collect();
    advices(&members).into_iter().map(|it| (it.matter, it.is_sure, it.places.len())).collect()
}

fn person(title: &str, name: &str, number: &str) -> Draft {
    with("progress", title, "completers.persons", &[&[("name", name), ("id_number", number)]])
}

/// Name and number, the other's name and number, what is said.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static [(SeasonMatter, bool, usize)]);

#[test]
fn one_person_in_two_nominations() {
    use SeasonMatter::Person;
    let cases: [Case; 6] = [
        ("张三", ZHANG, "张三", ZHANG, &[(Person, true, 2)]),
        // The number decides, whatever the name.
        ("张三", ZHANG, "章三", ZHANG, &[(Person, true, 2)]),
        ("张三", ZHANG, "张三", "310101199001010012", &[]),
        ("張三", ZHANG, "张 三", "", &[(Person, false, 2)]),
        ("张三", ZHANG, "张三", "E12345678", &[(Person, false, 2)]),
        ("张三", "", "李四", "", &[]),
    ];
    for (one, number, other, its, expected) in cases {
        assert_eq!(
            said(&[person("甲", one, number), person("乙", other, its)]),
            expected,
            "{one} {other} {its}"
        );
    }
}

#[test]
fn ranks_are_told_where_everyone_has_one() {
    let ranked = |names: [&str; 2]| {
        let numbers = names.map(|name| if name == "张三" { ZHANG } else { "310101199001010012" });
        with(
            "progress",
            "甲",
            "completers.persons",
            &[
                &[("name", names[0]), ("id_number", numbers[0])],
                &[("name", names[1]), ("id_number", numbers[1])],
            ],
        )
    };
    let mut alone = project("merit", "乙");
    alone.answers.insert("candidate.kind".into(), Value::Text("person".into()));
    alone.answers.insert("candidate.name".into(), Value::Text("张三".into()));
    alone.answers.insert("candidate.id_number".into(), Value::Text(ZHANG.into()));
    for (other, expected) in [
        (ranked(["李四", "张三"]), "“张三”在 2 份提名中出现（证件号码相同，依次排名第 1、第 2），"),
        (alone, "“张三”在 2 份提名中出现（证件号码相同），"),
    ] {
        let drafts = [ranked(["张三", "李四"]), other];
        let members: Vec<Member<'_>> =
            (1..).zip(&drafts).map(|(id, draft)| Member { id, form: form(), draft }).collect();
        let says: Vec<String> = advices(&members).into_iter().map(|advice| advice.says).collect();
        assert!(says.iter().any(|says| says.starts_with(expected)), "{says:?}");
    }
}

#[test]
fn numbers_are_never_said() {
    let drafts = [person("甲", "张三", ZHANG), person("乙", "张三", ZHANG)];
    let members: Vec<Member<'_>> =
        (1..).zip(&drafts).map(|(id, draft)| Member { id, form: form(), draft }).collect();
    let found = advices(&members);
    let report =
        check(form(), &drafts[0], &Setting { today: chrono::NaiveDate::MIN, charset: None, pages: None });
    let book = workbook(2026, &members.iter().map(|member| (*member, &report)).collect::<Vec<_>>(), &found);
    assert!(!found.is_empty() && !format!("{found:?}{book:?}").contains(ZHANG));
    assert_eq!(book.sheets[0].rows.len(), 2);
    crate::render::xlsx::render(&book).unwrap();
}

#[test]
fn one_person_in_one_nomination_is_no_matter() {
    assert_eq!(said(&[person("甲", "张三", ZHANG)]), []);
}

#[test]
fn papers_and_patents_used_twice() {
    let paper = |title: &str| with("nature", "甲", "papers.list", &[&[("title", title)]]);
    assert_eq!(said(&[paper("On Things"), paper("on  things.")]), [(SeasonMatter::Work, false, 2)]);
    assert_eq!(said(&[paper("On Things"), paper("On Others")]), []);
    let known =
        |title: &str, doi: &str| with("nature", "甲", "papers.list", &[&[("title", title), ("doi", doi)]]);
    let same = [known("On Things", "10.5555/ABC"), known("论事物", "https://doi.org/10.5555/abc")];
    assert_eq!(said(&same), [(SeasonMatter::Work, true, 2)]);
    // A lecture and the paper that it became.
    assert_eq!(said(&[known("On Things", "10.5555/abc"), known("On Things", "10.5555/abd")]), []);
    assert_eq!(
        said(&[known("On Things", "10.5555/abc"), paper("On Things")]),
        [(SeasonMatter::Work, false, 2)]
    );
    let patent = |name: &str, number: &str| {
        with("progress", "甲", "ip.list", &[&[("name", name), ("number", number)]])
    };
    let same = [patent("一种装置", "ZL 2020 1 0000001.5"), patent("另一种装置", "zl202010000001.5")];
    assert_eq!(said(&same), [(SeasonMatter::Work, true, 2)]);
    // The same name with other numbers: a family of patents.
    assert_eq!(said(&[patent("一种装置", "ZL1"), patent("一种装置", "ZL2")]), []);
    // What another category asked for and this one does not show is left alone.
    let hidden = Draft { variant: "progress".into(), ..paper("On Things") };
    assert_eq!(said(&[paper("On Things"), hidden]), []);
}

#[test]
fn a_completer_who_wrote_nothing() {
    let draft = |authors: &str| {
        let mut draft = with("nature", "甲", "papers.list", &[&[("title", "题"), ("authors", authors)]]);
        draft.answers.insert("completers.persons".into(), rows(&[&[("name", "张三")]]));
        draft
    };
    for (authors, expected) in [
        ("李四，張 三（通讯作者）", 0),
        ("李四、王五", 1),
        ("张三丰", 1),
        // In another script it cannot be told.
        ("San Zhang, Si Li", 0),
        ("", 0),
    ] {
        assert_eq!(said(&[draft(authors)]).len(), expected, "{authors}");
    }
}

#[test]
fn a_unit_under_two_names() {
    let unit = |name: &str, code: &str| {
        with("progress", "甲", "completers.organisations", &[&[("name", name), ("credit_code", code)]])
    };
    let unsure: &[(SeasonMatter, bool, usize)] = &[(SeasonMatter::Unit, false, 2)];
    for (one, code, other, its, expected) in [
        ("示例机械有限公司", UNIT, "示例机械股份有限公司", UNIT, &[(SeasonMatter::Unit, true, 2)][..]),
        ("示例机械有限公司", UNIT, "示例机械有限公司", UNIT, &[]),
        ("示例机械有限公司", UNIT, "示例机戒有限公司", "", unsure),
        ("示例（上海）有限公司", "", "示例(上海)有限公司", "", unsure),
        ("上海第一医院", "A", "上海第二医院", "B", &[]),
        ("甲公司", "", "乙公司", "", &[]),
    ] {
        assert_eq!(said(&[unit(one, code), unit(other, its)]), expected, "{one} {other}");
    }
}

/// Every name is held against every other: of very many none is.
#[test]
fn near_names_are_looked_for_among_so_many() {
    for (others, expected) in [(998, 1), (999, 0)] {
        let others = (0..others).map(|at| format!("单位{at}"));
        let near = ["示例机械有限公司", "示例机戒有限公司"].map(str::to_owned);
        let names: Vec<String> = others.chain(near).collect();
        let cells: Vec<[(&str, &str); 1]> = names.iter().map(|name| [("name", name.as_str())]).collect();
        let cells: Vec<&[(&str, &str)]> = cells.iter().map(<[_; 1]>::as_slice).collect();
        let draft = with("progress", "甲", "completers.organisations", &cells);
        assert_eq!(said(&[draft]).len(), expected, "{}", names.len());
    }
}

#[test]
fn the_year_is_the_season() {
    let draft = project("progress", "甲");
    assert_eq!(Member { id: 1, form: form(), draft: &draft }.year(), Some(2026));
}

prop_compose! {
    fn any_draft()(
        variant in prop::sample::select(vec!["nature", "progress", "invention"]),
        people in prop::collection::vec((prop::sample::select(vec!["张三", "張三", "李四"]), prop::sample::select(vec!["", ZHANG, "E12345678"])), 0..3),
        titles in prop::collection::vec(prop::sample::select(vec!["题一", "题二"]), 0..3),
        units in prop::collection::vec((prop::sample::select(vec!["示例机械有限公司", "示例机戒有限公司"]), prop::sample::select(vec!["", UNIT])), 0..3),
    ) -> Draft {
        let mut draft = project(variant, "甲");
        let pairs = |pairs: &[(&str, &str)], number: &'static str| {
            let all: Vec<Vec<(&str, &str)>> = pairs.iter().map(|(name, it)| vec![("name", *name), (number, *it)]).collect();
            rows(&all.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        draft.answers.insert("completers.persons".into(), pairs(&people, "id_number"));
        draft.answers.insert("completers.organisations".into(), pairs(&units, "credit_code"));
        let all: Vec<Vec<(&str, &str)>> = titles.iter().map(|title| vec![("title", *title), ("authors", "李四")]).collect();
        draft.answers.insert("papers.list".into(), rows(&all.iter().map(Vec::as_slice).collect::<Vec<_>>()));
        draft
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_drafts_changes_nothing(drafts in prop::collection::vec(any_draft(), 0..5)) {
        let members: Vec<Member<'_>> = (1..).zip(&drafts).map(|(id, draft)| Member { id, form: form(), draft }).collect();
        let turned: Vec<Member<'_>> = members.iter().rev().copied().collect();
        prop_assert_eq!(advices(&members), advices(&turned));
    }
}
