//! A draft's past as the window shows it: what was changed when, two states side by side, the way back.

use crate::contract::*;
use crate::desk::{Desk, changed, library};
use crate::failure::Failure;
use chrono::{DateTime, Local, Utc};
use shenbao_core::answers::{Change, Edit, Path};
use shenbao_core::library::{BackTo as EarlierState, LibraryError, Revision};

/// Shown at once; older ones are asked for.
const MOST_SHOWN: u32 = 100;

/// Named of one revision.
const MOST_PLACES: usize = 6;

impl Desk {
    /// A draft's revisions, the newest first; those before `before` where that is given.
    pub fn history(&self, id: &str, before: Option<u32>) -> Result<History, Failure> {
        let mut table = self.table();
        let held = self.held(&mut table, id)?.clone();
        let revisions = library(&mut table)?.revisions(&held, before.map(i64::from), MOST_SHOWN)?;
        let has_more = revisions.last().is_some_and(|revision| revision.number > 1);
        Ok(History {
            revisions: revisions.into_iter().map(line).collect(),
            current: u32::try_from(held.revision()).unwrap_or(u32::MAX),
            has_more,
        })
    }

    /// What differs between two states of a draft; state 0 is the one before the first revision.
    pub fn compare(&self, id: &str, before: u32, after: u32) -> Result<Vec<Change>, Failure> {
        let mut table = self.table();
        let held = self.held(&mut table, id)?.clone();
        Ok(library(&mut table)?.compare(&held, before.into(), after.into())?)
    }

    /// Brings a draft back to an earlier state, by one more revision; by none where it is the same.
    pub fn go_back(&self, id: &str, revision: u32) -> Result<ChangedDraft, Failure> {
        let (held, report) = self.with(id, |library, held, now, summarise| {
            match library.go_back(held, revision.into(), now, &mut *summarise) {
                Err(LibraryError::NothingToUndo) => {
                    // Whoever asked gets it checked all the same.
                    summarise(held.draft());
                    Ok(())
                }
                other => other,
            }
        })?;
        Ok(changed(&held, report))
    }
}

fn line(revision: Revision) -> RevisionLine {
    let mut places = Vec::new();
    name_places(&revision.edit, &mut places);
    places.dedup();
    let more = places.len().saturating_sub(MOST_PLACES);
    places.truncate(MOST_PLACES);
    RevisionLine {
        number: u32::try_from(revision.number).unwrap_or(u32::MAX),
        made_at: local(revision.made_at),
        places,
        more_places: u32::try_from(more).unwrap_or(u32::MAX),
        typed: matches!(revision.edit, Edit::Set { .. }),
        undone: revision.undone,
        back_to: revision.back_to.map(|state| match state {
            EarlierState::Beginning => BackTo { made_at: None },
            EarlierState::Made(at) => BackTo { made_at: Some(local(at)) },
        }),
    }
}

fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local).to_rfc3339()
}

/// Where an edit changes something.
fn name_places(edit: &Edit, places: &mut Vec<String>) {
    match edit {
        Edit::Set { path, .. } => places.push(path.to_string()),
        Edit::InsertRow { table, at, .. }
        | Edit::RemoveRow { table, at }
        | Edit::MoveRow { table, to: at, .. } => places.push(Path::row(table, *at).to_string()),
        Edit::ReplaceRows { table, .. } => places.push(table.clone()),
        Edit::FilingDate { .. } => places.push("filing_date".into()),
        Edit::Variant { .. } => places.push("variant".into()),
        Edit::Attach { attachment, .. } => places.push(attachment.field.clone()),
        Edit::Detach { .. } | Edit::MoveAttachment { .. } => places.push("attachments".into()),
        Edit::Mark { origins } => places.extend(origins.keys().cloned()),
        Edit::Trace { traces } => places.extend(traces.keys().cloned()),
        Edit::Several { edits } => edits.iter().for_each(|edit| name_places(edit, places)),
    }
}
