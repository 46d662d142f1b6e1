//! BibTeX and BibLaTeX.

use super::names::Names;
use super::{Reference, date};
use crate::identity::doi;
use biblatex::{Bibliography, ChunksExt as _, Date, DateValue, Datetime, Entry, PermissiveType, Person};

/// Where it was published, the best first.
const PUBLISHED_IN: &[&str] =
    &["journal", "journaltitle", "booktitle", "publisher", "school", "institution", "howpublished"];
/// Where its DOI stands, the best first.
const DOI: &[&str] = &["doi", "url", "note"];
/// Entries that hold no reference.
const NO_REFERENCE: &[&str] = &["string", "comment", "preamble"];
/// Commands for how a word looks.
const LOOKS: &[&str] =
    &["textit", "textbf", "textrm", "textsc", "textsf", "texttt", "emph", "mathrm", "mathbf"];
/// Braces within braces; the reader's time and stack grow with them.
const DEEPEST: usize = 40;
/// Bytes of an entry, and of all abbreviations; abstracts fit in with ease.
const LONGEST: usize = 100_000;

/// `@article{`
pub(super) fn starts_entry(line: &str) -> bool {
    kind_of(line).is_some()
}

/// The abbreviations that entries use, and the entries, each as it stands.
pub(super) fn entries(text: &str) -> (String, Vec<String>) {
    let (mut words, mut entries) = (String::new(), Vec::<String>::new());
    let mut current: Option<(bool, String)> = None;
    let mut keep = |piece: Option<(bool, String)>| match piece {
        Some((true, entry)) => entries.push(entry),
        // One made of others might grow without end.
        Some((false, word)) if !word.contains('#') && words.len() + word.len() < LONGEST => {
            words.push_str(&word);
        }
        _ => {}
    };
    for line in text.lines() {
        if let Some(kind) = kind_of(line) {
            keep(current.take());
            current = match kind.as_str() {
                kind if !NO_REFERENCE.contains(&kind) => Some((true, String::new())),
                "string" => Some((false, String::new())),
                _ => None,
            };
        }
        if let Some((_, piece)) = &mut current {
            piece.push_str(line);
            piece.push('\n');
        }
    }
    keep(current);
    (words, entries)
}

/// One entry; `words`: the abbreviations.
pub(super) fn read(words: &str, entry: &str) -> Option<Reference> {
    if entry.len() > LONGEST || deepest(entry) > DEEPEST {
        return None;
    }
    let parsed = Bibliography::parse(&format!("{words}\n{entry}"));
    // A broken abbreviation must not spoil those who do without it.
    let parsed = parsed.or_else(|_| Bibliography::parse(entry)).ok()?;
    let entry = parsed.iter().next()?;
    let authors: Vec<String> = entry.author().unwrap_or_default().iter().map(catalogued).collect();
    Some(Reference {
        title: said(entry, "title")?,
        published_in: PUBLISHED_IN.iter().find_map(|key| said(entry, key)).unwrap_or_default(),
        date: published(entry).unwrap_or_default(),
        authors: Names::from_catalogue(authors.iter().map(String::as_str)),
        doi: DOI.iter().find_map(|key| doi(&said(entry, key)?)).unwrap_or_default(),
    })
}

fn kind_of(line: &str) -> Option<String> {
    let (kind, _) = line.trim_start().strip_prefix('@')?.split_once(['{', '('])?;
    let kind = kind.trim_end();
    let is_word = !kind.is_empty() && kind.bytes().all(|c| c.is_ascii_alphabetic());
    is_word.then(|| kind.to_ascii_lowercase())
}

fn deepest(entry: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in entry.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn said(entry: &Entry, key: &str) -> Option<String> {
    let text = plain(entry.get(key)?.format_verbatim());
    (!text.is_empty()).then_some(text)
}

/// Without commands for looks, on one line.
fn plain(mut text: String) -> String {
    for look in LOOKS {
        let command = format!("\\{look}{{");
        while let Some(at) = text.find(&command) {
            let inside = at + command.len();
            if let Some(end) = text[inside..].find('}') {
                text.remove(inside + end);
            }
            text.replace_range(at..inside, "");
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn published(entry: &Entry) -> Option<String> {
    match entry.date() {
        Ok(PermissiveType::Typed(Date {
            value:
                DateValue::At(at) | DateValue::After(at) | DateValue::Before(at) | DateValue::Between(at, _),
            ..
        })) => Some(day(at)),
        _ => said(entry, "year"),
    }
}

/// The reader counts months and days from 0.
fn day(at: Datetime) -> String {
    date(at.year, at.month.map(|month| month + 1), at.day.map(|day| day + 1))
}

fn catalogued(person: &Person) -> String {
    let family = if person.prefix.is_empty() {
        person.name.clone()
    } else {
        format!("{} {}", person.prefix, person.name)
    };
    let parts = [family.as_str(), &person.suffix, &person.given_name];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
