//! Whom a form is for and what it is filed for, in the few words that a newcomer is asked.

use serde::Serialize;

/// What a form is filed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To be recognised for the first time, or again after a break.
    Recognition,
    /// To keep what was recognised: a re-review, a yearly report.
    Upkeep,
    /// A nomination for an award.
    Award,
}

impl Purpose {
    /// As packs write them.
    pub(crate) const WORDS: [(&'static str, Purpose); 3] =
        [("recognition", Purpose::Recognition), ("upkeep", Purpose::Upkeep), ("award", Purpose::Award)];
}

/// Who files a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Filer {
    /// 企业
    Company,
    /// 事业单位、社会团体、政府部门
    Institution,
    /// 个人
    Person,
}

impl Filer {
    /// As packs write them.
    pub(crate) const WORDS: [(&'static str, Filer); 3] =
        [("company", Filer::Company), ("institution", Filer::Institution), ("person", Filer::Person)];
}
