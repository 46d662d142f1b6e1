//! What was filed, why it was sent back, and what is handed in then. What was filed is only read.

use crate::contract::*;
use crate::desk::{Copy, Desk, file_failure, library, number};
use crate::failure::{Failure, FailureCode};
use crate::press::left_out;
use chrono::NaiveDate;
use shenbao_core::answers::{Change, compare};
use shenbao_core::bundle;
use shenbao_core::compose::check_code;
use shenbao_core::correction::correct;
use shenbao_core::library::{Filing, LibraryError, SentBack};
use std::fs;
use std::path::{Path, PathBuf};

const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

impl Desk {
    /// Keeps a draft as it was filed on a day, at the latest today. `code`: of the bundle that was filed; the draft must
    /// still be what was printed.
    pub fn file(&self, id: &str, code: Option<&str>, on: NaiveDate) -> Result<Vec<FilingLine>, Failure> {
        if on > self.today() {
            return Err(Failure::new(FailureCode::BadEdit, "提交日期晚于今天。", "请填写实际提交的日期。"));
        }
        let draft = self.copy(id)?.draft;
        let own = check_code(&draft);
        if code.is_some_and(|code| code != own) {
            return Err(Failure::new(
                FailureCode::ChangedElsewhere,
                "草稿在生成材料之后又有改动，与所提交的材料不一致。",
                "请重新生成材料后再标记。",
            ));
        }
        library(&mut self.table())?.file(number(id)?, &draft, on, &own)?;
        self.filings(id)
    }

    /// A draft's filings, the last one first.
    pub fn filings(&self, id: &str) -> Result<Vec<FilingLine>, Failure> {
        let own = check_code(&self.copy(id)?.draft);
        let filings = library(&mut self.table())?.filings(number(id)?)?;
        let line = |filing: Filing| FilingLine {
            id: u32::try_from(filing.id).unwrap_or(u32::MAX),
            filed_on: filing.filed_on,
            is_current: filing.check_code == own,
            check_code: filing.check_code,
            sent_back: filing.sent_back,
        };
        Ok(filings.into_iter().map(line).collect())
    }

    /// Notes that a filing was sent back, in the place of an earlier note.
    pub fn send_back(&self, id: &str, filing: u32, note: SentBackNote) -> Result<Vec<FilingLine>, Failure> {
        let SentBackNote { by, on, reason, fields } = note;
        if on < self.filing(id, filing)?.filed_on {
            return Err(Failure::new(FailureCode::BadEdit, "退回日期早于提交日期。", "请核对退回日期。"));
        }
        let by = by.trim().to_owned();
        if by.is_empty() {
            return Err(Failure::new(FailureCode::BadEdit, "没有填写退回单位。", "请填写由谁退回。"));
        }
        let asked = fields.into_iter().map(|(field, why)| (field, why.trim().to_owned()));
        let fields = asked.filter(|(_, why)| !why.is_empty()).collect();
        let note = SentBack { by, on, reason: reason.trim().to_owned(), fields };
        library(&mut self.table())?.send_back(number(id)?, filing.into(), &note)?;
        self.filings(id)
    }

    /// What differs between what was filed and the draft as it is now.
    pub fn compare_with_filing(&self, id: &str, filing: u32) -> Result<Vec<Change>, Failure> {
        Ok(compare(&self.filing(id, filing)?.draft, &self.copy(id)?.draft))
    }

    /// Writes the list of differences and what takes the place of what was filed into a new folder below `folder`.
    pub fn write_correction(
        &self,
        id: &str,
        filing: u32,
        folder: &Path,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<WrittenCorrection, Failure> {
        let mut hear = self.heard(hear);
        let filing = self.filing(id, filing)?;
        let Copy { form, draft, report } = self.copy(id)?;
        let filed = self.check(&form, &filing.draft);
        let setting = bundle::Setting {
            day: self.today(),
            app_version: APP_VERSION,
            fonts: self.fonts()?,
            evidence: &|attachment| self.attachment(attachment),
        };
        let made = correct(&form, &filing, &draft, [&filed, &report], &setting, &mut hear)?;
        let target = fresh(folder, &format!("修改材料-{}", made.check_code))?;
        for (name, bytes) in &made.files {
            let path = target.join(name);
            fs::write(&path, bytes).map_err(|_| file_failure(&path))?;
        }
        let files = made.files.into_iter().map(|(name, _)| name).collect();
        let warnings = made.missing.iter().map(left_out).collect();
        Ok(WrittenCorrection { path: target.display().to_string(), files, warnings })
    }

    fn filing(&self, id: &str, filing: u32) -> Result<Filing, Failure> {
        let filings = library(&mut self.table())?.filings(number(id)?)?;
        let found = filings.into_iter().find(|known| known.id == i64::from(filing));
        found.ok_or_else(|| LibraryError::NoSuchFiling.into())
    }
}

/// A folder that was not there before.
fn fresh(folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let numbered = (2..100).map(|number| format!("{name}-{number}"));
    for name in std::iter::once(name.to_owned()).chain(numbered) {
        let target = folder.join(name);
        match fs::create_dir(&target) {
            Ok(()) => return Ok(target),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_) => break,
        }
    }
    Err(file_failure(folder))
}
