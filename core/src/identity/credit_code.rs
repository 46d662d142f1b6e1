//! The unified social credit code, GB 32100-2015.

use super::Fault;

/// The 31 characters in the order of their values: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Reads a code of 18 characters; lower-case letters become upper-case.
pub fn credit_code(text: &str) -> Result<String, Fault> {
    let code = text.to_ascii_uppercase();
    if code.chars().count() != 18 {
        return Err("统一社会信用代码应为 18 位，请对照营业执照核对。");
    }
    if !code.bytes().all(|c| value(c).is_some()) {
        return Err("统一社会信用代码只含数字和大写字母（不含 I、O、S、V、Z），请对照营业执照核对。");
    }
    if !code.bytes().skip(2).take(6).all(|c| c.is_ascii_digit()) {
        return Err("统一社会信用代码第 3 至 8 位应为登记机关行政区划码（数字），请对照营业执照核对。");
    }
    if credit_code_check(&code) != code.chars().last() {
        return Err("统一社会信用代码的校验码不符，请对照营业执照逐位核对。");
    }
    Ok(code)
}

/// The check character of a code's first 17 characters; `None` where they are not 17 characters of the alphabet.
pub fn credit_code_check(code: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for i in 0..17 {
        sum += value(*code.as_bytes().get(i)?)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|c| char::from(*c))
}

/// The six-digit code of the office that first registered the unit: digits 3 to 8.
pub fn registrar(code: &str) -> Option<&str> {
    code.get(2..8)
}

/// What a character counts.
fn value(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|c| *c == character)
}
