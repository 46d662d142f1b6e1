//! Where a line of Chinese may end: the Unicode rules, then what Chinese typesetting adds to them. Knows no widths.

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Never at the start of a line (GB/T 15834 and the Unicode closing classes).
const NO_START: &str = "，。、；：！？．）》】”’〕〉」』〗］｝·•‧…—～〜％‰°′″℃℉%,.;:!?)]}›»/／-–‐々〻ーぁぃぅぇぉっゃゅょァィゥェォッャュョ";
/// Never at the end of a line.
const NO_END: &str = "（《【“‘〔〈「『〖［｛([{‹«$¥￥£€№#＃@－☐☑☒□■";
/// Text extractors delete a hyphen at the end of a line, and a solidus belongs to both sides.
const KEEPS_NEXT: &str = "-–‐\u{ad}/／";
/// A number is not parted from these.
const UNITS: &str = "年月日时分秒元万亿千百十个人项件名家次份岁周天位条款页册套台米克吨升度倍号楼室层届期";
const OPENING: &str = "（《【“‘〔〈「『〖［｛";
const CLOSING: &str = "，。、；：！？．）》】”’〕〉」』〗］｝";

/// What a piece of text is to the line that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An ideograph or another character of its own square.
    Han,
    /// Full-width punctuation whose left half is blank.
    Open,
    /// Full-width punctuation whose right half is blank.
    Close,
    /// A space; vanishes at the end of a line.
    Space,
    /// A run of letters and digits.
    Latin,
}

/// Whether a line may end before an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Only if the column cannot hold even that.
    Never,
    /// Inside a number that is wider than its column.
    LastResort,
    /// If the line would otherwise stay half empty.
    Emergency,
    /// Yes.
    Allowed,
}

/// The smallest piece that lines are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Before it.
    pub(super) brk: Break,
}

/// Finds breaks; made once for a document.
pub(super) struct Breaker {
    segmenter: LineSegmenterBorrowed<'static>,
}

impl Breaker {
    pub(super) fn new() -> Breaker {
        static CHINESE: LanguageIdentifier = langid!("zh");
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        options.content_locale = Some(&CHINESE);
        Breaker { segmenter: LineSegmenter::new_for_non_complex_scripts(options) }
    }

    /// The atoms of a paragraph, end to end.
    pub(super) fn atoms(&self, text: &str) -> Vec<Atom> {
        let mut unicode = vec![false; text.len() + 1];
        for at in self.segmenter.segment_str(text) {
            unicode[at] = true;
        }
        let mut atoms: Vec<Atom> = Vec::new();
        let mut before = Before::default();
        for cluster in clusters(text) {
            let first = text[cluster.clone()].chars().next().unwrap_or(' ');
            let brk = judge(&before, first, &text[cluster.end..], unicode[cluster.start]);
            let kind = match kind(first) {
                Kind::Han if joins_numbers(&before, first, &text[cluster.end..]) => Kind::Latin,
                kind => kind,
            };
            before.push(first);
            match atoms.last_mut() {
                Some(last) if kind == Kind::Latin && last.kind == kind && brk != Break::Allowed => {
                    last.range.end = cluster.end;
                }
                _ => atoms.push(Atom { range: cluster, kind, brk }),
            }
        }
        atoms
    }
}

/// Splits an atom that is wider than its column. Hyphens stay inside.
pub(super) fn split(text: &str, atom: &Atom) -> Vec<Atom> {
    let inner = &text[atom.range.clone()];
    let mut before: Option<char> = None;
    let mut parts = Vec::new();
    for cluster in clusters(inner) {
        let first = inner[cluster.clone()].chars().next().unwrap_or(' ');
        let brk = match before {
            None => atom.brk,
            Some(last) if forbidden(last, first) => Break::Never,
            Some(last) if last.is_ascii_digit() && first.is_ascii_digit() => Break::LastResort,
            Some(_) => Break::Emergency,
        };
        before = Some(first);
        let range = atom.range.start + cluster.start..atom.range.start + cluster.end;
        parts.push(Atom { range, kind: atom.kind, brk });
    }
    parts
}

/// The characters before a break, nearest first.
#[derive(Default)]
struct Before {
    last: Option<char>,
    second: Option<char>,
}

impl Before {
    fn push(&mut self, next: char) {
        self.second = self.last.replace(next);
    }
}

fn judge(before: &Before, next: char, rest: &str, unicode: bool) -> Break {
    let Some(last) = before.last else { return Break::Never };
    if forbidden(last, next) {
        return Break::Never;
    }
    if parts_number(before, last, next, rest) {
        return Break::Emergency;
    }
    let around_quotes =
        OPENING.contains(next) && is_square(last) || CLOSING.contains(last) && is_square(next);
    if unicode || around_quotes { Break::Allowed } else { Break::Emergency }
}

fn forbidden(last: char, next: char) -> bool {
    NO_START.contains(next) && last != ' '
        || next == ' '
        || last == ' ' && CLOSING.contains(next)
        || NO_END.contains(last)
        || KEEPS_NEXT.contains(last) && !(last == '/' && next.is_ascii_alphanumeric())
}

/// A number and its unit: `36人`, `2024年`, `12 mm`.
fn parts_number(before: &Before, last: char, next: char, rest: &str) -> bool {
    if last.is_ascii_digit() && UNITS.contains(next) {
        return true;
    }
    let spaced = last == ' ' && before.second.is_some_and(|digit| digit.is_ascii_digit());
    // Three are enough to know: a word may be as long as someone likes.
    let is_short = || {
        let letters = rest.chars().take(3).take_while(|letter| letter.is_alphabetic() && !is_square(*letter));
        letters.count() < 3
    };
    spaced && next.is_alphabetic() && (UNITS.contains(next) || !is_square(next) && is_short())
}

/// The dash of `GB/T 41304—2022` belongs to its number.
fn joins_numbers(before: &Before, dash: char, rest: &str) -> bool {
    let alphanumeric = |character: char| character.is_ascii_alphanumeric();
    dash == '—' && before.last.is_some_and(alphanumeric) && rest.starts_with(alphanumeric)
}

fn kind(character: char) -> Kind {
    match character {
        ' ' | '\t' => Kind::Space,
        _ if OPENING.contains(character) => Kind::Open,
        _ if CLOSING.contains(character) => Kind::Close,
        _ if is_square(character) => Kind::Han,
        _ => Kind::Latin,
    }
}

fn is_square(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
        || "—…“”‘’□■☐☑☒√①②③④⑤⑥⑦⑧⑨⑩".contains(character)
}

/// Characters with the marks and variation selectors that follow them.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut starts =
        text.char_indices().filter(|(_, character)| !joins(*character)).map(|(at, _)| at).peekable();
    let mut from = 0;
    let mut first = true;
    std::iter::from_fn(move || {
        if std::mem::take(&mut first) {
            starts.next_if_eq(&0);
        }
        if from >= text.len() {
            return None;
        }
        let end = starts.next().unwrap_or(text.len());
        Some(std::mem::replace(&mut from, end)..end)
    })
}

fn joins(character: char) -> bool {
    is_combining_mark(character)
        || matches!(u32::from(character), 0x200C | 0x200D | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}
