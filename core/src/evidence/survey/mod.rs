//! What is drawn on a PDF's pages, as far as it says whether a page is a scan, blank or turned. Nothing is rendered: the
//! drawing instructions are followed, within limits, and only pictures that may be blank are looked at.

mod picture;
mod walk;

use crate::picture::Matrix;
use crate::picture::page::{self, Area};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

use super::look::{Look, Sight};
use walk::Walk;

/// Pictures that cover less of a page than this do not make it a scan.
const SCAN: f32 = 0.6;
/// A picture that covers as much makes it one even with other things on it.
const WHOLE: f32 = 0.85;
/// Parts of a scan that cover less do not say how fine it is.
const PART: f32 = 0.05;
/// Pictures of one page that are looked at.
const MOST_LOOKED_AT: usize = 12;
/// Decoded content of all pages together that is followed.
const MOST_CONTENT: usize = 96 << 20;
/// Of one page or form: a list of numbers takes fifty times as much memory as it has bytes.
const LONGEST_CONTENT: usize = 12 << 20;
/// Instructions, parts of contents and annotations of all pages together that are followed.
const MOST_STEPS: usize = 6_000_000;

/// A picture where it is drawn.
struct Drawn {
    picture: Option<ObjectId>,
    /// From the unit square to the page.
    matrix: Matrix,
    pixels: (f32, f32),
}

impl Drawn {
    /// Width and height on the page, in points.
    fn size(&self) -> (f32, f32) {
        let [a, b, c, d, ..] = self.matrix;
        (a.hypot(b), c.hypot(d))
    }

    fn area(&self) -> f32 {
        let [a, b, c, d, ..] = self.matrix;
        (a * d - b * c).abs()
    }

    fn density(&self) -> f32 {
        let (width, height) = self.size();
        (self.pixels.0 / width.max(0.01)).max(self.pixels.1 / height.max(0.01)) * 72.0
    }
}

/// What was seen on a page.
pub(super) struct PageSurvey {
    area: Area,
    is_wide: bool,
    drawn: Vec<Drawn>,
    /// Something that is no picture can be seen.
    paints: bool,
    /// Characters by the quarter turns of their lines, as the page is displayed.
    lines: [usize; 4],
    pub(super) is_blank: bool,
    pub(super) has_undrawn_values: bool,
}

impl PageSurvey {
    /// Pixels to the inch, of a page that is a scan.
    pub(super) fn scan_density(&self) -> Option<f32> {
        self.is_scan().then(|| {
            let page = page_area(self.area);
            let finest = |drawn: &mut dyn Iterator<Item = &Drawn>| drawn.map(Drawn::density).reduce(f32::max);
            let large = finest(&mut self.drawn.iter().filter(|drawn| drawn.area() >= PART * page));
            large.or_else(|| finest(&mut self.drawn.iter())).unwrap_or(f32::MAX)
        })
    }

    fn is_scan(&self) -> bool {
        let page = page_area(self.area);
        let covered: f32 = self.drawn.iter().map(Drawn::area).sum();
        covered >= if self.paints { WHOLE } else { SCAN } * page && !self.drawn.is_empty()
    }

    /// Lines of text tell; a scan without text that lies on its long side may be turned.
    pub(super) fn is_sideways(&self) -> bool {
        let all: usize = self.lines.iter().sum();
        if all >= 20 { self.lines[0] * 2 < all } else { self.is_wide && self.is_scan() }
    }
}

fn page_area([left, bottom, right, top]: Area) -> f32 {
    (right - left) * (top - bottom)
}

/// Follows the pages of one document.
pub(super) struct Surveyor<'d> {
    document: &'d Document,
    content_left: usize,
    steps_left: usize,
    /// Pictures that were looked at: logos and letterheads come again.
    looks: HashMap<ObjectId, Look>,
    sight: Sight,
}

