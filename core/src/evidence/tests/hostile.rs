//! Files that were made, or damaged, to do harm: each ends soon, with an inspection or a refusal, and is bound or not.

use super::{bound, samples};
use crate::evidence::{RefusalReason, inspect};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use proptest::prelude::*;
use std::io::Write;
use std::time::{Duration, Instant};

/// Longer than this is not bounded, on any machine.
const SOON: Duration = Duration::from_secs(20);

/// A document of pages made by `page`, and what it may add to the tree's root.
fn pdf(
    pages: usize,
    page: impl Fn(&mut Document) -> Dictionary,
    root: impl Fn(&mut Dictionary, ObjectId),
) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let mut page = page(&mut document);
            page.set("Type", Object::Name(b"Page".to_vec()));
            page.set("Parent", tree);
            document.add_object(page).into()
        })
        .collect();
    let mut dict = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => pages as i64 };
    root(&mut dict, tree);
    document.set_object(tree, dict);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Inspects and binds; gives the pages it has, or why it was refused.
fn check(name: &str, bytes: &[u8]) -> Result<u32, RefusalReason> {
    let started = Instant::now();
    let found = inspect(bytes).map(|found| found.pages).map_err(|refusal| refusal.reason);
    let binding = bound(&[vec![("a".to_owned(), bytes.to_vec()), ("b.png".to_owned(), white())]]);
    assert!(started.elapsed() < SOON, "{name}: {:?}", started.elapsed());
    let file = &binding.materials[0][0];
    if found.is_err() {
        assert!(file.is_err(), "{name}: bound what was refused");
    }
    assert!(binding.materials[0][1].is_ok(), "{name}: took the others along");
    assert!(
        Document::load_mem(&binding.bytes).is_ok_and(|made| made.page_iter().count() as u32 == binding.pages),
        "{name}"
    );
    found
}

fn white() -> Vec<u8> {
    super::sample("white.png")
}

fn packed(bytes: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut block = Vec::with_capacity(1 << 20);
    for byte in bytes {
        block.push(byte);
        if block.len() == 1 << 20 {
            encoder.write_all(&block).unwrap();
            block.clear();
        }
    }
    encoder.write_all(&block).unwrap();
    encoder.finish().unwrap()
}

fn flate(dict: Dictionary, bytes: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dict, bytes);
    stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    stream
}

#[test]
fn page_trees_that_never_end() {
    let empty = |_: &mut Document| Dictionary::new();
    let itself = pdf(1, empty, |dict, tree| {
        let Ok(Object::Array(kids)) = dict.get_mut(b"Kids") else { return };
        kids.push(tree.into());
        kids.push(tree.into());
    });
    assert_eq!(check("kids of itself", &itself), Ok(1));
    let only_itself = pdf(0, empty, |dict, tree| dict.set("Kids", vec![tree.into()]));
    assert_eq!(check("only itself", &only_itself), Err(RefusalReason::Damaged));
    let nobody = pdf(0, empty, |dict, _| dict.set("Kids", vec![Object::Reference((9_999, 0))]));
    assert_eq!(check("a page that is not there", &nobody), Err(RefusalReason::Damaged));
    let parent = pdf(2, empty, |dict, tree| dict.set("Parent", tree));
    assert_eq!(check("its own parent", &parent), Ok(2));
    assert_eq!(check("no content", &pdf(1, empty, |_, _| ())), Ok(1));
    assert_eq!(check("ten thousand pages", &pdf(10_000, empty, |_, _| ())), Err(RefusalReason::TooLarge));
    assert_eq!(check("many pages", &pdf(2_000, empty, |_, _| ())), Ok(2_000));
}

/// A form that draws others.
fn form(draws: &[(&str, ObjectId)], content: &str) -> Stream {
    let objects: Dictionary =
        draws.iter().map(|(name, id)| (name.as_bytes().to_vec(), Object::from(*id))).collect();
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => dictionary! { "XObject" => objects },
    };
    Stream::new(dict, content.as_bytes().to_vec())
}

fn draws(document: &mut Document, drawn: ObjectId) -> Dictionary {
    let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do".to_vec()));
    dictionary! { "Contents" => content, "Resources" => dictionary! { "XObject" => dictionary! { "X" => drawn } } }
}

#[test]
fn forms_that_draw_themselves() {
    let page = |document: &mut Document| {
        let own = document.new_object_id();
        document.set_object(own, form(&[("A", own)], "/A Do /A Do"));
        draws(document, own)
    };
    assert_eq!(check("itself", &pdf(1, page, |_, _| ())), Ok(1));
    let page = |document: &mut Document| {
        let mut drawn = document.add_object(form(&[], "0 0 9 9 re f"));
        for _ in 0..40 {
            drawn = document.add_object(form(&[("A", drawn)], &"/A Do ".repeat(8)));
        }
        draws(document, drawn)
    };
    assert_eq!(check("eight to the fortieth", &pdf(3, page, |_, _| ())), Ok(3));
}

#[test]
fn streams_that_swell() {
    let bomb = packed(std::iter::repeat_n(b' ', 400 << 20));
    let page = |document: &mut Document| {
        let content = document.add_object(flate(Dictionary::new(), bomb.clone()));
        dictionary! { "Contents" => content }
    };
    assert_eq!(check("content", &pdf(3, page, |_, _| ())), Ok(3));
    let page = |document: &mut Document| {
        let content = document.add_object(flate(Dictionary::new(), bomb.clone()));
        dictionary! { "Contents" => vec![content.into(), content.into()] }
    };
    assert!(inspect(&pdf(1, page, |_, _| ())).is_ok());
    assert!(bound(&[vec![("a".into(), pdf(1, page, |_, _| ()))]]).materials[0][0].is_err());
    let page = |document: &mut Document| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 50_000, "Height" => 50_000,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        let picture = document.add_object(flate(dict, bomb.clone()));
        draws(document, picture)
    };
    assert_eq!(check("picture", &pdf(1, page, |_, _| ())), Ok(1));
    let mut document = Document::load_mem(&pdf(1, |_| Dictionary::new(), |_, _| ())).unwrap();
    let dict = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 };
    document.add_object(flate(dict, bomb));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    check("objects", &bytes).ok();
}

#[test]
fn pictures_larger_than_any_page() {
    let mut png = super::sample("white.png");
    png[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let mut sum = flate2::Crc::new();
    sum.update(&png[12..29]);
    let sum = sum.sum().to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    assert_eq!(check("png", &png), Err(RefusalReason::TooLarge));
    let mut jpeg = super::sample("grey.jpg");
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(check("jpeg", &jpeg), Err(RefusalReason::TooLarge));
    for name in ["group4.tif", "lzw.tif"] {
        let mut tiff = super::sample(name);
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

#[test]
fn what_was_cut_off_is_whole_or_refused() {
    for (name, bytes) in samples() {
        let Ok(whole) = inspect(&bytes) else { continue };
        for part in 0..16 {
            let cut = &bytes[..bytes.len() * part / 16];
            if let Ok(pages) = check(&format!("{name} {part}/16"), cut) {
                assert_eq!(pages, whole.pages, "{name}: {part}/16 passed for a whole file");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_damage_ends_well(
        name in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of((any::<prop::sample::Index>(), 0..200_usize)),
    ) {
        let samples: Vec<_> = samples().into_iter().filter(|(_, bytes)| bytes.len() < 50_000).collect();
        let (name, mut bytes) = name.get(&samples).clone();
        for (at, byte) in places {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, length)) = cut {
            let at = at.index(bytes.len());
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        let _ = check(&name, &bytes);
    }
}
