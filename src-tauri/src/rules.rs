//! The published conditions, readable without a draft.

use crate::desk::Desk;
use crate::failure::Failure;
use chrono::NaiveDate;
use shenbao_core::check::{Published, published};

impl Desk {
    /// Every form's conditions; whether its measure is in force is said for the day `on`.
    pub fn published(&self, on: NaiveDate) -> Result<Vec<Published>, Failure> {
        Ok(self.packs()?.forms().iter().map(|form| published(form, on)).collect())
    }
}
