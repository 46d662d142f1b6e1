//! Phone numbers, postcodes and e-mail addresses.

use super::Fault;
use validator::ValidateEmail;

/// Reads a mobile number, or (unless `mobile`) a landline with or without area code and extension. Spaces and the
/// leading +86 are dropped; a landline keeps its hyphens.
pub fn phone(text: &str, mobile: bool) -> Result<String, Fault> {
    let mut number: String = text.chars().filter(|c| !matches!(c, ' ' | '(' | ')')).collect();
    for prefix in ["+86-", "+86", "0086"] {
        if let Some(rest) = number.strip_prefix(prefix) {
            number = rest.to_owned();
            break;
        }
    }
    let bare = number.replace('-', "");
    if is_mobile(&bare) {
        return Ok(bare);
    }
    if mobile {
        return Err("手机号码应为 1 开头的 11 位数字，请核对。");
    }
    if is_landline(&number) {
        return Ok(number);
    }
    Err("电话号码应为 11 位手机号码，或区号-号码（如 021-12345678），请核对。")
}

/// Reads six digits; no Chinese postcode begins with 00.
pub fn postcode(text: &str) -> Result<String, Fault> {
    if text.len() == 6 && digits(text) && !text.starts_with("00") {
        return Ok(text.to_owned());
    }
    Err("邮政编码应为 6 位数字，请核对。")
}

/// Reads an e-mail address as HTML's own field does; the domain needs a dot, since mail leaves the house.
pub fn email(text: &str) -> Result<String, Fault> {
    let dotted = text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    if dotted && text.validate_email() {
        return Ok(text.to_owned());
    }
    Err("电子邮箱应形如 name@example.com，请核对。")
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11
        && digits(number)
        && number.starts_with('1')
        && number.as_bytes().get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
}

/// `12345678`, `021-12345678`, `02112345678`, `021-12345678-123`, `400-820-1234`.
fn is_landline(number: &str) -> bool {
    let parts: Vec<&str> = number.split('-').collect();
    let area = |part: &str| (3..=4).contains(&part.len()) && part.starts_with('0');
    let local = |part: &str| (7..=8).contains(&part.len()) && !part.starts_with('0');
    let extension = |part: &str| (1..=6).contains(&part.len());
    let service = |part: &str| part.len() == 3 && (part == "400" || part == "800");
    if !parts.iter().all(|part| digits(part)) {
        return false;
    }
    match parts[..] {
        [one] => local(one) || joined_landline(one) || (one.len() == 10 && one.get(..3).is_some_and(service)),
        [a, b] => (area(a) && local(b)) || (local(a) && extension(b)) || (service(a) && b.len() == 7),
        [a, b, c] => (area(a) && local(b) && extension(c)) || (service(a) && b.len() + c.len() == 7),
        _ => false,
    }
}

/// Area code and number without a hyphen.
fn joined_landline(number: &str) -> bool {
    number.starts_with('0') && !number.starts_with("00") && (10..=12).contains(&number.len())
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}
