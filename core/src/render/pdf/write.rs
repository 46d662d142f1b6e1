//! Sheets become page operations. Points from the top left become points from the bottom left; nothing moves here.

use super::RenderError;
use super::embed::{Codes, font_id};
use super::fonts::{FaceId, Fonts};
use super::paragraph::Line;
use super::sheet::{Area, Ink, Mark, Point, Shape, Sheets};
use super::tags::{ElementId, Tags};
use crate::compose::Document;
use printpdf::{
    Codepoint, Color, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, LinePoint, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem,
    TextMatrix, WindingOrder,
};
use std::collections::BTreeMap;

/// Opacity of the mark of a draft.
const DRAFT_OPACITY: f32 = 0.09;
const DRAFT_STATE: &str = "Draft";

/// The file as printpdf writes it, and what finishing it needs to know.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    /// For each page the elements of its marked content, by number.
    pub(super) content: Vec<Vec<ElementId>>,
    /// For a font by its name in the resources: glyphs by code, two bytes each.
    pub(super) glyph_maps: Vec<(String, Vec<u8>)>,
}

/// Draws all sheets.
///
/// # Errors
/// A font that is damaged.
pub(super) fn write(document: &Document, sheets: &Sheets, fonts: &Fonts) -> Result<Written, RenderError> {
    let codes = Codes::collect(&sheets.pages);
    let mut pdf = PdfDocument::new(&document.title);
    let mut glyph_maps = Vec::new();
    for embedded in codes.embed(fonts)? {
        glyph_maps.extend(embedded.glyph_of_code.map(|map| (embedded.id.0.clone(), map)));
        pdf.resources.fonts.map.insert(embedded.id, embedded.font);
    }
    let state = ExtendedGraphicsState::default().with_current_fill_alpha(DRAFT_OPACITY);
    pdf.resources.extgstates.map.insert(draft_state(), state);
    let mut content = Vec::with_capacity(sheets.pages.len());
    for (at, page) in sheets.pages.iter().enumerate() {
        let (width, height) = sheets.size(at);
        let mut pen = Pen {
            codes: &codes,
            tags: &sheets.tags,
            height,
            ops: Vec::new(),
            // A picture that is drawn later has the first number.
            elements: sheets.reserved.get(&at).map(|sheet| sheet.figure).into_iter().collect(),
            open: Open::Nothing,
            fill: None,
        };
        page.iter().for_each(|mark| pen.mark(mark));
        pen.close();
        pdf.pages.push(PdfPage::new(Pt(width).into(), Pt(height).into(), pen.ops));
        content.push(pen.elements);
    }
    let mut bytes = Vec::new();
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    file.save_to(&mut bytes).map_err(|error| RenderError::Pdf(error.to_string()))?;
    Ok(Written { bytes, content, glyph_maps })
}

/// The marked content that operations go into.
#[derive(PartialEq)]
enum Open {
    Nothing,
    Artifact,
    Element(ElementId),
}

/// Writes one page.
struct Pen<'a> {
    codes: &'a Codes,
    tags: &'a Tags,
    /// Of the page.
    height: f32,
    ops: Vec<Op>,
    elements: Vec<ElementId>,
    open: Open,
    fill: Option<Ink>,
}

