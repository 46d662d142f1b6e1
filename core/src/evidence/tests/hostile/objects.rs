//! Objects that are many, large, or read again and again.

use super::*;

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
