//! The finished submission of each example: whole, the same every time, and readable by other programs.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_tests::{Said, TODAY, example, livestream_example, shenbao};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const EXAMPLES: [(&str, i32); 3] = [("in-house", 0), ("studio", 0), ("half-filled", 1)];

fn bundle(draft: &Path, out: &Path, more: &[&str]) -> Said {
    let (draft, out) = (draft.to_string_lossy(), out.to_string_lossy());
    let mut arguments = vec!["bundle", &*draft, "-o", &*out, "--today", TODAY];
    arguments.extend(more);
    shenbao(&arguments)
}

fn verify(bundle: &Path) -> Said {
    shenbao(&["verify", &bundle.to_string_lossy()])
}

/// What was said beside the result, but for remarks: pictures of the examples have few pixels, and what one of them
/// carries over was not looked at.
fn complaints(said: &Said) -> String {
    // A measure that is not in force is said with every bundle.
    const REMARKS: [&str; 4] = ["清晰度不足", "横着", "尚未核对", "注意：《"];
    said.errors.lines().filter(|line| !REMARKS.iter().any(|remark| line.contains(remark))).collect()
}

/// Every file below the folder with its content, by its path.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(contents(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    found.sort();
    found
}

/// What another program says of a file; `None`: it is not installed.
fn tool(program: &str, arguments: &[&str], file: &Path) -> Option<(bool, String)> {
    let run = Command::new(program).args(arguments).arg(file).output().ok()?;
    Some((run.status.success(), String::from_utf8_lossy(&run.stdout).into_owned()))
}

#[test]
fn each_example_is_bundled_verified_and_guarded() {
    let temp = tempfile::tempdir().unwrap();
    for (name, code) in EXAMPLES {
        let (folder, other) = (temp.path().join(name), temp.path().join(format!("{name} again")));
        let said = bundle(&example(name), &folder, &[]);
        assert_eq!((said.code, complaints(&said).as_str()), (code, ""), "{name}: {}", said.output);
        bundle(&example(name), &other, &[]);
        let relative = |folder: &Path| {
            let files = contents(folder).into_iter();
            files
                .map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes))
                .collect::<BTreeMap<_, _>>()
        };
        assert!(relative(&folder) == relative(&other), "{name}: the same draft gives the same bytes");
        for path in relative(&folder).keys() {
            let file = path.file_name().unwrap().to_string_lossy();
            assert!(
                file.chars().count() <= 50 && !file.contains(['<', '>', ':', '"', '\\', '|', '?', '*']),
                "{file}"
            );
        }
        insta::assert_json_snapshot!(format!("files_{name}"), relative(&folder).keys().collect::<Vec<_>>());
        assert_eq!(verify(&folder).code, 0, "{name}");
        fs::write(folder.join("多.txt"), "").unwrap();
        assert_eq!(verify(&folder).code, 1, "{name}: an extra file");
        assert_eq!(bundle(&example(name), &folder, &[]).code, 2, "{name}: it is not overwritten");
        fs::remove_file(folder.join("多.txt")).unwrap();
        assert_eq!(bundle(&example(name), &folder, &[]).code, code, "{name}: an untouched one is");
        let first = pdfs(&folder).swap_remove(0);
        let mut bytes = fs::read(&first).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&first, bytes).unwrap();
        assert_eq!(verify(&folder).code, 1, "{name}: one bit");
    }
}

#[test]
fn the_examples_of_every_form_are_bundled() {
    let temp = tempfile::tempdir().unwrap();
    let forms = shenbao_core::form::find(&shenbao_tests::root().join("forms"));
    for pack in forms {
        let mut examples: Vec<_> = fs::read_dir(pack.folder.join("examples")).unwrap().flatten().collect();
        examples.retain(|entry| entry.path().extension().is_some_and(|extension| extension == "json"));
        assert!(!examples.is_empty(), "{}", pack.id);
        for entry in examples {
            let folder = temp.path().join(&pack.id).join(entry.file_name());
            let said = bundle(&entry.path(), &folder, &[]);
            assert!(
                said.code < 2 && complaints(&said).is_empty(),
                "{}: {}",
                entry.path().display(),
                said.errors
            );
            assert_eq!(verify(&folder).code, 0, "{}", entry.path().display());
        }
    }
}

#[test]
fn a_livestream_base_hands_in_its_five_materials() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("材料");
    let said = bundle(&livestream_example("base"), &folder, &[]);
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    let materials = [
        "01申报表.pdf",
        "02自评报告.pdf",
        "03证明材料.pdf",
        "04入驻服务企业名单.pdf",
        "04入驻服务企业名单.xlsx",
        "05诚信填报承诺书.pdf",
        "manifest.json",
    ];
    assert_eq!(names, materials);
    // No list of what to sign is among them: it is said instead.
    let signed: Vec<_> = said.output.lines().filter(|line| line.contains("页：")).collect();
    let files = ["01申报表.pdf", "04入驻服务企业名单.pdf", "05诚信填报承诺书.pdf"];
    assert_eq!(signed.len(), files.len(), "{}", said.output);
    for (line, file) in signed.iter().zip(files) {
        assert!(line.trim_start().starts_with(file) && line.contains("章"), "{line}");
    }
}

#[test]
fn a_measure_out_of_force_is_said_on_every_first_page() {
    let temp = tempfile::tempdir().unwrap();
    for (name, is_said) in [("base", false), ("half-filled", true)] {
        let folder = temp.path().join(name);
        let said = bundle(&livestream_example(name), &folder, &[]);
        assert_eq!(said.errors.contains("已在有效期之外"), is_said, "{name}: {}", said.errors);
        for pdf in pdfs(&folder) {
            let Some(text) = text_of_page(&pdf, 1) else { return };
            assert_eq!(text.contains("已在有效期之外"), is_said, "{}", pdf.display());
        }
    }
}

