//! Documents made here, typeset, and read back as a reader would. The files are kept in target/pdf, for the eye.

mod breaking;
mod characters;
mod documents;
mod long;
mod pages;
mod whole;

use super::{Fonts, Rendered, render};
use crate::compose::Document;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts"))
        .expect("cargo xtask fetches the fonts")
});

/// Renders and keeps the file.
fn kept(document: &Document) -> (Rendered, PathBuf) {
    let rendered = render(document, &FONTS).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/pdf");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}.pdf", document.id));
    std::fs::write(&file, &rendered.bytes).unwrap();
    (rendered, file)
}

/// What a tool says about a file.
fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(name);
    let (before, after) =
        arguments.split_at(arguments.iter().position(|part| *part == "-").unwrap_or(arguments.len()));
    let output = command.args(before).arg(file).args(after).output();
    let output = output.unwrap_or_else(|error| panic!("install {name} (cargo xtask test does): {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// The text of a file as pdftotext reads it, page by page.
fn read_back(file: &Path) -> Vec<String> {
    let text = tool("pdftotext", &["-raw", "-enc", "UTF-8", "-"], file);
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}
