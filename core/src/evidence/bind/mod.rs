//! Binds files into one PDF: the list in front, then each page on A4 with its number in the margin.
//!
//! A page that lies on its long side gets a sheet that lies on its long side: it is read upright on the screen at its
//! full size, and in print the sheet is turned as any wide table in a report is. Turning the page itself would make
//! the reader turn the head; drawing it small across an upright sheet would cost a third of its size.

mod layers;
mod plan;
mod transfer;
mod writer;

use super::Refusal;
use super::open::{Opened, guarded, open};
use crate::bundle::sha256;
use crate::compose::{Document, ListedMaterial};
use crate::picture::{Matrix, Picture, Unit, jpeg, page, png, tiff};
use crate::render::pdf::{BinderSheet, Fonts, RenderError, render_binder, room};
use layers::Layers;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::ControlFlow;
use transfer::Transfer;
use writer::Writer;

/// A page is enlarged this much at most: a visiting card is not a poster.
const LARGEST_SCALE: f32 = 2.0;
/// Pictures with few pixels are drawn with so many of them to the inch at least.
const FEWEST_PIXELS: f32 = 96.0;

/// A material that the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// As the application numbers it, from 1.
    pub number: u32,
    /// 营业执照
    pub label: String,
    /// Must be handed in.
    pub is_required: bool,
    /// Names of its files, as the applicant has them, in their order.
    pub files: Vec<String>,
}

/// The bound file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has, the list included.
    pub pages: u32,
    /// For each material its files: where each stands, or why it could not be bound.
    pub materials: Vec<Vec<Result<BoundFile, String>>>,
}

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundFile {
    /// Of the file as it was handed in, lower-case hexadecimal.
    pub sha256: String,
    /// Its pages in the bound file, from 1, both included.
    pub from: u32,
    /// See [`BoundFile::from`].
    pub to: u32,
}

/// Why nothing was bound.
#[derive(Debug)]
pub enum BindError {
    /// The user stopped it.
    Cancelled,
    /// A damaged font file, or a bug.
    Render(RenderError),
}

/// Binds all files. `read` gives the content of a file by its material and its place there, or says why it cannot be
/// had; a file that cannot be read or bound is listed with its reason, and the others are bound. `list` makes the list
/// in front; `step` hears of every file by its name.
///
/// The same files, names and fonts give the same bytes.
///
/// # Errors
/// `step` said so, or a damaged font file.
pub fn bind(
    materials: &[Material],
    fonts: &Fonts,
    read: &mut dyn FnMut(usize, usize) -> Result<Vec<u8>, String>,
    list: &dyn Fn(&[ListedMaterial]) -> Document,
    step: &mut dyn FnMut(&str) -> ControlFlow<()>,
) -> Result<Binding, BindError> {
    let mut binder = Binder { writer: Writer::new(), layers: Layers::default(), hash: Sha256::new() };
    let mut drawn = Vec::with_capacity(materials.len());
    for (at, material) in materials.iter().enumerate() {
        let mut files = Vec::with_capacity(material.files.len());
        for (number, name) in material.files.iter().enumerate() {
            files.push(read(at, number).and_then(|bytes| binder.add(bytes).map_err(|e| e.to_string())));
            if step(name).is_break() {
                return Err(BindError::Cancelled);
            }
        }
        drawn.push(files);
    }
    let plan = plan::plan(materials, &drawn, fonts, list)?;
    let rendered = render_binder(&plan.list, &plan.sheets, fonts).map_err(BindError::Render)?;
    let pictures: Vec<Picture> =
        drawn.into_iter().flatten().flatten().flat_map(|file| file.pictures).collect();
    let bytes = binder.finish(&rendered.bytes, &pictures, &plan.sheets).map_err(broken)?;
    Ok(Binding { bytes, pages: rendered.pages, materials: plan.bound })
}

/// A file whose pages are written, but not yet drawn on any sheet.
struct Drawn {
    sha256: String,
    /// Their objects are those of the file that is made.
    pictures: Vec<Picture>,
}

struct Binder {
    writer: Writer,
    layers: Layers,
    /// Of what went in.
    hash: Sha256,
}

impl Binder {
    /// Writes the pages of a file; one that is refused leaves no trace.
    fn add(&mut self, bytes: Vec<u8>) -> Result<Drawn, Refusal> {
        let sha256 = sha256(&bytes);
        let mark = self.writer.mark();
        let (pictures, layers) = guarded(|| self.write(bytes)).inspect_err(|_| self.writer.back_to(mark))?;
        self.layers.append(layers);
        self.hash.update(sha256.as_bytes());
        Ok(Drawn { sha256, pictures })
    }

