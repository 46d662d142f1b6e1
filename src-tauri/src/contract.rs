//! What travels between the window and Rust besides the core's own types. Plain values only: nothing here does anything.

pub use crate::card::KeptIn;
use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use shenbao_core::answers::Draft;
use shenbao_core::check::{DraftStanding, Report};
use shenbao_core::compose::ToSign;
use shenbao_core::evidence::{Inspection, Refusal};
use shenbao_core::form::{Form, Source, Variant};
pub use shenbao_core::library::BackupReason;
use shenbao_core::library::Wanted;
use specta::Type;
use specta_typescript::Number;

/// A length on paper; never infinite, as TypeScript has to know.
type Points = Number<f32>;

/// Everything the first screen shows.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The editions that can be filled in.
    pub forms: Vec<FormSummary>,
    /// Those that are being worked on; none while the library is closed.
    pub drafts: FoundDrafts,
    /// Ready-made drafts of fictional companies.
    pub examples: Vec<ExampleSummary>,
    /// Whether drafts can be kept.
    pub library: LibraryState,
}

/// Whether drafts can be kept.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LibraryState {
    /// They can.
    Open {
        /// Where the library's key is kept.
        kept_in: KeptIn,
        /// The recovery key has yet to be written down; `recovery_key` gives it.
        recovery_due: bool,
    },
    /// The system has no keychain: a passphrase protects the library's key.
    NeedsPassphrase {
        /// There is no library yet: the passphrase is chosen now.
        new: bool,
    },
    /// They cannot, until what the failure names is mended. Nothing was changed.
    Failed(Failure),
}

/// An edition of a form.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormSummary {
    /// `design-center`
    pub id: String,
    /// `2023`
    pub edition: String,
    /// 上海市设计创新中心认定申请
    pub title: String,
    /// Where this arrangement comes from.
    pub arranged: String,
    /// The measure that it serves.
    pub source: Source,
    /// Said loudly where the measure is not in force today.
    pub out_of_force: Option<String>,
    /// The kinds of applicant.
    pub variants: Vec<Variant>,
}

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
    /// Said loudly where the measure is not in force on the filing date, or else today.
    pub out_of_force: Option<String>,
    /// RFC 3339, with the offset from UTC.
    pub changed_at: String,
    /// The user's own words for it.
    pub tags: Vec<String>,
    /// Done with.
    pub archived: bool,
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
    /// Every word stands somewhere in the draft.
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
}

impl From<WantedDrafts> for Wanted {
    fn from(wanted: WantedDrafts) -> Wanted {
        let WantedDrafts { words, form, standing, filed_from, filed_until, applicant, tag, archived } =
            wanted;
        Wanted { words, form, standing, filed_from, filed_until, applicant, tag, archived }
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
    /// Every tag in use.
    pub tags: Vec<Label>,
    /// The applicants with the most drafts, at most 200.
    pub applicants: Vec<Label>,
}

/// A name, and how many drafts have it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// A tag, or an applicant.
    pub name: String,
    /// How many.
    pub drafts: u32,
}

/// A dated backup of the library.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// For `restore_backup`.
    pub name: String,
    /// `2026-01-12T09:30:00`, where the user is.
    pub made_at: String,
    /// Why it was made.
    pub reason: BackupReason,
    /// `3.4 MB`
    pub size: String,
}

/// What came of a rescue.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Rescued {
    /// The first screen of the new library.
    pub start: Start,
    /// Drafts that are in it.
    pub drafts: u32,
    /// Attachments that are in it.
    pub files: u32,
    /// What is not: one sentence each.
    pub losses: Vec<String>,
}

/// A ready-made draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExampleSummary {
    /// For `create_from_example`.
    pub id: String,
    /// `design-center`
    pub form: String,
    /// `2023`
    pub edition: String,
    /// The fictional organisation's name.
    pub title: String,
    /// The kind of applicant.
    pub note: Option<String>,
    /// Ready, or with something left to do.
    pub standing: DraftStanding,
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

/// A draft's past.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// The newest first; at most 100.
    pub revisions: Vec<RevisionLine>,
    /// The revision after which the draft is as it is now; 0: before the first.
    pub current: u32,
    /// There are older ones.
    pub has_more: bool,
}

/// One change of a draft.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RevisionLine {
    /// From 1.
    pub number: u32,
    /// RFC 3339, with the offset from UTC.
    pub made_at: String,
    /// Where something was changed: paths, `variant`, `filing_date` or `attachments`.
    pub places: Vec<String>,
    /// How many places are not named.
    pub more_places: u32,
    /// It was taken back.
    pub undone: bool,
}

/// What came of attaching files.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// With those that were attached.
    pub changed: ChangedDraft,
    /// Those that were not.
    pub refused: Vec<RefusedFile>,
}

/// A file that was not attached.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedFile {
    /// Without its folder.
    pub name: String,
    /// Why, and what to do.
    pub refusal: Refusal,
    /// For `unlock_file`, where a password would do.
    pub locked: Option<u32>,
}

/// What is known about the content of attachments.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InspectedFile {
    /// By which attachments name it.
    pub sha256: String,
    /// `None`: it cannot be used.
    pub inspection: Option<Inspection>,
    /// Why it cannot.
    pub refusal: Option<Refusal>,
}

/// A document that can be looked at.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewDocument {
    /// For `preview_pdf`.
    pub id: String,
    /// 申请表
    pub title: String,
    /// 01申请表.pdf
    pub file_name: String,
    /// How many.
    pub pages: u32,
    /// Where its answers and signatures stand.
    pub places: Vec<PreviewPlace>,
}

/// Where something stands on a page.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPlace {
    /// From 1.
    pub page: u32,
    /// Left, top, width and height in points, from the page's top left corner.
    #[specta(type = (Points, Points, Points, Points))]
    pub rect: [f32; 4],
    /// The answer that stands there.
    pub path: Option<String>,
    /// The signature that belongs there.
    pub signature: Option<String>,
}

/// How far a bundle is.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BundleProgress {
    /// What is being done, in words for people.
    pub step: String,
    /// Steps done …
    pub done: u32,
    /// … of so many.
    pub total: u32,
}

/// The finished submission.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Generated {
    /// The folder or zip.
    pub path: String,
    /// In bundle order.
    pub files: Vec<BundleFile>,
    /// What was printed on it.
    pub standing: DraftStanding,
    /// What the applicant signs and seals, page by page.
    pub to_sign: Vec<ToSign>,
    /// What the applicant should know: files that could not be put in, for example.
    pub warnings: Vec<String>,
}

/// A file of the bundle.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BundleFile {
    /// With its folder inside the bundle.
    pub name: String,
    /// Its size.
    pub bytes: u32,
}

/// A document's bytes, passed to the window as they are.
#[derive(Debug, Clone)]
pub struct Pdf(pub Vec<u8>);

impl tauri::ipc::IpcResponse for Pdf {
    fn body(self) -> tauri::Result<tauri::ipc::InvokeResponseBody> {
        Ok(self.0.into())
    }
}

impl Type for Pdf {
    fn definition(_: &mut specta::Types) -> specta::datatype::DataType {
        specta_typescript::define("ArrayBuffer").into()
    }
}
