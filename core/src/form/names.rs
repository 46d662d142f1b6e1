//! Ids within one scope: well formed, and each given once.

use super::mistake::Place;
use super::source::Entry;
use std::collections::BTreeMap;

/// The ids of one scope, with the place where each is given.
#[derive(Debug)]
pub(crate) struct Names {
    what: &'static str,
    places: BTreeMap<String, Place>,
}

/// How an id may be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Part of a field's path: small letters, digits, `_`.
    Field,
    /// Kept in drafts or shown to nobody: letters, digits, `-`, `_`.
    Plain,
}

impl Names {
    /// `what`: how a mistake calls things of this scope, 字段.
    pub(crate) fn new(what: &'static str) -> Names {
        Names { what, places: BTreeMap::new() }
    }

    /// The needed id at `key` of `entry`, after `prefix`; reports a bad spelling and an id given before.
    pub(crate) fn define(
        &mut self,
        entry: &mut Entry<'_>,
        key: &'static str,
        spelling: Spelling,
        prefix: &str,
    ) -> String {
        let id = entry.needed_text(key);
        if id.is_empty() {
            return id;
        }
        if !spelling.allows(&id) {
            entry.report(key, format!("标识 \"{id}\" 的写法不对。"), spelling.hint());
        }
        let id = format!("{prefix}{id}");
        let place = entry.place_of(key);
        if let Some(first) = self.places.get(&id) {
            let says = format!("{} \"{id}\" 重复，已见于 {} 第 {} 行。", self.what, first.file, first.line);
            entry.report(key, says, "请改用另一个标识，或删去其中一处。");
        } else {
            self.places.insert(id.clone(), place);
        }
        id
    }

    /// Where each id is given.
    pub(crate) fn into_places(self) -> BTreeMap<String, Place> {
        self.places
    }
}

impl Spelling {
    pub(crate) fn allows(self, id: &str) -> bool {
        match self {
            Spelling::Field => {
                id.starts_with(|first: char| first.is_ascii_lowercase())
                    && id
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            }
            Spelling::Plain => {
                id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            }
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Spelling::Field => "请只用小写字母、数字和 `_`，并以字母开头。",
            Spelling::Plain => "请只用字母、数字、`-` 和 `_`。",
        }
    }
}
