//! Reads what only one kind of field has: limits, options, columns.

use super::fields::needed_entries;
use crate::form::names::{Names, Spelling};
use crate::form::source::Entry;
use crate::form::uses::Wants;
use crate::form::{Binding, Choice, Field, FieldKind, MoneyUnit};

/// How `binding` is written.
pub(super) const BINDINGS: [(&str, Binding); 2] =
    [("regulation", Binding::Regulation), ("practice", Binding::Practice)];

/// The kind of a section's field; `column` reads one column of a table. `None`: reported.
pub(super) fn field_kind(
    entry: &mut Entry<'_>,
    column: &mut dyn FnMut(Entry<'_>) -> Option<Field>,
) -> Option<FieldKind> {
    let name = entry.needed("kind")?.word(&KINDS)?;
    Some(match name {
        Kind::Declaration => FieldKind::Declaration { statement: entry.needed_text("statement") },
        Kind::Table => table(entry, column),
        Kind::Years => years(entry, column),
        Kind::Attachment => FieldKind::Attachment { many: entry.flag("many") },
        other => simple(entry, other)?,
    })
}

/// The kind of a column. `None`: reported.
pub(super) fn column_kind(entry: &mut Entry<'_>) -> Option<FieldKind> {
    let item = entry.needed("kind")?;
    let name = item.word(&KINDS)?;
    let kind = simple(entry, name);
    if kind.is_none() {
        item.report(
            "表的列不能是 table、years、declaration 或 attachment。",
            "请改用别的类型，或把它单独作为一个字段。",
        );
    }
    kind
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    LongText,
    Integer,
    Decimal,
    Money,
    Date,
    Year,
    YesNo,
    Choice,
    Choices,
    Region,
    CreditCode,
    IdentityNumber,
    IdentityDocument,
    Phone,
    Email,
    Postcode,
    Declaration,
    Table,
    Years,
    Attachment,
}

const KINDS: [(&str, Kind); 21] = [
    ("text", Kind::Text),
    ("long_text", Kind::LongText),
    ("integer", Kind::Integer),
    ("decimal", Kind::Decimal),
    ("money", Kind::Money),
    ("date", Kind::Date),
    ("year", Kind::Year),
    ("yes_no", Kind::YesNo),
    ("choice", Kind::Choice),
    ("choices", Kind::Choices),
    ("region", Kind::Region),
    ("credit_code", Kind::CreditCode),
    ("identity_number", Kind::IdentityNumber),
    ("identity_document", Kind::IdentityDocument),
    ("phone", Kind::Phone),
    ("email", Kind::Email),
    ("postcode", Kind::Postcode),
    ("declaration", Kind::Declaration),
    ("table", Kind::Table),
    ("years", Kind::Years),
    ("attachment", Kind::Attachment),
];

const MONEY_UNITS: [(&str, MoneyUnit); 2] =
    [("yuan", MoneyUnit::Yuan), ("ten_thousand_yuan", MoneyUnit::TenThousandYuan)];

/// A kind that one cell can have.
fn simple(entry: &mut Entry<'_>, name: Kind) -> Option<FieldKind> {
    Some(match name {
        // What the measure does not print binds nobody: a line's limit advises unless it says otherwise.
        Kind::Text => FieldKind::Text {
            max: entry.integer("max"),
            binding: entry.word("binding", &BINDINGS).unwrap_or(Binding::Practice),
        },
        Kind::LongText => long_text(entry),
        Kind::Integer => {
            let (min, max) = (entry.integer("min"), entry.integer("max"));
            ordered(entry, min, max);
            FieldKind::Integer { min, max, unit: entry.text("unit") }
        }
        Kind::Decimal => {
            let (min, max) = (entry.decimal("min"), entry.decimal("max"));
            ordered(entry, min, max);
            FieldKind::Decimal { scale: scale(entry), min, max, unit: entry.text("unit") }
        }
        Kind::Money => {
            let shown_in = entry.needed("shown_in").and_then(|item| item.word(&MONEY_UNITS));
            FieldKind::Money {
                shown_in: shown_in.unwrap_or(MoneyUnit::Yuan),
                negative: entry.flag("negative"),
            }
        }
        Kind::Date => FieldKind::Date,
        Kind::Year => FieldKind::Year,
        Kind::YesNo => FieldKind::YesNo,
        Kind::Choice => FieldKind::Choice { options: options(entry) },
        Kind::Choices => FieldKind::Choices { options: options(entry) },
        Kind::Region => FieldKind::Region,
        Kind::CreditCode => FieldKind::CreditCode,
        Kind::IdentityNumber => FieldKind::IdentityNumber,
        Kind::IdentityDocument => FieldKind::IdentityDocument,
        Kind::Phone => FieldKind::Phone { mobile: entry.flag("mobile") },
        Kind::Email => FieldKind::Email,
        Kind::Postcode => FieldKind::Postcode,
        Kind::Declaration | Kind::Table | Kind::Years | Kind::Attachment => return None,
    })
}

fn long_text(entry: &mut Entry<'_>) -> FieldKind {
    let (min, max) = (entry.integer("min"), entry.integer("max"));
    let max_pages = entry.integer("max_pages");
    ordered(entry, min, max);
    let binding = entry.word("binding", &BINDINGS);
    if !entry.has("binding") && (min.is_some() || max.is_some() || max_pages.is_some()) {
        entry.report_missing(
            "篇幅限制没有写明出处。",
            "请补上 `binding = \"regulation\"` 或 `binding = \"practice\"`。",
        );
    }
    FieldKind::LongText { min, max, max_pages, binding: binding.unwrap_or(Binding::Practice) }
}

fn scale(entry: &mut Entry<'_>) -> u32 {
    let scale = entry.needed("scale").and_then(|item| item.integer()).unwrap_or(0);
    if scale > 10 {
        entry.report("scale", "`scale` 不能超过 10。", "请写小数点后最多几位。");
    }
    scale
}

fn ordered<T: PartialOrd>(entry: &Entry<'_>, min: Option<T>, max: Option<T>) {
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        entry.report("min", "`min` 大于 `max`。", "请核对上下限。");
    }
}

