//! A page of a PDF becomes a form object: its inherited resources and rotation are resolved, and what stamps and
//! filled-in fields look like is drawn over it, since a form object has no annotations.
//!
//! A form object keeps to itself what the page does to the graphics state, so that a page with unbalanced brackets
//! cannot disturb what is drawn after it.

use super::annotation::{annotations, appearances};
use super::{Matrix, Picture, Unit};
use flate2::Compression;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::HashMap;

/// A rectangle: left, bottom, right, top.
pub(crate) type Area = [f32; 4];

const A4: Area = [0.0, 0.0, 595.276, 841.89];
/// Page trees deeper than this are damaged.
const DEEPEST: usize = 64;
/// Of decoded page content, all pages of a file together.
const MOST_DECODED: usize = 256 << 20;
/// Parts of contents and annotations, all pages of a file together.
const MOST_PARTS: usize = 400_000;

/// The pages of a PDF while they become forms.
pub(crate) struct Pages<'a> {
    source: &'a mut Document,
    /// How many pages draw the same content.
    uses: HashMap<ObjectId, u32>,
    /// Resources that stand in the page tree itself, as objects of their own: pages share them.
    shared: HashMap<ObjectId, ObjectId>,
    decoded: usize,
    parts: usize,
}

impl<'a> Pages<'a> {
    /// Looks at the content of `pages`, which are pages of `source`.
    pub(crate) fn new(source: &'a mut Document, pages: &[ObjectId]) -> Pages<'a> {
        let mut uses = HashMap::new();
        // More are refused, page by page.
        for content in pages.iter().flat_map(|page| contents(source, *page)).take(MOST_PARTS) {
            *uses.entry(content).or_default() += 1;
        }
        Pages { source, uses, shared: HashMap::new(), decoded: 0, parts: 0 }
    }

    /// Adds the page as a form to its own document; its content is moved there, so that each page is asked for once.
    /// `None`: the page cannot be read, or holds more than anyone could look at.
    pub(crate) fn add(&mut self, page: ObjectId) -> Option<Picture> {
        let area = page_box(self.source, page);
        let turn = turn(self.source, page);
        self.count_parts(annotations(self.source, page).count())?;
        let notes = appearances(self.source, page);
        let form = self.form(page, area)?;
        let mut object = self.source.add_object(form);
        if !notes.is_empty() {
            let form = annotated(object, notes, area);
            object = self.source.add_object(form);
        }
        let (width, height, upright) = turned(area, turn);
        Some(Picture { object, width, height, unit: Unit::Points, upright })
    }

    fn form(&mut self, page: ObjectId, area: Area) -> Option<Stream> {
        let attributes = self.source.get_dictionary(page).ok()?;
        let group = attributes.get(b"Group").ok().cloned();
        let resources = self.resources(page);
        let contents = contents(self.source, page);
        self.count_parts(contents.len())?;
        let mut form = match contents.as_slice() {
            [content] => self.encoded(*content)?,
            _ => self.joined(&contents)?,
        };
        form.dict.set("Type", Object::Name(b"XObject".to_vec()));
        form.dict.set("Subtype", Object::Name(b"Form".to_vec()));
        form.dict.set("BBox", area.map(Object::from).to_vec());
        form.dict.set("Resources", resources);
        if let Some(group) = group {
            form.dict.set("Group", group);
        }
        Some(form)
    }

    /// The page's resources, or a reference to them.
    fn resources(&mut self, page: ObjectId) -> Object {
        match inherited_from(self.source, page, b"Resources") {
            None => Dictionary::new().into(),
            Some((node, found)) if node == page || found.as_reference().is_ok() => found.clone(),
            Some((node, found)) => {
                let found = found.clone();
                (*self.shared.entry(node).or_insert_with(|| self.source.add_object(found))).into()
            }
        }
    }

    /// A page's only content as it is, without decoding it.
    fn encoded(&mut self, content: ObjectId) -> Option<Stream> {
        let is_shared = self.uses.get(&content).is_some_and(|uses| *uses > 1);
        let Ok(Object::Stream(stream)) = self.source.get_object_mut(content) else { return None };
        let bytes = if is_shared { stream.content.clone() } else { std::mem::take(&mut stream.content) };
        let mut dict = Dictionary::new();
        for key in ["Filter", "DecodeParms", "F", "FFilter", "FDecodeParms"] {
            if let Ok(found) = stream.dict.get(key.as_bytes()) {
                dict.set(key, found.clone());
            }
        }
        if is_shared {
            self.count(bytes.len())?;
        }
        // A stream in a file of its own: nobody hands that file in.
        (!dict.has(b"F")).then(|| Stream::new(dict, bytes))
    }

    /// Content in several parts, which may be parted anywhere between two words, made one.
    fn joined(&mut self, contents: &[ObjectId]) -> Option<Stream> {
        let mut joined = Vec::new();
        for content in contents {
            let room = MOST_DECODED.checked_sub(self.decoded)?;
            let stream = self.source.get_object(*content).ok()?.as_stream().ok()?;
            let part = stream.get_plain_content_with_limit(room).ok()?;
            // What is packed badly takes its time too.
            let work = part.len().max(stream.content.len());
            self.count(work)?;
            joined.extend(part);
            joined.push(b'\n');
        }
        Some(deflated(Dictionary::new(), &joined))
    }

    fn count_parts(&mut self, parts: usize) -> Option<()> {
        self.parts = self.parts.checked_add(parts).filter(|parts| *parts <= MOST_PARTS)?;
        Some(())
    }

    /// Counts what the form holds beside what the file held.
    fn count(&mut self, bytes: usize) -> Option<()> {
        self.decoded = self.decoded.checked_add(bytes).filter(|decoded| *decoded <= MOST_DECODED)?;
        Some(())
    }
}

/// A stream of `bytes`, packed quickly.
pub(crate) fn deflated(mut dict: Dictionary, bytes: &[u8]) -> Stream {
    let mut packed = flate2::read::ZlibEncoder::new(bytes, Compression::fast());
    let mut content = Vec::new();
    // Reading from memory into memory cannot fail.
    let _ = std::io::copy(&mut packed, &mut content);
    dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    Stream::new(dict, content)
}

/// A form that draws the page and the looks of its annotations over it.
fn annotated(page: ObjectId, notes: Vec<(ObjectId, Matrix)>, area: Area) -> Stream {
    let mut content = "/Page Do\n".to_owned();
    let mut objects = dictionary! { "Page" => page };
    for (number, (look, [a, b, c, d, e, f])) in notes.into_iter().enumerate() {
        let name = format!("Note{number}");
        content += &format!("q {a} {b} {c} {d} {e} {f} cm /{name} Do Q\n");
        objects.set(name, look);
    }
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => area.map(Object::from).to_vec(),
        "Resources" => dictionary! { "XObject" => objects },
    };
    Stream::new(dict, content.into_bytes())
}

