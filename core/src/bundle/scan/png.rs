//! A PNG is decoded and packed anew: PDF knows neither its transparency (flattened onto white) nor its interlacing.

use super::{Picture, Refused, unusable};
use lopdf::{Document, Stream, dictionary};
use png::{ColorType, Decoder, Limits, Transformations};
use std::io::Cursor;

/// Decoded size that is still taken: an A4 page at 1200 dpi in colour.
const LARGEST: usize = 450 << 20;

pub(super) fn add(document: &mut Document, scan: &[u8]) -> Result<Picture, Refused> {
    let (width, height, colors, samples) = decode(scan).ok_or_else(|| unusable("PNG 文件已损坏或过大"))?;
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => if colors == 1 { "DeviceGray" } else { "DeviceRGB" },
        "BitsPerComponent" => 8,
    };
    let mut stream = Stream::new(dict, samples);
    stream.compress().map_err(|_| unusable("PNG 文件无法压缩"))?;
    let object = document.add_object(stream);
    #[expect(clippy::cast_precision_loss, reason = "a page's pixels are few")]
    let (width, height) = (width as f32, height as f32);
    Ok(Picture { object, width, height, upright: [width, 0.0, 0.0, height, 0.0, 0.0] })
}

/// Width, height, samples a pixel (1 or 3), samples of 8 bits.
fn decode(scan: &[u8]) -> Option<(u32, u32, usize, Vec<u8>)> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(scan), Limits { bytes: LARGEST });
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
    let samples = if has_alpha { on_white(&samples, colors) } else { samples };
    Some((frame.width, frame.height, colors, samples))
}

fn on_white(samples: &[u8], colors: usize) -> Vec<u8> {
    let mut flat = Vec::with_capacity(samples.len() / (colors + 1) * colors);
    for pixel in samples.chunks_exact(colors + 1) {
        let (color, alpha) = pixel.split_at(colors);
        let alpha = u32::from(alpha[0]);
        flat.extend(color.iter().map(|sample| {
            let blended = (u32::from(*sample) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(blended).unwrap_or(u8::MAX)
        }));
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(color: ColorType, samples: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(color);
        encoder.write_header().unwrap().write_image_data(samples).unwrap();
        bytes
    }

    #[test]
    fn transparency_is_flattened_onto_white() {
        let check = |color, samples: &[u8], colors, flat: &[u8]| {
            assert_eq!(decode(&png(color, samples)), Some((2, 1, colors, flat.to_vec())), "{color:?}");
        };
        check(ColorType::Grayscale, &[0, 200], 1, &[0, 200]);
        check(ColorType::GrayscaleAlpha, &[0, 255, 9, 0], 1, &[0, 255]);
        check(ColorType::Rgb, &[1, 2, 3, 4, 5, 6], 3, &[1, 2, 3, 4, 5, 6]);
        check(ColorType::Rgba, &[1, 2, 3, 255, 0, 0, 0, 51], 3, &[1, 2, 3, 204, 204, 204]);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = png(ColorType::Rgb, &[1, 2, 3, 4, 5, 6]);
        for length in 0..whole.len() - 12 {
            assert_eq!(decode(&whole[..length]), None, "{length}");
        }
    }
}
