//! The same documents typeset by Shenbao and by typst, in turn, on the same machine.

use crate::sample::{Sample, today};
use crate::table::{Row, percentile, times};
use shenbao_core::check;
use shenbao_core::compose::{self, Document};
use shenbao_core::render::pdf::{Fonts, render};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const TURNS: usize = 7;

pub(crate) fn measure(root: &Path, peer: &Path) -> Vec<Row> {
    let documents = documents(root);
    let fonts = root.join("fonts");

    let started = Instant::now();
    render_all(&documents, &Fonts::load(&fonts).unwrap());
    let cold = started.elapsed().as_secs_f64() * 1e3;
    let loaded = Fonts::load(&fonts).unwrap();
    let warm = percentile(&times(TURNS, |_| render_all(&documents, &loaded)), 50);

    let theirs = run_peer(&documents, &fonts, peer);
    let their_cold = theirs[0].load + theirs[0].typeset;
    let mut their_warm: Vec<f64> = theirs[1..].iter().map(|turn| turn.typeset).collect();
    their_warm.sort_by(f64::total_cmp);
    vec![
        Row::against(
            "three PDFs, fonts loaded, median",
            warm,
            ("typst", their_warm[their_warm.len() / 2]),
            "half of typst",
            "ms",
        ),
        Row::against("three PDFs, first time in the process", cold, ("typst", their_cold), "no slower", "ms"),
        Row::figure("typst, peak memory of the process", theirs[0].peak_kib / 1024.0, "MiB"),
    ]
}

fn documents(root: &Path) -> Vec<Document> {
    let Sample { form, draft, .. } = Sample::load(root);
    let report = check::check(&form, &draft, &check::Setting { today: today(), charset: None, pages: None });
    let setting = compose::Setting { day: today(), app_version: "bench".into() };
    compose::compose(&form, &draft, &report, &setting).documents
}

/// One after the other, as the peer does.
fn render_all(documents: &[Document], fonts: &Fonts) {
    for document in documents {
        std::hint::black_box(render(document, fonts).unwrap());
    }
}

struct Turn {
    load: f64,
    typeset: f64,
    peak_kib: f64,
}

fn run_peer(documents: &[Document], fonts: &Path, peer: &Path) -> Vec<Turn> {
    let out = tempfile::tempdir().unwrap();
    let trees = out.path().join("trees.json");
    std::fs::write(&trees, serde_json::to_vec(documents).unwrap()).unwrap();
    let mut command = Command::new(peer);
    command.args([fonts, &trees, out.path()]).arg((TURNS + 1).to_string());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let turn = |line: &str| {
        let turn: serde_json::Value = serde_json::from_str(line).unwrap();
        let figure = |name: &str| turn[name].as_f64().unwrap();
        Turn { load: figure("load_ms"), typeset: figure("typeset_ms"), peak_kib: figure("peak_kib") }
    };
    text.lines().map(turn).collect()
}
