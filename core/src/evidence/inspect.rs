//! What an added file is, and what someone who has to read it may stumble over.

use super::Refusal;
use super::look::{self, Look, Sight};
use super::open::{Opened, guarded, open};
use super::survey::{PageSurvey, Surveyor};
use crate::answers::Attachment;
use crate::bundle::sha256;
use crate::picture::{Kind, tiff};
use serde::Serialize;
use std::borrow::Cow;

/// Scans with fewer pixels to the inch are hard to read in print.
const FEWEST_PIXELS: f32 = 150.0;
/// A4, in inches: shorter and longer side.
const A4: (f32, f32) = (8.27, 11.69);
/// A picture that says it is smaller than this, in inches, says so by mistake.
const SMALLEST: f32 = 1.5;

/// A file that can be bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Inspection {
    /// PDF, JPG, PNG, TIFF
    pub kind: String,
    /// How many.
    pub pages: u32,
    /// Its size.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub bytes: u64,
    /// Of its content, lower-case hexadecimal.
    pub sha256: String,
    /// Worth a second look; none of them keeps the file from being bound.
    pub remarks: Vec<Remark>,
}

/// Something worth a second look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Remark {
    /// For decisions.
    pub kind: RemarkKind,
    /// From 1.
    pub pages: Vec<u32>,
    /// What it is, then what to do.
    pub says: String,
}

/// What to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// A scan with too few pixels.
    Coarse,
    /// Lies on its side, or stands on its head.
    Sideways,
    /// Nothing is on it.
    Blank,
    /// A form's values have no look: what was filled in will not be seen.
    UndrawnValues,
}

/// What one page is like.
#[derive(Default)]
struct Page {
    /// Pixels to the inch of a page that is a scan.
    density: Option<f32>,
    is_sideways: bool,
    is_blank: bool,
    has_undrawn_values: bool,
}

/// Looks at a file that was added.
///
/// # Errors
/// Why the file cannot be used.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, Refusal> {
    let pages = guarded(|| Ok(pages(open(Cow::Borrowed(bytes), None)?)))?;
    let kind = match Kind::of(bytes) {
        Some(Kind::Jpeg) => "JPG",
        Some(Kind::Png) => "PNG",
        Some(Kind::Tiff) => "TIFF",
        _ => "PDF",
    };
    Ok(Inspection {
        kind: kind.to_owned(),
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        remarks: remarks(&pages),
    })
}

/// For each attachment the first one before it that has the same content.
pub fn duplicates(attachments: &[Attachment]) -> Vec<Option<usize>> {
    let first = |(at, attachment): (usize, &Attachment)| {
        let same = |before: &Attachment| attachment.sha256.is_some() && before.sha256 == attachment.sha256;
        attachments.iter().take(at).position(same)
    };
    attachments.iter().enumerate().map(first).collect()
}

fn pages(opened: Opened<'_>) -> Vec<Page> {
    match opened {
        Opened::Pdf { document, pages } => {
            let mut surveyor = Surveyor::new(&document);
            pages.iter().map(|page| surveyed(&surveyor.page(*page))).collect()
        }
        Opened::Jpeg(bytes, head) => {
            let size = (f32::from(head.width), f32::from(head.height));
            let size = if head.orientation >= 5 { (size.1, size.0) } else { size };
            vec![picture(size, head.density, look::jpeg(&bytes, &mut Sight::new()))]
        }
        Opened::Png(bytes, head) => {
            #[expect(clippy::cast_precision_loss, reason = "only about as many")]
            let size = (head.width as f32, head.height as f32);
            vec![picture(size, head.density, look::png(&bytes, (head.width, head.height)))]
        }
        Opened::Tiff(bytes) => {
            let (mut found, mut sight) = (Vec::new(), Sight::new());
            let Some(mut pages) = tiff::Pages::open(&bytes) else { return found };
            while let Some(Some(head)) = pages.next() {
                let (width, height) = head.upright();
                #[expect(clippy::cast_precision_loss, reason = "only about as many")]
                let size = (width as f32, height as f32);
                let density = head.density.map(|(across, down)| across.min(down));
                found.push(picture(size, density, look::tiff(&mut pages, &head, &mut sight)));
            }
            found
        }
    }
}

fn surveyed(survey: &PageSurvey) -> Page {
    Page {
        density: survey.scan_density(),
        is_sideways: survey.is_sideways(),
        is_blank: survey.is_blank,
        has_undrawn_values: survey.has_undrawn_values,
    }
}

/// A picture fills an A4 page, unless it says itself that it is smaller: a scan of an identity card.
fn picture((width, height): (f32, f32), stated: Option<f32>, look: Look) -> Page {
    let (shorter, longer) = (width.min(height), width.max(height));
    let filling = (shorter / A4.0).max(longer / A4.1);
    let stated = stated.filter(|density| *density >= FEWEST_PIXELS && longer / density >= SMALLEST);
    Page {
        density: Some(filling.max(stated.unwrap_or(0.0))),
        is_sideways: width > height,
        is_blank: look == Look::Blank,
        has_undrawn_values: false,
    }
}

fn remarks(pages: &[Page]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let numbered = |is_meant: &dyn Fn(&Page) -> bool| -> Vec<u32> {
        (1..).zip(pages).filter(|(_, page)| is_meant(page)).map(|(number, _)| number).collect()
    };
    let mut remark = |kind, found: Vec<u32>, says: &str| {
        if !found.is_empty() {
            let which = which(&found, pages.len());
            remarks.push(Remark { kind, pages: found, says: format!("{which}{says}") });
        }
    };
    let is_coarse =
        |page: &Page| !page.is_blank && page.density.is_some_and(|density| density < FEWEST_PIXELS);
    let lowest = pages.iter().filter(|page| is_coarse(page)).filter_map(|page| page.density);
    let lowest = lowest.fold(FEWEST_PIXELS, f32::min).floor();
    remark(
        RemarkKind::Coarse,
        numbered(&is_coarse),
        &format!("清晰度不足（最低约 {lowest} dpi），打印后可能看不清；请以 300 dpi 重新扫描。"),
    );
    remark(
        RemarkKind::Sideways,
        numbered(&|page| page.is_sideways && !page.is_blank),
        "横着或倒着；如是竖版文件，请转正后重新添加。",
    );
    remark(RemarkKind::Blank, numbered(&|page| page.is_blank), "疑似空白页；请核对是否漏扫或应删去。");
    remark(
        RemarkKind::UndrawnValues,
        numbered(&|page| page.has_undrawn_values),
        "填写的内容装订后不会显示；请在阅读器中打印为 PDF 后重新添加。",
    );
    remarks
}

/// 第 1、3–5 页
fn which(found: &[u32], count: usize) -> String {
    if count == 1 {
        return String::new();
    }
    if found.len() == count {
        return "各页".to_owned();
    }
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in found {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let said = runs.iter().take(8).map(|(from, to)| match to - from {
        0 => from.to_string(),
        1 => format!("{from}、{to}"),
        _ => format!("{from}–{to}"),
    });
    let more = if runs.len() > 8 { format!("等 {} ", found.len()) } else { " ".to_owned() };
    format!("第 {}{more}页", said.collect::<Vec<_>>().join("、"))
}
