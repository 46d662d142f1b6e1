use super::*;
use crate::form::{Choice, Field, FieldKind, MoneyUnit};
use proptest::prelude::*;
use read::{Typed, any};

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn money() -> FieldKind {
    FieldKind::Money { shown_in: MoneyUnit::TenThousandYuan, negative: false }
}

fn whole() -> FieldKind {
    FieldKind::Integer { min: Some(0), max: Some(9999), unit: Some("人".into()) }
}

/// Each typed text with what a field of the kind reads (as a draft keeps it); `Err` holds a word of the message.
fn check(kind: &FieldKind, cases: &[(&str, Result<Value, &str>)]) {
    for (typed, expected) in cases {
        match (any(&text(typed), kind), expected) {
            (Reading::Given(read), Ok(expected)) => {
                assert_eq!(read.written(kind).as_ref(), Some(expected), "{typed}")
            }
            (Reading::Wrong(says), Err(word)) => assert!(says.contains(word), "{typed}: {says}"),
            (got, _) => panic!("{typed}: {got:?}, expected {expected:?}"),
        }
    }
}

#[test]
fn money_is_exact() {
    check(
        &money(),
        &[
            ("23999999.99", Ok(text("23999999.99"))),
            ("24,000,000", Ok(text("24000000.00"))),
            ("２４，０００，０００．５０", Ok(text("24000000.50"))),
            ("￥1 234 567.8 元", Ok(text("1234567.80"))),
            ("2399.999999万元", Ok(text("23999999.99"))),
            ("0.01", Ok(text("0.01"))),
            ("1.005", Err("到分")),
            ("2399.9999999万元", Err("到分")),
            ("-1", Err("不小于 0")),
            ("－1", Err("不小于 0")),
            ("1,23", Err("应为数字")),
            ("1e5", Err("应为数字")),
            ("5.", Err("应为数字")),
            (".5", Err("应为数字")),
            ("约五百万", Err("应为数字")),
            ("99999999999999999999", Err("过大")),
        ],
    );
    check(
        &FieldKind::Money { shown_in: MoneyUnit::Yuan, negative: true },
        &[("−1,200.5", Ok(text("-1200.50"))), ("-0.01元", Ok(text("-0.01")))],
    );
}

#[test]
fn whole_numbers() {
    check(
        &whole(),
        &[
            ("36", Ok(Value::Integer(36))),
            ("３６人", Ok(Value::Integer(36))),
            ("1,200", Ok(Value::Integer(1200))),
            ("36.0", Ok(Value::Integer(36))),
            ("36.5", Err("整数")),
            ("-1", Err("不小于")),
            ("10000", Err("不大于 9999")),
            ("三十六", Err("应为数字")),
        ],
    );
    let share = FieldKind::Decimal { scale: 2, min: None, max: None, unit: Some("%".into()) };
    check(&share, &[("62.50%", Ok(text("62.50"))), ("62.505", Err("2 位小数"))]);
}

#[test]
fn dates() {
    let day = || Ok(text("2024-03-05"));
    check(
        &FieldKind::Date,
        &[
            ("2024-03-05", day()),
            ("2024/3/5", day()),
            ("2024.3.5", day()),
            ("2024年3月5日", day()),
            ("２０２４年３月５日", day()),
            ("20240305", day()),
            ("2024-02-30", Err("形如")),
            ("2024年3月", Err("形如")),
            ("24-3-5", Err("形如")),
            ("9999-01-01", Err("不合常理")),
        ],
    );
    check(
        &FieldKind::Year,
        &[("2024年", Ok(Value::Integer(2024))), ("24", Err("四位")), ("0001", Err("四位"))],
    );
}

#[test]
fn choices_and_codes() {
    let option = |id: &str, label: &str| Choice { id: id.into(), label: label.into() };
    let options = vec![option("a", "工业设计"), option("b", "建筑设计")];
    check(
        &FieldKind::Choice { options: options.clone() },
        &[("a", Ok(text("a"))), ("建筑设计", Ok(text("b"))), ("c", Err("可选项"))],
    );
    check(&FieldKind::Choices { options }, &[("b", Ok(Value::List(vec![text("b")]))), ("c", Err("可选项"))]);
    check(
        &FieldKind::YesNo,
        &[("是", Ok(Value::YesNo(true))), ("否", Ok(Value::YesNo(false))), ("嗯", Err("是"))],
    );
    check(&FieldKind::Region, &[("浦东新区", Ok(text("310115"))), ("outside", Ok(text("outside")))]);
    check(&FieldKind::CreditCode, &[("９１３５０１００m000100y43", Ok(text("91350100M000100Y43")))]);
    check(&FieldKind::IdentityNumber, &[("11010519491231002x", Ok(text("11010519491231002X")))]);
    check(&FieldKind::Email, &[("ｌｉｎ＠example.com", Ok(text("lin@example.com")))]);
}

