//! Draft → bundle: composes, renders, gathers. Documents are rendered side by side.

use super::evidence::{self, ReadEvidence};
use super::finished::{Bundle, BundleFile};
use super::manifest::{BoundEvidence, FileEntry, Manifest, sha256};
use super::{BundleError, names};
use crate::answers::Draft;
use crate::check::Report;
use crate::compose::{self, Composed, Document, ListedMaterial, SigningPlace};
use crate::form::Form;
use crate::render::pdf::{self, Fonts, Rendered};
use crate::render::xlsx;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::mpsc;

/// What building knows beside form, draft and report.
pub struct Setting<'a> {
    /// The day on which it is made.
    pub day: NaiveDate,
    /// The program's version.
    pub app_version: &'a str,
    /// For the documents.
    pub fonts: &'a Fonts,
    /// Where attachments come from.
    pub evidence: ReadEvidence<'a>,
}

/// How far a bundle is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Progress {
    /// Files made.
    pub done: u32,
    /// Files to be made.
    pub total: u32,
    /// The file that was just made.
    pub file: String,
}

/// Makes the bundle of a draft; writes nothing. `progress` hears of every file and may break off.
///
/// # Errors
/// [`BundleError::Cancelled`], [`BundleError::Render`] or [`BundleError::FileName`]. A draft that is not ready is no
/// error: it is printed as 草稿. Evidence that cannot be had is listed in [`Manifest::missing`].
pub fn build(
    form: &Form,
    draft: &Draft,
    report: &Report,
    setting: &Setting<'_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bundle, BundleError> {
    let app_version = setting.app_version.to_owned();
    let words = compose::Setting { day: setting.day, app_version: app_version.clone() };
    let composed = compose::compose(form, draft, report, &words);
    let planned = evidence::planned(form, draft, report);
    let attached = evidence::count(&planned);
    let others = [composed.workbook.is_some(), form.documents.signing.is_some()].map(usize::from);
    let total = composed.documents.len() + attached + others.iter().sum::<usize>();
    let mut made = Made { entries: Vec::new(), files: Vec::new(), done: 0, total: small(total), progress };

    let rendered = made.documents(&composed.documents, setting.fonts)?;
    let places = signing_places(&composed, &rendered);
    for (document, rendered) in composed.documents.iter().zip(rendered) {
        made.keep(&document.file_name, &document.title, Some(rendered.pages), rendered.bytes, Vec::new());
    }
    if let Some(workbook) = &composed.workbook {
        let bytes = xlsx::render(workbook).map_err(|e| not_tabled(&workbook.file_name, &e))?;
        made.keep(&workbook.file_name, &workbook.title, None, bytes, Vec::new());
        made.step(&workbook.file_name)?;
    }
    let list = |materials: &[ListedMaterial]| {
        compose::evidence_list(form, draft, report, &words, &composed, materials)
    };
    let mut step = |step: &str| made.step(step).map_or(ControlFlow::Break(()), ControlFlow::Continue);
    let volume = evidence::bound(&planned, setting, &list, &mut step)?;
    let missing = volume.map_or_else(Vec::new, |volume| {
        made.keep(&volume.file_name, &volume.title, Some(volume.pages), volume.bytes, volume.bound);
        volume.missing
    });
    if let Some(list) = compose::signing_list(form, draft, report, &words, &composed, &places) {
        let rendered = pdf::render(&list, setting.fonts).map_err(|e| not_rendered(&list.file_name, &e))?;
        made.keep(&list.file_name, &list.title, Some(rendered.pages), rendered.bytes, Vec::new());
        made.step(&list.file_name)?;
    }
    made.check_names()?;
    let (entries, files) = made.in_order();
    let manifest = Manifest {
        format: Manifest::FORMAT,
        form: form.id.clone(),
        edition: form.edition.clone(),
        variant: draft.variant.clone(),
        title: form.title.clone(),
        standing: report.standing,
        filing_date: draft.filing_date,
        day: setting.day,
        app_version,
        check_code: composed.check_code.clone(),
        files: entries,
        missing,
        sha256: String::new(),
    };
    Ok(Bundle { to_sign: compose::to_sign(&composed, &places), ..Bundle::sealed(manifest, files) })
}

