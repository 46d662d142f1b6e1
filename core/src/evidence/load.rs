//! Loads a PDF within limits. A file of a few kilobytes can name more objects than any memory holds: in streams of
//! objects, which are packed, and by naming one object any number of times. So objects are counted as they are read, and
//! streams of objects are taken apart here, each once and piece by piece.
//!
//! lopdf would take them apart itself, without counting; what leads it there is hidden from it until all is read.

use super::budget::{again, take, within};
use super::objects;
use lopdf::encryption::{DecryptionError, decrypt_object};
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, ObjectStream, Stream, dictionary};
use std::borrow::Cow;

/// Objects, those within others counted too; each takes about a hundred bytes.
const MOST_OBJECTS: usize = 4_000_000;
/// Bytes of streams and texts that count as one object: streams may lie within each other, and both are copied.
const BYTES_AN_OBJECT: usize = 128;
/// Of the table of contents, unpacked; and of all streams of objects together.
const LARGEST_STREAM: usize = 64 << 20;
/// What a stream of objects is called until it is taken apart.
const FOLDED: &[u8] = b"FoldedObjects";
/// Names that lopdf must not see, and what stands for them, as long as they are: a file's encryption, and where a
/// stream's objects begin.
const HIDDEN: [(&[u8], &[u8]); 2] = [(ENCRYPT, b"Encryp~"), (FIRST, b"Firs~")];
const ENCRYPT: &[u8] = b"Encrypt";
const FIRST: &[u8] = b"First";

/// Why a PDF is not loaded.
#[derive(Debug)]
pub(super) enum LoadFault {
    /// It asks for more memory than any document needs.
    TooLarge,
    /// No password opens it, or not this one.
    Locked,
    /// It is encrypted in a way that is not known.
    UnknownEncryption,
    /// It is no PDF any more.
    Damaged,
}

/// Loads a PDF and opens it: without a password if that does, else with this one.
pub(super) fn load(bytes: &[u8], password: Option<&str>) -> Result<Document, LoadFault> {
    within(MOST_OBJECTS, || opened(bytes, password)).unwrap_or(Err(LoadFault::TooLarge))
}

fn opened(bytes: &[u8], password: Option<&str>) -> Result<Document, LoadFault> {
    if !objects::fit(bytes, MOST_OBJECTS) {
        return Err(LoadFault::TooLarge);
    }
    let bytes = &hidden(bytes);
    let document = read(bytes, password, false)?;
    if has_pages(&document) || document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        return Ok(document);
    }
    // The table of contents may lead past the objects that it names.
    again(MOST_OBJECTS);
    Ok(read(bytes, password, true).ok().filter(has_pages).unwrap_or(document))
}

fn has_pages(document: &Document) -> bool {
    let tree = document.catalog().and_then(|catalog| catalog.get_deref(b"Pages", document));
    let kids = tree.and_then(Object::as_dict).and_then(|tree| tree.get_deref(b"Kids", document));
    kids.and_then(Object::as_array).is_ok()
}

fn read(bytes: &[u8], password: Option<&str>, force_reconstruct: bool) -> Result<Document, LoadFault> {
    let options = LoadOptions {
        filter: Some(heard),
        max_decompressed_size: Some(LARGEST_STREAM),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|_| LoadFault::Damaged)?;
    shown_dictionary(&mut document.trailer);
    if document.trailer.has(ENCRYPT) {
        decrypt(&mut document, password)?;
    }
    unfold(&mut document)?;
    fill(&mut document, bytes);
    Ok(document)
}

/// Counts an object that lopdf has read, and keeps it from taking streams of objects apart.
fn heard(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    take(shown(object));
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        stream.dict.set("Type", Object::Name(FOLDED.to_vec()));
    }
    // lopdf keeps the object that it has lent.
    Some((id, Object::Null))
}

