use super::finished::BundleFile;
use super::*;
use crate::check::DraftStanding;
use lopdf::{Document, Object, Stream, dictionary};
use std::fs;
use std::path::{Path, PathBuf};

const FORM: &str = "01申请表.pdf";
const EVIDENCE: &str = "05证明材料/01营业执照.png";

/// Two A4 pages that say "page 1", "page 2"; `turn`: their rotation.
fn pdf(pages: i64, turn: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font =
        document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F" => font } });
    let mut kids = Vec::new();
    for page in 1..=pages {
        let content = format!("BT /F 30 Tf 100 700 Td (page {page}) Tj ET");
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page =
            dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Rotate" => turn };
        kids.push(Object::from(document.add_object(page)));
    }
    let media: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    document.set_object(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => pages, "MediaBox" => media, "Resources" => resources },
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, 2, 3);
    encoder.set_color(::png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0, 50, 100, 150, 200, 250]).unwrap();
    bytes
}

fn bundle() -> Bundle {
    let files = vec![
        BundleFile { path: FORM.into(), bytes: pdf(2, 0) },
        BundleFile { path: EVIDENCE.into(), bytes: png() },
    ];
    let listed = |file: &BundleFile| FileEntry {
        path: file.path.clone(),
        title: "申请表".into(),
        sha256: sha256(&file.bytes),
        bytes: file.bytes.len() as u64,
        pages: file.path.ends_with(".pdf").then_some(2),
        original_sha256: None,
        signed: Vec::new(),
        evidence: Vec::new(),
    };
    let day = "2026-06-15".parse().unwrap();
    let manifest = Manifest {
        format: Manifest::FORMAT,
        form: "design-center".into(),
        edition: "2023".into(),
        variant: "in-house".into(),
        title: "设计创新中心认定申请".into(),
        standing: DraftStanding::Ready,
        filing_date: Some(day),
        day,
        app_version: "0.1.0".into(),
        check_code: "7K3F9Q2M".into(),
        files: files.iter().map(listed).collect(),
        missing: Vec::new(),
        sha256: String::new(),
    };
    Bundle::sealed(manifest, files)
}

/// The bundle written as a folder and as a zip file.
fn written(at: &Path) -> [PathBuf; 2] {
    let (folder, zip) = (at.join("新建/材料"), at.join("材料.zip"));
    bundle().write_folder(&folder).unwrap();
    bundle().write_zip(&zip).unwrap();
    [folder, zip]
}

/// The bundle after one tampering, as `verify` sees it: changed, missing, extra.
fn check(tamper: impl Fn(&Path), seen: [&[&str]; 3]) {
    let temp = tempfile::tempdir().unwrap();
    let [folder, _] = written(temp.path());
    tamper(&folder);
    let found = verify(&folder).unwrap();
    assert_eq!([&found.changed, &found.missing, &found.extra], seen.map(|names| names.to_vec()).each_ref());
    assert_eq!(found.is_sound(), seen.iter().all(|names| names.is_empty()));
    let refused = insert_signed(&folder, FORM, 1, &png()).is_err();
    assert_eq!(refused, !found.is_sound(), "nothing may be signed into a changed bundle");
}

fn edit(file: PathBuf, change: impl Fn(&mut Vec<u8>)) {
    let mut bytes = fs::read(&file).unwrap();
    change(&mut bytes);
    fs::write(file, bytes).unwrap();
}

#[test]
fn every_tampering_is_seen() {
    check(|_| (), [&[], &[], &[]]);
    check(|at| edit(at.join(FORM), |bytes| bytes.push(b'\n')), [&[FORM], &[], &[]]);
    check(|at| edit(at.join(FORM), |bytes| bytes[300] ^= 1), [&[FORM], &[], &[]]);
    check(|at| edit(at.join(EVIDENCE), |bytes| bytes.truncate(9)), [&[EVIDENCE], &[], &[]]);
    check(|at| fs::remove_file(at.join(EVIDENCE)).unwrap(), [&[], &[EVIDENCE], &[]]);
    check(|at| fs::write(at.join("05证明材料/多.txt"), "").unwrap(), [&[], &[], &["05证明材料/多.txt"]]);
    check(|at| fs::write(at.join(".DS_Store"), "").unwrap(), [&[], &[], &[]]);
    let other_day = |bytes: &mut Vec<u8>| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        *bytes = text.replace("2026-06-15", "2026-06-16").into_bytes();
    };
    check(|at| edit(at.join("manifest.json"), other_day), [&["manifest.json"], &[], &[]]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let swap = |at: &Path| {
        fs::rename(at.join(FORM), at.join("../elsewhere.pdf")).unwrap();
        std::os::unix::fs::symlink("../elsewhere.pdf", at.join(FORM)).unwrap();
    };
    check(swap, [&[FORM], &[], &[]]);
}

