//! A check after a keystroke: one value changes, everything is checked again.

use crate::sample::{ROSTERS, Sample, headcount, today};
use crate::table::{Row, growth, percentile, times};
use shenbao_core::answers::{Edit, Path as AnswerPath, apply};
use shenbao_core::check::{Setting, check};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    let load = || Sample::load(root);
    for (kind, sample, target) in [
        ("the example", load(), 1.0),
        ("a roster of 2,000", load().with_roster(2000), 5.0),
        ("six tables of 2,000", load().with_rows(2000), 5.0),
    ] {
        let name = format!("check after one change, {kind} ({} rows)", sample.rows());
        let times = checked(sample);
        rows.push(Row::against_target(&format!("{name}, median"), percentile(&times, 50), target, "ms"));
        rows.push(Row::against_target(&format!("{name}, p95"), percentile(&times, 95), target, "ms"));
    }
    let medians = ROSTERS.map(|roster| percentile(&checked(load().with_roster(roster)), 50));
    rows.push(growth(&format!("check after one change: a roster of {ROSTERS:?}"), &medians));
    rows
}

/// The time of each of 200 changes.
fn checked(sample: Sample) -> Vec<Duration> {
    let Sample { form, mut draft } = sample;
    let setting = Setting { today: today(), charset: None, pages: None };
    times(200, |turn| {
        let value = Some(headcount(turn as i32));
        apply(&mut draft, Edit::Set { path: AnswerPath::field("team.headcount"), value }).unwrap();
        black_box(check(&form, &draft, &setting));
    })
}
