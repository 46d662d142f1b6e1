//! A JPEG goes into a PDF byte for byte; only its head is read here.

use super::{Matrix, Picture, Refused, unusable};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// What the head of a JPEG says.
#[derive(Debug, PartialEq)]
struct Head {
    width: u16,
    height: u16,
    /// 1 grey, 3 colour, 4 CMYK.
    components: u8,
    /// EXIF: how to turn the picture upright; 1: as it is.
    orientation: u16,
}

pub(super) fn add(document: &mut Document, scan: &[u8]) -> Result<Picture, Refused> {
    let head = read_head(scan).ok_or_else(|| unusable("JPG 文件已损坏或不是常见格式"))?;
    let space = match head.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => "DeviceCMYK",
    };
    let mut dict: Dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(head.width),
        "Height" => i64::from(head.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Filter" => "DCTDecode",
    };
    if head.components == 4 {
        // Programs that write CMYK JPEGs store them inverted.
        let inverted: Vec<Object> = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).into();
        dict.set("Decode", inverted);
    }
    let object = document.add_object(Stream::new(dict, scan.to_vec()).with_compression(false));
    let (width, height, upright) = turned(&head);
    Ok(Picture { object, width, height, upright })
}

/// Upright size and the matrix from the unit square to it.
fn turned(head: &Head) -> (f32, f32, Matrix) {
    let (w, h) = (f32::from(head.width), f32::from(head.height));
    match head.orientation {
        3 => (w, h, [-w, 0.0, 0.0, -h, w, h]),
        6 => (h, w, [0.0, -w, h, 0.0, 0.0, w]),
        8 => (h, w, [0.0, w, -h, 0.0, h, 0.0]),
        _ => (w, h, [w, 0.0, 0.0, h, 0.0, 0.0]),
    }
}

/// Walks the segments up to the frame header; `None` for what no PDF viewer shows.
fn read_head(jpeg: &[u8]) -> Option<Head> {
    let mut at = 2;
    let mut orientation = 1;
    loop {
        while *jpeg.get(at)? == 0xFF && *jpeg.get(at + 1)? == 0xFF {
            at += 1;
        }
        if *jpeg.get(at)? != 0xFF {
            return None;
        }
        let marker = *jpeg.get(at + 1)?;
        let length = usize::from(be16(jpeg, at + 2)?);
        let body = jpeg.get(at + 4..at + 2 + length)?;
        match marker {
            0xE1 => orientation = exif_orientation(body).unwrap_or(orientation),
            // Baseline, extended and progressive frames; the others need decoders that viewers lack.
            0xC0..=0xC2 => return frame(body, orientation),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xDA => return None,
            _ => {}
        }
        at += 2 + length;
    }
}

fn frame(body: &[u8], orientation: u16) -> Option<Head> {
    let head = Head { height: be16(body, 1)?, width: be16(body, 3)?, components: *body.get(5)?, orientation };
    let is_shown =
        *body.first()? == 8 && head.width > 0 && head.height > 0 && [1, 3, 4].contains(&head.components);
    is_shown.then_some(head)
}

/// Tag 0x0112 of the first directory.
fn exif_orientation(segment: &[u8]) -> Option<u16> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let u16_at = |at: usize| be16(tiff, at).map(|n| if is_little { n.swap_bytes() } else { n });
    let u32_at = |at: usize| {
        let (high, low) = if is_little { (at.checked_add(2)?, at) } else { (at, at.checked_add(2)?) };
        Some(usize::from(u16_at(high)?) << 16 | usize::from(u16_at(low)?))
    };
    let directory = u32_at(4)?;
    let entries = usize::from(u16_at(directory)?);
    let entry = (0..entries).map(|n| directory + 2 + n * 12).find(|at| u16_at(*at) == Some(0x0112))?;
    u16_at(entry + 8)
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(pair.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head with an EXIF orientation, in either byte order, then a frame of 640 × 480.
    fn jpeg(order: &[u8; 2], orientation: u16, components: u8) -> Vec<u8> {
        let two = |n: u16| if order == b"II" { n.to_le_bytes() } else { n.to_be_bytes() };
        let four = |n: u32| if order == b"II" { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(order);
        exif.extend(two(42));
        exif.extend(four(8));
        exif.extend(two(1));
        exif.extend(two(0x0112));
        exif.extend(two(3));
        exif.extend(four(1));
        exif.extend(two(orientation));
        exif.extend([0; 6]);
        let mut bytes = vec![0xFF, 0xD8];
        for (marker, body) in [(0xE1, exif), (0xC2, vec![8, 1, 0xE0, 2, 0x80, components])] {
            bytes.extend([0xFF, marker]);
            bytes.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
            bytes.extend(body);
        }
        bytes
    }

    #[test]
    fn the_head_says_size_and_orientation() {
        for order in [b"II", b"MM"] {
            for orientation in [1, 3, 6, 8] {
                let head = Head { width: 640, height: 480, components: 3, orientation };
                assert_eq!(read_head(&jpeg(order, orientation, 3)), Some(head));
            }
        }
    }

    #[test]
    fn a_damaged_head_is_refused_at_every_length() {
        let whole = jpeg(b"MM", 6, 1);
        for length in 0..whole.len() {
            assert_eq!(read_head(&whole[..length]), None, "{length}");
        }
        assert_eq!(read_head(&jpeg(b"II", 1, 2)), None);
    }
}
