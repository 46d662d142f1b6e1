//! Follows drawing instructions: where each picture goes, whether anything else can be seen, how lines of text run.

use super::{Drawn, PageSurvey, Surveyor};
use crate::picture::{Matrix, matrix_of, page};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};

/// Instructions that take as long as to begin a form.
const A_FORM: usize = 10;
/// Forms within forms.
const DEEPEST: usize = 12;
/// Graphics states that are kept at a time.
const MOST_STATES: usize = 256;
/// Pictures of a page that are noted.
const MOST_DRAWN: usize = 4_000;
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// Text that is there to be searched only: what a scanner's program has read.
const INVISIBLE: i64 = 3;

pub(super) struct Walk<'a, 'd> {
    pub(super) surveyor: &'a mut Surveyor<'d>,
    pub(super) survey: &'a mut PageSurvey,
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
struct State {
    matrix: Matrix,
    fills_white: bool,
    is_invisible: bool,
}

impl Walk<'_, '_> {
    /// Follows `content`; whether it could be followed to its end.
    pub(super) fn content(&mut self, content: &[u8], resources: Option<&Dictionary>, matrix: Matrix) -> bool {
        let mut state = State { matrix, fills_white: false, is_invisible: false };
        let mut kept = Vec::new();
        let mut line = IDENTITY;
        for operation in Content::decode_iter(content) {
            let Ok(Operation { operator, operands }) = operation else { return false };
            if !self.surveyor.step(1) {
                return false;
            }
            match operator.as_str() {
                "q" if kept.len() < MOST_STATES => kept.push(state),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.matrix = product(numbers(&operands).unwrap_or(IDENTITY), state.matrix),
                "g" | "rg" | "sc" | "scn" => state.fills_white = is_all(&operands, 1.0),
                "k" => state.fills_white = is_all(&operands, 0.0),
                "f" | "F" | "f*" => self.survey.paints |= !state.fills_white,
                "S" | "s" | "B" | "B*" | "b" | "b*" | "sh" => self.survey.paints = true,
                "Tr" => {
                    state.is_invisible =
                        operands.first().is_some_and(|mode| mode.as_i64().is_ok_and(|mode| mode == INVISIBLE))
                }
                "BT" => line = IDENTITY,
                "Tm" => line = numbers(&operands).unwrap_or(IDENTITY),
                "Tj" | "TJ" | "'" | "\"" => {
                    self.text(&operands, product(line, state.matrix), state.is_invisible)
                }
                "BI" => self.picture(None, operands.first().and_then(described), state.matrix),
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if !name.is_some_and(|name| self.object(name, resources, state.matrix)) {
                        return false;
                    }
                }
                _ => {}
            }
        }
        true
    }

    fn text(&mut self, operands: &[Object], [a, b, ..]: Matrix, is_invisible: bool) {
        let length: usize = operands.iter().map(text_length).sum();
        if length == 0 {
            return;
        }
        self.survey.paints |= !is_invisible;
        let quarter = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (true, false, _) => 2,
            (false, _, true) => 1,
            (false, _, false) => 3,
        };
        self.survey.lines[quarter] += length;
    }

    /// Draws a picture or follows a form; whether that could be done.
    fn object(&mut self, name: &[u8], resources: Option<&Dictionary>, matrix: Matrix) -> bool {
        let document = self.surveyor.document;
        let objects = resources.and_then(|resources| page::dictionary_in(document, resources, b"XObject"));
        let Some(found) = objects.and_then(|objects| objects.get(name).ok()) else { return true };
        let Ok((Some(id), Object::Stream(stream))) = document.dereference(found) else { return true };
        match stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name) {
            Ok(b"Image") => self.picture(Some(id), Some(&stream.dict), matrix),
            Ok(b"Form") => return self.form(id, &stream.dict, resources, matrix),
            _ => {}
        }
        true
    }

    fn form(&mut self, id: ObjectId, form: &Dictionary, outer: Option<&Dictionary>, matrix: Matrix) -> bool {
        if self.depth >= DEEPEST || !self.surveyor.step(A_FORM) {
            return false;
        }
        let Some(content) = self.surveyor.decoded(id) else { return false };
        let document = self.surveyor.document;
        let resources =
            if form.has(b"Resources") { page::dictionary_in(document, form, b"Resources") } else { outer };
        let matrix = product(matrix_of(document, form), matrix);
        let mut inner = Walk { surveyor: self.surveyor, survey: self.survey, depth: self.depth + 1 };
        inner.content(&content, resources, matrix)
    }

    fn picture(&mut self, picture: Option<ObjectId>, described: Option<&Dictionary>, matrix: Matrix) {
        let document = self.surveyor.document;
        let side = |long: &[u8], short: &[u8]| {
            let found = described.and_then(|dict| dict.get_deref(long, document).or(dict.get(short)).ok());
            found.and_then(|side| side.as_float().ok()).unwrap_or(0.0)
        };
        let pixels = (side(b"Width", b"W"), side(b"Height", b"H"));
        if self.survey.drawn.len() < MOST_DRAWN {
            self.survey.drawn.push(Drawn { picture, matrix, pixels });
        }
    }
}

/// What a picture within the content says of itself.
fn described(picture: &Object) -> Option<&Dictionary> {
    match picture {
        Object::Stream(stream) => Some(&stream.dict),
        object => object.as_dict().ok(),
    }
}

fn text_length(shown: &Object) -> usize {
    match shown {
        Object::String(text, _) => text.len(),
        Object::Array(parts) => parts.iter().map(text_length).sum(),
        _ => 0,
    }
}

fn numbers(operands: &[Object]) -> Option<Matrix> {
    let numbers: Option<Vec<f32>> = operands.iter().take(6).map(|number| number.as_float().ok()).collect();
    numbers?.try_into().ok()
}

fn is_all(operands: &[Object], value: f32) -> bool {
    !operands.is_empty()
        && operands.iter().all(|operand| operand.as_float().is_ok_and(|number| number == value))
}

/// First `inner`, then `outer`.
fn product([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix) -> Matrix {
    [
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    ]
}
