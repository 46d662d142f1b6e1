//! The way from one state of a draft to another, as edits.

use super::{Attachment, Change, Draft, Edit, Path, Value, compare};
use chrono::NaiveDate;

/// The edits that bring a draft to another state; marks and what it is a part of aside.
pub fn edits_between(draft: &Draft, target: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut files_differ = false;
    for change in compare(draft, target) {
        match change {
            Change::Answer { field, after, .. } if field == "variant" => {
                edits.extend(text(after).map(|variant| Edit::Variant { variant }));
            }
            Change::Answer { field, after, .. } if field == "filing_date" => {
                let date: Option<NaiveDate> = text(after).and_then(|day| day.parse().ok());
                edits.push(Edit::FilingDate { date });
            }
            Change::Answer { field, .. } | Change::Rows { field, .. } => {
                let value = target.answers.get(&field).cloned();
                edits.push(Edit::Set { path: Path::field(field), value });
            }
            Change::Files { .. } => files_differ = true,
        }
    }
    if files_differ || draft.attachments != target.attachments {
        edits.extend((0..draft.attachments.len()).rev().map(|at| Edit::Detach { at }));
        let attach =
            |(at, attachment): (usize, &Attachment)| Edit::Attach { attachment: attachment.clone(), at };
        edits.extend(target.attachments.iter().enumerate().map(attach));
    }
    edits
}

fn text(value: Option<Value>) -> Option<String> {
    if let Some(Value::Text(text)) = value { Some(text) } else { None }
}
