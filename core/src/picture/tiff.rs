//! The pages of a TIFF. Its strips and tiles go into a PDF as they are packed, where PDF knows the packing; the rest
//! is unpacked and packed anew.

use super::jpeg::turned;
use super::page::deflated;
use super::png::{flatten, image, indexed};
use super::{Picture, Unit};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::io::Cursor;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::{CompressionMethod, PhotometricInterpretation as Photometric, Tag};
use tiff::{ColorType, TiffError};

/// Unpacked size that is still taken, in bytes.
const LARGEST: usize = 150 << 20;
/// What a strip or tile takes beside its bytes.
const OF_A_PART: usize = 200;
/// Colours of a palette.
const MOST_COLORS: usize = 256;
/// More pages than any scanner makes.
const MOST_PAGES: usize = 5_000;
/// Strips and tiles of a page.
const MOST_PARTS: usize = 100_000;
/// Small copies of a page, and masks of one: no pages of their own.
const NO_PAGE: u32 = 0b101;
const REVERSED_BITS: u16 = 2;

/// A TIFF, page by page.
pub(crate) struct Pages<'a> {
    bytes: &'a [u8],
    decoder: Decoder<Cursor<&'a [u8]>>,
    has_more: bool,
    seen: usize,
    /// Bytes that strips and tiles may still take out of the file: those of a sound file do not overlap.
    packed_left: usize,
}

/// What a page says of itself.
pub(crate) struct Head {
    pub(crate) width: u32,
    pub(crate) height: u32,
    orientation: u16,
    /// Pixels an inch across and down, where the file says so.
    pub(crate) density: Option<(f32, f32)>,
    packing: CompressionMethod,
    color: Photometric,
    bits: u8,
    samples: u16,
    is_planar: bool,
    has_difference: bool,
    fill_order: u16,
}

