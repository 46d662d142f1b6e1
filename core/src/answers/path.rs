//! Where a value stands: `team.headcount`, `team.roster[3]`, `team.roster[3].name`.

use serde::{Deserialize, Serialize};

/// A field, a table's row, or a cell. Rows count from 0; people are shown row + 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Path {
    /// The field's full id.
    pub field: String,
    /// The table's row.
    pub row: Option<usize>,
    /// The column's plain id.
    pub column: Option<String>,
}

/// Not a path: the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("不是字段路径：{0}")]
pub struct NotAPath(pub String);

impl Path {
    /// A whole field.
    pub fn field(field: impl Into<String>) -> Path {
        Path { field: field.into(), row: None, column: None }
    }

    /// A row of a table.
    pub fn row(table: impl Into<String>, row: usize) -> Path {
        Path { field: table.into(), row: Some(row), column: None }
    }

    /// A cell of a table.
    pub fn cell(table: impl Into<String>, row: usize, column: impl Into<String>) -> Path {
        Path { field: table.into(), row: Some(row), column: Some(column.into()) }
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.field)?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        if let Some(column) = &self.column {
            write!(f, ".{column}")?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Path, NotAPath> {
        let bad = || NotAPath(text.into());
        let Some((field, rest)) = text.split_once('[') else {
            return if text.is_empty() { Err(bad()) } else { Ok(Path::field(text)) };
        };
        let (row, rest) = rest.split_once(']').ok_or_else(bad)?;
        let row = row.parse().map_err(|_| bad())?;
        match (field, rest.strip_prefix('.')) {
            ("", _) | (_, Some("")) => Err(bad()),
            (field, Some(column)) => Ok(Path::cell(field, row, column)),
            (field, None) if rest.is_empty() => Ok(Path::row(field, row)),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Path {
    type Error = NotAPath;

    fn try_from(text: String) -> Result<Path, NotAPath> {
        text.parse()
    }
}

impl From<Path> for String {
    fn from(path: Path) -> String {
        path.to_string()
    }
}
