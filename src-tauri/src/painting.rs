//! How WebKitGTK paints. Where there is no graphics card it would compose pages as if there were one, in software, which
//! takes longer than all else between a key and what it shows; painting without composing is several times quicker.

use tauri::{App, Manager};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux offers graphics cards.
const CARDS: &str = "/dev/dri";

/// Set where WebKit's driver leads the window: its screenshots wait for ever for a frame of a window that is painted plainly.
const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Chooses the way that suits the machine.
pub(crate) fn choose(app: &App) -> tauri::Result<()> {
    if has_card() || std::env::var_os(DRIVEN).is_some() {
        return Ok(());
    }
    for window in app.webview_windows().values() {
        window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        })?;
    }
    Ok(())
}

fn has_card() -> bool {
    let cards = std::fs::read_dir(CARDS).into_iter().flatten().flatten();
    cards.map(|card| card.file_name()).any(|name| name.to_string_lossy().starts_with("render"))
}
