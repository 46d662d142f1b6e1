//! A page of another PDF becomes a form object: its inherited resources and rotation are resolved, and what stamps
//! and filled-in fields look like is drawn into it, since a form object has no annotations.

use super::{Matrix, Picture, Refused, unusable};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

const A4: [f32; 4] = [0.0, 0.0, 595.276, 841.89];
/// Page trees deeper than this are damaged.
const DEEPEST: usize = 64;
/// Of decompressed page content.
const LARGEST: usize = 64 << 20;
const HIDDEN_OR_NO_VIEW: i64 = 0b10_0010;

pub(super) fn add(document: &mut Document, scan: &[u8]) -> Result<Picture, Refused> {
    let mut scan = Document::load_mem(scan).map_err(|_| unusable("扫描的 PDF 已损坏"))?;
    if scan.is_encrypted() {
        scan.decrypt("").map_err(|_| unusable("扫描的 PDF 设有密码"))?;
    }
    scan.renumber_objects_with(document.max_id + 1);
    let pages = scan.get_pages();
    let page = match (pages.len(), pages.values().next()) {
        (1, Some(page)) => *page,
        (0, _) => return Err(unusable("扫描的 PDF 没有页面")),
        (count, _) => return Err(unusable(format!("扫描的 PDF 有 {count} 页，应只有签章的那一页"))),
    };
    let area = page_box(&scan, page);
    let form = form_of(&scan, page, area).ok_or_else(|| unusable("扫描的 PDF 页面无法读取"))?;
    let turn = inherited(&scan, page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    document.max_id = scan.max_id;
    document.objects.append(&mut scan.objects);
    let object = document.add_object(form);
    let (width, height, upright) = turned(area, turn.rem_euclid(360));
    Ok(Picture { object, width, height, upright })
}

/// Left, bottom, right, top of what a viewer shows of the page.
pub(super) fn page_box(document: &Document, page: ObjectId) -> [f32; 4] {
    [b"CropBox".as_slice(), b"MediaBox"]
        .into_iter()
        .find_map(|key| rectangle(document, &inherited(document, page, key)?))
        .filter(|[left, bottom, right, top]| right - left >= 1.0 && top - bottom >= 1.0)
        .unwrap_or(A4)
}

/// The page's resources, its own or inherited, as a dictionary of its own.
pub(super) fn resources(document: &Document, page: ObjectId) -> Dictionary {
    inherited(document, page, b"Resources")
        .and_then(|found| found.as_dict().cloned().ok())
        .unwrap_or_default()
}

/// The dictionary under `key`, resolved and copied; empty if there is none.
pub(super) fn dictionary_in(document: &Document, dict: &Dictionary, key: &[u8]) -> Dictionary {
    let found = dict.get(key).ok().and_then(|found| document.dereference(found).ok());
    found.and_then(|(_, found)| found.as_dict().cloned().ok()).unwrap_or_default()
}

/// Upright size and the matrix from the page's own space to it; `turn` is clockwise, in degrees.
fn turned([left, bottom, right, top]: [f32; 4], turn: i64) -> (f32, f32, Matrix) {
    let (w, h) = (right - left, top - bottom);
    match turn {
        90 => (h, w, [0.0, -1.0, 1.0, 0.0, -bottom, right]),
        180 => (w, h, [-1.0, 0.0, 0.0, -1.0, right, top]),
        270 => (h, w, [0.0, 1.0, -1.0, 0.0, top, -left]),
        _ => (w, h, [1.0, 0.0, 0.0, 1.0, -left, -bottom]),
    }
}

fn form_of(document: &Document, page: ObjectId, area: [f32; 4]) -> Option<Stream> {
    let mut resources = resources(document, page);
    let mut content = b"q\n".to_vec();
    content.append(&mut document.get_page_content_with_limit(page, LARGEST).ok()?);
    content.extend(b"\nQ\n");
    let mut objects = dictionary_in(document, &resources, b"XObject");
    for (number, (look, [a, b, c, d, e, f])) in appearances(document, page).into_iter().enumerate() {
        let name = format!("ShenbaoNote{number}");
        content.extend(format!("q {a} {b} {c} {d} {e} {f} cm /{name} Do Q\n").into_bytes());
        objects.set(name, look);
    }
    resources.set("XObject", objects);
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => area.map(Object::from).to_vec(),
        "Resources" => resources,
    };
    if let Ok(group) = document.get_dictionary(page).ok()?.get(b"Group") {
        dict.set("Group", group.clone());
    }
    let mut form = Stream::new(dict, content);
    form.compress().ok()?;
    Some(form)
}

/// What the page's annotations look like, with the matrix that puts each in its place (ISO 32000-1, 12.5.5).
fn appearances(document: &Document, page: ObjectId) -> Vec<(Object, Matrix)> {
    let notes = document.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", document));
    let Ok(notes) = notes.and_then(Object::as_array) else { return Vec::new() };
    notes
        .iter()
        .filter_map(|note| appearance(document, document.dereference(note).ok()?.1.as_dict().ok()?))
        .collect()
}

fn appearance(document: &Document, note: &Dictionary) -> Option<(Object, Matrix)> {
    let flags = note.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    let is_drawn = !matches!(note.get(b"Subtype").and_then(Object::as_name), Ok(b"Popup" | b"Link"));
    if flags & HIDDEN_OR_NO_VIEW != 0 || !is_drawn {
        return None;
    }
    let mut look = dictionary_in(document, note, b"AP").get(b"N").ok()?.clone();
    if let (_, Object::Dictionary(states)) = document.dereference(&look).ok()? {
        look = states.get(note.get(b"AS").and_then(Object::as_name).ok()?).ok()?.clone();
    }
    let drawn = &document.dereference(&look).ok()?.1.as_stream().ok()?.dict;
    let from = transformed(drawn, rectangle(document, drawn.get(b"BBox").ok()?)?);
    let onto = rectangle(document, note.get(b"Rect").ok()?)?;
    let (across, up) = (from[2] - from[0], from[3] - from[1]);
    if across <= 0.0 || up <= 0.0 {
        return None;
    }
    let (sx, sy) = ((onto[2] - onto[0]) / across, (onto[3] - onto[1]) / up);
    Some((look, [sx, 0.0, 0.0, sy, onto[0] - from[0] * sx, onto[1] - from[1] * sy]))
}

/// The box around `area` after the form's own matrix.
fn transformed(form: &Dictionary, [left, bottom, right, top]: [f32; 4]) -> [f32; 4] {
    let own = form.get(b"Matrix").and_then(Object::as_array).ok();
    let numbers = own.map(|own| own.iter().filter_map(|number| number.as_float().ok()).collect::<Vec<_>>());
    let [a, b, c, d, e, f] =
        numbers.and_then(|numbers| numbers.try_into().ok()).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
        .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    corners.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[l, b, r, t], (x, y)| {
        [l.min(*x), b.min(*y), r.max(*x), t.max(*y)]
    })
}

/// The value of a page's key, its own or from the page tree above it.
fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = page;
    for _ in 0..DEEPEST {
        let dict = document.get_dictionary(node).ok()?;
        if let Ok(found) = dict.get_deref(key, document) {
            return Some(found.clone());
        }
        node = dict.get(b"Parent").ok()?.as_reference().ok()?;
    }
    None
}

fn rectangle(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let corners = document.dereference(object).ok()?.1.as_array().ok()?;
    let numbers = corners.iter().map(|corner| document.dereference(corner).ok()?.1.as_float().ok());
    let [x0, y0, x1, y1]: [f32; 4] = numbers.collect::<Option<Vec<_>>>()?.try_into().ok()?;
    Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)])
}
