//! How much work the loading of a PDF may be. lopdf cannot be told to stop, so whoever has taken too much is unwound
//! out of it.
//!
//! A small file may name one object, which takes long to read, thousands of times; and where that object cannot be
//! read at all, lopdf says so in the log alone. So the log is listened to: each line is one such attempt.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Once;
use std::time::{Duration, Instant};

/// How long a file may be read. One of 100 MB takes a second or two.
const LONGEST: Duration = Duration::from_secs(if cfg!(test) { 3 } else { 20 });

/// What is thrown.
struct Exceeded;

thread_local! {
    /// Objects that may still be read, and until when; `None`: nothing is being loaded.
    static LEFT: Cell<Option<(usize, Instant)>> = const { Cell::new(None) };
}

/// Runs `load`, in which at most so many objects are taken; `None`: it took too many, or too long.
pub(super) fn within<T>(objects: usize, load: impl FnOnce() -> T) -> Option<T> {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        // Another listener would have been set by a program around this one; then time is asked at whole objects only.
        if log::set_logger(&Listener).is_ok() {
            log::set_max_level(log::LevelFilter::Error);
        }
    });
    LEFT.set(Some((objects, Instant::now() + LONGEST)));
    let loaded = catch_unwind(AssertUnwindSafe(load));
    LEFT.set(None);
    match loaded {
        Ok(loaded) => Some(loaded),
        Err(thrown) if thrown.is::<Exceeded>() => None,
        Err(thrown) => resume_unwind(thrown),
    }
}

/// Begins to count the objects anew, but not the time.
pub(super) fn again(objects: usize) {
    LEFT.set(LEFT.get().map(|(_, until)| (objects, until)));
}

/// So many objects were read, or are about to be.
pub(super) fn take(objects: usize) {
    let Some((left, until)) = LEFT.get() else { return };
    match left.checked_sub(objects) {
        Some(left) if Instant::now() < until => LEFT.set(Some((left, until))),
        _ => resume_unwind(Box::new(Exceeded)),
    }
}

struct Listener;

impl log::Log for Listener {
    fn enabled(&self, line: &log::Metadata<'_>) -> bool {
        line.target().starts_with("lopdf")
    }

    fn log(&self, line: &log::Record<'_>) {
        if self.enabled(line.metadata()) {
            take(0);
        }
    }

    fn flush(&self) {}
}
