//! What can be looked at instead of read.

use serde::Serialize;
use shenbao_core::check::{Gauge, Milestone};
use specta::Type;

/// An open draft's figures against their limits, and what happens to it when.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Outlook {
    /// In the order of the clauses.
    pub gauges: Vec<Gauge>,
    /// From filing on.
    pub timeline: Vec<Milestone>,
}
