//! How many pages a written section fills in the form: set as the form sets it, and not drawn.

use super::breaks::Breaker;
use super::fonts::Fonts;
use super::grid::{Grid, LEADING, PAD_Y};
use super::paragraph::Setter;
use super::shape::Shaper;
use super::sheet::{BOTTOM, TOP};
use crate::compose::boxed;
use rust_decimal::Decimal;

/// Characters of a text that are set. One that is longer fills as many pages more as it has characters more: this is asked
/// with every keystroke.
const LONGEST: usize = 100_000;

/// Pages of the text in its box, to a tenth, rounded up, when it begins on a new page.
pub fn pages(label: &str, text: &str, fonts: &Fonts) -> Decimal {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    let start = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let table = boxed(label, start);
    let grid = Grid::new(&mut setter, &table);
    // No line is cut through: what is left at the foot of a page is less than one.
    let page = BOTTOM - TOP - grid.header_height() - 2.0 * PAD_Y;
    let lines_on_page = (page / LEADING).floor().max(1.0);
    let lines: usize = grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.lines.len()).sum();
    let longer = text.len() as f32 / start.len().max(1) as f32;
    let tenths = (lines as f32 * longer / lines_on_page * 10.0).ceil();
    Decimal::new(tenths as i64, 1)
}
