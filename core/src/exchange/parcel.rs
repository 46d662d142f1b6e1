//! A draft with its attachments as one file under a passphrase.
//!
//! Inside the age stream: `SHENBAO` and a zero byte; the format version and the head's length, four bytes each, the
//! lowest first; the head (JSON); the draft as its readable file; then each attachment's content behind its length in
//! eight bytes, in the order of the digests in the head. Contents have digests and no paths.

use super::ParcelError;
use crate::answers::{Attachment, Draft, read_draft, write_draft};
use crate::bundle::sha256;
use crate::form::Form;
use crate::progress::{Hear, step};
use age::secrecy::SecretString;
use age::stream::StreamReader;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use tempfile::NamedTempFile;
use unicode_normalization::UnicodeNormalization;

/// The format version that this code writes.
const FORMAT: u32 = 1;
const MAGIC: &[u8; 8] = b"SHENBAO\0";

/// 256 MB and about a second for whoever guesses, as age's own program asks for.
const WORK: u8 = if cfg!(test) { 4 } else { 18 };
/// What this program has always asked for: each step more doubles the memory that someone else's file takes here.
const MOST_WORK: u8 = 18;

/// In bytes; the head of a draft with thousands of files has some hundred kilobytes.
const LONGEST_HEAD: u32 = 1 << 20;
/// In bytes, as [`read_draft`] takes them.
const LONGEST_DRAFT: u64 = 64 << 20;
/// In bytes; added files may have 100 MB. So few for tests that a test can have more.
const LARGEST_FILE: u64 = if cfg!(test) { 4 << 20 } else { 200 << 20 };
/// In bytes, of all files.
const LARGEST: u64 = if cfg!(test) { 8 << 20 } else { 4 << 30 };
/// In bytes, between two questions whether to go on.
const AT_ONCE: u64 = 4 << 20;
/// In bytes: of age's own head, which has three lines for a passphrase.
const LONGEST_SEAL: usize = 4096;

/// What a parcel is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A whole draft: someone goes on with it.
    Draft,
    /// Some sections: someone fills them in.
    Excerpt,
    /// They come back.
    Return,
}

#[derive(Serialize, Deserialize)]
struct Head {
    purpose: Purpose,
    /// Length of the draft's file.
    draft: u64,
    /// Digests of the contents, in their order.
    files: Vec<String>,
}

/// Writes a draft and its attachments under a passphrase, in the place of what is at `path`, which stays until the new
/// file is complete. `read` gives an attachment's content; one without a digest stays listed without it.
///
/// # Errors
/// [`ParcelError::Attachment`], [`ParcelError::TooLarge`], [`ParcelError::Cancelled`], [`ParcelError::Disk`].
pub fn write_parcel(
    path: &Path,
    passphrase: &str,
    purpose: Purpose,
    (form, draft): (&Form, &Draft),
    read: &dyn Fn(&Attachment) -> io::Result<Vec<u8>>,
    hear: Hear<'_>,
) -> Result<(), ParcelError> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(|_| ParcelError::Disk)?;
    let mut recipient = age::scrypt::Recipient::new(secret(passphrase));
    recipient.set_work_factor(WORK);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let sealed = age::Encryptor::with_recipients(recipients).map_err(|_| ParcelError::Disk)?;
    let mut output = sealed.wrap_output(io::BufWriter::new(file.as_file_mut())).map_err(disk)?;
    write_content(&mut output, purpose, &write_draft(form, draft), &draft.attachments, read, hear)?;
    output.finish().and_then(|mut buffer| buffer.flush()).map_err(disk)?;
    file.as_file().sync_all().map_err(disk)?;
    file.persist(path).map_err(|_| ParcelError::Disk)?;
    Ok(())
}

