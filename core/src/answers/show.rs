//! Figures as people read them.

use crate::form::{FieldKind, MoneyUnit};
use rust_decimal::Decimal;

/// `1,234,567.5`; every digit, none added.
pub fn thousands(number: Decimal) -> String {
    let text = number.normalize().abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut shown = String::with_capacity(text.len() + text.len() / 3 + 1);
    if number.is_sign_negative() && !number.is_zero() {
        shown.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// A figure of a field with its unit, exact: `36 人`, `1,234.56 万元` for yuan shown in 万元.
pub fn figure(number: Decimal, kind: &FieldKind) -> String {
    let number = match kind {
        FieldKind::Money { shown_in: MoneyUnit::TenThousandYuan, .. } => number / Decimal::from(10_000),
        _ => number,
    };
    match super::read::unit(kind) {
        "" => thousands(number),
        "%" => format!("{}%", thousands(number)),
        unit => format!("{} {unit}", thousands(number)),
    }
}
