//! Work on the file as a whole takes long: it says how far it is, and can be broken off.

use super::LibraryError;
use std::ops::ControlFlow;

/// How much is done, in steps of no particular size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So much …
    pub done: u32,
    /// … of so much.
    pub total: u32,
}

/// Hears of each step and may break off; nothing is then changed.
pub type Hear<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// For work that nobody waits for.
pub fn unheard(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(super) fn step(hear: Hear<'_>, done: u32, total: u32) -> Result<(), LibraryError> {
    match hear(Progress { done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(LibraryError::Cancelled),
    }
}
