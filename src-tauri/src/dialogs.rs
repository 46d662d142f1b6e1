//! The system's file dialogs. In a build with the feature `automation`, which packages for users don't have, the
//! variable `SHENBAO_PICK` answers in their place: with itself, or where it names a file `….next`, with what that file says at the time.

use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// Asks for a draft's file. Blocks: never on the main thread.
pub(crate) fn pick_draft(app: &AppHandle) -> Option<PathBuf> {
    picked().or_else(|| {
        path(app.dialog().file().add_filter("申报文件", &["shenbao", "json"]).blocking_pick_file()?)
    })
}

/// Asks for another library's file.
pub(crate) fn pick_library(app: &AppHandle) -> Option<PathBuf> {
    picked().or_else(|| path(app.dialog().file().add_filter("资料库文件", &["db"]).blocking_pick_file()?))
}

/// Asks where to write a draft.
pub(crate) fn save_draft(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter("申报草稿", &["json"]).set_file_name(name);
    picked().or_else(|| path(dialog.blocking_save_file()?))
}

/// Asks where to write a file under a passphrase; it gets its ending whatever was typed.
pub(crate) fn save_parcel(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter("加密申报文件", &["shenbao"]).set_file_name(name);
    let path = picked().or_else(|| path(dialog.blocking_save_file()?))?;
    let has_ending = path.extension().is_some_and(|ending| ending == "shenbao");
    if has_ending { Some(path) } else { Some(PathBuf::from(format!("{}.shenbao", path.display()))) }
}

/// Asks where to write the log.
pub(crate) fn save_log(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter("文本文件", &["txt"]).set_file_name(name);
    picked().or_else(|| path(dialog.blocking_save_file()?))
}

/// Asks for attachments; empty: none was chosen.
pub(crate) fn pick_files(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(picked) = picked() {
        return vec![picked];
    }
    let files = app
        .dialog()
        .file()
        .add_filter("PDF 与图片", &["pdf", "jpg", "jpeg", "png", "tif", "tiff"])
        .blocking_pick_files();
    files.into_iter().flatten().filter_map(path).collect()
}

/// Asks for a file with a table or references.
pub(crate) fn pick_table(app: &AppHandle) -> Option<PathBuf> {
    let kinds = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "bib", "ris", "enw"];
    picked().or_else(|| path(app.dialog().file().add_filter("表格和文献", &kinds).blocking_pick_file()?))
}

/// Asks for a form pack in one file.
pub(crate) fn pick_pack(app: &AppHandle) -> Option<PathBuf> {
    picked().or_else(|| path(app.dialog().file().add_filter("表单包", &["zip"]).blocking_pick_file()?))
}

/// Asks where to write a workbook.
pub(crate) fn save_workbook(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter("Excel 工作簿", &["xlsx"]).set_file_name(name);
    picked().or_else(|| path(dialog.blocking_save_file()?))
}

/// Asks where to write a calendar file.
pub(crate) fn save_calendar(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter("日历", &["ics"]).set_file_name(name);
    picked().or_else(|| path(dialog.blocking_save_file()?))
}

/// Asks for a folder.
pub(crate) fn pick_folder(app: &AppHandle) -> Option<PathBuf> {
    picked().or_else(|| path(app.dialog().file().blocking_pick_folder()?))
}

fn path(file: FilePath) -> Option<PathBuf> {
    file.into_path().ok()
}

#[cfg(feature = "automation")]
fn picked() -> Option<PathBuf> {
    let pick = PathBuf::from(std::env::var_os("SHENBAO_PICK")?);
    let is_note = pick.extension().is_some_and(|extension| extension == "next");
    if is_note { std::fs::read_to_string(pick).ok().map(PathBuf::from) } else { Some(pick) }
}

#[cfg(not(feature = "automation"))]
fn picked() -> Option<PathBuf> {
    None
}