impl<'a> Pages<'a> {
    /// `None`: damaged.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Pages<'a>> {
        let mut limits = Limits::default();
        limits.decoding_buffer_size = LARGEST;
        limits.intermediate_buffer_size = LARGEST;
        let decoder = Decoder::new(Cursor::new(bytes)).ok()?.with_limits(limits);
        let packed_left = bytes.len().saturating_mul(2).saturating_add(1 << 20);
        Some(Pages { bytes, decoder, has_more: true, seen: 0, packed_left })
    }

    /// The next page's head; `None`: there is none, `Some(None)`: it cannot be read.
    pub(crate) fn next(&mut self) -> Option<Option<Head>> {
        while self.has_more {
            if self.seen > 0 && self.decoder.next_image().is_err() {
                self.has_more = false;
                return Some(None);
            }
            self.seen += 1;
            self.has_more = self.decoder.more_images();
            if self.seen > MOST_PAGES {
                self.has_more = false;
                return Some(None);
            }
            let kind: u32 = self.decoder.find_tag_unsigned(Tag::NewSubfileType).ok().flatten().unwrap_or(0);
            if kind & NO_PAGE == 0 {
                return Some(self.head().ok());
            }
        }
        None
    }

    fn head(&mut self) -> Result<Head, TiffError> {
        let file = &mut self.decoder;
        let (width, height) = file.dimensions()?;
        let mut number = |tag| -> Result<Option<u16>, TiffError> { file.find_tag_unsigned(tag) };
        let packing = number(Tag::Compression)?.unwrap_or(1);
        let color = number(Tag::PhotometricInterpretation)?.unwrap_or(0);
        let mut head = Head {
            width,
            height,
            orientation: number(Tag::Orientation)?.unwrap_or(1),
            density: None,
            packing: CompressionMethod::from_u16_exhaustive(packing),
            color: Photometric::from_u16(color).unwrap_or(Photometric::CIELab),
            samples: number(Tag::SamplesPerPixel)?.unwrap_or(1),
            bits: 1,
            is_planar: number(Tag::PlanarConfiguration)? == Some(2),
            has_difference: number(Tag::Predictor)? == Some(2),
            fill_order: number(Tag::FillOrder)?.unwrap_or(1),
        };
        let unit = number(Tag::ResolutionUnit)?.unwrap_or(2);
        let bits: Option<Vec<u8>> = file.find_tag_unsigned_vec(Tag::BitsPerSample)?;
        head.bits = bits.and_then(|bits| bits.first().copied()).unwrap_or(1);
        head.density = density(file, unit);
        Ok(head)
    }

    /// Adds the page whose head was read last. `None`: damaged, too large, or of a kind that nobody reads.
    pub(crate) fn add(&mut self, document: &mut Document, head: &Head) -> Option<Picture> {
        let object = match self.parts(document, head)?.as_slice() {
            [part] if part.fills(head) => part.object,
            parts => document.add_object(joined(parts, head)),
        };
        #[expect(clippy::cast_precision_loss, reason = "a page's pixels are few")]
        let (width, height) = (head.width as f32, head.height as f32);
        // Fax machines have pixels that are higher than wide.
        let stretch = head.density.map_or(1.0, |(across, down)| across / down);
        let (width, height, upright) = turned((width, height * stretch), head.orientation);
        Some(Picture { object, width, height, unit: Unit::Pixels, upright })
    }

    fn parts(&mut self, document: &mut Document, head: &Head) -> Option<Vec<Part>> {
        if !head.is_known_to_pdf() {
            let object = document.add_object(unpacked(self.decode(head)?));
            return Some(vec![Part { object, left: 0, top: 0, width: head.width, height: head.height }]);
        }
        let file = &mut self.decoder;
        let offsets = Tag::StripOffsets;
        let (offsets, lengths, is_tiled) = match file.find_tag_unsigned_vec::<u64>(offsets).ok()? {
            Some(offsets) => (offsets, file.get_tag_u64_vec(Tag::StripByteCounts).ok()?, false),
            None => (
                file.get_tag_u64_vec(Tag::TileOffsets).ok()?,
                file.get_tag_u64_vec(Tag::TileByteCounts).ok()?,
                true,
            ),
        };
        let (wide, high) = file.chunk_dimensions();
        let across = if is_tiled { head.width.div_ceil(wide) } else { 1 };
        let expected = usize::try_from(across.checked_mul(head.height.div_ceil(high))?).ok()?;
        if offsets.len() != expected || lengths.len() != expected || expected > MOST_PARTS {
            return None;
        }
        let tables: Option<Vec<u8>> =
            file.find_tag(Tag::JPEGTables).ok()?.and_then(|found| found.into_u8_vec().ok());
        let group3: u32 = file.find_tag_unsigned(Tag::Unknown(292)).ok()?.unwrap_or(0);
        let space = space(file, head)?;
        let mut parts = Vec::with_capacity(expected);
        for (at, (offset, length)) in (0..).zip(offsets.into_iter().zip(lengths)) {
            let start = usize::try_from(offset).ok()?;
            let packed = self.bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)?;
            let taken = packed.len() + tables.as_ref().map_or(0, Vec::len) + OF_A_PART;
            self.packed_left = self.packed_left.checked_sub(taken)?;
            let (left, top) = (at % across * wide, at / across * high);
            let height = if is_tiled { high } else { high.min(head.height - top) };
            let stream = packed_part(head, packed, (wide, height), &space, (tables.as_deref(), group3))?;
            parts.push(Part { object: document.add_object(stream), left, top, width: wide, height });
        }
        Some(parts)
    }

    /// Unpacks the page whose head was read last: samples of 8 bits, 1 or 3 a pixel.
    pub(crate) fn decode(&mut self, head: &Head) -> Option<super::png::Pixels> {
        let color = self.decoder.colortype().ok()?;
        let mut samples = match self.decoder.read_image().ok()? {
            DecodingResult::U8(samples) => samples,
            DecodingResult::U16(samples) => samples.into_iter().map(|sample| (sample >> 8) as u8).collect(),
            _ => return None,
        };
        let (width, height) = (head.width, head.height);
        let colors = match color {
            ColorType::Gray(8 | 16) => 1,
            ColorType::GrayA(8 | 16) => {
                flatten(&mut samples, 1);
                1
            }
            ColorType::RGB(8 | 16) => 3,
            ColorType::RGBA(8 | 16) => {
                flatten(&mut samples, 3);
                3
            }
            ColorType::Gray(1) => {
                samples = bits(&samples, width)?;
                1
            }
            _ => return None,
        };
        let expected = usize::try_from(width).ok()?.checked_mul(usize::try_from(height).ok()?)?;
        (samples.len() == expected.checked_mul(colors)?).then_some(super::png::Pixels {
            width,
            height,
            colors,
            samples,
        })
    }
}