impl Pen<'_> {
    fn mark(&mut self, mark: &Mark) {
        self.belong(mark.element);
        match &mark.shape {
            Shape::Text { line, x, y, size, ink } => self.text(line, (*x, *y), *size, *ink),
            Shape::Rule { from, to, width, ink } => self.stroke(&[at(*from), at(*to)], *width, *ink),
            Shape::Curve { points, width, ink } => self.stroke(points, *width, *ink),
            Shape::Fill { area, ink } => self.area(area, PaintMode::Fill, 0.0, *ink),
            Shape::Frame { area, width, ink } => self.area(area, PaintMode::Stroke, *width, *ink),
            Shape::Outline { rings, ink } => self.outline(rings, *ink),
        }
    }

    /// Opens the marked content of an element unless it is open.
    fn belong(&mut self, element: Option<ElementId>) {
        let wanted = element.map_or(Open::Artifact, Open::Element);
        if self.open == wanted {
            return;
        }
        self.close();
        match element {
            None => self.ops.push(Op::BeginMarkedContent { tag: "Artifact".into() }),
            Some(element) => {
                let number = DictItem::Int(self.elements.len() as i64);
                let tag = self.tags.elements[element].role.name().to_owned();
                self.ops.push(begin(tag, "MCID", number));
                self.elements.push(element);
            }
        }
        self.open = wanted;
    }

    fn close(&mut self) {
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
            self.open = Open::Nothing;
        }
    }

    fn text(&mut self, line: &Line, (x, y): (f32, f32), size: f32, ink: Ink) {
        if line.runs.is_empty() {
            return;
        }
        self.fill(ink);
        if line.is_spaced {
            let text = DictItem::String { data: utf16(&line.text), literal: false };
            self.ops.push(begin("Span".into(), "ActualText", text));
        }
        self.ops.push(Op::StartTextSection);
        let mut row = Row { size, y, height: self.height, face: None, pen: 0.0, glyphs: Vec::new() };
        for run in &line.runs {
            let mut from = x + run.x;
            for shaped in run.shaped.iter() {
                for glyph in &shaped.glyphs {
                    let place = (from + glyph.x * size, y - glyph.y * size);
                    let code = Codepoint::with_cid(
                        self.codes.code(shaped.face, glyph),
                        0.0,
                        glyph.text.as_ref().into(),
                    );
                    row.push(&mut self.ops, shaped.face, place, code, glyph.width);
                }
                from += shaped.advance * size;
            }
        }
        row.show(&mut self.ops);
        self.ops.push(Op::EndTextSection);
        if line.is_spaced {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink) {
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        let line =
            printpdf::Line { points: points.iter().map(|at| self.point(at)).collect(), is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn area(&mut self, area: &Area, mode: PaintMode, width: f32, ink: Ink) {
        match mode {
            PaintMode::Stroke => {
                self.ops.push(Op::SetOutlineColor { col: colour(ink) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
            }
            _ => self.fill(ink),
        }
        let rectangle = Rect {
            x: Pt(rounded(area.x)),
            y: Pt(rounded(self.height - area.y - area.height)),
            width: Pt(rounded(area.width)),
            height: Pt(rounded(area.height)),
            mode: Some(mode),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn outline(&mut self, rings: &[Vec<Point>], ink: Ink) {
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::LoadGraphicsState { gs: draft_state() });
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let rings =
            rings.iter().map(|ring| PolygonRing { points: ring.iter().map(|at| self.point(at)).collect() });
        let polygon =
            Polygon { rings: rings.collect(), mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn point(&self, point: &Point) -> LinePoint {
        let p = printpdf::Point { x: Pt(rounded(point.x)), y: Pt(rounded(self.height - point.y)) };
        LinePoint { p, bezier: point.is_control }
    }

    fn fill(&mut self, ink: Ink) {
        if self.fill.replace(ink) != Some(ink) {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }
}

/// Glyphs of one face on one line.
struct Row {
    size: f32,
    y: f32,
    /// Of the page.
    height: f32,
    face: Option<FaceId>,
    /// Where a reader stands after the last glyph.
    pen: f32,
    glyphs: Vec<Codepoint>,
}

impl Row {
    fn push(&mut self, ops: &mut Vec<Op>, face: FaceId, (x, y): (f32, f32), code: Codepoint, width: f32) {
        let is_level = y == self.y;
        if self.face != Some(face) || !is_level {
            self.show(ops);
            ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(self.size) });
            let start = (rounded(x), rounded(self.height - y));
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(start.0), Pt(start.1)) });
            self.face = is_level.then_some(face);
            self.pen = start.0;
        }
        let offset = ((self.pen - x) * 1000.0 / self.size).round();
        if let Some(last) = self.glyphs.last_mut() {
            last.offset += offset;
            self.pen -= offset / 1000.0 * self.size;
        }
        self.glyphs.push(code);
        self.pen += (width * 1000.0).round() / 1000.0 * self.size;
    }

    fn show(&mut self, ops: &mut Vec<Op>) {
        if !self.glyphs.is_empty() {
            let items = vec![TextItem::GlyphIds(std::mem::take(&mut self.glyphs))];
            ops.push(Op::ShowText { items });
        }
    }
}

fn draft_state() -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId(DRAFT_STATE.into())
}

fn begin(tag: String, key: &str, value: DictItem) -> Op {
    let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
    Op::BeginMarkedContentWithProperties { tag, properties }
}

/// As PDF has text: with its byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

fn colour(Ink(red, green, blue): Ink) -> Color {
    let share = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: share(red), g: share(green), b: share(blue), icc_profile: None })
}

fn at((x, y): (f32, f32)) -> Point {
    Point { x, y, is_control: false }
}

/// To a hundredth of a point: finer than any printer, and short in the file.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
