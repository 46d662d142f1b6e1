//! Commands about what the measures ask, apart from any draft.

use super::{Answer, Shared, run};
use chrono::NaiveDate;
use shenbao_core::check::Published;

/// Every form's conditions with our reading of them, and whether its measure is in force on a day.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_rules(office: Shared<'_>, on: NaiveDate) -> Answer<Vec<Published>> {
    run(office, move |office| office.desk.published(on)).await
}
