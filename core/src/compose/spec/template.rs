//! Text of a pack with placeholders for answers and facts.

use crate::form::FieldId;

/// Text with placeholders: `{organisation.name}` an answer, `{filing_date}`, `{variant}`, `{form.title}`,
/// `{source.title}`, `{source.number}`, `{source.authority}`, `{arranged}`, `{check_code}`, `{day}`, `{app_version}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// In order.
    pub parts: Vec<Part>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// As it stands.
    Plain(String),
    /// The answer to a field.
    Field(FieldId),
    /// Something the draft or the pack knows.
    Fact(Fact),
}

/// What a placeholder without a dot-separated field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// `{filing_date}`
    FilingDate,
    /// `{variant}`: its title.
    Variant,
    /// `{form.title}`
    FormTitle,
    /// `{source.title}`
    SourceTitle,
    /// `{source.number}`
    SourceNumber,
    /// `{source.authority}`
    SourceAuthority,
    /// `{arranged}`
    Arranged,
    /// `{check_code}`
    CheckCode,
    /// `{day}`: on which it is made.
    Day,
    /// `{app_version}`
    AppVersion,
}

impl Fact {
    /// Every fact by the name in its placeholder.
    pub const ALL: [(&'static str, Fact); 10] = [
        ("filing_date", Fact::FilingDate),
        ("variant", Fact::Variant),
        ("form.title", Fact::FormTitle),
        ("source.title", Fact::SourceTitle),
        ("source.number", Fact::SourceNumber),
        ("source.authority", Fact::SourceAuthority),
        ("arranged", Fact::Arranged),
        ("check_code", Fact::CheckCode),
        ("day", Fact::Day),
        ("app_version", Fact::AppVersion),
    ];
}

impl Template {
    /// Splits `text` at its placeholders. An opening brace without a closing one stays text.
    pub fn parse(text: &str) -> Template {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_placeholder(rest) {
            if !before.is_empty() {
                parts.push(Part::Plain(before.to_owned()));
            }
            parts.push(placeholder(name));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Plain(rest.to_owned()));
        }
        Template { parts }
    }

    /// The fields whose answers it shows.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Field(field) => Some(field.as_str()),
            Part::Plain(_) | Part::Fact(_) => None,
        })
    }
}

fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name.trim(), after))
}

fn placeholder(name: &str) -> Part {
    match Fact::ALL.iter().find(|(known, _)| *known == name) {
        Some((_, fact)) => Part::Fact(*fact),
        None => Part::Field(name.to_owned()),
    }
}
