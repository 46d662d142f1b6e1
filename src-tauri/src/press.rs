//! Documents and bundles: made from a copy of the draft, so that filling in goes on meanwhile.

use crate::batch::Batch;
use crate::contract::{BundleFile, BundleProgress, Generated, Pdf, PreviewDocument, PreviewPlace};
use crate::desk::{Copy, Desk};
use crate::failure::{Failure, FailureCode};
use shenbao_core::bundle::{self, BoundEvidence, BundleError, Progress};
use shenbao_core::compose::{self, Document, SigningPlace};
use shenbao_core::render::pdf::{self, Fonts, Rendered};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What was printed last.
#[derive(Default)]
pub struct Press {
    preview: Mutex<Option<Preview>>,
    cancelled: AtomicBool,
    made: Mutex<Vec<PathBuf>>,
    bound: Mutex<HashMap<String, Bound>>,
    pub(crate) batch: Batch,
}

/// The evidence of a draft as it was bound last.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    /// The bound file's name.
    pub(crate) name: String,
    /// Where it lies; in a zip it has only its name.
    pub(crate) path: String,
    /// What is in it where.
    pub(crate) files: Vec<BoundEvidence>,
}

/// One draft's documents; only the last is kept.
struct Preview {
    draft: String,
    documents: Vec<(String, Vec<u8>)>,
}

impl Press {
    /// Makes every document of a draft, to be looked at.
    pub fn preview(&self, desk: &Desk, id: &str) -> Result<Vec<PreviewDocument>, Failure> {
        let printed = print(&desk.copy(id)?, desk)?;
        let mut described = Vec::new();
        let mut documents = Vec::new();
        for (document, rendered) in printed {
            described.push(describe(&document, &rendered));
            documents.push((document.id, rendered.bytes));
        }
        *lock(&self.preview) = Some(Preview { draft: id.to_owned(), documents });
        Ok(described)
    }

    /// One of the documents that [`Press::preview`] made last.
    pub fn pdf(&self, id: &str, document: &str) -> Result<Pdf, Failure> {
        let preview = lock(&self.preview);
        let documents =
            preview.as_ref().filter(|preview| preview.draft == id).map(|preview| &preview.documents);
        let found = documents.into_iter().flatten().find(|(known, _)| known == document);
        found
            .map(|(_, bytes)| Pdf(bytes.clone()))
            .ok_or_else(|| Failure::new(FailureCode::NotFound, "找不到这份文件的预览。", "请重新打开预览。"))
    }

