//! The document tree and the workbook → bytes: the same tree gives the same bytes, on every system.

pub mod pdf;
pub mod xlsx;
