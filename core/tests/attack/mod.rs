//! What a file from anywhere goes through, kind by kind: the same for files that are damaged at random (`mutated.rs`), for
//! those that once did harm (`tests/hostile/`), and for the fuzzer (`fuzz/`). Whatever comes of it, it comes as an answer
//! or a refusal and in time, never as a panic.

mod evidence;
mod packs;
mod parcels;
mod tables;
mod zips;

use shenbao_core::answers::{Draft, read_draft, write_draft};
use shenbao_core::form::{Form, load_all};
use shenbao_core::{check, compose};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A kind of file.
pub(crate) struct Target {
    /// Of the fuzz target and of the folder below `tests/hostile/`.
    pub(crate) name: &'static str,
    /// Good ones, to begin with.
    pub(crate) samples: fn() -> Vec<Vec<u8>>,
    /// Everything that the program does with one before a person has looked at it; whether it was good for anything.
    pub(crate) work: fn(&[u8]) -> bool,
}

/// All of them.
pub(crate) const TARGETS: [Target; 8] = [
    Target { name: "packs", samples: packs::samples, work: packs::work },
    Target { name: "drafts", samples: drafts, work: draft },
    Target { name: "workbooks", samples: tables::workbooks, work: tables::workbook },
    Target { name: "tables", samples: tables::texts, work: tables::text },
    Target { name: "attachments", samples: evidence::samples, work: evidence::work },
    Target { name: "parcels", samples: parcels::samples, work: parcels::work },
    Target { name: "parcel-contents", samples: parcels::contents, work: parcels::work_on_contents },
    Target { name: "bundles", samples: zips::bundles, work: zips::bundle },
];

/// Parts of a file that is made of several stand behind one another with this byte between them: a damaged zip is refused
/// by its sums, and what is in it would never be looked at.
const BETWEEN: u8 = 0;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| load_all(&root().join("forms")).unwrap());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder that ends so and is not large.
fn files(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let mut open = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                files.push(fs::read(path).unwrap());
            }
        }
    }
    files.retain(|file| !file.is_empty() && file.len() < 400_000);
    files
}

fn drafts() -> Vec<Vec<u8>> {
    files("forms", &[".shenbao.json"])
}

fn draft(bytes: &[u8]) -> bool {
    let Ok(draft) = read_draft(&String::from_utf8_lossy(bytes)) else { return false };
    let Some(form) = FORMS.iter().find(|form| form.id == draft.form) else { return false };
    filled_in(form, &draft);
    assert!(read_draft(&write_draft(form, &draft)).is_ok(), "what is written can be read");
    true
}

/// Everything between a draft and its pages.
fn filled_in(form: &Form, draft: &Draft) {
    let today = draft.filing_date.unwrap_or_default();
    let report = check::check(form, draft, &check::Setting { today, charset: None, pages: None });
    let setting = compose::Setting { day: today, app_version: "test".into() };
    std::hint::black_box(compose::compose(form, draft, &report, &setting));
}
