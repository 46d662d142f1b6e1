//! The window's commands. Each hands its request to the desk or the press on a thread of its own; nothing is decided
//! here. A panic in one of them becomes a failure, and the program lives on.

pub(crate) mod about;
pub(crate) mod batch;
pub(crate) mod documents;
pub(crate) mod drafts;
mod every;
pub(crate) mod evidence;
pub(crate) mod exchange;
pub(crate) mod filings;
pub(crate) mod import;
pub(crate) mod insight;
pub(crate) mod library;
pub(crate) mod own;
pub(crate) mod past;
pub(crate) mod portal;
pub(crate) mod profiles;
pub(crate) mod rules;
pub(crate) mod year;

pub(crate) use every::every_command;

use crate::ahead::Ahead;
use crate::chosen::Chosen;
use crate::contract::WorkProgress;
use crate::desk::Desk;
use crate::failure::{Failure, FailureCode};
use crate::journal::{Journal, command_of};
use crate::narrow::Narrow;
use crate::pasteboard::Pasteboard;
use crate::press::Press;
use crate::reveal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::State;
use tauri::ipc::Channel;

/// What every command works on.
pub(crate) struct Office {
    /// Forms and drafts.
    pub(crate) desk: Desk,
    /// Documents and bundles.
    pub(crate) press: Press,
    /// What was done, without what was said.
    pub(crate) journal: Arc<Journal>,
    /// The system's clipboard.
    pub(crate) pasteboard: Arc<Pasteboard>,
    /// Whether the window stands beside another one.
    pub(crate) narrow: Narrow,
    /// Where the page may have something written.
    pub(crate) chosen: Chosen,
    /// The first screen, before it is asked for.
    pub(crate) ahead: Ahead,
}

impl Office {
    /// Nothing was printed or copied yet.
    pub(crate) fn new(desk: Desk, journal: Arc<Journal>) -> Office {
        let pasteboard = Arc::new(Pasteboard::default());
        Office {
            desk,
            press: Press::default(),
            journal,
            pasteboard,
            narrow: Narrow::default(),
            chosen: Chosen::default(),
            ahead: Ahead::default(),
        }
    }
}

/// A command's answer.
type Answer<T> = Result<T, Failure>;

/// The shared state.
type Shared<'a> = State<'a, Arc<Office>>;

async fn run<T: Send + 'static>(
    office: Shared<'_>,
    body: impl FnOnce(&Office) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    work(Arc::clone(&office), body).await
}

async fn work<T: Send + 'static, B: FnOnce(&Office) -> Answer<T> + Send + 'static>(
    office: Arc<Office>,
    body: B,
) -> Answer<T> {
    let watched = move || office.journal.watch(command_of::<B>(), || body(&office));
    let joined = tauri::async_runtime::spawn_blocking(watched).await;
    joined.unwrap_or_else(|_| Err(Failure::unexpected()))
}

/// Writes at the place that was chosen and lets it be shown; gives it. `None`: none was chosen.
fn save(
    office: &Office,
    place: Option<PathBuf>,
    write: impl FnOnce(&Path) -> Answer<()>,
) -> Answer<Option<String>> {
    let Some(path) = place else { return Ok(None) };
    write(&path)?;
    office.press.wrote(&path);
    Ok(Some(shown(&path)))
}

/// Tells the page how far a work is. A page that is gone hears nothing.
fn told(progress: &Channel<WorkProgress>) -> impl Fn(WorkProgress) {
    |step| drop(progress.send(step))
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

#[cfg(test)]
mod tests {
    use super::{Office, work};
    use crate::desk::Desk;
    use crate::failure::{Failure, FailureCode};
    use crate::journal::{Journal, catch_panics};
    use crate::vault::{SystemKeychain, Vault};
    use std::sync::Arc;

    const PLANTED: &str = "欧阳蓁蓁 31010619871203574X";

    /// The one test that changes what the process does with panics.
    #[test]
    fn a_panic_becomes_a_failure_and_is_logged_without_its_words() {
        let data = tempfile::tempdir().unwrap();
        let desk =
            Desk::new(Vault::new(data.path().into(), Box::new(SystemKeychain)), None, chrono::Local::now);
        let journal = Arc::new(Journal::below(data.path()));
        catch_panics(Arc::clone(&journal));
        let office = Arc::new(Office::new(desk, journal));
        let call = |body: fn(&Office) -> super::Answer<u8>| {
            tauri::async_runtime::block_on(work(Arc::clone(&office), body))
        };

        let panicked = call(|office| {
            let _table = office.desk.table();
            panic!("{PLANTED}")
        });
        assert_eq!(panicked, Err(Failure::unexpected()));
        let refused = call(|_| Err(Failure::new(FailureCode::BadEdit, PLANTED, PLANTED)));
        assert_eq!(refused.unwrap_err().code, FailureCode::BadEdit);
        assert_eq!(
            call(|office| office.desk.table().library.is_none().then_some(7).ok_or_else(Failure::unexpected)),
            Ok(7)
        );

        let _ = std::panic::take_hook();
        let exported = data.path().join("exported.txt");
        office.journal.export(&exported).unwrap();
        let log = std::fs::read_to_string(&exported).unwrap();
        assert!(log.contains(&format!("panic {}:", file!())), "{log}");
        assert!(log.contains("failed BadEdit"), "{log}");
        assert!(PLANTED.split(' ').all(|word| !log.contains(word)), "{log}");
    }
}
