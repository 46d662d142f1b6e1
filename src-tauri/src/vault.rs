//! Where the library lies and where its key is kept: in the system's keychain, or in a file under a passphrase.
//!
//! It must never make a new library where one was: `library.json` says that there is one, even when its file is gone.

use crate::card::{CARD, Card, KeptIn};
use crate::failure::{Failure, FailureCode};
use shenbao_core::library::{Key, KeyFileError, Library, LibraryError, RecoveryError};
use shenbao_core::progress::{Hear, part, unheard};
use std::path::{Path, PathBuf};

/// The system's keychain, or a test's.
pub trait Keychain: Send + Sync {
    /// Keeps a secret under a name.
    fn keep(&self, name: &str, secret: &str) -> Result<(), Refused>;
    /// Gives it back; `None`: it was never kept, or removed.
    fn get(&self, name: &str) -> Result<Option<String>, Refused>;
    /// Removes it; one that is not there is removed already.
    fn forget(&self, name: &str) -> Result<(), Refused>;
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

    fn forget(&self, name: &str) -> Result<(), Refused> {
        let entry = keyring::v1::Entry::new(SERVICE, name).map_err(|_| Refused)?;
        match entry.delete_credential() {
            Ok(()) | Err(keyring::v1::Error::NoEntry) => Ok(()),
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
            Some(card) if card.kept == KeptIn::Passphrase && !card.complete && !self.sealed().exists() => {
                self.begin()
            }
            Some(card) if card.kept == KeptIn::Passphrase => Ok(Opened::NeedsPassphrase { new: false }),
            Some(card) => {
                let keys = self.kept(&card)?;
                match keys {
                    Keys { key: None, next: None } if !card.complete => self.begin(),
                    keys => Ok(Opened::Library(self.library(card, keys)?)),
                }
            }
        }
    }

    /// Opens the library with a passphrase, or makes one that it protects.
    pub fn unlock(&self, passphrase: &str) -> Result<Library, Failure> {
        let card = self.card()?.filter(|card| card.kept == KeptIn::Passphrase);
        let card = card.ok_or_else(Failure::unexpected)?;
        if self.sealed().exists() || card.next.is_some() {
            let keys = self.unseal(&card, passphrase)?;
            return self.library(card, keys);
        }
        if card.complete {
            // Where only the file that protects the key is gone, a new key would open nothing.
            return Err(no_key());
        }
        strong(passphrase)?;
        let key = Key::random();
        key.protect(passphrase, &self.sealed())?;
        self.library(card, Keys::one(key))
    }

    /// Opens the library with its recovery key, and keeps the key here from now on: in the keychain or, where there is
    /// none, under a passphrase.
    pub fn recover(&self, recovery: &str, passphrase: Option<&str>) -> Result<Library, Failure> {
        let key = Key::from_recovery(recovery)?;
        let library = Library::open(&self.file(), &key).map_err(|error| match error {
            LibraryError::WrongKey => other_library(),
            other => other.into(),
        })?;
        let mut card = Card { complete: true, recovery_noted: true, ..Card::new(KeptIn::Keychain) };
        if self.keychain.keep(&card.id, &key.to_hex()).is_err() {
            let passphrase = passphrase.ok_or_else(passphrase_needed)?;
            strong(passphrase)?;
            key.protect_again(passphrase, &self.sealed())?;
            card.kept = KeptIn::Passphrase;
        }
        self.write(&card)?;
        Ok(library)
    }

    /// Whether the user has yet to say that the recovery key is written down.
    pub fn is_recovery_due(&self) -> Result<bool, Failure> {
        Ok(self.card()?.is_some_and(|card| !card.recovery_noted))
    }

    /// The user has it on paper; it is not shown again.
    pub fn note_recovery(&self) -> Result<(), Failure> {
        let card = self.card()?.ok_or_else(Failure::unexpected)?;
        self.write(&Card { recovery_noted: true, ..card })
    }

    /// Where the key is kept.
    pub fn kept_in(&self) -> Result<KeptIn, Failure> {
        Ok(self.card()?.map_or(KeptIn::Keychain, |card| card.kept))
    }