#[test]
fn a_damaged_zip_is_seen_wherever_it_is_damaged() {
    let temp = tempfile::tempdir().unwrap();
    let [_, zip] = written(temp.path());
    let whole = fs::read(&zip).unwrap();
    assert!(verify(&zip).unwrap().is_sound());
    let contents = whole.windows(4).position(|at| at == b"PK\x01\x02").unwrap();
    for at in (0..contents).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&zip, &damaged).unwrap();
        // Names, sizes and hashes count; a time in a local header does not.
        let is_content = !is_header(&whole, at);
        assert!(!is_content || !verify(&zip).is_ok_and(|found| found.is_sound()), "byte {at}");
    }
}

/// Whether the byte stands in one of the local headers, name included.
fn is_header(zip: &[u8], at: usize) -> bool {
    let heads = zip.windows(4).enumerate().filter(|(_, bytes)| *bytes == b"PK\x03\x04");
    heads.map(|(head, _)| head).any(|head| (head..head + 64).contains(&at))
}

#[test]
fn a_manifest_cannot_point_outside() {
    let temp = tempfile::tempdir().unwrap();
    let [folder, _] = written(temp.path());
    for path in ["../secret", "/etc/passwd", "C:\\\\secret", "a/../../b"] {
        let mut manifest = bundle().manifest;
        manifest.files[0].path = path.into();
        fs::write(folder.join("manifest.json"), manifest.write()).unwrap();
        assert!(matches!(verify(&folder), Err(BundleError::NotABundle { .. })), "{path}");
    }
}

#[test]
fn a_length_that_is_not_the_files_is_seen() {
    let claim = |at: &Path| {
        let mut manifest = bundle().manifest;
        manifest.files[1].bytes += 1;
        fs::write(at.join(Manifest::FILE_NAME), manifest.write()).unwrap();
    };
    check(claim, [&[EVIDENCE], &[], &[]]);
}

/// A hole takes no room on a disk, and minutes to read.
#[cfg(unix)]
#[test]
fn no_more_is_read_than_the_manifest_says() {
    let started = std::time::Instant::now();
    let swell = |at: &Path| {
        fs::File::options().write(true).open(at.join(EVIDENCE)).unwrap().set_len(64 << 30).unwrap();
    };
    check(swell, [&[EVIDENCE], &[], &[]]);
    assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn the_same_bundle_gives_the_same_zip() {
    let temp = tempfile::tempdir().unwrap();
    let [_, first] = written(temp.path());
    let second = temp.path().join("again.zip");
    bundle().write_zip(&second).unwrap();
    assert!(fs::read(first).unwrap() == fs::read(&second).unwrap());
    let mut archive = zip::ZipArchive::new(fs::File::open(second).unwrap()).unwrap();
    let file = archive.by_index(0).unwrap();
    assert_eq!((file.name().unwrap().as_ref(), file.last_modified().unwrap().year()), (FORM, 1980));
}

#[test]
fn only_an_untouched_bundle_is_replaced() {
    let temp = tempfile::tempdir().unwrap();
    for place in written(temp.path()) {
        let write = |bundle: &Bundle| {
            if place.is_dir() { bundle.write_folder(&place) } else { bundle.write_zip(&place) }
        };
        write(&bundle()).unwrap();
        assert!(verify(&place).unwrap().is_sound());
        insert_signed(&place, FORM, 2, &png()).unwrap();
        assert!(matches!(write(&bundle()), Err(BundleError::Occupied { .. })), "signed pages");
        assert!(verify(&place).unwrap().is_sound());
    }
    let strange = temp.path().join("照片");
    fs::create_dir(&strange).unwrap();
    bundle().write_folder(&strange).unwrap();
    fs::write(strange.join("note.txt"), "mine").unwrap();
    assert!(
        matches!(bundle().write_folder(&strange), Err(BundleError::Occupied { .. })),
        "a file of the user's"
    );
    assert_eq!(fs::read(strange.join("note.txt")).unwrap(), b"mine");
    let file = temp.path().join("note.txt");
    fs::write(&file, "mine").unwrap();
    assert!(bundle().write_folder(&file).is_err() && bundle().write_zip(&file).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    let left: Vec<_> = fs::read_dir(temp.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".shenbao")), "{left:?}");
}

