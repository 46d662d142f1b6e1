//! The rows of a table, three-way: as they were given out, as they are here, as they come back.

use super::merge::{Conflict, Decide, Side, one};
use crate::answers::{Cells, Value, paired_rows};
use std::collections::{BTreeMap, BTreeSet};

/// A table in its three states.
pub(super) struct Table<'a> {
    pub(super) field: &'a str,
    /// The column that tells rows apart, where there is one.
    pub(super) key: Option<&'a str>,
    pub(super) base: Vec<&'a Cells>,
    pub(super) ours: Vec<&'a Cells>,
    pub(super) theirs: Vec<&'a Cells>,
}

/// One row, by where it stands in each state.
#[derive(Clone, Copy)]
struct Item {
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

impl Table<'_> {
    /// The rows of both. Conflicts come in an order that no decision changes.
    pub(super) fn merge(&self, decide: Decide<'_>) -> Vec<Value> {
        let items = self.items();
        let values: Vec<Option<Value>> = items.iter().map(|item| self.value(*item, decide)).collect();
        let leads = self.order(&items, decide);
        let follows = if leads == Side::Ours { Side::Theirs } else { Side::Ours };
        let mut order = in_order(&items, leads);
        let mut last = None;
        for at in in_order(&items, follows) {
            if !order.contains(&at) {
                let place = last.and_then(|last| order.iter().position(|other| *other == last));
                let mut place = place.map_or(0, |place| place + 1);
                // Behind what the leading side added at the same place.
                while order.get(place).is_some_and(|next| items[*next].on(follows).is_none()) {
                    place += 1;
                }
                order.insert(place, at);
            }
            last = Some(at);
        }
        order.into_iter().filter_map(|at| values[at].clone()).collect()
    }

    /// Every row once: those that were given out, then what came here, then what came there.
    fn items(&self) -> Vec<Item> {
        let (ours, theirs) = (self.partners(&self.base, &self.ours), self.partners(&self.base, &self.theirs));
        let mut items: Vec<Item> = (0..self.base.len())
            .map(|base| Item {
                base: Some(base),
                ours: ours.get(&base).copied(),
                theirs: theirs.get(&base).copied(),
            })
            .collect();
        let new = |known: &BTreeMap<usize, usize>, count: usize| {
            let known: BTreeSet<usize> = known.values().copied().collect();
            (0..count).filter(|at| !known.contains(at)).collect::<Vec<_>>()
        };
        let mut new_there = new(&theirs, self.theirs.len());
        for at in new(&ours, self.ours.len()) {
            let twin = new_there.iter().position(|other| self.are_one(self.ours[at], self.theirs[*other]));
            let theirs = twin.map(|twin| new_there.remove(twin));
            items.push(Item { base: None, ours: Some(at), theirs });
        }
        items.extend(new_there.into_iter().map(|at| Item { base: None, ours: None, theirs: Some(at) }));
        items
    }

    /// Two rows that came on both sides and are one.
    fn are_one(&self, here: &Cells, there: &Cells) -> bool {
        let keys = self.key.map(|key| (here.get(key), there.get(key)));
        here == there || matches!(keys, Some((Some(here), Some(there))) if here == there)
    }

    /// Which row became which: by their key, else where they are alike, moved or not, else by their places.
    fn partners(&self, was: &[&Cells], is: &[&Cells]) -> BTreeMap<usize, usize> {
        if let Some(partners) = self.key.and_then(|key| by_key(key, was, is)) {
            return partners;
        }
        let mut partners: BTreeMap<usize, usize> =
            paired_rows(was, is).into_iter().filter(|(from, to)| was[*from] == is[*to]).collect();
        // A row that was moved is still that row.
        let mut taken: BTreeSet<usize> = partners.values().copied().collect();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for to in (0..is.len()).rev().filter(|to| !taken.contains(to)) {
            places.entry(format!("{:?}", is[to])).or_default().push(to);
        }
        for (from, row) in was.iter().enumerate() {
            let same = places.get_mut(&format!("{row:?}")).filter(|_| !partners.contains_key(&from));
            if let Some(to) = same.and_then(Vec::pop) {
                partners.insert(from, to);
                taken.insert(to);
            }
        }
        for (from, to) in paired_rows(was, is) {
            if !partners.contains_key(&from) && taken.insert(to) {
                partners.insert(from, to);
            }
        }
        partners
    }

