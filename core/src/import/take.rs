//! The rows of a table as rows of a field, and the edit that takes them.

use super::heading::yuan;
use super::layout::Repeated;
use super::understand::understand;
use super::{Cell, Layout, ROWS_A_STEP, Table, TableRow, Watch, columns_of};
use crate::answers::{Draft, Edit, Origin, Value};
use crate::form::{Field, FieldId, FieldKind};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A table as a field would take it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// Top down.
    pub rows: Vec<TakenRow>,
    /// What the user is told about the table as a whole.
    pub notices: Vec<String>,
}

/// A row as a field would take it.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// By column id.
    pub cells: BTreeMap<FieldId, Value>,
    /// What is wrong with it; empty: nothing.
    pub problems: Vec<Problem>,
}

/// What is wrong with a cell, or missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The column's id.
    pub column: FieldId,
    /// “入职日期”日期应形如…
    pub says: String,
}

/// What becomes of the rows that the field holds already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They stay; of a table with one row for each year or option, those that come anew are replaced.
    Append,
    /// They go.
    Replace,
}

/// First words of rows that add the others up.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总和", "total", "sum"];
/// First words of remarks below a table.
const REMARKS: &[&str] =
    &["注:", "注：", "备注:", "备注：", "说明:", "说明：", "填表人", "制表人", "审核人", "单位负责人"];

/// Bytes of a row's first cell beyond which it is no such word; remarks may be a little longer than their word.
const LONGEST_WORD: usize = 400;

/// Fewer rows than these are not worth a thread of their own.
const LEAST_SHARE: usize = 500;

/// Understands all rows. `None`: `watch` broke it off.
pub fn take(table: &Table, field: &Field, layout: &Layout, watch: Watch<'_>) -> Option<Taken> {
    Taking::new(field, layout).finish(table, watch)
}

/// Rows being understood, top down.
pub(super) struct Taking {
    reading: Reading,
    /// How many of the table's rows are done, with those above the data.
    done: usize,
    all: Part,
}

impl Taking {
    pub(super) fn new(field: &Field, layout: &Layout) -> Taking {
        Taking { reading: Reading::new(field, layout), done: layout.first_row(), all: Part::default() }
    }

    /// Understands what is new among all rows from the first one.
    pub(super) fn add(&mut self, rows: &[TableRow]) {
        self.all.add(self.reading.side_by_side(rows.get(self.done..).unwrap_or_default()));
        self.done = self.done.max(rows.len());
    }

    /// Understands what is left of the table. `None`: `watch` broke it off.
    pub(super) fn finish(mut self, table: &Table, watch: Watch<'_>) -> Option<Taken> {
        while self.done < table.rows.len() {
            let end = table.rows.len().min(self.done + ROWS_A_STEP);
            self.add(&table.rows[..end]);
            if watch(self.done).is_break() {
                return None;
            }
        }
        let mut notices = table.notices.clone();
        notices.extend(self.all.left_out.says(table, lost_codes(&self.all.rows)));
        Some(Taken { rows: self.all.rows, notices })
    }
}

/// How the rows are read.
struct Reading {
    matched: Vec<Matched>,
    repeated: Repeated,
}

/// Some of the rows, read.
#[derive(Default)]
struct Part {
    rows: Vec<TakenRow>,
    left_out: LeftOut,
}

impl Reading {
    fn new(field: &Field, layout: &Layout) -> Reading {
        let columns = columns_of(field);
        let matched = layout.columns.iter().enumerate().filter_map(|(at, id)| {
            let column = columns.iter().find(|column| Some(&column.id) == id.as_ref())?.clone();
            Some(Matched { at, column, yuan: layout.headings.get(at).and_then(|heading| yuan(heading)) })
        });
        Reading { matched: matched.collect(), repeated: Repeated::of(layout) }
    }

