//! Work that takes long says how far it is, and can be broken off.

use std::ops::{ControlFlow, Range};

/// How much is done, in steps of no particular size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So much …
    pub done: u32,
    /// … of so much; 0: nobody knows.
    pub total: u32,
    /// Something is being changed now: it goes on to its end.
    pub is_final: bool,
}

/// Hears of each step and may break off; nothing is then changed.
pub type Hear<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// It was broken off.
#[derive(Debug)]
pub(crate) struct Stopped;

/// The steps of a part, as parts of a whole have them.
const STEPS: u64 = 1000;

/// For work that nobody waits for.
pub fn unheard(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A work that is some parts of another one, which has so many of about the same length.
pub fn part<'h>(hear: Hear<'h>, parts: Range<u32>, of: u32) -> impl FnMut(Progress) -> ControlFlow<()> + 'h {
    move |Progress { done, total, is_final }| {
        let own = u64::from(parts.end - parts.start) * STEPS;
        let done = own * u64::from(done) / u64::from(total.max(1));
        let small = |steps: u64| u32::try_from(steps).unwrap_or(u32::MAX);
        let done = small(u64::from(parts.start) * STEPS + done);
        hear(Progress { done, total: small(u64::from(of) * STEPS), is_final })
    }
}

/// A work, or a part of it, that is not broken off any more.
pub(crate) fn finally<'h>(hear: Hear<'h>) -> impl FnMut(Progress) -> ControlFlow<()> + 'h {
    move |progress| {
        let _ = hear(Progress { is_final: true, ..progress });
        ControlFlow::Continue(())
    }
}

pub(crate) fn step(hear: Hear<'_>, done: u32, total: u32) -> Result<(), Stopped> {
    match hear(Progress { done, total, is_final: false }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Stopped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other() {
        let mut heard = Vec::new();
        let mut hear = |progress: Progress| {
            heard.push((progress.done, progress.total));
            ControlFlow::Continue(())
        };
        for (at, total) in [(0, 2), (1, 2), (2, 2)] {
            let _ = step(&mut part(&mut hear, 1..3, 4), at, total);
        }
        let _ = step(&mut part(&mut part(&mut hear, 3..4, 4), 1..2, 2), 0, 0);
        assert_eq!(heard, [(1000, 4000), (2000, 4000), (3000, 4000), (3500, 4000)]);
    }
}
