//! Takes objects out of a file that was read and writes them into the one that is made, with everything they need and
//! nothing else.

use super::writer::Writer;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

/// Describe a file's own pages and structure, which are left behind; or say what only its program understands.
const LEFT_BEHIND: [&[u8]; 7] =
    [b"StructParent", b"StructParents", b"Metadata", b"PieceInfo", b"Thumb", b"LastModified", b"AF"];
const OF_PAGES: [&[u8]; 5] = [b"Page", b"Pages", b"Catalog", b"StructTreeRoot", b"StructElem"];

/// A file from which objects are taken.
pub(super) struct Transfer<'a> {
    source: Document,
    writer: &'a mut Writer,
    /// The new numbers of what was taken.
    numbers: HashMap<ObjectId, ObjectId>,
    open: Vec<(ObjectId, ObjectId)>,
}

impl<'a> Transfer<'a> {
    pub(super) fn new(source: Document, writer: &'a mut Writer) -> Transfer<'a> {
        Transfer { source, writer, numbers: HashMap::new(), open: Vec::new() }
    }

    /// Writes an object and all that it refers to; gives its new number. What was written before is not written again.
    pub(super) fn bring(&mut self, root: ObjectId) -> lopdf::Result<ObjectId> {
        let number = self.number(root);
        while let Some((id, number)) = self.open.pop() {
            let mut object = self.source.objects.remove(&id).unwrap_or(Object::Null);
            if is_of_pages(&object) {
                object = Object::Null;
            }
            self.renumber(&mut object);
            self.writer.write(number, &object)?;
        }
        Ok(number)
    }

    /// The new number of an object; `None`: it was not needed.
    pub(super) fn brought(&self, id: ObjectId) -> Option<ObjectId> {
        self.numbers.get(&id).copied()
    }

    fn number(&mut self, id: ObjectId) -> ObjectId {
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = self.writer.reserve();
        self.numbers.insert(id, number);
        self.open.push((id, number));
        number
    }

    fn renumber(&mut self, object: &mut Object) {
        match object {
            Object::Reference(id) => *id = self.number(*id),
            Object::Array(items) => items.iter_mut().for_each(|item| self.renumber(item)),
            Object::Dictionary(dict) => self.renumber_entries(dict),
            Object::Stream(stream) => {
                for key in LEFT_BEHIND {
                    stream.dict.remove(key);
                }
                // The length may stand in an object of its own, which may be wrong; this one is right.
                stream.dict.set("Length", i64::try_from(stream.content.len()).unwrap_or(i64::MAX));
                self.renumber_entries(&mut stream.dict);
            }
            _ => {}
        }
    }

    fn renumber_entries(&mut self, dict: &mut Dictionary) {
        dict.iter_mut().for_each(|(_, value)| self.renumber(value));
    }
}

fn is_of_pages(object: &Object) -> bool {
    object.as_dict().and_then(Dictionary::get_type).is_ok_and(|name| OF_PAGES.contains(&name))
}
