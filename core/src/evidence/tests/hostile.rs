//! Files that were made, or damaged, to do harm: each ends soon, with an inspection or a refusal, and is bound or not.

use super::{bound, samples};
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

/// A stream of objects: `head` names them, `body` holds them. lopdf writes none that it did not make, so it is named so
/// only once it is written.
fn streamed(head: &str, body: &[u8]) -> Stream {
    let dict = dictionary! { "Type" => "XbjStm", "N" => 1, "First" => head.len() as i64 };
    let content = [head.as_bytes(), body].concat();
    flate(dict, packed(content.into_iter()))
}

fn with_objects(head: &str, body: &[u8], is_encrypted: bool) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(1, |_| Dictionary::new(), |_, _| ())).unwrap();
    document.add_object(streamed(head, body));
    if is_encrypted {
        let id = Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![id.clone(), id]);
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "a",
            user_password: "",
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let at = bytes.windows(7).position(|name| name == b"/XbjStm").unwrap();
    bytes[at + 1] = b'O';
    bytes
}

#[test]
fn streams_of_objects_that_swell() {
    let numbers = |count: usize| format!(" [{}]", "0 ".repeat(count));
    let same: String = (0..1_000).map(|at| format!("{} 0 ", 900 + at)).collect();
    let distinct: String = (0..1_000).map(|at| format!("{} {} ", 900 + at, at * 3)).collect();
    let cases = [
        ("few numbers", "900 0 ", numbers(1_000), Ok(1)),
        ("numbers", "900 0 ", numbers(5_000_000), Err(RefusalReason::TooLarge)),
        ("names", "900 0 ", format!(" [{}]", "/".repeat(5_000_000)), Err(RefusalReason::TooLarge)),
        ("spaces", "900 0 ", format!("{}1", " ".repeat(70 << 20)), Err(RefusalReason::TooLarge)),
        ("one place a thousand times", &same, numbers(5_000), Ok(1)),
        ("lists that go on in the next object", &distinct, "[0 ".repeat(1_000), Ok(1)),
        ("a place outside", "900 99999999 ", numbers(9), Ok(1)),
        ("no head", "x", numbers(9), Ok(1)),
    ];
    for (name, head, body, expected) in cases {
        for is_encrypted in [false, true] {
            let bytes = with_objects(head, body.as_bytes(), is_encrypted);
            assert_eq!(check(&format!("{name} {is_encrypted}"), &bytes), expected, "{name}");
            // A name may be written with the numbers of its characters.
            let text = |from: &str, to: &str| {
                let mut written = bytes.clone();
                let at = written.windows(from.len()).position(|name| name == from.as_bytes());
                if let Some(at) = at {
                    written.splice(at..at + from.len(), to.bytes());
                }
                written
            };
            for (from, to) in [("/Encrypt", "/E#6ecryp#74"), ("/First", "/Firs#74")] {
                check(&format!("{name} {to}"), &text(from, to)).ok();
            }
        }
    }
}

