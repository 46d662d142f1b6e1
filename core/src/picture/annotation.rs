//! What a page's annotations look like: stamps, signatures, the values of filled-in fields (ISO 32000-1, 12.5.5).

use super::Matrix;
use super::page::{Area, dictionary_in, rectangle};
use lopdf::{Dictionary, Document, Object, ObjectId};

const HIDDEN_OR_NO_VIEW: i64 = 0b10_0010;
/// More annotations than this are no one's work.
const MOST: usize = 20_000;

/// The form that each shown annotation is drawn with, and the matrix that puts it in its place.
pub(super) fn appearances(document: &Document, page: ObjectId) -> Vec<(ObjectId, Matrix)> {
    annotations(document, page).filter_map(|note| appearance(document, note)).collect()
}

/// The page's annotations.
pub(crate) fn annotations(document: &Document, page: ObjectId) -> impl Iterator<Item = &Dictionary> {
    let notes = document.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", document));
    let notes = notes.and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    notes.iter().take(MOST).filter_map(|note| document.dereference(note).ok()?.1.as_dict().ok())
}

fn appearance(document: &Document, note: &Dictionary) -> Option<(ObjectId, Matrix)> {
    let flags = note.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
    let is_drawn = !matches!(note.get(b"Subtype").and_then(Object::as_name), Ok(b"Popup" | b"Link"));
    if flags & HIDDEN_OR_NO_VIEW != 0 || !is_drawn {
        return None;
    }
    let mut look = dictionary_in(document, note, b"AP")?.get(b"N").ok()?.clone();
    if let (_, Object::Dictionary(states)) = document.dereference(&look).ok()? {
        look = states.get(note.get(b"AS").and_then(Object::as_name).ok()?).ok()?.clone();
    }
    let (id, drawn) = document.dereference(&look).ok()?;
    let drawn = &drawn.as_stream().ok()?.dict;
    let from = transformed(document, drawn, rectangle(document, drawn.get(b"BBox").ok()?)?);
    let onto = rectangle(document, note.get(b"Rect").ok()?)?;
    let (across, up) = (from[2] - from[0], from[3] - from[1]);
    if across <= 0.0 || up <= 0.0 {
        return None;
    }
    let (sx, sy) = ((onto[2] - onto[0]) / across, (onto[3] - onto[1]) / up);
    Some((id?, [sx, 0.0, 0.0, sy, onto[0] - from[0] * sx, onto[1] - from[1] * sy]))
}

/// The box around `area` after the form's own matrix.
fn transformed(document: &Document, form: &Dictionary, [left, bottom, right, top]: Area) -> Area {
    let [a, b, c, d, e, f] = matrix(document, form);
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
        .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    corners.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[l, b, r, t], (x, y)| {
        [l.min(*x), b.min(*y), r.max(*x), t.max(*y)]
    })
}

/// A form's own matrix.
pub(crate) fn matrix(document: &Document, form: &Dictionary) -> Matrix {
    let own = form.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
    let number = |number| document.dereference(number).ok()?.1.as_float().ok();
    let numbers = own.and_then(|own| own.iter().take(7).map(number).collect::<Option<Vec<f32>>>());
    numbers.and_then(|numbers| numbers.try_into().ok()).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
}
