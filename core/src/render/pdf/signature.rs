//! Room for signature, seal and date. It is never split.

use super::Place;
use super::fonts::FaceId;
use super::paragraph::{Align, Line, Measure, Setter};
use super::sheet::{Area, Ink, Shape, Sheets, baseline};
use super::tags::{ElementId, Role};
use crate::compose::Signature;

/// One line with room to sign, in points.
const LINE_HEIGHT: f32 = 32.0;
const DATE_HEIGHT: f32 = 26.0;
/// Room above the first line; a seal reaches into it.
const ABOVE: f32 = 14.0;
const WIDEST: f32 = 250.0;
const SIZE: f32 = 12.0;
const SIZE_IN_CELL: f32 = 10.5;
const DATE: &str = "年　　月　　日";

/// A signature block with its text set.
pub(super) struct Signing<'a> {
    signature: &'a Signature,
    lines: Vec<Line>,
    date: Option<Line>,
    size: f32,
    width: f32,
}

impl<'a> Signing<'a> {
    /// `width`: of the column that it stands in.
    pub(super) fn new(setter: &mut Setter<'_>, signature: &'a Signature, width: f32) -> Signing<'a> {
        let size = if width < super::sheet::WIDTH { SIZE_IN_CELL } else { SIZE };
        let width = width.min(WIDEST);
        let measure = |align| Measure { face: FaceId::Serif, size, width, indent: 0.0, align };
        let lines =
            signature.lines.iter().flat_map(|text| setter.lines(text, &measure(Align::Left))).collect();
        let date = signature
            .dated
            .then(|| setter.lines(DATE, &measure(Align::Right)))
            .and_then(|lines| lines.into_iter().next());
        Signing { signature, lines, date, size, width }
    }

    pub(super) fn height(&self) -> f32 {
        let date = if self.date.is_some() { DATE_HEIGHT } else { 0.0 };
        ABOVE + self.lines.len() as f32 * LINE_HEIGHT + date
    }

    /// At the foot of `area`, to the right. `element`: the cell that it stands in.
    pub(super) fn draw(&self, sheets: &mut Sheets, area: Area, element: Option<ElementId>) {
        let element = element.unwrap_or_else(|| sheets.tags.add(Role::P, None));
        let x = area.x + area.width - self.width;
        let mut top = area.y + area.height - self.height() + ABOVE;
        for line in &self.lines {
            let y = baseline(top, LINE_HEIGHT, self.size);
            let end = x + line.width;
            self.text(sheets, line, (x, y), element);
            if line.text.contains('签') {
                let rule = Shape::Rule {
                    from: (end + 3.0, y + 3.0),
                    to: (x + self.width, y + 3.0),
                    width: 0.4,
                    ink: Ink::RULE,
                };
                sheets.draw(rule, None);
            }
            top += LINE_HEIGHT;
        }
        if let Some(date) = &self.date {
            self.text(sheets, date, (x, baseline(top, DATE_HEIGHT, self.size)), element);
        }
        let rect = [area.x, area.y, area.width, area.height];
        let signature = Some(self.signature.id.clone());
        sheets.places.push(Place { page: sheets.page(), rect, path: None, signature });
    }

    fn text(&self, sheets: &mut Sheets, line: &Line, (x, y): (f32, f32), element: ElementId) {
        let shape = Shape::Text { line: line.clone(), x, y, size: self.size, ink: Ink::TEXT };
        sheets.draw(shape, Some(element));
    }
}
