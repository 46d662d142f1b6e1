mod hostile;

use super::*;
use crate::compose::{Block, Document, ListedMaterial, Paragraph, Style};
use crate::render::pdf::Fonts;
use lopdf::Object;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

/// Every sample that is no text.
pub(super) fn samples() -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let named = files.filter(|path| !path.extension().is_some_and(|kind| kind == "py" || kind == "md"));
    named
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect()
}

fn fonts() -> Fonts {
    Fonts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts")).unwrap()
}

/// A list as plain as can be: a line for each file, as a pack's own list would have it.
fn list(materials: &[ListedMaterial]) -> Document {
    let line = |text: String| Block::Paragraph(Paragraph { text, style: Style::Plain, source: None });
    let mut blocks = vec![Block::Heading { level: 1, text: "证明材料".into() }];
    for material in materials {
        blocks.push(line(format!("{} {}", material.number, material.label)));
        for file in &material.files {
            blocks.push(line(match &file.bound {
                Ok(pages) => format!("{} {} [{}-{}]", file.number, file.name, pages.from, pages.to),
                Err(says) => format!("{} {} {says}", file.number, file.name),
            }));
        }
    }
    Document {
        id: "evidence".into(),
        title: "证明材料".into(),
        file_name: "05证明材料.pdf".into(),
        is_draft: false,
        warnings: Vec::new(),
        check_code: "7K3F9Q2M".into(),
        blocks,
    }
}

/// Binds materials of which each has these files.
fn bound(materials: &[Vec<(String, Vec<u8>)>]) -> Binding {
    let described: Vec<Material> = (1..)
        .zip(materials)
        .map(|(number, files)| Material {
            number,
            label: format!("材料{number}"),
            is_required: true,
            files: files.iter().map(|(name, _)| name.clone()).collect(),
        })
        .collect();
    let mut read = |material: usize, file: usize| Ok(materials[material][file].1.clone());
    let mut step = |_: &str| ControlFlow::Continue(());
    bind(&described, &fonts(), &mut read, &list, &mut step).unwrap()
}

fn one(name: &str) -> Vec<Vec<(String, Vec<u8>)>> {
    vec![vec![(name.to_owned(), sample(name))]]
}

