//! What can be looked at instead of read: reasons step by step, figures against limits, the procedure with its days.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_core::answers::{Draft, read_draft};
use shenbao_core::check::{self, Reason};
use shenbao_core::form::{self, Form};
use std::fmt::Write;
use std::path::Path;

#[test]
fn a_half_filled_design_center() {
    look("design-center/2023", "half-filled");
}

#[test]
fn a_review_whose_days_follow_from_the_recognition() {
    look("design-center-review/2023", "in-house");
}

#[test]
fn a_base() {
    look("livestream-base/2023", "base");
}

#[test]
fn a_youth_award() {
    look("science-award/2024", "youth");
}

fn look(pack: &str, example: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms").join(pack);
    let form = form::load(&folder).unwrap();
    let text = std::fs::read_to_string(folder.join(format!("examples/{example}.shenbao.json"))).unwrap();
    let draft = read_draft(&text).unwrap();
    let name = format!("{}-{example}", form.id);
    insta::assert_snapshot!(name, said(&form, &draft));
}

fn said(form: &Form, draft: &Draft) -> String {
    let mut text = String::new();
    for condition in &form.conditions {
        if let Some(reason) = check::why(form, draft, &condition.clause) {
            writeln!(text, "{}", condition.clause).unwrap();
            step(&mut text, &reason, 1);
        }
    }
    for gauge in check::gauges(form, draft) {
        let (have, most) = (gauge.have.unwrap_or_default(), if gauge.is_most { "≤" } else { "≥" });
        writeln!(text, "{}: {have} {most} {} {:?}", gauge.label, gauge.limit_text, gauge.standing).unwrap();
    }
    for it in check::timeline(form, draft) {
        let day = it.day.map_or("—".to_owned(), |day| day.to_string());
        writeln!(text, "{day} {} ({})", it.title, it.cite).unwrap();
    }
    text
}

fn step(text: &mut String, reason: &Reason, depth: usize) {
    let figures: Vec<&str> = [&reason.have, &reason.gap].into_iter().flatten().map(String::as_str).collect();
    let places: Vec<String> = reason.places.iter().map(ToString::to_string).collect();
    let indent = "  ".repeat(depth);
    writeln!(
        text,
        "{indent}{:?} {} [{}] {}",
        reason.standing,
        reason.asks,
        figures.join("，"),
        places.join(" ")
    )
    .unwrap();
    for inner in &reason.inner {
        step(text, inner, depth + 1);
    }
}
