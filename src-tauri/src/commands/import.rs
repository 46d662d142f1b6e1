//! Commands about tables from files and the clipboard.

use super::{Answer, Shared, run, save};
use crate::contract::*;
use crate::dialogs;
use tauri::AppHandle;
use tauri::ipc::Channel;

/// Asks for a file with a table for a field; null: none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_table(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    field: String,
    progress: Channel<ImportProgress>,
) -> Answer<Option<TablePreview>> {
    run(office, move |office| {
        let hear = |step| drop(progress.send(step));
        dialogs::pick_table(&app).map(|path| office.desk.open_table(&id, &field, &path, &hear)).transpose()
    })
    .await
}

/// Takes text copied from a spreadsheet as a table for a field.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_table(
    office: Shared<'_>,
    id: String,
    field: String,
    text: String,
) -> Answer<TablePreview> {
    run(office, move |office| office.desk.paste_table(&id, &field, text)).await
}

/// Reads the table differently.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_table(
    office: Shared<'_>,
    reading: TableReading,
    progress: Channel<ImportProgress>,
) -> Answer<TablePreview> {
    run(office, move |office| {
        let hear = |step| drop(progress.send(step));
        office.desk.read_table(reading, &hear)
    })
    .await
}

/// Some of the rows as they would be taken, from the place `from`; `wrong`: only those with something wrong.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_rows(
    office: Shared<'_>,
    from: u32,
    count: u32,
    wrong: bool,
) -> Answer<Vec<PreviewRow>> {
    run(office, move |office| office.desk.table_rows(from, count, wrong)).await
}

/// Takes the rows into the draft, as one change; `replace`: in the place of those that are there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_table(office: Shared<'_>, replace: bool) -> Answer<ChangedDraft> {
    run(office, move |office| office.desk.take_table(replace)).await
}

/// Stops reading, and forgets the table.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(office: Shared<'_>) -> Answer<()> {
    office.desk.cancel_import();
    Ok(())
}

/// Asks where to, and writes a workbook to fill in for a table field, with the rows that are there; null: no place was
/// chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_template(
    app: AppHandle,
    office: Shared<'_>,
    id: String,
    field: String,
) -> Answer<Option<String>> {
    run(office, move |office| {
        let name = office.desk.template_name(&id, &field)?;
        save(office, dialogs::save_workbook(&app, &name), |path| office.desk.save_template(&id, &field, path))
    })
    .await
}
