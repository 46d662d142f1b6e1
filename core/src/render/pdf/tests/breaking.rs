//! No line breaks a rule, whatever the width; no character is lost or added.

use super::FONTS;
use super::documents::PROSE;
use crate::render::pdf::breaks::Breaker;
use crate::render::pdf::fonts::FaceId;
use crate::render::pdf::paragraph::{Align, Line, Measure, Setter};
use crate::render::pdf::shape::Shaper;

const NEVER_FIRST: &str = "，。、；：！？）》】”’〕〉」』〗…·%‰℃,.;:!?)]}～";
const NEVER_LAST: &str = "（《【“‘〔〈「『〖([{¥￥-";
const NASTY: [&str; 14] = [
    PROSE,
    "他说：“你好！”（见《附件（一）》），……——“结束”；office flight AVATAR《一》《二》、（三）！？",
    "“‘《〈（【引】）〉》’”，。；：“‘《〈（【引】）〉》’”，。；：“‘《〈（【引】）〉》’”。",
    "占比为92.5%，较上年增长3.2‰，温度36.5℃，金额¥1,234,567.89元，共128件、3项，面积1200㎡。",
    "详见https://www.example.com/design-center/annual-report-2023/index.html?lang=zh-CN&page=1-2#section-3的说明。",
    "邮箱zhang-xiaolan.very-long-name@mail-server.example-design.com.cn；电话021-60000000-8001，13800000000。",
    "Pneumonoultramicroscopicsilicovolcanoconiosis与Donaudampfschifffahrtsgesellschaftskapitän的well-known state-of-the-art设计。",
    "他——设计总监——说：“用户……需要的是……”——‘安静’。省略……——破折——省略……",
    "1.2.3.4版；GB/T 41304—2022；ISO 9241-210:2019；A/B测试；和/或；3×4=12；±0.5 mm；12 mm；2024年3月15日至2024年12月31日。",
    "（一）（二）（三）（四）（五）（六）（七）（八）（九）（十）；①②③④⑤⑥⑦⑧⑨⑩、第1、第2、第3。",
    "《中华人民共和国著作权法》《中华人民共和国专利法》《中华人民共和国商标法》、《反不正当竞争法》。",
    "𠮷野家𠮷𠮷𠮷䶮䶮䶮，㛃㛃㛃！葛󠄀城é́è̂测试。",
    "中文 English 中文 English，中文(English)中文[1]中文{2}、“English”中文‘English’。Don't stop; it's \"quoted\" text.",
    "一般说来，“甲”、“乙”、“丙”；‘丁’：‘戊’！‘己’？——“庚”……“辛”（“壬”）《癸》。",
];

fn setter() -> Setter<'static> {
    Setter { shaper: Shaper::new(&FONTS), breaker: Breaker::new() }
}

fn measure(width: f32, align: Align) -> Measure {
    Measure { face: FaceId::Serif, size: 12.0, width, indent: 0.0, align }
}

/// The rule that the end of a line breaks, if it does.
fn violation(line: &Line, next: &Line, width: f32) -> Option<String> {
    let is_graphic = |character: char| character.is_ascii_graphic();
    let last = line.text.trim_end().chars().last()?;
    let first = next.text.chars().next()?;
    let number = line.text.len() + next.text.len() - line.text.trim_end_matches(is_graphic).len();
    let fits = next.text.trim_start_matches(is_graphic).len();
    let digits = (number - fits) as f32 * 8.0 < width
        && last.is_ascii_digit()
        && (first.is_ascii_digit() || "年月日元万人件项%".contains(first));
    let pair = matches!((last, first), ('—', '—') | ('…', '…'));
    let breaks = NEVER_FIRST.contains(first) || NEVER_LAST.contains(last) || digits || pair;
    breaks.then(|| format!("{} | {}", line.text, next.text))
}

#[test]
fn no_line_breaks_a_rule_at_any_width() {
    let mut setter = setter();
    let mut violations = Vec::new();
    for align in [Align::Justified, Align::Left] {
        for step in 0..160 {
            let width = 132.0 + step as f32 * 2.3;
            for text in NASTY {
                let lines = setter.lines(text, &measure(width, align));
                let found = lines.windows(2).filter_map(|pair| violation(&pair[0], &pair[1], width));
                violations.extend(found.map(|found| format!("{width}: {found}")));
            }
        }
    }
    violations.sort();
    violations.dedup();
    assert!(
        violations.is_empty(),
        "{} violations\n{}",
        violations.len(),
        violations[..violations.len().min(40)].join("\n")
    );
}

#[test]
fn lines_hold_the_text_and_keep_to_their_column() {
    let mut setter = setter();
    for step in 0..60 {
        let width = 40.0 + step as f32 * 7.3;
        for text in NASTY {
            let lines = setter.lines(text, &measure(width, Align::Justified));
            let joined: String = lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(joined, text);
            // In a column of three characters punctuation may have to hang out: that is no reason to lose it.
            let over: Vec<&Line> =
                lines.iter().filter(|line| width > 132.0 && line.width > width + 0.5).collect();
            assert!(over.is_empty(), "{width}: {over:?}");
        }
    }
}

/// Each letter once looked at all that follow it: a pasted key of some ten thousand letters took minutes.
#[test]
fn a_word_without_an_end_is_looked_at_once() {
    let started = std::time::Instant::now();
    assert_eq!(Breaker::new().atoms(&"a".repeat(300_000)).len(), 1);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
