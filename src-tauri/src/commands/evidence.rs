//! Commands about attachments.

use super::{Answer, Shared, run};
use crate::contract::*;
use crate::dialogs;
use tauri::AppHandle;

/// Asks for files and attaches them to a field; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_files(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    field: String,
) -> Answer<Option<Attached>> {
    run(office, move |office| match dialogs::pick_files(&app) {
        paths if paths.is_empty() => Ok(None),
        paths => office.desk.attach(&id, &field, &paths).map(Some),
    })
    .await
}

/// Attaches a file that waited for its password; the password is kept nowhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_file(office: Shared<'_>, locked: u32, password: String) -> Answer<Attached> {
    run(office, move |office| office.desk.unlock_file(locked, &password)).await
}

/// What is known about the contents of a draft's attachments, each once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn inspect_attachments(office: Shared<'_>, id: String) -> Answer<Vec<InspectedFile>> {
    run(office, move |office| office.desk.inspect_attachments(&id)).await
}
