//! How high a row and how wide a column must be. Spreadsheets measure wrapped text only after an edit, and show a
//! number that is too wide as ####, so both are reckoned here: a Chinese character is two of a column's units wide, any
//! other is one.

use crate::compose::sheet::{Calculated, Cell, Column, NumberFormat, Sheet};
use rust_decimal::Decimal;

/// Of one line of 10.5 pt text, in points.
const LINE: f64 = 14.5;
/// Above and below the text together.
const PADDING: f64 = 6.0;
/// What a spreadsheet allows.
const HIGHEST: f64 = 409.0;
/// Of a column's width, the part that text fills: the rest is the cell's margins and words that do not break.
const FILLED: f32 = 0.92;

/// Beside a number in its cell.
const MARGIN: f32 = 2.0;

/// The column's width, wider where a number needs it; in half-width characters.
pub(super) fn width(sheet: &Sheet, column: usize) -> f32 {
    let asked = sheet.columns.get(column).map_or(0.0, |column| column.width);
    sheet
        .rows
        .iter()
        .filter_map(|row| row.get(column))
        .map(digits)
        .map(|digits| digits + MARGIN)
        .fold(asked, f32::max)
}

/// The height of a row, in points.
pub(super) fn height(columns: &[Column], cells: &[Cell]) -> f64 {
    let lines = columns.iter().zip(cells).map(|(column, cell)| lines(text(cell), column.width * FILLED));
    (f64::from(lines.max().unwrap_or(1)) * LINE + PADDING).min(HIGHEST)
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Formula { value: Calculated::Text(text), .. } => text,
        _ => "",
    }
}

/// How long a number is when it is shown; 0 for anything else.
fn digits(cell: &Cell) -> f32 {
    let (Cell::Number { value, format } | Cell::Formula { value: Calculated::Number(value), format, .. }) =
        cell
    else {
        return 0.0;
    };
    let whole = value.trunc().abs().to_string().len() + usize::from(value.is_sign_negative());
    let separators = if matches!(format, NumberFormat::Count | NumberFormat::Amount) {
        whole.saturating_sub(1) / 3
    } else {
        0
    };
    let fraction = match format {
        NumberFormat::Count | NumberFormat::Year => 0,
        NumberFormat::Amount => value.normalize().scale().clamp(2, 6) + 1,
        NumberFormat::Plain => decimals(value),
    };
    let fraction = u16::try_from(fraction).unwrap_or(u16::MAX);
    u16::try_from(whole + separators).map_or(f32::MAX, f32::from) + f32::from(fraction)
}

/// A number without a format is shown with at most nine.
fn decimals(value: &Decimal) -> u32 {
    match value.normalize().scale() {
        0 => 0,
        scale => scale.min(9) + 1,
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
    use super::*;

    #[test]
    fn a_number_needs_its_digits_separators_and_decimals() {
        for (value, format, wide) in [
            ("163375.12345678", NumberFormat::Amount, 14.0),
            ("-2400", NumberFormat::Amount, 9.0),
            ("1234567.5", NumberFormat::Count, 9.0),
            ("2024", NumberFormat::Year, 4.0),
            ("12.50", NumberFormat::Plain, 4.0),
        ] {
            let cell = Cell::Number { value: value.parse().unwrap(), format };
            assert_eq!(digits(&cell), wide, "{value}");
        }
        assert_eq!(digits(&Cell::Text("很长的文字".into())), 0.0);
    }

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
