//! Why a file cannot be used, and what to do about it.

use serde::Serialize;
use std::fmt;

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Refusal {
    /// For decisions.
    pub reason: RefusalReason,
    /// One sentence: what is wrong.
    pub says: String,
    /// What to do.
    pub hint: String,
}

/// What to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// It opens with a password only.
    NeedsPassword,
    /// The password that was given is not the one.
    WrongPassword,
    /// It is of a kind that is not taken.
    Kind,
    /// It cannot be read, or not as a whole.
    Damaged,
    /// It holds more than can be handled.
    TooLarge,
}

impl Refusal {
    pub(super) fn new(reason: RefusalReason, says: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal { reason, says: says.into(), hint: hint.into() }
    }

    pub(super) fn damaged(says: impl Into<String>) -> Refusal {
        let hint = "请向提供方重新索取，或用原软件打开后重新导出为 PDF。";
        Refusal::new(RefusalReason::Damaged, says, hint)
    }

    pub(super) fn too_large(says: impl Into<String>) -> Refusal {
        Refusal::new(RefusalReason::TooLarge, says, "请拆分，或以 300 dpi 重新扫描后再添加。")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.says, self.hint)
    }
}
