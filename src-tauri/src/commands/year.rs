//! Commands about the years' notices, the days that matter, and seasons.

use super::{Answer, Shared, run, save};
use crate::contract::*;
use crate::dialogs;
use shenbao_core::notice::YearNotice;
use tauri::AppHandle;

/// Every notice, and the forms that one can be entered for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_notices(office: Shared<'_>) -> Answer<Notices> {
    run(office, move |office| office.desk.list_notices()).await
}

/// Keeps a notice; `replaces`: the year under which it was kept before. Gives all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_notice(
    office: Shared<'_>,
    notice: YearNotice,
    replaces: Option<i32>,
) -> Answer<Notices> {
    run(office, move |office| office.desk.keep_notice(notice, replaces)).await
}

/// Takes a notice away. Gives all that are left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_notice(office: Shared<'_>, form: String, year: i32) -> Answer<Notices> {
    run(office, move |office| office.desk.drop_notice(&form, year)).await
}

/// The notice that a draft uses; null: there is none for its form and filing date.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_notice(office: Shared<'_>, id: String) -> Answer<Option<DraftNotice>> {
    run(office, move |office| office.desk.draft_notice(&id)).await
}

/// The days that matter for all drafts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_days(office: Shared<'_>) -> Answer<Calendar> {
    run(office, move |office| office.desk.days()).await
}

/// Asks where to, and writes the days of a form's or a client's drafts as a calendar file; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_calendar(
    app: AppHandle,
    office: Shared<'_>,
    form: Option<String>,
    applicant: Option<String>,
) -> Answer<Option<String>> {
    run(office, move |office| {
        save(office, dialogs::save_calendar(&app, "申报日程.ics"), |path| {
            office.desk.save_calendar(form.as_deref(), applicant.as_deref(), path)
        })
    })
    .await
}

/// The drafts of a season; without a year, those of the latest.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_season(office: Shared<'_>, year: Option<i32>) -> Answer<SeasonView> {
    run(office, move |office| office.desk.season(year)).await
}

/// Asks where to, and writes a season's workbook; null: no place was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_season(app: AppHandle, office: Shared<'_>, year: i32) -> Answer<Option<String>> {
    run(office, move |office| {
        let workbook = office.desk.season_workbook(year)?;
        save(office, dialogs::save_workbook(&app, &workbook.file_name), |path| {
            office.desk.write_workbook(&workbook, path)
        })
    })
    .await
}
