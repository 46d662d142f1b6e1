//! A disk that forgets: everything that SQLite writes goes to the real disk and into a record, from which the disk is
//! then built as a power cut would have left it. What was written before a file's last sync is there; of what was
//! written after it, any part may be.
//!
//! SQLite asks its "VFS" for files. Ours is the system's own, with the functions that write exchanged for ones that
//! keep a record of the files of one folder, and pass on.
#![allow(unsafe_code, reason = "SQLite's interface to the disk is a table of C functions")]

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use rusqlite::ffi;
use std::collections::{BTreeMap, HashMap};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// What an interrupted write is whole in: SQLite's own assumption is no smaller unit.
pub(super) const SECTOR: usize = 512;

/// Something that happened to the files of the recorded folder.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// Bytes at a place in a file.
    Write(String, usize, Vec<u8>),
    /// A file cut or filled to a length.
    Truncate(String, usize),
    /// Everything written to the file so far is to stay.
    Sync(String),
    /// A file removed.
    Delete(String),
    /// The program was told that the save with this number is done.
    Acknowledged(i32),
}

/// How much of what was not synced stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeps {
    /// Nothing.
    Nothing,
    /// Everything.
    All,
    /// Each sector or not, as chance will have it.
    Some(u64),
}

#[derive(Default)]
struct Record {
    folder: PathBuf,
    events: Vec<Event>,
    /// Open files: their names, and the system's functions for them.
    open: HashMap<usize, (String, usize)>,
}

fn record() -> MutexGuard<'static, Record> {
    static RECORD: OnceLock<Mutex<Record>> = OnceLock::new();
    RECORD.get_or_init(Mutex::default).lock().unwrap()
}

/// The system's own functions.
static SYSTEM: OnceLock<usize> = OnceLock::new();

/// A record in the making. There is one at a time: another test waits for it.
pub(super) struct Watch(#[expect(dead_code, reason = "held until the record ends")] MutexGuard<'static, ()>);

/// Records the files of a folder from now on, beginning with what they hold. Connections that are open already are not
/// recorded.
pub(super) fn watch(folder: &Path) -> Watch {
    static ONE: Mutex<()> = Mutex::new(());
    let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    SYSTEM.get_or_init(install);
    let mut record = record();
    record.folder = folder.to_owned();
    record.events.clear();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file())
    {
        let name = entry.file_name().into_string().unwrap();
        record.events.push(Event::Write(name.clone(), 0, std::fs::read(entry.path()).unwrap()));
        record.events.push(Event::Sync(name));
    }
    drop(record);
    Watch(alone)
}

impl Watch {
    /// Notes that a save was acknowledged.
    pub(super) fn acknowledge(&self, number: i32) {
        record().events.push(Event::Acknowledged(number));
    }

    /// Ends the record.
    pub(super) fn events(self) -> Vec<Event> {
        let mut record = record();
        record.folder = PathBuf::new();
        std::mem::take(&mut record.events)
    }
}

/// The files as they are when the power is cut after these events.
pub(super) fn after_power_cut(events: &[Event], keeps: Keeps) -> BTreeMap<String, Vec<u8>> {
    let mut chance = StdRng::seed_from_u64(if let Keeps::Some(seed) = keeps { seed } else { 0 });
    let mut last_sync: HashMap<&str, usize> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        if let Event::Sync(name) = event {
            last_sync.insert(name, at);
        }
    }
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let is_safe = |name: &str| last_sync.get(name).is_some_and(|sync| at < *sync);
        match event {
            Event::Write(name, place, bytes) => {
                let file = files.entry(name.clone()).or_default();
                for (number, sector) in bytes.chunks(SECTOR).enumerate() {
                    let stays = match keeps {
                        Keeps::Nothing => false,
                        Keeps::All => true,
                        Keeps::Some(_) => chance.random_bool(0.5),
                    };
                    if is_safe(name) || stays {
                        put(file, place + number * SECTOR, sector);
                    }
                }
            }
            Event::Truncate(name, length) if is_safe(name) || keeps == Keeps::All => {
                files.entry(name.clone()).or_default().resize(*length, 0);
            }
            Event::Delete(name) => drop(files.remove(name)),
            Event::Truncate(..) | Event::Sync(_) | Event::Acknowledged(_) => {}
        }
    }
    files
}

