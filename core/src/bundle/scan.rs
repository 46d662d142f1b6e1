//! Puts the scan of a signed and sealed page into that page's place.
//!
//! The scan covers the page as it was printed; the printed text stays beneath it, so that the file can still be
//! searched and read aloud, as in any searchable scan.

use crate::evidence::{Opened, Refusal, guarded, open};
use crate::picture::{Kind, Picture, jpeg, page, png};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::borrow::Cow;

/// The page's XObject that draws the scan; a later scan of the same page takes its place.
const NAME: &str = "ShenbaoScan";

/// Why the scan could not be put in, for [`super::BundleError`] to say where.
#[derive(Debug, PartialEq)]
pub(super) enum Refused {
    /// The document has no such page.
    NoSuchPage,
    /// In a few words, for the user.
    Unusable(String),
}

/// Returns the document with the scan (a PDF of one page, a JPG or a PNG) over its page `page`, counted from 1. Neither
/// is trusted: a bundle too may come from anywhere.
pub(super) fn place(document: &[u8], page: u32, scan: &[u8]) -> Result<Vec<u8>, Refused> {
    refusing_panics(|| placed(document, page, scan))
}

/// A reader that stumbles over a file must not take the program along.
fn refusing_panics(work: impl FnOnce() -> Result<Vec<u8>, Refused>) -> Result<Vec<u8>, Refused> {
    guarded(|| Ok(work())).unwrap_or_else(|_| Err(unusable("文件已损坏，无法读取")))
}

fn placed(document: &[u8], page: u32, scan: &[u8]) -> Result<Vec<u8>, Refused> {
    let Ok(Opened::Pdf { mut document, pages }) = open(Cow::Borrowed(document), None) else {
        return Err(unusable("要替换的 PDF 已损坏"));
    };
    let at = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
    let page = *at.and_then(|at| pages.get(at)).ok_or(Refused::NoSuchPage)?;
    let size = page::page_box(&document, page);
    let picture = add_picture(&mut document, scan)?;
    let cover = cover(&picture, size);
    let cover = document.add_object(cover);
    show(&mut document, page, cover).map_err(|_| unusable("要替换的 PDF 已损坏"))?;
    document.prune_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| unusable("写不出 PDF"))?;
    Ok(bytes)
}

fn add_picture(document: &mut Document, scan: &[u8]) -> Result<Picture, Refused> {
    let other = || unusable("不是 PDF、JPG 或 PNG 文件");
    if Kind::of(scan).is_none() {
        return Err(other());
    }
    let refused = |refusal: Refusal| unusable(refusal.says.trim_end_matches('。'));
    match open(Cow::Borrowed(scan), None).map_err(refused)? {
        Opened::Jpeg(bytes, _) => {
            jpeg::add(document, bytes.into_owned()).ok_or_else(|| unusable("JPG 文件已损坏或不是常见格式"))
        }
        Opened::Png(bytes, _) => png::add(document, &bytes).ok_or_else(|| unusable("PNG 文件已损坏或过大")),
        Opened::Pdf { document: scan, pages } => add_page(document, *scan, &pages),
        Opened::Tiff(_) => Err(other()),
    }
}

fn add_page(document: &mut Document, mut scan: Document, pages: &[ObjectId]) -> Result<Picture, Refused> {
    let [_] = pages else {
        return Err(unusable(format!("扫描的 PDF 有 {} 页，应只有签章的那一页", pages.len())));
    };
    scan.renumber_objects_with(document.max_id + 1);
    let page = scan.page_iter().next().ok_or_else(|| unusable("扫描的 PDF 没有页面"))?;
    let picture = page::Pages::new(&mut scan, &[page]).add(page);
    let picture = picture.ok_or_else(|| unusable("扫描的 PDF 页面无法读取"))?;
    document.max_id = scan.max_id;
    document.objects.append(&mut scan.objects);
    Ok(picture)
}

/// A white page with the picture on it, as large as fits.
fn cover(picture: &Picture, [left, bottom, right, top]: page::Area) -> Stream {
    let (width, height) = (right - left, top - bottom);
    let scale = (width / picture.width).min(height / picture.height);
    let across = left + (width - picture.width * scale) / 2.0;
    let up = bottom + (height - picture.height * scale) / 2.0;
    let [a, b, c, d, e, f] = picture.drawn(scale, (across, up));
    let content = format!(
        "q 1 1 1 rg {left} {bottom} {width} {height} re f Q\nq {a} {b} {c} {d} {e} {f} cm /Scan Do Q\n"
    );
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![left.into(), bottom.into(), right.into(), top.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Scan" => picture.object } },
    };
    Stream::new(dict, content.into_bytes())
}

/// Draws the cover over the page, or exchanges the cover that is there.
fn show(document: &mut Document, page: ObjectId, cover: ObjectId) -> lopdf::Result<()> {
    let mut resources = page::resources(document, page).cloned().unwrap_or_default();
    let mut objects = page::dictionary_in(document, &resources, b"XObject").cloned().unwrap_or_default();
    let is_first = !objects.has(NAME.as_bytes());
    objects.set(NAME, cover);
    resources.set("XObject", objects);
    if is_first {
        let mut contents = vec![add_content(document, b"q\n".to_vec()).into()];
        contents.extend(document.get_page_contents(page).into_iter().map(Object::from));
        let over = format!("\nQ\n/Artifact BMC q /{NAME} Do Q EMC\n");
        contents.push(add_content(document, over.into_bytes()).into());
        document.get_dictionary_mut(page)?.set("Contents", contents);
    }
    document.get_dictionary_mut(page)?.set("Resources", resources);
    Ok(())
}

fn add_content(document: &mut Document, content: Vec<u8>) -> ObjectId {
    document.add_object(Stream::new(Dictionary::new(), content))
}

fn unusable(why: impl Into<String>) -> Refused {
    Refused::Unusable(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Unit;

    #[test]
    fn a_reader_that_stumbles_is_a_refusal() {
        assert_eq!(refusing_panics(|| panic!("as a reader does")), Err(unusable("文件已损坏，无法读取")));
    }

    #[test]
    fn the_picture_is_as_large_as_fits_and_inherits_no_white() {
        let check = |width, height, content: &str| {
            let upright = [width, 0.0, 0.0, height, 0.0, 0.0];
            let picture = Picture { object: (1, 0), width, height, unit: Unit::Pixels, upright };
            let drawn = cover(&picture, [0.0, 0.0, 500.0, 800.0]).content;
            let white = "q 1 1 1 rg 0 0 500 800 re f Q\n";
            assert_eq!(String::from_utf8(drawn).unwrap(), format!("{white}q {content} cm /Scan Do Q\n"));
        };
        check(100.0, 160.0, "500 0 0 800 0 0");
        check(100.0, 100.0, "500 0 0 500 0 150");
        check(1000.0, 3200.0, "250 0 0 800 125 0");
    }
}
