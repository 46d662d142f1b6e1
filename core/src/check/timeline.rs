//! What happens to an application and when, as far as the measure and the draft say.

use super::facts::{Facts, Scope};
use super::time::{Day, corresponding_day, day};
use crate::answers::{Draft, Path};
use crate::form::{Form, Step, StepDay};
use chrono::NaiveDate;
use serde::Serialize;

/// One step of the procedure with this draft's own day, where there is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Milestone {
    /// 区级初审
    pub title: String,
    /// 第六条(二)
    pub cite: String,
    /// What happens, and how long it takes where the measure says so.
    pub says: String,
    /// Its day; `None`: not known yet.
    pub day: Option<NaiveDate>,
    /// Whether the day can follow from the draft at all, or is set by the authority.
    pub is_own: bool,
    /// The answer from which the day follows.
    pub place: Option<Path>,
}

/// The procedure in its order; steps that do not concern this kind of applicant are left out.
pub fn timeline(form: &Form, draft: &Draft) -> Vec<Milestone> {
    let facts = Facts::new(form, draft);
    let concerned = form.procedure.iter().filter(|step| facts.binds(&step.variants));
    concerned.map(|step| milestone(&facts, step)).collect()
}

fn milestone(facts: &Facts<'_>, step: &Step) -> Milestone {
    let (day, place) = step.day.as_ref().map_or((None, None), |day| day_of(facts, day));
    Milestone {
        title: step.title.clone(),
        cite: step.cite.clone(),
        says: step.says.clone(),
        day,
        is_own: step.day.is_some(),
        place,
    }
}

fn day_of(facts: &Facts<'_>, step: &StepDay) -> (Option<NaiveDate>, Option<Path>) {
    match day(facts, &step.on, Scope::default()) {
        Day::Is(from, spot) => (Some(corresponding_day(from, step.years)), Some(spot.path())),
        Day::Unknown(spot) => (None, spot.map(|spot| spot.path())),
        Day::NotApplicable => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Value;
    use crate::check::test_form;
    use crate::form::{Field, FieldKind};

    fn step(title: &str, day: Option<StepDay>) -> Step {
        let (id, title) = (title.to_owned(), title.to_owned());
        Step { id, title, cite: "第一条".into(), says: "说明。".into(), variants: Vec::new(), day }
    }

    #[test]
    fn days_follow_from_the_draft_or_are_not_known() {
        let since = Field {
            id: "a.since".into(),
            label: "认定日期".into(),
            kind: FieldKind::Date,
            required: false,
            variants: Vec::new(),
            when: None,
            hint: None,
            example: None,
            cite: None,
            private: false,
            open: None,
        };
        let on = |id: &str, years| Some(StepDay { on: id.into(), years });
        let form = Form {
            procedure: vec![
                step("申报", on("filing_date", 0)),
                step("公示", None),
                step("到期", on("a.since", 3)),
                Step { variants: vec!["w".into()], ..step("别类", None) },
            ],
            ..test_form(vec![since])
        };
        let mut draft = Draft::empty(&form, "v");
        let days = |draft: &Draft| timeline(&form, draft).into_iter().map(|it| it.day).collect::<Vec<_>>();
        assert_eq!(days(&draft), [None, None, None]);
        let date = |text: &str| text.parse::<NaiveDate>().ok();
        draft.filing_date = date("2026-06-15");
        draft.answers.insert("a.since".into(), Value::Text("2024-02-29".into()));
        assert_eq!(days(&draft), [date("2026-06-15"), None, date("2027-02-28")]);
        assert_eq!(timeline(&form, &draft)[2].place, Some(Path::field("a.since")));
    }
}
