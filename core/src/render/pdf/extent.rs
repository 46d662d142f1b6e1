//! How many pages a written section fills in the form: set as the form sets it, and not drawn.

use super::breaks::Breaker;
use super::fonts::Fonts;
use super::grid::Grid;
use super::paragraph::Setter;
use super::shape::Shaper;
use super::sheet::{BOTTOM, TOP};
use crate::compose::boxed;
use rust_decimal::Decimal;

/// Pages of the text in its box, to a tenth, rounded up, when it begins on a new page.
pub fn pages(label: &str, text: &str, fonts: &Fonts) -> Decimal {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    let table = boxed(label, text);
    let grid = Grid::new(&mut setter, &table);
    let room = BOTTOM - TOP - grid.header_height();
    let tenths = (grid.heights.iter().sum::<f32>() / room * 10.0 - 0.001).ceil();
    Decimal::new(tenths as i64, 1)
}
