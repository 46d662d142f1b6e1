//! Commands of the view beside the authority's platform.

use super::{Answer, Shared, run};
use crate::contract::*;
use crate::failure::{Failure, FailureCode};
use tauri::{AppHandle, LogicalSize, Manager as _, WebviewWindow};

/// Every answer of a draft in the order of the form, to be copied.
#[tauri::command]
#[specta::specta]
pub(crate) async fn portal_entries(office: Shared<'_>, id: String) -> Answer<Vec<PortalEntry>> {
    run(office, move |office| office.desk.portal_entries(&office.press, &id)).await
}

/// Puts an answer on the clipboard, and ticks it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_entry(office: Shared<'_>, id: String, place: String) -> Answer<Copied> {
    run(office, move |office| {
        let put = |text: &str, passes| office.pasteboard.put(text, passes);
        office.desk.copy_entry(&office.press, &id, &place, put)
    })
    .await
}

/// Ticks answers as copied, or takes their ticks away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tick_entries(
    office: Shared<'_>,
    id: String,
    places: Vec<String>,
    done: bool,
) -> Answer<()> {
    run(office, move |office| office.desk.tick_entries(&office.press, &id, &places, done)).await
}

/// Makes the window narrow and puts it at the right of its screen; or back as it was, with no identity number left on the
/// clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stand_beside(app: AppHandle, office: Shared<'_>, is_beside: bool) -> Answer<()> {
    run(office, move |office| {
        let window = window(&app)?;
        let done = if is_beside {
            office.narrow.enter(&window)
        } else {
            office.pasteboard.forget();
            office.narrow.leave(&window, least(&app))
        };
        done.map_err(|_| not_moved())
    })
    .await
}

/// Keeps the window above all others, or no longer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stay_on_top(app: AppHandle, office: Shared<'_>, on_top: bool) -> Answer<()> {
    run(office, move |_| window(&app)?.set_always_on_top(on_top).map_err(|_| not_moved())).await
}

/// There is one.
fn window(app: &AppHandle) -> Answer<WebviewWindow> {
    app.webview_windows().into_values().next().ok_or_else(not_moved)
}

/// The least size that the window has otherwise.
fn least(app: &AppHandle) -> Option<LogicalSize<f64>> {
    let window = app.config().app.windows.first()?;
    Some(LogicalSize { width: window.min_width?, height: window.min_height? })
}

fn not_moved() -> Failure {
    Failure::new(FailureCode::File, "无法调整窗口。", "请自行调整窗口的大小和位置，其他功能照常可用。")
}
