//! Opens a file that someone added, whatever it is.

use super::kind::foreign;
use super::load::{LoadFault, load};
use super::{Refusal, RefusalReason};
use crate::picture::{Kind, jpeg, png, tiff};
use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::borrow::Cow;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More pages than an application has in all.
const MOST_PAGES: usize = 5_000;
/// Wider or higher than this is no scan of a page.
const LONGEST_SIDE: u32 = 30_000;
/// Bytes of all pages of a TIFF that are packed in a way that no PDF viewer knows.
const MOST_UNPACKED: u64 = 1 << 30;
/// A0 at 300 dpi.
const MOST_PIXELS: u64 = 140_000_000;

/// A file that can be bound.
pub(crate) enum Opened<'a> {
    /// Its pages in their order, each once.
    Pdf {
        document: Box<Document>,
        pages: Vec<ObjectId>,
    },
    Jpeg(Cow<'a, [u8]>, jpeg::Head),
    Png(Cow<'a, [u8]>, png::Head),
    Tiff(Cow<'a, [u8]>),
}

/// Opens a file. A PDF that opens without a password opens here too, encrypted or not.
pub(crate) fn open<'a>(bytes: Cow<'a, [u8]>, password: Option<&str>) -> Result<Opened<'a>, Refusal> {
    match Kind::of(&bytes) {
        Some(Kind::Pdf) => open_pdf(&bytes, password),
        Some(Kind::Jpeg) => {
            let head = jpeg::read_head(&bytes).filter(|_| jpeg::is_whole(&bytes));
            let head = head.ok_or_else(|| Refusal::damaged("JPG 文件已损坏或不完整。"))?;
            check_size(head.width.into(), head.height.into())?;
            Ok(Opened::Jpeg(bytes, head))
        }
        Some(Kind::Png) => {
            let head = png::read_head(&bytes).ok_or_else(|| Refusal::damaged("PNG 文件已损坏或不完整。"))?;
            check_size(head.width, head.height)?;
            Ok(Opened::Png(bytes, head))
        }
        Some(Kind::Tiff) => {
            check_tiff(&bytes)?;
            Ok(Opened::Tiff(bytes))
        }
        None => Err(foreign(&bytes)),
    }
}

/// The PDF that a password opens, without its encryption: what is kept in its place.
///
/// # Errors
/// [`RefusalReason::WrongPassword`], or why it cannot be used at all.
pub fn unlock(bytes: &[u8], password: &str) -> Result<Vec<u8>, Refusal> {
    guarded(|| {
        let Opened::Pdf { mut document, .. } = open(Cow::Borrowed(bytes), Some(password))? else {
            return Ok(bytes.to_vec());
        };
        let mut opened = Vec::with_capacity(bytes.len());
        document.save_to(&mut opened).map_err(|_| Refusal::damaged("PDF 解密后无法保存。"))?;
        Ok(opened)
    })
}

/// Keeps the fault of a parser from taking the other files along: a panic over a file means that the file is bad.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    let result = catch_unwind(AssertUnwindSafe(work));
    result.unwrap_or_else(|_| Err(Refusal::damaged("文件已损坏，无法读取。")))
}

fn open_pdf(bytes: &[u8], password: Option<&str>) -> Result<Opened<'static>, Refusal> {
    let document = load(bytes, password).map_err(|fault| match fault {
        LoadFault::Locked => locked(password),
        LoadFault::UnknownEncryption => Refusal::new(
            RefusalReason::NeedsPassword,
            "PDF 用证书或少见的方式加密，无法打开。",
            "请在能打开它的软件中打印为 PDF 后添加。",
        ),
        LoadFault::TooLarge => Refusal::new(
            RefusalReason::TooLarge,
            "PDF 的内容过多，无法读取。",
            "请拆分，或用原软件打开后重新导出为 PDF。",
        ),
        LoadFault::Damaged => Refusal::damaged("PDF 文件已损坏，无法读取。"),
    })?;
    let pages = pages(&document)?;
    Ok(Opened::Pdf { document: Box::new(document), pages })
}

fn locked(password: Option<&str>) -> Refusal {
    match password {
        None => Refusal::new(
            RefusalReason::NeedsPassword,
            "PDF 设有打开密码。",
            "请输入密码；或在能打开它的软件中打印为 PDF 后添加。",
        ),
        Some(_) => Refusal::new(RefusalReason::WrongPassword, "密码不正确。", "请核对大小写后重新输入。"),
    }
}

