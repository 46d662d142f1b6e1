//! Typesets a document on A4 pages and writes it as PDF.
//!
//! `flow` turns blocks into marks on sheets (`table` and `chart` the two hard ones); `paragraph`, `breaks` and
//! `shape` set text; `write` draws the sheets with printpdf and `finish` adds what makes the file navigable and
//! accessible. Nothing here decides what a document says, and nothing here knows a form.

mod amount;
mod binder;
mod breaks;
mod chart;
mod cover;
mod embed;
mod extent;
mod finish;
mod flow;
mod fonts;
mod grid;
mod pages;
mod paragraph;
mod running;
mod shape;
mod sheet;
mod signature;
mod table;
mod tags;
mod write;

#[cfg(test)]
mod tests;

pub use binder::{BinderSheet, count_pages, render_binder, room};
pub use extent::pages;
pub use fonts::{FontError, Fonts};
pub use pages::{changed_pages, only_pages};

use crate::answers::Path;
use crate::compose::Document;

/// A document as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Where each answer and each signature stands.
    pub places: Vec<Place>,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Place {
    /// From 1.
    pub page: u32,
    /// Left, top, width and height in points, from the top left of the page.
    pub rect: [f32; 4],
    /// The answer that is shown there.
    pub path: Option<Path>,
    /// The signature that goes there, by its id.
    pub signature: Option<String>,
}

/// A document that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// It has more pages than anyone hands in.
    #[error("内容过多。")]
    TooLong,
    /// A font file cannot be cut down to the glyphs in use.
    #[error("字体 {0} 无法嵌入，字体文件可能已损坏，请重新安装本程序。")]
    Font(&'static str),
    /// The parts of the file do not fit together.
    #[error("无法生成 PDF：{0}。请将此问题告知软件提供方。")]
    Pdf(String),
}

impl RenderError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLong => "请核对是否误贴了大段文字或重复的行，删减后重试",
            Self::Font(_) | Self::Pdf(_) => "请检查字体文件是否齐全，再重新生成",
        }
    }
}

/// Typesets and writes `document`: the same document and fonts give the same bytes.
///
/// # Errors
/// A document that is too long, a damaged font file, or a bug.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Rendered, RenderError> {
    if !amount::fits(document) {
        return Err(RenderError::TooLong);
    }
    let sheets = flow::lay_out(document, fonts);
    let pages = sheets.page();
    let bytes = finish::finish(document, &sheets, write::write(document, &sheets, fonts)?)?;
    Ok(Rendered { bytes, pages, places: sheets.places })
}
