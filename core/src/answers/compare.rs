//! Two states of a draft side by side: what differs, field by field and row by row.
//!
//! It decides nothing about the answers: whether a difference is good or bad is not known here.

use super::{Draft, Value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Above so many pairs of rows their order is not looked into: rows that are alike still find each other.
const MOST_PAIRS: usize = 4_000_000;

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A field's answer, the filing date (`filing_date`) or the kind of applicant (`variant`).
    Answer {
        /// Whose.
        field: String,
        /// `None`: not answered.
        before: Option<Value>,
        /// `None`: not answered.
        after: Option<Value>,
    },
    /// Rows of a table.
    Rows {
        /// The table.
        field: String,
        /// Only those that differ, in the order of the later state; rows that are gone stand where they stood.
        rows: Vec<RowChange>,
    },
    /// The files of an attachment field.
    Files {
        /// The attachment field.
        field: String,
        /// Their names.
        before: Vec<String>,
        /// Their names.
        after: Vec<String>,
        /// Those of `after` that were there under the same name with another content.
        replaced: Vec<String>,
    },
}

/// A row that differs. Rows count from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RowChange {
    /// Where it stood; `None`: it is new.
    #[cfg_attr(feature = "bindings", specta(type = Option<u32>))]
    pub was: Option<usize>,
    /// Where it stands; `None`: it is gone.
    #[cfg_attr(feature = "bindings", specta(type = Option<u32>))]
    pub is: Option<usize>,
    /// The cells that differ, by column.
    pub cells: Vec<CellChange>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CellChange {
    /// The column's plain id.
    pub column: String,
    /// `None`: empty.
    pub before: Option<Value>,
    /// `None`: empty.
    pub after: Option<Value>,
}

/// A row's cells by column.
pub(crate) type Cells = BTreeMap<String, Value>;

/// What differs between two states, in the order of the fields' ids.
pub fn compare(before: &Draft, after: &Draft) -> Vec<Change> {
    let mut changes = Vec::new();
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let day = |draft: &Draft| draft.filing_date.map(|day| Value::Text(day.to_string()));
    changes.extend(answer("variant", text(&before.variant), text(&after.variant)));
    changes.extend(answer("filing_date", day(before), day(after)));
    let fields: BTreeSet<&String> = before.answers.keys().chain(after.answers.keys()).collect();
    for field in fields {
        let (was, is) = (before.answers.get(field), after.answers.get(field));
        changes.extend(match (rows_of(was), rows_of(is)) {
            (Some(was), Some(is)) if !(was.is_empty() && is.is_empty()) => rows(field, &was, &is),
            _ => answer(field, was.cloned(), is.cloned()),
        });
    }
    changes.extend(files(before, after));
    changes
}

fn answer(field: &str, before: Option<Value>, after: Option<Value>) -> Option<Change> {
    (before != after).then(|| Change::Answer { field: field.to_owned(), before, after })
}

/// A table's rows; not answered: none. `None`: the answer is no table.
fn rows_of(value: Option<&Value>) -> Option<Vec<&Cells>> {
    let Some(value) = value else { return Some(Vec::new()) };
    let Value::List(items) = value else { return None };
    items.iter().map(|item| if let Value::Row(cells) = item { Some(cells) } else { None }).collect()
}

/// Its path and its content's digest.
type File = (String, Option<String>);

fn files(before: &Draft, after: &Draft) -> Vec<Change> {
    let of = |draft: &Draft, field: &str| {
        let own = draft.attachments.iter().filter(|file| file.field == field);
        own.map(|file| (file.path.clone(), file.sha256.clone())).collect::<Vec<File>>()
    };
    let all = before.attachments.iter().chain(&after.attachments);
    let fields: BTreeSet<&String> = all.map(|file| &file.field).collect();
    let names = |files: &[File]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    let replaced = |was: &[File], is: &[File]| {
        let is_other = |file: &&File| !was.contains(file) && was.iter().any(|(path, _)| *path == file.0);
        is.iter().filter(is_other).map(|(path, _)| path.clone()).collect()
    };
    fields
        .into_iter()
        .map(|field| (field, of(before, field), of(after, field)))
        .filter(|(_, was, is)| was != is)
        .map(|(field, was, is)| Change::Files {
            field: field.clone(),
            before: names(&was),
            after: names(&is),
            replaced: replaced(&was, &is),
        })
        .collect()
}

