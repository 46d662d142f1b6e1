//! An open draft looked at more closely: another filing day, the reasons of a verdict, figures and days to look at.

use crate::contract::Outlook;
use crate::desk::Desk;
use crate::failure::Failure;
use chrono::NaiveDate;
use shenbao_core::answers::{Draft, Edit, apply, fits};
use shenbao_core::check::{self, Reason, Report};
use shenbao_core::form::Form;
use shenbao_core::library::LibraryError;
use std::sync::Arc;

impl Desk {
    /// The report as it would be after an edit; nothing is saved.
    pub fn check_with(&self, id: &str, edit: Edit) -> Result<Report, Failure> {
        let (form, mut draft) = self.open_copy(id)?;
        fits(&form, &edit).and_then(|()| apply(&mut draft, edit)).map_err(LibraryError::from)?;
        Ok(self.check(&form, &draft))
    }

    /// The report as it would be on another filing day; the draft keeps its own.
    pub fn check_on(&self, id: &str, date: NaiveDate) -> Result<Report, Failure> {
        let (form, draft) = self.open_copy(id)?;
        Ok(self.check(&form, &Draft { filing_date: Some(date), ..draft }))
    }

    /// Why a clause stands as it does; `None`: it does not apply.
    pub fn why(&self, id: &str, clause: &str) -> Result<Option<Reason>, Failure> {
        let (form, draft) = self.open_copy(id)?;
        Ok(check::why(&form, &draft, clause))
    }

    /// Figures against their limits, and the procedure with its days.
    pub fn look_at(&self, id: &str) -> Result<Outlook, Failure> {
        let (form, draft) = self.open_copy(id)?;
        Ok(Outlook { gauges: check::gauges(&form, &draft), timeline: check::timeline(&form, &draft) })
    }

    /// A draft without its report, which is not needed here.
    fn open_copy(&self, id: &str) -> Result<(Arc<Form>, Draft), Failure> {
        let draft = self.held(&mut self.table(), id)?.draft().clone();
        Ok((self.form_of(&draft)?, draft))
    }
}