/// The text of a page without its spaces, as another program reads it; `None`: it is not installed.
fn text_of_page(pdf: &Path, page: u32) -> Option<String> {
    let page = page.to_string();
    let run = Command::new("pdftotext").args(["-f", &page, "-l", &page]).arg(pdf).arg("-").output().ok()?;
    Some(bare(&String::from_utf8_lossy(&run.stdout)))
}

#[test]
fn a_zip_is_the_same_every_time() {
    let temp = tempfile::tempdir().unwrap();
    let mut zips = Vec::new();
    for folder in ["a", "b"] {
        let folder = temp.path().join(folder);
        assert_eq!(bundle(&example("studio"), &folder, &["--zip"]).code, 0);
        let zip = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        assert_eq!(zip.extension().unwrap(), "zip");
        assert_eq!(verify(&zip).code, 0);
        zips.push(fs::read(zip).unwrap());
    }
    assert!(zips[0] == zips[1]);
}

#[test]
fn other_programs_find_nothing_wrong() {
    let temp = tempfile::tempdir().unwrap();
    for (name, _) in EXAMPLES {
        let folder = temp.path().join(name);
        bundle(&example(name), &folder, &[]);
        for pdf in pdfs(&folder) {
            if let Some((is_good, said)) = tool("qpdf", &["--check"], &pdf) {
                assert!(is_good, "{}: {said}", pdf.display());
            }
            // The evidence has the fonts that its files brought along.
            if pdf.to_string_lossy().contains("证明材料") {
                continue;
            }
            let Some((_, fonts)) = tool("pdffonts", &[], &pdf) else { continue };
            for font in fonts.lines().skip(2) {
                assert!(font.contains(" yes yes yes "), "embedded, subset, with Unicode: {font}");
            }
        }
    }
}

#[test]
fn missing_evidence_is_said_and_the_rest_is_made() {
    let temp = tempfile::tempdir().unwrap();
    let draft = temp.path().join("a.shenbao.json");
    fs::copy(example("studio"), &draft).unwrap();
    let folder = temp.path().join("材料");
    let said = bundle(&draft, &folder, &[]);
    assert_eq!(said.code, 1);
    assert!(said.errors.contains("找不到文件，请重新添加附件。"), "{}", said.errors);
    let checked = verify(&folder);
    assert_eq!(checked.code, 0);
    assert!(checked.output.contains("生成时缺"), "{}", checked.output);
}

#[test]
fn a_signed_page_is_put_in_its_place() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("材料");
    bundle(&example("studio"), &folder, &[]);
    let scan = example("studio").with_file_name("attachments").join("workplace-photo.png");
    let file = pdfs(&folder)[0].file_name().unwrap().to_string_lossy().into_owned();
    let sign = |page: &str| {
        let place = folder.to_string_lossy();
        shenbao(&["sign", &place, "--file", &file, "--page", page, "--scan", &scan.to_string_lossy()])
    };
    assert_eq!(sign("2").code, 0);
    assert!(verify(&folder).output.contains("含 1 页签章扫描件"));
    assert_eq!(sign("999").errors, format!("{file} 没有第 999 页。请按签章清单核对文件名和页码。\n"));
    if let Some((is_good, said)) = tool("qpdf", &["--check"], &folder.join(&file)) {
        assert!(is_good, "{said}");
    }
}

#[test]
fn another_program_reads_every_answer() {
    let temp = tempfile::tempdir().unwrap();
    for (name, _) in EXAMPLES {
        let folder = temp.path().join(name);
        bundle(&example(name), &folder, &[]);
        // Without the footers, which stand between the halves of a text that goes on overleaf.
        let body = ["-raw", "-x", "0", "-y", "0", "-W", "596", "-H", "775", "-r", "72"];
        let texts = pdfs(&folder).into_iter().map(|pdf| {
            let run = Command::new("pdftotext").args(body).arg(&pdf).arg("-").output().ok()?;
            Some(String::from_utf8_lossy(&run.stdout).into_owned())
        });
        let Some(text) = texts.collect::<Option<String>>().map(|text| bare(&text)) else { return };
        let draft: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(example(name)).unwrap()).unwrap();
        let mut answers = Vec::new();
        collect(&draft["answers"], &mut answers);
        assert!(answers.len() > 100, "{name}");
        let lost: Vec<_> = answers.iter().filter(|answer| !text.contains(answer.as_str())).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every Chinese text among the answers, long ones sentence by sentence; the ids of choices are no text.
fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if !text.is_ascii() => {
            texts.extend(text.split(['。', '；', '\n']).map(bare).filter(|sentence| !sentence.is_empty()));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        serde_json::Value::Object(cells) => cells.values().for_each(|cell| collect(cell, texts)),
        _ => {}
    }
}

/// Names of files come from anywhere: none of them steers the terminal or writes a line of its own.
#[cfg(unix)]
#[test]
fn names_do_not_steer_the_terminal() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("材料");
    bundle(&example("in-house"), &folder, &[]);
    fs::write(folder.join("a\u{1b}[31m\n核对无误\u{202e}fdp.exe"), "").unwrap();
    let said = verify(&folder);
    assert_eq!(said.code, 1);
    assert!(!said.output.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    assert!(said.output.lines().all(|line| !line.starts_with("核对无误")), "{said:?}");
    let missing = temp.path().join("\u{1b}[31m");
    assert!(!verify(&missing).errors.contains('\u{1b}'));
}