    /// Gives the library another key, and with it another recovery key, which is due to be shown. At no moment is there
    /// a library without a key that opens it: both are kept until the file has changed.
    pub fn change_key(
        &self,
        library: &mut Library,
        passphrase: Option<&str>,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        let mut card = self.card()?.ok_or_else(Failure::unexpected)?;
        let key = Key::random();
        let next = Card::new(card.kept).id;
        match card.kept {
            KeptIn::Keychain => self.keychain.keep(&next, &key.to_hex()).map_err(|Refused| refused())?,
            KeptIn::Passphrase => {
                let passphrase = passphrase.ok_or_else(passphrase_needed)?;
                self.unseal(&card, passphrase)?;
                key.protect_again(passphrase, &self.next_sealed())?;
            }
        }
        card.next = Some(next);
        let was_noted = std::mem::replace(&mut card.recovery_noted, false);
        self.write(&card)?;
        let old = library.key().clone();
        let backups = self.backups();
        let works = 1 + u32::try_from(backups.list().len()).unwrap_or(0);
        if let Err(error) = library.rekey(&key, &mut part(hear, 0..1, works)) {
            // Where the file has changed all the same, the next start settles it.
            if *library.key() == old {
                card.recovery_noted = was_noted;
                self.settle(card, false)?;
            }
            return Err(error.into());
        }
        backups.rekey(&old, &key, &mut part(hear, 1..works, works));
        self.settle(card, true)
    }

    /// Puts the library's key under another passphrase.
    pub fn change_passphrase(&self, passphrase: &str, next: &str) -> Result<(), Failure> {
        let card = self.card()?.filter(|card| card.kept == KeptIn::Passphrase && card.next.is_none());
        card.ok_or_else(Failure::unexpected)?;
        let key = Key::unprotect(passphrase, &self.sealed())?;
        strong(next)?;
        Ok(key.protect_again(next, &self.sealed())?)
    }

    /// The first start: the key is kept before there is anything that it opens.
    fn begin(&self) -> Result<Opened, Failure> {
        if self.file().exists() {
            return Err(no_key());
        }
        std::fs::create_dir_all(&self.folder).map_err(|_| disk())?;
        let key = Key::random();
        let mut card = Card::new(KeptIn::Keychain);
        if self.keychain.keep(&card.id, &key.to_hex()).is_err() {
            card.kept = KeptIn::Passphrase;
            self.write(&card)?;
            return Ok(Opened::NeedsPassphrase { new: true });
        }
        self.write(&card)?;
        Ok(Opened::Library(self.library(card, Keys::one(key))?))
    }