    /// Each row stands for itself, so the processor's cores share them.
    fn side_by_side(&self, rows: &[TableRow]) -> Part {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = rows.len().div_ceil(cores).max(LEAST_SHARE);
        if rows.len() <= share {
            return self.part(rows);
        }
        let mut all = Part::default();
        std::thread::scope(|scope| {
            let threads: Vec<_> = rows.chunks(share).map(|share| scope.spawn(|| self.part(share))).collect();
            for thread in threads {
                match thread.join() {
                    Ok(part) => all.add(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
        all
    }

    fn part(&self, rows: &[TableRow]) -> Part {
        let mut part = Part { rows: Vec::with_capacity(rows.len()), left_out: LeftOut::default() };
        for row in rows {
            if part.left_out.takes(row, &self.repeated) {
                continue;
            }
            let taken = taken_row(row, &self.matched);
            if taken.cells.is_empty() {
                part.left_out.unmatched += 1;
            } else {
                part.rows.push(taken);
            }
        }
        part
    }
}

impl Part {
    fn add(&mut self, next: Part) {
        self.rows.extend(next.rows);
        self.left_out.totals += next.left_out.totals;
        self.left_out.headings += next.left_out.headings;
        self.left_out.remarks += next.left_out.remarks;
        self.left_out.unmatched += next.left_out.unmatched;
    }
}

/// The change that puts the rows into the draft and marks the field with the file's name.
pub fn edit(draft: &Draft, field: &Field, rows: Vec<TakenRow>, mode: Mode, file: &str) -> Edit {
    let new: Vec<Value> = rows.into_iter().map(|row| Value::Row(row.cells)).collect();
    let old = match (mode, draft.answers.get(&field.id)) {
        (Mode::Append, Some(Value::List(rows))) => rows.as_slice(),
        _ => &[],
    };
    let replaced = |old: &Value| new.iter().any(|new| has_same_key(field, old, new));
    let kept = old.iter().filter(|old| key(field).is_none() || !replaced(old)).cloned();
    let all = kept.chain(new.iter().cloned()).collect();
    let origin = Some(Origin::Imported { file: file.to_owned() });
    Edit::Several {
        edits: vec![
            Edit::ReplaceRows { table: field.id.clone(), rows: Some(all) },
            Edit::Mark { origins: BTreeMap::from([(field.id.clone(), origin)]) },
        ],
    }
}

struct Matched {
    at: usize,
    column: Field,
    yuan: Option<Decimal>,
}

fn taken_row(row: &TableRow, matched: &[Matched]) -> TakenRow {
    let (mut cells, mut problems) = (BTreeMap::new(), Vec::new());
    for Matched { at, column, yuan } in matched {
        let (value, problem) = understand(row.cell(*at), column, *yuan);
        let problem = problem.or_else(|| {
            let is_missing = value.is_none() && column.required && column.when.is_none();
            is_missing.then(|| "没有填写。".to_owned())
        });
        if let Some(why) = problem {
            problems
                .push(Problem { column: column.id.clone(), says: format!("“{}”：{why}", column.label) });
        }
        if let Some(value) = value {
            cells.insert(column.id.clone(), value);
        }
    }
    TakenRow { number: row.number, cells, problems }
}

/// Rows that are no data.
#[derive(Default)]
struct LeftOut {
    totals: u32,
    headings: u32,
    remarks: u32,
    unmatched: u32,
}

impl LeftOut {
    fn takes(&mut self, row: &TableRow, repeated: &Repeated) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
        let first = match filled.next() {
            Some(Cell::Text(text)) if text.len() < LONGEST_WORD => text.replace(' ', "").to_lowercase(),
            _ => String::new(),
        };
        let is_alone = filled.next().is_none();
        let counter = if repeated.is(row) {
            &mut self.headings
        } else if TOTALS.contains(&first.as_str()) {
            &mut self.totals
        } else if is_alone && REMARKS.iter().any(|word| first.starts_with(word)) {
            &mut self.remarks
        } else {
            return false;
        };
        *counter += 1;
        true
    }

    fn says(&self, table: &Table, lost: usize) -> Vec<String> {
        let mut says = Vec::new();
        if table.hidden > 0 {
            // Whoever filtered a sheet may not expect the rows that he does not see.
            says.push(format!(
                "原表中隐藏或者筛选掉的 {} 行也会导入；不需要的，请在原表中删除后重新导入。",
                table.hidden
            ));
        }
        if lost > 0 {
            says.push(format!("有 {lost} 个号码已被 Excel 变为科学计数，末几位已丢失，无法还原；请将该列设为文本格式，重新录入后再导入。"));
        }
        if self.totals > 0 {
            says.push(format!("合计行 {} 行不导入。", self.totals));
        }
        if self.headings > 0 {
            says.push(format!("重复的表头 {} 行不导入。", self.headings));
        }
        if self.remarks > 0 {
            says.push(format!("表下的说明 {} 行不导入。", self.remarks));
        }
        if self.unmatched > 0 {
            says.push(format!("{} 行在已对应的各列中没有内容，不导入。", self.unmatched));
        }
        if table.is_cut {
            says.push(format!("第 {} 列以后的内容不导入。", super::MOST_COLUMNS));
        }
        says
    }
}

fn lost_codes(rows: &[TakenRow]) -> usize {
    let problems = rows.iter().flat_map(|row| &row.problems);
    problems.filter(|problem| problem.says.contains("科学计数")).count()
}

/// The column by which a row is told from the others, in tables with one row for each year or option.
fn key(field: &Field) -> Option<&str> {
    match &field.kind {
        FieldKind::Years { .. } => Some("year"),
        FieldKind::Table { row_for_each, .. } => row_for_each.as_deref(),
        _ => None,
    }
}

fn has_same_key(field: &Field, old: &Value, new: &Value) -> bool {
    let (Some(key), Value::Row(old), Value::Row(new)) = (key(field), old, new) else { return false };
    old.get(key).is_some() && old.get(key) == new.get(key)
}
