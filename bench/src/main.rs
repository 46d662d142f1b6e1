//! Measures the main job: `shenbao-bench PEER_TYPST`.
//!
//! Prints one table: what, ours, compared with, ratio. Run with `--once` it makes one bundle and prints its own
//! peak memory, so that each figure of memory belongs to a process of its own; with `--library`,
//! `--binding` or `--importing` it measures these alone.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to say")]

mod binding;
mod bundling;
mod checking;
mod importing;
mod library;
mod office;
mod peer;
mod sample;
mod table;

use sample::Sample;
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    match arguments.first().map(String::as_str) {
        Some("--once") => {
            bundling::once(&Sample::load(root), root);
            println!("{}", table::peak_memory_kib());
        }
        Some("--binding") => table::print(&binding::measure(root)),
        Some("--library") => table::print(&library::measure(root)),
        Some("--importing") => table::print(&importing::measure(root)),
        Some("--office") => table::print(&office::measure(root)),
        Some("--bind-once") => {
            binding::once(root);
            println!("{}", table::peak_memory_kib());
        }
        Some(peer) => {
            let mut rows = checking::measure(root);
            rows.extend(library::measure(root));
            rows.extend(bundling::measure(root));
            rows.extend(binding::measure(root));
            rows.extend(importing::measure(root));
            rows.extend(office::measure(root));
            rows.extend(peer::measure(root, Path::new(peer)));
            table::print(&rows);
        }
        None => eprintln!("shenbao-bench PEER_TYPST"),
    }
}
