//! How a table is laid out: which row holds the headings, and which column answers which field.

use super::heading::{folded, score};
use super::{Cell, Table, TableRow};
use crate::form::{Field, FieldId, FieldKind};
use std::collections::BTreeMap;

/// What people matched before, by folded heading; `None`: they left the column out.
pub type Known = BTreeMap<String, Option<FieldId>>;

/// Headings are looked for in the first rows only.
pub(super) const HEADING_ROWS: usize = 40;
/// A heading has to name its column at least so well.
const NAMED: u32 = 50;

/// Where the headings stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The place of the (last) row with headings among the table's rows, from 0.
    pub at: usize,
    /// A second row of headings above it is read with it.
    pub is_double: bool,
}

/// How the table is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// `None`: the table has no headings, its first row is data.
    pub header: Option<Header>,
    /// The headings, column by column; empty where there is none.
    pub headings: Vec<String>,
    /// The field that each column answers; `None`: it is left out.
    pub columns: Vec<Option<FieldId>>,
}

/// The columns that a table field asks for; a three-year table also for the year.
pub fn columns_of(field: &Field) -> Vec<Field> {
    let mut columns = field.kind.columns().to_vec();
    if matches!(field.kind, FieldKind::Years { .. }) {
        columns.insert(0, year());
    }
    columns
}

/// `A`, `B`, … `AA`, as spreadsheets name columns.
pub fn column_letters(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Layout {
    /// The layout that fits a table best.
    pub fn guess(table: &Table, field: &Field, known: &Known) -> Layout {
        let columns = columns_of(field);
        let rows = table.rows.len().min(HEADING_ROWS);
        let candidates = (0..rows).flat_map(|at| {
            let double = (at > 0).then_some(Header { at, is_double: true });
            [Some(Header { at, is_double: false }), double].into_iter().flatten()
        });
        let laid_out = candidates.map(|header| {
            let layout = Layout::with_header(table, header, &columns, known);
            (layout.worth(&columns, known), layout)
        });
        // The first of the best: a heading that is repeated on each printed page counts once.
        let best = laid_out.fold(None, |best: Option<((usize, u32), Layout)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        match best {
            Some(((matched, _), layout)) if matched > 0 => layout,
            _ => Layout::without_header(table, &columns),
        }
    }

    /// The layout with the headings where the user says; `at` counts the table's rows from 0, `None`: there are none.
    pub fn at(table: &Table, at: Option<usize>, field: &Field, known: &Known) -> Layout {
        let columns = columns_of(field);
        match at.filter(|at| *at < table.rows.len()) {
            Some(at) => Layout::with_header(table, Header { at, is_double: false }, &columns, known),
            None => Layout::without_header(table, &columns),
        }
    }

    /// Where the data begin, among the table's rows.
    pub fn first_row(&self) -> usize {
        self.header.map_or(0, |header| header.at + 1)
    }

    /// Whether it reads rows as the other one does: columns without a field may be missing at the end.
    pub(super) fn is_like(&self, other: &Layout) -> bool {
        let fields = |layout: &Layout| {
            let end = layout.columns.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
            layout.columns[..end].to_vec()
        };
        self.header == other.header && fields(self) == fields(other)
    }

    fn with_header(table: &Table, header: Header, columns: &[Field], known: &Known) -> Layout {
        let headings = headings(table, header);
        let matched = match_columns(&headings, columns, known);
        Layout { header: Some(header), headings, columns: matched }
    }

    /// Without headings the columns are taken in their order, where there are exactly as many as the field asks for.
    fn without_header(table: &Table, columns: &[Field]) -> Layout {
        let width = table.width();
        let in_order = columns.iter().map(|column| Some(column.id.clone())).collect();
        let columns = if width == columns.len() { in_order } else { vec![None; width] };
        Layout { header: None, headings: vec![String::new(); width], columns }
    }

    /// How many columns are matched, and how well.
    fn worth(&self, columns: &[Field], known: &Known) -> (usize, u32) {
        let worth = |(heading, id): (&String, &Option<FieldId>)| {
            let heading = folded(heading);
            let id = id.as_ref()?;
            if known.get(&heading).is_some_and(|known| known.as_ref() == Some(id)) {
                return Some(100);
            }
            columns.iter().find(|column| column.id == *id).map(|column| score(&heading, column))
        };
        let matched: Vec<u32> = self.headings.iter().zip(&self.columns).filter_map(worth).collect();
        (matched.len(), matched.iter().sum())
    }
}

/// The headings of one row, or of two: the upper one holds for the empty cells right of it too, as merged cells do.
fn headings(table: &Table, header: Header) -> Vec<String> {
    let Some(row) = table.rows.get(header.at) else { return Vec::new() };
    let upper = header.at.checked_sub(1).and_then(|at| table.rows.get(at)).filter(|_| header.is_double);
    let mut above = String::new();
    (0..table.width())
        .map(|column| {
            let own = row.cell(column).shown();
            let Some(upper) = upper else { return own };
            if !upper.cell(column).is_blank() {
                above = upper.cell(column).shown();
            }
            if own.is_empty() { above.clone() } else { format!("{above}{own}") }
        })
        .collect()
}

/// Each heading to at most one field, each field to at most one heading, the best pairs first.
fn match_columns(headings: &[String], columns: &[Field], known: &Known) -> Vec<Option<FieldId>> {
    let mut matched: Vec<Option<FieldId>> = vec![None; headings.len()];
    let mut pairs = Vec::new();
    for (at, heading) in headings.iter().map(|heading| folded(heading)).enumerate() {
        for (place, column) in columns.iter().enumerate() {
            let score = match known.get(&heading) {
                Some(Some(id)) if *id == column.id => 200,
                Some(None) => 0,
                _ => score(&heading, column),
            };
            if score >= NAMED {
                pairs.push((score, at, place));
            }
        }
    }
    pairs.sort_by_key(|(score, at, place)| (std::cmp::Reverse(*score), *at, *place));
    let mut taken = vec![false; columns.len()];
    for (_, at, place) in pairs {
        if matched[at].is_none() && !taken[place] {
            matched[at] = Some(columns[place].id.clone());
            taken[place] = true;
        }
    }
    matched
}

/// The headings as they may be said once more, at the top of each printed page.
pub(super) struct Repeated {
    /// Column, folded heading, the id of its field.
    named: Vec<(usize, String, FieldId)>,
}

impl Repeated {
    pub(super) fn of(layout: &Layout) -> Repeated {
        let named = layout.headings.iter().zip(&layout.columns).enumerate();
        let named = named.filter_map(|(at, (heading, id))| Some((at, folded(heading), id.clone()?)));
        Repeated { named: if layout.header.is_some() { named.collect() } else { Vec::new() } }
    }

    /// Whether a row says every heading that it has a cell for.
    pub(super) fn is(&self, row: &TableRow) -> bool {
        let mut said = self.named.iter().filter(|(at, ..)| !row.cell(*at).is_blank()).peekable();
        let says = |(at, heading, id): &(usize, String, FieldId)| match row.cell(*at) {
            Cell::Text(text) => text.trim() == id || folded(text) == *heading,
            _ => false,
        };
        said.peek().is_some() && said.all(says)
    }
}

fn year() -> Field {
    Field {
        id: "year".to_owned(),
        label: "年度".to_owned(),
        kind: FieldKind::Year,
        required: true,
        variants: Vec::new(),
        when: None,
        hint: None,
        example: None,
        cite: None,
        private: false,
        open: None,
    }
}
