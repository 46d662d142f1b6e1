//! Commands about many drafts at once.

use super::{Answer, Shared, run, shown};
use crate::contract::*;
use crate::dialogs;
use tauri::AppHandle;
use tauri::ipc::Channel;

/// Checks drafts; with a folder that was chosen, makes each one's submission there, and a summary of all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn run_batch(
    office: Shared<'_>,
    ids: Vec<String>,
    folder: Option<String>,
    progress: Channel<BatchProgress>,
) -> Answer<BatchResult> {
    run(office, move |office| {
        let hear = |step| drop(progress.send(step));
        let folder = folder.map(|name| office.chosen.folder(&name)).transpose()?;
        office.press.batch(&office.desk, &ids, folder.as_deref(), &hear)
    })
    .await
}

/// Stops the batch; what is done stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_batch(office: Shared<'_>) -> Answer<()> {
    office.press.stop_batch();
    Ok(())
}

/// Asks for a place, and writes what came of the last batch as a workbook; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_summary(app: AppHandle, office: Shared<'_>) -> Answer<Option<String>> {
    run(office, move |office| {
        let Some(path) = dialogs::save_workbook(&app, "申报情况汇总表.xlsx") else { return Ok(None) };
        office.press.write_summary(&path)?;
        Ok(Some(shown(&path)))
    })
    .await
}
