//! One draft under one form, as tests ask it: what was answered where, what is shown, which years count.
//!
//! Everything is looked up by reference; nothing of a draft is copied, since tables may have thousands of rows.

use super::Standing;
use super::range::Range;
use crate::answers::{Draft, Path, Value, read};
use crate::form::{Condition, Field, FieldKind, Form, Number, Test, user};
use chrono::{Datelike, NaiveDate};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// The column of a three-year table that is there by itself.
pub(super) const YEAR: &str = "year";

/// A draft under its form; answers every test (see [`Facts::standing`]).
pub struct Facts<'a> {
    pub(super) form: &'a Form,
    pub(super) draft: &'a Draft,
    pub(super) filing_date: Option<NaiveDate>,
    index: Rc<Index<'a>>,
    shown: Vec<Cell<Progress>>,
    clauses: Vec<Cell<Progress>>,
    /// Filtered counts of rows: judging and explaining ask for the same ones, and tables may be long.
    pub(super) counts: RefCell<Vec<(Number, Range)>>,
}

/// Fields and clauses by their ids, and how much work is left for the tests of a pack that a user brought.
struct Index<'a> {
    fields: HashMap<&'a str, (usize, &'a Field)>,
    clauses: HashMap<&'a str, (usize, &'a Condition)>,
    steps: Cell<u64>,
}

/// Each field's visibility and each clause's standing is computed once.
#[derive(Clone, Copy)]
enum Progress {
    Open,
    /// Being computed: whoever asks again goes in a circle, which lint refuses and is unknown here.
    Begun,
    Done(Standing),
}

/// The row that a test looks at. Outside of tables: none.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'a> {
    pub(super) table: Option<&'a Field>,
    /// The row's place in the draft; `None`: a year without a row.
    pub(super) at: Option<usize>,
    pub(super) cells: Option<&'a BTreeMap<String, Value>>,
    pub(super) year: Option<i32>,
}

/// What a test's field id stands for.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// Not shown: does not apply.
    Hidden,
    /// No such field; lint refuses such packs.
    Nowhere,
    /// A field or cell.
    At(Place<'a>),
}

/// A field or cell, answered or not.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) field: &'a Field,
    pub(super) value: Option<&'a Value>,
    scope: Scope<'a>,
}

impl Place<'_> {
    pub(super) fn path(&self) -> Path {
        match (self.scope.table, self.scope.at) {
            (Some(table), Some(at)) => Path::cell(&table.id, at, &self.field.id),
            (Some(table), None) => Path::field(&table.id),
            (None, _) => Path::field(&self.field.id),
        }
    }
}

/// The years of a three-year table.
pub(super) struct Years {
    /// The calendar years before the filing year, oldest first.
    pub(super) window: Vec<i32>,
    /// How many of the first ones do not apply: at least, at most. They differ where the date that decides is missing.
    pub(super) skipped: (usize, usize),
}

