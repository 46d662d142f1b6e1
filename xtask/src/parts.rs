//! What the product is made of besides its own code: the crates that are linked into it, the npm packages in its pages,
//! the fonts. One list for licences, bill of materials and rules.

use crate::project;
use crate::steps::{Stop, answer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Cargo,
    Npm,
    Font,
}

/// A crate, package or font.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Empty for fonts.
    pub(crate) version: String,
    /// An SPDX expression; empty where the part names none.
    pub(crate) licence: String,
    pub(crate) authors: String,
    /// Where its files lie, or the one with its licence.
    pub(crate) folder: PathBuf,
    /// `registry+…`; empty where it is no crate.
    pub(crate) source: String,
    /// Indices of the parts that it uses.
    pub(crate) uses: Vec<usize>,
}

/// The programs whose dependencies are shipped.
const SHIPPED: [&str; 2] = ["shenbao-desktop", "shenbao-cli"];
/// C libraries that are compiled into the program by crates that are only there while building.
const VENDORED: [&str; 2] = ["openssl-src", "sqlcipher-src"];

/// Everything that a build for `target` brings along, by kind and name.
pub(crate) fn gather(target: &str) -> Result<Vec<Part>, Stop> {
    let mut parts = crates(target)?;
    parts.extend(npm()?);
    parts.extend(fonts());
    Ok(parts)
}

/// The platform that this machine builds for.
pub(crate) fn host() -> Result<String, Stop> {
    let version = answer(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Stop("rustc does not say what it builds for".into()))
}

fn crates(target: &str) -> Result<Vec<Part>, Stop> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(project::root());
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", target]);
    let output = cargo.output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|error| {
        Stop(format!("cargo metadata: {error}: {}", String::from_utf8_lossy(&output.stderr)))
    })?;
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let shipped = reached(&packages, &nodes);
    let foreign: Vec<&str> = shipped
        .into_iter()
        .filter(|id| packages.get(id).is_some_and(|package| !package["source"].is_null()))
        .collect();
    let mut parts: Vec<(&str, Part)> =
        foreign.iter().filter_map(|id| Some((*id, part(packages.get(id)?)))).collect();
    parts.sort_by(|(_, a), (_, b)| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let places: BTreeMap<&str, usize> = parts.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let uses = |id: &str| {
        let used = nodes.get(id).map(|node| linked(node, &packages)).unwrap_or_default();
        used.into_iter().filter_map(|used| places.get(used).copied()).collect()
    };
    Ok(parts.iter().map(|(id, part)| Part { uses: uses(id), ..part.clone() }).collect())
}

/// Everything that the shipped programs link, themselves included.
fn reached<'m>(
    packages: &BTreeMap<&'m str, &'m Value>,
    nodes: &BTreeMap<&'m str, &'m Value>,
) -> BTreeSet<&'m str> {
    let mut open: Vec<&str> = packages
        .iter()
        .filter(|(_, package)| SHIPPED.contains(&text(&package["name"])))
        .map(|(id, _)| *id)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id)
            && let Some(node) = nodes.get(id)
        {
            open.extend(linked(node, packages));
        }
    }
    seen
}

/// What a crate uses when it runs, and the C libraries that its build compiles in.
fn linked<'m>(node: &'m Value, packages: &BTreeMap<&'m str, &'m Value>) -> Vec<&'m str> {
    let is_linked = |used: &&Value| {
        let is_normal = list(&used["dep_kinds"]).any(|kind| kind["kind"].is_null());
        let name = packages.get(text(&used["pkg"])).map_or("", |package| text(&package["name"]));
        is_normal || VENDORED.contains(&name)
    };
    list(&node["deps"]).filter(is_linked).map(|used| text(&used["pkg"])).collect()
}

fn part(package: &Value) -> Part {
    let manifest = Path::new(text(&package["manifest_path"]));
    let authors: Vec<&str> = list(&package["authors"]).map(text).collect();
    Part {
        kind: Kind::Cargo,
        name: text(&package["name"]).into(),
        version: text(&package["version"]).into(),
        // The slash is how alternatives were written before SPDX.
        licence: text(&package["license"]).replace(" / ", " OR ").replace('/', " OR "),
        authors: authors.join(", "),
        folder: manifest.parent().unwrap_or(manifest).into(),
        source: text(&package["source"]).into(),
        uses: Vec::new(),
    }
}

/// The packages that the pages are built from; what only builds or tests them is not shipped.
fn npm() -> Result<Vec<Part>, Stop> {
    let lock: Value =
        serde_json::from_str(&std::fs::read_to_string(project::ui().join("package-lock.json"))?)
            .map_err(|error| Stop(format!("package-lock.json: {error}")))?;
    let packages = lock["packages"].as_object().into_iter().flatten();
    let shipped = packages.filter(|(path, package)| {
        !path.is_empty()
            && package["dev"] != true
            && package["optional"] != true
            && package["devOptional"] != true
    });
    let parts = shipped.map(|(path, package)| Part {
        kind: Kind::Npm,
        name: path.rsplit("node_modules/").next().unwrap_or(path).into(),
        version: text(&package["version"]).into(),
        licence: text(&package["license"]).into(),
        authors: String::new(),
        folder: project::ui().join(path),
        source: String::new(),
        uses: Vec::new(),
    });
    Ok(parts.collect())
}

fn fonts() -> impl Iterator<Item = Part> {
    let fonts = [
        ("Noto Sans SC", "OFL-Noto.txt"),
        ("Noto Serif SC", "OFL-Noto.txt"),
        ("ShenbaoRareHan (LXGW WenKai)", "OFL-LXGW-WenKai.txt"),
    ];
    fonts.into_iter().map(|(name, text)| Part {
        kind: Kind::Font,
        name: name.into(),
        version: String::new(),
        licence: "OFL-1.1".into(),
        authors: String::new(),
        folder: project::root().join("fonts").join(text),
        source: String::new(),
        uses: Vec::new(),
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
