//! What printpdf leaves open: language, title, outline, structure, and a file that holds no date and no random number.

use super::RenderError;
use super::sheet::{Entry, Sheets};
use super::tags::Element;
use super::write::Written;
use crate::compose::Document;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

/// Completes a written file.
///
/// # Errors
/// A bug: the file is not what was written.
pub(super) fn finish(document: &Document, sheets: &Sheets, written: Written) -> Result<Vec<u8>, RenderError> {
    let mut file = lopdf::Document::load_mem(&written.bytes).map_err(broken)?;
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    file.version = "1.7".into();
    let structure = structure(&mut file, sheets, &written.content, &pages);
    let outline = outline(&mut file, document, sheets, &pages);
    for (number, page) in pages.iter().enumerate() {
        let page = file.get_dictionary_mut(*page).map_err(broken)?;
        page.remove(b"Annots");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        page.set("StructParents", number as i64);
        page.set("Tabs", Object::Name(b"S".to_vec()));
    }
    for (font, map) in written.glyph_maps {
        set_glyph_map(&mut file, &pages, &font, map).map_err(broken)?;
    }
    let info = dictionary! { "Title" => text(&document.title), "Creator" => text("申报 Shenbao") };
    let info = file.add_object(info);
    if let Ok(Object::Reference(old)) = file.trailer.get(b"Info").cloned() {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", info);
    let catalog = file.catalog_mut().map_err(broken)?;
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Outlines", outline);
    save(file)
}

/// Compresses and saves; the file's identity is a hash of what it holds.
fn save(mut file: lopdf::Document) -> Result<Vec<u8>, RenderError> {
    file.trailer.remove(b"ID");
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| RenderError::Pdf(error.to_string()))?;
    let digest = Sha256::digest(&bytes);
    let id = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    bytes.clear();
    file.save_to(&mut bytes).map_err(|error| RenderError::Pdf(error.to_string()))?;
    Ok(bytes)
}

fn broken(error: lopdf::Error) -> RenderError {
    RenderError::Pdf(error.to_string())
}

/// Text outside of pages, as PDF has it.
fn text(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Leads from a font's codes to its glyphs.
fn set_glyph_map(
    file: &mut lopdf::Document,
    pages: &[ObjectId],
    font: &str,
    map: Vec<u8>,
) -> Result<(), lopdf::Error> {
    let Some(page) = pages.first() else { return Ok(()) };
    let resources = file.get_dictionary(*page)?.get(b"Resources")?.as_reference()?;
    let fonts = file.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    let font = file.get_dictionary(fonts)?.get(font.as_bytes())?.as_reference()?;
    let stream = file.add_object(Stream::new(Dictionary::new(), map));
    let descendants = file.get_dictionary_mut(font)?.get_mut(b"DescendantFonts")?.as_array_mut()?;
    if let Some(Object::Dictionary(descendant)) = descendants.first_mut() {
        descendant.set("CIDToGIDMap", stream);
    }
    Ok(())
}

/// Writes the tree of elements and the way from marked content to them.
fn structure(
    file: &mut lopdf::Document,
    sheets: &Sheets,
    content: &[Vec<usize>],
    pages: &[ObjectId],
) -> ObjectId {
    let elements = &sheets.tags.elements;
    let root = file.new_object_id();
    let top = file.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| file.new_object_id()).collect();
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); elements.len()];
    let mut first_page: Vec<Option<ObjectId>> = vec![None; elements.len()];
    for (page, marked) in pages.iter().zip(content) {
        for (number, element) in marked.iter().enumerate() {
            let is_here = *first_page[*element].get_or_insert(*page) == *page;
            let number = number as i64;
            kids[*element].push(match is_here {
                true => number.into(),
                false => dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => number }.into(),
            });
        }
    }
    let mut top_kids: Vec<Object> = Vec::new();
    for (element, id) in elements.iter().zip(&ids) {
        match element.parent {
            Some(parent) => kids[parent].push((*id).into()),
            None => top_kids.push((*id).into()),
        }
    }
    for (at, element) in elements.iter().enumerate() {
        let parent = element.parent.map_or(top, |parent| ids[parent]);
        let object = structure_element(element, parent, first_page[at], std::mem::take(&mut kids[at]));
        file.set_object(ids[at], object);
    }
    file.set_object(
        top,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top_kids },
    );
    let numbers = content.iter().enumerate().flat_map(|(page, marked)| {
        let parents = marked.iter().map(|element| ids[*element].into()).collect();
        [(page as i64).into(), Object::Array(parents)]
    });
    let parents = dictionary! { "Nums" => numbers.collect::<Vec<Object>>() };
    let parents = file.add_object(parents);
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parents,
            "ParentTreeNextKey" => content.len() as i64,
        },
    );
    root
}

