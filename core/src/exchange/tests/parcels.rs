use crate::answers::{Attachment, Draft, Excerpt, read_draft};
use crate::bundle::sha256;
use crate::exchange::{OpenParcel, ParcelError, Purpose, open_parcel, write_parcel};
use crate::form::Form;
use crate::progress::{Progress, unheard};
use age::secrecy::SecretString;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

const SECRET: &str = "一个足够长的口令";

fn example() -> (Form, Draft) {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
    let json = fs::read_to_string(pack.join("examples/in-house.shenbao.json")).unwrap();
    let mut draft = read_draft(&json).unwrap();
    for (at, file) in draft.attachments.iter_mut().enumerate() {
        file.sha256 = Some(sha256(&content(at)));
    }
    (crate::form::load(&pack).unwrap(), draft)
}

fn content(at: usize) -> Vec<u8> {
    format!("content {at} ").repeat(20_000).into_bytes()
}

fn read(draft: &Draft) -> impl Fn(&Attachment) -> std::io::Result<Vec<u8>> {
    let files = draft.attachments.clone();
    move |wanted| Ok(content(files.iter().position(|file| file == wanted).unwrap()))
}

fn written() -> (TempDir, PathBuf, Draft) {
    let (form, draft) = example();
    let folder = tempdir().unwrap();
    let path = folder.path().join("草稿.shenbao");
    write_parcel(&path, SECRET, Purpose::Draft, (&form, &draft), &read(&draft), &mut unheard).unwrap();
    (folder, path, draft)
}

fn refusal(opened: Result<OpenParcel, ParcelError>) -> ParcelError {
    opened.err().expect("it is refused")
}

/// A file of someone who knows the passphrase and writes what they like.
fn forged(work: u8, content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("forged.shenbao");
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(SECRET));
    recipient.set_work_factor(work);
    let sealed = age::encrypt(&recipient, content).unwrap();
    fs::write(&path, sealed).unwrap();
    (folder, path)
}

fn framed(format: u32, head: &str, rest: &[u8]) -> Vec<u8> {
    let mut bytes = b"SHENBAO\0".to_vec();
    bytes.extend(format.to_le_bytes());
    bytes.extend(u32::try_from(head.len()).unwrap().to_le_bytes());
    bytes.extend(head.as_bytes());
    bytes.extend(rest);
    bytes
}

#[test]
fn what_is_written_or_opened_says_how_far_it_is_and_can_be_broken_off() {
    let (folder, path, draft) = written();
    let (form, _) = example();
    let stopped = |_: Progress| ControlFlow::Break(());
    let other = folder.path().join("other.shenbao");
    let refused =
        write_parcel(&other, SECRET, Purpose::Draft, (&form, &draft), &read(&draft), &mut { stopped });
    assert_eq!(refused, Err(ParcelError::Cancelled));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    assert_eq!(refusal(open_parcel(&path, SECRET, &mut { stopped })), ParcelError::Cancelled);
    let mut heard = Vec::new();
    let mut hear = |progress: Progress| {
        heard.push(progress);
        ControlFlow::Continue(())
    };
    let mut parcel = open_parcel(&path, SECRET, &mut hear).unwrap();
    assert_eq!(heard.len(), draft.attachments.len());
    assert!(heard.is_sorted_by_key(|progress| progress.done));
    assert!(heard.iter().all(|progress| progress.done <= progress.total));
    let mut kept = 0;
    let refused = parcel.each_content(&mut { stopped }, |_, _| {
        kept += 1;
        Ok::<_, ParcelError>(())
    });
    assert_eq!((refused, kept), (Err(ParcelError::Cancelled), 0));
}

#[test]
fn a_draft_and_its_files_come_back_as_they_were() {
    let (_folder, path, draft) = written();
    let mut parcel = open_parcel(&path, SECRET, &mut unheard).unwrap();
    assert_eq!((parcel.purpose, &parcel.draft), (Purpose::Draft, &draft));
    let mut kept = Vec::new();
    parcel
        .each_content(&mut unheard, |digest, bytes| {
            assert_eq!(sha256(&bytes), digest);
            kept.push(digest.to_owned());
            Ok::<_, ParcelError>(())
        })
        .unwrap();
    let digests: Vec<String> = draft.attachments.iter().filter_map(|file| file.sha256.clone()).collect();
    assert_eq!(kept, digests);
}

