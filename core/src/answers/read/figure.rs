//! Whole numbers, exact decimals and money.

use super::{Reading, unit};
use crate::answers::{Value, normalise};
use crate::form::FieldKind;
use rust_decimal::Decimal;

/// Digits before the point, at most: sums of thousands of such figures stay exact.
const DIGITS: usize = 15;
/// Digits after the point, at most, whatever the field allows.
const SCALE: usize = 8;

/// Reads a whole number within its field's limits.
pub fn integer<'a>(value: impl Into<Option<&'a Value>>, kind: &FieldKind) -> Reading<i32> {
    decimal(value, kind).and_then(|number| {
        if !number.is_integer() {
            return Err("应为整数，请重新填写。".into());
        }
        i32::try_from(number).map_err(|_| "数值过大，请核对。".into())
    })
}

/// Reads any figure within its field's limits; money in yuan. Thousands separators, full-width digits and the unit
/// are understood; 万元 after an amount multiplies it. Keeps the digits after the point as typed.
pub fn decimal<'a>(value: impl Into<Option<&'a Value>>, kind: &FieldKind) -> Reading<Decimal> {
    let number = match value.into() {
        None => return Reading::Absent,
        Some(Value::Integer(number)) => Ok(Decimal::from(*number)),
        Some(Value::Text(text)) if text.trim().is_empty() => return Reading::Absent,
        Some(Value::Text(text)) => parse(text, kind),
        Some(_) => Err("应为数字，请重新填写。".into()),
    };
    number.and_then(|number| within(number, kind)).map_or_else(Reading::Wrong, Reading::Given)
}

fn parse(typed: &str, kind: &FieldKind) -> Result<Decimal, String> {
    let narrow = normalise::narrow(typed);
    let (figure, times) = without_unit(&narrow, kind);
    let (sign, digits) = match figure.strip_prefix('-') {
        Some(rest) => ("-", rest.trim()),
        None => ("", figure.strip_prefix('+').unwrap_or(figure)),
    };
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let whole = ungrouped(whole).ok_or("应为数字，请只填数字和小数点。")?;
    let is_digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    if !is_digits(&whole) || !is_digits(fraction) || whole.is_empty() || digits.ends_with('.') {
        return Err("应为数字，请只填数字和小数点。".into());
    }
    if whole.trim_start_matches('0').len() > DIGITS || fraction.len() > SCALE {
        return Err("数值过大或小数位过多，请核对。".into());
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let number = Decimal::from_str_exact(&format!("{sign}{whole}{point}{fraction}"))
        .map_err(|_| "应为数字，请只填数字和小数点。")?;
    Ok(number * times)
}

/// The figure without the unit that people write after it, and what that unit multiplies it by.
fn without_unit<'t>(typed: &'t str, kind: &FieldKind) -> (&'t str, Decimal) {
    let once = Decimal::ONE;
    if !matches!(kind, FieldKind::Money { .. }) {
        let unit = unit(kind);
        return (
            if unit.is_empty() { typed } else { typed.strip_suffix(unit).unwrap_or(typed).trim_end() },
            once,
        );
    }
    let typed = typed.trim_start_matches(['¥', '￥']).trim();
    for (unit, times) in [("万元", Decimal::from(10_000)), ("万", Decimal::from(10_000)), ("元", once)] {
        if let Some(figure) = typed.strip_suffix(unit) {
            return (figure.trim_end(), times);
        }
    }
    (typed, once)
}

/// Without thousands separators; `None` where they do not part threes, since then the figure may be anything.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(separator) = whole.chars().find(|c| matches!(c, ',' | ' ' | '\'')) else {
        return Some(whole.to_owned());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    rest.iter().all(|group| group.len() == 3).then(|| format!("{first}{}", rest.concat()))
}

fn within(number: Decimal, kind: &FieldKind) -> Result<Decimal, String> {
    let (min, max, scale) = match kind {
        FieldKind::Integer { min, max, .. } => (min.map(Decimal::from), max.map(Decimal::from), 0),
        FieldKind::Decimal { scale, min, max, .. } => (*min, *max, *scale),
        FieldKind::Money { negative, .. } => ((!negative).then_some(Decimal::ZERO), None, 2),
        _ => return Ok(number),
    };
    if number.normalize().scale() > scale {
        return Err(match (kind, scale) {
            (FieldKind::Money { .. }, _) => "金额最多精确到分，请核对。".into(),
            (_, 0) => "应为整数，请重新填写。".into(),
            (_, scale) => format!("最多 {scale} 位小数，请核对。"),
        });
    }
    if let Some(min) = min.filter(|min| number < *min) {
        return Err(format!("应不小于 {min}，请核对。"));
    }
    if let Some(max) = max.filter(|max| number > *max) {
        return Err(format!("应不大于 {max}，请核对。"));
    }
    if matches!(kind, FieldKind::Integer { .. }) && i32::try_from(number).is_err() {
        return Err("数值过大，请核对。".into());
    }
    Ok(number)
}
