//! Drafts that travel: as one file under a passphrase, in parts to others and back.
//!
//! Passphrases are used and dropped. A file is read through before anything of it reaches the library.

use crate::contract::*;
use crate::desk::{Copy, Desk, file_failure, library, number};
use crate::failure::{Failure, FailureCode};
use chrono::Local;
use shenbao_core::answers::{
    Draft, Edit, Excerpt, Origin, compare, edits_between, excerpt, read_draft, write_draft,
};
use shenbao_core::exchange::{
    Merged, OpenParcel, ParcelError, Purpose, Side, UnwrittenFile, merge, open_parcel, write_parcel,
    write_plain,
};
use shenbao_core::form::Form;
use shenbao_core::library::{Handout, Key, LibraryError};
use shenbao_core::progress::{Hear, part};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The ending of a file under a passphrase.
pub(crate) const ENDING: &str = "shenbao";

/// Shorter ones are refused when a passphrase is chosen.
const SHORTEST: usize = 8;

/// What has arrived and is not taken in yet.
#[derive(Default)]
pub(crate) struct Post {
    /// Waits for its passphrase.
    locked: Mutex<Option<PathBuf>>,
    /// Waits for decisions.
    returned: Mutex<Option<OpenParcel>>,
}

/// A file that was opened with a double-click, until the page asks for it. macOS hands it over before anything else is
/// there.
#[derive(Default)]
pub(crate) struct Arrived(Mutex<Option<PathBuf>>);

impl Arrived {
    pub(crate) fn put(&self, path: PathBuf) {
        *lock(&self.0) = Some(path);
    }

    pub(crate) fn take(&self) -> Option<PathBuf> {
        lock(&self.0).take()
    }
}

