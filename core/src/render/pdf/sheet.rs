//! What stands where on each page, before a word of PDF: points from the page's top left, y downwards.

use super::Place;
use super::paragraph::Line;
use super::tags::{ElementId, Tags};
use std::collections::BTreeMap;

/// Width and height of A4.
pub(super) const A4: (f32, f32) = (595.276, 841.89);
/// The text area of GB/T 9704: 37 mm from the top, 28 mm from the left, 156 mm by 225 mm.
pub(super) const LEFT: f32 = 79.37;
pub(super) const TOP: f32 = 104.88;
pub(super) const WIDTH: f32 = 442.2;
pub(super) const BOTTOM: f32 = TOP + 637.8;

/// The square of a character stands so far above the baseline with its middle, in em.
const MIDDLE: f32 = 0.38;

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

impl Ink {
    pub(super) const TEXT: Ink = Ink(0, 0, 0);
    pub(super) const NOTE: Ink = Ink(0x59, 0x59, 0x59);
    pub(super) const RULE: Ink = Ink(0x26, 0x26, 0x26);
    pub(super) const FAINT: Ink = Ink(0xD4, 0xD4, 0xD4);
    /// Drawn nearly transparent.
    pub(super) const DRAFT: Ink = Ink(0x80, 0x20, 0x20);
    /// What must not be overlooked.
    pub(super) const LOUD: Ink = Ink(0x9C, 0x1C, 0x1C);
    pub(super) const TINT: Ink = Ink(0xF2, 0xF4, 0xF6);
}

/// Left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A point of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
    /// A control point of a cubic curve.
    pub(super) is_control: bool,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// `x` and `y`: the column's left end and the baseline.
    Text {
        line: Line,
        x: f32,
        y: f32,
        size: f32,
        ink: Ink,
    },
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        ink: Ink,
    },
    Fill {
        area: Area,
        ink: Ink,
    },
    Frame {
        area: Area,
        width: f32,
        ink: Ink,
    },
    Curve {
        points: Vec<Point>,
        width: f32,
        ink: Ink,
    },
    Outline {
        rings: Vec<Vec<Point>>,
        ink: Ink,
    },
}

impl Shape {
    /// The same shape further right and down.
    pub(super) fn moved(&self, dx: f32, dy: f32) -> Shape {
        let point = |&(x, y): &(f32, f32)| (x + dx, y + dy);
        let area = |area: &Area| Area { x: area.x + dx, y: area.y + dy, ..*area };
        let dot = |dot: &Point| Point { x: dot.x + dx, y: dot.y + dy, ..*dot };
        match self {
            Shape::Text { line, x, y, size, ink } => {
                Shape::Text { line: line.clone(), x: x + dx, y: y + dy, size: *size, ink: *ink }
            }
            Shape::Rule { from, to, width, ink } => {
                Shape::Rule { from: point(from), to: point(to), width: *width, ink: *ink }
            }
            Shape::Fill { area: old, ink } => Shape::Fill { area: area(old), ink: *ink },
            Shape::Frame { area: old, width, ink } => {
                Shape::Frame { area: area(old), width: *width, ink: *ink }
            }
            Shape::Curve { points, width, ink } => {
                Shape::Curve { points: points.iter().map(dot).collect(), width: *width, ink: *ink }
            }
            Shape::Outline { rings, ink } => Shape::Outline {
                rings: rings.iter().map(|ring| ring.iter().map(dot).collect()).collect(),
                ink: *ink,
            },
        }
    }
}

/// Something drawn, and the element of the document's structure that it belongs to; `None`: an artifact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) shape: Shape,
    pub(super) element: Option<ElementId>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// 1 stands directly below the document's title.
    pub(super) level: u8,
    pub(super) title: String,
    /// From 0.
    pub(super) page: usize,
    /// From the top.
    pub(super) y: f32,
}

/// A page that someone else's page is drawn on later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reserved {
    /// Lies on its long side.
    pub(super) is_wide: bool,
    /// What the picture is in the document's structure.
    pub(super) figure: ElementId,
}

/// The pages as they fill.
#[derive(Default)]
pub(super) struct Sheets {
    /// The marks of each page, in reading order.
    pub(super) pages: Vec<Vec<Mark>>,
    /// Where the next thing goes on the last page.
    pub(super) y: f32,
    pub(super) tags: Tags,
    pub(super) places: Vec<Place>,
    pub(super) outline: Vec<Entry>,
    /// By page, from 0.
    pub(super) reserved: BTreeMap<usize, Reserved>,
    /// Title pages, from 0.
    pub(super) covers: Vec<usize>,
}

impl Sheets {
    /// Width and height of a page, from 0.
    pub(super) fn size(&self, page: usize) -> (f32, f32) {
        if self.reserved.get(&page).is_some_and(|sheet| sheet.is_wide) { (A4.1, A4.0) } else { A4 }
    }

    pub(super) fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Turns unless the page is still empty.
    pub(super) fn turn_if_used(&mut self) {
        if self.pages.is_empty() || self.y > TOP {
            self.turn();
        }
    }

    /// Points left on this page.
    pub(super) fn room(&self) -> f32 {
        if self.pages.is_empty() { 0.0 } else { BOTTOM - self.y }
    }

    /// Turns if `height` does not fit and an empty page would give more.
    pub(super) fn need(&mut self, height: f32) {
        if self.room() < height && (self.y > TOP || self.pages.is_empty()) {
            self.turn();
        }
    }

    pub(super) fn draw(&mut self, shape: Shape, element: Option<ElementId>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark { shape, element });
        }
    }

    /// From 1.
    pub(super) fn page(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }
}

/// The baseline of a line that is `leading` high and starts at `top`.
pub(super) fn baseline(top: f32, leading: f32, size: f32) -> f32 {
    top + leading / 2.0 + MIDDLE * size
}
