//! What the whole-product tests share.

mod terminal;

pub use terminal::{Said, TODAY, example, root, shenbao};
