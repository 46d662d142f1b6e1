//! A PDF as it is written, object by object, so that what is written is not held in memory a second time.

use lopdf::{Dictionary, Object, ObjectId, Writer as Objects};

/// The file so far.
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// Of each object by its number, from 1; 0: not written.
    offsets: Vec<usize>,
}

/// A state to which a writer can be put back.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    bytes: usize,
    objects: usize,
}

impl Writer {
    pub(super) fn new() -> Writer {
        // The second line tells programs that move files that this one is no text.
        Writer { bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), offsets: Vec::new() }
    }

    /// A number for an object that is written later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.offsets.push(0);
        (u32::try_from(self.offsets.len()).unwrap_or(u32::MAX), 0)
    }

    /// The first number that no object has.
    pub(super) fn free(&self) -> u32 {
        u32::try_from(self.offsets.len() + 1).unwrap_or(u32::MAX)
    }

    /// Writes an object under its number.
    pub(super) fn write(&mut self, (number, _): ObjectId, object: &Object) -> lopdf::Result<()> {
        let at = usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
        if at >= self.offsets.len() {
            self.offsets.resize(at + 1, 0);
        }
        self.offsets[at] = self.bytes.len();
        self.bytes.extend(format!("{number} 0 obj\n").as_bytes());
        Objects::write_object(&mut self.bytes, object)?;
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { bytes: self.bytes.len(), objects: self.offsets.len() }
    }

    /// Forgets everything written since `mark`.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.bytes.truncate(mark.bytes);
        self.offsets.truncate(mark.objects);
    }

    /// Completes the file.
    pub(super) fn finish(mut self, mut trailer: Dictionary) -> lopdf::Result<Vec<u8>> {
        let start = self.bytes.len();
        let size = self.offsets.len() + 1;
        self.bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
        for offset in &self.offsets {
            let entry = match offset {
                0 => "0000000000 65535 f \n".to_owned(),
                offset => format!("{offset:010} 00000 n \n"),
            };
            self.bytes.extend(entry.as_bytes());
        }
        trailer.set("Size", i64::try_from(size).unwrap_or(i64::MAX));
        self.bytes.extend(b"trailer\n");
        Objects::write_object(&mut self.bytes, &Object::Dictionary(trailer))?;
        self.bytes.extend(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }
}