#[test]
fn a_composed_passphrase_is_the_same_passphrase() {
    let (form, draft) = example();
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.shenbao");
    write_parcel(&path, "café über", Purpose::Draft, (&form, &draft), &read(&draft), &mut unheard).unwrap();
    assert!(open_parcel(&path, "cafe\u{301} u\u{308}ber", &mut unheard).is_ok());
}

#[test]
fn a_wrong_passphrase_and_a_changed_or_cut_file_are_told_apart() {
    let (_folder, path, _) = written();
    assert_eq!(refusal(open_parcel(&path, "另一个口令", &mut unheard)), ParcelError::WrongPassphrase);
    let whole = fs::read(&path).unwrap();
    for length in [0, 10, 22, 100] {
        fs::write(&path, &whole[..length]).unwrap();
        assert_eq!(
            refusal(open_parcel(&path, SECRET, &mut unheard)),
            ParcelError::NotAParcel,
            "{length} bytes"
        );
    }
    // On a border of age's own chunks too, where each chunk for itself is sound.
    let start = whole.windows(5).position(|window| window == b"\n--- ").unwrap() + 5 + 43 + 1 + 16;
    for length in [start, start + 65_552, start + 2 * 65_552, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::Damaged, "{length} bytes");
    }
    let mut changed = whole.clone();
    let last = changed.len() - 40;
    changed[last] ^= 1;
    fs::write(&path, &changed).unwrap();
    assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::Damaged);
    let longer = [whole.as_slice(), b"more"].concat();
    fs::write(&path, longer).unwrap();
    assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::Damaged);
}

#[test]
fn other_files_are_refused_without_reading_them_whole() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("other.shenbao");
    for bytes in
        [b"PK\x03\x04 a zip".to_vec(), vec![0; 5000], b"age-encryption.org/v1\n-> X25519 abc\n--- ".to_vec()]
    {
        fs::write(&path, bytes).unwrap();
        assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::NotAParcel);
    }
    // A seal that breaks off behind its last line is damaged; one that goes on longer than any is not read so far.
    for (letters, expected) in [(3_000, ParcelError::Damaged), (5_000, ParcelError::NotAParcel)] {
        fs::write(&path, format!("age-encryption.org/v1\n-> scrypt {}\n\n--- ", "a".repeat(letters)))
            .unwrap();
        assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), expected, "{letters}");
    }
    let mut endless = fs::File::create(&path).unwrap();
    endless.write_all(b"age-encryption.org/v1\n-> scrypt ").unwrap();
    endless.set_len(1 << 40).unwrap();
    assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::NotAParcel);
    assert_eq!(refusal(open_parcel(&folder.path().join("missing"), SECRET, &mut unheard)), ParcelError::Disk);
}

#[test]
fn too_much_work_is_refused_before_it_is_done() {
    let (_folder, path, _) = written();
    let whole = fs::read(&path).unwrap();
    let line_end = whole.iter().skip(22).position(|byte| *byte == b'\n').unwrap() + 22;
    let line = String::from_utf8(whole[22..line_end].to_vec()).unwrap();
    // 18 is what this program writes outside its tests: work, and then another seal. One more is twice its memory.
    for (work, refused) in
        [(18, ParcelError::WrongPassphrase), (19, ParcelError::TooCostly), (40, ParcelError::TooCostly)]
    {
        let costly = format!("{} {work}", line.rsplit_once(' ').unwrap().0);
        fs::write(&path, [&whole[..22], costly.as_bytes(), &whole[line_end..]].concat()).unwrap();
        assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), refused, "{work}");
    }
}

#[test]
fn a_newer_file_is_named_as_such() {
    let (_folder, path) = forged(4, &framed(2, "anything", b"anything"));
    let before = fs::read(&path).unwrap();
    assert_eq!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::Newer(2));
    let draft = r#"{"format":9,"form":"f"}"#;
    let head = format!(r#"{{"purpose":"draft","draft":{},"files":[]}}"#, draft.len());
    assert_eq!(fs::read(&path).unwrap(), before);
    let (_folder, path) = forged(4, &framed(1, &head, draft.as_bytes()));
    let ParcelError::Draft(error) = refusal(open_parcel(&path, SECRET, &mut unheard)) else {
        panic!("another refusal")
    };
    assert!(error.hint.contains("更新本程序"), "{error}");
}

