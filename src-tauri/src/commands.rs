//! The window's commands. Each hands its request to the desk on a thread of its own; nothing is decided here.

use crate::contract::*;
use crate::failure::Failure;
use shenbao_core::answers::Edit;
use tauri::ipc::Channel;

/// A command's answer.
type Answer<T> = Result<T, Failure>;

/// Forms, drafts, examples, and whether drafts can be kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start() -> Answer<Start> {
    Err(Failure::unexpected())
}

/// Opens the library with a passphrase, or makes one that the passphrase protects.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_library(passphrase: String) -> Answer<Start> {
    let _ = passphrase;
    Err(Failure::unexpected())
}

/// A new, empty draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_draft(form: String, edition: String, variant: String) -> Answer<OpenDraft> {
    let _ = (form, edition, variant);
    Err(Failure::unexpected())
}

/// A new draft with an example's answers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_from_example(example: String) -> Answer<OpenDraft> {
    let _ = example;
    Err(Failure::unexpected())
}

/// Puts a draft on the table.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_draft(id: String) -> Answer<OpenDraft> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Makes one change; it is on the disk before this returns.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_draft(id: String, edit: Edit) -> Answer<DraftState> {
    let _ = (id, edit);
    Err(Failure::unexpected())
}

/// Takes the last change back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(id: String) -> Answer<ChangedDraft> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Makes the change again that was taken back last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(id: String) -> Answer<ChangedDraft> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Takes a draft off the list; it can be restored.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_draft(id: String) -> Answer<()> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Puts a deleted draft back on the list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_draft(id: String) -> Answer<()> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Asks for a draft's file and takes it into the library; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_draft() -> Answer<Option<OpenDraft>> {
    Err(Failure::unexpected())
}

/// Asks where to, and writes the draft as a readable file; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_draft(id: String) -> Answer<Option<String>> {
    let _ = id;
    Err(Failure::unexpected())
}

/// Asks for files and attaches them to a field; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_files(id: String, field: String) -> Answer<Option<ChangedDraft>> {
    let _ = (id, field);
    Err(Failure::unexpected())
}

/// Makes the documents as they stand now, to be looked at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_documents(id: String) -> Answer<Vec<PreviewDocument>> {
    let _ = id;
    Err(Failure::unexpected())
}

/// The bytes of a document that `preview_documents` made last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_pdf(id: String, document: String) -> Answer<Pdf> {
    let _ = (id, document);
    Err(Failure::unexpected())
}

/// Asks for a folder; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_folder() -> Answer<Option<String>> {
    Err(Failure::unexpected())
}

/// Makes the finished submission in a folder, as a folder or zip of its own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn generate_bundle(
    id: String,
    folder: String,
    zip: bool,
    progress: Channel<BundleProgress>,
) -> Answer<Generated> {
    let _ = (id, folder, zip, progress);
    Err(Failure::unexpected())
}

/// Stops the bundle that is being made; its command fails with `cancelled`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_bundle() -> Answer<()> {
    Err(Failure::unexpected())
}

/// Shows something that this program made in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal(path: String) -> Answer<()> {
    let _ = path;
    Err(Failure::unexpected())
}
