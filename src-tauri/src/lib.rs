//! The window: commands as thin adapters over `shenbao-core`. Holds no rule and no layout of a form.

mod commands;
pub mod contract;
pub mod failure;

use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

/// Runs the window until it is closed.
pub fn run() {}

/// Every command, with its types for the window.
pub fn command_list() -> Builder<tauri::Wry> {
    Builder::new().error_handling(ErrorHandlingMode::Throw).disable_serde_phases().commands(
        collect_commands![
            commands::start,
            commands::unlock_library,
            commands::create_draft,
            commands::create_from_example,
            commands::open_draft,
            commands::edit_draft,
            commands::undo,
            commands::redo,
            commands::delete_draft,
            commands::restore_draft,
            commands::import_draft,
            commands::export_draft,
            commands::attach_files,
            commands::preview_documents,
            commands::preview_pdf,
            commands::choose_folder,
            commands::generate_bundle,
            commands::cancel_bundle,
            commands::reveal,
        ],
    )
}
