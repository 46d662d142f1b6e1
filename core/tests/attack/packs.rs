//! A form pack: its three files, in the place of another one's.

use super::{BETWEEN, filled_in, root};
use shenbao_core::answers::{Draft, read_draft};
use shenbao_core::form::{Found, find, user};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

const FILES: [&str; 3] = ["form.toml", "conditions.toml", "documents.toml"];

thread_local! {
    static FOLDER: (TempDir, PathBuf) = forms();
}

/// Our forms, which a pack may name, and a pack to write over.
fn forms() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let ours = root().join("forms");
    let packs = find(&ours).into_iter().map(|found| found.folder);
    for from in packs.chain([ours.join("blocks"), ours.join("profiles")]) {
        let to = folder.path().join(from.strip_prefix(&ours).unwrap());
        fs::create_dir_all(&to).unwrap();
        let files = fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|path| path.is_file()) {
            fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
        }
    }
    let pack = folder.path().join("evil").join("2026");
    fs::create_dir_all(&pack).unwrap();
    (folder, pack)
}

/// Answers to find in a damaged pack what was asked in the whole one.
static ANSWERED: LazyLock<Vec<Draft>> = LazyLock::new(|| {
    super::drafts().iter().map(|file| read_draft(&String::from_utf8_lossy(file)).unwrap()).collect()
});

pub(super) fn samples() -> Vec<Vec<u8>> {
    let read = |pack: Found| {
        let files = FILES.map(|name| fs::read_to_string(pack.folder.join(name)).unwrap());
        let [form, conditions, documents] = files;
        let quoted = |text: &str| format!("\"{text}\"");
        let form = form.replacen(&quoted(&pack.id), &quoted("evil"), 1);
        let form = form.replacen(&quoted(&pack.edition), &quoted("2026"), 1);
        [form, conditions, documents].map(String::into_bytes).join(&BETWEEN)
    };
    find(&root().join("forms")).into_iter().map(read).collect()
}

pub(super) fn work(bytes: &[u8]) -> bool {
    FOLDER.with(|(_, pack)| read(bytes, pack))
}

fn read(bytes: &[u8], pack: &Path) -> bool {
    let mut parts = bytes.split(|byte| *byte == BETWEEN);
    for name in FILES {
        fs::write(pack.join(name), parts.next().unwrap_or_default()).unwrap();
    }
    let Ok(form) = user::load(pack, pack.ancestors().nth(2).unwrap()) else { return false };
    let shared = |draft: &&Draft| form.fields().filter(|field| draft.answers.contains_key(&field.id)).count();
    let Some(draft) = ANSWERED.iter().max_by_key(shared) else { return false };
    let Some(variant) = form.variants.first() else { return false };
    filled_in(&form, &Draft { variant: variant.id.clone(), ..draft.clone() });
    filled_in(&form, &Draft::empty(&form, &variant.id));
    true
}
