//! Many drafts checked or made at once. What is wrong with one stops none of the others.

use crate::contract::*;
use crate::desk::{Desk, file_failure};
use crate::failure::{Failure, FailureCode};
use crate::press::Press;
use shenbao_core::render::xlsx;
use shenbao_core::summary::{SummaryLine, summarise, workbook};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// A folder's name ends where every system can still open what lies in it.
const LONGEST_NAME: usize = 30;

/// The batch that runs, and what came of the last one.
#[derive(Default)]
pub(crate) struct Batch {
    stopped: AtomicBool,
    lines: Mutex<Vec<SummaryLine>>,
}

impl Press {
    /// Checks drafts one after the other; with a folder, makes each one's submission in a folder of its own there, and a
    /// summary beside them.
    pub fn batch(
        &self,
        desk: &Desk,
        ids: &[String],
        folder: Option<&Path>,
        hear: &dyn Fn(BatchProgress),
    ) -> Result<BatchResult, Failure> {
        self.batch.stopped.store(false, Ordering::SeqCst);
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let mut lines: Vec<SummaryLine> = Vec::new();
        for (id, done) in ids.iter().zip(0..) {
            if self.batch.stopped.load(Ordering::SeqCst) {
                break;
            }
            let line = self.one(desk, id, folder, &|step| hear(BatchProgress { step, done, total }));
            match line {
                Err(failure) if failure.code == FailureCode::Cancelled => break,
                line => lines.push(line.unwrap_or_else(|failure| said(&failure))),
            }
        }
        let stopped = lines.len() < ids.len();
        *self.batch.lines.lock().unwrap_or_else(PoisonError::into_inner) = lines.clone();
        if let Some(folder) = folder {
            self.write_summary(&free(folder, "申报情况汇总表", ".xlsx"))?;
        }
        Ok(BatchResult { lines, stopped, folder: folder.map(|folder| folder.display().to_string()) })
    }

    /// Stops the batch; what is done stays.
    pub fn stop_batch(&self) {
        self.batch.stopped.store(true, Ordering::SeqCst);
        self.cancel();
    }

    /// Writes the last batch as a workbook.
    pub fn write_summary(&self, path: &Path) -> Result<(), Failure> {
        let lines = self.batch.lines.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let bytes = xlsx::render(&workbook(&lines)).map_err(|_| file_failure(path))?;
        std::fs::write(path, bytes).map_err(|_| file_failure(path))?;
        // The folder of all submissions may be shown, and so may this.
        self.wrote(path);
        Ok(())
    }

    /// Checks one draft, and makes its submission. That it could not be made stands in its line.
    fn one(
        &self,
        desk: &Desk,
        id: &str,
        folder: Option<&Path>,
        hear: &dyn Fn(String),
    ) -> Result<SummaryLine, Failure> {
        let copy = desk.copy(id)?;
        let mut line = summarise(&copy.form, &copy.draft, &copy.report);
        let name = line.name.clone().unwrap_or_else(|| "未填写名称".into());
        hear(format!("正在检查 {name}"));
        let Some(folder) = folder else { return Ok(line) };
        let own = free(folder, &legal(&name), "");
        let made = std::fs::create_dir_all(&own).map_err(|_| file_failure(&own)).and_then(|()| {
            let follow = |progress: BundleProgress| hear(format!("{name}：{}", progress.step));
            self.bundle(desk, id, &own, false, &follow)
        });
        match made {
            Ok(generated) => {
                line.path = Some(generated.path);
                // First of all that it lacks: nobody opens it to be told.
                line.lacks.splice(..0, generated.warnings);
            }
            Err(failure) if failure.code == FailureCode::Cancelled => {
                // Empty where nothing was written: nothing of a stopped draft is left.
                let _ = std::fs::remove_dir(&own);
                return Err(failure);
            }
            Err(failure) => line.failure = Some(words(&failure)),
        }
        Ok(line)
    }
}

fn said(failure: &Failure) -> SummaryLine {
    let name = Some("未能打开的草稿".into());
    SummaryLine { name, failure: Some(words(failure)), ..SummaryLine::default() }
}

fn words(failure: &Failure) -> String {
    format!("{}{}", failure.message, failure.hint.as_deref().unwrap_or_default())
}

/// A name that nothing in the folder has: `名称`, `名称-2`, …
fn free(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    let first = folder.join(format!("{stem}{ending}"));
    let others = (2..).map(|number: u32| folder.join(format!("{stem}-{number}{ending}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// What every system takes for a folder's name.
fn legal(name: &str) -> String {
    let is_legal = |c: char| !c.is_control() && !r#"<>:"/\|?*"#.contains(c);
    let name: String = name.chars().map(|c| if is_legal(c) { c } else { '_' }).take(LONGEST_NAME).collect();
    format!("申报-{}", name.trim_matches([' ', '.']))
}

#[cfg(test)]
mod tests {
    use super::legal;

    #[test]
    fn every_name_becomes_a_folder_that_every_system_can_open() {
        for (name, folder) in [
            ("上海某某公司", "申报-上海某某公司"),
            ("a/b\\c:d", "申报-a_b_c_d"),
            ("公司\u{0}\n. ", "申报-公司__"),
            ("..", "申报-"),
        ] {
            assert_eq!(legal(name), folder);
        }
        assert_eq!(legal(&"长".repeat(300)).chars().count(), 33);
    }
}