/// A file of these objects from 1 on, the first one its catalog; the last one is named so many times more.
fn named_again(objects: &[String], times: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut entries = vec!["0000000000 65535 f \n".to_owned()];
    for (at, object) in objects.iter().enumerate() {
        entries.push(format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let last = entries.last().cloned().unwrap_or_default();
    entries.extend(std::iter::repeat_n(last, times));
    let start = bytes.len();
    let size = entries.len();
    bytes.extend(format!("xref\n0 {size}\n{}trailer\n", entries.concat()).bytes());
    bytes.extend(format!("<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn objects_that_hold_more_than_memory_does() {
    let with = |object: String| {
        let page = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"];
        let page = page.map(str::to_owned).into_iter().chain(["<</Type/Page/Parent 2 0 R>>".to_owned()]);
        named_again(&page.chain([object]).collect::<Vec<_>>(), 0)
    };
    let too_large = Err(RefusalReason::TooLarge);
    for (name, object, expected) in [
        ("numbers", format!("[{}]", "0 ".repeat(500_000)), Ok(1)),
        ("more numbers", format!("[{}]", "0 ".repeat(10_000_000)), too_large),
        ("more names", format!("<</A[{}]>>", "/".repeat(10_000_000)), too_large),
        ("a text", format!("({})", "0 ".repeat(10_000_000)), Ok(1)),
    ] {
        assert_eq!(check(name, &with(object)), expected, "{name}");
    }
}

#[test]
fn objects_that_are_named_again_and_again() {
    let page = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
    ];
    let with = |object: String| [&page.map(str::to_owned)[..], &[object]].concat();
    let list = || with(format!("[{}]", "0 ".repeat(50_000)));
    assert_eq!(check("a list", &named_again(&list(), 10)), Ok(1));
    assert_eq!(check("a list often", &named_again(&list(), 100)), Err(RefusalReason::TooLarge));
    let text = || with(format!("({})", "x".repeat(10_000_000)));
    assert_eq!(check("a text", &named_again(&text(), 10)), Ok(1));
    assert_eq!(check("a text often", &named_again(&text(), 60)), Err(RefusalReason::TooLarge));
    let stream = || with(format!("<</Length 10000000>>stream\n{}\nendstream", "x".repeat(10_000_000)));
    assert_eq!(check("a stream", &named_again(&stream(), 10)), Ok(1));
    assert_eq!(check("a stream often", &named_again(&stream(), 60)), Err(RefusalReason::TooLarge));
}

/// Pages that have the same under a key of theirs: their resources from the tree, all else as an object of its own.
fn shared(pages: usize, key: &str, value: impl Fn(&mut Document) -> Object) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(pages, |_| Dictionary::new(), |_, _| ())).unwrap();
    let value = value(&mut document);
    let tree = document.catalog().unwrap().get(b"Pages").and_then(Object::as_reference).unwrap();
    let value = if key == "Resources" { value } else { document.add_object(value).into() };
    let pages: Vec<ObjectId> = if key == "Resources" { vec![tree] } else { document.page_iter().collect() };
    for page in pages {
        document.get_dictionary_mut(page).unwrap().set(key, value.clone());
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pages_that_share_what_is_long() {
    let long = |_: &mut Document| -> Object {
        let entry = |at: i32| (format!("X{at}").into_bytes(), Object::Null);
        let objects: Dictionary = (0..20_000).map(entry).collect();
        dictionary! { "XObject" => objects }.into()
    };
    let bytes = shared(100, "Resources", long);
    assert_eq!(inspected("resources", &bytes).pages, 100);
    assert!(bound(&[vec![("a".into(), bytes)]]).bytes.len() < 5_000_000, "they are written once");
    let parts = |document: &mut Document| -> Object {
        let part = document.add_object(Stream::new(Dictionary::new(), b"q Q".to_vec()));
        vec![Object::from(part); 10_000].into()
    };
    let bytes = shared(100, "Contents", parts);
    assert_eq!(looked_at("contents", &bytes), (Ok(100), false));
    let notes = |document: &mut Document| -> Object {
        let look = document.add_object(form(&[], ""));
        let note = dictionary! {
            "Subtype" => "Stamp", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "AP" => dictionary! { "N" => look },
        };
        let note = document.add_object(note);
        vec![Object::from(note); 10_000].into()
    };
    let bytes = shared(100, "Annots", notes);
    assert_eq!(looked_at("annotations", &bytes), (Ok(100), false));
}

/// Lists so long, on so many pages, that whoever only walks along them works for minutes.
#[test]
fn pages_that_share_what_never_ends() {
    let parts = |document: &mut Document| -> Object {
        let part = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        vec![Object::from(part); 600_000].into()
    };
    assert_eq!(looked_at("contents", &shared(4_900, "Contents", parts)), (Ok(4_900), false));
    let notes = |document: &mut Document| -> Object {
        let note = document.add_object(dictionary! { "Subtype" => "Widget", "FT" => "Tx" });
        vec![Object::from(note); 600_000].into()
    };
    assert_eq!(looked_at("annotations", &shared(4_900, "Annots", notes)), (Ok(4_900), false));
    let own_parent = |document: &mut Document| -> Object {
        let id = document.new_object_id();
        document.set_object(id, dictionary! { "Subtype" => "Widget", "FT" => "Tx", "Parent" => id });
        vec![id.into()].into()
    };
    assert_eq!(looked_at("its own parent", &shared(1, "Annots", own_parent)), (Ok(1), true));
}

/// Without its table of contents a file may have lost pages, and what is left may lead in a circle.
#[test]
fn files_without_their_table() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Type/Pages/Parent 2 0 R/Kids 6 0 R/Count 1>>",
        "<</Type/Font/Next 5 0 R>>",
        "[7 0 R]",
        "<</Type/Page/Parent 4 0 R>>",
    ];
    let lost = [3, 5, 6, 7].map(|lost| (Some(lost), Err(RefusalReason::Damaged)));
    for (lost, expected) in [(None, Ok(2))].into_iter().chain(lost) {
        let kept = (1..).zip(&objects).filter(|(number, _)| Some(*number) != lost);
        let text: String =
            kept.map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n")).collect();
        let bytes = format!("%PDF-1.7\n{text}trailer\n<</Size 8/Root 1 0 R>>\n%%EOF\n");
        assert_eq!(check("no table", bytes.as_bytes()), expected, "{lost:?}");
    }
}

#[test]
fn contents_that_cost_more_than_they_show() {
    let often = |document: &mut Document, drawn: Stream| {
        let drawn = document.add_object(drawn);
        let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do ".repeat(50_000)));
        let objects = dictionary! { "XObject" => dictionary! { "X" => drawn } };
        dictionary! { "Contents" => content, "Resources" => objects }
    };
    let badly_packed = |document: &mut Document| {
        let mut drawn = form(&[], "");
        drawn.dict.set("Filter", "ASCIIHexDecode");
        drawn.content = [b" ".repeat(4_000_000).as_slice(), b">"].concat();
        often(document, drawn)
    };
    assert_eq!(inspected("packed badly", &pdf(1, badly_packed, |_, _| ())).pages, 1);
    let described = |document: &mut Document| {
        let junk: Vec<Object> = vec![0.into(); 200_000];
        let dict = dictionary! { "Subtype" => "Image", "Width" => 9, "Height" => 9, "Junk" => junk };
        often(document, Stream::new(dict, Vec::new()))
    };
    assert_eq!(inspected("described at length", &pdf(1, described, |_, _| ())).pages, 1);
    // To begin a form takes as long as several instructions: a page that draws one very often is not followed to its end.
    for (times, is_blank) in [(100_000, true), (700_000, false)] {
        let empty_forms = |document: &mut Document| {
            let drawn = document.add_object(form(&[], ""));
            let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do ".repeat(times)));
            let objects = dictionary! { "XObject" => dictionary! { "X" => drawn } };
            dictionary! { "Contents" => content, "Resources" => objects }
        };
        let found = inspected("forms without end", &pdf(1, empty_forms, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{times} forms");
    }
    // What is longer than is followed is not called blank.
    for (name, count, is_blank) in [("numbers", 1_000, true), ("more numbers", 7_000_000, false)] {
        let numbers = format!("[{}] TJ", "0 ".repeat(count));
        let page = |document: &mut Document| {
            let content = document.add_object(flate(Dictionary::new(), packed(numbers.bytes())));
            dictionary! { "Contents" => content }
        };
        assert_eq!(inspect(&pdf(1, page, |_, _| ())).unwrap().remarks.len(), usize::from(is_blank), "{name}");
    }
}

/// Each part is short enough, and all of them together are not.
#[test]
fn contents_in_parts() {
    for (count, is_blank) in [(1_000, true), (3_500_000, false)] {
        let page = |document: &mut Document| {
            let parts = ["[".to_owned(), String::new()].map(|begin| begin + &"0 ".repeat(count));
            let parts = parts.into_iter().chain(["] TJ".to_owned()]);
            let parts: Vec<Object> = parts
                .map(|part| document.add_object(flate(Dictionary::new(), packed(part.bytes()))).into())
                .collect();
            dictionary! { "Contents" => parts }
        };
        let found = inspected("parts", &pdf(1, page, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{count} numbers");
    }
}

/// Short enough, and still more instructions than are followed.
#[test]
fn contents_of_very_many_instructions() {
    for (count, is_blank) in [(1_000, true), (6_200_000, false)] {
        let page = |document: &mut Document| {
            let content = document.add_object(flate(Dictionary::new(), packed("n ".repeat(count).bytes())));
            dictionary! { "Contents" => content }
        };
        let found = inspected("instructions", &pdf(1, page, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{count} instructions");
    }
}

#[test]
fn so_many_pictures_of_a_page_are_looked_at() {
    for (count, is_blank) in [(12, true), (13, false)] {
        let page = |document: &mut Document| {
            let dict = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 900, "Height" => 900,
                "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
            };
            let picture = document.add_object(flate(dict, packed(std::iter::repeat_n(0xFF, 810_000))));
            let mut page = draws(document, picture);
            let content = b"q 500 0 0 500 0 0 cm /X Do Q ".repeat(count);
            page.set("Contents", document.add_object(Stream::new(Dictionary::new(), content)));
            page
        };
        let remarks = inspect(&pdf(1, page, |_, _| ())).unwrap().remarks;
        let found = remarks.iter().any(|remark| remark.kind == crate::evidence::RemarkKind::Blank);
        assert_eq!(found, is_blank, "{count}: {remarks:?}");
    }
}

#[test]
fn pictures_that_are_looked_at() {
    let white = packed(std::iter::repeat_n(0xFF, 60_000_000));
    let page = |document: &mut Document| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 6_000, "Height" => 10_000,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        let picture = document.add_object(flate(dict, white.clone()));
        draws(document, picture)
    };
    let found = inspect(&pdf(40, page, |_, _| ())).unwrap();
    assert_eq!(found.remarks[0].pages, (1..10).collect::<Vec<_>>(), "{found:?}");
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

/// A PDF without pages, of objects as they are written; each entry of its table leads to one of them.
fn written(objects: &[String], entries: impl Iterator<Item = usize>) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        starts.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table: Vec<String> = entries.map(|at| format!("{:010} 00000 n \n", starts[at])).collect();
    let (start, size) = (bytes.len(), table.len() + 1);
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{}", table.concat()).bytes());
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// Each of them would be read for hours.
#[test]
fn an_object_that_takes_long_is_not_read_again_and_again() {
    let root = ["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Kids[]/Count 0>>".to_owned()];
    let numbers = "0 ".repeat(1_000_000);
    let blanks = " ".repeat(2_000_000);
    let one = |object: String| [root.to_vec(), vec![object]].concat();
    let stream = "<</Length 3 0 R>>stream\nq\nendstream".to_owned();
    let streams = [one(format!("[{numbers}]")), vec![stream; 20_000]].concat();
    let named = || (0..2).chain(std::iter::repeat_n(2, 20_000));
    for (name, bytes) in [
        ("one without an end", written(&one(format!("[{numbers}")), named())),
        ("one of blanks", written(&one(format!("[{blanks}]")), named())),
        ("a length of many streams", written(&streams, 0..streams.len())),
    ] {
        assert_eq!(inspect(&bytes).unwrap_err().reason, RefusalReason::TooLarge, "{name}");
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
