//! Binding of evidence: 200 pages of scans, photos, text and fax pages, made of the samples that the tests have. Beside
//! it qpdf, which puts the PDFs among them one after another, and does nothing else.

use crate::table::{Row, growth, percentile, times};
use shenbao_core::compose::{Block, Document, ListedMaterial};
use shenbao_core::evidence::{Binding, Material, bind};
use shenbao_core::render::pdf::Fonts;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often each sample is bound: 200 pages in all.
const MIX: [(&str, usize); 6] = [
    ("phone_exif6.jpg", 60),
    ("scans.pdf", 15),
    ("W.pdf", 20),
    ("A.pdf", 10),
    ("group4.tif", 10),
    ("pal.png", 20),
];
const PAGES: u32 = 200;
const PHOTOS: [usize; 3] = [2, 20, 200];

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let files = files(root);
    let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    let ours = percentile(&times(5, |_| drop(bound(root, &files))), 50);
    let pdfs: Vec<PathBuf> =
        files.into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "pdf")).collect();
    let our_pdfs = percentile(&times(5, |_| drop(bound(root, &pdfs))), 50);
    let this = std::env::current_exe().unwrap();
    let peak = Command::new(this).arg("--bind-once").output().unwrap();
    let peak: f64 = String::from_utf8(peak.stdout).unwrap().trim().parse().unwrap();
    let grown = PHOTOS.map(|count| {
        let photos = vec![root.join("tests/evidence").join(MIX[0].0); count];
        percentile(&times(5, |_| drop(bound(root, &photos))), 50)
    });
    let megabytes = bytes as f64 / (1 << 20) as f64;
    let mut rows = vec![
        Row::against_target(
            &format!("binding {PAGES} pages of evidence, {megabytes:.0} MiB, median"),
            ours,
            2000.0,
            "ms",
        ),
        Row::against_target(
            "binding them, peak memory of the process",
            peak / 1024.0,
            2.0 * megabytes + 100.0,
            "MiB",
        ),
        growth(&format!("binding: {PHOTOS:?} photos"), &grown),
    ];
    if let Some(theirs) = joined_by_qpdf(&pdfs) {
        rows.push(Row::against("the PDFs among them alone, median", our_pdfs, ("qpdf", theirs), "—", "ms"));
    }
    rows
}

/// Binds once, for the peak memory of a process of its own.
pub(crate) fn once(root: &Path) {
    let binding = bound(root, &files(root));
    assert!(binding.pages > PAGES);
}

fn files(root: &Path) -> Vec<PathBuf> {
    let folder = root.join("tests/evidence");
    MIX.iter().flat_map(|(name, count)| std::iter::repeat_n(folder.join(name), *count)).collect()
}

/// Files are read one at a time, as a bundle reads them.
fn bound(root: &Path, files: &[PathBuf]) -> Binding {
    let fonts = Fonts::load(&root.join("fonts")).unwrap();
    let names = files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let material = Material { number: 1, label: "材料".into(), is_required: true, files: names };
    let mut read = |_, file: usize| std::fs::read(&files[file]).map_err(|error| error.to_string());
    let mut step = |_: &str| ControlFlow::Continue(());
    let binding = bind(&[material], &fonts, &mut read, &list, &mut step).unwrap();
    assert!(binding.materials.iter().flatten().all(Result::is_ok));
    std::hint::black_box(binding)
}

fn list(_: &[ListedMaterial]) -> Document {
    Document {
        id: "evidence".into(),
        title: "证明材料".into(),
        file_name: "05证明材料.pdf".into(),
        is_draft: false,
        warnings: Vec::new(),
        check_code: "bench".into(),
        blocks: vec![Block::Heading { level: 1, text: "证明材料".into() }],
    }
}

/// In milliseconds; `None`: qpdf is not installed.
fn joined_by_qpdf(files: &[PathBuf]) -> Option<f64> {
    let out = tempfile::tempdir().unwrap();
    let run = || {
        let mut command = Command::new("qpdf");
        command.arg("--empty").arg("--pages").args(files).arg("--").arg(out.path().join("joined.pdf"));
        command.output().ok().filter(|output| output.status.success())
    };
    run()?;
    Some(percentile(&times(5, |_| drop(run())), 50))
}
