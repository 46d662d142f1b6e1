//! What a test looks at, without evaluating it.

use super::{Number, Test};

impl Test {
    /// The tests directly inside this one; row tests and filters included.
    pub(crate) fn inner(&self) -> Vec<&Test> {
        match self {
            Test::All(tests) | Test::Any(tests) => tests.iter().collect(),
            Test::Not(test) => vec![test],
            Test::Each { row, .. } => vec![row],
            Test::Tally { filter, .. } => filter.iter().map(AsRef::as_ref).collect(),
            _ => self.figures().into_iter().flat_map(Number::filters).collect(),
        }
    }

    /// The fields that this test itself names, tests inside it aside: full ids of fields or columns. Cells of the row
    /// at hand and the filing date are left out.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let named: Vec<&str> = match self {
            Test::Elapsed { since, .. } => vec![since],
            Test::NotWithin { of, .. }
            | Test::Within { of, .. }
            | Test::OneOf { of, .. }
            | Test::Includes { of, .. }
            | Test::Declared { of }
            | Test::Given { of }
            | Test::Written { of, .. }
            | Test::Attached { of } => vec![of],
            Test::NotAfter { earlier, later } => vec![earlier, later],
            Test::Younger { born, on, .. } => born.iter().chain([on]).map(String::as_str).collect(),
            Test::BirthAgrees { number, born } => vec![number, born],
            Test::Distinct { left, right } => vec![&left.name, &left.number, &right.name, &right.number],
            Test::Same { left, right } => vec![left, right],
            Test::RegistrarAgrees { code, region } => vec![code, region],
            Test::Each { table, .. } | Test::Unique { table, .. } => vec![table],
            Test::Tally { typed, table, .. } => vec![typed, table],
            _ => self.figures().into_iter().flat_map(Number::fields).collect(),
        };
        named.into_iter().filter(|id| !id.starts_with('.') && *id != Test::FILING_DATE).collect()
    }

    /// Whether the filing date decides it as well.
    pub(crate) fn counts_to_filing(&self) -> bool {
        match self {
            Test::Elapsed { .. } | Test::NotWithin { .. } | Test::Within { .. } => true,
            Test::NotAfter { earlier, later } => earlier == Test::FILING_DATE || later == Test::FILING_DATE,
            Test::Younger { on, .. } => on == Test::FILING_DATE,
            _ => false,
        }
    }

    fn figures(&self) -> Vec<&Number> {
        match self {
            Test::AtLeast { of, .. } | Test::AtMost { of, .. } => vec![of],
            Test::Equal { left, right } | Test::NotMore { left, right } => vec![left, right],
            Test::Share { percent, part, whole } => vec![percent, part, whole],
            _ => Vec::new(),
        }
    }
}

impl Number {
    /// The fields and columns that it is taken from.
    pub(crate) fn fields(&self) -> Vec<&str> {
        match self {
            Number::Field(id) | Number::Rows { table: id, .. } | Number::Distinct { table: id, .. } => {
                vec![id]
            }
            Number::Sum { column } | Number::Mean { column } => vec![column],
            Number::Total(parts) | Number::Between(parts) => parts.iter().flat_map(Number::fields).collect(),
        }
    }

    fn filters(&self) -> Vec<&Test> {
        match self {
            Number::Rows { filter, .. } => filter.iter().map(AsRef::as_ref).collect(),
            Number::Total(parts) | Number::Between(parts) => parts.iter().flat_map(Number::filters).collect(),
            _ => Vec::new(),
        }
    }
}

/// The field that a full id of a field or of one of its columns belongs to: `ip.list` for `ip.list.type`.
pub(crate) fn whole_field(id: &str) -> &str {
    match id.match_indices('.').nth(1) {
        Some((second, _)) => &id[..second],
        None => id,
    }
}
