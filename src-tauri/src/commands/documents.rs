//! Commands about documents and bundles.

use super::{Answer, Shared, no_file_browser, run, show};
use crate::contract::*;
use crate::dialogs;
use std::path::PathBuf;
use tauri::AppHandle;
use tauri::ipc::Channel;

/// Makes the documents as they stand now, to be looked at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_documents(office: Shared<'_>, id: String) -> Answer<Vec<PreviewDocument>> {
    run(office, move |office| office.press.preview(&office.desk, &id)).await
}

/// The bytes of a document that `preview_documents` made last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_pdf(office: Shared<'_>, id: String, document: String) -> Answer<Pdf> {
    run(office, move |office| office.press.pdf(&id, &document)).await
}

/// Asks for a folder; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_folder(app: AppHandle, office: Shared<'_>) -> Answer<Option<String>> {
    run(office, move |office| Ok(dialogs::pick_folder(&app).map(|folder| office.chosen.remember(folder))))
        .await
}

/// Makes the finished submission in a folder that was chosen, as a folder or zip of its own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn generate_bundle(
    office: Shared<'_>,
    id: String,
    folder: String,
    zip: bool,
    progress: Channel<BundleProgress>,
) -> Answer<Generated> {
    run(office, move |office| {
        // A window that is gone hears nothing; the bundle is finished all the same.
        let hear = |step| drop(progress.send(step));
        office.press.bundle(&office.desk, &id, &office.chosen.folder(&folder)?, zip, &hear)
    })
    .await
}

/// Stops the bundle that is being made; its command fails with `cancelled`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_bundle(office: Shared<'_>) -> Answer<()> {
    office.press.cancel();
    Ok(())
}

/// Shows something that this program made in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal(office: Shared<'_>, path: String) -> Answer<()> {
    run(office, move |office| {
        let path = PathBuf::from(path);
        if office.press.may_show(&path) { show(&path) } else { Err(no_file_browser(&path)) }
    })
    .await
}