#[test]
fn nothing_typed_is_no_answer() {
    for kind in [money(), whole(), FieldKind::Date, FieldKind::Year, FieldKind::YesNo, FieldKind::Region] {
        assert_eq!(any(&text(" 　"), &kind), Reading::Absent, "{kind:?}");
        assert_eq!(any(None, &kind), Reading::Absent, "{kind:?}");
    }
    let none = Value::List(Vec::new());
    assert_eq!(
        any(&none, &FieldKind::Table { columns: Vec::new(), row_for_each: None }),
        Reading::Given(Typed::Rows(&[]))
    );
}

#[test]
fn texts_that_look_the_same_are_the_same() {
    let cases = [
        ("  ⽤户⼿册 ", "用户手册"),
        ("\u{f9dd}", "利"),
        ("e\u{301}", "é"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("零\u{200b}宽\u{feff}", "零宽"),
        ("（全角）保留，１", "（全角）保留，１"),
        ("𠮷", "𠮷"),
    ];
    for (typed, expected) in cases {
        assert_eq!(normalise::text(typed), expected, "{typed}");
    }
}

#[test]
fn figures_are_shown_exactly() {
    let number = |text: &str| rust_decimal::Decimal::from_str_exact(text).unwrap();
    let cases = [
        ("1234567.5", "1,234,567.5"),
        ("-1000", "-1,000"),
        ("999", "999"),
        ("0.00", "0"),
        ("24000000.00", "24,000,000"),
    ];
    for (figure, shown) in cases {
        assert_eq!(show::thousands(number(figure)), shown);
    }
    assert_eq!(show::figure(number("12345678.90"), &money()), "1,234.56789 万元");
    assert_eq!(show::figure(number("36"), &whole()), "36 人");
}

fn draft() -> Draft {
    let answers = r#"{"format":1,"form":"f","edition":"1","variant":"v","filing_date":"2024-06-01",
        "answers":{"a.text":"一","a.table":[{"n":"甲"},{"n":"乙","k":2}],"a.none":[],"a.null":null},
        "attachments":[{"field":"a.file","path":"一.pdf"}],"origins":{
            "a.text":{"origin":"carried","form":"f","edition":"1","filing_date":"2023-06-01"},
            "a.table":{"origin":"carried","form":"f","edition":"1","filing_date":null},
            "a.file":{"origin":"carried","form":"f","edition":"1"}}}"#;
    read_draft(answers).unwrap()
}

