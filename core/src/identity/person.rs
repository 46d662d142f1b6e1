//! The identity number of mainland residents, GB 11643-1999.

use super::Fault;
use chrono::NaiveDate;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// By the remainder of the weighted sum by 11.
const CHECK: &[u8; 11] = b"10X98765432";

/// A number that holds, with what it says about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityNumber {
    /// 18 characters, a final X in upper case.
    pub number: String,
    /// The day of birth; may lie in the future, which the caller compares with its own today.
    pub born: NaiveDate,
    /// By the 17th digit: odd is male.
    pub male: bool,
}

/// Reads a number of 18 characters; a lower-case x becomes X.
pub fn identity_number(text: &str) -> Result<IdentityNumber, Fault> {
    let number = text.to_ascii_uppercase();
    if number.chars().count() != 18 {
        return Err("身份证号码应为 18 位，请对照证件核对。");
    }
    let digits: Vec<u32> = number.chars().take(17).map_while(|c| c.to_digit(10)).collect();
    if digits.len() != 17 {
        return Err("身份证号码前 17 位应为数字，末位为数字或 X，请对照证件核对。");
    }
    let born = birth_date(&digits).ok_or("身份证号码中的出生日期不存在，请对照证件核对。")?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    if number.bytes().last() != CHECK.get(sum as usize % 11).copied() {
        return Err("身份证号码的校验码不符，请对照证件逐位核对。");
    }
    let male = digits.last().is_some_and(|sex| sex % 2 == 1);
    Ok(IdentityNumber { number, born, male })
}

/// Digits 7 to 14.
fn birth_date(digits: &[u32]) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits.get(from..to).map(|d| d.iter().fold(0, |n, d| n * 10 + d));
    NaiveDate::from_ymd_opt(i32::try_from(part(6, 10)?).ok()?, part(10, 12)?, part(12, 14)?)
}
