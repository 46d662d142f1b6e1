//! Where the library lies and where its key is kept: in the system's keychain, or in a file under a passphrase.
//!
//! It must never make a new library where one was: `library.json` says that there is one, even when its file is gone.

use crate::failure::{Failure, FailureCode};
use serde::{Deserialize, Serialize};
use shenbao_core::library::{Key, KeyFileError, Library, LibraryError};
use std::io::Write as _;
use std::path::PathBuf;

/// The system's keychain, or a test's.
pub trait Keychain: Send + Sync {
    /// Keeps a secret under a name.
    fn keep(&self, name: &str, secret: &str) -> Result<(), Refused>;
    /// Gives it back; `None`: it was never kept, or removed.
    fn get(&self, name: &str) -> Result<Option<String>, Refused>;
}

/// The keychain is not there, locked, or says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// The system's own.
pub struct SystemKeychain;

/// What opening led to.
pub enum Opened {
    /// The library.
    Library(Library),
    /// The key lies under a passphrase.
    NeedsPassphrase {
        /// The passphrase is still to be chosen.
        new: bool,
    },
}

/// The library's folder.
pub struct Vault {
    folder: PathBuf,
    keychain: Box<dyn Keychain>,
}

/// `library.json`: nothing secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Card {
    /// The key's name in the keychain.
    id: String,
    key: KeptIn,
    /// The library was made; if its file is missing now, it is lost and not new.
    complete: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptIn {
    Keychain,
    Passphrase,
}

const SERVICE: &str = "cn.shenbao.desktop";

/// Characters; a file under a shorter one is guessed too soon.
const SHORTEST_PASSPHRASE: usize = 8;

impl Keychain for SystemKeychain {
    fn keep(&self, name: &str, secret: &str) -> Result<(), Refused> {
        let entry = keyring::v1::Entry::new(SERVICE, name).map_err(|_| Refused)?;
        entry.set_password(secret).map_err(|_| Refused)
    }

    fn get(&self, name: &str) -> Result<Option<String>, Refused> {
        let entry = keyring::v1::Entry::new(SERVICE, name).map_err(|_| Refused)?;
        match entry.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::v1::Error::NoEntry) => Ok(None),
            Err(_) => Err(Refused),
        }
    }
}

impl Vault {
    /// A library in this folder; nothing is made yet.
    pub fn new(folder: PathBuf, keychain: Box<dyn Keychain>) -> Vault {
        Vault { folder, keychain }
    }

    /// Opens the library with the key from the keychain. Makes one where there was none.
    pub fn open(&self) -> Result<Opened, Failure> {
        match self.card()? {
            None => self.begin(),
            // The keychain refused on an earlier start, and nothing was made since: it is asked again.
            Some(card)
                if card.key == KeptIn::Passphrase && !card.complete && !self.protected_key().exists() =>
            {
                self.begin()
            }
            Some(card) if card.key == KeptIn::Passphrase => Ok(Opened::NeedsPassphrase { new: false }),
            Some(card) => {
                let kept = self.keychain.get(&card.id).map_err(|Refused| refused())?;
                match kept.as_deref().and_then(Key::from_hex) {
                    Some(key) => Ok(Opened::Library(self.library(card, &key)?)),
                    None if !card.complete => self.begin(),
                    None => Err(no_key()),
                }
            }
        }
    }

    /// Opens the library with a passphrase, or makes one that it protects.
    pub fn unlock(&self, passphrase: &str) -> Result<Library, Failure> {
        let card =
            self.card()?.filter(|card| card.key == KeptIn::Passphrase).ok_or_else(Failure::unexpected)?;
        let path = self.protected_key();
        if path.exists() {
            let key = Key::unprotect(passphrase, &path)?;
            return self.library(card, &key);
        }
        if card.complete {
            // Where only the file that protects the key is gone, a new key would open nothing.
            return Err(no_key());
        }
        if passphrase.chars().count() < SHORTEST_PASSPHRASE {
            return Err(Failure::new(
                FailureCode::WeakPassphrase,
                format!("密码少于 {SHORTEST_PASSPHRASE} 个字符。"),
                "请设置更长的密码，并妥善保管：遗失后无法找回。",
            ));
        }
        let key = Key::random();
        key.protect(passphrase, &path)?;
        self.library(card, &key)
    }

