//! Files made to harm: each is refused with words, within bounded time and memory. Attachments have their own tests beside
//! the code.
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use shenbao_core::answers::{Attachment, read_draft};
use shenbao_core::bundle::{evidence_beside, verify};
use shenbao_core::form::load;
use shenbao_core::import::{ImportError, MOST_ROWS, Source};
use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Generous: tests run beside others on small machines. What these files ask for would take hours or all memory.
const BOUND: Duration = Duration::from_secs(20);

fn in_time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let outcome = work();
    let took = started.elapsed();
    assert!(took < BOUND, "{what} took {took:?}");
    outcome
}

/// A zip of these files; a file's content is its text, then so many zeros.
fn zip(files: &[(&str, &str, usize)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    let zeros = vec![0; 1 << 20];
    for (name, text, swells) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        for _ in 0..*swells {
            zip.write_all(&zeros).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn drafts_that_are_too_long_or_too_deep() {
    let long = format!("{{\"format\":1,\"form\":\"{}\"}}", "长".repeat(34_000_000));
    let deep = format!("{{\"format\":1,\"answers\":{{\"a\":{}1", "[".repeat(2_000_000));
    let nested = format!(
        "{{\"format\":1,\"form\":\"a\",\"edition\":\"1\",\"variant\":\"v\",\"filing_date\":null,\"answers\":{{\"a\":{}1{}}}}}",
        "[".repeat(100),
        "]".repeat(100)
    );
    let swapped = "{\"format\":1,\"form\":[],\"answers\":\"\"}";
    for (what, json) in [("long", long.as_str()), ("deep", &deep), ("swapped", swapped)] {
        let error = in_time(what, || read_draft(json)).unwrap_err();
        assert!(!error.says.is_empty() && !error.hint.is_empty(), "{what}");
        assert_eq!(error.says.contains("64 MB"), what == "long", "{what}: {error}");
    }
    let answered = |answer: &str| {
        format!(
            "{{\"format\":1,\"form\":\"a\",\"edition\":\"1\",\"variant\":\"v\",\"filing_date\":null,\"answers\":{{\"a\":[{answer}]}}}}"
        )
    };
    for (what, one, most) in [("rows", "{}", 400_000), ("values", "1", 4_000_000)] {
        let many = |count: usize| answered(&vec![one; count].join(","));
        assert!(in_time(what, || read_draft(&many(most - 10))).is_ok(), "{what}");
        let error = in_time(what, || read_draft(&many(most + 10))).unwrap_err();
        assert!(error.says.contains("过多"), "{what}: {error}");
    }
    // Lists within lists are no answer to anything, and no danger either.
    let _ = in_time("nested", || read_draft(&nested));
}

#[test]
fn drafts_that_want_other_files() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("draft");
    fs::create_dir(&folder).unwrap();
    fs::write(root.path().join("secret.pdf"), "secret").unwrap();
    let read = evidence_beside(&folder);
    let secret = root.path().join("secret.pdf");
    for path in ["../secret.pdf", "a/../../secret.pdf", "..", ".", "", "/", "\0", secret.to_str().unwrap()] {
        let attachment = Attachment { field: "evidence.a".into(), path: path.into(), ..attachment() };
        assert!(read(&attachment).is_err(), "{path:?}");
    }
}

fn attachment() -> Attachment {
    serde_json::from_str("{\"field\":\"a\",\"path\":\"a\"}").unwrap()
}

#[test]
fn packs_that_never_end() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("evil").join("2026");
    fs::create_dir_all(&pack).unwrap();
    let deep = format!("a = {}", "[".repeat(1_000_000));
    let dotted = format!("{} = 1", vec!["a"; 200_000].join("."));
    let many = "[[sections]]\n".repeat(100_000);
    let long = format!("id = \"{}\"", "长".repeat(40_000_000));
    for (what, form) in [("deep", deep), ("dotted", dotted), ("many", many), ("long", long)] {
        fs::write(pack.join("form.toml"), form).unwrap();
        let mistakes = in_time(what, || load(&pack)).unwrap_err();
        assert!(!mistakes.is_empty(), "{what}");
    }
}

/// A manifest that knows one file of one byte.
fn manifest(path: &str) -> String {
    let file = serde_json::json!({
        "path": path, "title": "a", "bytes": 1, "pages": null,
        "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    });
    serde_json::json!({
        "format": 1, "form": "a", "edition": "1", "variant": "a", "title": "a", "standing": "ready",
        "filing_date": null, "day": "2026-06-15", "app_version": "1", "check_code": "7K3F9Q2M",
        "files": [file], "missing": [], "sha256": "",
    })
    .to_string()
}

#[test]
fn bundles_that_swell_or_lead_outside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.zip");
    let look = |bytes: Vec<u8>| {
        fs::write(&path, bytes).unwrap();
        in_time("bundle", || verify(&path))
    };
    // The control: the same with a good name is read, and the file found as the manifest says.
    let good =
        look(zip(&[("manifest.json", &manifest("05附件/a.pdf"), 0), ("05附件/a.pdf", "x", 0)])).unwrap();
    assert!(
        good.missing.is_empty() && good.extra.is_empty() && good.changed == ["manifest.json"],
        "{good:?}"
    );
    for name in [
        "../outside.pdf",
        "/etc/passwd",
        "a/../../b",
        "C:/a.pdf",
        "CON",
        "nul.pdf",
        "a\\b",
        "合同\u{202e}fdp.exe",
        " a",
        "a.",
        "..",
    ] {
        assert!(look(zip(&[("manifest.json", &manifest(name), 0), (name, "x", 0)])).is_err(), "{name:?}");
    }
    // A manifest of a gigabyte; and a file of a gigabyte where one byte was promised.
    assert!(look(zip(&[("manifest.json", "{", 1024)])).is_err());
    let swollen = look(zip(&[("manifest.json", &manifest("a.pdf"), 0), ("a.pdf", "x", 1024)])).unwrap();
    assert_eq!(swollen.changed, ["a.pdf", "manifest.json"]);
    // A manifest that begins behind more than any manifest holds.
    let late = format!("{}{}", " ".repeat(17 << 20), manifest("a.pdf"));
    assert!(look(zip(&[("manifest.json", &late, 0), ("a.pdf", "x", 0)])).is_err());
    // Brackets within brackets.
    let deep = format!("{{\"format\":{}", "[".repeat(2_000_000));
    assert!(look(zip(&[("manifest.json", &deep, 0)])).is_err());
}

/// So many files, none of which is there.
fn listed(count: usize, bytes: u64) -> String {
    let mut manifest: serde_json::Value = serde_json::from_str(&manifest("a.pdf")).unwrap();
    let mut file = manifest["files"][0].clone();
    file["bytes"] = bytes.into();
    let numbered = |at| {
        file["path"] = format!("a{at}").into();
        file.clone()
    };
    manifest["files"] = (0..count).map(numbered).collect();
    manifest.to_string()
}

#[test]
fn bundles_that_take_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.zip");
    let look = |bytes: Vec<u8>| {
        fs::write(&path, bytes).unwrap();
        in_time("bundle", || verify(&path))
    };
    let names: Vec<String> = (0..40_000).map(|at| format!("b{at}")).collect();
    let manifest = listed(60_000, 1);
    let files = names.iter().map(|name| (name.as_str(), "", 0));
    let many: Vec<_> = std::iter::once(("manifest.json", manifest.as_str(), 0)).chain(files).collect();
    let found = look(zip(&many)).unwrap();
    assert_eq!((found.missing.len(), found.extra.len()), (60_000, 40_000));
    for (count, bytes, is_taken) in [(4, 1 << 30, true), (5, 1 << 30, false), (2, u64::MAX, false)] {
        let outcome = look(zip(&[("manifest.json", &listed(count, bytes), 0)]));
        assert_eq!(outcome.is_ok(), is_taken, "{count} × {bytes}");
    }
}

/// A workbook with this sheet, then so many megabytes of nothing.
fn workbook(sheet: &str, swells: usize) -> Vec<u8> {
    workbook_saying("", sheet, swells)
}

/// The same with one text that cells can name.
fn workbook_saying(text: &str, sheet: &str, swells: usize) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKED: &str = "http://schemas.openxmlformats.org/package/2006";
    let types = format!(
        "<Types xmlns=\"{PACKED}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKED}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATED}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zip(&[
        ("[Content_Types].xml", &types, 0),
        ("_rels/.rels", &related("officeDocument", "xl/workbook.xml"), 0),
        ("xl/workbook.xml", &book, 0),
        ("xl/_rels/workbook.xml.rels", &related("worksheet", "worksheets/sheet1.xml"), 0),
        ("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\"><si><t>{text}</t></si></sst>"), 0),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{MAIN}\">{sheet}"), swells),
    ])
}

