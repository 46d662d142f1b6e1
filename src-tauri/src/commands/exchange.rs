//! Commands about drafts that travel. Where a file lies is asked for here and never told by the page.

use super::{Answer, Shared, run, save, told};
use crate::contract::*;
use crate::dialogs;
use crate::exchange::Arrived;
use shenbao_core::exchange::Side;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

/// Asks for a draft's file and takes it in; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_draft(app: AppHandle, office: Shared<'_>) -> Answer<Option<Arrival>> {
    run(office, move |office| dialogs::pick_draft(&app).map(|path| office.desk.receive(&path)).transpose())
        .await
}

/// A file that the system handed over since this was asked last; null: none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrived_file(arrived: State<'_, Arrived>, office: Shared<'_>) -> Answer<Option<Arrival>> {
    let path = arrived.take();
    run(office, move |office| path.map(|path| office.desk.receive(&path)).transpose()).await
}

/// Opens the file that waits; the passphrase is kept nowhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_locked(
    office: Shared<'_>,
    passphrase: String,
    progress: Channel<WorkProgress>,
) -> Answer<Arrival> {
    run(office, move |office| office.desk.open_locked(&passphrase, &told(&progress))).await
}

/// Asks where to, and writes the draft as a readable file; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_draft(app: AppHandle, office: Shared<'_>, id: String) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_draft(&app, "草稿.shenbao.json"), |path| office.desk.export(&id, path))
    })
    .await
}

/// Asks where to, and writes the draft with its attachments as one file under a passphrase; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_protected(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    passphrase: String,
    progress: Channel<WorkProgress>,
) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_parcel(&app, "草稿.shenbao"), |path| {
            office.desk.export_protected(&id, path, &passphrase, &told(&progress))
        })
    })
    .await
}

/// Asks where to, and writes some sections of a draft for someone else; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hand_out(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    request: HandoutRequest,
    passphrase: String,
    progress: Channel<WorkProgress>,
) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_parcel(&app, "待填部分.shenbao"), |path| {
            office.desk.hand_out(&id, request, path, &passphrase, &told(&progress))
        })
    })
    .await
}

/// Asks where to, and writes a part that was filled in for whoever gave it out; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn give_back(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    passphrase: String,
    progress: Channel<WorkProgress>,
) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_parcel(&app, "交回.shenbao"), |path| {
            office.desk.give_back(&id, path, &passphrase, &told(&progress))
        })
    })
    .await
}

/// The parts of a draft that were given out, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_handouts(office: Shared<'_>, id: String) -> Answer<Vec<HandoutLine>> {
    run(office, move |office| office.desk.handouts(&id)).await
}

/// Merges the part that came back, as one change; one decision for each conflict, in their order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_returned(
    office: Shared<'_>,
    decisions: Vec<Side>,
    progress: Channel<WorkProgress>,
) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.merge_returned(&decisions, &told(&progress))).await
}
