//! `cargo xtask bench`.
use crate::steps::Stop;

/// Runs it.
pub(crate) fn bench() -> Result<(), Stop> {
    Err(Stop("not there yet".into()))
}
