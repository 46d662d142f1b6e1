//! Whether an edit names something that the form asks. A draft may hold more (an older edition's answers, a
//! hand-written file's), and keeps it; but nothing new is written where nobody would ever look.

use super::{Edit, EditError, Origin, Path, Trace};
use crate::form::{Field, FieldKind, Form};

/// Refuses an edit of a field, column or variant that the form does not have.
pub fn fits(form: &Form, edit: &Edit) -> Result<(), EditError> {
    let field = |id: &str| form.fields().find(|field| field.id == id);
    let is_fit = match edit {
        Edit::Set { path, .. } => field(&path.field).is_some_and(|field| holds(field, path)),
        Edit::InsertRow { table, .. }
        | Edit::RemoveRow { table, .. }
        | Edit::MoveRow { table, .. }
        | Edit::ReplaceRows { table, .. } => field(table).is_some_and(has_rows),
        Edit::Variant { variant } => form.variants.iter().any(|known| known.id == *variant),
        Edit::Attach { attachment, .. } => field(&attachment.field).is_some_and(takes_files),
        // Where an answer comes from is said by whoever brings it in; an edit only takes that away again,
        Edit::Mark { origins } => origins.iter().all(|(id, origin)| origin.is_none() && field(id).is_some()),
        // or says that it was computed from another answer, which is done where that is written.
        Edit::Trace { traces } => traces.iter().all(|(place, trace)| {
            let is_known = |path: Path| field(&path.field).is_some_and(|field| holds(field, &path));
            let is_computed = matches!(trace, Trace { open: None, seen: Some(Origin::Computed { .. }) });
            is_computed && place.parse().is_ok_and(is_known)
        }),
        Edit::Several { edits } => return edits.iter().try_for_each(|edit| fits(form, edit)),
        Edit::FilingDate { .. } | Edit::Detach { .. } | Edit::MoveAttachment { .. } => true,
    };
    if is_fit { Ok(()) } else { Err(EditError::NotAsked) }
}

fn holds(field: &Field, path: &Path) -> bool {
    match (path.row, &path.column) {
        (None, _) => !takes_files(field),
        (Some(_), None) => has_rows(field),
        (Some(_), Some(column)) => {
            let is_year = matches!(field.kind, FieldKind::Years { .. }) && column == "year";
            is_year || field.kind.columns().iter().any(|known| known.id == *column)
        }
    }
}

fn has_rows(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Table { .. } | FieldKind::Years { .. })
}

fn takes_files(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Attachment { .. })
}
