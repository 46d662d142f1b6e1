//! `cargo xtask gallery`.
use crate::steps::Stop;

/// Runs it.
pub(crate) fn gallery() -> Result<(), Stop> {
    Err(Stop("not there yet".into()))
}