#[test]
fn hostile_content_is_refused() {
    let draft = r#"{"format":1,"form":"f","edition":"1","variant":"v","filing_date":null,"answers":{},"attachments":[{"field":"a.b","path":"../../x","sha256":"00"}]}"#;
    let plain = r#"{"format":1,"form":"f","edition":"1","variant":"v","filing_date":null,"answers":{}}"#;
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep = plain.replace("{}}", &format!("{{\"a\":{nested}}}}}"));
    let head = |purpose: &str, draft: u64, files: &str| {
        format!(r#"{{"purpose":"{purpose}","draft":{draft},"files":{files}}}"#)
    };
    let length = |text: &str| text.len() as u64;
    let huge = [draft.as_bytes(), &((4_u64 << 20) + 1).to_le_bytes()].concat();
    let huge_draft = head("draft", (64 << 20) + 1, "[]");
    let long_head = head("draft", length(plain), "[]") + &" ".repeat(1 << 20);
    let claims = [draft.as_bytes(), &(1_u64 << 20).to_le_bytes(), b"little"].concat();
    let wrong = [draft.as_bytes(), &6_u64.to_le_bytes(), b"little"].concat();
    let cases: [(&str, Vec<u8>, &[ParcelError]); 13] = [
        ("nothing", Vec::new(), &[ParcelError::Damaged]),
        ("other bytes", vec![7; 64], &[ParcelError::NotAParcel]),
        ("a head that is none", framed(1, "{}", b""), &[ParcelError::Damaged]),
        (
            "format 0",
            framed(0, &head("draft", length(plain), "[]"), plain.as_bytes()),
            &[ParcelError::NotAParcel],
        ),
        ("a huge draft", framed(1, &huge_draft, b"{}"), &[ParcelError::TooLarge]),
        ("a long head", framed(1, &long_head, plain.as_bytes()), &[ParcelError::TooLarge]),
        (
            "something behind its end",
            framed(1, &head("draft", length(plain), "[]"), &[plain.as_bytes(), b"x"].concat()),
            &[ParcelError::Damaged],
        ),
        (
            "a file less than are named",
            framed(1, &head("draft", length(draft), "[]"), draft.as_bytes()),
            &[ParcelError::Damaged],
        ),
        ("a draft that ends early", framed(1, &head("draft", 999, "[]"), b"{}"), &[ParcelError::Damaged]),
        (
            "a huge file",
            framed(1, &head("draft", length(draft), r#"["00"]"#), &huge),
            &[ParcelError::TooLarge],
        ),
        (
            "a file that ends early",
            framed(1, &head("draft", length(draft), r#"["00"]"#), &claims),
            &[ParcelError::Damaged],
        ),
        (
            "another content",
            framed(1, &head("draft", length(draft), r#"["00"]"#), &wrong),
            &[ParcelError::Damaged],
        ),
        (
            "a part of nothing",
            framed(1, &head("return", length(plain), "[]"), plain.as_bytes()),
            &[ParcelError::Damaged],
        ),
    ];
    for (name, content, expected) in cases {
        let (_folder, path) = forged(4, &content);
        let refused = refusal(open_parcel(&path, SECRET, &mut unheard));
        assert!(expected.contains(&refused), "{name}: {refused:?}");
    }
    let (_folder, path) = forged(4, &framed(1, &head("draft", length(&deep), "[]"), deep.as_bytes()));
    assert!(matches!(refusal(open_parcel(&path, SECRET, &mut unheard)), ParcelError::Draft(_)));
    let (_folder, path) = forged(4, &framed(1, &head("draft", length(plain), r#"["00"]"#), plain.as_bytes()));
    assert_eq!(
        refusal(open_parcel(&path, SECRET, &mut unheard)),
        ParcelError::Damaged,
        "a file that no attachment names"
    );
}

#[test]
fn a_parcel_that_cannot_be_written_leaves_the_earlier_one() {
    let (folder, path, draft) = written();
    let (form, _) = example();
    let before = fs::read(&path).unwrap();
    let unreadable = |_: &Attachment| Err(std::io::ErrorKind::NotFound.into());
    let failed = write_parcel(&path, SECRET, Purpose::Draft, (&form, &draft), &unreadable, &mut unheard);
    assert!(matches!(failed, Err(ParcelError::Attachment(_))));
    let altered = |_: &Attachment| Ok(b"something else".to_vec());
    assert!(write_parcel(&path, SECRET, Purpose::Draft, (&form, &draft), &altered, &mut unheard).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no half file stays");
}

#[test]
fn a_part_travels_as_a_part() {
    let (form, draft) = example();
    let of = Excerpt {
        id: "0a".into(),
        sections: vec!["team".into()],
        shown: Vec::new(),
        from: "财务部".into(),
        to: "人事部".into(),
        note: String::new(),
    };
    let part = crate::answers::excerpt(&form, &draft, of);
    let folder = tempdir().unwrap();
    let path = folder.path().join("part.shenbao");
    write_parcel(&path, SECRET, Purpose::Excerpt, (&form, &part), &read(&draft), &mut unheard).unwrap();
    assert_eq!(open_parcel(&path, SECRET, &mut unheard).unwrap().draft, part);
}

type Contents<'a> = &'a [&'a [u8]];

/// A draft that names these contents, and a parcel of it with the contents in `held`.
fn holding(named: Contents<'_>, held: Contents<'_>) -> Result<OpenParcel, ParcelError> {
    let files: Vec<_> = named
        .iter()
        .map(|content| serde_json::json!({ "field": "a.b", "path": "a.pdf", "sha256": sha256(content) }))
        .collect();
    let draft = serde_json::json!({
        "format": 1, "form": "f", "edition": "1", "variant": "v", "filing_date": null, "answers": {},
        "attachments": files,
    });
    let draft = draft.to_string();
    let digests: Vec<String> = held.iter().map(|content| sha256(content)).collect();
    let head = serde_json::json!({ "purpose": "draft", "draft": draft.len(), "files": digests }).to_string();
    let mut rest = draft.into_bytes();
    for content in held {
        rest.extend((content.len() as u64).to_le_bytes());
        rest.extend(*content);
    }
    let (_folder, path) = forged(4, &framed(1, &head, &rest));
    open_parcel(&path, SECRET, &mut unheard)
}

#[test]
fn each_file_is_there_once_and_all_of_them_fit() {
    let large: Vec<Vec<u8>> = (0..3).map(|at| vec![at; 3 << 20]).collect();
    let large: Vec<&[u8]> = large.iter().map(Vec::as_slice).collect();
    let cases: [(&str, Contents<'_>, Contents<'_>, Option<ParcelError>); 6] = [
        ("as it is", &[b"a", b"b"], &[b"a", b"b"], None),
        ("in another order", &[b"a", b"b"], &[b"b", b"a"], None),
        ("another one", &[b"a"], &[b"b"], Some(ParcelError::Damaged)),
        ("one twice", &[b"a"], &[b"a", b"a"], Some(ParcelError::Damaged)),
        ("two that fit", &large[..2], &large[..2], None),
        ("three that do not", &large, &large, Some(ParcelError::TooLarge)),
    ];
    for (what, named, held, expected) in cases {
        assert_eq!(holding(named, held).err(), expected, "{what}");
    }
}

#[test]
fn a_parcel_that_is_exchanged_while_it_is_read_is_refused() {
    let contents = [b"a".repeat(100_000), b"b".repeat(100_000)];
    let sealed = |content: &[u8]| {
        let digest = sha256(&contents[0]);
        let draft = format!(
            r#"{{"format":1,"form":"f","edition":"1","variant":"v","filing_date":null,"answers":{{}},"attachments":[{{"field":"a.b","path":"a","sha256":"{digest}"}}]}}"#
        );
        let head = format!(r#"{{"purpose":"draft","draft":{},"files":["{digest}"]}}"#, draft.len());
        framed(1, &head, &[draft.as_bytes(), &100_000_u64.to_le_bytes(), content].concat())
    };
    let (_folder, path) = forged(4, &sealed(&contents[0]));
    let mut parcel = open_parcel(&path, SECRET, &mut unheard).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let refused = parcel.each_content(&mut unheard, |_, _| Ok::<_, ParcelError>(()));
    assert_eq!(refused, Err(ParcelError::Damaged));
}
