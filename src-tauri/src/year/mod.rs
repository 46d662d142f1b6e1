//! What the commands do about a year as a whole: its notices, the days that matter, its season.

mod days;
mod notices;
mod season;

pub(crate) use notices::Board;

use crate::desk::{Desk, library};
use crate::failure::Failure;
use shenbao_core::answers::Draft;
use shenbao_core::check::{self, Report, Setting};
use shenbao_core::form::Form;
use std::sync::Arc;

/// So many drafts are looked at; more would keep the user waiting.
const MOST_READ: usize = 2_000;

/// A draft of the list with its form, as it is now.
struct Listed {
    id: i64,
    form: Arc<Form>,
    draft: Draft,
    report: Report,
}

impl Desk {
    /// Those drafts of the list whose form is wanted and installed, and how many were not looked at. Each is read on its own, so that
    /// edits come between.
    fn listed(&self, wants: impl Fn(&Form) -> bool) -> Result<(Vec<Listed>, u32), Failure> {
        let lines = library(&mut self.table())?.list()?;
        let wanted = lines.into_iter().filter(|line| {
            let form = self.packs().and_then(|packs| packs.form(&line.form, &line.edition));
            !line.excerpt && form.is_ok_and(|form| wants(&form))
        });
        let wanted: Vec<i64> = wanted.map(|line| line.id).collect();
        let left_out = u32::try_from(wanted.len().saturating_sub(MOST_READ)).unwrap_or(u32::MAX);
        let mut listed = Vec::new();
        for id in wanted.into_iter().take(MOST_READ) {
            let draft = library(&mut self.table())?.hold(id)?.draft().clone();
            let form = self.form_of(&draft)?;
            let setting = Setting { today: self.today(), charset: None, pages: None };
            let report = check::check(&form, &draft, &setting);
            listed.push(Listed { id, form, draft, report });
        }
        Ok((listed, left_out))
    }
}

impl Listed {
    fn title(&self) -> String {
        self.form.name_of(&self.draft).unwrap_or("未填写名称").to_owned()
    }
}
