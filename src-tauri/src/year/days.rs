//! The days that matter for all drafts, to look at and as a calendar file.

use super::Listed;
use crate::contract::*;
use crate::desk::{Desk, file_failure};
use crate::failure::Failure;
use shenbao_core::calendar::{self, Event};
use std::path::Path;

impl Desk {
    /// Every day of every draft of the list, the earliest first.
    pub fn days(&self) -> Result<Calendar, Failure> {
        let (listed, left_out) = self.listed(|_| true)?;
        let mut days: Vec<CalendarDay> = listed.iter().flat_map(of_draft).collect();
        days.sort_by(|one, other| one.day.cmp(&other.day).then_with(|| one.draft.cmp(&other.draft)));
        Ok(Calendar { days, today: self.today(), left_out })
    }

    /// Writes them, of one form or one client where these are given, as a calendar file.
    pub fn save_calendar(
        &self,
        form: Option<&str>,
        applicant: Option<&str>,
        path: &Path,
    ) -> Result<(), Failure> {
        let wanted = |it: &&CalendarDay| {
            form.is_none_or(|form| form == it.form) && applicant.is_none_or(|name| name == it.applicant)
        };
        let days = self.days()?.days;
        let events: Vec<Event> = days.iter().filter(wanted).map(event).collect();
        let file = calendar::ics(&events, self.clock().to_utc());
        std::fs::write(path, file).map_err(|_| file_failure(path))
    }
}

fn of_draft(listed: &Listed) -> Vec<CalendarDay> {
    let days = calendar::days(&listed.form, &listed.draft, &listed.report);
    let day = |day| CalendarDay {
        draft: listed.id.to_string(),
        applicant: listed.title(),
        form: listed.form.id.clone(),
        form_title: listed.form.title.clone(),
        day,
    };
    days.into_iter().map(day).collect()
}

fn event(it: &CalendarDay) -> Event {
    let cite = it.day.cite.as_ref().map(|cite| format!("\n依据：{cite}")).unwrap_or_default();
    Event {
        uid: it.day.uid(&it.draft),
        day: it.day.day,
        hour: it.day.hour,
        summary: format!("{}：{}（{}）", it.day.title, it.applicant, it.form_title),
        description: format!("{}{cite}", it.day.says),
    }
}
