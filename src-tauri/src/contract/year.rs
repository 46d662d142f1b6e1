//! The years' notices, the days that matter, and seasons.

use serde::Serialize;
use shenbao_core::calendar::DraftDay;
use shenbao_core::check::DraftStanding;
use shenbao_core::notice::{Limit, YearNotice};
use shenbao_core::season::SeasonAdvice;
use specta::Type;

/// Every notice, and the forms that one can be entered for.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Notices {
    /// By form, the latest year first.
    pub notices: Vec<YearNotice>,
    /// In the order of the forms.
    pub forms: Vec<NoticeForm>,
}

/// A form that has notices.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NoticeForm {
    /// `science-award`
    pub id: String,
    /// 上海市科学技术奖提名
    pub title: String,
    /// The figures that a notice may change.
    pub limits: Vec<Limit>,
}

/// The notice that a draft uses.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftNotice {
    /// 《关于……的通知》（沪科〔2026〕1号）
    pub cite: String,
    /// 距截止还有 9 天（2026-04-10 16 时）; null: it names no deadline.
    pub countdown: Option<String>,
    /// The deadline is over.
    pub is_past: bool,
    /// What to bring, one thing each.
    pub to_bring: Vec<String>,
    /// Whom to ask; may be empty.
    pub contact: String,
    /// How many figures it changes.
    pub changes: u32,
}

/// The days that matter for all drafts.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    /// The earliest first.
    pub days: Vec<CalendarDay>,
    /// Where the user is.
    pub today: chrono::NaiveDate,
    /// Drafts that were not looked at: there are too many.
    pub left_out: u32,
}

/// A day that matters for a draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// The draft.
    pub draft: String,
    /// What people call it.
    pub applicant: String,
    /// The form's id …
    pub form: String,
    /// … and title.
    pub form_title: String,
    /// The day.
    pub day: DraftDay,
}

/// The drafts of one season.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SeasonView {
    /// 提名季
    pub title: String,
    /// Every year that has drafts, the latest first; null: not answered.
    pub years: Vec<Option<i32>>,
    /// The one that is shown.
    pub year: Option<i32>,
    /// By category, then by name.
    pub nominations: Vec<Nomination>,
    /// What to look at.
    pub advices: Vec<SeasonAdvice>,
}

/// A draft of a season.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Nomination {
    /// The draft.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// 青年科技杰出贡献奖
    pub category: String,
    /// As of the last change.
    pub standing: DraftStanding,
    /// Required answers that are missing.
    pub missing: u32,
    /// Clauses of the regulation that are not met.
    pub not_met: u32,
    /// Clauses of the regulation that are not known.
    pub unknown: u32,
    /// `2026-04-01`
    pub filing_date: Option<chrono::NaiveDate>,
}
