//! Attachments: looked at before they are kept, and again when a draft is opened. Looking at a file takes longer than
//! the table may be kept from others, so it is done without it.

use crate::contract::{Attached, ChangedDraft, InspectedFile, RefusedFile};
use crate::desk::{Copy, Desk, changed, library};
use crate::failure::{Failure, FailureCode};
use shenbao_core::answers::{Attachment, Edit};
use shenbao_core::evidence::{Refusal, RefusalReason, inspect, unlock};
use shenbao_core::files::read_at_most;
use shenbao_core::form::FieldKind;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file larger than this is refused: scans of forms have a few megabytes.
const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// What is known about files, while the program runs.
#[derive(Default)]
pub(crate) struct Drawer {
    /// By content.
    inspected: Mutex<HashMap<String, InspectedFile>>,
    /// Files that wait for a password; the window knows them by their number only.
    locked: Mutex<Vec<Locked>>,
}

#[derive(Clone)]
struct Locked {
    draft: String,
    field: String,
    path: PathBuf,
}

impl Desk {
    /// Keeps files in the library and attaches them to a field, in one change; one file only, where the field takes only
    /// one. Those that cannot be used are named with the reason, and the others are attached.
    pub fn attach(&self, id: &str, field: &str, paths: &[PathBuf]) -> Result<Attached, Failure> {
        let many = takes_many(&self.copy(id)?, field)?;
        let paths = if many { paths } else { paths.get(..1).unwrap_or_default() };
        let (mut files, mut refused) = (Vec::new(), Vec::new());
        for path in paths {
            match read(path).and_then(|bytes| self.inspected(&bytes).map(|()| bytes)) {
                Ok(bytes) => files.push((name(path), bytes)),
                Err(refusal) => refused.push(self.refused(id, field, path, refusal)),
            }
        }
        Ok(Attached { changed: self.put(id, field, files)?, refused })
    }

    /// Attaches a file that waited for its password, without its encryption.
    pub fn unlock_file(&self, locked: u32, password: &str) -> Result<Attached, Failure> {
        let found = usize::try_from(locked).ok().and_then(|at| lock(&self.drawer.locked).get(at).cloned());
        let Some(Locked { draft, field, path }) = found else {
            return Err(Failure::new(FailureCode::NotFound, "找不到要打开的文件。", "请重新选择文件。"));
        };
        let opened = read(&path).and_then(|bytes| unlock(&bytes, password));
        let opened = opened.and_then(|bytes| self.inspected(&bytes).map(|()| bytes));
        let (files, refused) = match opened {
            Ok(bytes) => (vec![(name(&path), bytes)], Vec::new()),
            Err(refusal) => {
                (Vec::new(), vec![RefusedFile { name: name(&path), refusal, locked: Some(locked) }])
            }
        };
        Ok(Attached { changed: self.put(&draft, &field, files)?, refused })
    }

    /// What is known about the contents of a draft's attachments, each once; looks at those that are not known yet.
    pub fn inspect_attachments(&self, id: &str) -> Result<Vec<InspectedFile>, Failure> {
        let mut found: Vec<InspectedFile> = Vec::new();
        for attachment in &self.copy(id)?.draft.attachments {
            let Some(sha256) = &attachment.sha256 else { continue };
            if found.iter().any(|file| file.sha256 == *sha256) {
                continue;
            }
            let known = lock(&self.drawer.inspected).get(sha256).cloned();
            let Ok(file) =
                known.ok_or(()).or_else(|()| self.attachment(attachment).map(|bytes| look(&bytes)))
            else {
                continue;
            };
            lock(&self.drawer.inspected).insert(sha256.clone(), file.clone());
            found.push(file);
        }
        Ok(found)
    }

    /// Looks at a file, and remembers what it is.
    fn inspected(&self, bytes: &[u8]) -> Result<(), Refusal> {
        let file = look(bytes);
        if let Some(refusal) = file.refusal {
            return Err(refusal);
        }
        lock(&self.drawer.inspected).insert(file.sha256.clone(), file);
        Ok(())
    }

    fn refused(&self, id: &str, field: &str, path: &Path, refusal: Refusal) -> RefusedFile {
        let waits = refusal.reason == RefusalReason::NeedsPassword;
        let locked = waits.then(|| {
            let mut locked = lock(&self.drawer.locked);
            locked.push(Locked { draft: id.to_owned(), field: field.to_owned(), path: path.to_owned() });
            u32::try_from(locked.len() - 1).unwrap_or(u32::MAX)
        });
        RefusedFile { name: name(path), refusal, locked }
    }

    /// Attaches contents under their names; a file of a field that takes only one gives way.
    fn put(&self, id: &str, field: &str, files: Vec<(String, Vec<u8>)>) -> Result<ChangedDraft, Failure> {
        let copy = self.copy(id)?;
        if !files.is_empty() {
            let many = takes_many(&copy, field)?;
            let attachments = &copy.draft.attachments;
            let before = attachments.iter().position(|known| known.field == field).filter(|_| !many);
            let mut edits: Vec<Edit> = before.map(|at| Edit::Detach { at }).into_iter().collect();
            let first = attachments.len() - edits.len();
            for (at, (path, bytes)) in files.into_iter().enumerate() {
                let sha256 = Some(library(&mut self.table())?.keep_file(&bytes)?);
                let attachment = Attachment { field: field.to_owned(), path, sha256 };
                edits.push(Edit::Attach { attachment, at: first + at });
            }
            let edit = if edits.len() == 1 { edits.remove(0) } else { Edit::Several { edits } };
            self.edit(id, edit)?;
        }
        let mut table = self.table();
        let held = self.held(&mut table, id)?.clone();
        let form = self.form_of(held.draft())?;
        Ok(changed(&held, self.check(&form, held.draft())))
    }
}

/// Whether an attachment field takes more than one file.
fn takes_many(copy: &Copy, field: &str) -> Result<bool, Failure> {
    match copy.form.fields().find(|known| known.id == field).map(|known| &known.kind) {
        Some(FieldKind::Attachment { many }) => Ok(*many),
        _ => Err(Failure::new(FailureCode::NotFound, "该项不能添加附件。", "请在附件栏中添加。")),
    }
}

fn look(bytes: &[u8]) -> InspectedFile {
    match inspect(bytes) {
        Ok(inspection) => {
            InspectedFile { sha256: inspection.sha256.clone(), inspection: Some(inspection), refusal: None }
        }
        Err(refusal) => InspectedFile {
            sha256: shenbao_core::bundle::sha256(bytes),
            inspection: None,
            refusal: Some(refusal),
        },
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    read_at_most(path, LARGEST_FILE).map_err(|error| match error.kind() {
        std::io::ErrorKind::FileTooLarge => Refusal {
            reason: RefusalReason::TooLarge,
            says: "文件超过 100 MB。".into(),
            hint: "请压缩或拆分后再添加。".into(),
        },
        _ => Refusal {
            reason: RefusalReason::Damaged,
            says: "文件无法读取。".into(),
            hint: "请检查文件是否还在、是否被其他程序占用。".into(),
        },
    })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