fn rows(field: &str, was: &[&Cells], is: &[&Cells]) -> Option<Change> {
    let mut rows = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (same_was, same_is) in same(was, is).into_iter().chain([(was.len(), is.len())]) {
        between(was, is, (from..same_was, to..same_is), &mut rows);
        (from, to) = (same_was + 1, same_is + 1);
    }
    (!rows.is_empty()).then(|| Change::Rows { field: field.to_owned(), rows })
}

/// Rows between two that are alike: as many as before are the same rows, changed. Else those are that agree in some cell;
/// the others came or went.
fn between(
    was: &[&Cells],
    is: &[&Cells],
    (old, new): (std::ops::Range<usize>, std::ops::Range<usize>),
    rows: &mut Vec<RowChange>,
) {
    let are_as_many = old.len() == new.len();
    let mut old = old.peekable();
    for to in new {
        let from = old.next_if(|from| are_as_many || agree(was[*from], is[to]));
        let cells = cells(from.map(|from| was[from]), Some(is[to]));
        rows.push(RowChange { was: from, is: Some(to), cells });
    }
    for from in old {
        rows.push(RowChange { was: Some(from), is: None, cells: cells(Some(was[from]), None) });
    }
}

/// Which rows are the same rows, changed or not; ascending on both sides.
pub(crate) fn paired_rows(was: &[&Cells], is: &[&Cells]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (same_was, same_is) in same(was, is).into_iter().chain([(was.len(), is.len())]) {
        let mut rows = Vec::new();
        between(was, is, (from..same_was, to..same_is), &mut rows);
        pairs.extend(rows.iter().filter_map(|row| row.was.zip(row.is)));
        pairs.extend((same_was < was.len()).then_some((same_was, same_is)));
        (from, to) = (same_was + 1, same_is + 1);
    }
    pairs
}

fn agree(was: &Cells, is: &Cells) -> bool {
    was.iter().any(|(column, cell)| is.get(column) == Some(cell))
}

fn cells(was: Option<&Cells>, is: Option<&Cells>) -> Vec<CellChange> {
    let columns: BTreeSet<&String> = was.into_iter().chain(is).flat_map(BTreeMap::keys).collect();
    let change = |column: &String| {
        let of = |row: Option<&Cells>| row.and_then(|cells| cells.get(column)).cloned();
        CellChange { column: column.clone(), before: of(was), after: of(is) }
    };
    columns.into_iter().map(change).filter(|cell| cell.before != cell.after).collect()
}

/// Pairs of rows that are alike, ascending on both sides: the longest such sequence where that can be afforded.
fn same(was: &[&Cells], is: &[&Cells]) -> Vec<(usize, usize)> {
    let head = was.iter().zip(is).take_while(|(was, is)| was == is).count();
    let (was_rest, is_rest) = (&was[head..], &is[head..]);
    let tail = was_rest.iter().rev().zip(is_rest.iter().rev()).take_while(|(was, is)| was == is).count();
    let (was_middle, is_middle) = (&was_rest[..was_rest.len() - tail], &is_rest[..is_rest.len() - tail]);
    let middle = if was_middle.len() * is_middle.len() <= MOST_PAIRS {
        longest(was_middle, is_middle)
    } else {
        first_found(was_middle, is_middle)
    };
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    pairs.extend(middle.into_iter().map(|(was, is)| (was + head, is + head)));
    pairs.extend((0..tail).rev().map(|back| (was.len() - 1 - back, is.len() - 1 - back)));
    pairs
}

/// The longest common subsequence.
fn longest(was: &[&Cells], is: &[&Cells]) -> Vec<(usize, usize)> {
    let width = is.len() + 1;
    let numbers = numbered(was, is);
    let mut lengths = vec![0_u32; (was.len() + 1) * width];
    for from in (0..was.len()).rev() {
        for to in (0..is.len()).rev() {
            lengths[from * width + to] = if numbers.0[from] == numbers.1[to] {
                lengths[(from + 1) * width + to + 1] + 1
            } else {
                lengths[(from + 1) * width + to].max(lengths[from * width + to + 1])
            };
        }
    }
    let (mut from, mut to) = (0, 0);
    let mut pairs = Vec::new();
    while from < was.len() && to < is.len() {
        if numbers.0[from] == numbers.1[to] {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        } else if lengths[(from + 1) * width + to] >= lengths[from * width + to + 1] {
            from += 1;
        } else {
            to += 1;
        }
    }
    pairs
}

/// Each row with the first later one that is like it and stands behind the last that was found.
fn first_found(was: &[&Cells], is: &[&Cells]) -> Vec<(usize, usize)> {
    let (was, is) = numbered(was, is);
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (to, number) in is.iter().enumerate() {
        places.entry(*number).or_default().push(to);
    }
    let mut next = 0;
    let mut pairs = Vec::new();
    for (from, number) in was.iter().enumerate() {
        let at = places.get(number).and_then(|places| places.get(places.partition_point(|to| *to < next)));
        if let Some(to) = at {
            pairs.push((from, *to));
            next = to + 1;
        }
    }
    pairs
}

