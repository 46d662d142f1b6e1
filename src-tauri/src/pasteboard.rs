//! The system's clipboard: texts are put there, and identity numbers taken off again.
//!
//! An identity number is kept out of the clipboard's history where the system has one, and is cleared after
//! [`PASSES_AFTER`], when the view is left, or when the program ends, unless something else was copied since. Of what is on
//! the clipboard only the digest is remembered here.

use crate::failure::{Failure, FailureCode};
use arboard::{Clipboard, Error, Set};
use shenbao_core::bundle::sha256;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long an identity number stays on the clipboard.
const PASSES_AFTER: Duration = Duration::from_secs(60);

/// What this program has put on the clipboard.
#[derive(Default)]
pub(crate) struct Pasteboard(Mutex<State>);

#[derive(Default)]
struct State {
    /// Held open: on X11 what is copied is there only as long as its owner.
    system: Option<Clipboard>,
    /// Of the identity number that may still be there.
    passing: Option<String>,
    /// Counts what was put there, so that a timer clears nothing that came later.
    turn: u64,
}

impl Pasteboard {
    /// Puts a text there. `passes`: it is an identity number; gives after how many seconds it is cleared.
    pub(crate) fn put(self: &Arc<Self>, text: &str, passes: bool) -> Result<Option<u32>, Failure> {
        let mut state = self.state();
        if state.system.is_none() {
            state.system = Some(Clipboard::new().map_err(|_| refused())?);
        }
        let set = state.system.as_mut().ok_or_else(refused)?.set();
        let set = if passes { unrecorded(set) } else { set };
        set.text(text).map_err(|_| refused())?;
        state.turn += 1;
        state.passing = passes.then(|| sha256(text.as_bytes()));
        if !passes {
            return Ok(None);
        }
        let (turn, board) = (state.turn, Arc::clone(self));
        std::thread::spawn(move || {
            std::thread::sleep(PASSES_AFTER);
            if board.state().turn == turn {
                board.forget();
            }
        });
        Ok(u32::try_from(PASSES_AFTER.as_secs()).ok())
    }

    /// Clears the clipboard, if an identity number is still on it.
    pub(crate) fn forget(&self) {
        let mut state = self.state();
        let Some(passing) = state.passing.take() else { return };
        let Some(system) = state.system.as_mut() else { return };
        let is_there = match system.get_text() {
            Ok(text) => sha256(text.as_bytes()) == passing,
            Err(Error::ContentNotAvailable) => false,
            // It cannot be seen: better cleared.
            Err(_) => true,
        };
        if is_there {
            // Nothing more can be done about one that does not clear.
            let _ = system.clear();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(target_os = "windows")]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    use arboard::SetExtWindows as _;
    set.exclude_from_cloud().exclude_from_history().exclude_from_monitoring()
}

#[cfg(target_os = "macos")]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    use arboard::SetExtApple as _;
    set.exclude_from_history()
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    use arboard::SetExtLinux as _;
    set.exclude_from_history()
}

fn refused() -> Failure {
    Failure::new(FailureCode::File, "无法写入剪贴板。", "请关闭占用剪贴板的程序后重试。")
}
