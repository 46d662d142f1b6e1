//! Answers read as what their fields ask for. What cannot be read is never an error: it is [`Reading::Wrong`], which
//! says what is wrong and what to do, and the check makes a finding of it.

mod choice;
mod figure;
mod lines;
mod time;

pub use choice::{choice, choices, region, yes_no};
pub use figure::{decimal, integer};
pub use lines::{Line, lines};
pub use time::{date, year};

use super::{Value, normalise};
use crate::form::{Choice, Field, FieldKind, MoneyUnit};
use crate::identity;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// An answer as its field's kind understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// Not answered; white space alone is no answer.
    Absent,
    /// Understood.
    Given(T),
    /// Cannot be right: what is wrong, then what to do.
    Wrong(String),
}

impl<T> Reading<T> {
    /// The answer, if it could be read.
    pub fn given(self) -> Option<T> {
        match self {
            Reading::Given(it) => Some(it),
            Reading::Absent | Reading::Wrong(_) => None,
        }
    }

    /// The same reading of something made from the answer.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Reading::Absent => Reading::Absent,
            Reading::Given(it) => Reading::Given(make(it)),
            Reading::Wrong(why) => Reading::Wrong(why),
        }
    }

    fn and_then<U>(self, make: impl FnOnce(T) -> Result<U, String>) -> Reading<U> {
        match self {
            Reading::Absent => Reading::Absent,
            Reading::Given(it) => make(it).map_or_else(Reading::Wrong, Reading::Given),
            Reading::Wrong(why) => Reading::Wrong(why),
        }
    }
}

/// An answer of any kind, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed<'a> {
    /// Texts, and codes in their canonical writing.
    Text(Cow<'a, str>),
    /// Whole numbers, decimals, money in yuan.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A calendar year.
    Year(i32),
    /// Yes/no and declarations.
    YesNo(bool),
    /// The option chosen.
    Choice(&'a Choice),
    /// The options chosen, in the form's order; empty: none of them.
    Choices(Vec<&'a Choice>),
    /// A district's code, or [`identity::OUTSIDE`].
    Region(&'static str),
    /// A table's rows; every item is a [`Value::Row`].
    Rows(&'a [Value]),
}

impl Typed<'_> {
    /// As a draft keeps it. `None`: kept as it stands (rows).
    pub fn written(&self, kind: &FieldKind) -> Option<Value> {
        Some(match self {
            Typed::Text(text) => Value::Text(text.clone().into_owned()),
            Typed::Number(number) => match kind {
                FieldKind::Integer { .. } => Value::Integer(i32::try_from(*number).ok()?),
                FieldKind::Money { .. } => Value::Text(format!("{number:.2}")),
                _ => Value::Text(number.to_string()),
            },
            Typed::Date(date) => Value::Text(date.to_string()),
            Typed::Year(year) => Value::Integer(*year),
            Typed::YesNo(yes) => Value::YesNo(*yes),
            Typed::Choice(choice) => Value::Text(choice.id.clone()),
            Typed::Choices(list) => {
                Value::List(list.iter().map(|choice| Value::Text(choice.id.clone())).collect())
            }
            Typed::Region(code) => Value::Text((*code).to_owned()),
            Typed::Rows(_) => return None,
        })
    }
}

/// Reads an answer as its field's kind asks. Attachments are no answers: always absent.
pub fn any<'a>(value: impl Into<Option<&'a Value>>, kind: &'a FieldKind) -> Reading<Typed<'a>> {
    let value = value.into();
    match kind {
        FieldKind::Text { .. } | FieldKind::LongText { .. } => text(value).map(Typed::Text),
        FieldKind::Integer { .. } | FieldKind::Decimal { .. } | FieldKind::Money { .. } => {
            decimal(value, kind).map(Typed::Number)
        }
        FieldKind::Date => date(value).map(Typed::Date),
        FieldKind::Year => year(value).map(Typed::Year),
        FieldKind::YesNo | FieldKind::Declaration { .. } => yes_no(value).map(Typed::YesNo),
        FieldKind::Choice { .. } => choice(value, kind).map(Typed::Choice),
        FieldKind::Choices { .. } => choices(value, kind).map(Typed::Choices),
        FieldKind::Region => region(value).map(Typed::Region),
        FieldKind::CreditCode
        | FieldKind::IdentityNumber
        | FieldKind::IdentityDocument
        | FieldKind::Phone { .. }
        | FieldKind::Email
        | FieldKind::Postcode => code(value, kind).map(|code| Typed::Text(Cow::Owned(code))),
        FieldKind::Table { .. } | FieldKind::Years { .. } => rows(value).map(Typed::Rows),
        FieldKind::Attachment { .. } => Reading::Absent,
    }
}

/// Reads a text; a number typed into a text field is the text of it.
pub fn text<'a>(value: impl Into<Option<&'a Value>>) -> Reading<Cow<'a, str>> {
    match value.into() {
        None => Reading::Absent,
        Some(Value::Text(text)) => match text.trim() {
            "" => Reading::Absent,
            text => Reading::Given(Cow::Borrowed(text)),
        },
        Some(Value::Integer(number)) => Reading::Given(Cow::Owned(number.to_string())),
        Some(_) => Reading::Wrong("应为文字，请重新填写。".into()),
    }
}

/// Reads a credit code, identity number, phone, e-mail address or postcode into its canonical writing.
pub fn code<'a>(value: impl Into<Option<&'a Value>>, kind: &FieldKind) -> Reading<String> {
    text(value).and_then(|typed| {
        let typed = normalise::narrow(&typed);
        match kind {
            FieldKind::CreditCode => identity::credit_code(&typed),
            FieldKind::IdentityNumber => identity::identity_number(&typed).map(|it| it.number),
            FieldKind::IdentityDocument => identity::identity_document(&typed).map(|it| it.number),
            FieldKind::Phone { mobile } => identity::phone(&typed, *mobile),
            FieldKind::Email => identity::email(&typed),
            FieldKind::Postcode => identity::postcode(&typed),
            _ => Ok(typed.into_owned()),
        }
        .map_err(str::to_owned)
    })
}

/// Reads a table's rows; an empty list is an answer.
pub fn rows<'a>(value: impl Into<Option<&'a Value>>) -> Reading<&'a [Value]> {
    match value.into() {
        None => Reading::Absent,
        Some(Value::List(rows)) if rows.iter().all(|row| matches!(row, Value::Row(_))) => {
            Reading::Given(rows)
        }
        Some(_) => Reading::Wrong("应为逐行填写的表格，请重新填写。".into()),
    }
}

/// How long a text is as people count Chinese: every character but spaces and line breaks.
pub fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The columns of a table or three-year table; none for other kinds.
pub fn columns(field: &Field) -> &[Field] {
    match &field.kind {
        FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } => columns,
        _ => &[],
    }
}

/// The unit that people say after a figure of this kind.
pub fn unit(kind: &FieldKind) -> &str {
    match kind {
        FieldKind::Integer { unit, .. } | FieldKind::Decimal { unit, .. } => {
            unit.as_deref().unwrap_or_default()
        }
        FieldKind::Money { shown_in: MoneyUnit::Yuan, .. } => "元",
        FieldKind::Money { shown_in: MoneyUnit::TenThousandYuan, .. } => "万元",
        _ => "",
    }
}