/// What is made so far.
struct Made<'a> {
    entries: Vec<FileEntry>,
    files: Vec<BundleFile>,
    done: u32,
    total: u32,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Made<'_> {
    /// Renders all documents at the same time; heard of in the order in which they are finished, returned in theirs.
    fn documents(&mut self, documents: &[Document], fonts: &Fonts) -> Result<Vec<Rendered>, BundleError> {
        let mut rendered: Vec<Option<Rendered>> = documents.iter().map(|_| None).collect();
        std::thread::scope(|scope| {
            let (finished, results) = mpsc::channel();
            for (at, document) in documents.iter().enumerate() {
                let finished = finished.clone();
                scope.spawn(move || finished.send((at, document, pdf::render(document, fonts))));
            }
            drop(finished);
            for (at, document, result) in results {
                rendered[at] = Some(result.map_err(|e| not_rendered(&document.file_name, &e))?);
                self.step(&document.file_name)?;
            }
            Ok(())
        })?;
        Ok(rendered.into_iter().flatten().collect())
    }

    fn keep(
        &mut self,
        path: &str,
        title: &str,
        pages: Option<u32>,
        bytes: Vec<u8>,
        evidence: Vec<BoundEvidence>,
    ) {
        self.entries.push(FileEntry {
            path: path.to_owned(),
            title: title.to_owned(),
            sha256: sha256(&bytes),
            bytes: bytes.len() as u64,
            pages,
            original_sha256: None,
            signed: Vec::new(),
            evidence,
        });
        self.files.push(BundleFile { path: path.to_owned(), bytes });
    }

    fn step(&mut self, file: &str) -> Result<(), BundleError> {
        self.done += 1;
        let progress = Progress { done: self.done.min(self.total), total: self.total, file: file.to_owned() };
        match (self.progress)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(BundleError::Cancelled),
        }
    }

    /// By the numbers that the file names begin with: materials are handed in in that order, however they are made.
    fn in_order(self) -> (Vec<FileEntry>, Vec<BundleFile>) {
        let mut made: Vec<_> = self.entries.into_iter().zip(self.files).collect();
        made.sort_by_key(|(entry, _)| names::number(&entry.path));
        made.into_iter().unzip()
    }

    /// Names come from the pack: legal everywhere, and different also where case does not count.
    fn check_names(&self) -> Result<(), BundleError> {
        let mut seen = BTreeSet::from([Manifest::FILE_NAME.to_owned()]);
        for file in &self.files {
            if !names::is_safe(&file.path) || !seen.insert(file.path.to_lowercase()) {
                return Err(BundleError::FileName { name: file.path.clone() });
            }
        }
        Ok(())
    }
}

fn signing_places(composed: &Composed, rendered: &[Rendered]) -> Vec<SigningPlace> {
    let of_document = |(document, rendered): (&Document, &Rendered)| {
        let id = document.id.clone();
        let signed = rendered.places.iter().filter_map(|place| Some((place.page, place.signature.clone()?)));
        signed
            .map(|(page, signature)| SigningPlace { document: id.clone(), page, signature })
            .collect::<Vec<_>>()
    };
    composed.documents.iter().zip(rendered).flat_map(of_document).collect()
}

pub(crate) fn not_rendered(file: &str, error: &pdf::RenderError) -> BundleError {
    failed(file, error, error.hint())
}

pub(crate) fn not_tabled(file: &str, error: &xlsx::RenderError) -> BundleError {
    failed(file, error, "请删减表格的行数后重试")
}

fn failed(file: &str, error: &dyn std::fmt::Display, hint: &'static str) -> BundleError {
    let why = error.to_string().trim_end_matches('。').to_owned();
    BundleError::Render { file: file.to_owned(), why, hint }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
