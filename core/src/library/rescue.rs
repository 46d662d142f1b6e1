//! Saving what can be read of a damaged library.
//!
//! SQLCipher signs every page, so a page is either read as it was written or not at all: nothing that is rescued is
//! wrong. The damaged file is only read. What is not in the new library is listed, so that nobody has to guess.

mod source;

use super::drafts::{self, read_standing, standing_word, time};
use super::edits::{self, read_edit};
use super::{Key, Library, LibraryError, SentBack, passages};
use crate::answers::{Attachment, Draft, Edit, apply, read_draft};
use crate::check::DraftStanding;
use crate::notice::YearNotice;
use crate::progress::{Hear, step};
use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Transaction, params};
use serde::de::DeserializeOwned;
use source::{Line, Revision, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What came of a rescue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Drafts that are in the new library, whole or in an earlier state.
    pub drafts: u32,
    /// Attachments that are in it.
    pub files: u32,
    /// What is not.
    pub losses: Vec<Loss>,
}

/// Something that could not be read. Displayed: what, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Loss {
    /// A draft. All that is known of it is its number.
    #[error("第 {0} 号草稿无法读出。")]
    Draft(i64),
    /// The latest changes of a draft; what came before them is there.
    #[error("“{name}”恢复到 {} 的内容，其后 {changes} 次改动无法读出。", at.format("%Y-%m-%d %H:%M"))]
    Changes {
        /// The applicant.
        name: String,
        /// The last change that is there, where the user is.
        at: DateTime<FixedOffset>,
        /// How many are not.
        changes: i64,
    },
    /// A draft's earlier states; the latest is there.
    #[error("“{0}”的内容完整，改动记录无法读出。")]
    History(String),
    /// An attachment.
    #[error("“{draft}”的附件“{file}”无法读出，请重新添加。")]
    File {
        /// The applicant.
        draft: String,
        /// The file's name.
        file: String,
    },
    /// A draft as it was filed, or a part that is out.
    #[error("一条提交或分发记录无法读出。")]
    Record,
}

/// What the user can set again in a moment is not worth a line in the report.
fn tags(source: &Source<'_>, new: &mut Library) -> Result<(), LibraryError> {
    let tags = source.tags();
    new.change(|change| {
        let sql =
            "INSERT INTO tags (draft, tag) SELECT id, ?2 FROM drafts WHERE id = ?1 ON CONFLICT DO NOTHING";
        for (draft, tag) in tags {
            change.execute(sql, params![draft, tag])?;
        }
        Ok(())
    })
}

/// As [`tags`].
fn ticks(source: &Source<'_>, new: &mut Library) -> Result<(), LibraryError> {
    let (rows, _) = source.rows("ticks", "draft, place, digest");
    new.change(|change| {
        let sql = "INSERT INTO ticks (draft, place, digest) SELECT id, ?2, ?3 FROM drafts WHERE id = ?1";
        for row in rows {
            change.execute(sql, rusqlite::params_from_iter(row))?;
        }
        Ok(())
    })
}

/// Whether whoever reads a row takes it for what it is. A single one that is broken would hide all beside it.
type IsSound = fn(&[Value]) -> bool;

const RECORDS: [(&str, &str, IsSound); 4] = [
    ("handouts", "id, draft, given_at, base, returned_at", |row| {
        let is_time = |at: usize| text(row, at).is_some_and(|text| time(text).is_ok());
        let base = text(row, 3).and_then(|base| read_draft(base).ok());
        let is_part = base.is_some_and(|base| base.excerpt.is_some());
        is_part && is_time(2) && (row.get(4) == Some(&Value::Null) || is_time(4))
    }),
    ("filings", "id, draft, filed_on, check_code, json", |row| {
        let is_day = text(row, 2).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
        is_day && text(row, 4).is_some_and(|json| read_draft(json).is_ok())
    }),
    ("returns", "filing, json", |row| is_read_as::<SentBack>(row, 1)),
    ("notices", "form, year, json", |row| is_read_as::<YearNotice>(row, 2)),
];

