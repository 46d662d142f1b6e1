//! Commands about what was filed and what was sent back.

use super::{Answer, Shared, run, told};
use crate::contract::*;
use chrono::NaiveDate;
use shenbao_core::answers::Change;
use std::path::Path;
use tauri::ipc::Channel;

/// Keeps a draft as it was filed on a day. `code`: of the bundle that was filed; null: the draft as it is now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_filing(
    office: Shared<'_>,
    id: String,
    code: Option<String>,
    on: NaiveDate,
) -> Answer<Vec<FilingLine>> {
    run(office, move |office| office.desk.file(&id, code.as_deref(), on)).await
}

/// A draft's filings, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_filings(office: Shared<'_>, id: String) -> Answer<Vec<FilingLine>> {
    run(office, move |office| office.desk.filings(&id)).await
}

/// Notes that a filing was sent back, in the place of an earlier note.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_return(
    office: Shared<'_>,
    id: String,
    filing: u32,
    note: SentBackNote,
) -> Answer<Vec<FilingLine>> {
    run(office, move |office| office.desk.send_back(&id, filing, note)).await
}

/// What differs between what was filed and the draft as it is now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_with_filing(office: Shared<'_>, id: String, filing: u32) -> Answer<Vec<Change>> {
    run(office, move |office| office.desk.compare_with_filing(&id, filing)).await
}

/// Writes the list of differences and what takes the place of what was filed into a new folder below one that was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_correction(
    office: Shared<'_>,
    id: String,
    filing: u32,
    folder: String,
    progress: Channel<WorkProgress>,
) -> Answer<WrittenCorrection> {
    run(office, move |office| {
        let folder = office.chosen.folder(&folder)?;
        let written = office.desk.write_correction(&id, filing, &folder, &told(&progress))?;
        office.press.wrote(Path::new(&written.path));
        Ok(written)
    })
    .await
}
