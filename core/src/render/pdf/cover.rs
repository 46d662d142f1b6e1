//! The title page.

use super::Place;
use super::fonts::FaceId;
use super::paragraph::{Align, Line, Measure, Setter};
use super::sheet::{BOTTOM, Ink, LEFT, Shape, Sheets, TOP, WIDTH, baseline};
use super::tags::{ElementId, Role};
use crate::compose::{Cover, Paragraph};

const TITLE_SIZE: f32 = 26.0;
const SUBTITLE_SIZE: f32 = 36.0;
const ENTRY_SIZE: f32 = 14.0;
const ENTRY_LEADING: f32 = 25.0;
/// Width of the labels' column and of the values', in points.
const LABEL_WIDTH: f32 = 112.0;
const VALUE_WIDTH: f32 = 250.0;
const NOTE_SIZE: f32 = 9.0;
const NOTE_LEADING: f32 = 14.5;

/// A page of its own.
pub(super) fn place(cover: &Cover, setter: &mut Setter<'_>, sheets: &mut Sheets) {
    sheets.turn_if_used();
    sheets.y = TOP + 46.0;
    title(setter, sheets, &cover.title, TITLE_SIZE, Role::H1);
    sheets.y += 22.0;
    title(setter, sheets, &cover.subtitle, SUBTITLE_SIZE, Role::P);
    let entries = cover.entries.len() as f32 * (ENTRY_LEADING + 10.0);
    sheets.y = (BOTTOM - 90.0 - entries).max(sheets.y + 60.0);
    for (label, value) in &cover.entries {
        entry(setter, sheets, label, value);
    }
    if let Some(note) = &cover.note {
        foot(setter, sheets, note);
    }
    sheets.turn();
}

fn title(setter: &mut Setter<'_>, sheets: &mut Sheets, text: &str, size: f32, role: Role) {
    let measure = Measure { face: FaceId::SerifBold, size, width: WIDTH, indent: 0.0, align: Align::Center };
    let lines = setter.lines(text, &measure);
    let element = sheets.tags.add(role, None);
    let column = Column { x: LEFT, size, leading: size * 1.5, ink: Ink::TEXT };
    draw(sheets, lines, &column, element);
}

fn entry(setter: &mut Setter<'_>, sheets: &mut Sheets, label: &str, value: &Paragraph) {
    let left = LEFT + (WIDTH - LABEL_WIDTH - VALUE_WIDTH - 10.0) / 2.0;
    let label_measure = Measure {
        face: FaceId::Sans,
        size: ENTRY_SIZE,
        width: LABEL_WIDTH,
        indent: 0.0,
        align: Align::Right,
    };
    let value_measure =
        Measure { face: FaceId::Serif, width: VALUE_WIDTH - 8.0, align: Align::Center, ..label_measure };
    let labels = setter.lines(label, &label_measure);
    let values = setter.lines(&value.text, &value_measure);
    let (top, page) = (sheets.y, sheets.page());
    let element = sheets.tags.add(Role::P, None);
    let column = Column { x: left, size: ENTRY_SIZE, leading: ENTRY_LEADING, ink: Ink::TEXT };
    draw(sheets, labels, &column, element);
    let label_end = sheets.y;
    sheets.y = top;
    let x = left + LABEL_WIDTH + 10.0;
    for line in values {
        draw(sheets, vec![line], &Column { x: x + 4.0, ..column }, element);
        let y = sheets.y + 1.0;
        sheets.draw(Shape::Rule { from: (x, y), to: (x + VALUE_WIDTH, y), width: 0.5, ink: Ink::RULE }, None);
    }
    if let Some(path) = &value.source {
        let rect = [x, top, VALUE_WIDTH, sheets.y - top];
        sheets.places.push(Place { page, rect, path: Some(path.clone()), signature: None });
    }
    sheets.y = sheets.y.max(label_end) + 10.0;
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
