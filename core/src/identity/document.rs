//! The numbers of the documents by which people show who they are, mainland or not.
//!
//! Only the identity number has a published check character. Of the others nothing but the form is looked at: no rule is
//! made up that the issuing office does not print.

use super::{Fault, IdentityNumber, identity_number};

/// A document's number in its canonical writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityDocument {
    /// Upper case, without spaces and hyphens.
    pub number: String,
    /// By the form of the number.
    pub kind: DocumentKind,
}

/// What kind of document a number belongs to, as far as its form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentKind {
    /// 18 characters: an identity card, a residence permit for people from Hong Kong, Macao and Taiwan, or a foreigner's
    /// permanent residence card of 2023.
    Resident(IdentityNumber),
    /// H or M and eight digits, on older cards ten: the travel permit for people from Hong Kong and Macao.
    HongKongMacao,
    /// Eight digits, on older ones ten: the travel permit for people from Taiwan.
    Taiwan,
    /// Three letters and twelve digits: a foreigner's permanent residence card before 2023.
    PermanentResidence,
    /// Letters and digits as each country issues them.
    Passport,
}

/// Reads the number of an identity card, a travel or residence permit, or a passport.
pub fn identity_document(text: &str) -> Result<IdentityDocument, Fault> {
    let number: String =
        text.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_ascii_uppercase();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let length = number.chars().count();
    // Long numbers are meant to be an identity number, and are checked as one.
    if length >= 16 || (length == 15 && digits == 15) {
        let resident = identity_number(&number)?;
        return Ok(IdentityDocument {
            number: resident.number.clone(),
            kind: DocumentKind::Resident(resident),
        });
    }
    if !number.bytes().all(|c| c.is_ascii_alphanumeric()) || digits < 2 {
        return Err(FORMS);
    }
    let is_numbered = matches!(digits, 8 | 10);
    let kind = match (length - digits, length) {
        (1, 9 | 11) if is_numbered && number.starts_with(['H', 'M']) => DocumentKind::HongKongMacao,
        (0, 8 | 10) => DocumentKind::Taiwan,
        (3, 15) if number.bytes().take(3).all(|c| c.is_ascii_alphabetic()) => {
            DocumentKind::PermanentResidence
        }
        (_, 5..=12) => DocumentKind::Passport,
        _ => return Err(FORMS),
    };
    Ok(IdentityDocument { number, kind })
}

const FORMS: Fault = "证件号码应为 18 位身份证或者居住证号码、H 或 M 加数字的港澳通行证号码、8 位数字的台湾通行证号码，或者 5 至 12 位字母和数字的护照号码，请对照证件核对。";

impl IdentityDocument {
    /// Whether equal numbers mean the same person and different ones different people: only within one kind of document, since
    /// the same person may hold several.
    pub fn compares_with(&self, other: &IdentityDocument) -> bool {
        std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind)
    }
}
