//! Reading the whole file: each page against its signature.
//!
//! SQLCipher's own check of the pages (`PRAGMA cipher_integrity_check`) is one call that says nothing and cannot be
//! stopped, for as long as a large file takes; so the signatures are computed here as SQLCipher computes them. A test holds
//! both against each other.

use super::{Key, Library, LibraryError};
use crate::progress::{Hear, part, step};
use sha2::{Digest as _, Sha512};
use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom};

/// In bytes.
const PAGE: usize = 4096;
/// The first page begins with it, unsigned.
const SALT: usize = 16;
const SIGNATURE: usize = 64;
/// The content and what it was encrypted from (the initialization vector); the signature is the rest.
const SIGNED: usize = PAGE - SIGNATURE;
/// What SQLCipher adds to the salt for the key of the signatures.
const MASK: u8 = 0x3a;
/// Pages between two questions whether to go on.
const AT_ONCE: usize = 256;
/// SQLite keeps its locks there, and never a page.
const LOCKS: u64 = 1 << 30;

impl Library {
    /// Reads every page, every attachment and every index.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], [`LibraryError::Cancelled`], or the disk's.
    pub fn examine(&self, hear: Hear<'_>) -> Result<(), LibraryError> {
        self.examine_pages(&mut part(hear, 0..1, 3))?;
        self.examine_contents(&mut part(hear, 1..2, 3))?;
        self.examine_trees(&mut part(hear, 2..3, 3))
    }

    /// Each page of the file against its signature: SQLite alone would take some damaged pages for empty ones.
    pub(super) fn examine_pages(&self, hear: Hear<'_>) -> Result<(), LibraryError> {
        // A page of the file counts only when no newer one waits in the log.
        let waits: bool = self.db.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| {
            Ok(row.get::<_, i64>(0)? != 0 || row.get::<_, i64>(1)? != row.get::<_, i64>(2)?)
        })?;
        if waits {
            return Ok(());
        }
        // Whoever reads keeps others from carrying newer pages over from the log.
        let reading = self.db.unchecked_transaction()?;
        reading.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
        let mut file = File::open(&self.path).map_err(|_| LibraryError::Disk)?;
        let pages = file.metadata().map_err(|_| LibraryError::Disk)?.len() / PAGE as u64;
        let mut chunk = vec![0; PAGE * AT_ONCE];
        let mut signatures = None;
        let mut at = 0;
        while at < pages {
            let small = |pages: u64| u32::try_from(pages).unwrap_or(u32::MAX);
            step(hear, small(at), small(pages))?;
            if at * PAGE as u64 == LOCKS {
                at += 1;
                continue;
            }
            let count = (pages - at).min(AT_ONCE as u64 - at % AT_ONCE as u64);
            let chunk = &mut chunk[..count as usize * PAGE];
            read(&mut file, at, chunk)?;
            for (number, page) in (at..).zip(chunk.chunks_exact_mut(PAGE)) {
                let signatures = signatures.get_or_insert_with(|| Signatures::new(&self.key, &page[..SALT]));
                // One that was just being written is whole a moment later.
                if !signatures.fits(number, page) {
                    read(&mut file, number, page)?;
                    if !signatures.fits(number, page) {
                        return Err(LibraryError::Damaged);
                    }
                }
            }
            at += count;
        }
        Ok(())
    }
}

fn read(file: &mut File, page: u64, bytes: &mut [u8]) -> Result<(), LibraryError> {
    let read = file.seek(SeekFrom::Start(page * PAGE as u64)).and_then(|_| file.read_exact(bytes));
    read.map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => LibraryError::Damaged,
        _ => LibraryError::Disk,
    })
}

/// HMAC-SHA-512 with the key that SQLCipher makes of the library's key and of the salt of its file.
struct Signatures {
    inner: Sha512,
    outer: Sha512,
}

impl Signatures {
    fn new(key: &Key, salt: &[u8]) -> Signatures {
        // PBKDF2 with two rounds; one block of it is longer than the key.
        let round = Signatures::keyed(key.bytes());
        let salt: Vec<u8> = salt.iter().map(|byte| byte ^ MASK).collect();
        let first = round.sign([&salt, &[0, 0, 0, 1]]);
        let second = round.sign([&first, &[]]);
        let both: Vec<u8> = first.iter().zip(second).map(|(one, other)| one ^ other).collect();
        Signatures::keyed(&both[..32])
    }

    fn keyed(key: &[u8]) -> Signatures {
        let padded = |pad: u8| {
            let mut block = [pad; 128];
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            Sha512::new_with_prefix(block)
        };
        Signatures { inner: padded(0x36), outer: padded(0x5c) }
    }

    fn sign(&self, parts: [&[u8]; 2]) -> [u8; SIGNATURE] {
        let inner = parts.iter().fold(self.inner.clone(), |hash, part| hash.chain_update(part));
        self.outer.clone().chain_update(inner.finalize()).finalize().into()
    }

    /// `number`: from 0.
    fn fits(&self, number: u64, page: &[u8]) -> bool {
        let first = if number == 0 { SALT } else { 0 };
        let (content, signature) = page.split_at(SIGNED);
        let number = u32::try_from(number + 1).unwrap_or(u32::MAX).to_le_bytes();
        self.sign([&content[first..], &number]) == *signature
    }
}
