//! The window: commands as thin adapters over `shenbao-core`.
/// Runs the window until it is closed.
pub fn run() {}
