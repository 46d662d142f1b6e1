//! The files that back the answers: what each of them is, and all of them bound into one PDF.
//!
//! Files come from anywhere, so nothing here trusts one: time and memory are bounded, and a file that cannot be used
//! is refused with what to do about it, without harm to the others. This module must never change what a file shows.

mod bind;
mod budget;
mod inspect;
mod kind;
mod load;
mod look;
mod objects;
mod open;
mod refusal;
mod survey;
#[cfg(test)]
mod tests;

pub use bind::{BindError, Binding, BoundFile, Material, bind};
pub use inspect::{Inspection, Remark, RemarkKind, duplicates, inspect};
pub use open::unlock;
pub(crate) use open::{Opened, guarded, open};
pub use refusal::{Refusal, RefusalReason};
