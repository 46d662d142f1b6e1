//! The year's notice: what the authority announces each year for a form, laid over the pack.
//!
//! A pack holds what a regulation says and keeps its word. A notice adds days, copies and materials, and may change the
//! figures that the pack itself calls usual practice; never a threshold of the regulation, so it decides no clause.

mod limits;
mod mistake;
#[cfg(test)]
mod tests;

pub use limits::{Limit, limits};
pub use mistake::NoticeMistake;

use crate::form::Form;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a notice says, as somebody entered it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearNotice {
    /// `science-award`, in whatever edition.
    pub form: String,
    /// The year in which is filed.
    pub year: i32,
    /// 关于开展 2026 年度……的通知
    pub title: String,
    /// 沪科〔2026〕1号; empty: it has none.
    pub number: String,
    /// Who issued it; may be empty.
    pub authority: String,
    /// The first day on which is filed.
    pub opens: Option<NaiveDate>,
    /// The last day on which is filed.
    pub deadline: Option<NaiveDate>,
    /// The hour of that day at which it ends, 1 to 24; `None`: not said.
    pub deadline_hour: Option<u8>,
    /// Copies on paper; `None`: not said.
    pub copies: Option<u32>,
    /// What is asked for beside what the pack asks for.
    pub materials: Vec<ExtraMaterial>,
    /// Whom to ask in the district; may be empty.
    pub contact: String,
    /// Changed figures by the keys of [`limits`].
    pub limits: BTreeMap<String, u32>,
}

/// A material that only the notice asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExtraMaterial {
    /// 单位公示证明
    pub name: String,
    /// 纸质原件一份; may be empty.
    pub form: String,
    /// Must be handed in.
    pub required: bool,
}

impl YearNotice {
    /// As documents cite it: 《关于……的通知》（沪科〔2026〕1号）
    pub fn cite(&self) -> String {
        if self.number.is_empty() {
            format!("《{}》", self.title)
        } else {
            format!("《{}》（{}）", self.title, self.number)
        }
    }

    /// As a source in little room: its number, or else its title.
    pub fn short(&self) -> &str {
        if self.number.is_empty() { &self.title } else { &self.number }
    }

    /// The form with this notice over it; changed figures keep their binding and cite the notice.
    pub fn over(&self, form: &Form) -> Form {
        let mut form = limits::replaced(form, self);
        form.year_notice = Some(self.clone());
        form
    }

    /// What is said of its deadline on a day; `None`: it names none.
    pub fn countdown(&self, today: NaiveDate) -> Option<String> {
        let deadline = self.deadline?;
        let hour = self.deadline_hour.map(|hour| format!(" {hour} 时")).unwrap_or_default();
        Some(match (deadline - today).num_days() {
            days @ 1.. => format!("距截止还有 {days} 天（{deadline}{hour}）"),
            0 => format!("今天{hour}截止"),
            days => format!("已于 {deadline}{hour} 截止，已过 {} 天", -days),
        })
    }

    /// What to bring, one thing each: the copies first.
    pub fn to_bring(&self) -> Vec<String> {
        let copies = self.copies.map(|copies| format!("纸质申报材料一式 {copies} 份"));
        let materials = self.materials.iter().map(|material| {
            let form =
                if material.form.is_empty() { String::new() } else { format!("（{}）", material.form) };
            format!("{}{form}{}", material.name, if material.required { "" } else { "，如有" })
        });
        copies.into_iter().chain(materials).collect()
    }

    /// Trimmed, and held against the form that it is for.
    ///
    /// # Errors
    /// What is wrong first.
    pub fn checked(mut self, form: &Form) -> Result<YearNotice, NoticeMistake> {
        for text in [&mut self.title, &mut self.number, &mut self.authority, &mut self.contact] {
            *text = text.trim().to_owned();
        }
        for material in &mut self.materials {
            material.name = material.name.trim().to_owned();
            material.form = material.form.trim().to_owned();
        }
        self.materials.retain(|material| !material.name.is_empty() || !material.form.is_empty());
        mistake::find(&self, form).map_or(Ok(self), Err)
    }
}
