//! Good files, damaged at random: whatever comes of it, it comes as an answer or a refusal and in time, never as a panic. A
//! few of each kind in every run; `SHENBAO_MUTATIONS=100000` tries as many as one says.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use shenbao_core::answers::{read_draft, write_draft};
use shenbao_core::bundle::verify;
use shenbao_core::evidence::{inspect, unlock};
use shenbao_core::form::{Field, FieldKind, Form, load, load_all};
use shenbao_core::import::{Known, Layout, Source, take};
use shenbao_core::{check, compose};
use std::fs;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const FEW: u64 = 60;
const BOUND: Duration = Duration::from_secs(20);

/// Tries damaged copies of the samples; says with which seed it went wrong.
fn attack(what: &str, samples: &[Vec<u8>], work: impl Fn(&[u8])) {
    assert!(!samples.is_empty(), "{what}: no samples");
    let many = std::env::var("SHENBAO_MUTATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(FEW);
    let first = std::env::var("SHENBAO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for seed in first..first + many {
        let bytes = mutated(samples, seed);
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&bytes)));
        let took = started.elapsed();
        if outcome.is_err() || took > BOUND {
            let kept = std::env::temp_dir().join(format!("shenbao-{what}-{seed}"));
            fs::write(&kept, &bytes).unwrap();
            panic!("{what}: seed {seed} took {took:?}; the file: {}", kept.display());
        }
    }
}

fn mutated(samples: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut bytes = samples[random.random_range(0..samples.len())].clone();
    for _ in 0..random.random_range(1..12) {
        if bytes.is_empty() {
            break;
        }
        let at = random.random_range(0..bytes.len());
        let end = (at + random.random_range(1..64)).min(bytes.len());
        match random.random_range(0..8) {
            0 => bytes[at] = random.random(),
            1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copied = bytes[at..end].to_vec();
                bytes.splice(at..at, copied.repeat(random.random_range(1..40)));
            }
            4 => bytes[at..end].fill([0, 0xFF, b'9', b'[', b'('][random.random_range(0..5)]),
            5 => {
                let other = &samples[random.random_range(0..samples.len())];
                let from = random.random_range(0..other.len());
                bytes.splice(at..end, other[from..(from + 200).min(other.len())].iter().copied());
            }
            6 => {
                // A number becomes another one: lengths, counts, places of objects.
                let digits = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found);
                if let Some(start) = digits {
                    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    let number = ["0", "-1", "4294967296", "99999999999999999999", "2147483647", "1e400"];
                    bytes.splice(start..start + length, number[random.random_range(0..6)].bytes());
                }
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder that ends so and is not large.
fn samples(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let mut open = vec![root().join(folder)];
    let mut samples = Vec::new();
    while let Some(folder) = open.pop() {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                samples.push(fs::read(path).unwrap());
            }
        }
    }
    samples.retain(|sample| !sample.is_empty() && sample.len() < 400_000);
    samples
}

#[test]
fn attachments() {
    let samples = samples("tests/evidence", &[".pdf", ".jpg", ".png", ".tif"]);
    attack("attachment", &samples, |bytes| {
        let _ = inspect(bytes);
        let _ = unlock(bytes, "shenbao");
    });
}

#[test]
fn drafts() {
    let forms = load_all(&root().join("forms")).unwrap();
    attack("draft", &samples("forms", &[".shenbao.json"]), |bytes| {
        let Ok(draft) = read_draft(&String::from_utf8_lossy(bytes)) else { return };
        let today = draft.filing_date.unwrap_or_default();
        for form in forms.iter().filter(|form| form.id == draft.form) {
            let setting = check::Setting { today, charset: None, pages: None };
            let report = check::check(form, &draft, &setting);
            let setting = compose::Setting { day: today, app_version: "test".into() };
            std::hint::black_box(compose::compose(form, &draft, &report, &setting));
            assert!(read_draft(&write_draft(form, &draft)).is_ok(), "what is written can be read");
        }
    });
}

#[test]
fn packs() {
    let folder = tempfile::tempdir().unwrap();
    let blocks = folder.path().join("blocks");
    fs::create_dir(&blocks).unwrap();
    for entry in fs::read_dir(root().join("forms/blocks")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, blocks.join(path.file_name().unwrap())).unwrap();
    }
    let pack = folder.path().join("evil").join("2026");
    fs::create_dir_all(&pack).unwrap();
    for name in ["form.toml", "conditions.toml", "documents.toml"] {
        for good in ["form.toml", "conditions.toml", "documents.toml"] {
            fs::copy(root().join("forms/livestream-base/2023").join(good), pack.join(good)).unwrap();
        }
        attack(name, &samples("forms", &[name]), |bytes| {
            fs::write(pack.join(name), bytes).unwrap();
            let _ = load(&pack);
        });
    }
}

#[test]
fn tables() {
    let form: Form = load(&root().join("forms/livestream-base/2023")).unwrap();
    let field: &Field = form.fields().find(|field| matches!(field.kind, FieldKind::Table { .. })).unwrap();
    let samples = samples("tests/imports", &[".xlsx", ".xls", ".ods", ".csv", ".txt"]);
    attack("table", &samples, |bytes| {
        let Ok(mut source) = Source::open("a", bytes.to_vec()) else { return };
        for sheet in 0..source.sheets().len().min(2) {
            let mut go = |_| ControlFlow::Continue(());
            let Ok(table) = source.read(sheet, &mut go) else { continue };
            let layout = Layout::guess(&table, field, &Known::default());
            let _ = take(&table, field, &layout, &mut |_| ControlFlow::Continue(()));
        }
    });
}

#[test]
fn bundles() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.zip");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let manifest = "{\"format\":1,\"files\":[{\"path\":\"a.pdf\",\"bytes\":1,\"sha256\":\"\"}]}";
    for (name, text) in [("manifest.json", manifest), ("a.pdf", "x")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    attack("bundle", &[zip.finish().unwrap().into_inner()], |bytes| {
        fs::write(&path, bytes).unwrap();
        let _ = verify(&path);
    });
}