#[test]
fn each_sample_is_inspected() {
    let found: BTreeMap<String, Result<Inspection, Refusal>> =
        samples().into_iter().map(|(name, bytes)| (name, inspect(&bytes))).collect();
    let said = found.iter().map(|(name, found)| match found {
        Ok(found) => {
            let remarks: Vec<_> = found.remarks.iter().map(|remark| format!("  {}", remark.says)).collect();
            [vec![format!("{name}: {}, {} pages", found.kind, found.pages)], remarks].concat().join("\n")
        }
        Err(refusal) => format!("{name}: {:?}\n  {refusal}", refusal.reason),
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_password_opens_and_is_gone() {
    let locked = sample("password.pdf");
    assert_eq!(inspect(&locked).unwrap_err().reason, RefusalReason::NeedsPassword);
    assert_eq!(unlock(&locked, "Kaimen").unwrap_err().reason, RefusalReason::WrongPassword);
    let opened = unlock(&locked, "kaimen").unwrap();
    assert_eq!(inspect(&opened).unwrap().pages, 3);
    let document = lopdf::Document::load_mem(&opened).unwrap();
    assert!(!document.trailer.has(b"Encrypt"));
    assert!(document.extract_text(&[2]).unwrap().contains("page 2 line 1"));
}

#[test]
fn everything_is_bound_and_the_bad_ones_are_listed() {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (name, bytes) in samples() {
        if inspect(&bytes).is_ok() { good.push((name, bytes)) } else { bad.push((name, bytes)) }
    }
    let count: u32 = good.iter().map(|(_, bytes)| inspect(bytes).unwrap().pages).sum();
    let materials = [good, bad];
    let binding = bound(&materials);
    assert!(binding.materials[0].iter().all(Result::is_ok), "{:?}", binding.materials[0]);
    assert!(binding.materials[1].iter().all(Result::is_err), "{:?}", binding.materials[1]);
    let front = binding.materials[0][0].as_ref().unwrap().from - 1;
    assert_eq!(binding.pages, front + count);
    check_agreement(&binding, &materials);
    assert!(binding.bytes == bound(&materials).bytes, "the same files give the same bytes");
}

/// The list, the outline, the margins and the manifest's figures name the same pages.
fn check_agreement(binding: &Binding, materials: &[Vec<(String, Vec<u8>)>]) {
    let document = lopdf::Document::load_mem(&binding.bytes).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    assert_eq!(pages.len() as u32, binding.pages);
    let front = binding.materials.iter().flatten().flatten().map(|file| file.from).min().unwrap() - 1;
    let listed = bare(&document.extract_text(&(1..=front).collect::<Vec<_>>()).unwrap());
    let toc = document.get_toc().unwrap();
    for (material, (files, bound)) in materials.iter().zip(&binding.materials).enumerate() {
        for (at, ((name, _), bound)) in files.iter().zip(bound).enumerate() {
            let Ok(bound) = bound else { continue };
            let number = format!("{}-{}", material + 1, at + 1);
            let line = format!("{number} {name} [{}-{}]", bound.from, bound.to);
            assert!(listed.contains(&bare(&line)), "{line} in {listed}");
            let title = format!("{number} {name}");
            let entry = toc.toc.iter().find(|entry| entry.title == title).expect(&title);
            assert_eq!((entry.page as u32, entry.level), (bound.from, 3), "{title}");
            for page in bound.from..=bound.to {
                let margin = bare(&document.extract_text(&[page]).unwrap_or_default());
                let of = bound.to - bound.from + 1;
                let header = format!("证明材料 {number}　材料{}", material + 1);
                let part = format!("第 {} 页 共 {of} 页", page - bound.from + 1);
                let whole = format!("全册第 {page} 页 共 {} 页", binding.pages);
                for text in [header, part, whole] {
                    assert!(margin.contains(&bare(&text)), "{name}, page {page}: {text} in {margin}");
                }
            }
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn nothing_but_the_pages_is_taken_over() {
    let binding = bound(&one("layers.pdf"));
    let document = lopdf::Document::load_mem(&binding.bytes).unwrap();
    let layers = document.catalog().unwrap().get(b"OCProperties").unwrap().as_dict().unwrap();
    assert_eq!(layers.get(b"OCGs").unwrap().as_array().unwrap().len(), 2);
    let hidden = layers.get(b"D").unwrap().as_dict().unwrap().get(b"OFF").unwrap().as_array().unwrap();
    let name = document.dereference(&hidden[0]).unwrap().1.as_dict().unwrap().get(b"Name").unwrap();
    assert_eq!(name.as_str().unwrap(), b"hidden");
    let catalogs = document.objects.values().filter(|object| is_a(object, b"Catalog")).count();
    let pages = document.objects.values().filter(|object| is_a(object, b"Page")).count();
    assert_eq!((catalogs, pages as u32), (1, binding.pages));
}

fn is_a(object: &Object, name: &[u8]) -> bool {
    object.as_dict().is_ok_and(|dict| dict.has_type(name))
}

#[test]
fn a_photo_goes_in_byte_for_byte() {
    for name in ["phone_exif6.jpg", "cmyk.jpg", "progressive.jpg"] {
        let photo = sample(name);
        let bytes = bound(&one(name)).bytes;
        assert!(bytes.windows(photo.len()).any(|part| part == photo), "{name}");
    }
}

#[test]
fn stopping_leaves_nothing() {
    let materials =
        [Material { number: 1, label: "a".into(), is_required: true, files: vec!["a".into(); 3] }];
    let mut heard = 0;
    let mut step = |_: &str| {
        heard += 1;
        if heard == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut read = |_, _| Ok(sample("text.pdf"));
    let stopped = bind(&materials, &fonts(), &mut read, &list, &mut step);
    assert!(matches!(stopped, Err(BindError::Cancelled)));
    assert_eq!(heard, 2);
}

#[test]
fn equal_files_are_found() {
    let attachment = |sha256: Option<&str>| crate::answers::Attachment {
        field: "a".into(),
        path: "b".into(),
        sha256: sha256.map(str::to_owned),
    };
    let attachments = [Some("1"), None, Some("2"), Some("1"), None, Some("1")].map(attachment);
    assert_eq!(duplicates(&attachments), [None, None, None, Some(0), None, Some(0)]);
}