#[test]
fn workbooks_that_claim_or_hold_too_much() {
    let cell = |at: &str| {
        format!("<sheetData><row r=\"1\"><c r=\"{at}\"><v>1</v></c></row></sheetData></worksheet>")
    };
    let read = |bytes: Vec<u8>| -> Result<usize, ImportError> {
        let mut source = Source::open("a.xlsx", bytes)?;
        Ok(source.read(0, &mut |_| ControlFlow::Continue(()))?.rows.len())
    };
    // The control: the same workbook with nothing wrong is read.
    assert_eq!(read(workbook(&cell("A1"), 0)).unwrap(), 1);
    let claims = format!("<dimension ref=\"A1:XFD1048576\"/>{}", cell("A1"));
    assert_eq!(in_time("claims", || read(workbook(&claims, 0))).unwrap(), 1);
    let far = in_time("far", || read(workbook(&cell("XFD1048576"), 0)));
    assert!(far.is_ok_and(|rows| rows <= MOST_ROWS));
    // One text, named in a million cells.
    let names = |rows: usize| {
        let row = |at| format!("<row r=\"{at}\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(200));
        let rows: String = (1..=rows).map(row).collect();
        format!("<sheetData>{rows}</sheetData></worksheet>")
    };
    let text = "长".repeat(90_000);
    assert_eq!(read(workbook_saying(&text, &names(2), 0)).unwrap(), 2);
    let many = workbook_saying(&text, &names(5_000), 0);
    assert!(matches!(in_time("texts", || read(many)), Err(ImportError::TooLarge)));
    let long = workbook_saying(&"长".repeat(30_000_000), &names(1), 0);
    assert!(matches!(in_time("text", || read(long)), Err(ImportError::CellTooLong(1))));
    for at in ["ZZZZZZZ99999999999", "A0", "", "A4294967296"] {
        let _ = in_time(at, || read(workbook(&cell(at), 0)));
    }
    let swells = in_time("swells", || read(workbook("<sheetData>", 1200)));
    assert!(matches!(swells, Err(ImportError::TooLarge)));
    let deep = "<a>".repeat(500_000);
    let _ = in_time("deep", || read(workbook(&deep, 0)));
    let entities = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let _ = in_time("entities", || read(workbook(&format!("{entities}{}", cell("A1")), 0)));
}

/// Cells that are written once and repeated, as OpenDocument writes them.
#[test]
fn workbooks_that_repeat_what_they_hold() {
    let opened = |rows: usize, columns: usize| {
        let content = format!(
            "<office:document-content><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>长</text:p></table:table-cell></table:table-row></table:table></office:document-content>"
        );
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        Source::open("a.ods", zip(&[("mimetype", kind, 0), ("content.xml", &content, 0)])).err()
    };
    assert_ne!(opened(10, 10), Some(ImportError::TooLarge));
    assert_eq!(in_time("repeated", || opened(1_048_576, 16_384)), Some(ImportError::TooLarge));
}

#[test]
fn texts_of_a_hundred_megabytes() {
    let line = "长".repeat(1_000);
    let text = line.repeat(100 * 1024 * 1024 / line.len() + 1);
    assert!(text.len() > 100 * 1024 * 1024);
    let opened = in_time("text", || Source::open("a.csv", text.into_bytes())).err();
    assert_eq!(opened, Some(ImportError::TooLarge));
    let quoted = format!("\"{}", "a,\n".repeat(3_000_000));
    let read = in_time("quote that never ends", || {
        Source::open("a.csv", quoted.into_bytes())
            .and_then(|mut source| source.read(0, &mut |_| ControlFlow::Continue(())))
    });
    assert!(read.is_err() || read.is_ok_and(|table| table.rows.len() <= 1));
}