fn text(row: &[Value], at: usize) -> Option<&str> {
    match row.get(at) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn is_read_as<T: DeserializeOwned>(row: &[Value], at: usize) -> bool {
    text(row, at).is_some_and(|json| serde_json::from_str::<T>(json).is_ok())
}

/// What was filed and sent back, what is out, and the years' notices; each that is lost.
fn records(source: &Source<'_>, new: &mut Library) -> Result<Vec<Loss>, LibraryError> {
    let mut losses = Vec::new();
    for (table, columns, is_sound) in RECORDS {
        let (rows, lost) = source.rows(table, columns);
        losses.extend((0..lost).map(|_| Loss::Record));
        new.change(|change| {
            for row in rows {
                let marks = vec!["?"; row.len()].join(", ");
                let sql = format!("INSERT INTO {table} ({columns}) VALUES ({marks})");
                // One of a draft or a filing that is lost is lost with it.
                if !is_sound(&row) || change.execute(&sql, rusqlite::params_from_iter(row)).is_err() {
                    losses.push(Loss::Record);
                }
            }
            Ok(())
        })?;
    }
    Ok(losses)
}

/// Reads what can be read of the library at `damaged` into a new one at `path`. `offset`: the user's clock.
///
/// # Errors
/// [`LibraryError::WrongKey`] when not even the file's beginning can be read; [`LibraryError::Damaged`] when there is no
/// library in it; [`LibraryError::Cancelled`], which leaves
/// what is written so far; [`LibraryError::AlreadyThere`], or the disk's.
pub fn rescue(
    damaged: &Path,
    key: &Key,
    path: &Path,
    offset: FixedOffset,
    hear: Hear<'_>,
) -> Result<Rescue, LibraryError> {
    let mut rescued = |with_log| {
        let source = Source::open(damaged, key, with_log)?;
        read_all(&source, &mut Library::create(path, key)?, offset, hear)
    };
    // The log may be another file's, and hide what is sound.
    match rescued(true) {
        Ok(report) if report.drafts == 0 && report.files == 0 && !report.losses.is_empty() => {
            std::fs::remove_file(path).map_err(|_| LibraryError::Disk)?;
            rescued(false)
        }
        Err(LibraryError::Damaged | LibraryError::WrongKey | LibraryError::Disk) if !path.exists() => {
            rescued(false)
        }
        done => done,
    }
}

fn read_all(
    source: &Source<'_>,
    new: &mut Library,
    offset: FixedOffset,
    hear: Hear<'_>,
) -> Result<Rescue, LibraryError> {
    let mut report = Rescue::default();
    let mut wanted = BTreeMap::new();
    let (drafts, files) = (source.drafts(), source.files());
    let steps = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let total = steps(drafts.len() + files.len());
    for (at, id) in drafts.iter().copied().enumerate() {
        step(hear, steps(at), total)?;
        match found(source, id, offset) {
            Found::Nothing => {}
            Found::Unreadable => report.losses.push(Loss::Draft(id)),
            Found::Draft(found) => {
                match new.change(|change| found.write(change, id)) {
                    // A number that no library gives.
                    Err(LibraryError::Damaged) => {
                        report.losses.push(Loss::Draft(id));
                        continue;
                    }
                    written => written?,
                }
                report.drafts += 1;
                report.losses.extend(found.loss.clone());
                for (digest, file) in found.files() {
                    wanted.entry(digest).or_insert((found.name(), file));
                }
            }
        }
    }
    // Those that are named in changes that cannot be read are kept too.
    for (at, row) in files.into_iter().enumerate() {
        step(hear, steps(drafts.len() + at), total)?;
        if let Some(bytes) = source.file("rowid", row) {
            wanted.remove(&new.keep_file(&bytes)?);
            report.files += 1;
        }
    }
    for (digest, (draft, file)) in wanted {
        match source.file("sha256", &digest) {
            Some(bytes) => {
                new.keep_file(&bytes)?;
                report.files += 1;
            }
            None => report.losses.push(Loss::File { draft, file }),
        }
    }
    tags(source, new)?;
    ticks(source, new)?;
    report.losses.extend(records(source, new)?);
    Ok(report)
}

enum Found {
    /// No draft has this number.
    Nothing,
    /// One had it.
    Unreadable,
    Draft(Box<FoundDraft>),
}

struct FoundDraft {
    /// As it is written in full in the new library.
    draft: Draft,
    line: Option<Line>,
    revisions: Vec<Revision>,
    /// How many of the revisions are made; the text in full comes before all of them.
    at: i64,
    json_at: i64,
    loss: Option<Loss>,
}

fn found(source: &Source<'_>, id: i64, offset: FixedOffset) -> Found {
    let line = source.line(id);
    let (draft, json_at) = match (&line, source.body(id)) {
        (Ok(None), Ok(None)) => return Found::Nothing,
        (_, Ok(Some(body))) => body,
        _ => return Found::Unreadable,
    };
    let line = line.ok().flatten();
    Found::Draft(Box::new(FoundDraft::of(draft, json_at, line, source.revisions(id), offset)))
}

impl FoundDraft {
    fn of(
        draft: Draft,
        json_at: i64,
        line: Option<Line>,
        revisions: Vec<Revision>,
        offset: FixedOffset,
    ) -> FoundDraft {
        let last = revisions.last().map_or(0, |revision| revision.number);
        let at = line.as_ref().map_or(last, |line| line.at);
        let is_whole = usize::try_from(last.max(at).max(json_at)).is_ok_and(|count| revisions.len() == count);
        let mut found = FoundDraft { draft, line, revisions, at, json_at, loss: None };
        if !is_whole || !found.is_sound() {
            found.take_what_follows(offset);
        }
        found
    }

    /// Whether its history is what this program writes, and leads to now.
    fn is_sound(&self) -> bool {
        let is_read = |revision: &Revision| {
            read_edit(&revision.edit).is_ok()
                && read_edit(&revision.inverse).is_ok()
                && time(&revision.made_at).is_ok()
                && revision.back_to.as_ref().is_none_or(|back| back.is_empty() || time(back).is_ok())
        };
        self.at >= 0 && self.json_at >= 0 && self.revisions.iter().all(is_read) && self.now().is_ok()
    }

    /// Brings the text in full as far forward as the revisions reach without a gap, and drops the history.
    fn take_what_follows(&mut self, offset: FixedOffset) {
        let by_number: BTreeMap<i64, &Revision> =
            self.revisions.iter().map(|each| (each.number, each)).collect();
        let (mut reached, mut made_at) = (self.json_at, None);
        let backwards = self.at < self.json_at;
        while reached != self.at {
            let number = if backwards { reached } else { reached + 1 };
            let Some(revision) = by_number.get(&number) else { break };
            let text = if backwards { &revision.inverse } else { &revision.edit };
            let Some(edit) = read_edit(text).ok().filter(|edit| self.fits(edit)) else { break };
            let _ = apply(&mut self.draft, edit);
            made_at = time(&revision.made_at).ok();
            reached += if backwards { -1 } else { 1 };
        }
        let changed_at = self.line.as_ref().and_then(|line| time(&line.changed_at).ok());
        let (name, changes) = (self.name(), self.at.saturating_sub(reached).saturating_abs());
        self.loss = Some(if changes == 0 {
            Loss::History(name)
        } else {
            let at = made_at.or(changed_at).unwrap_or_default().with_timezone(&offset);
            Loss::Changes { name, at, changes }
        });
        (self.revisions, self.at, self.json_at) = (Vec::new(), 0, 0);
    }

    fn fits(&self, edit: &Edit) -> bool {
        apply(&mut self.draft.clone(), edit.clone()).is_ok()
    }

    fn name(&self) -> String {
        let known = self.line.as_ref().and_then(|line| line.applicant.clone());
        known.or_else(|| drafts::applicant(&self.draft)).unwrap_or_else(|| "未填写名称".into())
    }

    /// Digests and names of the files that the draft names or once named.
    fn files(&self) -> BTreeSet<(String, String)> {
        let mut files = BTreeSet::new();
        let mut take = |file: &Attachment| {
            files.extend(file.sha256.clone().map(|digest| (digest, file.path.clone())));
        };
        self.draft.attachments.iter().for_each(&mut take);
        for text in self.revisions.iter().flat_map(|revision| [&revision.edit, &revision.inverse]) {
            read_edit(text).iter().for_each(|edit| edits::attached(edit, &mut take));
        }
        files
    }

    /// The text in full, with the revisions that lie between it and now.
    fn now(&self) -> Result<Draft, LibraryError> {
        let mut draft = self.draft.clone();
        let between = |from: i64, to: i64| {
            self.revisions.iter().filter(move |revision| (from + 1..=to).contains(&revision.number))
        };
        let forwards = between(self.json_at, self.at).map(|revision| &revision.edit);
        let backwards = between(self.at, self.json_at).map(|revision| &revision.inverse).rev();
        for edit in forwards.chain(backwards) {
            apply(&mut draft, read_edit(edit)?).map_err(|_| LibraryError::Damaged)?;
        }
        Ok(draft)
    }

    fn write(&self, change: &Transaction<'_>, id: i64) -> Result<(), LibraryError> {
        passages::ids_of(id)?;
        let draft = &self.draft;
        let now = self.now()?;
        let line = self.line.as_ref();
        let sql = "INSERT INTO drafts (id, form, edition, variant, filing_date, applicant, standing, answered, \
                   required, changed_at, deleted, archived, at, excerpt, version) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1)";
        change.execute(
            sql,
            params![
                id,
                now.form,
                now.edition,
                now.variant,
                now.filing_date.map(|day| day.to_string()),
                drafts::applicant(&now).or_else(|| line?.applicant.clone()),
                standing_word(
                    line.and_then(|line| read_standing(&line.standing)).unwrap_or(DraftStanding::Incomplete)
                ),
                line.map_or(0, |line| line.answered),
                line.map_or(0, |line| line.required),
                line.and_then(|line| time(&line.changed_at).ok()).unwrap_or_default().to_rfc3339(),
                line.is_some_and(|line| line.deleted),
                line.is_some_and(|line| line.archived),
                self.at,
                now.excerpt.is_some(),
            ],
        )?;
        edits::write_body(change, id, draft, self.json_at)?;
        for each in &self.revisions {
            let sql = "INSERT INTO revisions (draft, number, edit, inverse, made_at, back_to) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let Revision { number, edit, inverse, made_at, back_to } = each;
            change.execute(sql, params![id, number, edit, inverse, made_at, back_to])?;
        }
        passages::add_all(change, id, &now)
    }
}
