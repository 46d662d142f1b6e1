//! `opening EMPTY-WINDOW`: how long our window takes until its first words are on the screen, and the memory of all its
//! processes, beside a window with nothing in it. Prints rows of a table; `cargo xtask bench` runs it on a display of its own.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() {
    linux::measure().await;
}

/// What is on the screen is asked of X11, and what processes take of Linux.
#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: openings are measured on Linux only");
}
