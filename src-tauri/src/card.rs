//! `library.json` beside the library: that there is one, and where its key is kept. Nothing in it is secret.

use crate::failure::Failure;
use crate::vault::{disk, no_key};
use serde::{Deserialize, Serialize};
use shenbao_core::library::Key;
use specta::Type;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// The card's file name.
pub(crate) const CARD: &str = "library.json";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Card {
    /// The key's name in the keychain.
    pub(crate) id: String,
    /// The name of the key to which the library is being changed; either may open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    #[serde(rename = "key")]
    pub(crate) kept: KeptIn,
    /// The library was made; if its file is missing now, it is lost and not new.
    pub(crate) complete: bool,
    /// The user has said that the recovery key is written down.
    #[serde(default)]
    pub(crate) recovery_noted: bool,
}

/// Where the library's key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeptIn {
    /// In the system's keychain.
    Keychain,
    /// In a file that a passphrase protects.
    Passphrase,
}

impl Card {
    /// For a library that is still to be made, under a name that nothing else has.
    pub(crate) fn new(kept: KeptIn) -> Card {
        let id = Key::random().to_hex().chars().take(16).collect();
        Card { id, next: None, kept, complete: false, recovery_noted: false }
    }

    /// `None`: there is none.
    pub(crate) fn read(path: &Path) -> Result<Option<Card>, Failure> {
        match std::fs::read(path) {
            Ok(json) => serde_json::from_slice(&json).map(Some).map_err(|_| no_key()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(_) => Err(disk()),
        }
    }

    /// Exchanges the card as a whole, durably.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(self).map_err(|_| Failure::unexpected())?;
        let folder = path.parent().ok_or_else(disk)?;
        let write = || -> std::io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(json.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|_| disk())
    }
}
