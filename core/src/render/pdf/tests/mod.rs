//! Documents made here, typeset, and read back as a reader would.

mod look;
