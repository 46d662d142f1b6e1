//! The window's commands. Each hands its request to the desk or the press on a thread of its own; nothing is decided
//! here. A panic in one of them becomes a failure, and the program lives on.

use crate::contract::*;
use crate::desk::Desk;
use crate::failure::{Failure, FailureCode};
use crate::press::Press;
use crate::{dialogs, reveal};
use shenbao_core::answers::{Change, Edit};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _, State};

/// What every command works on.
pub(crate) struct Office {
    /// Forms and drafts.
    pub(crate) desk: Desk,
    /// Documents and bundles.
    pub(crate) press: Press,
}

/// A command's answer.
type Answer<T> = Result<T, Failure>;

/// The shared state.
type Shared<'a> = State<'a, Arc<Office>>;

async fn run<T: Send + 'static>(
    office: Shared<'_>,
    body: impl FnOnce(&Office) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let office = Arc::clone(&office);
    let joined = tauri::async_runtime::spawn_blocking(move || body(&office)).await;
    joined.unwrap_or_else(|_| Err(Failure::unexpected()))
}

/// Forms, drafts, examples, and whether drafts can be kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(office: Shared<'_>) -> Answer<Start> {
    run(office, |office| office.desk.start()).await
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
pub(crate) async fn change_library_key(office: Shared<'_>, passphrase: Option<String>) -> Answer<Start> {
    run(office, move |office| office.desk.change_key(passphrase.as_deref())).await
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
pub(crate) async fn make_backup(office: Shared<'_>) -> Answer<Vec<Backup>> {
    run(office, |office| office.desk.make_backup()).await
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
) -> Answer<Start> {
    run(office, move |office| office.desk.restore_backup(&name, passphrase.as_deref())).await
}

/// Asks for another machine's library file and puts its content in the place of this one's, which is kept as a backup;
/// null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_other_library(
    app: AppHandle,
    office: Shared<'_>,
    recovery: String,
) -> Answer<Option<Start>> {
    run(office, move |office| {
        dialogs::pick_library(&app).map(|file| office.desk.restore_other(&file, &recovery)).transpose()
    })
    .await
}

/// Reads the whole library once; fails with `library_damaged`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn examine_library(office: Shared<'_>) -> Answer<()> {
    run(office, |office| office.desk.examine()).await
}

/// Takes what can be read of a damaged library into a new one; the damaged file is kept. `passphrase`: as above.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rescue_library(office: Shared<'_>, passphrase: Option<String>) -> Answer<Rescued> {
    run(office, move |office| office.desk.rescue(passphrase.as_deref())).await
}

/// Shows the library's folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal_library(office: Shared<'_>) -> Answer<()> {
    run(office, |office| show(office.desk.folder())).await
}

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

/// A new draft of a form, made from an older draft that it can be made from.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_from_draft(
    office: Shared<'_>,
    id: String,
    form: String,
    edition: String,
) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.create_from_draft(&id, &form, &edition)).await
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

/// A draft's revisions, the newest first; those before `before` where that is given.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_revisions(office: Shared<'_>, id: String, before: Option<u32>) -> Answer<History> {
    run(office, move |office| office.desk.history(&id, before)).await
}

/// What differs between two states of a draft; state 0 is the one before the first revision.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_revisions(
    office: Shared<'_>,
    id: String,
    before: u32,
    after: u32,
) -> Answer<Vec<Change>> {
    run(office, move |office| office.desk.compare(&id, before, after)).await
}

/// Brings a draft back to an earlier state, by one more revision: nothing that came later is lost.
#[tauri::command]
#[specta::specta]
pub(crate) async fn go_back(office: Shared<'_>, id: String, revision: u32) -> Answer<ChangedDraft> {
    run(office, move |office| office.desk.go_back(&id, revision)).await
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

/// Asks for a draft's file and takes it into the library; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_draft(app: AppHandle, office: Shared<'_>) -> Answer<Option<OpenDraft>> {
    run(office, move |office| dialogs::pick_draft(&app).map(|path| office.desk.import(&path)).transpose())
        .await
}

/// Asks where to, and writes the draft as a readable file; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_draft(app: AppHandle, office: Shared<'_>, id: String) -> Answer<Option<String>> {
    run(office, move |office| {
        let Some(path) = dialogs::save_draft(&app, "草稿.shenbao.json") else { return Ok(None) };
        office.desk.export(&id, &path)?;
        office.press.wrote(&path);
        Ok(Some(shown(&path)))
    })
    .await
}

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
    run(office, move |_| Ok(dialogs::pick_folder(&app).map(|path| shown(&path)))).await
}

/// Makes the finished submission in a folder, as a folder or zip of its own.
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
        office.press.bundle(&office.desk, &id, Path::new(&folder), zip, &hear)
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

fn show(path: &Path) -> Answer<()> {
    reveal::reveal(path).map_err(|_| no_file_browser(path))
}

fn no_file_browser(path: &Path) -> Failure {
    Failure::new(FailureCode::File, "无法打开文件管理器。", format!("请自行打开：{}", path.display()))
}

fn no_print() -> Failure {
    Failure::new(FailureCode::File, "无法打开打印窗口。", "请检查系统的打印设置，或手工抄写。")
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
