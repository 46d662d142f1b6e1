//! The first screen, made while the system still makes the window: the forms are read and the keychain is asked meanwhile.

use crate::commands::Office;
use crate::contract::Start;
use crate::failure::Failure;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// What is being made, for whoever asks first.
#[derive(Default)]
pub(crate) struct Ahead(Mutex<Option<JoinHandle<Result<Start, Failure>>>>);

impl Ahead {
    /// Begins, on a thread of its own.
    pub(crate) fn begin(&self, office: &Arc<Office>) {
        let office = Arc::clone(office);
        let work = std::thread::spawn(move || office.desk.start());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
    }

    /// Waits for it. `None`: it was given away already and may be out of date, or a bug ended it.
    pub(crate) fn take(&self) -> Option<Result<Start, Failure>> {
        let work = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        work?.join().ok()
    }
}
