use super::*;
use proptest::prelude::*;

/// Each text with what it is read as; `Err` holds a word of the message.
fn check(read: impl Fn(&str) -> Result<String, Fault>, cases: &[(&str, Result<&str, &str>)]) {
    for (text, expected) in cases {
        match (read(text), expected) {
            (Ok(got), Ok(expected)) => assert_eq!(got, *expected, "{text}"),
            (Err(says), Err(word)) => assert!(says.contains(word), "{text}: {says}"),
            (got, _) => panic!("{text}: {got:?}, expected {expected:?}"),
        }
    }
}

#[test]
fn credit_codes() {
    check(
        credit_code,
        &[
            ("91350100M000100Y43", Ok("91350100M000100Y43")),
            ("91350100m000100y43", Ok("91350100M000100Y43")),
            ("91350100M000100Y44", Err("校验码")),
            ("91350100M000100Y4", Err("18 位")),
            ("91350100I000100Y43", Err("不含 I")),
            ("9135A100M000100Y43", Err("第 3 至 8 位")),
            ("上海市统一社会信用代码一二三四五六七八", Err("18 位")),
            ("一二三四五六七八九十一二三四五六七八", Err("只含")),
            ("", Err("18 位")),
        ],
    );
}

#[test]
fn credit_codes_of_every_kind_hold() {
    for start in ["91310000", "N1310115", "A1310106", "Y1310104", "52310000", "12310000"] {
        let seventeen = format!("{start}MA1FL0T8X");
        let code = format!("{seventeen}{}", credit_code_check(&seventeen).unwrap());
        assert_eq!(credit_code(&code), Ok(code.clone()));
    }
    let ends_in_0 = (0..100_000u32)
        .map(|n| format!("91310115MA1{n:05}1"))
        .find(|code| credit_code_check(code) == Some('0'))
        .unwrap();
    assert!(credit_code(&format!("{ends_in_0}0")).is_ok());
}

#[test]
fn identity_numbers() {
    check(
        |text| identity_number(text).map(|it| format!("{} {} {}", it.number, it.born, it.male)),
        &[
            ("11010519491231002X", Ok("11010519491231002X 1949-12-31 false")),
            ("11010519491231002x", Ok("11010519491231002X 1949-12-31 false")),
            ("440524188001010014", Ok("440524188001010014 1880-01-01 true")),
            ("440524188001010015", Err("校验码")),
            ("110105200002300023", Err("出生日期不存在")),
            ("110105200102290023", Err("出生日期不存在")),
            ("1101051949123100", Err("18 位")),
            ("身份证号码一二三四五六七八九十甲乙丙", Err("前 17 位")),
        ],
    );
}

#[test]
fn identity_documents() {
    let kind = |kind: &DocumentKind| match kind {
        DocumentKind::Resident(_) => "resident",
        DocumentKind::HongKongMacao => "hong kong or macao",
        DocumentKind::Taiwan => "taiwan",
        DocumentKind::PermanentResidence => "permanent residence",
        DocumentKind::Passport => "passport",
    };
    check(
        |text| identity_document(text).map(|it| format!("{} {}", it.number, kind(&it.kind))),
        &[
            ("11010519491231002x", Ok("11010519491231002X resident")),
            ("110105194912310021", Err("校验码")),
            ("11010519491231002", Err("18 位")),
            ("110105491231002", Err("18 位")),
            ("H12345678", Ok("H12345678 hong kong or macao")),
            ("m1234567801", Ok("M1234567801 hong kong or macao")),
            ("12345678", Ok("12345678 taiwan")),
            ("1234567801", Ok("1234567801 taiwan")),
            ("FRA123456789012", Ok("FRA123456789012 permanent residence")),
            ("C01X00T47", Ok("C01X00T47 passport")),
            ("E 1234-5678", Ok("E12345678 passport")),
            ("123456789", Ok("123456789 passport")),
            ("H1234567", Ok("H1234567 passport")),
            ("1234", Err("护照号码")),
            ("ABCDEFGH", Err("护照号码")),
            ("护照一二三四五六", Err("护照号码")),
            ("", Err("护照号码")),
        ],
    );
    let document = |text| identity_document(text).unwrap();
    assert!(document("12345678").compares_with(&document("87654321")));
    assert!(!document("12345678").compares_with(&document("H12345678")));
}

