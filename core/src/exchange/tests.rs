//! Parcels from anywhere, and merging: nothing lost, nothing twice, in any order.

mod merging;
mod parcels;