/// The file with what lopdf must not see hidden in it.
fn hidden(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut hidden = Cow::Borrowed(bytes);
    for slash in memchr::memchr_iter(b'/', bytes) {
        let name = name_at(&bytes[slash + 1..]);
        if let Some((_, stand_in)) =
            HIDDEN.iter().find(|(known, _)| name.iter().map(|part| part.0).eq(known.iter().copied()))
        {
            // Written plainly: a name may be written with the numbers of its characters.
            let end = slash + 1 + name.iter().map(|part| part.1).sum::<usize>();
            let last = if name.last().is_some_and(|part| part.1 == 3) {
                &b"#7e"[..]
            } else {
                &stand_in[stand_in.len() - 1..]
            };
            hidden.to_mut()[end - last.len()..end].copy_from_slice(last);
        }
    }
    hidden
}

/// The characters of a name that is short, each with the bytes that it is written with.
fn name_at(bytes: &[u8]) -> Vec<(u8, usize)> {
    let (mut name, mut at) = (Vec::new(), 0);
    while let Some(byte) =
        bytes.get(at).filter(|byte| byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(byte))
    {
        let number = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let number = number.filter(|_| *byte == b'#').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let part = number.map_or((*byte, 1), |number| (number, 3));
        at += part.1;
        name.push(part);
        if name.len() > ENCRYPT.len() {
            break;
        }
    }
    name
}

/// Shows again what was hidden in an object; gives how many objects it is made of.
fn shown(object: &mut Object) -> usize {
    1 + match object {
        Object::Array(items) => items.iter_mut().map(shown).sum(),
        Object::Dictionary(dict) => shown_dictionary(dict),
        Object::Stream(stream) => {
            for (name, stand_in) in HIDDEN {
                let found: Vec<usize> = memchr::memmem::find_iter(&stream.content, stand_in).collect();
                for at in found.into_iter().filter(|at| *at > 0) {
                    if stream.content[at - 1] == b'/' {
                        stream.content[at..at + name.len()].copy_from_slice(name);
                    }
                }
            }
            shown_dictionary(&mut stream.dict) + stream.content.len() / BYTES_AN_OBJECT
        }
        Object::String(text, _) | Object::Name(text) => text.len() / BYTES_AN_OBJECT,
        _ => 0,
    }
}

fn shown_dictionary(dict: &mut Dictionary) -> usize {
    for (name, stand_in) in HIDDEN {
        if let Some(value) = dict.remove(stand_in) {
            dict.set(name, value);
        }
    }
    dict.iter_mut().map(|(_, value)| 1 + shown(value)).sum()
}

fn decrypt(document: &mut Document, password: Option<&str>) -> Result<(), LoadFault> {
    // lopdf wants it as an object of its own.
    if let Ok(Object::Dictionary(direct)) = document.trailer.get(ENCRYPT).cloned() {
        let id = document.add_object(direct);
        document.trailer.set(ENCRYPT, id);
    }
    let mut refused = LoadFault::Locked;
    for password in std::iter::once("").chain(password) {
        match document.decrypt(password) {
            Ok(()) => return Ok(()),
            // Some object could not be decrypted; the others were.
            Err(_) if document.encryption_state.is_some() => return Ok(()),
            Err(Error::Decryption(DecryptionError::IncorrectPassword)) => refused = LoadFault::Locked,
            Err(_) => refused = LoadFault::UnknownEncryption,
        }
    }
    Err(refused)
}

