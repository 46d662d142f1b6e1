//! What a pack says about drafts of one year that belong together.

use super::FieldId;

/// `[season]`: the drafts of one year, by whoever prepares them, and what may stand in several of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Season {
    /// 提名季
    pub title: String,
    /// The year field that tells seasons apart.
    pub year: FieldId,
    /// Where people stand.
    pub people: Vec<Somebody>,
    /// Where organisations stand.
    pub units: Vec<Somebody>,
    /// Where papers, patents and the like stand.
    pub works: Vec<SeasonWork>,
}

/// Where somebody stands: fields (`candidate.name`), or columns of one table (`completers.persons.name`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// A text.
    pub name: FieldId,
    /// An identity document or a credit code.
    pub number: FieldId,
    /// Should be among the creators of the draft's works that name any.
    pub creates: bool,
}

/// Where works stand: columns of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeasonWork {
    /// 论文和专著
    pub what: String,
    /// A text.
    pub title: FieldId,
    /// A text: a DOI, a patent's number.
    pub number: Option<FieldId>,
    /// A text: everyone who made it.
    pub creators: Option<FieldId>,
}
