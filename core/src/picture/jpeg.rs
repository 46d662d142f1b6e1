//! A JPEG goes into a PDF byte for byte; only its markers are read here.

use super::{Matrix, Picture, Unit};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// What the markers of a JPEG say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Head {
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// 1 grey, 3 colour, 4 CMYK.
    pub(crate) components: u8,
    /// EXIF: how to turn the picture upright; 1: as it is.
    pub(crate) orientation: u16,
    /// Written by Adobe's rules, by which CMYK is stored inverted.
    is_adobe: bool,
    /// Pixels an inch, where the file says so.
    pub(crate) density: Option<f32>,
}

/// Adds the picture; `None`: damaged, or of a kind that no PDF viewer shows.
pub(crate) fn add(document: &mut Document, jpeg: Vec<u8>) -> Option<Picture> {
    let head = read_head(&jpeg)?;
    let object = document.add_object(Stream::new(dictionary(&head), jpeg).with_compression(false));
    let (width, height, upright) = turned((head.width.into(), head.height.into()), head.orientation);
    Some(Picture { object, width, height, unit: Unit::Pixels, upright })
}

fn dictionary(head: &Head) -> Dictionary {
    let space = match head.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => "DeviceCMYK",
    };
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(head.width),
        "Height" => i64::from(head.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Filter" => "DCTDecode",
    };
    if head.components == 4 && head.is_adobe {
        let inverted: Vec<Object> = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).into();
        dict.set("Decode", inverted);
    }
    dict
}

/// Upright size and the matrix from the unit square to it, for a picture of `w` by `h` stored in one of the eight
/// orientations of EXIF and TIFF.
pub(crate) fn turned((w, h): (f32, f32), orientation: u16) -> (f32, f32, Matrix) {
    match orientation {
        2 => (w, h, [-w, 0.0, 0.0, h, w, 0.0]),
        3 => (w, h, [-w, 0.0, 0.0, -h, w, h]),
        4 => (w, h, [w, 0.0, 0.0, -h, 0.0, h]),
        5 => (h, w, [0.0, -w, -h, 0.0, h, w]),
        6 => (h, w, [0.0, -w, h, 0.0, 0.0, w]),
        7 => (h, w, [0.0, w, h, 0.0, 0.0, 0.0]),
        8 => (h, w, [0.0, w, -h, 0.0, h, 0.0]),
        _ => (w, h, [w, 0.0, 0.0, h, 0.0, 0.0]),
    }
}

/// Walks the segments up to the frame header; `None` for what no PDF viewer shows.
pub(crate) fn read_head(jpeg: &[u8]) -> Option<Head> {
    let mut at = 2;
    let mut head =
        Head { width: 0, height: 0, components: 0, orientation: 1, is_adobe: false, density: None };
    loop {
        let Segment { marker, body, next } = segment(jpeg, at)?;
        match marker {
            0xE0 => head.density = jfif_density(body).or(head.density),
            0xE1 => head.orientation = exif_orientation(body).unwrap_or(head.orientation),
            0xEE => head.is_adobe |= body.starts_with(b"Adobe"),
            // Baseline, extended and progressive frames; the others need decoders that viewers lack.
            0xC0..=0xC2 => return frame(body, head),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xDA => return None,
            _ => {}
        }
        at = next;
    }
}

/// Whether the picture goes on to its end marker: a file cut off on its way does not.
pub(crate) fn is_whole(jpeg: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(Segment { marker, next, .. }) = segment(jpeg, at) else { return false };
        at = next;
        if marker == 0xDA {
            // Compressed data: a marker in it is one that is neither stuffing nor a restart.
            let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
            let Some(found) = jpeg.get(at..).and_then(|rest| rest.windows(2).position(is_marker)) else {
                return false;
            };
            at += found;
            if jpeg.get(at + 1) == Some(&0xD9) {
                return true;
            }
        }
    }
}

struct Segment<'a> {
    marker: u8,
    body: &'a [u8],
    /// Where the next one begins.
    next: usize,
}

fn segment(jpeg: &[u8], mut at: usize) -> Option<Segment<'_>> {
    while *jpeg.get(at)? == 0xFF && *jpeg.get(at + 1)? == 0xFF {
        at += 1;
    }
    if *jpeg.get(at)? != 0xFF {
        return None;
    }
    let marker = *jpeg.get(at + 1)?;
    let length = usize::from(be16(jpeg, at + 2)?);
    let body = jpeg.get(at + 4..at + 2 + length)?;
    Some(Segment { marker, body, next: at + 2 + length })
}

fn frame(body: &[u8], head: Head) -> Option<Head> {
    let head = Head { height: be16(body, 1)?, width: be16(body, 3)?, components: *body.get(5)?, ..head };
    let is_shown =
        *body.first()? == 8 && head.width > 0 && head.height > 0 && [1, 3, 4].contains(&head.components);
    is_shown.then_some(head)
}

fn jfif_density(segment: &[u8]) -> Option<f32> {
    let body = segment.strip_prefix(b"JFIF\0")?;
    let across = f32::from(be16(body, 3)?);
    match *body.get(2)? {
        1 => Some(across),
        2 => Some(across * 2.54),
        _ => None,
    }
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
                let (width, height, is_adobe, density) = (640, 480, false, None);
                let head = Head { width, height, components: 3, orientation, is_adobe, density };
                assert_eq!(read_head(&jpeg(order, orientation, 3)), Some(head));
            }
        }
    }

    #[test]
    fn the_matrix_turns_every_orientation_upright() {
        // Where the stored picture's first row and first column go: the definition of the eight orientations.
        let sides = [
            (1, "top", "left"),
            (2, "top", "right"),
            (3, "bottom", "right"),
            (4, "bottom", "left"),
            (5, "left", "top"),
            (6, "right", "top"),
            (7, "right", "bottom"),
            (8, "left", "bottom"),
        ];
        for (orientation, row, column) in sides {
            let (width, height, [a, b, c, d, e, f]) = turned((6.0, 4.0), orientation);
            let side = |(u, v): (f32, f32)| match (a * u + c * v + e, b * u + d * v + f) {
                (_, y) if y == height => "top",
                (_, 0.0) => "bottom",
                (x, _) if x == width => "right",
                _ => "left",
            };
            assert_eq!((side((0.5, 1.0)), side((0.0, 0.5))), (row, column), "{orientation}");
        }
    }

    #[test]
    fn a_picture_that_was_cut_off_is_told() {
        let mut whole = jpeg(b"II", 1, 3);
        whole.extend([0xFF, 0xDA, 0, 3, 0, 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]);
        assert!(!is_whole(&whole));
        whole.extend([0xFF, 0xD9, 7]);
        assert!(is_whole(&whole));
        for length in 0..whole.len() - 1 {
            assert!(!is_whole(&whole[..length]), "{length}");
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
