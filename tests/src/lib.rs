//! What the whole-product tests share.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is test code: what cannot go on fails"
)]

pub mod newcomer;
pub mod plain;
pub mod programs;
mod terminal;
pub mod window;

pub use terminal::{Said, TODAY, example, livestream_example, root, shenbao};