fn write_content(
    output: &mut impl Write,
    purpose: Purpose,
    draft: &str,
    attachments: &[Attachment],
    read: &dyn Fn(&Attachment) -> io::Result<Vec<u8>>,
    hear: Hear<'_>,
) -> Result<(), ParcelError> {
    let mut known = BTreeSet::new();
    let contents: Vec<&Attachment> = attachments
        .iter()
        .filter(|file| file.sha256.as_ref().is_some_and(|digest| known.insert(digest)))
        .collect();
    let files = contents.iter().filter_map(|file| file.sha256.clone()).collect();
    let head = serde_json::to_vec(&Head { purpose, draft: draft.len() as u64, files });
    let head = head.map_err(|_| ParcelError::Disk)?;
    let length = u32::try_from(head.len()).ok().filter(|length| *length <= LONGEST_HEAD);
    let length = length.ok_or(ParcelError::TooLarge)?;
    let mut write = |bytes: &[u8]| output.write_all(bytes).map_err(disk);
    write(MAGIC)?;
    write(&FORMAT.to_le_bytes())?;
    write(&length.to_le_bytes())?;
    write(&head)?;
    write(draft.as_bytes())?;
    let mut total = 0;
    let count = u32::try_from(contents.len()).unwrap_or(u32::MAX);
    for (done, file) in (0..count).zip(contents) {
        step(hear, done, count)?;
        let unread = || ParcelError::Attachment(file.path.clone());
        let bytes = read(file).map_err(|_| unread())?;
        // What is not as it was added would be refused on the other side.
        if file.sha256.as_deref() != Some(&sha256(&bytes)) {
            return Err(unread());
        }
        let length = bytes.len() as u64;
        total += length;
        if length > LARGEST_FILE || total > LARGEST {
            return Err(ParcelError::TooLarge);
        }
        write(&length.to_le_bytes())?;
        write(&bytes)?;
    }
    Ok(())
}

/// A parcel that was read through once: whole, and what its digests say.
pub struct OpenParcel {
    /// What it is for.
    pub purpose: Purpose,
    /// The draft in it.
    pub draft: Draft,
    stream: StreamReader<BufReader<File>>,
    /// Digest, and where in the stream with which length.
    contents: Vec<(String, u64, u64)>,
}

/// Opens a parcel and reads it through; changes nothing.
///
/// # Errors
/// Every kind of [`ParcelError`] but [`ParcelError::Attachment`].
pub fn open_parcel(path: &Path, passphrase: &str, hear: Hear<'_>) -> Result<OpenParcel, ParcelError> {
    let mut stream = unsealed(path, passphrase)?;
    let mut frame = [0; 16];
    stream.read_exact(&mut frame).map_err(damaged)?;
    let number = |at: usize| u32::from_le_bytes([frame[at], frame[at + 1], frame[at + 2], frame[at + 3]]);
    let (format, length) = (number(8), number(12));
    if !frame.starts_with(MAGIC) || format == 0 {
        return Err(ParcelError::NotAParcel);
    }
    if format > FORMAT {
        return Err(ParcelError::Newer(format));
    }
    if length > LONGEST_HEAD {
        return Err(ParcelError::TooLarge);
    }
    let head: Head =
        serde_json::from_slice(&exactly(&mut stream, length.into())?).map_err(|_| ParcelError::Damaged)?;
    if head.draft > LONGEST_DRAFT {
        return Err(ParcelError::TooLarge);
    }
    let text = String::from_utf8(exactly(&mut stream, head.draft)?).map_err(|_| ParcelError::Damaged)?;
    let draft = read_draft(&text).map_err(ParcelError::Draft)?;
    let start = frame.len() as u64 + u64::from(length) + head.draft;
    let contents = contents(&mut stream, start, head.files, &draft, &mut Reading::of(path, hear)?)?;
    let is_fit = (head.purpose == Purpose::Draft) == draft.excerpt.is_none();
    if is_fit {
        Ok(OpenParcel { purpose: head.purpose, draft, stream, contents })
    } else {
        Err(ParcelError::Damaged)
    }
}

/// Reads every content once and holds it against its digest. None is kept in memory.
fn contents(
    stream: &mut StreamReader<BufReader<File>>,
    start: u64,
    digests: Vec<String>,
    draft: &Draft,
    reading: &mut Reading<'_>,
) -> Result<Vec<(String, u64, u64)>, ParcelError> {
    let wanted: BTreeSet<&String> =
        draft.attachments.iter().filter_map(|file| file.sha256.as_ref()).collect();
    if digests.iter().collect::<BTreeSet<_>>() != wanted || digests.len() != wanted.len() {
        return Err(ParcelError::Damaged);
    }
    let mut at = start;
    let mut contents = Vec::with_capacity(digests.len());
    for digest in digests {
        let mut length = [0; 8];
        stream.read_exact(&mut length).map_err(damaged)?;
        let length = u64::from_le_bytes(length);
        at += 8;
        if length > LARGEST_FILE || at - start + length > LARGEST {
            return Err(ParcelError::TooLarge);
        }
        if sha256(&reading.content(stream, length)?) != digest {
            return Err(ParcelError::Damaged);
        }
        contents.push((digest, at, length));
        at += length;
    }
    // Only the stream's end shows that nothing was cut off, and nothing added.
    match stream.read(&mut [0]) {
        Ok(0) => Ok(contents),
        _ => Err(ParcelError::Damaged),
    }
}

