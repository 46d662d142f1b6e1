//! Layers that their file hides stay hidden: a drawing's construction lines, a mark for the screen only.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::HashSet;

/// The layers of one file or of several.
#[derive(Default)]
pub(super) struct Layers {
    all: Vec<ObjectId>,
    hidden: HashSet<ObjectId>,
}

impl Layers {
    /// As the file shows them when it is opened.
    pub(super) fn of(document: &Document) -> Layers {
        let found = document.catalog().and_then(|catalog| catalog.get_deref(b"OCProperties", document));
        let Ok(properties) = found.and_then(Object::as_dict) else { return Layers::default() };
        let listed = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
            let list =
                dict.get_deref(key, document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
            list.iter().filter_map(|layer| layer.as_reference().ok()).collect()
        };
        let all = listed(properties, b"OCGs");
        let Ok(default) = properties.get_deref(b"D", document).and_then(Object::as_dict) else {
            return Layers { all, hidden: HashSet::new() };
        };
        let mut hidden: HashSet<ObjectId> = listed(default, b"OFF").into_iter().collect();
        if default.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
            hidden.extend(&all);
            listed(default, b"ON").iter().for_each(|layer| _ = hidden.remove(layer));
        }
        Layers { all, hidden }
    }

    /// Those that `number` gives a new number for: the others were not needed.
    pub(super) fn renumbered(&self, number: impl Fn(ObjectId) -> Option<ObjectId>) -> Layers {
        let hidden = self.hidden.iter().filter_map(|layer| number(*layer)).collect();
        Layers { all: self.all.iter().filter_map(|layer| number(*layer)).collect(), hidden }
    }

    /// Adds those of another file.
    pub(super) fn append(&mut self, mut file: Layers) {
        self.all.append(&mut file.all);
        self.hidden.extend(file.hidden);
    }

    /// For the catalog; `None`: there are none.
    pub(super) fn properties(&self) -> Option<Dictionary> {
        let list = |layers: &mut dyn Iterator<Item = &ObjectId>| -> Vec<Object> {
            layers.map(|layer| Object::from(*layer)).collect()
        };
        let hidden = list(&mut self.all.iter().filter(|layer| self.hidden.contains(layer)));
        let default = dictionary! { "OFF" => hidden };
        let all = list(&mut self.all.iter());
        (!all.is_empty()).then(|| dictionary! { "OCGs" => all, "D" => default })
    }
}