/// Rows that are alike get the same number: numbers are quick to compare.
fn numbered(was: &[&Cells], is: &[&Cells]) -> (Vec<usize>, Vec<usize>) {
    let mut known: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut number = |cells: &&Cells| {
        let next = known.len();
        *known.entry(format!("{cells:?}")).or_insert(next)
    };
    let was = was.iter().map(&mut number).collect();
    (was, is.iter().map(&mut number).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Attachment;
    use proptest::prelude::*;

    fn draft(rows: &[(&str, i32)]) -> Draft {
        let row = |(name, n): &(&str, i32)| {
            Value::Row(BTreeMap::from([
                ("name".to_owned(), Value::Text((*name).to_owned())),
                ("n".to_owned(), Value::Integer(*n)),
            ]))
        };
        let json = r#"{"format":1,"form":"f","edition":"1","variant":"v","filing_date":null,"answers":{}}"#;
        let mut draft = crate::answers::read_draft(json).unwrap();
        if !rows.is_empty() {
            draft.answers.insert("t.t".into(), Value::List(rows.iter().map(row).collect()));
        }
        draft
    }

    /// Each changed row as `was>is columns`.
    fn check(was: &[(&str, i32)], is: &[(&str, i32)], expected: &[&str]) {
        let changes = compare(&draft(was), &draft(is));
        let rows = changes.iter().flat_map(|change| match change {
            Change::Rows { rows, .. } => rows.clone(),
            other => panic!("{other:?}"),
        });
        let place = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
        let said: Vec<String> = rows
            .map(|row| {
                let columns: Vec<&str> = row.cells.iter().map(|cell| cell.column.as_str()).collect();
                format!("{}>{} {}", place(row.was), place(row.is), columns.join(","))
            })
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn rows_are_followed_where_they_go() {
        let (a, b, c) = (("甲", 1), ("乙", 2), ("丙", 3));
        check(&[a, b, c], &[a, b, c], &[]);
        check(&[a, b, c], &[a, c], &["1>- n,name"]);
        check(&[a, c], &[a, b, c], &["->1 n,name"]);
        check(&[a, b, c], &[a, ("乙", 5), c], &["1>1 n"]);
        check(&[a, b], &[b, a], &["0>- n,name", "->1 n,name"]);
        check(&[a, b, c], &[("丁", 4), a, ("乙", 5), c], &["->0 n,name", "1>2 n"]);
        check(&[], &[a], &["->0 n,name"]);
        check(&[a], &[], &["0>- n,name"]);
    }

    #[test]
    fn everything_that_differs_is_named() {
        let before = draft(&[]);
        let mut after = draft(&[]);
        after.variant = "w".into();
        after.filing_date = chrono::NaiveDate::from_ymd_opt(2026, 3, 1);
        after.answers.insert("a.b".into(), Value::Text("新".into()));
        after.answers.insert("t.none".into(), Value::List(Vec::new()));
        after.attachments.push(Attachment { field: "e.f".into(), path: "一.pdf".into(), sha256: None });
        insta::assert_json_snapshot!(compare(&before, &after));
        assert_eq!(compare(&after, &after), []);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_two_tables(
            was in proptest::collection::vec((0..4_i32, 0..3_i32), 0..12),
            is in proptest::collection::vec((0..4_i32, 0..3_i32), 0..12),
        ) {
            let named = |rows: &[(i32, i32)]| rows.iter().map(|(name, n)| (["甲", "乙", "丙", "丁"][*name as usize], *n)).collect::<Vec<_>>();
            let (was, is) = (named(&was), named(&is));
            let changes = compare(&draft(&was), &draft(&is));
            let rows: Vec<RowChange> = changes.iter().flat_map(|change| match change {
                Change::Rows { rows, .. } => rows.clone(),
                _ => Vec::new(),
            }).collect();
            let gone: Vec<usize> = rows.iter().filter_map(|row| row.was).collect();
            let come: Vec<usize> = rows.iter().filter_map(|row| row.is).collect();
            let kept_was: Vec<_> = was.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, row)| row).collect();
            let kept_is: Vec<_> = is.iter().enumerate().filter(|(at, _)| !come.contains(at)).map(|(_, row)| row).collect();
            prop_assert_eq!(kept_was, kept_is);
        }
    }
}
