//! Commands about the library as a whole: opening it, its keys, its backups.

use super::{Answer, Shared, run, show, told};
use crate::contract::*;
use crate::dialogs;
use crate::failure::{Failure, FailureCode};
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _};

/// Forms, drafts, examples, and whether drafts can be kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(office: Shared<'_>) -> Answer<Start> {
    run(office, |office| {
        let start = office.ahead.take().unwrap_or_else(|| office.desk.start())?;
        if let LibraryState::Failed(failure) = &start.library {
            office.journal.library_failed(failure.code);
        }
        Ok(start)
    })
    .await
}

/// Opens the library with a passphrase, or makes one that the passphrase protects.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_library(office: Shared<'_>, passphrase: String) -> Answer<Start> {
    run(office, move |office| office.desk.unlock(&passphrase)).await
}

/// Opens the library with its recovery key. `passphrase`: protects the key from now on where there is no keychain; without
/// it the call then fails with `passphrase_needed`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recover_library(
    office: Shared<'_>,
    recovery: String,
    passphrase: Option<String>,
) -> Answer<Start> {
    run(office, move |office| office.desk.recover(&recovery, passphrase.as_deref())).await
}

/// The recovery key, in lines; only until `note_recovery_key`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recovery_key(office: Shared<'_>) -> Answer<String> {
    run(office, |office| office.desk.recovery_key()).await
}

/// The user has the recovery key on paper.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_recovery_key(office: Shared<'_>) -> Answer<Start> {
    run(office, |office| office.desk.note_recovery_key()).await
}

/// Gives the library another key and another recovery key. `passphrase`: the one that protects the key, if one does.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_library_key(
    office: Shared<'_>,
    passphrase: Option<String>,
    progress: Channel<WorkProgress>,
) -> Answer<Start> {
    run(office, move |office| office.desk.change_key(passphrase.as_deref(), &told(&progress))).await
}

/// Puts the library's key under another passphrase.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_passphrase(office: Shared<'_>, passphrase: String, next: String) -> Answer<()> {
    run(office, move |office| office.desk.change_passphrase(&passphrase, &next)).await
}

/// Opens the system's print dialog for what the window shows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_page(app: AppHandle) -> Answer<()> {
    let windows = app.webview_windows();
    let printed = windows.values().next().map(|window| window.print());
    if matches!(printed, Some(Ok(()))) { Ok(()) } else { Err(no_print()) }
}

/// Makes the day's backup, if it is not there yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn back_up_if_due(office: Shared<'_>) -> Answer<()> {
    run(office, |office| office.desk.back_up_if_due()).await
}

/// Makes a backup now; gives all of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_backup(office: Shared<'_>, progress: Channel<WorkProgress>) -> Answer<Vec<Backup>> {
    run(office, move |office| office.desk.make_backup(&told(&progress))).await
}

/// The backups, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_backups(office: Shared<'_>) -> Answer<Vec<Backup>> {
    run(office, |office| Ok(office.desk.list_backups())).await
}

/// Puts a backup in the library's place; what was there is kept. `passphrase`: for a library that could not be opened
/// and whose key it protects; without it the call then fails with `passphrase_needed`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    office: Shared<'_>,
    name: String,
    passphrase: Option<String>,
    progress: Channel<WorkProgress>,
) -> Answer<Start> {
    run(office, move |office| office.desk.restore_backup(&name, passphrase.as_deref(), &told(&progress)))
        .await
}

/// Asks for another machine's library file and puts its content in the place of this one's, which is kept as a backup;
/// null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_other_library(
    app: AppHandle,
    office: Shared<'_>,
    recovery: String,
    progress: Channel<WorkProgress>,
) -> Answer<Option<Start>> {
    run(office, move |office| {
        let restore = |file: PathBuf| office.desk.restore_other(&file, &recovery, &told(&progress));
        dialogs::pick_library(&app).map(restore).transpose()
    })
    .await
}

/// Reads the whole library once; fails with `library_damaged`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn examine_library(office: Shared<'_>, progress: Channel<WorkProgress>) -> Answer<()> {
    run(office, move |office| office.desk.examine(&told(&progress))).await
}

/// Takes what can be read of a damaged library into a new one; the damaged file is kept. `passphrase`: as above.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rescue_library(
    office: Shared<'_>,
    passphrase: Option<String>,
    progress: Channel<WorkProgress>,
) -> Answer<Rescued> {
    run(office, move |office| office.desk.rescue(passphrase.as_deref(), &told(&progress))).await
}

/// Stops the work on the whole library or on a protected file that is under way; its command fails with `cancelled`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_work(office: Shared<'_>) -> Answer<()> {
    office.desk.stop_work();
    Ok(())
}

/// Shows the library's folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal_library(office: Shared<'_>) -> Answer<()> {
    run(office, |office| show(office.desk.folder())).await
}

fn no_print() -> Failure {
    Failure::new(FailureCode::File, "无法打开打印窗口。", "请检查系统的打印设置，或手工抄写。")
}
