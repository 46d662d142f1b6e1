//! The title page.

use super::Place;
use super::fonts::FaceId;
use super::paragraph::{Align, Line, Measure, Setter};
use super::sheet::{BOTTOM, Ink, LEFT, Shape, Sheets, TOP, WIDTH, baseline};
use super::tags::{ElementId, Role};
use crate::answers::Path;
use crate::compose::{Cover, Paragraph};

const TITLE_SIZE: f32 = 26.0;
const SUBTITLE_SIZE: f32 = 36.0;
/// Size and leading of the entries; the smaller ones where long names would not leave room otherwise.
const ENTRIES: [(f32, f32); 3] = [(14.0, 25.0), (12.0, 20.0), (10.5, 16.0)];
const ENTRY_GAP: f32 = 10.0;
/// Between the entries and the page's foot, for the note.
const ABOVE_FOOT: f32 = 90.0;
/// Between the subtitle and the entries, at least.
const BELOW_TITLE: f32 = 44.0;
/// Width of the labels' column and of the values', in points.
const LABEL_WIDTH: f32 = 112.0;
const VALUE_WIDTH: f32 = 250.0;
const NOTE_SIZE: f32 = 9.0;
const NOTE_LEADING: f32 = 14.5;

/// A page of its own.
pub(super) fn place(cover: &Cover, setter: &mut Setter<'_>, sheets: &mut Sheets) {
    sheets.turn_if_used();
    sheets.covers.push(sheets.pages.len().saturating_sub(1));
    sheets.y = TOP + 46.0;
    title(setter, sheets, &cover.title, TITLE_SIZE, Role::H1);
    sheets.y += 22.0;
    title(setter, sheets, &cover.subtitle, SUBTITLE_SIZE, Role::P);
    let from = sheets.y + BELOW_TITLE;
    let entries = fitting(setter, cover, BOTTOM - ABOVE_FOOT - from);
    let height: f32 = entries.iter().map(Entry::height).sum();
    sheets.y = (BOTTOM - ABOVE_FOOT - height).max(from);
    for entry in entries {
        entry.draw(sheets);
    }
    if let Some(note) = &cover.note {
        foot(setter, sheets, note);
    }
    sheets.turn();
}

/// The entries in the largest size in which all of them have room.
fn fitting<'a>(setter: &mut Setter<'_>, cover: &'a Cover, room: f32) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (size, leading) in ENTRIES {
        entries = cover
            .entries
            .iter()
            .map(|(label, value)| Entry::new(setter, label, value, size, leading))
            .collect();
        if entries.iter().map(Entry::height).sum::<f32>() <= room {
            break;
        }
    }
    entries
}

fn title(setter: &mut Setter<'_>, sheets: &mut Sheets, text: &str, size: f32, role: Role) {
    let measure = Measure { face: FaceId::SerifBold, size, width: WIDTH, indent: 0.0, align: Align::Center };
    let lines = setter.lines(text, &measure);
    let element = sheets.tags.add(role, None);
    let column = Column { x: LEFT, size, leading: size * 1.5, ink: Ink::TEXT };
    draw(sheets, lines, &column, element);
}

/// A label and its value, set.
struct Entry<'a> {
    labels: Vec<Line>,
    values: Vec<Line>,
    size: f32,
    leading: f32,
    source: Option<&'a Path>,
}

impl<'a> Entry<'a> {
    fn new(setter: &mut Setter<'_>, label: &str, value: &'a Paragraph, size: f32, leading: f32) -> Entry<'a> {
        let label_measure =
            Measure { face: FaceId::Sans, size, width: LABEL_WIDTH, indent: 0.0, align: Align::Right };
        let value_measure =
            Measure { face: FaceId::Serif, width: VALUE_WIDTH - 8.0, align: Align::Center, ..label_measure };
        let labels = setter.lines(label, &label_measure);
        let values = setter.lines(&value.text, &value_measure);
        Entry { labels, values, size, leading, source: value.source.as_ref() }
    }

    /// With the gap below it.
    fn height(&self) -> f32 {
        self.labels.len().max(self.values.len()) as f32 * self.leading + ENTRY_GAP
    }

    fn draw(self, sheets: &mut Sheets) {
        let bottom = sheets.y + self.height();
        let left = LEFT + (WIDTH - LABEL_WIDTH - VALUE_WIDTH - 10.0) / 2.0;
        let (top, page) = (sheets.y, sheets.page());
        let element = sheets.tags.add(Role::P, None);
        let column = Column { x: left, size: self.size, leading: self.leading, ink: Ink::TEXT };
        draw(sheets, self.labels, &column, element);
        sheets.y = top;
        let x = left + LABEL_WIDTH + 10.0;
        for line in self.values {
            draw(sheets, vec![line], &Column { x: x + 4.0, ..column }, element);
            let y = sheets.y + 1.0;
            let (from, to) = ((x, y), (x + VALUE_WIDTH, y));
            sheets.draw(Shape::Rule { from, to, width: 0.5, ink: Ink::RULE }, None);
        }
        if let Some(path) = self.source {
            let rect = [x, top, VALUE_WIDTH, sheets.y - top];
            sheets.places.push(Place { page, rect, path: Some(path.clone()), signature: None });
        }
        sheets.y = bottom;
    }
}

fn foot(setter: &mut Setter<'_>, sheets: &mut Sheets, note: &str) {
    let measure =
        Measure { face: FaceId::Serif, size: NOTE_SIZE, width: WIDTH, indent: 0.0, align: Align::Center };
    let lines = setter.lines(note, &measure);
    sheets.y = (BOTTOM - lines.len() as f32 * NOTE_LEADING).max(sheets.y);
    let element = sheets.tags.add(Role::Note, None);
    let column = Column { x: LEFT, size: NOTE_SIZE, leading: NOTE_LEADING, ink: Ink::NOTE };
    draw(sheets, lines, &column, element);
}

/// How lines stand below one another.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    size: f32,
    leading: f32,
    ink: Ink,
}

fn draw(sheets: &mut Sheets, lines: Vec<Line>, column: &Column, element: ElementId) {
    for line in lines {
        let y = baseline(sheets.y, column.leading, column.size);
        let shape = Shape::Text { line, x: column.x, y, size: column.size, ink: column.ink };
        sheets.draw(shape, Some(element));
        sheets.y += column.leading;
    }
}