fn put(file: &mut Vec<u8>, place: usize, bytes: &[u8]) {
    let end = place + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[place..end].copy_from_slice(bytes);
}

/// Makes our functions the default for every connection of this process.
fn install() -> usize {
    // SAFETY: the system's table lives as long as the process, and so does our copy of it, which is leaked.
    unsafe {
        let system = ffi::sqlite3_vfs_find(std::ptr::null());
        let mut ours = *system;
        ours.pNext = std::ptr::null_mut();
        ours.zName = c"forgetful".as_ptr();
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        assert_eq!(ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1), ffi::SQLITE_OK);
        system as usize
    }
}

fn system() -> *mut ffi::sqlite3_vfs {
    *SYSTEM.get().unwrap() as *mut ffi::sqlite3_vfs
}

/// The file's name, where it lies in the recorded folder; the index in shared memory is no file of the disk.
fn watched(name: *const c_char) -> Option<String> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite gives a path that ends with a zero.
    let path = PathBuf::from(unsafe { CStr::from_ptr(name) }.to_str().ok()?);
    let name = path.file_name()?.to_str()?.to_owned();
    (path.parent()? == record().folder && !name.ends_with("-shm")).then_some(name)
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's own arguments are passed on; the file's functions are exchanged for a copy of themselves.
    unsafe {
        let result = (*system()).xOpen.unwrap()(system(), name, file, flags, out);
        if let (ffi::SQLITE_OK, Some(name)) = (result, watched(name)) {
            let theirs = (*file).pMethods;
            let mut ours = *theirs;
            ours.xClose = Some(close);
            ours.xWrite = Some(write);
            ours.xTruncate = Some(truncate);
            ours.xSync = Some(sync);
            record().open.insert(file as usize, (name, theirs as usize));
            (*file).pMethods = Box::into_raw(Box::new(ours));
        }
        result
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    if let Some(name) = watched(name) {
        record().events.push(Event::Delete(name));
    }
    // SAFETY: SQLite's own arguments are passed on.
    unsafe { (*system()).xDelete.unwrap()(system(), name, sync) }
}

/// Keeps a record of what happens to a file, and gives the system's functions for it.
fn note(file: *mut ffi::sqlite3_file, event: impl FnOnce(String) -> Event) -> ffi::sqlite3_io_methods {
    let mut record = record();
    let (name, theirs) = record.open[&(file as usize)].clone();
    record.events.push(event(name));
    // SAFETY: the system's table lives as long as the process.
    unsafe { *(theirs as *const ffi::sqlite3_io_methods) }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let (_, theirs) = record().open.remove(&(file as usize)).unwrap();
    // SAFETY: as in `note`.
    unsafe { (*(theirs as *const ffi::sqlite3_io_methods)).xClose.unwrap()(file) }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    place: i64,
) -> c_int {
    // SAFETY: SQLite gives so many bytes.
    let copy = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), length as usize) }.to_vec();
    let theirs = note(file, |name| Event::Write(name, place as usize, copy));
    // SAFETY: SQLite's own arguments are passed on.
    unsafe { theirs.xWrite.unwrap()(file, bytes, length, place) }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    let theirs = note(file, |name| Event::Truncate(name, length as usize));
    // SAFETY: as in `write`.
    unsafe { theirs.xTruncate.unwrap()(file, length) }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as in `write`. What was written is safe only once the system says so.
    let theirs = unsafe { *(record().open[&(file as usize)].1 as *const ffi::sqlite3_io_methods) };
    let result = unsafe { theirs.xSync.unwrap()(file, flags) };
    if result == ffi::SQLITE_OK {
        note(file, Event::Sync);
    }
    result
}
