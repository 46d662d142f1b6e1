//! How cells look: the fonts that Chinese offices have, thin grid, tinted header.

use crate::compose::sheet::{Align, NumberFormat};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Body text; the fonts are named, not embedded, so one that every Chinese office suite knows.
const BODY: &str = "宋体";
/// Headers.
const HEAD: &str = "黑体";
const GRID: u32 = 0xA6A6A6;
const TINT: u32 = 0xE8EEF4;
const GREY: u32 = 0x666666;
const ALIGNS: [(Align, FormatAlign); 3] = [
    (Align::Left, FormatAlign::Left),
    (Align::Center, FormatAlign::Center),
    (Align::Right, FormatAlign::Right),
];

/// Every format of a workbook, made once.
pub(super) struct Styles {
    pub(super) header: Format,
    pub(super) note: Format,
    /// In the order of [`ALIGNS`].
    aligned: Vec<Aligned>,
}

struct Aligned {
    text: Format,
    /// For text that begins like a formula: it stays text when someone edits the cell.
    quoted: Format,
    date: Format,
    count: Format,
    amount: Format,
    plain: Format,
    year: Format,
}

/// The formats of one column.
#[derive(Clone, Copy)]
pub(super) struct Looks<'a> {
    pub(super) styles: &'a Styles,
    pub(super) align: Align,
}

impl Styles {
    pub(super) fn new() -> Styles {
        let header = grid(FormatAlign::Center)
            .set_font_name(HEAD)
            .set_font_size(11)
            .set_background_color(TINT)
            .set_text_wrap();
        let note = Format::new().set_font_name(BODY).set_font_size(9).set_font_color(GREY);
        Styles { header, note, aligned: ALIGNS.map(|(_, align)| Aligned::new(align)).into() }
    }
}

impl Aligned {
    fn new(align: FormatAlign) -> Aligned {
        let base = grid(align);
        let shown = |format: &str| base.clone().set_num_format(format);
        Aligned {
            text: base.clone().set_text_wrap(),
            quoted: base.clone().set_text_wrap().set_quote_prefix(),
            date: shown("yyyy-mm-dd"),
            count: shown("#,##0"),
            amount: shown("#,##0.00####"),
            plain: base.clone(),
            year: shown("0"),
        }
    }
}

impl<'a> Looks<'a> {
    pub(super) fn text(self, begins_like_a_formula: bool) -> &'a Format {
        if begins_like_a_formula { &self.aligned().quoted } else { &self.aligned().text }
    }

    pub(super) fn date(self) -> &'a Format {
        &self.aligned().date
    }

    pub(super) fn number(self, format: NumberFormat) -> &'a Format {
        let aligned = self.aligned();
        match format {
            NumberFormat::Count => &aligned.count,
            NumberFormat::Amount => &aligned.amount,
            NumberFormat::Plain => &aligned.plain,
            NumberFormat::Year => &aligned.year,
        }
    }

    fn aligned(self) -> &'a Aligned {
        let index = ALIGNS.iter().position(|(align, _)| *align == self.align).unwrap_or_default();
        &self.styles.aligned[index]
    }
}

fn grid(align: FormatAlign) -> Format {
    Format::new()
        .set_font_name(BODY)
        .set_font_size(10.5)
        .set_align(align)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}
