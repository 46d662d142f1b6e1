//! Commands about form packs that the user has added.

use super::{Answer, Shared, run};
use crate::contract::*;
use crate::dialogs;
use tauri::AppHandle;

/// Every one that is offered.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_own_packs(office: Shared<'_>) -> Answer<Vec<OwnPack>> {
    run(office, |office| office.desk.own_packs()).await
}

/// Asks for one, judges it and keeps it. Gives it; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_own_pack(
    app: AppHandle,
    office: Shared<'_>,
    kind: PackKind,
) -> Answer<Option<OwnPack>> {
    run(office, move |office| {
        let picked = match kind {
            PackKind::Folder => dialogs::pick_folder(&app),
            PackKind::Zip => dialogs::pick_pack(&app),
        };
        picked.map(|path| office.desk.add_own_pack(&path)).transpose()
    })
    .await
}

/// Offers one no more. Drafts of it stay, and can be opened. Gives those that are left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_own_pack(office: Shared<'_>, id: String, edition: String) -> Answer<Vec<OwnPack>> {
    run(office, move |office| office.desk.remove_own_pack(&id, &edition)).await
}