/// One sample for each bit of rows that begin at whole bytes.
fn bits(packed: &[u8], width: u32) -> Option<Vec<u8>> {
    let width = usize::try_from(width).ok()?;
    let sample = |row: &[u8], at: usize| if row[at / 8] >> (7 - at % 8) & 1 == 1 { 255 } else { 0 };
    let rows = packed.chunks_exact(width.div_ceil(8));
    Some(rows.flat_map(|row| (0..width).map(move |at| sample(row, at))).collect())
}

impl Head {
    fn is_known_to_pdf(&self) -> bool {
        let packing = match self.packing {
            CompressionMethod::Huffman | CompressionMethod::Fax3 | CompressionMethod::Fax4 => {
                return self.bits == 1 && self.samples == 1;
            }
            CompressionMethod::ModernJPEG => return self.bits == 8 && !self.is_planar,
            CompressionMethod::None
            | CompressionMethod::LZW
            | CompressionMethod::Deflate
            | CompressionMethod::OldDeflate => true,
            CompressionMethod::PackBits => !self.has_difference,
            _ => false,
        };
        let color = match self.color {
            Photometric::WhiteIsZero | Photometric::BlackIsZero | Photometric::RGBPalette => {
                self.samples == 1
            }
            Photometric::RGB => self.samples == 3,
            _ => false,
        };
        packing && color && self.bits <= 8 && !self.is_planar && self.fill_order != REVERSED_BITS
    }

    /// Bytes that have to be unpacked for the page: none where PDF knows the packing.
    pub(crate) fn unpacked(&self) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let a_pixel = u64::from(self.samples) * u64::from(self.bits.div_ceil(8));
        if self.is_known_to_pdf() { 0 } else { pixels.saturating_mul(a_pixel) }
    }

    /// Whether the page lies on its long side once it is upright.
    pub(crate) fn upright(&self) -> (u32, u32) {
        if self.orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) }
    }
}

/// A strip or tile.
struct Part {
    object: ObjectId,
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Part {
    fn fills(&self, head: &Head) -> bool {
        (self.width, self.height) == (head.width, head.height)
    }
}

/// A form of the unit square that draws all parts. Each reaches half a pixel below itself, under the next: else the
/// paper shines through the seams on screens.
fn joined(parts: &[Part], head: &Head) -> Stream {
    let (wide, high) = (f64::from(head.width), f64::from(head.height));
    let mut content = String::new();
    let mut objects = Dictionary::new();
    for (at, part) in parts.iter().enumerate() {
        let (width, height) = (f64::from(part.width) / wide, (f64::from(part.height) + 0.5) / high);
        let (left, bottom) = (f64::from(part.left) / wide, 1.0 - f64::from(part.top) / high - height);
        content += &format!("q {width:.8} 0 0 {height:.8} {left:.8} {bottom:.8} cm /P{at} Do Q\n");
        objects.set(format!("P{at}"), part.object);
    }
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
        "Resources" => dictionary! { "XObject" => objects },
    };
    deflated(dict, content.as_bytes())
}