    fn write(&mut self, bytes: Vec<u8>) -> Result<(Vec<Picture>, Layers), Refusal> {
        let (source, mut pictures) = pictures(open(Cow::Owned(bytes), None)?)?;
        let layers = Layers::of(&source);
        let mut transfer = Transfer::new(source, &mut self.writer);
        for picture in &mut pictures {
            picture.object =
                transfer.bring(picture.object).map_err(|_| Refusal::damaged("文件内容无法写入。"))?;
        }
        Ok((pictures, layers.renumbered(|layer| transfer.brought(layer))))
    }

    /// Draws each picture on its sheet, the last pages of `sheets`' file, and completes the file.
    fn finish(
        mut self,
        rendered: &[u8],
        pictures: &[Picture],
        sheets: &[BinderSheet],
    ) -> lopdf::Result<Vec<u8>> {
        let mut base = lopdf::Document::load_mem(rendered)?;
        base.renumber_objects_with(self.writer.free());
        let pages: Vec<ObjectId> = base.page_iter().collect();
        let first = pages.len().saturating_sub(sheets.len());
        for ((page, picture), sheet) in pages.iter().skip(first).zip(pictures).zip(sheets) {
            draw(&mut base, *page, picture, sheet)?;
        }
        if let Some(layers) = self.layers.properties() {
            base.catalog_mut()?.set("OCProperties", layers);
        }
        let mut trailer = Dictionary::new();
        for key in ["Root", "Info"] {
            trailer.set(key, base.trailer.get(key.as_bytes())?.clone());
        }
        self.hash.update(rendered);
        let id: Vec<u8> = self.hash.finalize().iter().take(16).copied().collect();
        let id = Object::String(id, StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        for (number, object) in &base.objects {
            self.writer.write(*number, object)?;
        }
        self.writer.finish(trailer)
    }
}

/// Every page of a file as a picture of the document that is returned with them.
fn pictures(opened: Opened<'_>) -> Result<(lopdf::Document, Vec<Picture>), Refusal> {
    let mut source = lopdf::Document::new();
    let damaged = |what: &str| Refusal::damaged(format!("{what}已损坏或过大，无法读取。"));
    let pictures = match opened {
        Opened::Pdf { document, pages } => {
            source = *document;
            let mut forms = page::Pages::new(&mut source, &pages);
            let add = |(at, page)| forms.add(page).ok_or_else(|| damaged(&format!("PDF 第 {} 页", at + 1)));
            pages.iter().copied().enumerate().map(add).collect::<Result<_, _>>()?
        }
        Opened::Jpeg(bytes, _) => {
            vec![jpeg::add(&mut source, bytes.into_owned()).ok_or_else(|| damaged("JPG 文件"))?]
        }
        Opened::Png(bytes, _) => vec![png::add(&mut source, &bytes).ok_or_else(|| damaged("PNG 文件"))?],
        Opened::Tiff(bytes) => {
            let unreadable = || damaged("TIFF 文件");
            let mut found = Vec::new();
            let mut pages = tiff::Pages::open(&bytes).ok_or_else(unreadable)?;
            while let Some(head) = pages.next() {
                let head = head.ok_or_else(unreadable)?;
                found.push(pages.add(&mut source, &head).ok_or_else(unreadable)?);
            }
            found
        }
    };
    Ok((source, pictures))
}

/// Puts a picture into the room of a sheet, beneath what the sheet says.
fn draw(
    base: &mut lopdf::Document,
    page: ObjectId,
    picture: &Picture,
    sheet: &BinderSheet,
) -> lopdf::Result<()> {
    let [a, b, c, d, e, f] = placed(picture, room(sheet.is_wide));
    let content = format!("/Figure <</MCID 0>> BDC\nq {a} {b} {c} {d} {e} {f} cm /Page Do Q\nEMC\n");
    let content = base.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let mut resources = page::resources(base, page).cloned().unwrap_or_default();
    let mut objects = page::dictionary_in(base, &resources, b"XObject").cloned().unwrap_or_default();
    objects.set("Page", picture.object);
    resources.set("XObject", objects);
    let mut contents = vec![content.into()];
    contents.extend(page::contents(base, page).into_iter().map(Object::from));
    let page = base.get_dictionary_mut(page)?;
    page.set("Contents", contents);
    page.set("Resources", resources);
    Ok(())
}

/// The matrix that draws a picture in the middle of a room, as large as fits and makes sense.
fn placed(picture: &Picture, [left, bottom, width, height]: [f32; 4]) -> Matrix {
    let most = match picture.unit {
        Unit::Points => LARGEST_SCALE,
        Unit::Pixels => 72.0 / FEWEST_PIXELS,
    };
    let scale = (width / picture.width).min(height / picture.height).min(most);
    let across = left + (width - picture.width * scale) / 2.0;
    let up = bottom + (height - picture.height * scale) / 2.0;
    picture.drawn(scale, (across, up))
}

fn broken(error: lopdf::Error) -> BindError {
    BindError::Render(RenderError::Pdf(error.to_string()))
}
