//! The window: commands as thin adapters over `shenbao-core`. Holds no rule and no layout of a form.

mod card;
mod commands;
pub mod contract;
pub mod desk;
mod dialogs;
mod evidence;
mod export;
pub mod failure;
pub mod packs;
mod past;
pub mod press;
mod replace;
mod reveal;
mod shelf;
pub mod vault;

use commands::Office;
use desk::Desk;
use press::Press;
use shenbao_core::resources;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::plugin::TauriPlugin;
use tauri::{App, Manager};
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};
use vault::{SystemKeychain, Vault};

/// Overrides the folder of the library: for tests, and for a copy on a stick.
const DATA: &str = "SHENBAO_DATA";

/// Runs the window until it is closed.
///
/// # Errors
/// When the system can show no window.
pub fn run() -> tauri::Result<()> {
    let commands = command_list();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(stay_here())
        .invoke_handler(commands.invoke_handler())
        .setup(|app| {
            let office = Office { desk: open_desk(app)?, press: Press::default() };
            app.manage(Arc::new(office));
            Ok(())
        })
        .run(tauri::generate_context!())
}

fn open_desk(app: &App) -> tauri::Result<Desk> {
    let folder = match std::env::var_os(DATA).filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir()?,
    };
    let executable = std::env::current_exe().unwrap_or_default();
    let resources = resources::locate(std::env::var_os(resources::VARIABLE).as_deref(), &executable).ok();
    Ok(Desk::new(Vault::new(folder, Box::new(SystemKeychain)), resources, chrono::Local::now))
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

/// Every command, with its types for the window.
pub fn command_list() -> Builder<tauri::Wry> {
    Builder::new().error_handling(ErrorHandlingMode::Throw).disable_serde_phases().commands(
        collect_commands![
            commands::start,
            commands::unlock_library,
            commands::recover_library,
            commands::recovery_key,
            commands::note_recovery_key,
            commands::change_library_key,
            commands::change_passphrase,
            commands::print_page,
            commands::back_up_if_due,
            commands::make_backup,
            commands::list_backups,
            commands::restore_backup,
            commands::restore_other_library,
            commands::examine_library,
            commands::rescue_library,
            commands::reveal_library,
            commands::find_drafts,
            commands::tag_draft,
            commands::archive_draft,
            commands::create_draft,
            commands::create_from_example,
            commands::create_from_draft,
            commands::open_draft,
            commands::edit_draft,
            commands::undo,
            commands::redo,
            commands::list_revisions,
            commands::compare_revisions,
            commands::go_back,
            commands::delete_draft,
            commands::restore_draft,
            commands::import_draft,
            commands::export_draft,
            commands::attach_files,
            commands::unlock_file,
            commands::inspect_attachments,
            commands::preview_documents,
            commands::preview_pdf,
            commands::choose_folder,
            commands::generate_bundle,
            commands::cancel_bundle,
            commands::reveal,
        ],
    )
}