#[test]
fn signed_pages_take_their_places() {
    let temp = tempfile::tempdir().unwrap();
    for place in written(temp.path()) {
        let original = bundle().manifest.files[0].sha256.clone();
        insert_signed(&place, FORM, 2, &pdf(1, 90)).unwrap();
        insert_signed(&place, FORM, 1, &png()).unwrap();
        let manifest = insert_signed(&place, FORM, 2, &png()).unwrap();
        let found = verify(&place).unwrap();
        assert!(found.is_sound());
        assert_eq!(found.manifest, manifest);
        let file = &manifest.files[0];
        assert_eq!(file.original_sha256.as_ref(), Some(&original));
        let scan = |page| SignedPage { page, scan_sha256: sha256(&png()) };
        assert_eq!(file.signed, [scan(1), scan(2)]);
    }
    let signed = Document::load(temp.path().join("新建/材料").join(FORM)).unwrap();
    assert_eq!(signed.get_pages().len(), 2);
    assert!(signed.extract_text(&[1]).unwrap().contains("page 1"), "the printed text stays beneath");
    let pictures = signed
        .objects
        .values()
        .filter(|object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"BitsPerComponent")));
    assert_eq!(pictures.count(), 2, "a scan that was replaced is gone");
}

#[test]
fn what_cannot_be_signed_in_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let [folder, _] = written(temp.path());
    let said = |file, page, scan: &[u8]| insert_signed(&folder, file, page, scan).unwrap_err().to_string();
    assert_eq!(said(FORM, 3, &png()), "01申请表.pdf 没有第 3 页");
    assert_eq!(said(FORM, 0, &png()), "01申请表.pdf 没有第 0 页");
    assert_eq!(said(EVIDENCE, 1, &png()), "05证明材料/01营业执照.png 没有第 1 页");
    assert_eq!(said("../a.pdf", 1, &png()), "../a.pdf 没有第 1 页");
    assert_eq!(said(FORM, 1, b"GIF89a"), "扫描件不能使用：不是 PDF、JPG 或 PNG 文件");
    assert_eq!(said(FORM, 1, &pdf(2, 0)), "扫描件不能使用：扫描的 PDF 有 2 页，应只有签章的那一页");
    assert_eq!(said(FORM, 1, b"%PDF-1.7 broken"), "扫描件不能使用：PDF 文件已损坏，无法读取");
    // It is opened as any file that someone adds.
    let mut wide = png();
    wide[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let mut sum = flate2::Crc::new();
    sum.update(&wide[12..29]);
    let sum = sum.sum().to_be_bytes();
    wide[29..33].copy_from_slice(&sum);
    assert_eq!(said(FORM, 1, &wide), "扫描件不能使用：图片过大（50000 × 50000 像素）");
    assert!(verify(&folder).unwrap().is_sound());
}

#[test]
fn folders_within_folders_are_followed_so_far() {
    let deep = |levels: usize| vec!["a"; levels].join("/");
    for (levels, extra) in [(8, deep(8) + "/b"), (9, deep(9)), (30, deep(9))] {
        let make = |at: &Path| {
            fs::create_dir_all(at.join(deep(levels))).unwrap();
            fs::write(at.join(deep(levels)).join("b"), "").unwrap();
        };
        check(make, [&[], &[], &[&extra]]);
    }
    #[cfg(unix)]
    check(|at| std::os::unix::fs::symlink(".", at.join("a")).unwrap(), [&[], &[], &["a"]]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let temp = tempfile::tempdir().unwrap();
    let [folder, zip] = written(temp.path());
    for (at, made) in [(&folder, "folder"), (&zip, "zip")] {
        let link = temp.path().join(made);
        std::os::unix::fs::symlink(at, &link).unwrap();
        assert!(matches!(bundle().write_folder(&link), Err(BundleError::Occupied { .. })), "{made}");
        assert!(matches!(bundle().write_zip(&link), Err(BundleError::Occupied { .. })), "{made}");
    }
}

#[test]
fn a_newer_manifest_is_named_as_such() {
    let temp = tempfile::tempdir().unwrap();
    let [folder, _] = written(temp.path());
    edit(folder.join(Manifest::FILE_NAME), |bytes| {
        let text = String::from_utf8(std::mem::take(bytes)).unwrap();
        bytes.extend(text.replacen("\"format\": 1", "\"format\": 2", 1).bytes());
    });
    let refused = verify(&folder).unwrap_err();
    assert!(refused.to_string().contains("比本程序新"), "{refused}");
}