impl Desk {
    /// Takes a file in: a readable draft at once, one under a passphrase when that is given.
    pub fn receive(&self, path: &Path) -> Result<Arrival, Failure> {
        if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING)) {
            return Ok(Arrival::Opened { draft: Box::new(self.import(path)?) });
        }
        *lock(&self.post.locked) = Some(path.to_owned());
        Ok(Arrival::Locked { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned() })
    }

    /// Opens the file that waits.
    pub fn open_locked(&self, passphrase: &str, hear: &dyn Fn(WorkProgress)) -> Result<Arrival, Failure> {
        let waiting = lock(&self.post.locked).clone().ok_or_else(nothing_waits)?;
        let mut hear = self.heard(hear);
        let mut parcel = open_parcel(&waiting, passphrase, &mut part(&mut hear, 0..1, 2))?;
        // The form must be installed before anything is kept.
        let form = self.form_of(&parcel.draft)?;
        if parcel.purpose == Purpose::Return {
            let merging = self.merging(&form, &parcel)?;
            *lock(&self.post.returned) = Some(parcel);
            return Ok(Arrival::Returned { merging: Box::new(merging) });
        }
        self.keep_contents(&mut parcel, &mut part(&mut hear, 1..2, 2))?;
        *lock(&self.post.locked) = None;
        let draft = read_draft(&write_draft(&form, &parcel.draft)).map_err(|_| Failure::unexpected())?;
        Ok(Arrival::Opened { draft: Box::new(self.add(form, draft)?) })
    }

    /// Writes a whole draft under a passphrase.
    pub fn export_protected(
        &self,
        id: &str,
        path: &Path,
        passphrase: &str,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<(), Failure> {
        let copy = self.copy(id)?;
        let purpose = if copy.draft.excerpt.is_some() { Purpose::Excerpt } else { Purpose::Draft };
        self.write((&copy.form, &copy.draft), purpose, path, passphrase, hear)
    }

    /// Writes a part of a draft under a passphrase, and notes that it is out.
    pub fn hand_out(
        &self,
        id: &str,
        request: HandoutRequest,
        path: &Path,
        passphrase: &str,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<(), Failure> {
        let Copy { form, draft, .. } = self.copy(id)?;
        let HandoutRequest { sections, from, to, note } = request;
        let is_known = |id: &String| form.sections.iter().any(|section| section.id == *id);
        if sections.is_empty() || !sections.iter().all(is_known) || draft.excerpt.is_some() {
            return Err(Failure::new(
                FailureCode::NotFound,
                "没有选择要分发的栏目。",
                "请至少选择一个栏目。",
            ));
        }
        let id_of_part = Key::random().to_hex();
        let of = Excerpt { id: id_of_part, sections, shown: Vec::new(), from, to, note };
        let part = excerpt(&form, &draft, of);
        self.write((&form, &part), Purpose::Excerpt, path, passphrase, hear)?;
        let mut table = self.table();
        Ok(library(&mut table)?.give_out(number(id)?, &part, self.clock().to_utc())?)
    }

    /// Writes a part that was filled in, for whoever gave it out.
    pub fn give_back(
        &self,
        id: &str,
        path: &Path,
        passphrase: &str,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<(), Failure> {
        let Copy { form, draft, .. } = self.copy(id)?;
        let of = draft.excerpt.clone().ok_or_else(|| {
            Failure::new(FailureCode::NotFound, "这份草稿不是别人分发的内容。", "请改用“导出”发送。")
        })?;
        self.write((&form, &excerpt(&form, &draft, of)), Purpose::Return, path, passphrase, hear)
    }

    /// The parts of a draft that were given out, the last one first.
    pub fn handouts(&self, id: &str) -> Result<Vec<HandoutLine>, Failure> {
        let form = self.form_of(self.held(&mut self.table(), id)?.draft())?;
        let handouts = library(&mut self.table())?.handouts(number(id)?)?;
        Ok(handouts.iter().map(|handout| line(&form, handout)).collect())
    }

    /// Merges the part that came back, as one change. `decisions`: one for each conflict, in their order.
    pub fn merge_returned(
        &self,
        decisions: &[Side],
        hear: &dyn Fn(WorkProgress),
    ) -> Result<OpenDraft, Failure> {
        let mut waiting = lock(&self.post.returned);
        let parcel = waiting.as_mut().ok_or_else(nothing_waits)?;
        let form = self.form_of(&parcel.draft)?;
        let (handout, ours) = self.handed_out(&parcel.draft)?;
        let id = handout.draft.to_string();
        let Merged { draft, conflicts, taken } =
            merge(&form, &handout.excerpt, [&handout.base, &ours, &parcel.draft], &mut |at| {
                decisions.get(at).copied().unwrap_or(Side::Ours)
            });
        if conflicts.len() != decisions.len() {
            return Err(Failure::new(
                FailureCode::ChangedElsewhere,
                "草稿在核对期间又有改动，合并没有进行。",
                "请重新选择交回的文件，再次核对。",
            ));
        }
        self.keep_contents(parcel, &mut self.heard(hear))?;
        let mut edits = edits_between(&ours, &draft);
        if !edits.is_empty() {
            let is_answered = |field: &&String| {
                draft.answers.contains_key(*field)
                    || draft.attachments.iter().any(|file| file.field == **field)
            };
            let by = Origin::Returned { by: handout.excerpt.to.clone() };
            let origins = taken.iter().filter(is_answered).map(|field| (field.clone(), Some(by.clone())));
            edits.push(Edit::Mark { origins: origins.collect() });
            self.with(&id, |library, held, now, summarise| {
                library.edit(held, Edit::Several { edits }, now, summarise)
            })?;
        }
        library(&mut self.table())?.take_back(&handout.excerpt.id, &parcel.draft, self.clock().to_utc())?;
        *waiting = None;
        *lock(&self.post.locked) = None;
        self.open(&id)
    }

    fn merging(&self, form: &Form, parcel: &OpenParcel) -> Result<Merging, Failure> {
        let (handout, ours) = self.handed_out(&parcel.draft)?;
        let states = [&handout.base, &ours, &parcel.draft];
        let merged = merge(form, &handout.excerpt, states, &mut |_| Side::Ours);
        Ok(Merging {
            id: handout.draft.to_string(),
            applicant: form.name_of(&ours).map(str::to_owned),
            form: form.clone(),
            handout: line(form, &handout),
            taken: compare(&ours, &merged.draft),
            conflicts: merged.conflicts,
        })
    }

    /// What a part was when it was given out, and the draft that it is a part of as it is now.
    fn handed_out(&self, part: &Draft) -> Result<(Handout, Draft), Failure> {
        let id = part.excerpt.as_ref().map(|excerpt| excerpt.id.as_str()).unwrap_or_default();
        let handout = library(&mut self.table())?.handout(id)?;
        let ours = self.copy(&handout.draft.to_string()).map_err(|failure| match failure.code {
            FailureCode::NoSuchDraft => Failure::new(
                FailureCode::NoSuchDraft,
                "分发这部分内容的草稿已删除。",
                "请先在首页恢复该草稿，再合并。",
            ),
            _ => failure,
        })?;
        if (&ours.draft.form, &ours.draft.edition) == (&part.form, &part.edition) {
            Ok((handout, ours.draft))
        } else {
            Err(LibraryError::NoSuchHandout.into())
        }
    }

    /// All of them or none. The table is kept meanwhile: what else is written waits, and is not refused.
    fn keep_contents(&self, parcel: &mut OpenParcel, hear: Hear<'_>) -> Result<(), Failure> {
        library(&mut self.table())?
            .keep_files(|keep| parcel.each_content(hear, |_, bytes| Ok::<_, Failure>(keep(&bytes)?)))
    }

    fn write(
        &self,
        (form, draft): (&Form, &Draft),
        purpose: Purpose,
        path: &Path,
        passphrase: &str,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<(), Failure> {
        if passphrase.chars().count() < SHORTEST {
            return Err(Failure::new(
                FailureCode::WeakPassphrase,
                format!("口令至少 {SHORTEST} 个字符。"),
                "请换一个更长的口令。",
            ));
        }
        let read = |attachment: &_| self.attachment(attachment);
        Ok(write_parcel(path, passphrase, purpose, (form, draft), &read, &mut self.heard(hear))?)
    }

    /// Writes a draft as a readable file, its attachments into a folder beside it; importing it brings both back.
    pub fn export(&self, id: &str, path: &Path) -> Result<(), Failure> {
        let Copy { form, draft, .. } = self.copy(id)?;
        let written = write_plain((&form, &draft), path, &mut |attachment| self.attachment(attachment));
        written.map_err(|UnwrittenFile(path)| file_failure(&path))
    }
}

impl From<ParcelError> for Failure {
    fn from(error: ParcelError) -> Failure {
        let code = match error {
            ParcelError::WrongPassphrase => FailureCode::WrongPassphrase,
            ParcelError::Attachment(_) | ParcelError::Disk => FailureCode::File,
            ParcelError::Cancelled => FailureCode::Cancelled,
            _ => FailureCode::BadDraft,
        };
        Failure::new(code, error.to_string(), error.hint())
    }
}

fn line(form: &Form, handout: &Handout) -> HandoutLine {
    let Excerpt { id, sections, to, note, .. } = handout.excerpt.clone();
    let titles = form.sections.iter().filter(|section| sections.contains(&section.id));
    HandoutLine {
        id,
        to,
        note,
        sections: titles.map(|section| section.title.clone()).collect(),
        given_at: handout.given_at.with_timezone(&Local).to_rfc3339(),
        returned_at: handout.returned_at.map(|at| at.with_timezone(&Local).to_rfc3339()),
    }
}

fn nothing_waits() -> Failure {
    Failure::new(FailureCode::NotFound, "没有待打开的文件。", "请重新选择文件。")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
