//! The whole submission: fonts loaded, checked, composed, rendered. Evidence is left out: it is measured by itself.

use crate::sample::{ROSTERS, Sample, today};
use crate::table::{Row, growth, percentile, times};
use shenbao_core::bundle::{Bundle, Setting, build};
use shenbao_core::check;
use shenbao_core::render::pdf::Fonts;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let sample = Sample::load(root);
    let turns = times(10, |_| once(&sample, root));
    let grown = ROSTERS.map(|roster| {
        let sample = Sample::load(root).with_roster(roster);
        percentile(&times(3, |_| once(&sample, root)), 50)
    });
    let this = std::env::current_exe().unwrap();
    let peak = Command::new(this).arg("--once").output().unwrap();
    let peak: f64 = String::from_utf8(peak.stdout).unwrap().trim().parse().unwrap();
    vec![
        Row::against_target("bundle 01–04, fonts included, median", percentile(&turns, 50), 300.0, "ms"),
        Row::figure("bundle 01–04, peak memory of the process", peak / 1024.0, "MiB"),
        growth(&format!("bundle 01–04: a roster of {ROSTERS:?}"), &grown),
    ]
}

/// Everything that a person waits for after pressing the button, but the disk.
pub(crate) fn once(sample: &Sample, root: &Path) {
    std::hint::black_box::<Bundle>(bundle(sample, root));
}

/// The documents and the workbook of a draft, without evidence.
pub(crate) fn bundle(sample: &Sample, root: &Path) -> Bundle {
    let fonts = Fonts::load(&root.join("fonts")).unwrap();
    let charset = fonts.charset();
    let mut draft = sample.draft.clone();
    draft.attachments.clear();
    let report = check::check(
        &sample.form,
        &draft,
        &check::Setting { today: today(), charset: Some(&charset), pages: None },
    );
    let evidence = |_: &_| Err(std::io::ErrorKind::NotFound.into());
    let setting = Setting { day: today(), app_version: "bench", fonts: &fonts, evidence: &evidence };
    build(&sample.form, &draft, &report, &setting, &mut |_| ControlFlow::Continue(())).unwrap()
}