impl<'a> Facts<'a> {
    /// The draft as it stands, to be filed on its own filing date.
    pub fn new(form: &'a Form, draft: &'a Draft) -> Facts<'a> {
        let fields = form.sections.iter().flat_map(|section| &section.fields).enumerate();
        let clauses = form.conditions.iter().enumerate();
        let index = Index {
            fields: fields.map(|(i, field)| (field.id.as_str(), (i, field))).collect(),
            clauses: clauses.map(|(i, condition)| (condition.clause.as_str(), (i, condition))).collect(),
            steps: Cell::new(if form.unofficial { user::MOST_STEPS } else { u64::MAX }),
        };
        Facts::over(form, draft, draft.filing_date, Rc::new(index))
    }

    /// The same draft, filed on another day.
    pub(super) fn filed_on(&self, day: NaiveDate) -> Facts<'a> {
        Facts::over(self.form, self.draft, Some(day), Rc::clone(&self.index))
    }

    fn over(
        form: &'a Form,
        draft: &'a Draft,
        filing_date: Option<NaiveDate>,
        index: Rc<Index<'a>>,
    ) -> Facts<'a> {
        let open = |count| vec![Cell::new(Progress::Open); count];
        let (shown, clauses) = (open(index.fields.len()), open(form.conditions.len()));
        Facts { form, draft, filing_date, index, shown, clauses, counts: RefCell::default() }
    }

    /// Whether a field is asked at present: met, not met, or unknown where what decides it is not answered.
    pub fn shown(&self, id: &str) -> Standing {
        let Some(&(at, field)) = self.index.fields.get(id) else {
            return Standing::NotMet;
        };
        self.once(&self.shown[at], || {
            if !self.binds(&field.variants) {
                return Standing::NotMet;
            }
            match field.when.as_ref().map(|when| self.standing(when)) {
                None => Standing::Met,
                Some(Standing::NotApplicable) => Standing::NotMet,
                Some(standing) => standing,
            }
        })
    }

    /// Whether a list of variants names the draft's; an empty one names all.
    pub(super) fn binds(&self, variants: &[String]) -> bool {
        variants.is_empty() || variants.contains(&self.draft.variant)
    }

    pub(super) fn field(&self, id: &str) -> Option<&'a Field> {
        self.index.fields.get(id).map(|(_, field)| *field)
    }

    pub(super) fn condition(&self, clause: &str) -> Option<&'a Condition> {
        self.index.clauses.get(clause).map(|(_, condition)| *condition)
    }

    /// A clause's standing.
    pub fn clause(&self, clause: &str) -> Standing {
        let Some(&(at, condition)) = self.index.clauses.get(clause) else {
            return Standing::Unknown;
        };
        self.once(&self.clauses[at], || {
            self.applied(&condition.variants, condition.when.as_ref(), &condition.test)
        })
    }

    /// A test's standing where it applies.
    pub(super) fn applied(&self, variants: &[String], when: Option<&Test>, test: &Test) -> Standing {
        if !self.binds(variants) {
            return Standing::NotApplicable;
        }
        match when.map(|when| self.standing(when)) {
            None | Some(Standing::Met) => self.standing(test),
            Some(Standing::Unknown) => Standing::Unknown,
            Some(Standing::NotMet | Standing::NotApplicable) => Standing::NotApplicable,
        }
    }

    fn once(&self, cell: &Cell<Progress>, compute: impl FnOnce() -> Standing) -> Standing {
        match cell.get() {
            Progress::Done(standing) => standing,
            Progress::Begun => Standing::Unknown,
            Progress::Open => {
                cell.set(Progress::Begun);
                let standing = compute();
                cell.set(Progress::Done(standing));
                standing
            }
        }
    }

    /// A field, a column of the row at hand (`.name`), or a three-year table's cell of the same year.
    pub(super) fn find(&self, id: &str, scope: Scope<'a>) -> Found<'a> {
        if let Some(column) = id.strip_prefix('.') {
            let field = scope.table.and_then(|table| self.column(table, column));
            return field.map_or(Found::Nowhere, |field| {
                let value = scope.cells.and_then(|cells| cells.get(column));
                Found::At(Place { field, value, scope })
            });
        }
        if let Some(field) = self.field(id) {
            if self.shown(id) == Standing::NotMet {
                return Found::Hidden;
            }
            return Found::At(Place { field, value: self.draft.answers.get(id), scope: Scope::default() });
        }
        match (self.split_column(id), scope.year) {
            (Some((table, column)), Some(year)) => {
                if self.shown(&table.id) == Standing::NotMet {
                    return Found::Hidden;
                }
                let scope = self.year_scope(table, year);
                let value = scope.cells.and_then(|cells| cells.get(&column.id));
                Found::At(Place { field: column, value, scope })
            }
            _ => Found::Nowhere,
        }
    }

    /// `finance.years.revenue` as the table and its column.
    pub(super) fn split_column(&self, id: &str) -> Option<(&'a Field, &'a Field)> {
        let (table, column) = id.rsplit_once('.')?;
        let table = self.field(table)?;
        Some((table, self.column(table, column)?))
    }

    pub(super) fn column(&self, table: &'a Field, id: &str) -> Option<&'a Field> {
        let id = id.strip_prefix('.').unwrap_or(id);
        read::columns(table).iter().find(|column| column.id == id)
    }

    /// What an id names, whether or not it is shown.
    pub(super) fn column_or_field(&self, id: &str, scope: Scope<'a>) -> Option<&'a Field> {
        match id.strip_prefix('.') {
            Some(column) => scope.table.and_then(|table| self.column(table, column)),
            None => self.field(id),
        }
    }

    /// A table's rows as the draft holds them; `None`: not answered.
    pub(super) fn rows(&self, table: &Field) -> Option<&'a [Value]> {
        let rows = read::rows(self.draft.answers.get(&table.id)).given()?;
        self.may_go_on(rows.len() as u64);
        Some(rows)
    }

    /// Takes so many steps; `false`: the tests of this pack have taken more than they may, and nothing is decided any more.
    pub(super) fn may_go_on(&self, steps: u64) -> bool {
        let left = self.index.steps.get().saturating_sub(steps);
        self.index.steps.set(left);
        left > 0
    }

    /// The rows that count, each as a scope: all of a table's, or one for each year that applies. `None`: not answered,
    /// or the years are not known.
    pub(super) fn scopes(&self, table: &'a Field) -> Option<Vec<Scope<'a>>> {
        if let FieldKind::Years { .. } = table.kind {
            let years = self.years(table).filter(|years| years.skipped.0 == years.skipped.1)?;
            let applies = years.window.iter().skip(years.skipped.0);
            return Some(applies.map(|year| self.year_scope(table, *year)).collect());
        }
        let rows = self.rows(table)?;
        let scope = |(at, row): (usize, &'a Value)| match row {
            Value::Row(cells) => {
                Some(Scope { table: Some(table), at: Some(at), cells: Some(cells), year: None })
            }
            _ => None,
        };
        Some(rows.iter().enumerate().filter_map(scope).collect())
    }

    /// The row of one year.
    pub(super) fn year_scope(&self, table: &'a Field, year: i32) -> Scope<'a> {
        let row = self.rows(table).unwrap_or_default().iter().enumerate().find_map(|(at, row)| match row {
            Value::Row(cells) if read::year(cells.get(YEAR)).given() == Some(year) => Some((at, cells)),
            _ => None,
        });
        Scope {
            table: Some(table),
            at: row.map(|(at, _)| at),
            cells: row.map(|(_, cells)| cells),
            year: Some(year),
        }
    }

    /// The years of a three-year table; `None` without a filing date, and for other fields.
    pub(super) fn years(&self, table: &Field) -> Option<Years> {
        let FieldKind::Years { count, since, .. } = &table.kind else {
            return None;
        };
        let filing = self.filing_date?.year();
        let window: Vec<i32> = (filing - i32::try_from(*count).ok()?..filing).collect();
        let skipped = match since.as_deref().map(|since| self.find(since, Scope::default())) {
            Some(Found::At(place)) => match read::date(place.value).given() {
                Some(since) => {
                    let skipped = window.iter().filter(|year| **year < since.year()).count();
                    (skipped, skipped)
                }
                None => (0, window.len()),
            },
            Some(Found::Hidden | Found::Nowhere) | None => (0, 0),
        };
        Some(Years { window, skipped })
    }
}
