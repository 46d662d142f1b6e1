//! Commands about a draft's revisions.

use super::{Answer, Shared, run};
use crate::contract::*;
use shenbao_core::answers::Change;

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
