//! The program itself.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What the program says about itself.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// `0.1.0`
    pub version: String,
    /// What others made of it.
    pub licences: Licences,
}

/// The file `licences/third-party.json`, as `cargo xtask licences` writes it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Licences {
    /// By name.
    pub parts: Vec<Part>,
    /// Each text once; parts name them by their place here.
    pub texts: Vec<String>,
}

/// A library or font that the program brings along.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Part {
    /// `lopdf`
    pub name: String,
    /// `0.47.0`
    pub version: String,
    /// An SPDX expression: `MIT OR Apache-2.0`.
    pub licence: String,
    /// Places in [`Licences::texts`].
    pub texts: Vec<u32>,
}
