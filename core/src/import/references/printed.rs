//! Citations as they are printed below a paper, after GB/T 7714.

use super::names::Names;
use super::{HEAD, Reference};
use crate::answers::normalise;
use crate::identity::doi;

/// Kinds of things that are cited, as in `[J]`.
const KINDS: &[&str] = &["J", "M", "C", "D", "N", "P", "R", "S", "G", "A", "Z", "EB", "DB", "CP", "DS", "CM"];
/// Years that a reference is from.
const YEARS: std::ops::RangeInclusive<u32> = 1800..=2200;

/// Whether a text is citations: the first of them has its mark, and most of the others.
pub(super) fn is_printed(text: &str) -> bool {
    let head = text.lines().take(HEAD).collect::<Vec<_>>().join("\n");
    if head.contains('\t') {
        return false;
    }
    let marked: Vec<bool> =
        citations(&head).iter().map(|citation| Citation::new(citation).mark().is_some()).collect();
    let count = marked.iter().filter(|marked| **marked).count();
    marked.first() == Some(&true) && count * 2 >= marked.len()
}

/// One for each line, or for each `[1]` where they are numbered, with what is wrapped onto the next lines.
pub(super) fn citations(text: &str) -> Vec<String> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_numbered = lines().next().is_some_and(|line| number(line).is_some());
    let mut citations: Vec<String> = Vec::new();
    for line in lines() {
        match citations.last_mut() {
            Some(citation) if is_numbered && number(line).is_none() => {
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
                if is_word(citation.chars().last()) && is_word(line.chars().next()) {
                    citation.push(' ');
                }
                citation.push_str(line);
            }
            _ => citations.push(number(line).unwrap_or(line).to_owned()),
        }
    }
    citations
}

pub(super) fn read(citation: &str) -> Option<Reference> {
    let citation = Citation::new(citation);
    let (start, end, kind) = citation.mark()?;
    let (authors, title) = citation.parted(start);
    let from = citation.after(end);
    let rest: String = citation.narrow[from..].iter().collect();
    Some(Reference {
        title: title.trim().to_owned(),
        published_in: citation.as_written(from, &rest, published_in(&rest, &kind)),
        date: date(&rest),
        authors: Names::from_line(&authors),
        doi: doi(&rest).unwrap_or_default(),
    })
}

/// What follows `[1]`.
fn number(line: &str) -> Option<&str> {
    let inside = line.strip_prefix(['[', '［', '【'])?;
    let rest = inside.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if rest.len() == inside.len() {
        return None;
    }
    rest.strip_prefix([']', '］', '】']).map(str::trim_start)
}

/// A citation as written, and with half-width signs to find one's way by; place by place the same.
struct Citation {
    written: Vec<char>,
    narrow: Vec<char>,
}

impl Citation {
    fn new(citation: &str) -> Citation {
        let written: Vec<char> = citation.trim().chars().collect();
        let narrow = written.iter().map(|c| match c {
            '。' => '.',
            '【' | '〔' => '[',
            '】' | '〕' => ']',
            '、' => ',',
            '∥' => '/',
            c => narrow(*c),
        });
        Citation { narrow: narrow.collect(), written }
    }

    /// Where `[J]` or `[EB/OL]` begins and ends, and its kind.
    fn mark(&self) -> Option<(usize, usize, String)> {
        let starts = self.narrow.iter().enumerate().filter(|(_, c)| **c == '[').map(|(at, _)| at);
        starts.into_iter().find_map(|start| {
            let inside = self.narrow[start + 1..].iter().take(8).take_while(|c| **c != ']');
            let inside: String = inside.collect();
            let end = start + 1 + inside.chars().count();
            let kind = inside.split('/').next().unwrap_or_default().trim().to_owned();
            let is_mark = self.narrow.get(end) == Some(&']') && KINDS.contains(&kind.as_str());
            is_mark.then_some((start, end + 1, kind))
        })
    }

    /// The authors and the title before a mark, as written.
    fn parted(&self, mark: usize) -> (String, String) {
        let before = &self.narrow[..mark];
        let Some(at) = end_of_authors(before) else {
            return (String::new(), self.written[..mark].iter().collect());
        };
        (self.written[..at].iter().collect(), self.written[at + 1..mark].iter().collect())
    }

