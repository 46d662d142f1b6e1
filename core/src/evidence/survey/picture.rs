//! Looks at a picture inside a PDF.

use super::super::look::{self, Look, Sight};
use crate::picture::png::Pixels;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::borrow::Cow;

/// Unpacked, in bytes.
const LARGEST: usize = 100 << 20;
/// Bytes behind the last sample that are no fault yet.
const MORE: usize = 1 << 20;

/// Whether anything is on the picture, as far as its packing is understood.
pub(super) fn look(document: &Document, id: ObjectId, sight: &mut Sight) -> Look {
    let Ok(Object::Stream(stream)) = document.get_object(id) else { return Look::Unknown };
    let number = |key: &[u8]| {
        let found = stream.dict.get_deref(key, document).and_then(Object::as_i64).ok();
        found.and_then(|number| u32::try_from(number).ok())
    };
    let (Some(width), Some(height)) = (number(b"Width"), number(b"Height")) else { return Look::Unknown };
    let pixels = u64::from(width) * u64::from(height);
    if !look::may_be_blank(stream.content.len(), pixels) {
        return Look::Shows;
    }
    match stream.filters().unwrap_or_default().as_slice() {
        // Whatever its outer packings hold costs as much as a picture.
        [_, .., b"DCTDecode"] if !sight.takes(LARGEST as u64) => Look::Unknown,
        [before @ .., b"DCTDecode"] => {
            jpeg(stream, before).map_or(Look::Unknown, |jpeg| look::jpeg(&jpeg, sight))
        }
        [] | [b"FlateDecode" | b"LZWDecode" | b"RunLengthDecode"] => {
            let bits = number(b"BitsPerComponent").unwrap_or(1);
            if !sight.takes(pixels + MORE as u64) {
                return Look::Unknown;
            }
            unpacked(document, stream, (width, height, bits))
                .map_or(Look::Unknown, |pixels| look::look(&pixels))
        }
        _ => Look::Unknown,
    }
}

/// The JPEG in a stream that was made into text, or packed, once more.
fn jpeg<'s>(stream: &'s Stream, before: &[&[u8]]) -> Option<Cow<'s, [u8]>> {
    if before.is_empty() {
        return Some(Cow::Borrowed(&stream.content));
    }
    let filters: Vec<Object> = before.iter().map(|name| Object::Name(name.to_vec())).collect();
    let outer = Stream::new(dictionary! { "Filter" => filters }, stream.content.clone());
    outer.get_plain_content_with_limit(LARGEST).ok().map(Cow::Owned)
}

fn unpacked(document: &Document, stream: &Stream, (width, height, bits): (u32, u32, u32)) -> Option<Pixels> {
    let colors = colors(document, &stream.dict)?;
    let is_inverted = is_inverted(document, &stream.dict);
    let in_a_row = usize::try_from(width).ok()?.checked_mul(colors)?;
    let rows = usize::try_from(height).ok()?;
    let most = in_a_row.checked_mul(rows)?.checked_add(MORE)?.min(LARGEST);
    let samples = stream.get_plain_content_with_limit(most).ok()?;
    let mut samples = match bits {
        8 => samples,
        1 if colors == 1 => {
            // A picture of no width has no rows to cut, and cutting into pieces of nothing panics.
            let row = in_a_row.div_ceil(8).max(1);
            let sample = |row: &[u8], at: usize| if row[at / 8] >> (7 - at % 8) & 1 == 1 { 255 } else { 0 };
            samples
                .chunks_exact(row)
                .take(rows)
                .flat_map(|row| (0..in_a_row).map(move |at| sample(row, at)))
                .collect()
        }
        _ => return None,
    };
    if samples.len() < in_a_row.checked_mul(rows)? {
        return None;
    }
    samples.truncate(in_a_row * rows);
    if is_inverted {
        samples.iter_mut().for_each(|sample| *sample = !*sample);
    }
    Some(Pixels { width, height, colors, samples })
}

/// Samples a pixel, of those spaces in which the largest sample is white.
fn colors(document: &Document, dict: &Dictionary) -> Option<usize> {
    if dict.get_deref(b"ImageMask", document).and_then(Object::as_bool).unwrap_or(false) {
        return Some(1);
    }
    match dict.get_deref(b"ColorSpace", document).ok()? {
        Object::Name(name) if name == b"DeviceGray" || name == b"CalGray" => Some(1),
        Object::Name(name) if name == b"DeviceRGB" || name == b"CalRGB" => Some(3),
        Object::Array(space) => match (space.first()?.as_name().ok()?, space.get(1)) {
            (b"CalGray", _) => Some(1),
            (b"CalRGB", _) => Some(3),
            (b"ICCBased", Some(profile)) => {
                let profile = document.dereference(profile).ok()?.1.as_stream().ok()?;
                let count = profile.dict.get_deref(b"N", document).ok()?.as_i64().ok()?;
                [1, 3].contains(&count).then(|| usize::try_from(count).ok()).flatten()
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_inverted(document: &Document, dict: &Dictionary) -> bool {
    let decode = dict.get_deref(b"Decode", document).and_then(Object::as_array).ok();
    decode.and_then(|decode| decode.first()).is_some_and(|low| low.as_float().is_ok_and(|low| low > 0.5))
}
