//! How high a row must be. Spreadsheets measure wrapped text only after an edit, so it is reckoned here: a Chinese
//! character is two columns' units wide, any other is one.

use crate::compose::sheet::{Calculated, Cell, Column};

/// Of one line of 10.5 pt text, in points.
const LINE: f64 = 14.5;
/// Above and below the text together.
const PADDING: f64 = 6.0;
/// What a spreadsheet allows.
const HIGHEST: f64 = 409.0;
/// Of a column's width, the part that text fills: the rest is the cell's margins and words that do not break.
const FILLED: f32 = 0.92;

/// In points.
pub(super) fn of_row(columns: &[Column], cells: &[Cell]) -> f64 {
    let lines = columns.iter().zip(cells).map(|(column, cell)| lines(text(cell), column.width * FILLED));
    (f64::from(lines.max().unwrap_or(1)) * LINE + PADDING).min(HIGHEST)
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Formula { value: Calculated::Text(text), .. } => text,
        _ => "",
    }
}

/// At least 1.
fn lines(text: &str, width: f32) -> u32 {
    let of_one = |line: &str| {
        let mut lines = 1u32;
        let mut used = 0.0;
        for c in line.chars() {
            let wide = if c.is_ascii() { 1.0 } else { 2.0 };
            if used + wide > width && used > 0.0 {
                lines += 1;
                used = 0.0;
            }
            used += wide;
        }
        lines
    };
    text.split('\n').map(of_one).sum()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn text_wraps_at_the_columns_width() {
        for (text, width, count) in [
            ("", 10.0, 1),
            ("上海市示例设", 12.0, 1),
            ("上海市示例设计", 12.0, 2),
            ("abc\n\nd", 5.0, 3),
            ("宽", 0.5, 1),
        ] {
            assert_eq!(lines(text, width), count, "{text}");
        }
    }
}
