//! What travels between the window and Rust besides the core's own types. Plain values only: nothing here does anything.

mod about;
mod batch;
mod documents;
mod drafts;
mod evidence;
mod exchange;
mod filings;
mod import;
mod insight;
mod library;
mod own;
mod past;
mod portal;
mod profiles;
mod year;

pub use about::*;
pub use batch::*;
pub use documents::*;
pub use drafts::*;
pub use evidence::*;
pub use exchange::*;
pub use filings::*;
pub use import::*;
pub use insight::*;
pub use library::*;
pub use own::*;
pub use past::*;
pub use portal::*;
pub use profiles::*;
pub use year::*;