    /// Makes the finished submission below `folder`.
    pub fn bundle(
        &self,
        desk: &Desk,
        id: &str,
        folder: &Path,
        zip: bool,
        hear: &dyn Fn(BundleProgress),
    ) -> Result<Generated, Failure> {
        self.cancelled.store(false, Ordering::SeqCst);
        let copy = desk.copy(id)?;
        let setting = bundle::Setting {
            day: desk.today(),
            app_version: APP_VERSION,
            fonts: desk.fonts()?,
            evidence: &|attachment| desk.attachment(attachment),
        };
        let mut progress = |progress: Progress| {
            hear(BundleProgress { step: progress.file, done: progress.done, total: progress.total });
            if self.cancelled.load(Ordering::SeqCst) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let bundle = bundle::build(&copy.form, &copy.draft, &copy.report, &setting, &mut progress)?;
        let name = bundle.name();
        let path = folder.join(if zip { format!("{name}.zip") } else { name });
        if zip {
            bundle.write_zip(&path)?
        } else {
            bundle.write_folder(&path)?
        }
        lock(&self.made).push(path.clone());
        if let Some(entry) = bundle.manifest.files.iter().find(|entry| !entry.evidence.is_empty()) {
            let name = entry.path.clone();
            let place = if zip { name.clone() } else { path.join(&name).display().to_string() };
            let bound = Bound { name, path: place, files: entry.evidence.clone() };
            lock(&self.bound).insert(id.to_owned(), bound);
        }
        let file = |(name, bytes): (&str, &[u8])| BundleFile {
            name: name.to_owned(),
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        };
        Ok(Generated {
            path: path.display().to_string(),
            files: bundle.files().map(file).collect(),
            check_code: bundle.manifest.check_code.clone(),
            standing: copy.report.standing,
            to_sign: bundle.to_sign.clone(),
            warnings: bundle.manifest.missing.iter().map(left_out).collect(),
        })
    }

    /// The evidence of a draft as it was bound last; `None`: not since the program was started.
    pub(crate) fn bound(&self, id: &str) -> Option<Bound> {
        lock(&self.bound).get(id).cloned()
    }

    /// Stops the bundle that is being made.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Lets [`Press::may_show`] allow something that this program wrote.
    pub fn wrote(&self, path: &Path) {
        lock(&self.made).push(path.to_owned());
    }

    /// Only what was made here may be shown: a page must not be able to open anything else.
    pub fn may_show(&self, path: &Path) -> bool {
        let leads_up = path.components().any(|part| part == Component::ParentDir);
        !leads_up && lock(&self.made).iter().any(|made| path.starts_with(made))
    }
}

impl From<BundleError> for Failure {
    fn from(error: BundleError) -> Failure {
        let code = match error {
            BundleError::Cancelled => FailureCode::Cancelled,
            BundleError::Render { .. } | BundleError::FileName { .. } => FailureCode::Documents,
            _ => FailureCode::File,
        };
        Failure::new(code, format!("{error}。"), format!("{}。", error.hint()))
    }
}

/// Of an attachment that could not be bound.
pub(crate) fn left_out(file: &bundle::MissingEvidence) -> String {
    format!("附件“{}”未能放入：{}", file.path, file.says)
}

/// All documents at the same time, and the list of what to sign, which needs their pages.
fn print(copy: &Copy, desk: &Desk) -> Result<Vec<(Document, Rendered)>, Failure> {
    let setting = compose::Setting { day: desk.today(), app_version: APP_VERSION.to_owned() };
    let composed = compose::compose(&copy.form, &copy.draft, &copy.report, &setting);
    let fonts = desk.fonts()?;
    let rendered = render_all(&composed.documents, fonts)?;
    let mut printed: Vec<(Document, Rendered)> = composed.documents.iter().cloned().zip(rendered).collect();
    let places = signing(&printed);
    if let Some(list) =
        compose::signing_list(&copy.form, &copy.draft, &copy.report, &setting, &composed, &places)
    {
        let rendered = render(&list, fonts)?;
        printed.push((list, rendered));
    }
    Ok(printed)
}

fn render_all(documents: &[Document], fonts: &Fonts) -> Result<Vec<Rendered>, Failure> {
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            documents.iter().map(|document| scope.spawn(move || render(document, fonts))).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| Failure::unexpected())?).collect()
    })
}

fn render(document: &Document, fonts: &Fonts) -> Result<Rendered, Failure> {
    pdf::render(document, fonts).map_err(|error| {
        Failure::new(
            FailureCode::Documents,
            format!("无法生成 {}：{error}", document.file_name),
            format!("{}。", error.hint()),
        )
    })
}

fn signing(printed: &[(Document, Rendered)]) -> Vec<SigningPlace> {
    let mut places = Vec::new();
    for (document, rendered) in printed {
        for place in &rendered.places {
            if let Some(signature) = place.signature.clone() {
                places.push(SigningPlace { document: document.id.clone(), page: place.page, signature });
            }
        }
    }
    places
}

fn describe(document: &Document, rendered: &Rendered) -> PreviewDocument {
    let place = |place: &pdf::Place| PreviewPlace {
        page: place.page,
        rect: place.rect,
        path: place.path.as_ref().map(ToString::to_string),
        signature: place.signature.clone(),
    };
    PreviewDocument {
        id: document.id.clone(),
        title: document.title.clone(),
        file_name: document.file_name.clone(),
        pages: rendered.pages,
        places: rendered.places.iter().map(place).collect(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::Press;
    use std::path::Path;

    #[test]
    fn only_what_was_made_here_is_shown() {
        let press = Press::default();
        let made = Path::new("/out/申报材料");
        assert!(!press.may_show(made));
        press.wrote(made);
        assert!(press.may_show(made) && press.may_show(&made.join("01申请表.pdf")));
        for other in ["/out", "/out/申报材料2", "/", "/out/申报材料/../../etc"] {
            assert!(!press.may_show(Path::new(other)), "{other}");
        }
    }
}
