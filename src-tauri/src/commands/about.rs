//! Commands about the program itself.

use super::{Answer, Shared, run, save};
use crate::contract::*;
use crate::desk::file_failure;
use crate::dialogs;
use crate::failure::{Failure, FailureCode};
use tauri::AppHandle;

/// Version, and what the program is made of, with the licences.
#[tauri::command]
#[specta::specta]
pub(crate) async fn about(office: Shared<'_>) -> Answer<About> {
    run(office, |office| {
        let json = std::fs::read_to_string(office.desk.resources()?.licences()).map_err(|_| no_licences())?;
        let licences = serde_json::from_str(&json).map_err(|_| no_licences())?;
        Ok(About { version: env!("CARGO_PKG_VERSION").into(), licences })
    })
    .await
}

/// Asks where to, and writes the log; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_log(app: AppHandle, office: Shared<'_>) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_log(&app, "申报-运行日志.txt"), |path| {
            office.journal.export(path).map_err(|_| file_failure(path))
        })
    })
    .await
}

fn no_licences() -> Failure {
    Failure::new(FailureCode::NotFound, "找不到开源许可清单。", "请重新安装程序后再查看。")
}
