//! The sheets of a binder: a list in front, and behind it pages that leave room for someone else's page and say in the
//! margin which one it is. What goes into the room is put there by others.

use super::breaks::Breaker;
use super::fonts::{FaceId, Fonts};
use super::paragraph::{Align, Measure, Setter};
use super::shape::Shaper;
use super::sheet::{A4, Entry, Ink, Mark, Reserved, Shape, Sheets, baseline};
use super::tags::{Element, Role};
use super::{RenderError, Rendered, finish, flow, running, write};
use crate::compose::Document;

/// From the edges of the paper; printers reach that far.
const SIDE: f32 = 28.35;
/// The band above the room, and below it.
const BAND: f32 = 34.0;
const LEADING: f32 = 12.0;
/// The text in a band stands so far from the edge of the paper.
const BAND_TOP: f32 = 16.0;
const SIZE: f32 = 9.0;
const RULE_WIDTH: f32 = 0.4;

/// A page of a binder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinderSheet {
    /// At the top, left: 证明材料 3-2　营业执照
    pub header: String,
    /// At the top, right: 第 1 页 共 3 页
    pub part: String,
    /// Lies on its long side.
    pub is_wide: bool,
    /// Entries of the outline that begin here: level, from 1, and title.
    pub outline: Vec<(u8, String)>,
}

/// The room on a sheet: left, bottom, width, height in points.
pub fn room(is_wide: bool) -> [f32; 4] {
    let (width, height) = size(is_wide);
    [SIDE, BAND, width - 2.0 * SIDE, height - 2.0 * BAND]
}

/// How many pages the document has by itself.
pub fn count_pages(document: &Document, fonts: &Fonts) -> u32 {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    flow::lay_out_blocks(document, &mut setter).page()
}

/// Typesets and writes `list` and behind it the sheets, one page each. On a sheet's page the marked content 0 is kept
/// for the picture.
///
/// # Errors
/// A damaged font file, or a bug.
pub fn render_binder(
    list: &Document,
    sheets: &[BinderSheet],
    fonts: &Fonts,
) -> Result<Rendered, RenderError> {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    let mut pages = flow::lay_out_blocks(list, &mut setter);
    let count = pages.pages.len() + sheets.len();
    running::draw(list, &mut setter, &mut pages, count);
    for sheet in sheets {
        add(sheet, list, &mut setter, &mut pages, count);
    }
    let count = pages.page();
    let bytes = finish::finish(list, &pages, write::write(list, &pages, fonts)?)?;
    Ok(Rendered { bytes, pages: count, places: pages.places })
}

fn add(sheet: &BinderSheet, list: &Document, setter: &mut Setter<'_>, pages: &mut Sheets, count: usize) {
    pages.turn();
    let page = pages.pages.len() - 1;
    let alt = Some(format!("{} {}", sheet.header, sheet.part));
    let figure = Element { role: Role::Figure, parent: None, alt, col_span: 1, row_span: 1, scope: None };
    let figure = pages.tags.add_element(figure);
    pages.reserved.insert(page, Reserved { is_wide: sheet.is_wide, figure });
    for (level, title) in &sheet.outline {
        pages.outline.push(Entry { level: *level, title: title.clone(), page, y: 0.0 });
    }
    let (width, height) = size(sheet.is_wide);
    let mut band = Band { setter, pages, width: width - 2.0 * SIDE, top: BAND_TOP };
    // The part is never cut; what the sheet is may be.
    band.text(&sheet.part, Align::Right, 0.0, Ink::TEXT);
    band.text(&sheet.header, Align::Left, 120.0, Ink::TEXT);
    let rule = BAND - 3.0;
    let shape =
        Shape::Rule { from: (SIDE, rule), to: (width - SIDE, rule), width: RULE_WIDTH, ink: Ink::NOTE };
    band.pages.draw(shape, None);
    band.top = height - BAND + (BAND - BAND_TOP - LEADING);
    band.text(&format!("全册第 {} 页 共 {count} 页", page + 1), Align::Center, 0.0, Ink::NOTE);
    band.text(&running::check_code(list), Align::Right, 0.0, Ink::NOTE);
    band.text(&running::title(list), Align::Left, band.width / 2.0 + 60.0, Ink::NOTE);
}

/// One line of small text across a page.
struct Band<'a, 'f> {
    setter: &'a mut Setter<'f>,
    pages: &'a mut Sheets,
    width: f32,
    top: f32,
}

impl Band<'_, '_> {
    /// As much of the text as fits on one line that leaves `free` points at the other end.
    fn text(&mut self, text: &str, align: Align, free: f32, ink: Ink) {
        let measure =
            Measure { face: FaceId::Serif, size: SIZE, width: self.width - free, indent: 0.0, align };
        let mut lines = self.setter.lines(text, &measure);
        if lines.len() > 1 {
            let kept = lines.first().map_or(0, |line| line.text.chars().count().saturating_sub(2));
            let short: String = text.chars().take(kept).chain("……".chars()).collect();
            lines = self.setter.lines(&short, &measure);
        }
        let Some(line) = lines.into_iter().next() else { return };
        let y = baseline(self.top, LEADING, SIZE);
        let shape = Shape::Text { line, x: SIDE, y, size: SIZE, ink };
        self.pages.pages.last_mut().into_iter().for_each(|page| {
            page.push(Mark { shape: shape.clone(), element: None });
        });
    }
}

fn size(is_wide: bool) -> (f32, f32) {
    if is_wide { (A4.1, A4.0) } else { A4 }
}