fn options(entry: &mut Entry<'_>) -> Vec<Choice> {
    let mut names = Names::new("选项");
    let options: Vec<_> = needed_entries(entry, "options")
        .into_iter()
        .map(|mut option| {
            let id = names.define(&mut option, "id", Spelling::Plain, "");
            let choice = Choice { id, label: option.needed_text("label") };
            option.finish();
            choice
        })
        .collect();
    if options.len() == 1 {
        entry.report("options", "只有一个选项。", "请至少写两个选项。");
    }
    options
}

fn columns(entry: &mut Entry<'_>, column: &mut dyn FnMut(Entry<'_>) -> Option<Field>) -> Vec<Field> {
    needed_entries(entry, "columns").into_iter().filter_map(column).collect()
}

fn table(entry: &mut Entry<'_>, column: &mut dyn FnMut(Entry<'_>) -> Option<Field>) -> FieldKind {
    let row_for_each = entry.text("row_for_each");
    let columns = columns(entry, column);
    if let Some(key) = &row_for_each {
        let is_key = |column: &&Field| column.id == *key;
        let is_choice = |column: &Field| matches!(column.kind, FieldKind::Choice { .. }) && column.required;
        if !columns.iter().find(is_key).is_some_and(is_choice) {
            let says = format!("\"{key}\" 不是本表中必填的单选列。");
            entry.report("row_for_each", says, "请写一个 `kind = \"choice\"`、`required = true` 的列。");
        }
    }
    FieldKind::Table { columns, row_for_each }
}

fn years(entry: &mut Entry<'_>, column: &mut dyn FnMut(Entry<'_>) -> Option<Field>) -> FieldKind {
    let count = entry.needed("count").and_then(|item| item.integer()).unwrap_or(1);
    if !(1..=10).contains(&count) {
        entry.report("count", "`count` 应当在 1 到 10 之间。", "请写要填报几个年度。");
    }
    let since = entry.field("since", Wants::Date);
    let columns = columns(entry, column);
    if columns.iter().any(|column| column.id == "year") {
        entry.report("columns", "`year` 列自动就有，不必列出。", "请删去这一列。");
    }
    if let Some(odd) = columns.iter().find(|column| !is_yearly(&column.kind)) {
        let says = format!("三年表的列 \"{}\" 不是数值。", odd.id);
        entry.report("columns", says, "请改用 integer、decimal 或 money。");
    }
    FieldKind::Years { count, since, columns }
}

fn is_yearly(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Integer { .. } | FieldKind::Decimal { .. } | FieldKind::Money { .. })
}
