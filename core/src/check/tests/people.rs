//! Tests of people: their age, their numbers, whether two are one.

use super::*;
use crate::form::Party;

fn people_form() -> Form {
    let columns = || {
        vec![
            field("name", FieldKind::Text { max: None, binding: Binding::Practice }),
            field("number", FieldKind::IdentityDocument),
        ]
    };
    let hidden = Field { variants: vec!["w".into()], ..field("p.code", FieldKind::CreditCode) };
    test_form(vec![
        field("p.name", FieldKind::Text { max: None, binding: Binding::Practice }),
        field("p.number", FieldKind::IdentityDocument),
        field("p.born", FieldKind::Date),
        field("p.year", FieldKind::Year),
        field("p.rows", FieldKind::Table { columns: columns(), row_for_each: None }),
        hidden,
    ])
}

/// Each test with the answers that it stands over, and words of what is said about it.
fn check_people(cases: Vec<(Test, &str, Standing, &str)>) {
    let form = people_form();
    for (test, answers, expected, words) in cases {
        let draft = draft(answers);
        let facts = Facts::new(&form, &draft);
        assert_eq!(facts.standing(&test), expected, "{test:?} over {answers}");
        let explanation = facts.explain(&test, Default::default(), expected);
        let said = [explanation.have, explanation.gap, explanation.advice];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join("；");
        let paths: Vec<String> = explanation.fields.iter().map(Path::to_string).collect();
        let said = format!("{said} → {}", paths.join("、"));
        assert!(said.contains(words), "{said}: expected {words}");
        assert!(!said.contains("1979123"), "no number is repeated: {said}");
    }
}

/// A number that holds, of somebody born on this day.
fn number_of(born: &str) -> String {
    let number = ('0'..='9').chain(['X']).map(|c| format!("310101{born}001{c}"));
    number.into_iter().find(|number| crate::identity::identity_number(number).is_ok()).unwrap()
}

