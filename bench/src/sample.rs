//! The draft that everything is measured on: the full in-house example.

use chrono::NaiveDate;
use shenbao_core::answers::{Draft, Value, read_draft};
use shenbao_core::form::{Form, load};
use std::fs;
use std::path::Path;

/// People on a roster: as many as a small applicant has, ten times and a hundred times as many.
pub(crate) const ROSTERS: [usize; 3] = [30, 300, 3_000];

/// A form and a draft of it.
pub(crate) struct Sample {
    pub(crate) form: Form,
    pub(crate) draft: Draft,
}

impl Sample {
    pub(crate) fn load(root: &Path) -> Sample {
        let pack = root.join("forms/design-center/2023");
        let draft = fs::read_to_string(pack.join("examples/in-house.shenbao.json")).unwrap();
        Sample { form: load(&pack).unwrap(), draft: read_draft(&draft).unwrap() }
    }

    /// The same draft with its roster repeated up to so many rows.
    pub(crate) fn with_roster(mut self, rows: usize) -> Sample {
        if let Some(roster) = self.draft.answers.get_mut("team.roster") {
            lengthen(roster, rows);
        }
        self
    }

    /// The same draft with every list repeated up to so many rows each.
    pub(crate) fn with_rows(mut self, rows: usize) -> Sample {
        self.draft.answers.values_mut().for_each(|value| lengthen(value, rows));
        self
    }

    /// How many rows its tables have in all.
    pub(crate) fn rows(&self) -> usize {
        let count = |value: &Value| if let Value::List(list) = value { list.len() } else { 0 };
        self.draft.answers.values().map(count).sum()
    }
}

/// Three-year tables and choices stay as they are.
fn lengthen(value: &mut Value, rows: usize) {
    let is_row = |row: &Value| matches!(row, Value::Row(cells) if !cells.contains_key("year"));
    if let Value::List(list) = value
        && list.iter().all(is_row)
    {
        *list = list.iter().cycle().take(rows).cloned().collect();
    }
}

/// The day on which everything is measured.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 15).unwrap()
}

/// A changed value for the same field, different each time.
pub(crate) fn headcount(turn: i32) -> Value {
    Value::Integer(30 + turn % 2)
}
