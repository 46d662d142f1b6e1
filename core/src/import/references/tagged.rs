//! RIS and EndNote: a line for each fact, with a tag before it.

use super::names::Names;
use super::{Reference, date};
use crate::identity::doi;
use biblib::{Author, Citation, CitationParser, EnwParser, RisParser};

/// The records of a text; each begins with the tag that says what kind of thing it is.
pub(super) fn records(text: &str, first_tag: &str) -> Vec<String> {
    let mut records: Vec<String> = Vec::new();
    for line in text.lines() {
        let begins = line.trim_start().strip_prefix(first_tag);
        let begins = begins.is_some_and(|rest| rest.starts_with([' ', '-', '\t']) || rest.is_empty());
        match records.last_mut() {
            _ if begins => records.push(format!("{}\n", line.trim_start())),
            Some(record) => {
                record.push_str(line);
                record.push('\n');
            }
            // What a database says about its export.
            None => {}
        }
    }
    records
}

pub(super) fn ris(record: &str) -> Option<Reference> {
    RisParser::new().parse(record).ok()?.into_iter().next().map(reference)
}

pub(super) fn endnote(record: &str) -> Option<Reference> {
    EnwParser::new().parse(record).ok()?.into_iter().next().map(reference)
}

fn reference(citation: Citation) -> Reference {
    let authors: Vec<String> = citation.authors.iter().map(catalogued).collect();
    let when = citation.date.map(|found| date(found.year, found.month, found.day));
    Reference {
        title: citation.title,
        published_in: citation.journal.or(citation.journal_abbr).or(citation.publisher).unwrap_or_default(),
        date: when.unwrap_or_default(),
        authors: Names::from_catalogue(authors.iter().map(String::as_str)),
        doi: citation.doi.and_then(|said| doi(&said)).unwrap_or_default(),
    }
}

fn catalogued(author: &Author) -> String {
    let given: Vec<&str> =
        [&author.given_name, &author.middle_name].into_iter().flatten().map(String::as_str).collect();
    if given.is_empty() { author.name.clone() } else { format!("{}, {}", author.name, given.join(" ")) }
}
