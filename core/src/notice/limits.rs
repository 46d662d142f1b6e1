//! The figures of a pack that a notice may change: those that the pack calls usual practice.

use super::YearNotice;
use crate::form::{Binding, Condition, FieldKind, Form, Number, Test};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// A figure that a notice may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Limit {
    /// `nomination.statement:max`, `SA-P-papers`
    pub key: String,
    /// What is limited, in words.
    pub label: String,
    /// 字, 页; empty for counts, whose words say it.
    pub unit: String,
    /// The pack's own figure.
    pub usual: u32,
}

/// Every figure that a notice may change, in the order of the form.
pub fn limits(form: &Form) -> Vec<Limit> {
    let written = form.fields().flat_map(|field| {
        let FieldKind::LongText { min, max, max_pages, binding: Binding::Practice } = field.kind else {
            return Vec::new();
        };
        let parts =
            [("min", min, "至少", "字"), ("max", max, "至多", "字"), ("pages", max_pages, "至多", "页")];
        let given = parts.into_iter().filter_map(|(part, usual, word, unit)| {
            let (key, label) = (key(&field.id, part), format!("{}（{word}）", field.label));
            Some(Limit { key, label, unit: unit.to_owned(), usual: usual? })
        });
        given.collect()
    });
    let counted = form.conditions.iter().filter_map(|condition| {
        let usual = figure(condition)?;
        Some(Limit {
            key: condition.clause.clone(),
            label: condition.asks.clone(),
            unit: String::new(),
            usual,
        })
    });
    written.chain(counted).collect()
}

/// The form with the notice's figures in the place of the pack's.
pub(super) fn replaced(form: &Form, notice: &YearNotice) -> Form {
    let mut form = form.clone();
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        let FieldKind::LongText { min, max, max_pages, binding: Binding::Practice } = &mut field.kind else {
            continue;
        };
        for (part, limit) in [("min", min), ("max", max), ("pages", max_pages)] {
            if let Some(new) = notice.limits.get(&key(&field.id, part)).filter(|_| limit.is_some()) {
                *limit = Some(*new);
                field.cite = Some(notice.short().to_owned());
            }
        }
    }
    for condition in &mut form.conditions {
        if let (Some(new), Some(usual)) = (notice.limits.get(&condition.clause), figure(condition)) {
            replace(condition, usual, *new);
            condition.cite = notice.short().to_owned();
        }
    }
    form
}

fn key(field: &str, part: &str) -> String {
    format!("{field}:{part}")
}

/// The one figure of a condition that is usual practice; its words must name it exactly once, so that both can change.
fn figure(condition: &Condition) -> Option<u32> {
    if condition.binding != Binding::Practice {
        return None;
    }
    let figure = match &condition.test {
        Test::AtLeast { limit, of: Number::Rows { .. } }
        | Test::AtMost { limit, of: Number::Rows { .. } } => {
            limit.is_integer().then(|| limit.to_u32()).flatten()
        }
        Test::Written { min: None, max: Some(max), .. } => Some(*max),
        _ => None,
    }?;
    (places(&condition.asks, figure).len() == 1).then_some(figure)
}

fn replace(condition: &mut Condition, usual: u32, new: u32) {
    if let [at] = places(&condition.asks, usual)[..] {
        condition.asks.replace_range(at..at + usual.to_string().len(), &new.to_string());
    }
    match &mut condition.test {
        Test::AtLeast { limit, .. } | Test::AtMost { limit, .. } => *limit = Decimal::from(new),
        Test::Written { max, .. } => *max = Some(new),
        _ => {}
    }
}

/// Where a number stands in a text as a number of its own.
fn places(text: &str, number: u32) -> Vec<usize> {
    let number = number.to_string();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let found = text.match_indices(&number).map(|(at, _)| at);
    found
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            !is_digit(before) && !is_digit(bytes.get(at + number.len()))
        })
        .collect()
}
