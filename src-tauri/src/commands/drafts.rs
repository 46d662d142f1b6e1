//! Commands about drafts: finding, making, changing and moving them.

use super::{Answer, Shared, run};
use crate::contract::*;
use shenbao_core::answers::Edit;

/// Finds drafts by any word in them and by what the list says of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find_drafts(office: Shared<'_>, wanted: WantedDrafts) -> Answer<FoundDrafts> {
    run(office, move |office| office.desk.find(wanted)).await
}

/// Gives a draft exactly these tags.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tag_draft(office: Shared<'_>, id: String, tags: Vec<String>) -> Answer<()> {
    run(office, move |office| office.desk.tag(&id, &tags)).await
}

/// Puts a draft among those that are done with, or back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn archive_draft(office: Shared<'_>, id: String, archived: bool) -> Answer<()> {
    run(office, move |office| office.desk.archive(&id, archived)).await
}

/// A new, empty draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_draft(
    office: Shared<'_>,
    form: String,
    edition: String,
    variant: String,
) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.create(&form, &edition, &variant)).await
}

/// A new draft with an example's answers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_from_example(office: Shared<'_>, example: String) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.create_from_example(&example)).await
}

/// A new draft of a form, made from an older draft. `variant`: for a form that the pack does not name as one made from such
/// drafts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_from_draft(
    office: Shared<'_>,
    id: String,
    form: String,
    edition: String,
    variant: Option<String>,
) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.create_from_draft(&id, &form, &edition, variant.as_deref())).await
}

/// Puts a draft on the table.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_draft(office: Shared<'_>, id: String) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.open(&id)).await
}

/// Makes one change; it is on the disk before this returns.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_draft(office: Shared<'_>, id: String, edit: Edit) -> Answer<DraftState> {
    run(office, move |office| office.desk.edit(&id, edit)).await
}

/// Takes the last change back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(office: Shared<'_>, id: String) -> Answer<ChangedDraft> {
    run(office, move |office| office.desk.undo(&id)).await
}

/// Makes the change again that was taken back last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(office: Shared<'_>, id: String) -> Answer<ChangedDraft> {
    run(office, move |office| office.desk.redo(&id)).await
}

/// Takes a draft off the list; it can be restored.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_draft(office: Shared<'_>, id: String) -> Answer<()> {
    run(office, move |office| office.desk.delete(&id)).await
}

/// Puts a deleted draft back on the list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_draft(office: Shared<'_>, id: String) -> Answer<()> {
    run(office, move |office| office.desk.restore(&id)).await
}
