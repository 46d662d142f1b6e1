//! The window's commands. Each hands its request to the desk or the press on a thread of its own; nothing is decided
//! here. A panic in one of them becomes a failure, and the program lives on.

pub(crate) mod documents;
pub(crate) mod drafts;
pub(crate) mod evidence;
pub(crate) mod exchange;
pub(crate) mod filings;
pub(crate) mod import;
pub(crate) mod insight;
pub(crate) mod library;
pub(crate) mod past;
pub(crate) mod year;

use crate::desk::Desk;
use crate::failure::{Failure, FailureCode};
use crate::press::Press;
use crate::reveal;
use std::path::Path;
use std::sync::Arc;
use tauri::State;

/// What every command works on.
pub(crate) struct Office {
    /// Forms and drafts.
    pub(crate) desk: Desk,
    /// Documents and bundles.
    pub(crate) press: Press,
}

/// A command's answer.
type Answer<T> = Result<T, Failure>;

/// The shared state.
type Shared<'a> = State<'a, Arc<Office>>;

async fn run<T: Send + 'static>(
    office: Shared<'_>,
    body: impl FnOnce(&Office) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let office = Arc::clone(&office);
    let joined = tauri::async_runtime::spawn_blocking(move || body(&office)).await;
    joined.unwrap_or_else(|_| Err(Failure::unexpected()))
}

fn show(path: &Path) -> Answer<()> {
    reveal::reveal(path).map_err(|_| no_file_browser(path))
}

fn no_file_browser(path: &Path) -> Failure {
    Failure::new(FailureCode::File, "无法打开文件管理器。", format!("请自行打开：{}", path.display()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
