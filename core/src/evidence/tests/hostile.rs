//! Files that were made, or damaged, to do harm: each ends soon, with an inspection or a refusal, and is bound or not.

mod contents;
mod objects;
mod pictures;
mod trees;

use super::{bound, sample, samples};
use crate::evidence::{Inspection, RefusalReason, inspect};
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
    looked_at(name, bytes).0
}

/// The same, and whether it was bound.
fn looked_at(name: &str, bytes: &[u8]) -> (Result<u32, RefusalReason>, bool) {
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
    (found, file.is_ok())
}

/// Inspects alone, in time.
fn inspected(name: &str, bytes: &[u8]) -> Inspection {
    let started = Instant::now();
    let found = inspect(bytes).unwrap();
    assert!(started.elapsed() < SOON, "{name}: {:?}", started.elapsed());
    found
}

fn white() -> Vec<u8> {
    sample("white.png")
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
