//! The years' notices, laid over the forms of the drafts that are filed in their year.

use crate::contract::*;
use crate::desk::{Desk, library};
use crate::failure::{Failure, FailureCode};
use chrono::{Datelike, NaiveDate};
use shenbao_core::answers::Draft;
use shenbao_core::form::Form;
use shenbao_core::library::Library;
use shenbao_core::notice::{self, YearNotice};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// The notices of the open library, and the forms with one over them, made once each.
#[derive(Default)]
pub(crate) struct Board(Mutex<Posted>);

#[derive(Default)]
struct Posted {
    notices: Vec<YearNotice>,
    forms: HashMap<(String, String, i32), Arc<Form>>,
}

impl Board {
    /// Reads the library's notices anew.
    pub(crate) fn read(&self, library: &Library) -> Result<(), Failure> {
        let notices = library.notices()?;
        *self.posted() = Posted { notices, ..Posted::default() };
        Ok(())
    }

    /// The form as the notice of the filing date's year changes it.
    pub(crate) fn over(&self, form: Arc<Form>, filing_date: Option<NaiveDate>) -> Arc<Form> {
        let mut posted = self.posted();
        let Some(year) = filing_date.map(|day| day.year()) else { return form };
        let Some(notice) = posted.notices.iter().find(|it| it.form == form.id && it.year == year) else {
            return form;
        };
        let made = || Arc::new(notice.over(&form));
        let key = (form.id.clone(), form.edition.clone(), year);
        if let Some(known) = posted.forms.get(&key) {
            return Arc::clone(known);
        }
        let over = made();
        posted.forms.insert(key, Arc::clone(&over));
        over
    }

    fn posted(&self) -> MutexGuard<'_, Posted> {
        self.0.lock().unwrap_or_else(|poisoned| {
            self.0.clear_poison();
            poisoned.into_inner()
        })
    }
}

impl Desk {
    /// Every notice, and the forms that one can be entered for.
    pub fn list_notices(&self) -> Result<Notices, Failure> {
        let notices = library(&mut self.table())?.notices()?;
        let form = |form: Arc<Form>| NoticeForm {
            id: form.id.clone(),
            title: form.title.clone(),
            limits: notice::limits(&form),
        };
        Ok(Notices { notices, forms: self.packs()?.latest().map(form).collect() })
    }

    /// Keeps a notice; `replaces`: the year under which it was kept before.
    pub fn keep_notice(&self, notice: YearNotice, replaces: Option<i32>) -> Result<Notices, Failure> {
        let form = self.packs()?.latest().find(|form| form.id == notice.form).ok_or_else(no_form)?;
        let notice = notice.checked(&form).map_err(|mistake| refused(&mistake.to_string()))?;
        let mut table = self.table();
        let library = library(&mut table)?;
        let is_other = replaces != Some(notice.year);
        if is_other && library.notices()?.iter().any(|it| it.form == notice.form && it.year == notice.year) {
            return Err(refused("该表单这一年度已有通知，请编辑已有的一份。"));
        }
        library.keep_notice(&notice)?;
        if let Some(year) = replaces.filter(|_| is_other) {
            library.drop_notice(&notice.form, year)?;
        }
        self.board.read(library)?;
        drop(table);
        self.list_notices()
    }

    /// Takes a notice away.
    pub fn drop_notice(&self, form: &str, year: i32) -> Result<Notices, Failure> {
        let mut table = self.table();
        let library = library(&mut table)?;
        library.drop_notice(form, year)?;
        self.board.read(library)?;
        drop(table);
        self.list_notices()
    }

    /// The notice that a draft uses.
    pub fn draft_notice(&self, id: &str) -> Result<Option<DraftNotice>, Failure> {
        let form = self.form_of(self.held(&mut self.table(), id)?.draft())?;
        Ok(form.year_notice.as_ref().map(|notice| DraftNotice {
            cite: notice.cite(),
            countdown: notice.countdown(self.today()),
            is_past: notice.deadline.is_some_and(|day| day < self.today()),
            to_bring: notice.to_bring(),
            contact: notice.contact.clone(),
            changes: u32::try_from(notice.limits.len()).unwrap_or(u32::MAX),
        }))
    }

    /// The draft's form, with the notice of its year over it.
    pub(crate) fn form_of(&self, draft: &Draft) -> Result<Arc<Form>, Failure> {
        let form = self.packs()?.form(&draft.form, &draft.edition)?;
        Ok(self.board.over(form, draft.filing_date))
    }
}

fn refused(says: &str) -> Failure {
    let (message, hint) = says.split_once('，').unwrap_or((says, ""));
    Failure::new(FailureCode::BadEdit, format!("{message}。"), hint)
}

fn no_form() -> Failure {
    Failure::new(FailureCode::NotFound, "没有安装这一表单。", "请重新选择表单。")
}