/// The streams of a page's content, in their order; none: an empty page.
pub(crate) fn contents(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    document.get_page_contents(page)
}

/// What a viewer shows of the page: its crop box, as far as it lies in its media box.
pub(crate) fn page_box(document: &Document, page: ObjectId) -> Area {
    let found = |key| rectangle(document, inherited(document, page, key)?).filter(is_an_area);
    let media = found(b"MediaBox").unwrap_or(A4);
    let Some([left, bottom, right, top]) = found(b"CropBox") else { return media };
    let cropped = [left.max(media[0]), bottom.max(media[1]), right.min(media[2]), top.min(media[3])];
    if is_an_area(&cropped) { cropped } else { media }
}

fn is_an_area([left, bottom, right, top]: &Area) -> bool {
    let is_long = |length: f32| (1.0..1e6).contains(&length);
    is_long(right - left) && is_long(top - bottom)
}

/// How far the page is turned clockwise: 0, 90, 180 or 270 degrees.
pub(crate) fn turn(document: &Document, page: ObjectId) -> i64 {
    let turn = inherited(document, page, b"Rotate").and_then(|turn| document.dereference(turn).ok());
    turn.and_then(|(_, turn)| turn.as_float().ok()).map_or(0, |turn| turn as i64).rem_euclid(360) / 90 * 90
}

/// Upright size and the matrix from the page's own space to it; `turn` is clockwise, in degrees.
pub(crate) fn turned([left, bottom, right, top]: Area, turn: i64) -> (f32, f32, Matrix) {
    let (w, h) = (right - left, top - bottom);
    match turn {
        90 => (h, w, [0.0, -1.0, 1.0, 0.0, -bottom, right]),
        180 => (w, h, [-1.0, 0.0, 0.0, -1.0, right, top]),
        270 => (h, w, [0.0, 1.0, -1.0, 0.0, top, -left]),
        _ => (w, h, [1.0, 0.0, 0.0, 1.0, -left, -bottom]),
    }
}

/// The page's resources, its own or inherited. Not copied: a page's may be long, and so may be the number of pages that
/// share them.
pub(crate) fn resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let found = inherited(document, page, b"Resources")?;
    document.dereference(found).ok()?.1.as_dict().ok()
}

/// The dictionary under `key`, resolved.
pub(crate) fn dictionary_in<'d>(
    document: &'d Document,
    dict: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    dict.get_deref(key, document).ok()?.as_dict().ok()
}

/// The value of a page's key, its own or from the page tree above it, as it stands there.
pub(crate) fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    inherited_from(document, page, key).map(|(_, found)| found)
}

/// The same with the page or node at which it stands.
fn inherited_from<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<(ObjectId, &'d Object)> {
    let mut node = page;
    for _ in 0..DEEPEST {
        let dict = document.get_dictionary(node).ok()?;
        if let Ok(found) = dict.get(key)
            && document.dereference(found).is_ok_and(|(_, found)| !found.is_null())
        {
            return Some((node, found));
        }
        node = dict.get(b"Parent").ok()?.as_reference().ok()?;
    }
    None
}

/// Four numbers as a rectangle, whichever corners they name.
pub(crate) fn rectangle(document: &Document, object: &Object) -> Option<Area> {
    let corners = document.dereference(object).ok()?.1.as_array().ok()?;
    let numbers = corners.iter().take(5).map(|corner| document.dereference(corner).ok()?.1.as_float().ok());
    let [x0, y0, x1, y1]: Area = numbers.collect::<Option<Vec<_>>>()?.try_into().ok()?;
    Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)])
}