/// Takes the streams of objects apart. An object that the file has outside of them too stays as it is there.
fn unfold(document: &mut Document) -> Result<(), LoadFault> {
    let is_folded = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(FOLDED));
    let folded: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_folded(object)).map(|(id, _)| *id).collect();
    let mut room = LARGEST_STREAM;
    for container in folded {
        let Some(Object::Stream(stream)) = document.objects.remove(&container) else { continue };
        let content = match stream.get_plain_content_with_limit(room) {
            Ok(content) => content,
            Err(Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(LoadFault::TooLarge);
            }
            Err(_) => continue,
        };
        room -= content.len();
        for (number, piece) in pieces(&stream, &content) {
            let id = (number, 0);
            let is_here = match document.reference_table.get(number) {
                Some(XrefEntry::Compressed { container: known, .. }) => *known == container.0,
                Some(XrefEntry::Free | XrefEntry::UnusableFree) => false,
                Some(XrefEntry::Normal { .. }) | None => true,
            };
            if is_here
                && !document.objects.contains_key(&id)
                && let Some(object) = object(number, piece)
            {
                document.objects.insert(id, object);
                document.max_id = document.max_id.max(number);
            }
        }
    }
    Ok(())
}

/// The objects' numbers, each with the bytes up to the next one's.
fn pieces<'c>(stream: &Stream, content: &'c [u8]) -> Vec<(u32, &'c [u8])> {
    let first =
        stream.dict.get(FIRST).and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let Some((head, body)) = first.and_then(|first| content.split_at_checked(first)) else {
        return Vec::new();
    };
    let head = String::from_utf8_lossy(head);
    // A comment goes on to the end of its line.
    let lines = head.split(['\r', '\n']).filter_map(|line| line.split('%').next());
    let numbers: Vec<Option<u32>> =
        lines.flat_map(str::split_whitespace).map(|number| number.parse().ok()).collect();
    let mut starts: Vec<(usize, u32)> = numbers
        .chunks_exact(2)
        .filter_map(|pair| Some((usize::try_from(pair[1]?).ok()?, pair[0]?)))
        .filter(|(start, _)| *start < body.len())
        .collect();
    starts.sort_by_key(|(start, _)| *start);
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([body.len()]);
    starts.iter().zip(ends).map(|((start, number), end)| (*number, &body[*start..end])).collect()
}

/// Reads one object, counted before it takes its memory.
fn object(number: u32, piece: &[u8]) -> Option<Object> {
    take(words(piece));
    let head = format!("{number} 0 ");
    let dict = dictionary! { "N" => 1, "First" => i64::try_from(head.len()).ok()? };
    let alone = Stream::new(dict, [head.as_bytes(), piece].concat());
    ObjectStream::new(&alone).ok()?.objects.remove(&(number, 0))
}

/// No fewer than the objects that are written there.
fn words(bytes: &[u8]) -> usize {
    let mut was_apart = true;
    bytes
        .iter()
        .filter(|byte| {
            let is_sign = b"()<>[]{}/%".contains(byte);
            let is_apart = is_sign || matches!(byte, 0 | 9 | 10 | 12 | 13 | 32);
            let begins = is_sign || (was_apart && !is_apart);
            was_apart = is_apart;
            begins
        })
        .count()
}

