//! What pages carry beside their text: page number, check code, the mark of a draft (artifacts, all of it), and the
//! warnings that nobody who reads the page must miss.

use super::fonts::FaceId;
use super::paragraph::{Align, Line, Measure, Setter};
use super::sheet::{A4, Area, BOTTOM, Ink, LEFT, Mark, Point, Shape, Sheets, TOP, WIDTH, baseline};
use super::tags::ElementId;
use crate::compose::{Document, Warning};
use harfrust::font::Font;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathElement};
use std::collections::BTreeSet;

/// The footer stands 7 mm below the text.
const FOOTER_TOP: f32 = BOTTOM + 19.84;
const FOOTER_LEADING: f32 = 14.0;
const FOOTER_SIZE: f32 = 9.0;
const WARNING_SIZE: f32 = 10.5;
const WARNING_LEADING: f32 = 16.0;
const WARNING_PAD: f32 = 7.0;
/// Between the warning and the text.
const WARNING_ABOVE: f32 = 12.0;
const DRAFT: &str = "草稿";
const DRAFT_SIZE: f32 = 130.0;
/// Cosine and sine of the angle that the mark rises at.
const DRAFT_RISE: (f32, f32) = (0.643, 0.766);

/// Adds to every page what it carries; `count`: of the pages of the whole file.
pub(super) fn draw(document: &Document, setter: &mut Setter<'_>, sheets: &mut Sheets, count: usize) {
    let code = check_code(document);
    let title = title(document);
    let mark = document.is_draft.then(|| draft_mark(&setter.shaper.fonts().face(FaceId::SansBold).font));
    for (at, page) in sheets.pages.iter_mut().enumerate() {
        let number = format!("第 {} 页 共 {count} 页", at + 1);
        page.extend(mark.clone().map(|shape| Mark { shape, element: None }));
        for (text, align) in [(&title, Align::Left), (&number, Align::Center), (&code, Align::Right)] {
            page.extend(footer(setter, text, align));
        }
    }
}

/// What the file is, marked as a draft's.
pub(super) fn title(document: &Document) -> String {
    if document.is_draft { format!("{DRAFT}　{}", document.title) } else { document.title.clone() }
}

pub(super) fn check_code(document: &Document) -> String {
    format!("核对码 {}", document.check_code)
}

fn footer(setter: &mut Setter<'_>, text: &str, align: Align) -> Option<Mark> {
    let room = WIDTH / 2.0 - 50.0;
    let width = if align == Align::Left { room } else { WIDTH };
    let measure = Measure { face: FaceId::Serif, size: FOOTER_SIZE, width, indent: 0.0, align };
    let line = setter.lines(text, &measure).into_iter().next()?;
    let y = baseline(FOOTER_TOP, FOOTER_LEADING, FOOTER_SIZE);
    let shape = Shape::Text { line, x: LEFT, y, size: FOOTER_SIZE, ink: Ink::NOTE };
    Some(Mark { shape, element: None })
}

/// On the first page and on every title page, framed together in the margin above the text.
pub(super) fn warn(warnings: &[Warning], element: ElementId, setter: &mut Setter<'_>, sheets: &mut Sheets) {
    let width = WIDTH - 2.0 * WARNING_PAD;
    let measure =
        Measure { face: FaceId::SansBold, size: WARNING_SIZE, width, indent: 0.0, align: Align::Center };
    let lines: Vec<Line> =
        warnings.iter().flat_map(|warning| setter.lines(&warning.says, &measure)).collect();
    let height = lines.len() as f32 * WARNING_LEADING + 2.0 * WARNING_PAD;
    let top = TOP - WARNING_ABOVE - height;
    let pages: BTreeSet<usize> = sheets.covers.iter().copied().chain([0]).collect();
    for (nth, at) in pages.into_iter().enumerate() {
        let Some(page) = sheets.pages.get_mut(at) else { continue };
        let area = Area { x: LEFT, y: top, width: WIDTH, height };
        page.push(Mark { shape: Shape::Frame { area, width: 1.0, ink: Ink::LOUD }, element: None });
        // Read once; what repeats it is an artifact.
        let element = (nth == 0).then_some(element);
        for (line, row) in lines.iter().zip(0u8..) {
            let from = top + WARNING_PAD + f32::from(row) * WARNING_LEADING;
            let y = baseline(from, WARNING_LEADING, WARNING_SIZE);
            let (line, x) = (line.clone(), LEFT + WARNING_PAD);
            page.push(Mark {
                shape: Shape::Text { line, x, y, size: WARNING_SIZE, ink: Ink::LOUD },
                element,
            });
        }
    }
}

/// The mark as an outline: a picture that no text extraction meets.
fn draft_mark(font: &Font) -> Shape {
    let scale = DRAFT_SIZE / f32::from(font.units_per_em());
    let half = DRAFT.chars().count() as f32 / 2.0;
    let mut rings = Vec::new();
    for (at, character) in DRAFT.chars().enumerate() {
        let glyph = font.charmap().map_unicode(character).unwrap_or_default();
        let mut path: Vec<PathElement> = Vec::new();
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            // A glyph that cannot be drawn leaves its part of the mark out; the footer names the draft as well.
            let _ = outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut path);
        }
        let shift = (at as f32 - half) * DRAFT_SIZE;
        let turned = |x: f32, y: f32| {
            let (x, y) = (x * scale + shift, y * scale - 0.38 * DRAFT_SIZE);
            let (cos, sin) = DRAFT_RISE;
            (A4.0 / 2.0 + x * cos - y * sin, A4.1 / 2.0 - x * sin - y * cos)
        };
        trace(&path, turned, &mut rings);
    }
    Shape::Outline { rings, ink: Ink::DRAFT }
}

/// Turns path commands into rings of points; quadratic curves become cubic.
fn trace(path: &[PathElement], turned: impl Fn(f32, f32) -> (f32, f32), rings: &mut Vec<Vec<Point>>) {
    let mut pen = (0.0, 0.0);
    for element in path {
        let points: Vec<(f32, f32)> = match *element {
            PathElement::MoveTo { x, y } => {
                rings.push(Vec::new());
                vec![(x, y)]
            }
            PathElement::LineTo { x, y } => vec![(x, y)],
            PathElement::QuadTo { cx0, cy0, x, y } => {
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                vec![(third(pen.0, cx0), third(pen.1, cy0)), (third(x, cx0), third(y, cy0)), (x, y)]
            }
            PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => vec![(cx0, cy0), (cx1, cy1), (x, y)],
            PathElement::Close => continue,
        };
        let controls = points.len() - 1;
        for (at, (x, y)) in points.into_iter().enumerate() {
            pen = (x, y);
            let (x, y) = turned(x, y);
            if let Some(ring) = rings.last_mut() {
                ring.push(Point { x, y, is_control: at < controls });
            }
        }
    }
}
