//! Days and years, in the ways in which people write them.

use super::Reading;
use crate::answers::{Value, normalise};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// Nobody who files today means a year outside.
const YEARS: RangeInclusive<i32> = 1850..=2200;

/// Reads `2024-03-05`, `2024/3/5`, `2024.3.5`, `2024年3月5日` or `20240305`.
pub fn date<'a>(value: impl Into<Option<&'a Value>>) -> Reading<NaiveDate> {
    let value = value.into();
    // Nearly every date is kept in this writing, and tables hold thousands.
    if let Some(date) = value.and_then(canonical) {
        return Reading::Given(date);
    }
    figure_or_text(value).and_then(|typed| {
        let date = parse_date(&typed).ok_or("日期应形如 2024-03-05，请重新填写。")?;
        if YEARS.contains(&date.year()) { Ok(date) } else { Err("年份不合常理，请核对。".into()) }
    })
}

/// Reads `2024` or `2024年`.
pub fn year<'a>(value: impl Into<Option<&'a Value>>) -> Reading<i32> {
    figure_or_text(value.into()).and_then(|typed| {
        let digits = typed.strip_suffix('年').unwrap_or(&typed).trim_end();
        let year = digits.parse().ok().filter(|_| digits.len() == 4);
        year.filter(|year| YEARS.contains(year)).ok_or_else(|| "年份应为四位数字，请重新填写。".into())
    })
}

/// `2024-03-05` exactly.
fn canonical(value: &Value) -> Option<NaiveDate> {
    let Value::Text(text) = value else {
        return None;
    };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |n, c| c.is_ascii_digit().then(|| n * 10 + u32::from(**c - b'0')))
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn figure_or_text(value: Option<&Value>) -> Reading<String> {
    match value {
        None => Reading::Absent,
        Some(Value::Integer(number)) => Reading::Given(number.to_string()),
        Some(Value::Text(text)) if text.trim().is_empty() => Reading::Absent,
        Some(Value::Text(text)) => Reading::Given(normalise::narrow(text).into_owned()),
        Some(_) => Reading::Wrong("应为日期，请重新填写。".into()),
    }
}

fn parse_date(typed: &str) -> Option<NaiveDate> {
    if typed.len() == 8 && typed.bytes().all(|c| c.is_ascii_digit()) {
        return ymd(typed.get(..4)?, typed.get(4..6)?, typed.get(6..)?);
    }
    let separators: &[char] = if typed.contains('年') { &['年', '月'] } else { &['-', '/', '.'] };
    let mut parts = typed.strip_suffix(['日', '号']).unwrap_or(typed).split(separators).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { ymd(year, month, day) }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let digits = |text: &str, longest: usize| {
        ((1..=longest).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit()))
            .then(|| text.parse().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)
}