fn packed_part(
    head: &Head,
    packed: &[u8],
    (width, height): (u32, u32),
    space: &Object,
    (tables, group3): (Option<&[u8]>, u32),
) -> Option<Stream> {
    let mut dict = image((width, height), space.clone(), head.bits);
    let is_fax = [CompressionMethod::Huffman, CompressionMethod::Fax3, CompressionMethod::Fax4];
    if head.color == Photometric::WhiteIsZero && !is_fax.contains(&head.packing) {
        dict.set("Decode", vec![1.into(), 0.into()]);
    }
    let mut filter = |name: &str| dict.set("Filter", Object::Name(name.as_bytes().to_vec()));
    let bytes = match head.packing {
        CompressionMethod::None => return Some(deflated(dict, packed)),
        CompressionMethod::LZW => {
            filter("LZWDecode");
            packed.to_vec()
        }
        CompressionMethod::Deflate | CompressionMethod::OldDeflate => {
            filter("FlateDecode");
            packed.to_vec()
        }
        CompressionMethod::PackBits => {
            filter("RunLengthDecode");
            packed.iter().copied().chain([128]).collect()
        }
        CompressionMethod::ModernJPEG => {
            filter("DCTDecode");
            if head.color == Photometric::RGB {
                dict.set("DecodeParms", dictionary! { "ColorTransform" => 0 });
            }
            whole_jpeg(packed, tables)?
        }
        _ => {
            filter("CCITTFaxDecode");
            dict.set("DecodeParms", fax(head, (width, height), group3));
            match head.fill_order {
                REVERSED_BITS => packed.iter().map(|byte| byte.reverse_bits()).collect(),
                _ => packed.to_vec(),
            }
        }
    };
    if head.has_difference
        && dict.has(b"Filter")
        && head.packing != CompressionMethod::ModernJPEG
        && !is_fax.contains(&head.packing)
    {
        let parameters = dictionary! {
            "Predictor" => 2,
            "Colors" => i64::from(head.samples),
            "BitsPerComponent" => i64::from(head.bits),
            "Columns" => i64::from(width),
        };
        dict.set("DecodeParms", parameters);
    }
    Some(Stream::new(dict, bytes))
}

fn fax(head: &Head, (width, height): (u32, u32), group3: u32) -> Dictionary {
    let (k, is_aligned) = match head.packing {
        CompressionMethod::Fax4 => (-1, false),
        CompressionMethod::Fax3 => (i64::from(group3 & 1), group3 & 4 != 0),
        _ => (0, true),
    };
    dictionary! {
        "K" => k,
        "Columns" => i64::from(width),
        "Rows" => i64::from(height),
        "EncodedByteAlign" => is_aligned,
        "BlackIs1" => head.color == Photometric::BlackIsZero,
    }
}

/// A strip's own JPEG with the tables that all strips share.
fn whole_jpeg(strip: &[u8], tables: Option<&[u8]>) -> Option<Vec<u8>> {
    let body = strip.strip_prefix(&[0xFF, 0xD8])?;
    let tables = tables.and_then(|tables| tables.strip_prefix(&[0xFF, 0xD8])).unwrap_or_default();
    let tables = tables.strip_suffix(&[0xFF, 0xD9]).unwrap_or(tables);
    Some([&[0xFF, 0xD8], tables, body].concat())
}

fn space(file: &mut Decoder<Cursor<&[u8]>>, head: &Head) -> Option<Object> {
    Some(match (head.color, head.samples) {
        (Photometric::RGBPalette, _) => {
            let map: Vec<u16> = file.get_tag_u16_vec(Tag::ColorMap).ok()?;
            let count = map.len() / 3;
            if count > MOST_COLORS {
                return None;
            }
            let color = |at: usize| [0, 1, 2].map(|part| (map[part * count + at] >> 8) as u8);
            indexed(&(0..count).flat_map(color).collect::<Vec<u8>>())
        }
        (_, 1) => "DeviceGray".into(),
        (_, 3) => "DeviceRGB".into(),
        (_, 4) => "DeviceCMYK".into(),
        _ => return None,
    })
}

fn unpacked(pixels: super::png::Pixels) -> Stream {
    let space = if pixels.colors == 1 { "DeviceGray" } else { "DeviceRGB" };
    deflated(image((pixels.width, pixels.height), space.into(), 8), &pixels.samples)
}

/// Pixels an inch across and down.
fn density(file: &mut Decoder<Cursor<&[u8]>>, unit: u16) -> Option<(f32, f32)> {
    let factor = match unit {
        2 => 1.0,
        3 => 2.54,
        _ => return None,
    };
    let across = file.get_tag_f32(Tag::XResolution).ok()? * factor;
    let down = file.get_tag_f32(Tag::YResolution).ok()? * factor;
    let is_sane = |density: &f32| (10.0..10_000.0).contains(density);
    (is_sane(&across) && is_sane(&down)).then_some((across, down))
}
