//! Drafts, on the list and open.

use serde::{Deserialize, Serialize};
use shenbao_core::answers::Draft;
use shenbao_core::check::{DraftStanding, Report};
use shenbao_core::form::Form;
use shenbao_core::library::{Due, Sought, Wanted};
use specta::Type;

/// A line of the list of drafts.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftSummary {
    /// For the other commands.
    pub id: String,
    /// `design-center`
    pub form: String,
    /// `2023`
    pub edition: String,
    /// The form's id where its pack is not installed.
    pub form_title: String,
    /// 企业设计创新中心
    pub variant_title: String,
    /// The organisation's name, once it is given.
    pub applicant: Option<String>,
    /// Required fields that are answered …
    pub answered: u32,
    /// … of so many.
    pub required: u32,
    /// As of the last change.
    pub standing: DraftStanding,
    /// `2024-03-15`
    pub filing_date: Option<chrono::NaiveDate>,
    /// `2026-06-30`: the last day of filing, where a notice or the draft says it.
    pub due: Option<chrono::NaiveDate>,
    /// How that day lies to today.
    pub due_group: Due,
    /// Said loudly where the measure is not in force on the filing date, or else today.
    pub out_of_force: Option<String>,
    /// RFC 3339, with the offset from UTC.
    pub changed_at: String,
    /// The user's own words for it.
    pub tags: Vec<String>,
    /// Done with.
    pub archived: bool,
    /// A part of someone else's draft.
    pub excerpt: bool,
    /// The labels of the fields in which a search found something.
    pub found_in: Vec<String>,
    /// The forms that a new draft can be made of from this one.
    pub leads_to: Vec<NextForm>,
}

/// A form that can be made from a draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextForm {
    /// `design-center-review`
    pub form: String,
    /// `2023`
    pub edition: String,
    /// 上海市设计创新中心复核申请
    pub title: String,
}

/// Which drafts are wanted; everything that is given must hold.
#[derive(Debug, Clone, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WantedDrafts {
    /// Every word stands somewhere in the draft, or in the name of an option that was chosen there.
    pub words: String,
    /// `design-center`
    pub form: Option<String>,
    /// As of the last change.
    pub standing: Option<DraftStanding>,
    /// Filed on this day or later.
    pub filed_from: Option<chrono::NaiveDate>,
    /// Filed on this day or earlier.
    pub filed_until: Option<chrono::NaiveDate>,
    /// The applicant, as the list shows it.
    pub applicant: Option<String>,
    /// Has this tag.
    pub tag: Option<String>,
    /// Those that are done with, instead of those that are being worked on.
    pub archived: bool,
    /// Those that were deleted, archived or not.
    pub deleted: bool,
    /// When the last day of filing is.
    pub due: Option<Due>,
    /// What is due next first, instead of what was changed last.
    pub by_due: bool,
}

impl WantedDrafts {
    /// For the library, on a day.
    pub(crate) fn on(self, today: chrono::NaiveDate, words: Sought) -> Wanted {
        Wanted {
            words,
            form: self.form,
            standing: self.standing,
            filed_from: self.filed_from,
            filed_until: self.filed_until,
            applicant: self.applicant,
            tag: self.tag,
            archived: self.archived,
            deleted: self.deleted,
            due: self.due,
            by_due: self.by_due,
            profiles: false,
            today: Some(today),
        }
    }
}

/// The drafts that were found, and what a search can be narrowed to.
#[derive(Debug, Clone, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundDrafts {
    /// Last changed first; at most 200.
    pub drafts: Vec<DraftSummary>,
    /// How many there are in all.
    pub total: u32,
    /// Every tag in use, also where no draft of this list has it.
    pub tags: Vec<Label>,
    /// The applicants with the most drafts of this list, at most 200.
    pub applicants: Vec<Label>,
}

/// A name, and how many drafts have it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// A tag, or an applicant.
    pub name: String,
    /// How many of the list, whatever else narrows it.
    pub drafts: u32,
}

/// A draft on the table.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenDraft {
    /// For the other commands.
    pub id: String,
    /// What it answers.
    pub form: Form,
    /// What was answered.
    pub draft: Draft,
    /// Where it stands.
    pub state: DraftState,
}

/// Where a draft stands after its last change, which is on the disk.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftState {
    /// Clause by clause.
    pub report: Report,
    /// RFC 3339, with the offset from UTC.
    pub saved_at: String,
    /// There is a change to take back.
    pub can_undo: bool,
    /// There is a change to make again.
    pub can_redo: bool,
}

/// A draft after a change that Rust made.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedDraft {
    /// Where it stands.
    pub state: DraftState,
    /// What is answered now.
    pub draft: Draft,
}
