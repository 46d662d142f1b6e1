//! The window: commands as thin adapters over `shenbao-core`. Holds no rule and no layout of a form.

mod ahead;
mod batch;
mod card;
mod chosen;
mod commands;
pub mod contract;
pub mod desk;
mod dialogs;
mod evidence;
mod exchange;
pub mod failure;
mod filings;
mod import;
mod insight;
pub mod journal;
mod long;
mod narrow;
mod own;
pub mod packs;
#[cfg(target_os = "linux")]
mod painting;
mod past;
mod pasteboard;
mod portal;
pub mod press;
mod profiles;
mod replace;
mod reuse;
mod reveal;
mod rules;
mod shelf;
pub mod vault;
mod year;

use commands::{Office, every_command};
use desk::Desk;
use exchange::Arrived;
use journal::Journal;
use shenbao_core::resources;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::Manager;
use tauri::plugin::TauriPlugin;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};
use vault::{SystemKeychain, Vault};

/// Overrides the folder of the library: for tests, and for a copy on a stick.
const DATA: &str = "SHENBAO_DATA";

/// Runs the window until it is closed.
///
/// # Errors
/// When the system can show no window.
pub fn run() -> tauri::Result<()> {
    let context = tauri::generate_context!();
    let office = open_office(data_folder(&context.config().identifier)?);
    let arrived = Arrived::default();
    if let Some(path) = started_with(std::env::args_os()) {
        arrived.put(path);
    }
    let builder = tauri::Builder::default()
        .manage(arrived)
        .manage(office)
        .plugin(tauri_plugin_dialog::init())
        .plugin(stay_here())
        .invoke_handler(every_command!(tauri::generate_handler));
    #[cfg(target_os = "linux")]
    let builder = builder.setup(|app| Ok(painting::choose(app)?));
    builder.build(context)?.run(|app, event| {
        if let tauri::RunEvent::Exit = event {
            app.state::<Arc<Office>>().pasteboard.forget();
        }
        receive(app, event);
    });
    Ok(())
}

/// Everything that the commands work on. Reads what the page will ask for first while the system makes the window.
fn open_office(folder: PathBuf) -> Arc<Office> {
    let journal = Arc::new(Journal::below(&folder));
    journal::catch_panics(Arc::clone(&journal));
    journal.started();
    let office = Arc::new(Office::new(open_desk(folder), journal));
    office.ahead.begin(&office);
    office
}

/// Where the system starts the program for a file, as Windows and Linux do.
fn started_with(arguments: impl Iterator<Item = std::ffi::OsString>) -> Option<PathBuf> {
    let mut paths = arguments.skip(1).map(PathBuf::from);
    let path = paths
        .find(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(exchange::ENDING)))?;
    std::path::absolute(path).ok()
}

/// macOS hands files over to the program that runs; the page asks for them when it gets the focus.
#[cfg(target_os = "macos")]
fn receive(app: &tauri::AppHandle, event: tauri::RunEvent) {
    if let tauri::RunEvent::Opened { urls } = event
        && let Some(path) = urls.iter().find_map(|url| url.to_file_path().ok())
    {
        app.state::<Arrived>().put(path);
    }
}

#[cfg(not(target_os = "macos"))]
fn receive(_: &tauri::AppHandle, _: tauri::RunEvent) {}

fn data_folder(identifier: &str) -> tauri::Result<PathBuf> {
    match std::env::var_os(DATA).filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(dirs::data_dir().ok_or(tauri::Error::UnknownPath)?.join(identifier)),
    }
}

fn open_desk(folder: PathBuf) -> Desk {
    let executable = std::env::current_exe().unwrap_or_default();
    let resources = resources::locate(std::env::var_os(resources::VARIABLE).as_deref(), &executable).ok();
    Desk::new(Vault::new(folder, Box::new(SystemKeychain)), resources, chrono::Local::now)
}

/// The window shows its own pages and nothing else: a link must not lead it into a network.
fn stay_here() -> TauriPlugin<tauri::Wry> {
    tauri::plugin::Builder::new("stay-here")
        .on_navigation(|_, url| {
            matches!(url.scheme(), "tauri" | "about")
                || matches!(url.host_str(), Some("tauri.localhost" | "127.0.0.1"))
        })
        .build()
}

/// Every command, with its types for the window. Only the bindings need these: at the start of the program, gathering them
/// would be work for nothing.
pub fn command_list() -> Builder<tauri::Wry> {
    let commands = every_command!(collect_commands);
    Builder::new().error_handling(ErrorHandlingMode::Throw).disable_serde_phases().commands(commands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_to_open_is_found_among_the_arguments() {
        let check = |arguments: &[&str], expected: Option<&str>| {
            let found = started_with(arguments.iter().map(|argument| (*argument).into()));
            assert_eq!(
                found.and_then(|path| Some(path.file_name()?.to_str()?.to_owned())).as_deref(),
                expected
            );
        };
        check(&["shenbao-desktop"], None);
        check(&["shenbao-desktop", "/tmp/某公司 材料.SHENBAO"], Some("某公司 材料.SHENBAO"));
        check(&["shenbao-desktop", "--flag", "a.shenbao"], Some("a.shenbao"));
        check(&["shenbao-desktop", "a.shenbao.json", "b.pdf"], None);
        check(&["a.shenbao"], None);
    }
}
