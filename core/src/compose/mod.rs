//! Report + answers → the neutral document tree.
pub mod sheet;
mod tree;
pub use tree::*;
/// What a pack's documents.toml says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DocumentSpecs {}
