//! A PNG goes into a PDF as it is packed, where PDF knows its kind. What PDF does not know – transparency, which is
//! flattened onto white, and interlacing – is unpacked and packed anew.

use super::page::deflated;
use super::{Picture, Unit};
use flate2::Crc;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use png::{ColorType, Decoder, Limits, Transformations};
use std::io::Cursor;

/// Unpacked size that is still taken: an A4 page at 600 dpi in colour with transparency.
const LARGEST: usize = 150 << 20;

/// Adds the picture; `None`: damaged or too large.
pub(crate) fn add(document: &mut Document, png: &[u8]) -> Option<Picture> {
    let head = read_head(png)?;
    let stream = if head.is_known_to_pdf() { packed(&head, png)? } else { unpacked(png)? };
    let object = document.add_object(stream.with_compression(false));
    #[expect(clippy::cast_precision_loss, reason = "a page's pixels are few")]
    let (width, height) = (head.width as f32, head.height as f32);
    Some(Picture { object, width, height, unit: Unit::Pixels, upright: [width, 0.0, 0.0, height, 0.0, 0.0] })
}

/// What a PNG says of itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) width: u32,
    pub(crate) height: u32,
    bits: u8,
    /// As PNG numbers them: 0 grey, 2 colour, 3 palette, 4 and 6 with transparency.
    color: u8,
    is_interlaced: bool,
    has_transparency: bool,
    palette: Vec<u8>,
    /// Pixels an inch, where the file says so.
    pub(crate) density: Option<f32>,
}

impl Head {
    fn is_known_to_pdf(&self) -> bool {
        !self.is_interlaced && !self.has_transparency && [0, 2, 3].contains(&self.color)
    }

    fn colors(&self) -> i64 {
        if self.color == 2 { 3 } else { 1 }
    }
}

/// Reads every chunk, and holds each against its checksum; `None`: damaged.
pub(crate) fn read_head(png: &[u8]) -> Option<Head> {
    let mut head = None;
    for chunk in chunks(png) {
        let (name, body) = chunk?;
        match (name, &mut head) {
            (b"IHDR", None) => head = Some(first(body)?),
            (_, None) => return None,
            (b"PLTE", Some(head)) => head.palette = body.to_vec(),
            (b"tRNS", Some(head)) => head.has_transparency = true,
            (b"pHYs", Some(head)) => head.density = density(body),
            (b"IEND", Some(found)) => {
                let has_colors = found.color != 3 || !found.palette.is_empty();
                return head.filter(|_| has_colors);
            }
            _ => {}
        }
    }
    None
}

fn first(body: &[u8]) -> Option<Head> {
    let [bits, color, 0, 0, interlacing] = *body.get(8..13)? else { return None };
    let is_known = match color {
        0 => [1, 2, 4, 8, 16].contains(&bits),
        3 => [1, 2, 4, 8].contains(&bits),
        2 | 4 | 6 => [8, 16].contains(&bits),
        _ => false,
    };
    let (width, height) = (be32(body, 0)?, be32(body, 4)?);
    (is_known && width > 0 && height > 0).then(|| Head {
        width,
        height,
        bits,
        color,
        is_interlaced: interlacing != 0,
        has_transparency: color >= 4,
        palette: Vec::new(),
        density: None,
    })
}

fn density(body: &[u8]) -> Option<f32> {
    #[expect(clippy::cast_precision_loss, reason = "only about as many")]
    let a_metre = be32(body, 0)? as f32;
    (body.get(8) == Some(&1)).then_some(a_metre * 0.0254)
}

type Chunk<'a> = (&'a [u8], &'a [u8]);

/// Names and bodies up to the end; `None` among them: what follows is damaged.
fn chunks(png: &[u8]) -> impl Iterator<Item = Option<Chunk<'_>>> {
    let mut at = 8;
    std::iter::from_fn(move || {
        if at >= png.len() {
            return None;
        }
        let chunk = chunk(png, at);
        at = chunk.map_or(png.len(), |(_, body)| at + 12 + body.len());
        Some(chunk)
    })
}

fn chunk(png: &[u8], at: usize) -> Option<Chunk<'_>> {
    let end = at.checked_add(8)?.checked_add(usize::try_from(be32(png, at)?).ok()?)?;
    let checked = png.get(at + 4..end)?;
    let mut sum = Crc::new();
    sum.update(checked);
    (be32(png, end)? == sum.sum()).then(|| checked.split_at(4))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The packed pixels as they are: PDF reads PNG's own packing.
fn packed(head: &Head, png: &[u8]) -> Option<Stream> {
    let mut pixels = Vec::with_capacity(png.len());
    for chunk in chunks(png) {
        match chunk? {
            (b"IDAT", body) => pixels.extend(body),
            (b"IEND", _) => break,
            _ => {}
        }
    }
    let parameters = dictionary! {
        "Predictor" => 15,
        "Colors" => head.colors(),
        "BitsPerComponent" => i64::from(head.bits),
        "Columns" => i64::from(head.width),
    };
    let space = match head.color {
        0 => "DeviceGray".into(),
        2 => "DeviceRGB".into(),
        _ => indexed(&head.palette),
    };
    let mut dict = image((head.width, head.height), space, head.bits);
    dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    dict.set("DecodeParms", parameters);
    Some(Stream::new(dict, pixels))
}

