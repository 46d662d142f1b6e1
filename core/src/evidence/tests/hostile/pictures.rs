//! Pictures larger than they are written, or of no size; TIFFs and palettes.

use super::*;

#[test]
fn pictures_larger_than_any_page() {
    let mut png = sample("white.png");
    png[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let mut sum = flate2::Crc::new();
    sum.update(&png[12..29]);
    let sum = sum.sum().to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    assert_eq!(check("png", &png), Err(RefusalReason::TooLarge));
    let mut jpeg = sample("grey.jpg");
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(check("jpeg", &jpeg), Err(RefusalReason::TooLarge));
    for name in ["group4.tif", "lzw.tif"] {
        let mut tiff = sample(name);
        for tag in [[0, 1], [1, 1]] {
            let entry = tiff
                .windows(4)
                .position(|head| head[..2] == tag && [3, 4].contains(&head[2]) && head[3] == 0);
            let at = entry.unwrap();
            tiff[at + 2..at + 12].copy_from_slice(&[4, 0, 1, 0, 0, 0, 0x50, 0xC3, 0, 0]);
        }
        assert!(check(name, &tiff).is_err(), "{name}");
    }
}

/// Transparency is unpacked, and so much of it is not.
#[test]
fn pictures_that_unpack_to_more_than_a_page() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 6_400, 6_400);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().unwrap();
    let mut lines = writer.stream_writer().unwrap();
    (0..6_400).for_each(|_| lines.write_all(&[0xFF; 4 * 6_400]).unwrap());
    lines.finish().unwrap();
    drop(writer);
    assert_eq!(looked_at("transparent", &bytes), (Ok(1), false));
}

/// More behind the last sample than a writer leaves there by mistake: not looked at.
#[test]
fn pictures_with_something_behind_them() {
    for (behind, is_blank) in [(1_000, true), (2 << 20, false)] {
        let page = |document: &mut Document| {
            let dict = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1_000, "Height" => 1_000,
                "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
            };
            let white = packed(std::iter::repeat_n(0xFF, 1_000_000 + behind));
            let picture = document.add_object(flate(dict, white));
            let content =
                document.add_object(Stream::new(Dictionary::new(), b"600 0 0 850 0 0 cm /X Do".to_vec()));
            let objects = dictionary! { "XObject" => dictionary! { "X" => picture } };
            dictionary! { "Contents" => content, "Resources" => objects }
        };
        let remarks = inspect(&pdf(1, page, |_, _| ())).unwrap().remarks;
        let found = remarks.iter().any(|remark| remark.kind == crate::evidence::RemarkKind::Blank);
        assert_eq!(found, is_blank, "{behind} more: {remarks:?}");
    }
}

#[test]
fn pictures_of_no_size() {
    for (width, height) in [(0, 9), (9, 0), (0, 0)] {
        for bits in [1, 8] {
            let page = |document: &mut Document| {
                let dict = dictionary! {
                    "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
                    "BitsPerComponent" => bits, "ColorSpace" => "DeviceGray",
                };
                let picture = document.add_object(Stream::new(dict, Vec::new()));
                draws(document, picture)
            };
            let name = format!("{width} by {height}, {bits} bits");
            assert_eq!(looked_at(&name, &pdf(1, page, |_, _| ())), (Ok(1), true), "{name}");
        }
    }
}

/// A TIFF of one grey pixel with a palette of so many colours.
fn with_palette(colors: u32) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let start = 8 + 2 + 10 * 12 + 4;
    let entries: [(u16, u16, u32, u32); 10] = [
        (256, 4, 1, 1),
        (257, 4, 1, 1),
        (258, 4, 1, 8),
        (259, 4, 1, 1),
        (262, 4, 1, 3),
        (273, 4, 1, start + colors * 6),
        (277, 4, 1, 1),
        (278, 4, 1, 1),
        (279, 4, 1, 1),
        (320, 3, colors * 3, start),
    ];
    bytes.extend(10_u16.to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes.extend(vec![0; colors as usize * 6 + 2]);
    bytes
}

#[test]
fn palettes_are_no_longer_than_bytes_can_name() {
    assert_eq!(looked_at("colours", &with_palette(256)), (Ok(1), true));
    assert_eq!(looked_at("more colours", &with_palette(257)), (Ok(1), false));
}

/// A TIFF of so many pages of one strip, which all of them share.
fn tiff(pages: usize, (packing, bits): (u16, u16), strip: &[u8]) -> Vec<u8> {
    let mut bytes = b"II*\0\0\0\0\0".to_vec();
    bytes.extend(strip);
    bytes.extend(vec![0; strip.len() % 2]);
    let mut link = 4;
    for _ in 0..pages {
        let start = u32::try_from(bytes.len()).unwrap();
        bytes[link..link + 4].copy_from_slice(&start.to_le_bytes());
        let length = u32::try_from(strip.len()).unwrap();
        let entries: [(u16, u32); 9] = [
            (256, 8_000),
            (257, 8_000),
            (258, bits.into()),
            (259, packing.into()),
            (262, 1),
            (273, 8),
            (277, 1),
            (278, 8_000),
            (279, length),
        ];
        bytes.extend(9_u16.to_le_bytes());
        for (tag, value) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([4, 0, 1, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
        }
        link = bytes.len();
        bytes.extend([0; 4]);
    }
    bytes
}

#[test]
fn tiffs_of_no_page_or_of_very_many() {
    let change = |from: [u8; 2], to: [u8; 2], value: u32| {
        let mut bytes = tiff(1, (8, 8), &packed(std::iter::repeat_n(0xFF, 9)));
        let entry = [from[0], from[1], 4, 0, 1, 0, 0, 0];
        let at = bytes.windows(8).position(|found| found == entry).unwrap();
        bytes[at..at + 2].copy_from_slice(&to);
        bytes[at + 8..at + 12].copy_from_slice(&value.to_le_bytes());
        check(&format!("{from:?} {to:?} {value}"), &bytes)
    };
    let (width, samples, kind) = ([0, 1], [21, 1], [254, 0]);
    assert_eq!(change(width, width, 30_000), Err(RefusalReason::TooLarge), "wide");
    assert_eq!(change(width, width, 8_000), Ok(1));
    assert_eq!(change(samples, kind, 0), Ok(1), "a page");
    assert_eq!(change(samples, kind, 1), Err(RefusalReason::Damaged), "a small copy of one");
    assert_eq!(check("pages", &tiff(5_001, (8, 8), &[0])), Err(RefusalReason::Damaged));
}

#[test]
fn tiffs_of_one_strip() {
    let strip = packed(std::iter::repeat_n(0xFF, 128_000_000));
    let too_large = || Err(RefusalReason::TooLarge);
    for (name, pages, kind, expected) in [
        ("two pages as they are packed", 2, (8, 8), (Ok(2), true)),
        ("pages as they are packed", 300, (8, 8), (Ok(300), false)),
        ("a page packed anew", 1, (8, 16), (Ok(1), true)),
        ("pages packed anew", 300, (8, 16), (too_large(), false)),
    ] {
        assert_eq!(looked_at(name, &tiff(pages, kind, &strip)), expected, "{name}");
    }
}
