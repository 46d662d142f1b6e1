//! What a measure asks, for whoever has no draft yet: every clause with our reading, and the limits in it.

use super::facts::{Facts, Scope};
use super::{in_force, words};
use crate::answers::Draft;
use crate::form::user;
use crate::form::{Binding, Condition, Form, Notice, Purpose, Source, Test, Variant};
use chrono::NaiveDate;
use serde::Serialize;

/// A form, as far as it can be read without filling it in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Published {
    /// The pack's id.
    pub form: String,
    /// Its edition.
    pub edition: String,
    /// What the application is called.
    pub title: String,
    /// Said loudly where a user brought its pack.
    pub unofficial: Option<String>,
    /// Where this arrangement comes from.
    pub arranged: String,
    /// The measure.
    pub source: Source,
    /// Said loudly where the measure is not in force on the day in question.
    pub out_of_force: Option<String>,
    /// What it is filed for; `None`: anything.
    pub purpose: Option<Purpose>,
    /// The kinds of applicant.
    pub variants: Vec<Variant>,
    /// Clauses that decide or advise, in the order of the pack.
    pub rules: Vec<Rule>,
    /// Clauses with nothing to decide.
    pub notices: Vec<Notice>,
}

/// A clause as it is published.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Rule {
    /// `DC-5-2-a`
    pub clause: String,
    /// 第五条(二)
    pub cite: String,
    /// In our own words.
    pub asks: String,
    /// How the clause is read where its wording leaves room.
    pub reading: Option<String>,
    /// Decides or advises.
    pub binding: Binding,
    /// The variants it binds; empty: all.
    pub variants: Vec<String>,
    /// The numbers and periods in it, each in a sentence; empty: it has none.
    pub limits: Vec<String>,
}

/// What the form's measure asks; whether it is in force is said for the day `on`.
pub fn published(form: &Form, on: NaiveDate) -> Published {
    Published {
        form: form.id.clone(),
        edition: form.edition.clone(),
        title: form.title.clone(),
        unofficial: form.unofficial.then(|| user::SAYS.to_owned()),
        arranged: form.arranged.clone(),
        source: form.source.clone(),
        out_of_force: in_force(&form.source, Some(on), on).out_of_force().map(str::to_owned),
        purpose: form.purpose,
        variants: form.variants.clone(),
        rules: form.conditions.iter().map(|condition| rule(form, condition)).collect(),
        notices: form.notices.clone(),
    }
}

fn rule(form: &Form, condition: &Condition) -> Rule {
    let first = form.variants.first().map(|variant| &variant.id);
    let variant = condition.variants.first().or(first).map_or("", String::as_str);
    let draft = Draft::empty(form, variant);
    let facts = Facts::new(form, &draft);
    let mut tests = Vec::new();
    limits_in(&condition.test, &mut tests);
    let mut limits: Vec<String> = Vec::new();
    for said in tests.into_iter().map(|test| words::asks(&facts, test, Scope::default())) {
        if !limits.contains(&said) {
            limits.push(said);
        }
    }
    Rule {
        clause: condition.clause.clone(),
        cite: condition.cite.clone(),
        asks: condition.asks.clone(),
        reading: condition.reading.clone(),
        binding: condition.binding,
        variants: condition.variants.clone(),
        limits,
    }
}

/// A way that the published text leaves open sets no limit; neither does what stands inside rows or behind a "not".
fn limits_in<'t>(test: &'t Test, limits: &mut Vec<&'t Test>) {
    match test {
        Test::AtLeast { .. }
        | Test::AtMost { .. }
        | Test::Elapsed { .. }
        | Test::Within { .. }
        | Test::NotWithin { .. }
        | Test::Younger { .. }
        | Test::Written { min: Some(_), .. }
        | Test::Written { max: Some(_), .. } => limits.push(test),
        Test::All(tests) if !tests.iter().any(|test| matches!(test, Test::Open { .. })) => {
            tests.iter().for_each(|test| limits_in(test, limits));
        }
        Test::Any(tests) => tests.iter().for_each(|test| limits_in(test, limits)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::published;
    use crate::form::{Filer, Purpose, load};
    use chrono::NaiveDate;
    use std::path::Path;

    #[test]
    fn a_form_can_be_read_before_it_is_filled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
        let form = load(&folder).unwrap();
        let on = |year| published(&form, NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        let read = on(2026);
        assert_eq!((read.out_of_force, read.purpose), (None, Some(Purpose::Recognition)));
        assert!(on(2029).out_of_force.unwrap().contains("2028-12-14"));
        assert!(read.variants.iter().all(|variant| variant.filers.contains(&Filer::Company)));
        let limits = |clause: &str| {
            let rule = read.rules.iter().find(|rule| rule.clause == clause);
            rule.unwrap_or_else(|| panic!("{clause}")).limits.join("；")
        };
        assert_eq!(limits("DC-I-team"), "“设计团队人数”不少于 30 人");
        assert_eq!(limits("DC-5-2-a"), "自“开始运营日期”至申报日期满 2 年");
        assert_eq!(limits("DC-5-3-b"), "");
        // Which of the two numbers would do is left open by the text; each clause has its own.
        assert!(limits("DC-I-ip-total").contains("50") && !limits("DC-I-ip-total").contains("10"));
        assert_eq!(read.notices.len(), form.notices.len());
    }
}