/// A palette of red, green and blue, three bytes each.
pub(super) fn indexed(palette: &[u8]) -> Object {
    let last = i64::try_from(palette.len() / 3).unwrap_or(1) - 1;
    let colors = Object::String(palette.to_vec(), StringFormat::Hexadecimal);
    vec!["Indexed".into(), "DeviceRGB".into(), last.into(), colors].into()
}

/// What PDF says of every image.
pub(super) fn image((width, height): (u32, u32), space: Object, bits: u8) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => i64::from(bits),
    }
}

fn unpacked(png: &[u8]) -> Option<Stream> {
    let Pixels { width, height, colors, samples } = decode(png)?;
    let space = if colors == 1 { "DeviceGray" } else { "DeviceRGB" };
    Some(deflated(image((width, height), space.into(), 8), &samples))
}

/// A decoded picture.
#[derive(Debug, PartialEq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Samples a pixel: 1 or 3.
    pub(crate) colors: usize,
    /// 8 bits each.
    pub(crate) samples: Vec<u8>,
}

/// Unpacks a PNG; `None`: damaged or too large.
pub(crate) fn decode(png: &[u8]) -> Option<Pixels> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(png), Limits { bytes: LARGEST });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size().filter(|size| *size <= LARGEST)?];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    let (colors, has_alpha) = match frame.color_type {
        ColorType::Grayscale => (1, false),
        ColorType::GrayscaleAlpha => (1, true),
        ColorType::Rgb => (3, false),
        ColorType::Rgba => (3, true),
        ColorType::Indexed => return None,
    };
    if has_alpha {
        flatten(&mut samples, colors);
    }
    Some(Pixels { width: frame.width, height: frame.height, colors, samples })
}

/// Takes the last sample of each pixel, its opacity, out: what is seen on white paper.
pub(super) fn flatten(samples: &mut Vec<u8>, colors: usize) {
    let pixels = samples.len() / (colors + 1);
    for pixel in 0..pixels {
        let from = pixel * (colors + 1);
        let alpha = u32::from(samples[from + colors]);
        for color in 0..colors {
            let blended = (u32::from(samples[from + color]) * alpha + 255 * (255 - alpha) + 127) / 255;
            samples[pixel * colors + color] = u8::try_from(blended).unwrap_or(u8::MAX);
        }
    }
    samples.truncate(pixels * colors);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(color: ColorType, samples: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(color);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![9, 8, 7, 6, 5, 4]);
        }
        encoder.write_header().unwrap().write_image_data(samples).unwrap();
        bytes
    }

    #[test]
    fn transparency_is_flattened_onto_white() {
        let check = |color, samples: &[u8], colors, flat: &[u8]| {
            let pixels = Pixels { width: 2, height: 1, colors, samples: flat.to_vec() };
            assert_eq!(decode(&png(color, samples)), Some(pixels), "{color:?}");
        };
        check(ColorType::Grayscale, &[0, 200], 1, &[0, 200]);
        check(ColorType::GrayscaleAlpha, &[0, 255, 9, 0], 1, &[0, 255]);
        check(ColorType::Rgb, &[1, 2, 3, 4, 5, 6], 3, &[1, 2, 3, 4, 5, 6]);
        check(ColorType::Rgba, &[1, 2, 3, 255, 0, 0, 0, 51], 3, &[1, 2, 3, 204, 204, 204]);
    }

    #[test]
    fn what_pdf_knows_is_passed_on_as_it_is_packed() {
        let check = |color, samples: &[u8], is_passed: bool| {
            let file = png(color, samples);
            let mut document = Document::new();
            let picture = add(&mut document, &file).unwrap();
            let stream = document.get_object(picture.object).unwrap().as_stream().unwrap();
            let is_in_file = file.windows(stream.content.len()).any(|part| part == stream.content);
            assert_eq!((is_in_file, stream.dict.has(b"DecodeParms")), (is_passed, is_passed), "{color:?}");
            let decoded = stream.decompressed_content().unwrap();
            let expected = if is_passed { samples.to_vec() } else { decode(&file).unwrap().samples };
            assert_eq!(decoded, expected, "{color:?}");
        };
        check(ColorType::Grayscale, &[0, 200], true);
        check(ColorType::Rgb, &[1, 2, 3, 4, 5, 6], true);
        check(ColorType::Indexed, &[0, 1], true);
        check(ColorType::GrayscaleAlpha, &[0, 255, 9, 0], false);
        check(ColorType::Rgba, &[1, 2, 3, 255, 0, 0, 0, 51], false);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = png(ColorType::Rgb, &[1, 2, 3, 4, 5, 6]);
        for length in 0..whole.len() {
            assert_eq!(add(&mut Document::new(), &whole[..length]), None, "{length}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            assert!(at < 8 || read_head(&damaged).is_none(), "{at}");
        }
    }
}