impl<'d> Surveyor<'d> {
    pub(super) fn new(document: &'d Document) -> Surveyor<'d> {
        Surveyor {
            document,
            content_left: MOST_CONTENT,
            steps_left: MOST_STEPS,
            looks: HashMap::new(),
            sight: Sight::new(),
        }
    }

    pub(super) fn page(&mut self, id: ObjectId) -> PageSurvey {
        let document = self.document;
        let area = page::page_box(document, id);
        let turn = page::turn(document, id);
        let (width, height, upright) = page::turned(area, turn);
        let mut survey = PageSurvey {
            area,
            is_wide: width > height,
            drawn: Vec::new(),
            paints: false,
            lines: [0; 4],
            is_blank: false,
            has_undrawn_values: false,
        };
        let is_followed = self.follow(id, upright, &mut survey);
        self.annotations(id, &mut survey);
        survey.is_blank = is_followed && !survey.paints && self.is_all_blank(&survey.drawn);
        survey
    }

    /// Whether the page's content could be followed to its end.
    fn follow(&mut self, id: ObjectId, upright: Matrix, survey: &mut PageSurvey) -> bool {
        // Pages may share a list of parts that is long.
        if self.steps_left == 0 {
            return false;
        }
        let parts = page::contents(self.document, id);
        if !self.step(parts.len()) {
            return false;
        }
        let mut content = Vec::new();
        for part in parts {
            let Some(mut part) = self.decoded(part) else { return false };
            content.append(&mut part);
            content.push(b'\n');
            if content.len() > LONGEST_CONTENT {
                return false;
            }
        }
        let resources = page::resources(self.document, id);
        Walk { surveyor: self, survey, depth: 0 }.content(&content, resources, upright)
    }

    /// Takes steps; `false`: there are not so many left.
    fn step(&mut self, steps: usize) -> bool {
        let left = self.steps_left.checked_sub(steps);
        self.steps_left = left.unwrap_or(0);
        left.is_some()
    }

    /// A stream's content, counted; `None`: too much, or not readable.
    fn decoded(&mut self, id: ObjectId) -> Option<Vec<u8>> {
        let stream = self.document.get_object(id).ok()?.as_stream().ok()?;
        if stream.content.len() > self.content_left {
            return None;
        }
        let most = self.content_left.min(LONGEST_CONTENT);
        let content = stream.get_plain_content_with_limit(most).ok();
        // What cannot be decoded may have been decoded almost to its end, and what is packed badly is read nonetheless.
        let work = content.as_ref().map_or(most, Vec::len).max(stream.content.len()).saturating_add(1);
        self.content_left = self.content_left.saturating_sub(work);
        content
    }

    fn annotations(&mut self, id: ObjectId, survey: &mut PageSurvey) {
        for note in crate::picture::annotations(self.document, id) {
            if !self.step(1) {
                return;
            }
            let has_look = note.get_deref(b"AP", self.document).is_ok();
            survey.paints |= has_look;
            survey.has_undrawn_values |= !has_look && self.is_filled_in(note);
        }
    }

    /// Whether an annotation is a form's field with a text or a choice as its value.
    fn is_filled_in(&self, note: &Dictionary) -> bool {
        let is_field = note.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget");
        let mut node = note;
        for _ in 0..8 {
            if let Ok(value) = node.get_deref(b"V", self.document) {
                return is_field && matches!(value, Object::String(text, _) if !text.is_empty());
            }
            let Ok(parent) = node.get_deref(b"Parent", self.document).and_then(Object::as_dict) else {
                break;
            };
            node = parent;
        }
        false
    }

    fn is_all_blank(&mut self, drawn: &[Drawn]) -> bool {
        drawn.len() <= MOST_LOOKED_AT
            && drawn.iter().all(|drawn| match drawn.picture {
                Some(id) => {
                    let (document, sight) = (self.document, &mut self.sight);
                    *self.looks.entry(id).or_insert_with(|| picture::look(document, id, sight)) == Look::Blank
                }
                None => false,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    /// Blanks, `times` × 32 KiB of them.
    fn packed(times: usize) -> Stream {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        for _ in 0..times {
            std::io::Write::write_all(&mut encoder, &[b' '; 32 << 10]).unwrap();
        }
        Stream::new(dictionary! { "Filter" => "FlateDecode" }, encoder.finish().unwrap())
    }

    #[test]
    fn what_is_unpacked_is_charged_whether_it_was_of_use_or_not() {
        let mut document = Document::new();
        let (short, long) = (document.add_object(packed(2)), document.add_object(packed(400)));
        let mut surveyor = Surveyor::new(&document);
        assert_eq!(surveyor.decoded(short).map(|content| content.len()), Some(64 << 10));
        assert_eq!(surveyor.content_left, MOST_CONTENT - (64 << 10) - 1);
        let left = surveyor.content_left;
        assert_eq!(surveyor.decoded(long), None, "longer than is followed");
        assert_eq!(surveyor.content_left, left - LONGEST_CONTENT - 1);
        surveyor.content_left = 10;
        assert_eq!(surveyor.decoded(short), None, "nothing is left for it");
    }
}
