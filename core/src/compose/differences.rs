//! The list of differences between what was filed and what is filed now.

use super::blocks::{cell, header, plain};
use super::{Block, CellRole, Document, Paragraph, Row, Style, Table, answer};
use crate::answers::{CellChange, Change, RowChange, Value};
use crate::form::{Field, FieldKind, Form};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Printed where something was or is not answered.
const NOTHING: &str = "（未填）";

/// What the list says beside the differences.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences<'a> {
    /// What people call the draft.
    pub applicant: Option<&'a str>,
    /// On which day it was filed, and the code in the footers then.
    pub filed: (NaiveDate, &'a str),
    /// The code in the footers now.
    pub check_code: &'a str,
    /// Who sent it back, when, and why; `None`: nobody did.
    pub sent_back: Option<(&'a str, NaiveDate, &'a str)>,
    /// What was to be changed, by the fields' ids.
    pub asked: &'a BTreeMap<String, String>,
    /// From what was filed to what is filed now.
    pub changes: &'a [Change],
    /// What takes the place of what was filed.
    pub replaced: &'a [Replacement],
}

/// A file that is not as it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// 01申请表.pdf
    pub file: String,
    /// What of it.
    pub how: Replaced,
}

/// What of a file is not as it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replaced {
    /// Some pages, or only their number.
    Pages {
        /// From 1, in the file as it is now.
        pages: Vec<u32>,
        /// How many pages it has now.
        total: u32,
        /// How many it had.
        before: u32,
    },
    /// All of it.
    Whole {
        /// How many pages it has now; `None`: it has none to count.
        pages: Option<u32>,
        /// Nothing was filed in its place.
        is_new: bool,
    },
    /// It is no longer handed in.
    Gone,
}

/// The list as a document of its own.
pub fn differences(form: &Form, of: &Differences<'_>) -> Document {
    let mut blocks = vec![Block::Heading { level: 1, text: "修改说明".to_owned() }];
    blocks.extend(opening(form, of).into_iter().map(paragraph));
    let mut numbers = ["一", "二", "三"].into_iter();
    let mut section = |title: &str, table: Table, nothing: &str| {
        let number = numbers.next().unwrap_or_default();
        blocks.push(Block::Heading { level: 2, text: format!("{number}、{title}") });
        blocks.push(if table.rows.is_empty() { paragraph(nothing.to_owned()) } else { Block::Table(table) });
    };
    if !of.asked.is_empty() {
        section("退回意见与修改", answered(form, of), "");
    }
    section("差异对照表", listed(form, of.changes), "内容与原提交相同。");
    section("替换页", replaced(of.replaced), "各页内容与原提交相同，无须替换。");
    Document {
        id: "differences".to_owned(),
        title: "修改说明".to_owned(),
        file_name: "00修改说明.pdf".to_owned(),
        is_draft: false,
        warnings: Vec::new(),
        check_code: of.check_code.to_owned(),
        blocks,
    }
}

fn opening(form: &Form, of: &Differences<'_>) -> Vec<String> {
    let (filed_on, code) = of.filed;
    let who = of.applicant.unwrap_or("申请单位");
    let day = answer::day(filed_on);
    let mut lines = vec![format!(
        "{who}于{day}提交《{}》（核对码 {code}），现提交修改后的内容（核对码 {}）。",
        form.title, of.check_code
    )];
    if let Some((by, on, reason)) = of.sent_back {
        let reason = reason.trim().trim_end_matches('。');
        let reason = if reason.is_empty() { String::new() } else { format!("，意见：{reason}") };
        lines.push(format!("{by}于{}退回修改{reason}。", answer::day(on)));
    }
    lines.push("未列出的页与原提交内容相同，页脚仍为原核对码；替换页的页脚为新核对码。".to_owned());
    lines
}

fn answered(form: &Form, of: &Differences<'_>) -> Table {
    let changed: BTreeSet<&str> = of.changes.iter().map(field_of).collect();
    let asked = form.fields().filter_map(|field| Some((&field.id, of.asked.get(&field.id)?)));
    let rows = asked.map(|(id, reason)| {
        let is_changed = changed.contains(id.as_str());
        row([&label(form, id), reason, if is_changed { "已修改" } else { "未改动" }])
    });
    table([30.0, 50.0, 20.0], ["项目", "退回意见", "修改情况"], rows.collect())
}

fn listed(form: &Form, changes: &[Change]) -> Table {
    let mut rows = Vec::new();
    let mut add = |name: &str, before: &str, after: &str| {
        let shown = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
        rows.push(row([name, &shown(before), &shown(after)]));
    };
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| form.fields().position(|field| field.id == field_of(change)));
    for change in changes {
        let name = label(form, field_of(change));
        match change {
            Change::Answer { field, before, after } => {
                let text = |value: &Option<Value>| said(form, field, value.as_ref());
                add(&name, &text(before), &text(after));
            }
            Change::Files { before, after, replaced, .. } => {
                add(&name, &names(before, &[]), &names(after, replaced));
            }
            Change::Rows { field, rows } => {
                let columns =
                    form.fields().find(|known| known.id == *field).map(|known| known.kind.columns());
                for row in rows {
                    let [before, after] = row_said(columns.unwrap_or_default(), row);
                    add(&format!("{name}\n{}", place(row)), &before, &after);
                }
            }
        }
    }
    table([28.0, 36.0, 36.0], ["项目", "原提交内容", "修改后内容"], rows)
}

