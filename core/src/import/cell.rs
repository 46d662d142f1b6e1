//! A cell as it was found, whatever program wrote it.

use chrono::NaiveDate;

/// A cell's content. Formulas give the value that was last calculated.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it stands.
    Text(String),
    /// A number; spreadsheets keep fifteen digits of it.
    Number(f64),
    /// A day, of whichever date system; a time of day is left out.
    Day(NaiveDate),
    /// TRUE or FALSE.
    YesNo(bool),
    /// `#N/A` and its like.
    Fault,
}

/// From here on, a spreadsheet has lost digits of a whole number.
const LARGEST_WHOLE: f64 = 1e15;

impl Cell {
    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As people would read it: numbers with the fifteen digits that a spreadsheet shows, days as `2024-03-05`.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => digits(*number),
            Cell::Day(day) => day.to_string(),
            Cell::YesNo(yes) => (if *yes { "是" } else { "否" }).to_owned(),
            Cell::Fault => "#N/A".to_owned(),
        }
    }

    /// Whether a long number was turned into one of which the last digits are gone: `9.13101E+17`, as a number or as
    /// text.
    pub fn has_lost_digits(&self) -> bool {
        match self {
            Cell::Number(number) => number.abs() >= LARGEST_WHOLE,
            Cell::Text(text) => {
                let text = text.trim();
                text.split_once(['E', 'e']).is_some_and(|(figure, power)| {
                    power.starts_with('+')
                        && power.len() > 1
                        && power[1..].bytes().all(|c| c.is_ascii_digit())
                        && figure.contains('.')
                        && figure.bytes().all(|c| c.is_ascii_digit() || c == b'.')
                })
            }
            _ => false,
        }
    }
}

/// Without the noise of binary fractions: 0.30000000000000004 is 0.3.
fn digits(number: f64) -> String {
    if number.abs() >= LARGEST_WHOLE {
        return format!("{number:E}").replace('E', "E+");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}
