//! How much is written in each object of a PDF, known before it is read: a number of two bytes takes fifty times as much
//! memory. Nothing is understood here; what is counted is never less than what a reader finds.

use memchr::memmem;

/// What an object begins behind, and what a trailer does.
const STARTS: [&[u8]; 2] = [b"obj", b"trailer"];

/// Whether no object holds more than `most` others. Also false where objects overlap as those of no honest file do.
pub(super) fn fit(bytes: &[u8], most: usize) -> bool {
    let mut left = bytes.len().saturating_mul(4).saturating_add(1 << 20);
    STARTS.iter().all(|start| {
        memmem::find_iter(bytes, start).all(|at| {
            let mut object = Object { rest: &bytes[at + start.len()..], depth: 0, count: 0 };
            let length = object.rest.len();
            while object.count <= most && object.pass() == Some(()) {}
            let passed = length - object.rest.len() + 1;
            let is_in_bounds = passed <= left;
            left = left.saturating_sub(passed);
            object.count <= most && is_in_bounds
        })
    })
}

struct Object<'a> {
    rest: &'a [u8],
    /// Open brackets.
    depth: usize,
    count: usize,
}

impl Object<'_> {
    /// Passes a sign or a word; `None`: the object ends here.
    fn pass(&mut self) -> Option<()> {
        let first = *self.rest.first()?;
        match first {
            0 | b'\t' | b'\n' | 12 | b'\r' | b' ' => self.skip(1),
            b'%' => self.skip_to(self.rest.iter().position(|byte| b"\r\n".contains(byte))),
            b'[' => self.open(1),
            b'<' if self.rest.starts_with(b"<<") => self.open(2),
            b']' | b'>' => {
                self.depth = self.depth.checked_sub(1).filter(|depth| *depth > 0)?;
                self.skip(if self.rest.starts_with(b">>") { 2 } else { 1 })
            }
            b'<' => {
                self.count += 1;
                self.skip_to(memchr::memchr(b'>', self.rest).map(|at| at + 1))
            }
            b'(' => {
                self.count += 1;
                self.skip_to(text(self.rest))
            }
            b'/' => {
                self.count += 1;
                self.skip(1 + word(&self.rest[1..]).len())
            }
            _ => self.word(),
        }
    }

    fn open(&mut self, bytes: usize) -> Option<()> {
        self.count += 1;
        self.depth += 1;
        self.skip(bytes)
    }

    /// Numbers and names of values, which need no blank between them; outside of brackets there is only one.
    fn word(&mut self) -> Option<()> {
        let word = word(self.rest);
        let is_value = word.iter().all(|byte| b"0123456789+-.Rtruefalsn".contains(byte));
        self.count += word.len();
        self.rest = &self.rest[word.len()..];
        (is_value && !word.is_empty() && self.depth > 0).then_some(())
    }

    /// `None`: what is passed has no end.
    fn skip_to(&mut self, end: Option<usize>) -> Option<()> {
        self.skip(end.unwrap_or(self.rest.len()))
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.rest = &self.rest[bytes..];
        Some(())
    }
}

/// The length of a text in brackets, which may hold others; `None`: it does not end.
fn text(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// What stands before the next blank or sign.
fn word(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| b"\0\t\n\x0c\r ()<>[]{}/%".contains(byte));
    &bytes[..end.unwrap_or(bytes.len())]
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_is_written_is_counted() {
        let cases: [(&str, usize); 14] = [
            ("1 0 obj [0 0 0] endobj", 4),
            ("1 0 obj\n<</A 1/B(x \\) (y) z)/C<00>>>stream [0 0 0 0 0 0 0 0 0 0] endstream", 7),
            ("1 0 obj[-0-0-0]", 7),
            ("1 0 obj[0.0.0]", 6),
            ("1 0 obj[truenulltrue]", 13),
            ("1 0 obj[/a/b/c]", 4),
            ("1 0 obj[%0 0 0\n0]", 2),
            ("1 0 obj[[[[]]]] 0 0 0 0 0", 4),
            ("1 0 obj 5 endobj", 1),
            ("1 0 obj[0 endobj] 0 0 0 0 0", 8),
            ("trailer<</Root 1 0 R>>", 5),
            ("1 0 obj(not ended 0 0 0 0", 1),
            ("1 0 obj [0] endobj 2 0 obj [0 0 0 0] endobj", 5),
            ("1 0 obj", 0),
        ];
        for (text, most) in cases {
            assert!(fit(text.as_bytes(), most), "{text}");
            assert!(most == 0 || !fit(text.as_bytes(), most - 1), "{text}");
        }
    }

    #[test]
    fn objects_within_objects_end() {
        assert!(!fit("obj(".repeat(100_000).as_bytes(), 1_000_000));
        assert!(fit("1 0 obj [0] endobj\n".repeat(100_000).as_bytes(), 1_000_000));
    }
}
