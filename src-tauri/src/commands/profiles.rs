//! Commands about organisations and people, and about what a draft is good for beside itself.

use super::{Answer, Shared, run};
use crate::contract::*;
use shenbao_core::profile::Prospect;

/// The profiles in which every word stands. `deleted`: those that were deleted, instead of those that were not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find_profiles(office: Shared<'_>, words: String, deleted: bool) -> Answer<FoundProfiles> {
    run(office, move |office| office.desk.find_profiles(&words, deleted)).await
}

/// A new, empty profile.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_profile(office: Shared<'_>, kind: String) -> Answer<OpenDraft> {
    run(office, move |office| office.desk.create_profile(&kind)).await
}

/// The organisations and people that a draft speaks of, and where a profile can be filled in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn profile_places(office: Shared<'_>, id: String) -> Answer<Vec<ProfilePlace>> {
    run(office, move |office| office.desk.profile_places(&id)).await
}

/// A place of a draft beside a profile; null: beside an empty one. `fills`: what the profile would fill in, else what it
/// would keep.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_profile(
    office: Shared<'_>,
    id: String,
    place: String,
    kind: String,
    profile: Option<String>,
    fills: bool,
) -> Answer<ComparedProfile> {
    run(office, move |office| office.desk.compare_profile(&id, &place, &kind, profile.as_deref(), fills))
        .await
}

/// Keeps fields of a place of a draft in a profile; null: in a new one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_in_profile(
    office: Shared<'_>,
    id: String,
    place: String,
    kind: String,
    profile: Option<String>,
    take: Vec<String>,
) -> Answer<ProfileLine> {
    run(office, move |office| office.desk.keep_in_profile(&id, &place, &kind, profile.as_deref(), &take))
        .await
}

/// Fills fields of a profile into a place of a draft, as one change.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fill_from_profile(
    office: Shared<'_>,
    id: String,
    place: String,
    profile: String,
    take: Vec<String>,
) -> Answer<ChangedDraft> {
    run(office, move |office| office.desk.fill_from_profile(&id, &place, &profile, &take)).await
}

/// Every form against what a draft or a profile says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_prospects(office: Shared<'_>, id: String) -> Answer<Vec<Prospect>> {
    run(office, move |office| office.desk.prospects(&id)).await
}

/// What differs between two drafts of one form.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_drafts(
    office: Shared<'_>,
    before: String,
    after: String,
) -> Answer<ComparedDrafts> {
    run(office, move |office| office.desk.compare_drafts(&before, &after)).await
}
