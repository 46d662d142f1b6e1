//! What the tests of the desk share. Each test file uses a part of it.
#![allow(dead_code, unreachable_pub, reason = "every test file is a program of its own")]

use shenbao_core::resources;
use shenbao_desktop::desk::Desk;
use shenbao_desktop::vault::{Keychain, Refused, Vault};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Entries {
    kept: BTreeMap<String, String>,
    refuses: bool,
}

/// A keychain that lives as long as the test, over many starts of the program.
#[derive(Default, Clone)]
pub struct FakeKeychain(Arc<Mutex<Entries>>);

impl FakeKeychain {
    pub fn refuse(&self, refuses: bool) {
        self.0.lock().unwrap().refuses = refuses;
    }

    pub fn lose(&self) {
        self.0.lock().unwrap().kept.clear();
    }

    /// Another library's key lies where ours was.
    pub fn mix_up(&self) {
        self.0.lock().unwrap().kept.values_mut().for_each(|key| *key = "5a".repeat(32));
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap().kept.len()
    }

    /// Keeps some key under a name.
    pub fn keep_any(&self, name: &str) {
        self.0.lock().unwrap().kept.insert(name.into(), "a5".repeat(32));
    }
}

impl Keychain for FakeKeychain {
    fn keep(&self, name: &str, secret: &str) -> Result<(), Refused> {
        let mut entries = self.0.lock().unwrap();
        if entries.refuses {
            return Err(Refused);
        }
        entries.kept.insert(name.into(), secret.into());
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<String>, Refused> {
        let entries = self.0.lock().unwrap();
        if entries.refuses { Err(Refused) } else { Ok(entries.kept.get(name).cloned()) }
    }

    fn forget(&self, name: &str) -> Result<(), Refused> {
        self.0.lock().unwrap().kept.remove(name);
        Ok(())
    }
}

/// One start of the program.
pub fn begin(folder: &Path, keychain: &FakeKeychain) -> Desk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let resources = resources::locate(Some(root.as_os_str()), Path::new("")).unwrap();
    Desk::new(Vault::new(folder.into(), Box::new(keychain.clone())), Some(resources), chrono::Local::now)
}