    fn value(&self, item: Item, decide: Decide<'_>) -> Option<Value> {
        let base = item.base.map(|at| self.base[at]);
        let (ours, theirs) = (item.ours.map(|at| self.ours[at]), item.theirs.map(|at| self.theirs[at]));
        match (base, ours, theirs) {
            (_, None, None) => None,
            (None, Some(row), None) | (None, None, Some(row)) => Some(Value::Row(row.clone())),
            (base, Some(here), Some(there)) => {
                let base = base.cloned().unwrap_or_default();
                Some(Value::Row(self.cells(item.ours.unwrap_or(0), &base, here, there, decide)))
            }
            // Taken out on one side: gone, unless the other side has changed it.
            (Some(base), row, None) | (Some(base), None, row) => {
                let changed = row.filter(|row| *row != base).cloned().map(Value::Row)?;
                let (here, there) =
                    if ours.is_some() { (Some(changed), None) } else { (None, Some(changed)) };
                let conflict = Conflict::Row {
                    field: self.field.to_owned(),
                    base: Value::Row(base.clone()),
                    ours: here.clone(),
                    theirs: there.clone(),
                };
                match decide(conflict) {
                    Side::Ours => here,
                    Side::Theirs => there,
                }
            }
        }
    }

    fn cells(&self, row: usize, base: &Cells, ours: &Cells, theirs: &Cells, decide: Decide<'_>) -> Cells {
        let columns: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
        let mut merged = Cells::new();
        for column in columns {
            let [base, here, there] = [base, ours, theirs].map(|cells| cells.get(column));
            let cell = one(base, here, there, &mut |side| {
                let conflict = Conflict::Cell {
                    field: self.field.to_owned(),
                    row,
                    column: column.clone(),
                    base: base.cloned(),
                    ours: here.cloned(),
                    theirs: there.cloned(),
                };
                *side = decide(conflict);
            });
            if let Some(cell) = cell {
                merged.insert(column.clone(), cell.clone());
            }
        }
        merged
    }

    /// Whose order counts: the side that moved rows.
    fn order(&self, items: &[Item], decide: Decide<'_>) -> Side {
        let common =
            || items.iter().enumerate().filter(|(_, item)| item.ours.is_some() && item.theirs.is_some());
        let sequence = |side: Side| {
            let mut places: Vec<(usize, usize)> =
                common().filter_map(|(at, item)| Some((item.on(side)?, at))).collect();
            places.sort_unstable();
            places.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
        };
        let (ours, theirs) = (sequence(Side::Ours), sequence(Side::Theirs));
        let given = |sequence: &[usize]| {
            sequence.iter().filter(|at| items[**at].base.is_some()).copied().collect::<Vec<_>>()
        };
        let (here, there) = (given(&ours), given(&theirs));
        match (here.is_sorted(), there.is_sorted()) {
            (_, true) => Side::Ours,
            (true, false) => Side::Theirs,
            (false, false) if here == there => Side::Ours,
            (false, false) => decide(Conflict::Order { field: self.field.to_owned() }),
        }
    }
}

impl Item {
    fn on(self, side: Side) -> Option<usize> {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }
}

/// The items that one side has, as they stand there.
fn in_order(items: &[Item], side: Side) -> Vec<usize> {
    let mut places: Vec<(usize, usize)> =
        items.iter().enumerate().filter_map(|(at, item)| Some((item.on(side)?, at))).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, at)| at).collect()
}

/// Rows with the same key; `None`: a row has none, or two have the same.
fn by_key(key: &str, was: &[&Cells], is: &[&Cells]) -> Option<BTreeMap<usize, usize>> {
    let index = |rows: &[&Cells]| {
        let mut index = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            if index.insert(format!("{:?}", row.get(key)?), at).is_some() {
                return None;
            }
        }
        Some(index)
    };
    let (was, is) = (index(was)?, index(is)?);
    Some(was.into_iter().filter_map(|(key, from)| Some((from, *is.get(&key)?))).collect())
}