    /// The first start: the key is kept before there is anything that it opens.
    fn begin(&self) -> Result<Opened, Failure> {
        if self.file().exists() {
            return Err(no_key());
        }
        std::fs::create_dir_all(&self.folder).map_err(|_| disk())?;
        let key = Key::random();
        let id = Key::random().to_hex().chars().take(16).collect();
        let mut card = Card { id, key: KeptIn::Keychain, complete: false };
        if self.keychain.keep(&card.id, &key.to_hex()).is_err() {
            card.key = KeptIn::Passphrase;
            self.write(&card)?;
            return Ok(Opened::NeedsPassphrase { new: true });
        }
        self.write(&card)?;
        Ok(Opened::Library(self.library(card, &key)?))
    }

    fn library(&self, mut card: Card, key: &Key) -> Result<Library, Failure> {
        if card.complete || self.file().exists() {
            let library = Library::open(&self.file(), key)?;
            if !card.complete {
                card.complete = true;
                self.write(&card)?;
            }
            return Ok(library);
        }
        let library = Library::create(&self.file(), key)?;
        card.complete = true;
        self.write(&card)?;
        Ok(library)
    }

    fn card(&self) -> Result<Option<Card>, Failure> {
        match std::fs::read(self.folder.join("library.json")) {
            Ok(json) => serde_json::from_slice(&json).map(Some).map_err(|_| no_key()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(disk()),
        }
    }

    fn write(&self, card: &Card) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(card).map_err(|_| Failure::unexpected())?;
        let write = || -> std::io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(json.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(self.folder.join("library.json"))?;
            Ok(())
        };
        write().map_err(|_| disk())
    }

    fn file(&self) -> PathBuf {
        self.folder.join("library.db")
    }

    fn protected_key(&self) -> PathBuf {
        self.folder.join("library.key")
    }
}

impl From<KeyFileError> for Failure {
    fn from(error: KeyFileError) -> Failure {
        let (code, hint) = match error {
            KeyFileError::WrongPassphrase => {
                (FailureCode::WrongPassphrase, "请核对大小写和输入法后重新输入。")
            }
            KeyFileError::Damaged => (FailureCode::WrongKey, "请从备份恢复密钥文件（library.key）。"),
            KeyFileError::Disk => (FailureCode::File, "请检查磁盘是否可写、文件夹权限是否正确，然后重试。"),
        };
        Failure::new(code, error.to_string(), hint)
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Failure {
        let code = match error {
            LibraryError::Missing => FailureCode::LibraryMissing,
            LibraryError::WrongKey => FailureCode::WrongKey,
            LibraryError::Damaged | LibraryError::AlreadyThere => FailureCode::LibraryDamaged,
            LibraryError::Newer(_) => FailureCode::LibraryNewer,
            LibraryError::ChangedElsewhere => FailureCode::ChangedElsewhere,
            LibraryError::NoSuchDraft => FailureCode::NoSuchDraft,
            LibraryError::NothingToUndo | LibraryError::Edit(_) => FailureCode::BadEdit,
            LibraryError::NoSuchFile => FailureCode::NotFound,
            LibraryError::Busy | LibraryError::DiskFull | LibraryError::Disk => FailureCode::File,
            LibraryError::Fault(_) => FailureCode::Unexpected,
        };
        Failure::new(code, error.to_string(), error.hint())
    }
}

fn refused() -> Failure {
    Failure::new(
        FailureCode::KeychainRefused,
        "系统钥匙串没有给出资料库的密钥。",
        "请解锁系统钥匙串（密码库），再重新打开程序；资料库未作任何改动。",
    )
}

fn no_key() -> Failure {
    Failure::new(
        FailureCode::WrongKey,
        "找不到资料库的密钥，资料库打不开。",
        "请在建立资料库的账户下打开，或从备份恢复资料库文件夹；资料库未作任何改动。",
    )
}

fn disk() -> Failure {
    Failure::new(FailureCode::File, "无法读写资料库所在的文件夹。", "请检查文件夹权限和磁盘空间，然后重试。")
}
