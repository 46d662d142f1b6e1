//! The domain of Shenbao: what a form asks, what was answered, which clause is met, and what gets printed.
//!
//! One direction, each step a plain function of the one before it:
//! [`form`] pack → [`answers`] → [`check`] → [`compose`] → [`render`] → [`bundle`]; the [`library`] keeps drafts.
//! This crate knows no window, no terminal, no clock and no network: the filing date and "today" are passed in.

pub mod answers;
pub mod bundle;
pub mod calendar;
pub mod carry;
pub mod check;
pub mod compose;
pub mod correction;
pub mod evidence;
pub mod exchange;
pub mod files;
pub mod form;
pub mod identity;
pub mod import;
pub mod library;
pub mod notice;
pub(crate) mod picture;
pub mod profile;
pub mod progress;
pub mod render;
pub mod resources;
pub mod season;
pub mod summary;