#[test]
fn names_that_may_be_the_same() {
    let same = [
        ("张国龙", "張國龍"),
        ("上海示例材料有限公司", "上海示例　材料 有限公司"),
        ("ＡＢＣ示例", "abc 示例"),
        ("让·杜邦", "让 杜邦"),
        ("台湾示例公司", "臺灣示例公司"),
    ];
    for (left, right) in same {
        assert_eq!(folded_name(left), folded_name(right), "{left} {right}");
    }
    for (left, right) in [("张国龙", "张国尤"), ("上海示例一公司", "上海示例二公司")] {
        assert_ne!(folded_name(left), folded_name(right), "{left} {right}");
    }
}

#[test]
fn phones() {
    check(
        |text| phone(text, false),
        &[
            ("13812345678", Ok("13812345678")),
            ("+86 138-1234-5678", Ok("13812345678")),
            ("021-62345678", Ok("021-62345678")),
            ("(021)62345678", Ok("02162345678")),
            ("62345678", Ok("62345678")),
            ("021-62345678-801", Ok("021-62345678-801")),
            ("400-820-1234", Ok("400-820-1234")),
            ("12345", Err("电话号码")),
            ("电话", Err("电话号码")),
        ],
    );
    check(|text| phone(text, true), &[("19912345678", Ok("19912345678")), ("021-62345678", Err("手机号码"))]);
}

#[test]
fn postcodes_and_addresses() {
    check(postcode, &[("200001", Ok("200001")), ("20000", Err("6 位")), ("２００００１", Err("6 位"))]);
    check(
        email,
        &[
            ("lin.wei@example.com", Ok("lin.wei@example.com")),
            ("lin.wei@example", Err("电子邮箱")),
            ("lin.wei", Err("电子邮箱")),
            ("林@@例.cn", Err("电子邮箱")),
        ],
    );
}

#[test]
fn regions() {
    check(
        |text| region(text).map(str::to_owned),
        &[
            ("310115", Ok("310115")),
            ("浦东新区", Ok("310115")),
            ("outside", Ok("outside")),
            ("310103", Err("16 个区")),
            ("320100", Err("16 个区")),
        ],
    );
    let cases = [
        ("310115", Some("310115")),
        ("310103", Some("310101")),
        ("310230", Some("310151")),
        ("310000", None),
        ("310141", None),
        ("320100", Some(OUTSIDE)),
    ];
    for (registrar, district) in cases {
        assert_eq!(district_of_registrar(registrar), district, "{registrar}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        let _ = (identity_document(&text), folded_name(&text));
        let _ = (credit_code(&text), identity_number(&text), phone(&text, true), phone(&text, false));
        let _ = (postcode(&text), email(&text), region(&text), credit_code_check(&text), registrar(&text));
    }

    /// 31 is prime and no weight is a multiple of it: one wrong character is always noticed.
    #[test]
    fn one_wrong_character_is_noticed(
        first in "[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}",
        at in 0usize..18,
        other in "[0-9A-HJ-NP-RTUWXY]",
    ) {
        let code = format!("{first}{}", credit_code_check(&first).unwrap());
        prop_assert_eq!(credit_code(&code), Ok(code.clone()));
        let mut wrong = code.clone();
        wrong.replace_range(at..=at, &other);
        prop_assert_eq!(credit_code(&wrong).is_ok(), wrong == code);
    }

    #[test]
    fn every_real_day_of_birth_holds(days in 0u64..73_000, serial in 0u32..1000) {
        let born = chrono::NaiveDate::from_ymd_opt(1850, 1, 1).unwrap() + chrono::Days::new(days);
        let body = format!("310101{}{serial:03}", born.format("%Y%m%d"));
        let good: Vec<_> = "0123456789X".chars().filter_map(|c| identity_number(&format!("{body}{c}")).ok()).collect();
        prop_assert_eq!(good.len(), 1);
        prop_assert_eq!(good[0].born, born);
    }
}
