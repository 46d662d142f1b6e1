//! The JSON Schema of a form's drafts, for people who write drafts with their own tools.
//!
//! It describes the shape only. What makes an application complete or right is said by the check, so every answer may be
//! null and nothing is required here.

use super::{Choice, Field, FieldKind, Form};
use crate::answers::Draft;
use crate::identity;
use serde_json::{Map, Value, json};

/// A JSON Schema (draft 2020-12) of `.shenbao.json` files for this form and edition.
pub fn schema(form: &Form) -> Value {
    let variants = form.variants.iter().map(|variant| json!({ "const": variant.id, "title": variant.title }));
    let attachments = form.fields().filter(|field| is_attachment(field));
    let attachments = attachments.map(|field| json!({ "const": field.id, "title": field.label }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:shenbao:{}:{}", form.id, form.edition),
        "title": form.title,
        "description": form.arranged,
        "type": "object",
        "required": ["format", "form", "edition", "variant", "answers"],
        "additionalProperties": false,
        "properties": {
            "format": { "title": "文件格式版本", "const": Draft::FORMAT },
            "form": { "title": "表单", "const": form.id },
            "edition": { "title": "版本", "const": form.edition },
            "variant": { "title": "申报类型", "oneOf": variants.collect::<Vec<_>>() },
            "filing_date": { "title": "申报日期", "type": ["string", "null"], "format": "date" },
            "answers": {
                "title": "填报内容",
                "description": "null 或不写表示尚未填写；表中没有内容时写 []，表示确认为“无”。",
                "type": "object",
                "additionalProperties": false,
                "properties": properties(form.fields().filter(|field| !is_attachment(field))),
            },
            "attachments": {
                "title": "附件",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "path"],
                    "additionalProperties": false,
                    "properties": {
                        "field": { "title": "材料", "oneOf": attachments.collect::<Vec<_>>() },
                        "path": { "title": "文件", "description": "相对于本文件所在的文件夹。", "type": "string" },
                        "sha256": {
                            "title": "文件内容的 SHA-256",
                            "type": ["string", "null"],
                            "pattern": "^[0-9a-f]{64}$",
                        },
                    },
                },
            },
            "origins": {
                "title": "待核对的内容",
                "description": "由此前的申报沿用、尚未核对的字段。",
                "type": "object",
            },
            "seen": {
                "title": "已核对内容的来源",
                "description": "从别处带入、已经核对的字段。",
                "type": "object",
            },
        },
    })
}

fn is_attachment(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Attachment { .. })
}

fn properties<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Map<String, Value> {
    fields.into_iter().map(|field| (field.id.clone(), property(field))).collect()
}

/// One answer: what it is called, what helps with it, and its shape.
fn property(field: &Field) -> Value {
    let mut property = Map::new();
    property.insert("title".into(), json!(field.label));
    if let Some(description) = description(field) {
        property.insert("description".into(), json!(description));
    }
    property.extend(shape(&field.kind));
    Value::Object(property)
}

fn description(field: &Field) -> Option<String> {
    let unit = match &field.kind {
        FieldKind::Integer { unit, .. } | FieldKind::Decimal { unit, .. } => unit.as_ref(),
        _ => None,
    };
    let statement = match &field.kind {
        FieldKind::Declaration { statement } => Some(statement.clone()),
        FieldKind::Money { .. } => Some("单位：元。".to_owned()),
        _ => unit.map(|unit| format!("单位：{unit}。")),
    };
    let parts: Vec<_> = statement.into_iter().chain(field.hint.clone()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn shape(kind: &FieldKind) -> Map<String, Value> {
    let shape = match kind {
        // Lengths are counted without spaces, which a schema cannot say.
        FieldKind::Text { .. } | FieldKind::LongText { .. } | FieldKind::Phone { .. } => {
            json!({ "type": ["string", "null"] })
        }
        FieldKind::Integer { min, max, .. } => {
            let integer = json!({ "type": ["integer", "null"] });
            limited(limited(integer, "minimum", *min), "maximum", *max)
        }
        FieldKind::Decimal { scale, min, .. } => {
            decimal(*scale, min.is_none_or(|min| min.is_sign_negative()))
        }
        FieldKind::Money { negative, .. } => decimal(2, *negative),
        FieldKind::Date => json!({ "type": ["string", "null"], "format": "date" }),
        FieldKind::Year => json!({ "type": ["integer", "null"], "minimum": 1000, "maximum": 9999 }),
        FieldKind::YesNo | FieldKind::Declaration { .. } => json!({ "type": ["boolean", "null"] }),
        FieldKind::Choice { options } => {
            json!({ "oneOf": picks(options).chain([json!({ "type": "null" })]).collect::<Vec<_>>() })
        }
        FieldKind::Choices { options } => json!({
            "type": ["array", "null"],
            "uniqueItems": true,
            "items": { "oneOf": picks(options).collect::<Vec<_>>() },
        }),
        FieldKind::Region => regions(),
        FieldKind::CreditCode => text_like("^[0-9A-HJ-NPQRTUWXY]{18}$"),
        FieldKind::IdentityNumber => text_like("^[0-9]{17}[0-9X]$"),
        FieldKind::IdentityDocument => text_like("^[0-9A-Z]{5,18}$"),
        FieldKind::Email => json!({ "type": ["string", "null"], "format": "email" }),
        FieldKind::Postcode => text_like("^[0-9]{6}$"),
        FieldKind::Table { columns, .. } => rows(properties(columns)),
        FieldKind::Years { columns, .. } => {
            let mut cells = Map::new();
            cells.insert("year".into(), json!({ "title": "年份", "type": "integer" }));
            cells.extend(properties(columns));
            rows(cells)
        }
        // Files are listed apart from the answers.
        FieldKind::Attachment { .. } => json!({}),
    };
    match shape {
        Value::Object(shape) => shape,
        _ => Map::new(),
    }
}

fn picks(options: &[Choice]) -> impl Iterator<Item = Value> {
    options.iter().map(|option| json!({ "const": option.id, "title": option.label }))
}

fn regions() -> Value {
    let known = identity::DISTRICTS.iter().copied().chain([(identity::OUTSIDE, "上海市外")]);
    let picks = known.map(|(code, name)| json!({ "const": code, "title": name }));
    json!({ "oneOf": picks.chain([json!({ "type": "null" })]).collect::<Vec<_>>() })
}

fn limited<T: Into<Value>>(mut shape: Value, key: &str, limit: Option<T>) -> Value {
    if let (Some(object), Some(limit)) = (shape.as_object_mut(), limit) {
        object.insert(key.to_owned(), limit.into());
    }
    shape
}

fn decimal(scale: u32, negative: bool) -> Value {
    let sign = if negative { "-?" } else { "" };
    let fraction = if scale == 0 { String::new() } else { format!("(\\.[0-9]{{1,{scale}}})?") };
    text_like(&format!("^{sign}[0-9]+{fraction}$"))
}

fn text_like(pattern: &str) -> Value {
    json!({ "type": ["string", "null"], "pattern": pattern })
}

fn rows(cells: Map<String, Value>) -> Value {
    json!({
        "type": ["array", "null"],
        "items": { "type": "object", "additionalProperties": false, "properties": cells },
    })
}