    fn library(&self, mut card: Card, keys: Keys) -> Result<Library, Failure> {
        self.finish_replacement()?;
        let key = keys.key.as_ref().or(keys.next.as_ref()).ok_or_else(no_key)?;
        if card.complete || self.file().exists() {
            let (library, is_next) = match (Library::open(&self.file(), key), &keys.next) {
                (Err(LibraryError::WrongKey), Some(next)) => (self.opened_by(next)?, true),
                (Err(LibraryError::WrongKey), None) => (self.opened_by(key)?, false),
                (opened, _) => (opened?, keys.key.is_none()),
            };
            if card.next.is_some() {
                if let (true, Some(old)) = (is_next, &keys.key) {
                    self.backups().rekey(old, library.key(), &mut unheard);
                }
                self.settle(card, is_next)?;
            } else if !card.complete {
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

    /// Where the key opens a backup, it is the right one, and the file is damaged.
    fn opened_by(&self, key: &Key) -> Result<Library, Failure> {
        let backups = self.backups();
        let opens = |name: &str| backups.path(name).is_some_and(|path| Library::open(&path, key).is_ok());
        Library::open(&self.file(), key).map_err(|error| match error {
            LibraryError::WrongKey if backups.list().iter().any(|backup| opens(&backup.name)) => {
                LibraryError::Damaged.into()
            }
            other => other.into(),
        })
    }

    /// The keys that may open the library, from wherever they are kept.
    pub(crate) fn keys(&self, passphrase: Option<&str>) -> Result<Vec<Key>, Failure> {
        let card = self.card()?.ok_or_else(no_key)?;
        let keys = match card.kept {
            KeptIn::Keychain => self.kept(&card)?,
            KeptIn::Passphrase => self.unseal(&card, passphrase.ok_or_else(passphrase_needed)?)?,
        };
        Ok(keys.key.into_iter().chain(keys.next).collect())
    }

    fn kept(&self, card: &Card) -> Result<Keys, Failure> {
        let kept = |name: &str| self.keychain.get(name).map_err(|Refused| refused());
        let key = kept(&card.id)?.as_deref().and_then(Key::from_hex);
        let next = card.next.as_deref().map(kept).transpose()?.flatten();
        Ok(Keys { key, next: next.as_deref().and_then(Key::from_hex) })
    }

    /// Ends a change of the key that may have been broken off: keeps the key that opens the file, drops the other.
    fn settle(&self, mut card: Card, is_next: bool) -> Result<(), Failure> {
        let Some(next) = card.next.take() else { return Ok(()) };
        let left = if is_next { std::mem::replace(&mut card.id, next) } else { next };
        if is_next && card.kept == KeptIn::Passphrase && self.next_sealed().exists() {
            std::fs::rename(self.next_sealed(), self.sealed()).map_err(|_| disk())?;
        }
        self.write(&card)?;
        // What is left over opens nothing; that it could not be removed is no reason to refuse the library.
        match card.kept {
            KeptIn::Keychain => drop(self.keychain.forget(&left)),
            KeptIn::Passphrase => drop(std::fs::remove_file(self.next_sealed())),
        }
        Ok(())
    }

    fn unseal(&self, card: &Card, passphrase: &str) -> Result<Keys, Failure> {
        let read = |path: PathBuf| path.exists().then(|| Key::unprotect(passphrase, &path)).transpose();
        let next = if card.next.is_some() { read(self.next_sealed())? } else { None };
        Ok(Keys { key: read(self.sealed())?, next })
    }

    fn card(&self) -> Result<Option<Card>, Failure> {
        Card::read(&self.folder.join(CARD))
    }

    fn write(&self, card: &Card) -> Result<(), Failure> {
        card.write(&self.folder.join(CARD))
    }

    /// Where everything of the library lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join("library.db")
    }

    /// The key under the passphrase.
    fn sealed(&self) -> PathBuf {
        self.folder.join("library.key")
    }

    /// The key that the library is being changed to.
    fn next_sealed(&self) -> PathBuf {
        self.folder.join("library.next.key")
    }
}

/// The key, and the one to which the library was being changed when the program stopped.
struct Keys {
    key: Option<Key>,
    next: Option<Key>,
}

impl Keys {
    fn one(key: Key) -> Keys {
        Keys { key: Some(key), next: None }
    }
}

fn strong(passphrase: &str) -> Result<(), Failure> {
    if passphrase.chars().count() >= SHORTEST_PASSPHRASE {
        return Ok(());
    }
    Err(Failure::new(
        FailureCode::WeakPassphrase,
        format!("口令少于 {SHORTEST_PASSPHRASE} 个字符。"),
        "请设置更长的口令，并妥善保管。",
    ))
}

impl From<RecoveryError> for Failure {
    fn from(error: RecoveryError) -> Failure {
        Failure::new(
            FailureCode::BadRecoveryKey,
            error.to_string(),
            "请对照抄存或打印的恢复密钥核对后重新输入。",
        )
    }
}

impl From<KeyFileError> for Failure {
    fn from(error: KeyFileError) -> Failure {
        let (code, hint) = match error {
            KeyFileError::WrongPassphrase => {
                (FailureCode::WrongPassphrase, "请核对大小写和输入法后重新输入。")
            }
            KeyFileError::Damaged => (FailureCode::WrongKey, "请输入恢复密钥打开资料库。"),
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
            LibraryError::NoSuchRevision | LibraryError::NoSuchHandout | LibraryError::NoSuchFiling => {
                FailureCode::NotFound
            }
            LibraryError::NoSuchFile => FailureCode::NotFound,
            LibraryError::Cancelled => FailureCode::Cancelled,
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
        "请解锁系统钥匙串（密码库）后再试，或输入恢复密钥打开。",
    )
}

pub(crate) fn no_key() -> Failure {
    Failure::new(
        FailureCode::WrongKey,
        "找不到资料库的密钥，资料库打不开。",
        "请输入恢复密钥打开，或在建立资料库的电脑和账户下打开。",
    )
}

fn other_library() -> Failure {
    Failure::new(
        FailureCode::WrongKey,
        "这份恢复密钥书写无误，但打不开这个资料库。",
        "请确认是否为这个资料库最近一次更换后的恢复密钥；如确认无误，则资料库文件的开头已损坏。",
    )
}

fn passphrase_needed() -> Failure {
    Failure::new(
        FailureCode::PassphraseNeeded,
        "本机没有可用的系统钥匙串，资料库的密钥需要用口令保护。",
        "请输入口令后再试。",
    )
}

pub(crate) fn disk() -> Failure {
    Failure::new(FailureCode::File, "无法读写资料库所在的文件夹。", "请检查文件夹权限和磁盘空间，然后重试。")
}