/// Gives streams whose length stood in a stream of objects their content.
fn fill(document: &mut Document, bytes: &[u8]) {
    let start = bytes.windows(5).position(|head| head == b"%PDF-").unwrap_or(0);
    let is_open = |object: &Object| {
        object.as_stream().is_ok_and(|stream| stream.content.is_empty() && stream.start_position.is_some())
    };
    let open: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_open(object)).map(|(id, _)| *id).collect();
    for id in open {
        let content =
            document.objects.get(&id).and_then(|object| object.as_stream().ok()).and_then(|stream| {
                let length = stream.dict.get_deref(b"Length", document).and_then(Object::as_i64).ok()?;
                let from = start.checked_add(stream.start_position?)?;
                bytes.get(from..from.checked_add(usize::try_from(length).ok()?)?)
            });
        let content = content.map(|content| {
            take(content.len() / BYTES_AN_OBJECT);
            content.to_vec()
        });
        if let (Some(content), Some(object)) = (content, document.objects.get_mut(&id)) {
            if let Object::Stream(stream) = object {
                stream.set_content(content);
            }
            if let Some(state) = &document.encryption_state {
                let _ = decrypt_object(state, id, object);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::tests::samples;
    use lopdf::SaveOptions;

    /// But for streams of objects and tables of contents, which say nothing once they are read.
    fn objects(document: Document) -> Vec<(ObjectId, Object)> {
        let is_kept = |object: &Object| !matches!(object.type_name(), Ok(b"ObjStm" | b"XRef"));
        document.objects.into_iter().filter(|(_, object)| is_kept(object)).collect()
    }

    #[test]
    fn the_same_is_loaded_as_without_limits() {
        let mut seen = 0;
        for (name, bytes) in samples().into_iter().filter(|(name, _)| name.ends_with(".pdf")) {
            let (Ok(expected), Ok(found)) = (Document::load_mem(&bytes), load(&bytes, None)) else {
                continue;
            };
            assert_eq!(objects(found), objects(expected), "{name}");
            seen += 1;
        }
        assert!(seen > 5, "{seen}");
    }

    #[test]
    fn names_that_were_hidden_are_shown_again() {
        let mut document = Document::with_version("1.7");
        let content = b"/First /Encrypt (Firs~)".to_vec();
        let content =
            document.add_object(Stream::new(dictionary! { "First" => 1 }, content).with_compression(false));
        let pages = document.add_object(dictionary! { "Kids" => Vec::<Object>::new() });
        let outline =
            document.add_object(dictionary! { "First" => content, "Encrypt" => vec![content.into()] });
        let root = document.add_object(dictionary! { "Pages" => pages, "Outlines" => outline });
        document.trailer.set("Root", root);
        let mut plain = Vec::new();
        document.save_to(&mut plain).unwrap();
        let mut streamed = Vec::new();
        let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
        document.save_with_options(&mut streamed, options).unwrap();
        assert!(streamed.windows(7).any(|name| name == b"/ObjStm"));
        for bytes in [plain, streamed] {
            let expected = objects(Document::load_mem(&bytes).unwrap());
            let found = objects(load(&bytes, None).unwrap());
            let found: Vec<_> = found.into_iter().map(|(id, object)| (id, sorted(object))).collect();
            let expected: Vec<_> = expected.into_iter().map(|(id, object)| (id, sorted(object))).collect();
            assert_eq!(found, expected);
        }
    }

    /// A dictionary's order says nothing.
    fn sorted(object: Object) -> Object {
        let in_order = |dict: Dictionary| {
            let mut entries: Vec<_> = dict.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.into_iter().collect()
        };
        match object {
            Object::Dictionary(dict) => Object::Dictionary(in_order(dict)),
            Object::Stream(stream) => {
                Object::Stream(Stream { dict: in_order(stream.dict.clone()), ..stream })
            }
            object => object,
        }
    }

    #[test]
    fn a_length_may_stand_in_a_stream_of_objects() {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[]>>",
            "<</Length 9 0 R>>stream\nq Q endstream Q\nendstream",
            "<</Type/ObjStm/N 1/First 4/Length 6>>stream\n9 0 15\nendstream",
        ];
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = vec![0, 0, 0, 0];
        for (at, object) in objects.iter().enumerate() {
            let offset = u16::try_from(bytes.len()).unwrap().to_be_bytes();
            table.extend([1, offset[0], offset[1], 0]);
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
        }
        let start = bytes.len();
        table.extend([0; 16]);
        table.extend([2, 0, 4, 0]);
        bytes.extend(
            format!("8 0 obj\n<</Type/XRef/W[1 2 1]/Size 10/Root 1 0 R/Length {}>>stream\n", table.len())
                .bytes(),
        );
        bytes.extend(table);
        bytes.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").bytes());
        let document = load(&bytes, None).unwrap();
        let stream = document.get_object((3, 0)).and_then(Object::as_stream).unwrap();
        assert_eq!(stream.content, b"q Q endstream Q");
    }
}