#[test]
fn age_is_counted_to_a_day() {
    use Standing::{Met, NotMet, Unknown};
    let younger = |born: &[&str]| Test::Younger {
        years: 45,
        born: born.iter().map(|id| (*id).to_owned()).collect(),
        on: "p.year".into(),
    };
    let both = || younger(&["p.born", "p.number"]);
    let (old, young) = (number_of("19781231"), number_of("19790101"));
    let answers = |born: &str, number: &str| {
        format!(
            r#"{{"p.year":2024{}{}}}"#,
            if born.is_empty() { String::new() } else { format!(r#","p.born":"{born}""#) },
            if number.is_empty() { String::new() } else { format!(r#","p.number":"{number}""#) }
        )
    };
    check_people(vec![
        (both(), &answers("1978-12-31", ""), NotMet, "已满 45 周岁 → p.born"),
        (both(), &answers("1979-01-01", ""), Met, "未满 45 周岁。"),
        (both(), &answers("1979-01-02", ""), Met, "1979-01-02 出生 → p.born"),
        (both(), &answers("", &old), NotMet, "1978-12-31 出生；至 2024-01-01"),
        (both(), &answers("", &young), Met, "p.number"),
        (both(), &answers("1979-01-01", &young), Met, "p.born、p.number"),
        (both(), &answers("1979-01-01", &old), Unknown, "不一致"),
        (both(), &answers("1978-12-30", &old), NotMet, ""),
        (both(), &answers("1990-01-01", "C01X00T47"), Met, "1990-01-01"),
        (younger(&["p.number"]), &answers("1990-01-01", "C01X00T47"), Unknown, ""),
        (both(), &answers("", ""), Unknown, "p.born、p.number"),
        (both(), r#"{"p.born":"1979-01-01"}"#, Unknown, "p.year"),
        (both(), r#"{"p.born":"1979-02-30","p.year":2024}"#, Unknown, "p.born"),
        (
            Test::Younger { years: 45, born: vec!["p.born".into()], on: Test::FILING_DATE.into() },
            r#"{"p.born":"1979-05-31"}"#,
            NotMet,
            "2024-06-01",
        ),
    ]);
}

#[test]
fn a_number_says_the_day_of_birth() {
    use Standing::{Met, NotApplicable, NotMet, Unknown};
    let agrees = || Test::BirthAgrees { number: "p.number".into(), born: "p.born".into() };
    let number = number_of("19790101");
    let answers = |born: &str, number: &str| format!(r#"{{"p.born":"{born}","p.number":"{number}"}}"#);
    check_people(vec![
        (agrees(), &answers("1979-01-01", &number), Met, ""),
        (agrees(), &answers("1979-01-02", &number), NotMet, "不同 → p.number、p.born"),
        (agrees(), &answers("1979-01-02", "C01X00T47"), NotApplicable, ""),
        (agrees(), &format!(r#"{{"p.number":"{number}"}}"#), Unknown, "p.born"),
        (agrees(), r#"{"p.born":"1979-01-01"}"#, Unknown, "p.number"),
    ]);
}

#[test]
fn two_are_told_apart_by_number_and_not_by_name() {
    use Standing::{Met, NotMet, Unknown};
    let party = |name: &str, number: &str| Party { name: name.into(), number: number.into() };
    let distinct = || Test::Each {
        table: "p.rows".into(),
        row: Box::new(Test::Distinct { left: party("p.name", "p.number"), right: party(".name", ".number") }),
    };
    let by_name = || Test::Each {
        table: "p.rows".into(),
        row: Box::new(Test::Distinct { left: party("p.name", "p.code"), right: party(".name", ".number") }),
    };
    let (one, other) = (number_of("19790101"), number_of("19790102"));
    let answers = |mine: &str, name: &str, theirs: &str| {
        let mine = if mine.is_empty() { String::new() } else { format!(r#""p.number":"{mine}","#) };
        let theirs = if theirs.is_empty() { String::new() } else { format!(r#","number":"{theirs}""#) };
        format!(r#"{{"p.name":"张国龙",{mine}"p.rows":[{{"name":"{name}"{theirs}}}]}}"#)
    };
    check_people(vec![
        (distinct(), &answers(&one, "张国龙", &other), Met, ""),
        (
            distinct(),
            &answers(&one, "李四", &one),
            NotMet,
            "号码与“p.name”一方的相同 → p.rows[0].number、p.number",
        ),
        (distinct(), &answers(&one, "張國龍", ""), Unknown, "要看号码。 → p.rows[0].number"),
        (distinct(), &answers("", "张　国龙", &one), Unknown, "要看号码。 → p.number"),
        (distinct(), &answers("", "张国龙", ""), Unknown, "p.rows[0].number、p.number"),
        (distinct(), &answers(&one, "李四", ""), Unknown, "p.rows[0].number"),
        (distinct(), &answers(&one, "张国龙", "C01X00T47"), Unknown, "要看号码"),
        (distinct(), &answers(&one, "李四", "C01X00T47"), Met, ""),
        (distinct(), r#"{"p.name":"张国龙","p.rows":[]}"#, Met, ""),
        (by_name(), &answers("", "張國龍", &one), Unknown, "要看号码"),
        (by_name(), &answers("", "李四", &one), Met, ""),
    ]);
}

#[test]
fn a_section_is_measured_in_characters_and_pages() {
    let long =
        FieldKind::LongText { min: None, max: Some(5), max_pages: Some(2), binding: Binding::Practice };
    let form = test_form(vec![field("p.long", long)]);
    let pages = |_: &Field, text: &str| Decimal::from(text.chars().count());
    let setting = Setting { today: "2024-06-01".parse().unwrap(), charset: None, pages: Some(&pages) };
    for (text, over, says) in
        [("两字", false, ""), ("有三字", true, "约 3 页，按惯例不超过 2 页"), ("", false, "")]
    {
        let report = check(&form, &draft(&format!(r#"{{"p.long":"{text}"}}"#)), &setting);
        let [length] = report.lengths.as_slice() else { panic!("one section") };
        assert_eq!((length.is_over(), length.max_pages), (over, Some(2)), "{text}");
        assert_eq!(report.field_findings.iter().any(|finding| finding.says.contains("页")), over, "{text}");
        assert!(says.is_empty() || report.field_findings[0].says.contains(says), "{text}");
        assert!(
            report.field_findings.iter().all(|finding| finding.standing == Standing::Met),
            "it only advises"
        );
    }
}

/// A field and a column, of practice and of the regulation: only the latter keep the draft from being ready.
#[test]
fn a_length_that_no_measure_sets_only_advises() {
    for (binding, standing, says) in [
        (Binding::Practice, Standing::Met, "有 6 字，按惯例不超过 4 字，建议删减 2 字。"),
        (Binding::Regulation, Standing::NotMet, "有 6 字，不超过 4 字，请删减 2 字。"),
    ] {
        let text = || FieldKind::Text { max: Some(4), binding };
        let long = FieldKind::LongText { min: None, max: Some(4), max_pages: None, binding };
        let rows = FieldKind::Table { columns: vec![field("t", text())], row_for_each: None };
        let form = test_form(vec![field("p.line", text()), field("p.long", long), field("p.rows", rows)]);
        let six = r#"{"p.line":"六个字的一行","p.long":"六个字的一段","p.rows":[{"t":"六个字的一格"}]}"#;
        let setting = Setting { today: "2024-06-01".parse().unwrap(), charset: None, pages: None };
        let report = check(&form, &draft(six), &setting);
        let found: Vec<_> = report.field_findings.iter().map(|found| found.field.to_string()).collect();
        assert_eq!(found, ["p.line", "p.long", "p.rows[0].t"]);
        for found in &report.field_findings {
            assert_eq!((found.standing, found.says.contains(says)), (standing, true), "{}", found.says);
        }
        let is_ready = report.standing == DraftStanding::Ready;
        assert_eq!(is_ready, binding == Binding::Practice, "{binding:?}");
    }
}
