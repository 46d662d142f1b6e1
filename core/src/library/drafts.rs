//! The list of drafts: adding, showing, deleting, restoring.

use super::deadlines::DATED_BY;
use super::{Held, Library, LibraryError, Wanted, edits, passages};
use crate::answers::{Draft, Value};
use crate::calendar;
use crate::check::{DraftStanding, Report, SectionProgress};
use crate::form::Form;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};

/// What the list shows of a draft beside what the draft says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What the form says people call it by, once it is given.
    pub applicant: Option<String>,
    /// As of the last change.
    pub standing: DraftStanding,
    /// Required fields that are answered …
    pub answered: u32,
    /// … of so many.
    pub required: u32,
    /// The last day of filing that follows from the draft itself ([`calendar::own_deadline`]).
    pub deadline: Option<NaiveDate>,
}

/// A line of the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Never used again for another draft.
    pub id: i64,
    /// `design-center`
    pub form: String,
    /// `2023`
    pub edition: String,
    /// `in-house`
    pub variant: String,
    /// The day to which time is counted.
    pub filing_date: Option<NaiveDate>,
    /// Where it stands.
    pub summary: Summary,
    /// The last day of filing, as the notice of its year says, or else as follows from the draft itself.
    pub due: Option<NaiveDate>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// The user's own words for it, in alphabetical order.
    pub tags: Vec<String>,
    /// Done with.
    pub archived: bool,
    /// A part of someone else's draft.
    pub excerpt: bool,
}

impl Summary {
    /// Of a draft as it was checked.
    pub fn of(form: &Form, draft: &Draft, report: &Report) -> Summary {
        let is_own = |section: &&SectionProgress| {
            draft.excerpt.as_ref().is_none_or(|excerpt| excerpt.sections.contains(&section.id))
        };
        let own = || report.sections.iter().filter(is_own);
        Summary {
            applicant: form.name_of(draft).map(str::to_owned),
            standing: report.standing,
            answered: own().map(|section| section.answered).sum(),
            required: own().map(|section| section.required).sum(),
            deadline: calendar::own_deadline(form, draft),
        }
    }
}

impl Library {
    /// Adds a draft; it is held at once.
    ///
    /// # Errors
    /// The disk's.
    pub fn add(&mut self, draft: Draft, summary: &Summary, now: DateTime<Utc>) -> Result<Held, LibraryError> {
        let id = self.change(|change| {
            change.execute(
                "INSERT INTO drafts (form, edition, variant, filing_date, applicant, standing, answered, required, \
                 changed_at, excerpt, deadline, dated_by, at, version) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, 1)",
                params![
                    draft.form,
                    draft.edition,
                    draft.variant,
                    draft.filing_date.map(|day| day.to_string()),
                    summary.applicant,
                    standing_word(summary.standing),
                    summary.answered,
                    summary.required,
                    now.to_rfc3339(),
                    draft.excerpt.is_some(),
                    summary.deadline.map(|day| day.to_string()),
                    DATED_BY,
                ],
            )?;
            let id = change.last_insert_rowid();
            edits::write_body(change, id, &draft, 0)?;
            passages::add_all(change, id, &draft)?;
            Ok(id)
        })?;
        Ok(Held::fresh(id, draft, now))
    }