impl OpenParcel {
    /// Hands out every content, one after the other. None is held against its digest again: the stream is sealed.
    ///
    /// # Errors
    /// [`ParcelError::Damaged`] where the file has been changed since it was opened; [`ParcelError::Cancelled`]; and those
    /// of `keep`.
    pub fn each_content<E: From<ParcelError>>(
        &mut self,
        hear: Hear<'_>,
        mut keep: impl FnMut(&str, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let total = self.contents.iter().map(|(_, _, length)| length).sum();
        let mut reading = Reading { done: 0, total, hear };
        for (digest, at, length) in &self.contents {
            self.stream.seek(SeekFrom::Start(*at)).map_err(damaged)?;
            let bytes = reading.content(&mut self.stream, *length)?;
            keep(digest, bytes)?;
        }
        Ok(())
    }
}

/// Contents that are read one after the other, some of them large.
struct Reading<'h> {
    /// In bytes, as `total`.
    done: u64,
    total: u64,
    hear: Hear<'h>,
}

impl<'h> Reading<'h> {
    /// A whole file is about as long as its contents.
    fn of(path: &Path, hear: Hear<'h>) -> Result<Reading<'h>, ParcelError> {
        let total = std::fs::metadata(path).map_err(disk)?.len();
        Ok(Reading { done: 0, total, hear })
    }

    /// So many bytes; memory is taken as they come, not as a length claims.
    fn content(&mut self, stream: &mut impl Read, length: u64) -> Result<Vec<u8>, ParcelError> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < length {
            let kibibytes = |bytes: u64| u32::try_from(bytes >> 10).unwrap_or(u32::MAX);
            step(self.hear, kibibytes(self.done), kibibytes(self.total.max(self.done)))?;
            let read = (length - bytes.len() as u64).min(AT_ONCE);
            bytes.append(&mut exactly(stream, read)?);
            self.done += read;
        }
        Ok(bytes)
    }
}

fn unsealed(path: &Path, passphrase: &str) -> Result<StreamReader<BufReader<File>>, ParcelError> {
    let mut file = BufReader::new(File::open(path).map_err(disk)?);
    // age would read a first line of any length into memory.
    let mut seal = Vec::new();
    file.by_ref().take(LONGEST_SEAL as u64).read_to_end(&mut seal).map_err(disk)?;
    let has_end = seal.windows(5).any(|window| window == b"\n--- ");
    if !seal.starts_with(b"age-encryption.org/v1\n-> scrypt ") || !has_end {
        return Err(ParcelError::NotAParcel);
    }
    file.seek(SeekFrom::Start(0)).map_err(disk)?;
    let mut identity = age::scrypt::Identity::new(secret(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let sealed = age::Decryptor::new_buffered(file).map_err(|error| refused(&error))?;
    sealed.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| refused(&error))
}

fn refused(error: &age::DecryptError) -> ParcelError {
    match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            ParcelError::WrongPassphrase
        }
        age::DecryptError::ExcessiveWork { .. } => ParcelError::TooCostly,
        age::DecryptError::InvalidHeader
        | age::DecryptError::UnknownFormat
        | age::DecryptError::NoMatchingKeys => ParcelError::NotAParcel,
        _ => ParcelError::Damaged,
    }
}

/// So many bytes, or an error.
fn exactly(stream: &mut impl Read, length: u64) -> Result<Vec<u8>, ParcelError> {
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(ParcelError::Damaged) }
}

fn damaged(_: io::Error) -> ParcelError {
    ParcelError::Damaged
}

fn disk(_: io::Error) -> ParcelError {
    ParcelError::Disk
}

/// The same passphrase whichever keyboard composed its characters.
fn secret(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.nfc().collect::<String>())
}