fn pages(document: &Document) -> Result<Vec<ObjectId>, Refusal> {
    let catalog = document.catalog().map_err(|_| Refusal::damaged("PDF 文件已损坏，找不到页面。"))?;
    if catalog.get(b"NeedsRendering").and_then(Object::as_bool).unwrap_or(false) {
        return Err(Refusal::new(
            RefusalReason::Kind,
            "这是动态表单（XFA），只有 Adobe 的软件能显示其内容。",
            "请用 Adobe Acrobat 或 Reader 打开，打印为 PDF 后添加。",
        ));
    }
    let mut seen = HashSet::new();
    let pages: Vec<ObjectId> =
        document.page_iter().filter(|page| seen.insert(*page)).take(MOST_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Refusal::damaged("PDF 文件里没有页面。"));
    }
    if pages.len() > MOST_PAGES {
        return Err(Refusal::too_large(format!("PDF 超过 {MOST_PAGES} 页。")));
    }
    for (at, page) in pages.iter().enumerate() {
        if document.get_dictionary(*page).is_err() {
            return Err(Refusal::damaged(format!("PDF 第 {} 页已损坏，无法读取。", at + 1)));
        }
    }
    // A table of contents that had to be rebuilt belongs to a file that lost something: perhaps only the table.
    if document.xref_recovery == Some(XrefRecovery::Reconstructed) && has_lost(document, catalog, &pages) {
        return Err(Refusal::damaged("PDF 文件不完整，部分内容已丢失。"));
    }
    Ok(pages)
}

/// Whether pages, or anything that pages need, is not in the file any more.
fn has_lost(document: &Document, catalog: &Dictionary, pages: &[ObjectId]) -> bool {
    let tree = catalog.get_deref(b"Pages", document).and_then(Object::as_dict);
    let count = tree.and_then(|tree| tree.get_deref(b"Count", document)).and_then(Object::as_i64);
    if count.is_ok_and(|count| usize::try_from(count).is_ok_and(|count| count > pages.len())) {
        return true;
    }
    let mut seen: HashSet<ObjectId> = pages.iter().copied().collect();
    let mut open = pages.to_vec();
    while let Some(id) = open.pop() {
        let Some(object) = document.objects.get(&id) else { return true };
        references(object, &mut |id| {
            if seen.insert(id) {
                open.push(id);
            }
        });
    }
    false
}

/// Every reference in an object, but the one that leads up the tree of pages.
fn references(object: &Object, hear: &mut dyn FnMut(ObjectId)) {
    let mut entries = |dict: &Dictionary| {
        for (key, value) in dict {
            if !matches!(key.as_slice(), b"Parent" | b"P" | b"StructParent" | b"Dest" | b"A" | b"B") {
                references(value, hear);
            }
        }
    };
    match object {
        Object::Reference(id) => hear(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, hear)),
        Object::Dictionary(dict) => entries(dict),
        Object::Stream(stream) => entries(&stream.dict),
        _ => {}
    }
}

fn check_size(width: u32, height: u32) -> Result<(), Refusal> {
    let is_page = width.max(height) <= LONGEST_SIDE && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    if is_page {
        Ok(())
    } else {
        Err(Refusal::too_large(format!("图片过大（{width} × {height} 像素）。")))
    }
}

fn check_tiff(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged = || Refusal::damaged("TIFF 文件已损坏，或是少见的格式。");
    let mut pages = tiff::Pages::open(bytes).ok_or_else(damaged)?;
    let (mut count, mut unpacked) = (0, 0_u64);
    while let Some(head) = pages.next() {
        let head = head.ok_or_else(damaged)?;
        let (width, height) = head.upright();
        check_size(width, height)?;
        unpacked = unpacked.saturating_add(head.unpacked());
        if unpacked > MOST_UNPACKED {
            return Err(Refusal::too_large("TIFF 各页解压后过大。"));
        }
        count += 1;
    }
    if count == 0 { Err(damaged()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_as_large_as_pages() {
        for (width, height, is_page) in [
            (30_000, 4_666, true),
            (30_001, 1, false),
            (1, 30_001, false),
            (14_000, 10_000, true),
            (14_001, 10_000, false),
            (u32::MAX, u32::MAX, false),
        ] {
            assert_eq!(check_size(width, height).is_ok(), is_page, "{width} by {height}");
        }
    }

    #[test]
    fn a_reader_that_stumbles_is_a_refusal() {
        let stumbled: Result<(), Refusal> = guarded(|| panic!("as a reader does"));
        assert_eq!(stumbled.map_err(|refusal| refusal.reason), Err(RefusalReason::Damaged));
    }
}
