//! The bill of materials in CycloneDX 1.5: every crate with its checksum, every npm package, the fonts, and what uses what.

use crate::parts::{Kind, Part};
use crate::project;
use crate::steps::Stop;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

/// The document. It holds no time and no random number: the same parts give the same bytes.
pub(crate) fn cyclone_dx(parts: &[Part]) -> Result<Value, Stop> {
    let checksums = checksums()?;
    let components: Vec<Value> = parts.iter().map(|part| component(part, &checksums)).collect();
    let mut dependencies: Vec<Value> = parts
        .iter()
        .map(|part| {
            let used: Vec<String> = part.uses.iter().filter_map(|at| parts.get(*at)).map(reference).collect();
            json!({ "ref": reference(part), "dependsOn": used })
        })
        .collect();
    dependencies
        .insert(0, json!({ "ref": "shenbao", "dependsOn": parts.iter().map(reference).collect::<Vec<_>>() }));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": "shenbao",
            "name": "shenbao",
            "version": project::version(),
            "licenses": [{ "expression": "Apache-2.0" }],
        } },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(part: &Part, checksums: &BTreeMap<(String, String), String>) -> Value {
    let mut component = json!({
        "type": if part.kind == Kind::Font { "file" } else { "library" },
        "bom-ref": reference(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{ "expression": part.licence }],
    });
    if part.kind != Kind::Font {
        component["purl"] = json!(reference(part));
    }
    if part.kind == Kind::Cargo
        && let Some(checksum) = checksums.get(&(part.name.clone(), part.version.clone()))
    {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// A package URL; for a font its name.
fn reference(part: &Part) -> String {
    let version = part.version.replace('+', "%2B");
    match part.kind {
        Kind::Cargo => format!("pkg:cargo/{}@{version}", part.name),
        Kind::Npm => format!("pkg:npm/{}@{version}", part.name.replace('@', "%40")),
        Kind::Font => format!("font:{}", part.name),
    }
}

/// SHA-256 by name and version, from the lockfile.
fn checksums() -> Result<BTreeMap<(String, String), String>, Stop> {
    let lock = fs::read_to_string(project::root().join("Cargo.lock"))?;
    let lock: toml::Table = lock.parse().map_err(|error| Stop(format!("Cargo.lock: {error}")))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let entry = |package: &toml::Value| {
        let text = |key| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        Some(((text("name")?, text("version")?), text("checksum")?))
    };
    Ok(packages.filter_map(entry).collect())
}