    /// Where what follows a mark begins.
    fn after(&self, mark: usize) -> usize {
        mark + self.narrow[mark..].iter().take_while(|c| matches!(c, '.' | ' ' | ',' | ':')).count()
    }

    /// A part of the `rest`, which begins at `from`, with the signs that were written.
    fn as_written(&self, from: usize, rest: &str, part: &str) -> String {
        let before = rest.find(part).map_or(0, |at| rest[..at].chars().count());
        self.written[from..].iter().skip(before).take(part.chars().count()).collect()
    }
}

/// The point that ends the authors; those after initials do not.
fn end_of_authors(before: &[char]) -> Option<usize> {
    let points = before.iter().enumerate().filter(|(_, c)| **c == '.').map(|(at, _)| at);
    let points: Vec<usize> = points.filter(|at| at + 1 < before.len()).collect();
    let ends = |at: &&usize| !is_initial(&before[..**at]) || !goes_on(&before[**at + 1..]);
    points.iter().find(ends).or(points.last()).copied()
}

fn is_initial(before: &[char]) -> bool {
    let word = before.iter().rev().take_while(|c| c.is_alphabetic()).count();
    word == 1 && before.last().is_some_and(char::is_ascii_uppercase)
}

/// Whether more of the authors follows an initial: a comma, another initial, or a family name before a comma.
fn goes_on(after: &[char]) -> bool {
    let after: String = after.iter().collect();
    let after = after.trim_start();
    let word = after.chars().take_while(|c| c.is_alphabetic() || *c == '-').count();
    let next = after.chars().nth(word);
    let is_name = word > 0 && after.starts_with(|c: char| c.is_ascii_uppercase());
    after.starts_with([',', ';', '-', '&']) || (is_name && matches!(next, Some('.' | ',' | ';')))
}

/// A journal up to the comma or the year after it; the proceedings that a paper is in; or else a publisher.
fn published_in<'r>(rest: &'r str, kind: &str) -> &'r str {
    let name = match kind {
        "J" | "N" => before_year(rest).split(',').next().unwrap_or_default(),
        "C" | "A" if rest.starts_with('/') => {
            let parts: Vec<&str> = rest.trim_start_matches(['/', ' ']).split(". ").collect();
            // The proceedings stand after who edited them and before where they came out.
            let named = parts.len().saturating_sub(1).clamp(1, 2);
            parts.get(named - 1).copied().unwrap_or_default()
        }
        _ => before_year(rest).rsplit([':', '.']).next().unwrap_or_default(),
    };
    let name = name.trim();
    // The points of Phys. Rev. Lett. are its own.
    name.strip_suffix('.').filter(|name| !name.contains('.')).unwrap_or(name)
}

/// Without the marks that part it from the year.
fn before_year(rest: &str) -> &str {
    let before = year_at(rest).map_or(rest, |at| &rest[..at]);
    before.trim_end_matches(['(', '[', ' ', ',', ':'])
}

/// As much of a day as is said first, outside of brackets, in which stands when someone looked at a page.
fn date(rest: &str) -> String {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in rest.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let Some(at) = year_at(&outside) else { return String::new() };
    let mut parts = outside[at..].split(['-', '/', '年', '月', '日']);
    let year = parts.next().map_or("", |year| year.get(..4).unwrap_or(year)).to_owned();
    if !outside[at + 4..].starts_with(['-', '/', '年']) {
        return year;
    }
    let mut found = year;
    for part in parts.take(2) {
        let digits: String = part.trim().chars().take_while(char::is_ascii_digit).collect();
        if !(1..=2).contains(&digits.len()) {
            break;
        }
        found.push_str(&format!("-{digits:0>2}"));
    }
    found
}

/// Where four digits stand that are a year.
fn year_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).find(|at| {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let alone = (*at == 0 || !is_digit(at - 1)) && !is_digit(at + 4);
        alone
            && text
                .get(*at..at + 4)
                .and_then(|year| year.parse().ok())
                .is_some_and(|year| YEARS.contains(&year))
    })
}

fn narrow(c: char) -> char {
    let mut buffer = [0; 4];
    let one = normalise::narrow(c.encode_utf8(&mut buffer)).chars().next();
    one.unwrap_or(' ')
}
