use super::*;
use crate::answers::{Edit, Path, Value, apply, read_draft};
use crate::form::{self, Binding, Field, FieldKind, Number, Test};
use proptest::prelude::*;
use rust_decimal::Decimal;

mod people;

fn field(id: &str, kind: FieldKind) -> Field {
    Field {
        id: id.into(),
        label: id.into(),
        kind,
        required: false,
        variants: Vec::new(),
        when: None,
        hint: None,
        example: None,
        cite: None,
        private: false,
        open: None,
    }
}

/// Every kind of answer once, and fields that are hidden or depend on others.
fn small_form() -> Form {
    let whole = || FieldKind::Integer { min: Some(0), max: None, unit: Some("人".into()) };
    let hidden = Field { variants: vec!["w".into()], ..field("a.hidden", FieldKind::YesNo) };
    let follows = Field {
        when: Some(Test::OneOf { values: vec![Value::YesNo(true)], of: "a.yes".into() }),
        required: true,
        ..field("a.follows", FieldKind::Text { max: Some(4), binding: Binding::Regulation })
    };
    let rows = vec![
        field("n", whole()),
        field("d", FieldKind::Date),
        field("t", FieldKind::Text { max: None, binding: Binding::Practice }),
    ];
    test_form(vec![
        field("a.yes", FieldKind::YesNo),
        field("a.count", whole()),
        field("a.day", FieldKind::Date),
        field("a.code", FieldKind::CreditCode),
        field("a.person", FieldKind::IdentityNumber),
        field("a.region", FieldKind::Region),
        field("a.left", FieldKind::Text { max: None, binding: Binding::Practice }),
        field("a.right", FieldKind::Text { max: None, binding: Binding::Practice }),
        field(
            "a.long",
            FieldKind::LongText { min: Some(3), max: None, max_pages: None, binding: Binding::Regulation },
        ),
        field("a.no", FieldKind::Declaration { statement: "属实。".into() }),
        field("a.rows", FieldKind::Table { columns: rows, row_for_each: None }),
        field(
            "a.years",
            FieldKind::Years { count: 3, since: Some("a.day".into()), columns: vec![field("n", whole())] },
        ),
        hidden,
        follows,
    ])
}

fn draft(answers: &str) -> Draft {
    read_draft(&format!(
        r#"{{"format":1,"form":"f","edition":"1","variant":"v","filing_date":"2024-06-01","answers":{answers}}}"#
    ))
    .unwrap()
}

/// Each test with the answers that it stands over.
fn check_tests(cases: Vec<(Test, &str, Standing)>) {
    let form = small_form();
    for (test, answers, expected) in cases {
        let draft = draft(answers);
        assert_eq!(Facts::new(&form, &draft).standing(&test), expected, "{test:?} over {answers}");
    }
}

fn met() -> Test {
    Test::Variant { variant: "v".into() }
}

fn not_met() -> Test {
    Test::Variant { variant: "w".into() }
}

fn unknown() -> Test {
    Test::Open { reason: "原文未写明".into() }
}

fn not_applicable() -> Test {
    Test::Given { of: "a.hidden".into() }
}

fn count_of(number: &str) -> Number {
    Number::Field(number.into())
}

#[test]
fn joined_tests_follow_kleene() {
    use Standing::{Met, NotApplicable, NotMet, Unknown};
    let all = |tests: Vec<Test>, expected| (Test::All(tests), "{}", expected);
    let any = |tests: Vec<Test>, expected| (Test::Any(tests), "{}", expected);
    let not = |test: Test, expected| (Test::Not(Box::new(test)), "{}", expected);
    check_tests(vec![
        all(vec![met(), met()], Met),
        all(vec![met(), unknown()], Unknown),
        all(vec![unknown(), not_met()], NotMet),
        all(vec![not_applicable(), met()], Met),
        all(vec![not_applicable(), not_met()], NotMet),
        all(vec![not_applicable()], NotApplicable),
        all(vec![], NotApplicable),
        any(vec![not_met(), met()], Met),
        any(vec![unknown(), met()], Met),
        any(vec![unknown(), not_met()], Unknown),
        any(vec![not_met(), not_met()], NotMet),
        any(vec![not_applicable(), not_met()], NotMet),
        any(vec![not_applicable()], NotApplicable),
        not(met(), NotMet),
        not(not_met(), Met),
        not(unknown(), Unknown),
        not(not_applicable(), NotApplicable),
    ]);
}