/// `replaced`: those that kept their name and not their content.
fn names(paths: &[String], replaced: &[String]) -> String {
    let name = |path: &String| {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let says = if replaced.contains(path) { "（内容已更换）" } else { "" };
        format!("{name}{says}")
    };
    paths.iter().map(name).collect::<Vec<_>>().join("\n")
}

fn replaced(files: &[Replacement]) -> Table {
    let rows = files.iter().map(|Replacement { file, how }| {
        let [pages, says] = replaced_said(how);
        row([file, &pages, &says])
    });
    table([34.0, 40.0, 26.0], ["文件", "以新页替换", "说明"], rows.collect())
}

fn replaced_said(how: &Replaced) -> [String; 2] {
    let count = |total: &u32| format!("共 {total} 页");
    match how {
        Replaced::Pages { pages, total, before } => {
            let numbers: Vec<String> = pages.iter().map(ToString::to_string).collect();
            let pages = if numbers.is_empty() {
                "无".to_owned()
            } else {
                format!("第 {} 页", numbers.join("、"))
            };
            let says = if before > total {
                format!("原第 {} 页起不再使用，共 {total} 页", total + 1)
            } else if before < total {
                format!("由 {before} 页增至 {total} 页")
            } else {
                count(total)
            };
            [pages, says]
        }
        Replaced::Whole { pages, is_new } => {
            let what = if *is_new { "新增文件" } else { "整份替换" };
            let counted = pages.as_ref().map(|total| format!("，{}", count(total)));
            ["全部".into(), format!("{what}{}", counted.unwrap_or_default())]
        }
        Replaced::Gone => ["无".into(), "不再提交".into()],
    }
}

fn field_of(change: &Change) -> &str {
    match change {
        Change::Answer { field, .. } | Change::Rows { field, .. } | Change::Files { field, .. } => field,
    }
}

fn label(form: &Form, field: &str) -> String {
    let known = match field {
        "variant" => Some("申报类型"),
        "filing_date" => Some("申报日期"),
        id => form.fields().find(|known| known.id == id).map(|known| known.label.as_str()),
    };
    known.unwrap_or(field).to_owned()
}

fn said(form: &Form, field: &str, value: Option<&Value>) -> String {
    if let ("variant", Some(Value::Text(id))) = (field, value) {
        let variant = form.variants.iter().find(|variant| variant.id == *id);
        return variant.map_or(id, |variant| &variant.title).clone();
    }
    let kind = match field {
        "filing_date" => Some(&FieldKind::Date),
        id => form.fields().find(|known| known.id == id).map(|known| &known.kind),
    };
    kind.map(|kind| answer::lines_with_unit(kind, value).join("\n")).unwrap_or_default()
}

/// A row that came or went as a whole; of a changed one the cells that differ.
fn row_said(columns: &[Field], row: &RowChange) -> [String; 2] {
    let text = |of: fn(&CellChange) -> Option<&Value>| {
        let cell = |cell: &CellChange| {
            let column = columns.iter().find(|column| column.id == cell.column);
            let name = column.map_or("年度", |column| column.label.as_str());
            let kind = column.map_or(&FieldKind::Year, |column| &column.kind);
            let lines = answer::lines_with_unit(kind, of(cell)).join(" ");
            let lines = if lines.is_empty() { NOTHING.to_owned() } else { lines };
            format!("{name}：{lines}")
        };
        let mut cells: Vec<&CellChange> = row.cells.iter().collect();
        cells.sort_by_key(|cell| columns.iter().position(|column| column.id == cell.column));
        cells.into_iter().map(cell).collect::<Vec<_>>().join("\n")
    };
    let before = row.was.map(|_| text(|cell| cell.before.as_ref()));
    let after = row.is.map(|_| text(|cell| cell.after.as_ref()));
    [before.unwrap_or_else(|| "（无此行）".into()), after.unwrap_or_else(|| "（删去）".into())]
}

fn place(row: &RowChange) -> String {
    match (row.was, row.is) {
        (None, Some(is)) => format!("新增第 {} 行", is + 1),
        (Some(was), None) => format!("删去原第 {} 行", was + 1),
        (Some(was), Some(is)) if was != is => format!("第 {} 行（原第 {} 行）", is + 1, was + 1),
        (_, is) => format!("第 {} 行", is.unwrap_or_default() + 1),
    }
}

fn table<const N: usize>(widths: [f32; N], heads: [&str; N], rows: Vec<Row>) -> Table {
    Table {
        caption: None,
        widths: widths.to_vec(),
        header: vec![Row { cells: heads.map(header).into(), min_lines: 1 }],
        rows,
    }
}

fn row<const N: usize>(texts: [&str; N]) -> Row {
    let cell = |text: &str| {
        cell(CellRole::Value, text.lines().map(|line| plain(line, Style::Plain)).collect::<Vec<Paragraph>>())
    };
    Row { cells: texts.map(cell).into(), min_lines: 1 }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(Paragraph { text, style: Style::Body, source: None })
}
