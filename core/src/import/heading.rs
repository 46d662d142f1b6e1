//! What a column's heading says: which field it means, and in which unit its figures are.

use crate::answers::normalise;
use crate::form::Field;
use rust_decimal::Decimal;

/// Headings that mean the same thing; each group in folded writing.
const SAME: &[&[&str]] = &[
    &["统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "税号", "纳税人识别号"],
    &["单位名称", "企业名称", "公司名称", "商户名称", "名称"],
    &["姓名", "名字", "人员姓名"],
    &["身份证号", "身份证号码", "证件号", "证件号码", "身份证", "身份证件号码"],
    &["联系电话", "电话", "手机", "手机号", "手机号码", "联系方式"],
    &["电子邮箱", "邮箱", "电子邮件", "email", "e-mail"],
    &["年度", "年份", "年"],
    &["月份", "月"],
    &[
        "题目或者书名",
        "题目",
        "题名",
        "篇名",
        "书名",
        "论文题目",
        "论文名称",
        "标题",
        "title",
        "articletitle",
        "title-题名",
    ],
    &[
        "刊名或者出版社",
        "刊名或出版社",
        "刊名",
        "期刊",
        "期刊名称",
        "刊物名称",
        "来源",
        "文献来源",
        "出版社",
        "journal",
        "source",
        "sourcetitle",
        "source-刊名",
    ],
    &["发表日期", "首次发布日期", "发表时间", "出版日期", "出版时间", "pubtime-发表时间"],
    &["全部作者", "作者", "作者姓名", "author", "authors", "author-作者"],
    &["通讯作者", "通信作者"],
    &["名称", "题目", "作品名称"],
    &["出版、制作或者展出单位", "出版社", "出版单位", "刊名或出版社"],
];

/// Units in which money is written above a column, in yuan. Longer names first.
const UNITS: &[(&str, i64)] =
    &[("百万元", 1_000_000), ("万元", 10_000), ("千元", 1_000), ("亿元", 100_000_000), ("元", 1)];

/// A heading without what people write around it: white space, brackets with remarks and units, numbering, asterisks.
pub fn folded(heading: &str) -> String {
    let narrow = normalise::narrow(heading);
    let mut plain = String::with_capacity(narrow.len());
    let mut depth = 0_usize;
    for c in narrow.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || matches!(c, '*' | '※' | ':' | '·' | '"') => {}
            _ => plain.extend(c.to_lowercase()),
        }
    }
    let named = plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '-'));
    if named.is_empty() { plain } else { named.to_owned() }
}

/// By how much the figures below a heading are to be multiplied to be yuan; `None`: it names no unit of money.
pub(super) fn yuan(heading: &str) -> Option<Decimal> {
    let narrow = normalise::narrow(heading);
    let (_, tail) = narrow.rsplit_once(['(', '/', '[']).unwrap_or(("", &narrow));
    let tail = tail.trim_end_matches([')', ']']).trim();
    let tail = tail.strip_prefix("单位").map_or(tail, |tail| tail.trim_start_matches([':', ' ']));
    let tail = tail.strip_prefix("人民币").unwrap_or(tail);
    UNITS.iter().find(|(unit, _)| tail == *unit).map(|(_, times)| Decimal::from(*times))
}

/// How well a folded heading names a column: 0 not at all, 100 exactly.
pub(super) fn score(heading: &str, column: &Field) -> u32 {
    if heading.is_empty() {
        return 0;
    }
    let label = folded(&column.label);
    if heading == label || heading == column.id {
        return 100;
    }
    let is_same = |group: &&&[&str]| group.contains(&heading) && group.contains(&label.as_str());
    if SAME.iter().any(|group| is_same(&group)) {
        return 90;
    }
    let (short, long) =
        if heading.len() < label.len() { (heading, label.as_str()) } else { (label.as_str(), heading) };
    let (short_length, long_length) = (short.chars().count(), long.chars().count());
    if short_length < 2 || !long.contains(short) {
        return 0;
    }
    let part = u32::try_from(short_length * 40 / long_length.max(1)).unwrap_or(0);
    40 + part
}
