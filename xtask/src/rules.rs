//! The rules of `deny.toml`, checked for what is shipped, without a network and within a second.

use crate::licences::tally;
use crate::parts::{Kind, Part, gather, host};
use crate::project;
use crate::steps::{Stop, answer, call};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// Crates of which two versions would be two different answers to the same file or the same key.
const ONCE: [&str; 9] =
    ["calamine", "chrono", "printpdf", "rusqlite", "rust_decimal", "rust_xlsxwriter", "tauri", "wry", "zip"];

/// Checks the dependencies; every breach is said.
pub(crate) fn check() -> Result<(), Stop> {
    let rules = fs::read_to_string(project::root().join("deny.toml"))?;
    let rules: toml::Table = rules.parse().map_err(|error| Stop(format!("deny.toml: {error}")))?;
    let parts = gather(&host()?)?;
    let allowed = strings(rules.get("licenses").and_then(|licenses| licenses.get("allow")), None);
    let denied = strings(rules.get("bans").and_then(|bans| bans.get("deny")), Some("crate"));
    let breaches = breaches(&parts, &allowed, &denied);
    if !breaches.is_empty() {
        return Err(Stop(breaches.join("\n")));
    }
    for (licence, count) in tally(&parts) {
        println!("{count:>5}  {licence}");
    }
    if answer(Command::new("cargo").args(["deny", "--version"])).is_none() {
        println!("cargo-deny is not installed: the tests' own dependencies and advisories are not looked at");
        return Ok(());
    }
    call(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["deny", "check", "licenses", "bans", "sources"]),
    )
}

fn breaches(parts: &[Part], allowed: &[String], denied: &[String]) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts {
        if !is_allowed(&part.licence, allowed) {
            breaches
                .push(format!("{}: its licence is not among those allowed: {:?}", part.name, part.licence));
        }
        if part.kind == Kind::Cargo {
            versions.entry(&part.name).or_default().push(&part.version);
            if denied.contains(&part.name) {
                breaches.push(format!("{}: must not be shipped", part.name));
            }
            if !part.source.starts_with("registry+https://github.com/rust-lang/crates.io-index") {
                breaches.push(format!("{}: comes from {}, not from crates.io", part.name, part.source));
            }
        }
    }
    let twice = versions.iter().filter(|(name, versions)| ONCE.contains(name) && versions.len() > 1);
    breaches.extend(twice.map(|(name, versions)| format!("{name}: in several versions: {versions:?}")));
    breaches
}

/// Whether an SPDX expression can be met: of what is joined by OR one is enough, of what is joined by AND all are needed.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let any = |text: &str, joint: &str| -> Option<Vec<String>> {
        let parts = split(text, joint);
        (parts.len() > 1).then_some(parts)
    };
    let text = expression.trim();
    if let Some(parts) = any(text, " OR ") {
        return parts.iter().any(|part| is_allowed(part, allowed));
    }
    if let Some(parts) = any(text, " AND ") {
        return parts.iter().all(|part| is_allowed(part, allowed));
    }
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.iter().any(|licence| licence == text),
    }
}

/// Splits at a joint that stands outside brackets.
fn split(text: &str, joint: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if depth == 0
            && let Some(after) = rest.strip_prefix(joint)
        {
            parts.push(String::new());
            rest = after;
            continue;
        }
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        rest = &rest[character.len_utf8()..];
    }
    parts
}

fn strings(list: Option<&toml::Value>, key: Option<&str>) -> Vec<String> {
    let entries = list.and_then(toml::Value::as_array).into_iter().flatten();
    let text = |entry: &toml::Value| match key {
        Some(key) => entry.get(key).and_then(toml::Value::as_str).map(str::to_owned),
        None => entry.as_str().map(str::to_owned),
    };
    entries.filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::{breaches, is_allowed};
    use crate::parts::{Kind, Part};

    fn allowed() -> Vec<String> {
        ["MIT", "Apache-2.0", "Unicode-3.0"].map(String::from).to_vec()
    }

    #[test]
    fn expressions_of_licences() {
        for met in ["MIT", "MIT OR GPL-2.0-only", "(MIT OR GPL-3.0) AND Unicode-3.0", "Apache-2.0 AND MIT"] {
            assert!(is_allowed(met, &allowed()), "{met}");
        }
        for not_met in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(!is_allowed(not_met, &allowed()), "{not_met}");
        }
    }

    #[test]
    fn each_breach_is_said() {
        let part = |name: &str, version: &str, licence: &str| Part {
            kind: Kind::Cargo,
            name: name.into(),
            version: version.into(),
            licence: licence.into(),
            authors: String::new(),
            folder: "".into(),
            source: "registry+https://github.com/rust-lang/crates.io-index".into(),
            uses: Vec::new(),
        };
        let sound = [part("zip", "9.0.0", "MIT"), part("syn", "1.0.0", "MIT"), part("syn", "2.0.0", "MIT")];
        assert_eq!(breaches(&sound, &allowed(), &["reqwest".into()]), [""; 0]);
        let mut elsewhere = part("a", "1.0.0", "GPL-3.0");
        elsewhere.source = "git+https://example.org".into();
        let wrong = [
            part("zip", "8.0.0", "MIT"),
            part("zip", "9.0.0", "MIT"),
            part("reqwest", "1.0.0", "MIT"),
            elsewhere,
        ];
        assert_eq!(breaches(&wrong, &allowed(), &["reqwest".into()]).len(), 4);
    }
}
