//! Whether a picture shows anything. Only pictures that may be blank are decoded: what is on a page takes up room.

use crate::picture::png::Pixels;
use crate::picture::{png as png_file, tiff as tiff_file};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// What a look at a picture tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// White, apart from dust and edges.
    Blank,
    /// Something is on it.
    Shows,
    /// It was not looked at, or could not be.
    Unknown,
}

/// A blank page packs better than this, in bits a pixel.
const BLANK_BITS: f64 = 1.2;
/// Pictures larger than this, in pixels, are not looked at.
const MOST_PIXELS: u64 = 80_000_000;
/// Pixels of all pictures of a file that are looked at: seventy pages of A4 at 300 dpi.
const MOST_IN_ALL: u64 = 600_000_000;
/// Darker than this is ink; paper in a scan is not quite white.
const INK: u8 = 160;
/// Ink on so many pixels of a million is dust.
const DUST: u64 = 400;
/// Edges that scanners darken: this part of each side.
const EDGE: usize = 25;

/// How many pixels of a file's pictures are still looked at: a file may show more than anyone waits for.
pub(super) struct Sight {
    left: u64,
}

impl Sight {
    pub(super) fn new() -> Sight {
        Sight { left: MOST_IN_ALL }
    }

    /// Whether so many pixels are looked at, which are so many less then.
    pub(super) fn takes(&mut self, pixels: u64) -> bool {
        let left = self.left.checked_sub(pixels);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }
}

/// Looks at a JPEG.
pub(super) fn jpeg(bytes: &[u8], sight: &mut Sight) -> Look {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    if decoder.decode_headers().is_err() {
        return Look::Unknown;
    }
    let Some(info) = decoder.info() else { return Look::Unknown };
    let pixels = u64::from(info.width) * u64::from(info.height);
    if !may_be_blank(bytes.len(), pixels) {
        return Look::Shows;
    }
    if !sight.takes(pixels) {
        return Look::Unknown;
    }
    let Ok(samples) = decoder.decode() else { return Look::Unknown };
    gray(&samples, info.width.into())
}

/// Looks at a PNG of that width and height.
pub(super) fn png(bytes: &[u8], (width, height): (u32, u32)) -> Look {
    if !may_be_blank(bytes.len(), u64::from(width) * u64::from(height)) {
        return Look::Shows;
    }
    png_file::decode(bytes).map_or(Look::Unknown, |pixels| look(&pixels))
}

/// Looks at the page of a TIFF whose head was read last.
pub(super) fn tiff(pages: &mut tiff_file::Pages<'_>, head: &tiff_file::Head, sight: &mut Sight) -> Look {
    let pixels = u64::from(head.width) * u64::from(head.height);
    if pixels > MOST_PIXELS || !sight.takes(pixels) {
        return Look::Unknown;
    }
    pages.decode(head).map_or(Look::Unknown, |pixels| look(&pixels))
}

/// Whether so few bytes for so many pixels may be a blank page that is worth a look.
pub(super) fn may_be_blank(bytes: usize, pixels: u64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "only about as many")]
    let bits = bytes as f64 * 8.0 / pixels.max(1) as f64;
    pixels <= MOST_PIXELS && bits < BLANK_BITS
}

/// Looks at decoded pixels.
pub(super) fn look(pixels: &Pixels) -> Look {
    let width = usize::try_from(pixels.width).unwrap_or(usize::MAX);
    if pixels.colors == 1 {
        return gray(&pixels.samples, width);
    }
    // Ink of any colour is dark in some part of it.
    let darkest = |pixel: &[u8]| pixel.iter().copied().min().unwrap_or(u8::MAX);
    gray(&pixels.samples.chunks_exact(pixels.colors).map(darkest).collect::<Vec<u8>>(), width)
}

/// Looks at samples of 8 bits, 255 white.
pub(super) fn gray(samples: &[u8], width: usize) -> Look {
    if width == 0 || samples.len() < width {
        return Look::Unknown;
    }
    let height = samples.len() / width;
    let (side, top) = (width / EDGE, height / EDGE);
    let (mut ink, mut seen) = (0_u64, 0_u64);
    for row in samples.chunks_exact(width).skip(top).take(height - 2 * top) {
        let inner = &row[side..width - side];
        ink += inner.iter().filter(|sample| **sample < INK).count() as u64;
        seen += inner.len() as u64;
    }
    if ink * 1_000_000 <= seen * DUST { Look::Blank } else { Look::Shows }
}
