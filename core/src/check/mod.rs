//! Conditions → findings: evaluate, explain, earliest date.
mod report;
pub use report::*;

#[cfg(test)]
pub(crate) fn test_form(fields: Vec<crate::form::Field>) -> crate::form::Form {
    use crate::form::{Form, Section, Source, Variant};
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    Form {
        id: "f".into(),
        edition: "1".into(),
        title: "表".into(),
        arranged: "示例".into(),
        source: Source {
            title: "办法".into(),
            number: "号".into(),
            authority: "机关".into(),
            in_force_from: day(2000),
            in_force_until: Some(day(2100)),
        },
        variants: vec![Variant { id: "v".into(), title: "甲类".into(), hint: String::new() }],
        sections: vec![Section { id: "a".into(), title: "页".into(), hint: None, fields }],
        conditions: Vec::new(),
        cross_checks: Vec::new(),
        notices: Vec::new(),
        documents: Default::default(),
    }
}
