//! The document tree and the workbook → bytes.

pub mod xlsx;
