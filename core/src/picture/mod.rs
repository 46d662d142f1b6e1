//! What other programs made – a page of a PDF, a photo, a scan – as an object that a page of ours draws.
//!
//! What is seen stays the same and nothing is lost: bytes that a PDF viewer can decode are passed on as they are. This
//! module must never decide where a picture goes, and never write into the page that it comes from.

mod annotation;
pub(crate) mod jpeg;
pub(crate) mod page;
pub(crate) mod png;
pub(crate) mod tiff;

pub(crate) use annotation::{annotations, matrix as matrix_of};

use lopdf::ObjectId;

/// As PDF writes it: a b c d e f.
pub(crate) type Matrix = [f32; 6];

/// Something to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Picture {
    /// A form or image of the document that it was added to.
    pub(crate) object: ObjectId,
    /// Upright size.
    pub(crate) width: f32,
    /// Upright size.
    pub(crate) height: f32,
    /// What the size counts.
    pub(crate) unit: Unit,
    /// From the object's own space to the upright box at the origin.
    pub(crate) upright: Matrix,
}

/// What a picture's size counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// 1/72 inch.
    Points,
    /// Pixels, of any size.
    Pixels,
}

impl Picture {
    /// The matrix that draws the picture `scale` times as large with its lower left corner at a place.
    pub(crate) fn drawn(&self, scale: f32, (across, up): (f32, f32)) -> Matrix {
        let [a, b, c, d, e, f] = self.upright.map(|number| number * scale);
        [a, b, c, d, e + across, f + up]
    }
}

/// Which kind of file `bytes` begin as, of those that become pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Pages.
    Pdf,
    /// One picture.
    Jpeg,
    /// One picture.
    Png,
    /// One picture or several.
    Tiff,
}

impl Kind {
    /// By the first bytes; a PDF may begin with something else, as mail programs leave it.
    pub(crate) fn of(bytes: &[u8]) -> Option<Kind> {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Kind::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Kind::Png)
        } else if [&b"II*\0"[..], b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|magic| bytes.starts_with(magic)) {
            Some(Kind::Tiff)
        } else {
            bytes.windows(5).take(1024).any(|head| head == b"%PDF-").then_some(Kind::Pdf)
        }
    }
}
