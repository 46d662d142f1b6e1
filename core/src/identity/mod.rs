//! Numbers and codes that name a person, an organisation or a place, checked as their standards say.
//!
//! Why here: widely used packages get these wrong (they reject codes that end in 0, accept 30 February, panic on
//! 汉字). Nothing here ever panics on any text, and nothing looks anything up: a code that holds may still belong to
//! nobody.
//!
//! Every reader takes trimmed half-width text, gives the canonical text back, or says what is wrong and what to do.

mod contact;
mod credit_code;
mod document;
mod doi;
mod name;
mod person;
mod region;

pub use contact::{email, phone, postcode};
pub use credit_code::{credit_code, credit_code_check, registrar};
pub use document::{DocumentKind, IdentityDocument, identity_document};
pub use doi::doi;
pub use name::folded_name;
pub use person::{IdentityNumber, identity_number};
pub use region::{DISTRICTS, FORMER_DISTRICTS, OUTSIDE, district_name, district_of_registrar, region};

/// What is wrong with a code, then what to do: one sentence for people.
pub type Fault = &'static str;

#[cfg(test)]
mod tests;
