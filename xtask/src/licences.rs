//! `cargo xtask licences`: what the product is made of, for its own page "关于" and for the packages: `licences/`.

use crate::parts::{Kind, Part, gather, host};
use crate::steps::Stop;
use crate::{project, sbom};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT"];
/// Ends of names that only look like licences.
const CODE: [&str; 5] = ["rs", "c", "h", "toml", "py"];
/// Licences of C libraries lie one folder deeper.
const DEPTH: usize = 2;

/// For this machine.
pub(crate) fn licences() -> Result<(), Stop> {
    write(&host()?, &folder())
}

/// Where they are written: not in the repository.
pub(crate) fn folder() -> PathBuf {
    project::root().join("licences")
}

/// Writes `third-party.json` and `sbom.cdx.json` of a build for `target`.
pub(crate) fn write(target: &str, folder: &Path) -> Result<(), Stop> {
    let parts = gather(target)?;
    let mut texts = Vec::new();
    let found: Vec<Vec<String>> = parts.iter().map(texts_of).collect::<Result<_, _>>()?;
    let entries: Vec<_> = parts
        .iter()
        .zip(&found)
        .map(|(part, own)| {
            let own = if own.is_empty() { stand_in(part, &parts, &found)? } else { own.clone() };
            let at: Vec<usize> = own.into_iter().map(|text| place(&mut texts, text)).collect();
            Ok(json!({ "name": part.name, "version": part.version, "licence": part.licence, "texts": at }))
        })
        .collect::<Result<_, Stop>>()?;
    fs::create_dir_all(folder)?;
    fs::write(folder.join("third-party.json"), json!({ "parts": entries, "texts": texts }).to_string())?;
    fs::write(folder.join("sbom.cdx.json"), format!("{:#}\n", sbom::cyclone_dx(&parts)?))?;
    println!("{} parts, {} licence texts: {}", parts.len(), texts.len(), folder.display());
    Ok(())
}

fn place(texts: &mut Vec<String>, text: String) -> usize {
    texts.iter().position(|known| *known == text).unwrap_or_else(|| {
        texts.push(text);
        texts.len() - 1
    })
}

fn texts_of(part: &Part) -> Result<Vec<String>, Stop> {
    let mut files = Vec::new();
    if part.folder.is_file() {
        files.push(part.folder.clone());
    } else {
        find(&part.folder, DEPTH, &mut files)?;
    }
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(file)?).replace('\r', "").trim().to_owned();
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    Ok(texts)
}

fn find(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Stop> {
    let entries = fs::read_dir(folder).map_err(|error| Stop(format!("{}: {error}", folder.display())))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_dir() {
            if depth > 1 && !matches!(name.as_str(), "NODE_MODULES" | "TESTS" | "TEST" | "DOCS") {
                find(&path, depth - 1, files)?;
            }
        } else if NAMES.iter().any(|known| name.starts_with(known))
            && !path.extension().is_some_and(|end| CODE.iter().any(|code| end == *code))
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Some packages name their licence and forget its text: the text of another one under the same licence, said to be that.
fn stand_in(part: &Part, parts: &[Part], found: &[Vec<String>]) -> Result<Vec<String>, Stop> {
    if part.licence.contains("Apache-2.0") {
        return Ok(vec![fs::read_to_string(project::root().join("LICENSE"))?.trim().to_owned()]);
    }
    let is_same = |other: &Part| other.kind == Kind::Cargo && other.licence == part.licence;
    let other = parts.iter().zip(found).find(|(other, texts)| is_same(other) && texts.len() == 1);
    let text = match other {
        Some((other, texts)) => {
            format!("; this is the text that {} brings:\n\n{}", other.name, texts.concat())
        }
        None if part.licence == "BSD-2-Clause" => format!(":\n\n{}", include_str!("BSD-2-Clause.txt").trim()),
        None if part.licence.split(" OR ").any(|licence| licence == "0BSD") => {
            format!(":\n\n{}", include_str!("0BSD.txt").trim())
        }
        None => return Err(Stop(format!("{} brings no licence text ({})", part.name, part.licence))),
    };
    let authors = if part.authors.is_empty() { "its authors" } else { &part.authors };
    let (name, version, licence) = (&part.name, &part.version, &part.licence);
    Ok(vec![format!(
        "{name} {version}, copyright by {authors}, is under {licence}. Its package brings no text of it{text}"
    )])
}

/// How many parts stand under each licence, for the eye.
pub(crate) fn tally(parts: &[Part]) -> BTreeMap<&str, usize> {
    let mut tally = BTreeMap::new();
    for part in parts {
        *tally.entry(part.licence.as_str()).or_default() += 1;
    }
    tally
}
