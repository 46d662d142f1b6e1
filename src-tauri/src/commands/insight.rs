//! Commands that look at an open draft more closely and change nothing.

use super::{Answer, Shared, run};
use crate::contract::Outlook;
use chrono::NaiveDate;
use shenbao_core::answers::Edit;
use shenbao_core::check::{Reason, Report};

/// The report as it would be after an edit; nothing is saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_with(office: Shared<'_>, id: String, edit: Edit) -> Answer<Report> {
    run(office, move |office| office.desk.check_with(&id, edit)).await
}

/// The report as it would be if the draft were filed on another day.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_on(office: Shared<'_>, id: String, date: NaiveDate) -> Answer<Report> {
    run(office, move |office| office.desk.check_on(&id, date)).await
}

/// Why a clause stands as it does; null: it does not apply.
#[tauri::command]
#[specta::specta]
pub(crate) async fn why_clause(office: Shared<'_>, id: String, clause: String) -> Answer<Option<Reason>> {
    run(office, move |office| office.desk.why(&id, &clause)).await
}

/// Figures against their limits, and the procedure with its days.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at(office: Shared<'_>, id: String) -> Answer<Outlook> {
    run(office, move |office| office.desk.look_at(&id)).await
}
