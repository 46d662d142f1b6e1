//! Form packs that the user has added.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OwnPack {
    /// `my-form`
    pub id: String,
    /// `2026`
    pub edition: String,
    /// What the application is called, marked as not official; its id where it cannot be read any more.
    pub title: String,
    /// 某项管理办法
    pub measure: String,
    /// Why it cannot be used, then what to do.
    pub problem: Option<String>,
}

/// What a pack is looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// A folder with its three files.
    Folder,
    /// A zip of it.
    Zip,
}
