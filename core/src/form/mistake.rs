//! What is wrong in a pack, and where. Mistakes are values: a loader collects all of them before it gives up.

use serde::Serialize;
use std::fmt;
use std::rc::Rc;

/// One thing that is wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Mistake {
    /// Relative to the folder of all forms, with `/`: `design-center/2023/form.toml`.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// What is wrong; one Chinese sentence.
    pub says: String,
    /// What to do.
    pub hint: String,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// As in [`Mistake::file`].
    pub(crate) file: Rc<str>,
    /// From 1.
    pub(crate) line: u32,
}

impl Place {
    /// A mistake at this place.
    pub(crate) fn mistake(&self, says: impl Into<String>, hint: impl Into<String>) -> Mistake {
        Mistake { file: self.file.to_string(), line: self.line, says: says.into(), hint: hint.into() }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}{}", self.file, self.line, self.says, self.hint)
    }
}