    /// Every draft that is neither deleted nor archived, the last changed first.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn list(&self) -> Result<Vec<DraftLine>, LibraryError> {
        Ok(self.find(&Wanted::default(), usize::MAX >> 1)?.lines)
    }

    /// Whether there is a draft of this edition, deleted ones included: they can be put back.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn has_drafts_of(&self, form: &str, edition: &str) -> Result<bool, LibraryError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE form = ?1 AND edition = ?2)";
        Ok(self.db.query_row(sql, [form, edition], |row| row.get(0))?)
    }

    /// Puts a draft among those that are done with, or back.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`], or the disk's.
    pub fn archive(&mut self, id: i64, archived: bool) -> Result<(), LibraryError> {
        self.change(|change| {
            let sql = "UPDATE drafts SET archived = ?2 WHERE id = ?1 AND deleted = 0";
            if change.execute(sql, params![id, archived])? == 0 {
                Err(LibraryError::NoSuchDraft)
            } else {
                Ok(())
            }
        })
    }

    /// Gives a draft exactly these tags: each trimmed, once, none of them empty.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`], or the disk's.
    pub fn tag(&mut self, id: i64, tags: &[String]) -> Result<(), LibraryError> {
        self.change(|change| {
            let sql = "SELECT count(*) FROM drafts WHERE id = ?1 AND deleted = 0";
            if change.query_row(sql, [id], |row| row.get::<_, i64>(0))? == 0 {
                return Err(LibraryError::NoSuchDraft);
            }
            change.execute("DELETE FROM tags WHERE draft = ?1", [id])?;
            for tag in tags.iter().map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")) {
                let sql = "INSERT INTO tags (tag, draft) SELECT ?1, ?2 WHERE ?1 <> '' ON CONFLICT DO NOTHING";
                change.execute(sql, params![tag, id])?;
            }
            Ok(())
        })
    }

    /// Takes a draft off the list. It stays in the file.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`], or the disk's.
    pub fn delete(&mut self, id: i64) -> Result<(), LibraryError> {
        self.mark(id, true)
    }

    /// Puts a deleted draft back on the list.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchDraft`], or the disk's.
    pub fn restore(&mut self, id: i64) -> Result<(), LibraryError> {
        self.mark(id, false)
    }

    fn mark(&mut self, id: i64, deleted: bool) -> Result<(), LibraryError> {
        self.change(|change| {
            let sql = "UPDATE drafts SET deleted = ?2, version = version + 1 WHERE id = ?1";
            match change.execute(sql, params![id, deleted])? {
                0 => Err(LibraryError::NoSuchDraft),
                _ => Ok(()),
            }
        })
    }
}

/// The applicant's name, once it is given, where the draft's form is not at hand to say what it is called by.
pub(super) fn applicant(draft: &Draft) -> Option<String> {
    match draft.answers.get("organisation.name") {
        Some(Value::Text(name)) => Some(name.clone()),
        _ => None,
    }
}

/// The draft in full, for the file.
pub(super) fn json(draft: &Draft) -> Result<String, LibraryError> {
    serde_json::to_string(draft).map_err(|_| LibraryError::Fault(0))
}

pub(super) fn standing_word(standing: DraftStanding) -> &'static str {
    match standing {
        DraftStanding::Ready => "ready",
        DraftStanding::NotReady => "not_ready",
        DraftStanding::Incomplete => "incomplete",
    }
}

/// What [`standing_word`] gave.
pub(super) fn read_standing(word: &str) -> Option<DraftStanding> {
    let all = [DraftStanding::Ready, DraftStanding::NotReady, DraftStanding::Incomplete];
    all.into_iter().find(|standing| standing_word(*standing) == word)
}

/// A time as it stands in the file.
pub(super) fn time(text: &str) -> Result<DateTime<Utc>, LibraryError> {
    DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()).map_err(|_| LibraryError::Damaged)
}

pub(super) fn line(row: &Row<'_>) -> Result<DraftLine, LibraryError> {
    let day = |at: usize| -> Result<Option<NaiveDate>, LibraryError> {
        let day: Option<String> = row.get(at)?;
        day.map(|day| day.parse().map_err(|_| LibraryError::Damaged)).transpose()
    };
    let standing = read_standing(&row.get::<_, String>(6)?).ok_or(LibraryError::Damaged)?;
    Ok(DraftLine {
        id: row.get(0)?,
        form: row.get(1)?,
        edition: row.get(2)?,
        variant: row.get(3)?,
        filing_date: day(4)?,
        summary: Summary {
            applicant: row.get(5)?,
            standing,
            answered: row.get(7)?,
            required: row.get(8)?,
            deadline: day(13)?,
        },
        due: day(14)?,
        changed_at: time(&row.get::<_, String>(9)?)?,
        archived: row.get(10)?,
        excerpt: row.get(12)?,
        tags: row
            .get::<_, Option<String>>(11)?
            .iter()
            .flat_map(|tags| tags.split('\n'))
            .map(str::to_owned)
            .collect(),
    })
}
