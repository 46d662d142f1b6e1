//! Conditions → findings: evaluate, explain, earliest date.
mod report;
pub use report::*;
