//! Placeholder until the terminal program lands.
fn main() {}
