//! Work that takes long and can be stopped. One such work at a time has the window's attention.

use crate::contract::WorkProgress;
use crate::desk::Desk;
use shenbao_core::progress::Progress;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the work that runs is to stop.
#[derive(Default)]
pub(crate) struct Long(AtomicBool);

impl Desk {
    /// Stops the work that takes long at its next step.
    pub fn stop_work(&self) {
        self.long.0.store(true, Ordering::SeqCst);
    }

    /// Begins such a work: hands on how far it is, and whether it was stopped.
    pub(crate) fn heard<'h>(
        &'h self,
        hear: &'h dyn Fn(WorkProgress),
    ) -> impl FnMut(Progress) -> ControlFlow<()> + 'h {
        self.long.0.store(false, Ordering::SeqCst);
        move |Progress { done, total, is_final }| {
            hear(WorkProgress { done, total, is_final });
            if self.long.0.load(Ordering::SeqCst) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        }
    }
}
