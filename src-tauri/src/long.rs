//! Work that takes long and can be stopped. One such work at a time has the window's attention.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the work that runs is to stop.
#[derive(Default)]
pub(crate) struct Long(AtomicBool);

impl Long {
    /// Forgets that an earlier work was stopped.
    pub(crate) fn begin(&self) {
        self.0.store(false, Ordering::SeqCst);
    }

    /// Stops the work that runs at its next step.
    pub(crate) fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Asked at every step.
    pub(crate) fn goes_on(&self) -> ControlFlow<()> {
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
