//! Documents that are longer than anyone hands in.

use super::FONTS;
use super::documents::*;
use crate::compose::*;
use crate::render::pdf::{RenderError, pages, render};
use rust_decimal::Decimal;
use std::time::{Duration, Instant};

/// Longer than this is a window that stands still, on any machine and without optimisation.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn what_nobody_hands_in_is_refused_before_it_is_set() {
    let cases: [(&str, Vec<Block>); 4] = [
        ("characters", vec![text(&"长".repeat(3_000_000), Style::Body)]),
        ("a heading", vec![heading(2, &"长".repeat(3_000_000))]),
        ("lines", (0..160_000).map(|_| text("", Style::Body)).collect()),
        ("cells", vec![Block::Table(roster(30_000))]),
    ];
    for (what, blocks) in cases {
        let started = Instant::now();
        let refused = render(&document("long", blocks), &FONTS);
        assert!(matches!(refused, Err(RenderError::TooLong)), "{what}");
        assert!(started.elapsed() < SOON, "{what}: {:?}", started.elapsed());
    }
    assert!(render(&document("long", vec![Block::Table(roster(300))]), &FONTS).is_ok());
}

#[test]
fn the_pages_of_a_very_long_text_are_reckoned() {
    let started = Instant::now();
    let of = |characters: usize| pages("计划", &"长".repeat(characters), &FONTS);
    let (short, long) = (of(50_000), of(5_000_000));
    assert!((long - short * Decimal::from(100)).abs() < Decimal::from(50), "{short} {long}");
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}
