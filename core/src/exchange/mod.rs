//! How drafts travel: as one file under a passphrase, in parts to other people and back, and as readable files.
//!
//! A parcel is a stream under age's scrypt recipient; nothing here writes an answer to the disk unencrypted but
//! [`write_plain`], which is what a user asks for when a readable file is wanted. A parcel may come from anyone: it is
//! read through and held against its own digests before anything of it is used.

mod error;
mod merge;
mod parcel;
mod plain;
mod rows;

pub use error::ParcelError;
pub use merge::{Conflict, Merged, Side, merge};
pub use parcel::{OpenParcel, Purpose, open_parcel, write_parcel};
pub use plain::{UnwrittenFile, write_plain};

#[cfg(test)]
mod tests;