#[test]
fn drafts_are_read_or_refused_with_their_place() {
    assert_eq!(draft().answers.keys().collect::<Vec<_>>(), ["a.none", "a.table", "a.text"]);
    let whole = r#"{"format":1,"form":"f","edition":"1","variant":"v","answers":{}}"#;
    assert!(read_draft(whole).is_ok());
    let deep = format!(r#"{{"format":1,"answers":{{"a":{}{}}}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let cases = [
        ("", "第 1 行第 0 列：文件不完整"),
        ("{\n \"format\": 2}", "请更新本程序"),
        ("{\"format\": 0}", "格式版本 0"),
        ("{\n\"format\": 1,\n \"form\": 草}", "第 3 行"),
        (r#"{"format":1,"form":"f"}"#, "缺少“edition”"),
        (&whole.replace("variant\"", "varient\""), "不认识“varient”"),
        (&whole.replace("{}", "[]"), "内容不合要求"),
        (&deep, "嵌套过深"),
        (&whole.replace("{}", r#"{"a.text":"甲","b":1,"a.text":"乙"}"#), "“a.text”写了两次"),
        (&whole.replace("{}", r#"{"a.text":null,"a.text":"乙"}"#), "“a.text”写了两次"),
        (&whole.replace("{}", r#"{"a.table":[{"n":1,"n":2}]}"#), "“n”写了两次"),
    ];
    for (json, expected) in cases {
        let says = read_draft(json).unwrap_err().to_string();
        assert!(says.contains(expected), "{says}");
    }
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let cell = |path: &str| Edit::Set { path: path.parse().unwrap(), value: Some(Value::Integer(1)) };
    let cases = [
        cell("a.table[2].n"),
        cell("a.text[0].n"),
        cell("a.table[0]"),
        cell("a.new[0].n"),
        Edit::RemoveRow { table: "a.none".into(), at: 0 },
        Edit::InsertRow { table: "a.new".into(), at: 1, row: Value::Row(Default::default()) },
        Edit::InsertRow { table: "a.table".into(), at: 0, row: text("不是行") },
        Edit::MoveRow { table: "a.table".into(), from: 0, to: 2 },
        Edit::Detach { at: 1 },
    ];
    for edit in cases {
        let mut changed = draft();
        assert!(apply(&mut changed, edit.clone()).is_err(), "{edit:?}");
        assert_eq!(changed, draft());
    }
}

#[test]
fn the_last_row_takes_the_answer_with_it() {
    let mut draft = draft();
    for _ in 0..2 {
        apply(&mut draft, Edit::RemoveRow { table: "a.table".into(), at: 0 }).unwrap();
    }
    assert!(!draft.answers.contains_key("a.table"));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_text().prop_map(Value::Text),
        proptest::bool::ANY.prop_map(Value::YesNo),
        proptest::num::i32::ANY.prop_map(Value::Integer),
    ];
    let row = proptest::collection::btree_map("[nk]", leaf.clone(), 0..3).prop_map(Value::Row);
    prop_oneof![leaf, row.clone(), proptest::collection::vec(row, 0..4).prop_map(Value::List)]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,8}", "[ \u{2e80}-\u{2fd5}\u{f900}-\u{faff}\u{300}-\u{310}a]{0,8}"]
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let table =
        || prop_oneof![Just("a.table"), Just("a.none"), Just("a.text"), Just("a.new")].prop_map(String::from);
    let path = (table(), proptest::option::of((0usize..4, proptest::option::of("[nk]")))).prop_map(
        |(field, place)| Path { field, row: place.as_ref().map(|p| p.0), column: place.and_then(|p| p.1) },
    );
    prop_oneof![
        (path, proptest::option::of(any_value())).prop_map(|(path, value)| Edit::Set { path, value }),
        (table(), 0usize..4, any_value()).prop_map(|(table, at, row)| Edit::InsertRow { table, at, row }),
        (table(), 0usize..4).prop_map(|(table, at)| Edit::RemoveRow { table, at }),
        (table(), 0usize..4, 0usize..4).prop_map(|(table, from, to)| Edit::MoveRow { table, from, to }),
        (table(), proptest::option::of(proptest::collection::vec(any_value(), 0..3)))
            .prop_map(|(table, rows)| Edit::ReplaceRows { table, rows }),
        (0usize..3).prop_map(|at| Edit::Detach { at }),
        Just(Edit::FilingDate { date: None }),
        Just(Edit::Variant { variant: "w".into() }),
        proptest::collection::btree_map(table(), any_origin(), 0..3)
            .prop_map(|origins| Edit::Mark { origins }),
    ]
}

fn any_origin() -> impl Strategy<Value = Option<Origin>> {
    let carried = Origin::Carried { form: "g".into(), edition: "2".into(), filing_date: None };
    proptest::option::of(Just(carried))
}

fn any_change() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => any_edit(),
        1 => proptest::collection::vec(any_edit(), 0..4).prop_map(|edits| Edit::Several { edits }),
    ]
}

proptest! {
    #[test]
    fn inverses_restore_the_draft(edits in proptest::collection::vec(any_change(), 1..12)) {
        let mut changed = draft();
        let mut states = vec![];
        for edit in edits {
            let before = changed.clone();
            match apply(&mut changed, edit) {
                Ok(inverse) => states.push((before, inverse)),
                Err(_) => prop_assert_eq!(&changed, &before),
            }
        }
        for (before, inverse) in states.into_iter().rev() {
            apply(&mut changed, inverse).unwrap();
            prop_assert_eq!(&changed, &before);
        }
    }

    #[test]
    fn normalising_twice_is_normalising_once(typed in any_text()) {
        let once = normalise::text(&typed).into_owned();
        prop_assert_eq!(normalise::text(&once).into_owned(), once);
    }

    #[test]
    fn no_text_panics(typed in "\\PC{0,20}|[0-9,.年月日万元+ -]{0,20}") {
        for kind in [money(), whole(), FieldKind::Date, FieldKind::Year, FieldKind::Region, FieldKind::Email] {
            let read = any(&text(&typed), &kind).given().and_then(|read| read.written(&kind));
            if let Some(written) = read {
                let again = any(&written, &kind).given().and_then(|read| read.written(&kind));
                prop_assert_eq!(again, Some(written));
            }
        }
    }

    #[test]
    fn drafts_survive_their_file(value in any_value()) {
        let form = Field {
            id: "a.table".into(), label: String::new(), kind: FieldKind::Table { columns: Vec::new(), row_for_each: None }, required: false,
            variants: Vec::new(), when: None, hint: None, example: None, cite: None, private: false, open: None,
        };
        let form = crate::check::test_form(vec![form]);
        let mut draft = draft();
        apply(&mut draft, Edit::Set { path: Path::field("a.table"), value: Some(value) }).unwrap();
        prop_assert_eq!(read_draft(&write_draft(&form, &draft)).unwrap(), draft);
    }
}

#[test]
fn where_an_answer_comes_from_stays_known_until_it_is_changed() {
    let mut draft = draft();
    let origin = draft.origins.values().next().unwrap().clone();
    let field = draft.origins.keys().next().unwrap().clone();
    let before = draft.clone();
    let confirmed = apply(&mut draft, Edit::Mark { origins: [(field.clone(), None)].into() }).unwrap();
    assert_eq!((draft.origins.get(&field), draft.seen.get(&field)), (None, Some(&origin)));
    let form = crate::check::test_form(Vec::new());
    assert_eq!(read_draft(&write_draft(&form, &draft)).unwrap(), draft);
    // Looked at twice is looked at.
    apply(&mut draft, Edit::Mark { origins: [(field.clone(), None)].into() }).unwrap();
    assert_eq!(draft.seen.get(&field), Some(&origin));
    let seen = draft.clone();
    let set = Edit::Set { path: Path::field(&field), value: Some(text("新")) };
    let inverse = apply(&mut draft, set).unwrap();
    assert!(!draft.seen.contains_key(&field));
    apply(&mut draft, inverse).unwrap();
    assert_eq!(draft, seen);
    apply(&mut draft, confirmed).unwrap();
    assert_eq!(draft, before);
}

#[test]
fn what_is_known_of_a_cell_goes_with_its_row_and_goes_when_it_is_changed() {
    let mut draft = draft();
    let row = |name: &str| Value::Row(BTreeMap::from([("name".into(), Value::Text(name.into()))]));
    let rows = Some(vec![row("甲"), row("乙"), row("丙")]);
    apply(&mut draft, Edit::ReplaceRows { table: "a.b".into(), rows }).unwrap();
    let origin = Origin::Computed { from: vec!["证件号码".into()] };
    let seen = Trace { open: None, seen: Some(origin) };
    let traces = [0, 2].map(|row| (format!("a.b[{row}].name"), seen.clone())).into();
    apply(&mut draft, Edit::Trace { traces }).unwrap();
    let table = || "a.b".to_owned();
    let path =
        |column: Option<&str>| Path { field: table(), row: Some(2), column: column.map(str::to_owned) };
    let edits: [(Edit, &[usize]); 7] = [
        (Edit::MoveRow { table: table(), from: 2, to: 0 }, &[0, 1]),
        (Edit::MoveRow { table: table(), from: 0, to: 1 }, &[1, 2]),
        (Edit::InsertRow { table: table(), at: 1, row: row("丁") }, &[0, 3]),
        (Edit::RemoveRow { table: table(), at: 0 }, &[1]),
        (Edit::Set { path: path(Some("name")), value: None }, &[0]),
        (Edit::Set { path: path(None), value: Some(row("戊")) }, &[0]),
        (Edit::ReplaceRows { table: table(), rows: None }, &[]),
    ];
    for (edit, expected) in edits {
        let before = draft.clone();
        let inverse = apply(&mut draft, edit.clone()).unwrap();
        let known: Vec<String> = draft.seen.keys().cloned().collect();
        let expected: Vec<String> = expected.iter().map(|row| format!("a.b[{row}].name")).collect();
        assert_eq!(known, expected, "{edit:?}");
        apply(&mut draft, inverse).unwrap();
        assert_eq!(draft, before, "{edit:?}");
    }
}

/// Every row of one against every row of the other would be sixteen hundred million pairs.
#[test]
fn long_tables_in_another_order_are_compared_in_time() {
    let rows = |turned: bool| {
        let row = |at: i32| {
            let at = if turned { 40_000 - at } else { at };
            Value::Row(std::collections::BTreeMap::from([("n".to_owned(), Value::Integer(at))]))
        };
        let answers = [("a.rows".to_owned(), Value::List((0..40_000).map(row).collect()))].into();
        let file = r#"{"format":1,"form":"f","edition":"1","variant":"v","filing_date":null,"answers":{}}"#;
        Draft { answers, ..read_draft(file).unwrap() }
    };
    let started = std::time::Instant::now();
    assert!(!compare(&rows(false), &rows(true)).is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
