//! How long the shared texts of an old workbook are. A cell names one by its place, and the reader copies it for each cell.

use super::xls::{END, Records, number, pair};

/// The texts that are written once …
const SHARED: u16 = 0x00FC;
/// … and what goes on with them where one record does not hold them.
const CONTINUED: u16 = 0x003C;
/// Bytes that one of its letters becomes, at most.
const LETTER: u64 = 3;

/// The bytes of each text at most, in their order. Those behind one that cannot be followed are left out: the reader
/// refuses such a workbook.
pub(super) fn lengths(stream: &[u8]) -> Vec<u64> {
    let mut records = Records(stream);
    let mut found = Vec::new();
    while let Some((kind, data)) = records.next() {
        match kind {
            SHARED => found = Pieces { piece: data.get(8..).unwrap_or_default(), rest: records.0 }.lengths(),
            END => break,
            _ => {}
        }
    }
    found
}

/// What is left of the piece that is being read, and the records behind it.
struct Pieces<'a> {
    piece: &'a [u8],
    rest: &'a [u8],
}

impl Pieces<'_> {
    fn lengths(mut self) -> Vec<u64> {
        let mut lengths = Vec::new();
        while !self.piece.is_empty() || self.go_on() {
            let Some(length) = self.text() else { break };
            lengths.push(length);
        }
        lengths
    }

    fn go_on(&mut self) -> bool {
        let mut records = Records(self.rest);
        let Some((CONTINUED, data)) = records.next() else { return false };
        (self.piece, self.rest) = (data, records.0);
        true
    }

    /// Passes one text with what stands behind it.
    fn text(&mut self) -> Option<u64> {
        if self.piece.is_empty() {
            return Some(0);
        }
        let letters = pair(self.piece, 0)?;
        let flags = *self.piece.get(2)?;
        self.piece = &self.piece[3..];
        let (mut formats, mut extra) = (0, 0);
        if flags & 8 != 0 {
            formats = pair(self.piece, 0)? * 4;
            self.piece = &self.piece[2..];
        }
        if flags & 4 != 0 {
            extra = number(self.piece, 0)?;
            self.piece = &self.piece[4..];
        }
        self.pass_letters(letters, flags & 1 != 0)?;
        self.pass(formats)?;
        self.pass(extra)?;
        Some(u64::from(letters) * LETTER)
    }

    /// Where a record ends within a text, the next one says anew whether a letter has two bytes.
    fn pass_letters(&mut self, letters: u32, mut are_wide: bool) -> Option<()> {
        let mut left = usize::try_from(letters).ok()?;
        while left > 0 {
            let width = if are_wide { 2 } else { 1 };
            let here = left.min(self.piece.len() / width);
            self.piece = &self.piece[here * width..];
            left -= here;
            if left > 0 {
                let (flags, piece) = self.go_on().then(|| self.piece.split_first()).flatten()?;
                (self.piece, are_wide) = (piece, flags & 1 != 0);
            }
        }
        Some(())
    }

    fn pass(&mut self, bytes: u32) -> Option<()> {
        let mut left = usize::try_from(bytes).ok()?;
        while left > 0 {
            if self.piece.is_empty() && !self.go_on() {
                return None;
            }
            let here = left.min(self.piece.len());
            self.piece = &self.piece[here..];
            left -= here;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::lengths;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn texts_are_followed_over_records_formats_and_both_widths() {
        let first = [
            [0; 8].as_slice(),
            &[2, 0, 0, b'a', b'b'],
            // With one format and three more bytes.
            &[1, 0, 0b1101, 1, 0, 3, 0, 0, 0, 0x2d, 0x4e, 0, 0, 0, 0, 1, 2, 3],
            // Two letters here, one of one byte in the next record.
            &[3, 0, 1, 0x2d, 0x4e, 0x2d, 0x4e],
        ]
        .concat();
        let stream =
            [record(0xFC, &first), record(0x3C, &[0, b'c', 1, 0, 0, b'd']), record(0x0A, &[])].concat();
        assert_eq!(lengths(&stream), [6, 3, 9, 3]);
        assert_eq!(lengths(&stream[..stream.len() - 12]), [6, 3]);
    }
}
