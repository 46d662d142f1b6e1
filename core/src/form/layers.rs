//! Lists of entries where one pack extends another: its members lie over the other's, which come first.

use super::near::nearest;
use super::source::{Entry, Item};
use std::cell::Cell;

/// What a file leaves out of the one that it lies over.
#[derive(Default)]
pub(crate) struct Except<'s> {
    named: Vec<Named<'s>>,
}

struct Named<'s> {
    name: String,
    item: Item<'s>,
    is_found: Cell<bool>,
}

impl<'s> Except<'s> {
    /// Reads `except`, a key only where a pack is extended. What names nothing is reported by [`Except::finish`].
    pub(crate) fn read(root: &mut Entry<'s>) -> Except<'s> {
        if root.below().is_none() {
            return Except::default();
        }
        let items = root.own_item("except").map(|item| item.items()).unwrap_or_default();
        let named = |item: Item<'s>| Some(Named { name: item.text()?, item, is_found: Cell::new(false) });
        Except { named: items.into_iter().filter_map(named).collect() }
    }

    /// Whether this is left out.
    pub(crate) fn takes(&self, name: &str) -> bool {
        let found = self.named.iter().find(|named| named.name == name);
        found.inspect(|named| named.is_found.set(true)).is_some()
    }

    /// Reports what names nothing.
    pub(crate) fn finish(self) {
        for named in self.named.iter().filter(|named| !named.is_found.get()) {
            let says = format!("所扩展的表单包里没有 \"{}\"，无从省去。", named.name);
            named.item.report(says, "请核对名称，或者删去这一项。");
        }
    }
}

impl<'s> Entry<'s> {
    /// The members of a list whose members have ids: those below in their order, each under the own one of the same id,
    /// then the other own ones, or where `after` puts them.
    pub(crate) fn layered(
        &mut self,
        key: &'static str,
        id: &'static str,
        except: &Except<'_>,
    ) -> Vec<Entry<'s>> {
        let below = self.below().cloned().map(|mut below| below.entries(key));
        let own = self.own_item(key).map(|item| item.items()).unwrap_or_default();
        let own = own.into_iter().filter_map(|item| item.entry());
        let Some(below) = below else { return own.collect() };
        let mut layers: Vec<Entry<'s>> =
            below.into_iter().filter(|entry| !entry.peek(id).is_some_and(|id| except.takes(id))).collect();
        for mut entry in own {
            // One that something lies over already is no match: an id given twice is reported where ids are defined.
            let is_under = |layer: &Entry<'s>| {
                layer.below().is_none() && layer.peek(id).is_some() && layer.peek(id) == entry.peek(id)
            };
            match layers.iter().position(is_under) {
                Some(at) => {
                    let under = layers.remove(at);
                    layers.insert(at, entry.over(Some(under)));
                }
                None => {
                    let at = entry.place_among(&layers, id);
                    layers.insert(at, entry);
                }
            }
        }
        layers
    }

    /// Behind the member that `after` names, or at the end.
    fn place_among(&mut self, layers: &[Entry<'s>], id: &str) -> usize {
        let Some(after) = self.text("after") else { return layers.len() };
        let found = layers.iter().position(|layer| layer.peek(id) == Some(after.as_str()));
        if found.is_none() {
            let hint = match nearest(&after, layers.iter().filter_map(|layer| layer.peek(id))) {
                Some(meant) => format!("是否应为 \"{meant}\"？"),
                None => "请核对名称，或者删去这一行。".to_owned(),
            };
            self.report("after", format!("没有 \"{after}\"，不知道排在哪里。"), hint);
        }
        found.map_or(layers.len(), |at| at + 1)
    }
}
