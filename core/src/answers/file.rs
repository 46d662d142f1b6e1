//! Drafts as files. A bad file is refused with the place and a remedy; a bad answer in a good file is kept.

use super::{Draft, Value, normalise};
use crate::form::{Field, FieldKind, Form};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// The largest file that is read, in bytes; a form with tables of thousands of rows has a few megabytes.
pub const LONGEST_DRAFT: u64 = 64 << 20;
/// Rows of all tables: one takes hundreds of bytes of memory, however little stands in it.
const MOST_ROWS: usize = 400_000;
/// Cells and other answers.
const MOST_VALUES: usize = 4_000_000;

/// Why a text is no draft. The caller names the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{says}{hint}", place(*.line, *.column))]
pub struct DraftError {
    /// From 1; 0: no particular place.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// What is wrong.
    pub says: String,
    /// What to do.
    pub hint: String,
}

/// Reads a draft file. Text is normalised; answers are not judged here.
pub fn read_draft(json: &str) -> Result<Draft, DraftError> {
    if json.len() as u64 > LONGEST_DRAFT {
        return Err(nowhere("文件超过 64 MB，不像是申报草稿。", "请核对所选文件。"));
    }
    // Each of them has such a sign before or behind it, so that they are counted before they are made.
    let count = |sign| memchr::memchr_iter(sign, json.as_bytes()).count();
    if count(b'{') > MOST_ROWS || count(b',') > MOST_VALUES {
        return Err(nowhere("文件内的行或填写项过多，不像是申报草稿。", "请核对所选文件。"));
    }
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let Head { format } = serde_json::from_str(json).map_err(|error| fault(&error))?;
    if format > Draft::FORMAT {
        return Err(nowhere(
            &format!("草稿的格式版本为 {format}，本程序只识别到 {}。", Draft::FORMAT),
            "请更新本程序后再打开。",
        ));
    }
    if format == 0 {
        return Err(nowhere("草稿的格式版本 0 不存在。", "请将 format 改为 1。"));
    }
    let mut draft: Draft = serde_json::from_str(json).map_err(|error| fault(&error))?;
    draft.answers =
        draft.answers.into_iter().filter_map(|(id, value)| Some((id, normalise::value(value)?))).collect();
    Ok(draft)
}

/// Writes a draft file that people can read: fields in the form's order, answers that it does not know last.
pub fn write_draft(form: &Form, draft: &Draft) -> String {
    let mut answers = Map::new();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        if let Some(value) = draft.answers.get(&field.id) {
            answers.insert(field.id.clone(), ordered(value, field));
        }
    }
    for (id, value) in &draft.answers {
        if !answers.contains_key(id) {
            answers.insert(id.clone(), plain(value));
        }
    }
    let mut text = pretty(draft, answers);
    text.push('\n');
    text
}

/// A draft in which every field that the variant asks stands, not yet answered; as a person begins a file by hand.
pub fn empty_draft(form: &Form, variant: &str) -> Json {
    let asks = |field: &&Field| {
        let bound = field.variants.is_empty() || field.variants.iter().any(|bound| bound == variant);
        bound && !matches!(field.kind, FieldKind::Attachment { .. })
    };
    let fields = form.sections.iter().flat_map(|section| &section.fields).filter(asks);
    let answers: Map<String, Json> = fields.map(|field| (field.id.clone(), Json::Null)).collect();
    serde_json::json!({
        "format": Draft::FORMAT,
        "form": form.id,
        "edition": form.edition,
        "variant": variant,
        "filing_date": null,
        "answers": answers,
        "attachments": [],
    })
}

/// Read first, so that a newer format is named as such and not as a mistake.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

fn pretty(draft: &Draft, answers: Map<String, Json>) -> String {
    let mut file = serde_json::json!({
        "format": draft.format,
        "form": draft.form,
        "edition": draft.edition,
        "variant": draft.variant,
        "filing_date": draft.filing_date,
        "answers": answers,
        "attachments": draft.attachments,
    });
    if !draft.origins.is_empty() {
        file["origins"] = serde_json::json!(draft.origins);
    }
    if !draft.seen.is_empty() {
        file["seen"] = serde_json::json!(draft.seen);
    }
    if let Some(excerpt) = &draft.excerpt {
        file["excerpt"] = serde_json::json!(excerpt);
    }
    format!("{file:#}")
}

/// Rows with their cells in the order of the columns, the year first.
fn ordered(value: &Value, field: &Field) -> Json {
    let (FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. }) = &field.kind else {
        return plain(value);
    };
    let Value::List(rows) = value else {
        return plain(value);
    };
    Json::Array(rows.iter().map(|row| ordered_row(row, columns)).collect())
}

fn ordered_row(row: &Value, columns: &[Field]) -> Json {
    let Value::Row(cells) = row else {
        return plain(row);
    };
    let known = std::iter::once("year").chain(columns.iter().map(|column| column.id.as_str()));
    let mut written = Map::new();
    for id in known.chain(cells.keys().map(String::as_str)) {
        if let Some(cell) = cells.get(id).filter(|_| !written.contains_key(id)) {
            written.insert(id.to_owned(), plain(cell));
        }
    }
    Json::Object(written)
}

fn plain(value: &Value) -> Json {
    match value {
        Value::YesNo(yes) => Json::Bool(*yes),
        Value::Integer(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(plain).collect()),
        Value::Row(cells) => Json::Object(cells.iter().map(|(id, cell)| (id.clone(), plain(cell))).collect()),
    }
}

fn place(line: usize, column: usize) -> String {
    if line == 0 { String::new() } else { format!("第 {line} 行第 {column} 列：") }
}

fn nowhere(says: &str, hint: &str) -> DraftError {
    DraftError { line: 0, column: 0, says: says.into(), hint: hint.into() }
}

/// The reader's own words in the user's language, with the reader's place.
fn fault(error: &serde_json::Error) -> DraftError {
    let message = error.to_string();
    let detail = message.split(" at line ").next().unwrap_or_default();
    let quoted = |start: &str| detail.strip_prefix(start)?.split('`').nth(1);
    let (says, hint) = if let Some(key) = quoted("missing field") {
        (format!("缺少“{key}”。"), format!("请补上“{key}”，可对照 shenbao new 生成的草稿。"))
    } else if let Some(key) = quoted("unknown field") {
        (format!("不认识“{key}”。"), "请核对拼写；申报内容应写在“answers”之内。".into())
    } else if let Some(key) = quoted("duplicate field") {
        (format!("“{key}”写了两次。"), "请只保留一处。".into())
    } else if detail.starts_with("recursion limit") {
        ("内容嵌套过深，不像是申报草稿。".into(), "请核对所选文件。".into())
    } else if error.is_eof() {
        ("文件不完整。".into(), "请重新导出或补全该文件。".into())
    } else if error.is_syntax() {
        (format!("不是正确的 JSON（{detail}）。"), "请在此处检查引号、逗号和括号。".into())
    } else {
        // The reader's words would repeat the value, which may be an answer; the place says enough.
        ("此处的内容不合要求。".into(), "请对照 shenbao new 生成的草稿修改。".into())
    };
    DraftError { line: error.line(), column: error.column(), says, hint }
}