#[test]
fn figures_of_several_parts() {
    use Standing::{Met, NotApplicable, NotMet, Unknown};
    let rows = || Number::Rows { table: "a.rows".into(), filter: None };
    let least = |limit: i32, of: Number| Test::AtLeast { limit: limit.into(), of };
    let between = || Number::Between(vec![count_of("a.count"), rows()]);
    let total = || Number::Total(vec![count_of("a.count"), count_of("a.hidden"), rows()]);
    let distinct = || Number::Distinct { table: "a.rows".into(), by: vec!["n".into(), "t".into()] };
    check_tests(vec![
        // Told twice: decided where both decide alike.
        (least(2, between()), r#"{"a.count":3,"a.rows":[{},{}]}"#, Met),
        (least(3, between()), r#"{"a.count":3,"a.rows":[{},{}]}"#, Unknown),
        (least(4, between()), r#"{"a.count":3,"a.rows":[{},{}]}"#, NotMet),
        (least(2, between()), r#"{"a.count":3}"#, Unknown),
        (least(2, between()), r#"{"a.rows":[{},{}]}"#, Unknown),
        // Together; what does not apply is left out, and what cannot be negative only adds.
        (least(5, total()), r#"{"a.count":3,"a.rows":[{},{}]}"#, Met),
        (least(6, total()), r#"{"a.count":3,"a.rows":[{},{}]}"#, NotMet),
        (least(3, total()), r#"{"a.count":3}"#, Met),
        (least(4, total()), r#"{"a.count":3}"#, Unknown),
        (least(1, Number::Total(vec![count_of("a.hidden")])), "{}", NotApplicable),
        // Different things: by the first column, else perhaps by the second.
        (least(2, distinct()), r#"{"a.rows":[{"n":1},{"n":2},{"n":1}]}"#, Met),
        (least(3, distinct()), r#"{"a.rows":[{"n":1},{"n":2},{"n":1}]}"#, NotMet),
        (least(2, distinct()), r#"{"a.rows":[{"n":1,"t":"甲"},{"t":"乙"}]}"#, Met),
        (least(2, distinct()), r#"{"a.rows":[{"n":1,"t":"甲"},{"t":" 甲"}]}"#, Unknown),
        (least(1, distinct()), r#"{"a.rows":[{}]}"#, Met),
        (least(2, distinct()), r#"{"a.rows":[{},{}]}"#, Unknown),
        (least(3, distinct()), r#"{"a.rows":[{},{}]}"#, NotMet),
        (least(1, distinct()), "{}", Unknown),
    ]);
}

#[test]
fn rows_are_counted_compared_and_told_apart() {
    use Standing::{Met, NotMet, Unknown};
    let least = |limit: i32, of: Number| Test::AtLeast { limit: limit.into(), of };
    let rows = || Number::Rows { table: "a.rows".into(), filter: None };
    let sum = || Number::Sum { column: "a.rows.n".into() };
    let mean = || Number::Mean { column: "a.years.n".into() };
    let unique = || Test::Unique { table: "a.rows".into(), column: "t".into() };
    let each = || Test::Each { table: "a.rows".into(), row: Box::new(least(2, count_of(".n"))) };
    let tally =
        || Test::Tally { typed: "a.years.n".into(), table: "a.rows".into(), date: "d".into(), filter: None };
    let years =
        r#""a.day":"2020-01-01","a.years":[{"year":2021,"n":1},{"year":2022,"n":0},{"year":2023,"n":2}]"#;
    let tallied = |rows: &str| format!("{{{years},\"a.rows\":{rows}}}");
    let two_dates =
        tallied(r#"[{"d":"2021-05-01"},{"d":"2023-01-01"},{"d":"2023-12-31"},{"d":"2024-01-01"}]"#);
    let undated = tallied(r#"[{"d":"2021-05-01"},{"d":"2023-01-01"},{}]"#);
    let too_many = tallied(r#"[{"d":"2022-05-01"},{}]"#);
    check_tests(vec![
        (least(1, rows()), "{}", Unknown),
        (least(0, rows()), "{}", Met),
        (least(1, rows()), r#"{"a.rows":[]}"#, NotMet),
        (least(2, rows()), r#"{"a.rows":[{},{"n":1}]}"#, Met),
        (least(5, sum()), r#"{"a.rows":[{"n":5},{}]}"#, Met),
        (least(5, sum()), r#"{"a.rows":[{"n":4},{}]}"#, Unknown),
        (least(5, sum()), r#"{"a.rows":[{"n":4},{"n":0}]}"#, NotMet),
        (least(1, mean()), &format!("{{{years}}}"), Met),
        (least(2, mean()), &format!("{{{years}}}"), NotMet),
        (each(), r#"{"a.rows":[{"n":2},{"n":1}]}"#, NotMet),
        (each(), r#"{"a.rows":[{"n":2},{}]}"#, Unknown),
        (each(), r#"{"a.rows":[]}"#, Met),
        (each(), "{}", Unknown),
        (unique(), r#"{"a.rows":[{"t":"ZL 1"},{},{},{"t":"ZL2"}]}"#, Met),
        (unique(), r#"{"a.rows":[{"t":"ZL 1"},{"t":"zl1"}]}"#, NotMet),
        (tally(), &two_dates, Met),
        (tally(), &undated, Unknown),
        (tally(), &too_many, NotMet),
    ]);
}

#[test]
fn texts_figures_and_codes_agree_or_not() {
    use Standing::{Met, NotApplicable, NotMet, Unknown};
    let same = || Test::Same { left: "a.left".into(), right: "a.right".into() };
    let registrar = || Test::RegistrarAgrees { code: "a.code".into(), region: "a.region".into() };
    let equal = || Test::Equal {
        left: count_of("a.count"),
        right: Number::Rows { table: "a.rows".into(), filter: None },
    };
    let more = |than: &str| Test::NotMore { left: count_of("a.count"), right: count_of(than) };
    let follows = || Test::Given { of: "a.follows".into() };
    let fujian = |region: &str| format!(r#"{{"a.code":"91350100M000100Y43","a.region":"{region}"}}"#);
    check_tests(vec![
        (same(), r#"{"a.left":"甲 公司","a.right":"甲公司"}"#, Met),
        (same(), r#"{"a.left":"甲公司","a.right":"乙公司"}"#, NotMet),
        (same(), r#"{"a.left":"甲公司"}"#, Unknown),
        (registrar(), &fujian("outside"), Met),
        (registrar(), &fujian("310115"), NotMet),
        (equal(), r#"{"a.count":2,"a.rows":[{},{}]}"#, Met),
        (equal(), r#"{"a.count":2,"a.rows":[{}]}"#, NotMet),
        (equal(), r#"{"a.rows":[{}]}"#, Unknown),
        (more("a.count"), r#"{"a.count":2}"#, Met),
        (more("a.hidden"), r#"{"a.count":2}"#, NotApplicable),
        (follows(), r#"{"a.yes":true,"a.follows":"有"}"#, Met),
        (follows(), r#"{"a.yes":false,"a.follows":"有"}"#, NotApplicable),
        (follows(), r#"{"a.yes":false}"#, NotApplicable),
        (follows(), "{}", Unknown),
    ]);
}

#[test]
fn periods_end_on_the_corresponding_day() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let cases = [
        ("2022-03-15", 2, "2024-03-15"),
        ("2020-02-29", 2, "2022-02-28"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2021-12-31", 3, "2024-12-31"),
    ];
    for (from, years, last) in cases {
        assert_eq!(time::corresponding_day(day(from), years), day(last), "{from} + {years}");
    }
}

/// A finding: path, standing, a word of what is said.
type Found<'t> = (&'t str, Standing, &'t str);

/// Answers with the findings that they make.
fn check_fields(cases: &[(&str, &[Found<'_>])]) {
    let form = small_form();
    let charset: Charset = ('\u{20}'..='\u{9fff}').collect();
    let today = chrono::NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    for (answers, expected) in cases {
        let report = check(&form, &draft(answers), &Setting { today, charset: Some(&charset), pages: None });
        let found = &report.field_findings;
        assert_eq!(found.len(), expected.len(), "{answers}: {found:?}");
        for (finding, (path, standing, word)) in found.iter().zip(*expected) {
            assert_eq!(
                (finding.field.to_string().as_str(), finding.standing),
                (*path, *standing),
                "{answers}"
            );
            assert!(finding.says.contains(word), "{answers}: {}", finding.says);
        }
    }
}

#[test]
fn answers_are_looked_at_one_by_one() {
    use Standing::{NotMet, Unknown};
    check_fields(&[
        ("{}", &[]),
        (r#"{"a.yes":true}"#, &[("a.follows", Unknown, "请填写")]),
        (r#"{"a.yes":true,"a.follows":"一二 三四"}"#, &[]),
        (r#"{"a.yes":true,"a.follows":"一二三四五"}"#, &[("a.follows", NotMet, "请删减 1 字")]),
        (r#"{"a.long":"一 二"}"#, &[("a.long", NotMet, "请补充 1 字")]),
        (r#"{"a.left":"𠮷野"}"#, &[("a.left", NotMet, "“𠮷”（U+20BB7）")]),
        (r#"{"a.rows":[{"t":"好"},{"t":"𠮷"}]}"#, &[("a.rows[1].t", NotMet, "第 2 行")]),
        (r#"{"a.no":false}"#, &[("a.no", NotMet, "不能申报")]),
        (r#"{"a.person":"310101202405010017"}"#, &[("a.person", NotMet, "校验码")]),
        (
            r#"{"a.years":[{"n":1},{"year":2023,"n":1},{"year":2023,"n":2}]}"#,
            &[("a.years[0]", NotMet, "年份"), ("a.years[2]", NotMet, "不止一次")],
        ),
        (
            r#"{"a.years":[{"year":2023,"n":1},{"year":2023,"n":2},{"year":2022,"n":3},{"year":2023,"n":2}]}"#,
            &[("a.years[1]", NotMet, "2023 年写了不止一次")],
        ),
        (
            r#"{"a.years":[{"year":2020,"n":"多"},{"year":2023,"n":"多"}]}"#,
            &[("a.years[1].n", NotMet, "2023 年")],
        ),
        (r#"{"a.hidden":"乱写"}"#, &[]),
    ]);
}

#[test]
fn nobody_is_born_tomorrow() {
    let form = small_form();
    let number = ('0'..='9').chain(['X']).map(|c| format!("31010120240502001{c}"));
    let number = number.into_iter().find(|number| crate::identity::identity_number(number).is_ok()).unwrap();
    let draft = draft(&format!(r#"{{"a.person":"{number}"}}"#));
    for (today, expected) in [("2024-05-01", 1), ("2024-05-02", 0)] {
        let setting = Setting { today: today.parse().unwrap(), charset: None, pages: None };
        assert_eq!(check(&form, &draft, &setting).field_findings.len(), expected, "{today}");
    }
}

/// Examples of the packs, each kind of applicant once.
const EXAMPLES: [(&str, &str); 9] = [
    ("design-center/2023", "studio"),
    ("design-center/2023", "in-house"),
    ("science-award/2024", "merit"),
    ("science-award/2024", "youth"),
    ("science-award/2024", "nature"),
    ("science-award/2024", "invention"),
    ("science-award/2024", "progress"),
    ("science-award/2024", "popularization"),
    ("science-award/2024", "cooperation"),
];

/// The pack itself, with an example.
fn pack((pack, example): (&str, &str)) -> (Form, Draft) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms").join(pack);
    let json = std::fs::read_to_string(folder.join(format!("examples/{example}.shenbao.json"))).unwrap();
    (form::load(&folder).unwrap(), read_draft(&json).unwrap())
}

/// Every place of the examples that tests may turn on: whole fields, and the cells of short tables.
fn places(draft: &Draft) -> Vec<Path> {
    let mut places = Vec::new();
    for (id, value) in &draft.answers {
        places.push(Path::field(id));
        let Value::List(rows) = value else { continue };
        for (at, row) in rows.iter().enumerate().take(4) {
            let Value::Row(cells) = row else { continue };
            places.extend(
                cells.keys().filter(|column| *column != "year").map(|column| Path::cell(id, at, column)),
            );
        }
    }
    places
}

/// Another answer of the same shape.
fn other(value: &Value) -> Value {
    match value {
        Value::YesNo(yes) => Value::YesNo(!yes),
        Value::Integer(number) => Value::Integer(number / 2),
        Value::Text(text) if Decimal::from_str_exact(text).is_ok() => Value::Text("1.00".into()),
        Value::Text(text) if text.parse::<chrono::NaiveDate>().is_ok() => Value::Text("2025-12-31".into()),
        Value::Text(_) => Value::Text("fraud".into()),
        Value::List(_) => Value::List(Vec::new()),
        Value::Row(_) => value.clone(),
    }
}

fn answer(draft: &mut Draft, path: &Path, value: Option<Value>) -> Option<Value> {
    match apply(draft, Edit::Set { path: path.clone(), value }) {
        Ok(Edit::Set { value, .. }) => value,
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What is decided without an answer stays decided whatever the answer is.
    #[test]
    fn an_answer_never_turns_a_verdict_around(
        example in proptest::sample::select(EXAMPLES.to_vec()),
        emptied in proptest::collection::vec(proptest::sample::Index::arbitrary(), 0..30),
        asked in proptest::sample::Index::arbitrary(),
        changed in proptest::bool::ANY,
    ) {
        let (form, mut draft) = pack(example);
        let all = places(&draft);
        for index in emptied {
            answer(&mut draft, index.get(&all), None);
        }
        let path = asked.get(&all);
        let Some(value) = answer(&mut draft, path, None) else { return Ok(()) };
        let before = draft.clone();
        answer(&mut draft, path, Some(if changed { other(&value) } else { value }));
        let (before, after) = (Facts::new(&form, &before), Facts::new(&form, &draft));
        for condition in &form.conditions {
            let (was, is) = (before.clause(&condition.clause), after.clause(&condition.clause));
            let turned = matches!((was, is), (Standing::Met, Standing::NotMet) | (Standing::NotMet, Standing::Met));
            prop_assert!(!turned, "{} {was:?} → {is:?} by {path}", condition.clause);
        }
    }

    /// A range holds every sum that its cells can make.
    #[test]
    fn ranges_hold_what_they_stand_for(known in proptest::collection::vec(0i64..1000, 0..6), hidden in 0i64..1000, limit in 0i64..3000) {
        let unknown = range::Range { low: Some(Decimal::ZERO), high: None };
        let sum = |last: range::Range| {
            known.iter().map(|n| range::Range::exactly((*n).into())).fold(last, range::Range::plus)
        };
        let (open, exact) = (sum(unknown), sum(range::Range::exactly(hidden.into())));
        let (guess, truth) = (open.at_least(limit.into()), exact.at_least(limit.into()));
        prop_assert!(guess == Standing::Unknown || guess == truth);
        prop_assert!(truth != Standing::Unknown);
    }
}