fn structure_element(
    element: &Element,
    parent: ObjectId,
    page: Option<ObjectId>,
    kids: Vec<Object>,
) -> Dictionary {
    let mut object = dictionary! { "Type" => "StructElem", "S" => element.role.name(), "P" => parent };
    if let Some(page) = page {
        object.set("Pg", page);
    }
    if !kids.is_empty() {
        object.set("K", kids);
    }
    if let Some(alt) = &element.alt {
        object.set("Alt", text(alt));
    }
    let mut attributes = dictionary! { "O" => "Table" };
    if element.col_span > 1 {
        attributes.set("ColSpan", i64::from(element.col_span));
    }
    if element.row_span > 1 {
        attributes.set("RowSpan", i64::from(element.row_span));
    }
    if let Some(scope) = element.scope {
        attributes.set("Scope", scope);
    }
    if attributes.len() > 1 {
        object.set("A", attributes);
    }
    object
}

/// An entry of the outline with those below it.
struct Node<'a> {
    entry: &'a Entry,
    below: Vec<Node<'a>>,
}

/// Writes the outline: the document's title, and below it the headings by their levels.
fn outline(file: &mut lopdf::Document, document: &Document, sheets: &Sheets, pages: &[ObjectId]) -> ObjectId {
    let title = Entry { level: 0, title: document.title.clone(), page: 0, y: 0.0 };
    let mut entries = sheets.outline.iter().filter(|entry| entry.title != document.title).peekable();
    let node = Node { entry: &title, below: nest(&mut entries, 0) };
    let root = file.new_object_id();
    let places: Vec<(ObjectId, f32)> =
        pages.iter().enumerate().map(|(at, page)| (*page, sheets.size(at).1)).collect();
    let (first, last, count) = siblings(file, &[node], root, &places);
    let mut object = dictionary! { "Type" => "Outlines", "Count" => count };
    object.set("First", first);
    object.set("Last", last);
    file.set_object(root, object);
    root
}

fn nest<'a>(entries: &mut std::iter::Peekable<impl Iterator<Item = &'a Entry>>, level: u8) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    while let Some(entry) = entries.next_if(|entry| entry.level > level) {
        nodes.push(Node { entry, below: nest(entries, entry.level) });
    }
    nodes
}

/// Writes nodes that stand side by side: the first, the last, and how many there are with all below them. `pages`: each
/// with its height.
fn siblings(
    file: &mut lopdf::Document,
    nodes: &[Node<'_>],
    parent: ObjectId,
    pages: &[(ObjectId, f32)],
) -> (Object, Object, i64) {
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    let mut total = 0;
    for (at, (node, id)) in nodes.iter().zip(&ids).enumerate() {
        let mut object = dictionary! { "Title" => text(&node.entry.title), "Parent" => parent };
        if let Some((page, height)) = pages.get(node.entry.page) {
            let top = f64::from(height - node.entry.y).round() as i64;
            let place = vec![(*page).into(), "XYZ".into(), Object::Null, top.into(), Object::Null];
            object.set("Dest", place);
        }
        if let Some(before) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            object.set("Prev", *before);
        }
        if let Some(after) = ids.get(at + 1) {
            object.set("Next", *after);
        }
        total += 1;
        if !node.below.is_empty() {
            let (first, last, count) = siblings(file, &node.below, *id, pages);
            object.set("First", first);
            object.set("Last", last);
            object.set("Count", count);
            total += count;
        }
        file.set_object(*id, object);
    }
    let end = |id: Option<&ObjectId>| id.map_or(Object::Null, |id| (*id).into());
    (end(ids.first()), end(ids.last()), total)
}
