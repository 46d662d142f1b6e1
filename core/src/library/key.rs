//! The library's key: 32 random bytes, kept by the system's keychain or in a file that a passphrase protects.

use crate::files::read_at_most;
use age::secrecy::SecretString;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;
use unicode_normalization::UnicodeNormalization;

/// Of scrypt, as for parcels: 256 MB and about a second. Left to itself, age measures how quick the machine is at that moment:
/// a busy one would get a weak seal, and refuse one that was made when it was idle.
const WORK: u8 = if cfg!(test) { 4 } else { 18 };
/// What age may have chosen on the quickest machines.
const MOST_WORK: u8 = 22;
/// In bytes: age's head and 64 digits have some three hundred.
const LONGEST: u64 = 4096;

/// A key. Not printable: it must not get into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// Why a protected key cannot be had or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// The passphrase is another one.
    #[error("口令不正确。")]
    WrongPassphrase,
    /// The file is not a protected key.
    #[error("密钥文件已损坏。")]
    Damaged,
    /// The disk refuses, or there is a key where a new one should be made.
    #[error("无法读写密钥文件。")]
    Disk,
}

impl Key {
    /// A new one.
    pub fn random() -> Key {
        Key(rand::random())
    }

    pub(super) fn of(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 lower-case hexadecimal digits, for the keychain.
    pub fn to_hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// What [`Key::to_hex`] gave.
    pub fn from_hex(hex: &str) -> Option<Key> {
        let digits: Vec<u8> =
            hex.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<Vec<u8>>>()?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        if digits.len() == 64 { bytes.try_into().ok().map(Key) } else { None }
    }

    /// Writes the key under a passphrase (age, scrypt) into a new file, durably.
    ///
    /// # Errors
    /// [`KeyFileError::Disk`], also when there is such a file.
    pub fn protect(&self, passphrase: &str, path: &Path) -> Result<(), KeyFileError> {
        self.sealed(passphrase, path)?.persist_noclobber(path).map_err(|_| KeyFileError::Disk)?;
        Ok(())
    }

    /// The same in the place of what [`Key::protect`] wrote, which is there until the new file is complete.
    ///
    /// # Errors
    /// [`KeyFileError::Disk`].
    pub fn protect_again(&self, passphrase: &str, path: &Path) -> Result<(), KeyFileError> {
        self.sealed(passphrase, path)?.persist(path).map_err(|_| KeyFileError::Disk)?;
        Ok(())
    }

    fn sealed(&self, passphrase: &str, path: &Path) -> Result<NamedTempFile, KeyFileError> {
        let mut recipient = age::scrypt::Recipient::new(secret(passphrase));
        recipient.set_work_factor(WORK);
        let sealed = age::encrypt(&recipient, self.to_hex().as_bytes()).map_err(|_| KeyFileError::Disk)?;
        let folder = path.parent().ok_or(KeyFileError::Disk)?;
        let mut file = NamedTempFile::new_in(folder).map_err(|_| KeyFileError::Disk)?;
        file.write_all(&sealed).map_err(|_| KeyFileError::Disk)?;
        file.as_file().sync_all().map_err(|_| KeyFileError::Disk)?;
        Ok(file)
    }

    /// Reads what [`Key::protect`] wrote.
    ///
    /// # Errors
    /// Each kind of [`KeyFileError`].
    pub fn unprotect(passphrase: &str, path: &Path) -> Result<Key, KeyFileError> {
        let sealed = read_at_most(path, LONGEST).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge | ErrorKind::InvalidInput => KeyFileError::Damaged,
            _ => KeyFileError::Disk,
        })?;
        let mut identity = age::scrypt::Identity::new(secret(passphrase));
        identity.set_max_work_factor(MOST_WORK);
        let hex = age::decrypt(&identity, &sealed).map_err(|error| match error {
            age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
                KeyFileError::WrongPassphrase
            }
            _ => KeyFileError::Damaged,
        })?;
        std::str::from_utf8(&hex).ok().and_then(Key::from_hex).ok_or(KeyFileError::Damaged)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// The same passphrase whichever keyboard composed its characters.
fn secret(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.nfc().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

    #[test]
    fn what_is_no_key_is_refused_without_reading_it_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        for length in [0, 1 << 40] {
            File::create(&path).unwrap().set_len(length).unwrap();
            assert_eq!(Key::unprotect("一个足够长的口令", &path), Err(KeyFileError::Damaged), "{length}");
        }
        assert_eq!(Key::unprotect("一个足够长的口令", folder.path()), Err(KeyFileError::Damaged));
        if cfg!(unix) {
            assert_eq!(
                Key::unprotect("一个足够长的口令", Path::new("/dev/zero")),
                Err(KeyFileError::Damaged)
            );
        }
        assert_eq!(Key::unprotect("一个足够长的口令", &folder.path().join("none")), Err(KeyFileError::Disk));
    }

    #[test]
    fn a_key_that_asks_for_too_much_work_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let key = Key::random();
        key.protect("一个足够长的口令", &path).unwrap();
        assert_eq!(Key::unprotect("一个足够长的口令", &path), Ok(key));
        let mut sealed = std::fs::read(&path).unwrap();
        let end = sealed.windows(3).position(|three| three == b" 4\n").unwrap();
        sealed.splice(end + 1..end + 2, *b"30");
        std::fs::write(&path, sealed).unwrap();
        assert_eq!(Key::unprotect("一个足够长的口令", &path), Err(KeyFileError::Damaged));
    }
}
