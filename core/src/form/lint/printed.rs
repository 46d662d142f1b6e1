//! What is asked is printed: an answer that no document shows was asked for nothing.

use super::super::mistake::Mistake;
use super::super::{FieldKind, Form};
use super::Places;

/// One mistake for each field, and each column of a printed table, that no document shows. Attachments are bound into
/// the file that `[evidence]` names.
pub(super) fn printed(form: &Form, places: &Places) -> Vec<Mistake> {
    let printed = form.documents.prints();
    let mut missing = Vec::new();
    for field in form.fields().filter(|field| !matches!(field.kind, FieldKind::Attachment { .. })) {
        if !printed.contains(&field.id) {
            missing.push(field.id.clone());
            continue;
        }
        let columns = field.kind.columns().iter().map(|column| format!("{}.{}", field.id, column.id));
        missing.extend(columns.filter(|column| !printed.contains(column)));
    }
    let report = |id: &String| {
        let says = format!("没有文书印出 \"{id}\"。");
        Some(places.fields.get(id)?.mistake(says, "请在 documents.toml 里印出它，或不再询问。"))
    };
    missing.iter().filter_map(report).chain(unbound(form, places)).collect()
}

/// The first attachment field of a pack that does not say into which file attachments are bound.
fn unbound(form: &Form, places: &Places) -> Option<Mistake> {
    if form.documents.evidence.is_some() {
        return None;
    }
    let field = form.fields().find(|field| matches!(field.kind, FieldKind::Attachment { .. }))?;
    let says = "有附件要提交，documents.toml 却没有写装订到哪个文件。";
    Some(places.fields.get(&field.id)?.mistake(says, "请在 documents.toml 里写上 `[evidence]`。"))
}
