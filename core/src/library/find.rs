//! Finding drafts: by any word in them, and by what the list says of them.

use super::drafts::{line, standing_word};
use super::passages::{FOR_EACH_DRAFT, ids_of};
use super::sought::Word;
use super::{DraftLine, Library, LibraryError, Sought};
use crate::check::DraftStanding;
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

/// Which drafts are wanted; everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each stands somewhere in the draft, in the same place or not. Latin words and numbers by their beginning.
    pub words: Sought,
    /// `design-center`
    pub form: Option<String>,
    /// As of the last change.
    pub standing: Option<DraftStanding>,
    /// Filed on this day or later.
    pub filed_from: Option<NaiveDate>,
    /// Filed on this day or earlier.
    pub filed_until: Option<NaiveDate>,
    /// The applicant's name, as the list shows it.
    pub applicant: Option<String>,
    /// Has this tag.
    pub tag: Option<String>,
    /// What is kept of organisations and people, instead of applications.
    pub profiles: bool,
    /// Those that are done with, instead of those that are being worked on.
    pub archived: bool,
    /// Those that were deleted, archived or not, instead of those that were not.
    pub deleted: bool,
    /// By the last day of filing.
    pub due: Option<Due>,
    /// What is due next first, then what is past, then what has no known day; else the last changed first.
    pub by_due: bool,
    /// To which [`Due`] is counted; also, drafts without a filing date take the notice of its year. `None`: they take none.
    pub today: Option<NaiveDate>,
}

/// When the last day of filing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// It was before today.
    Past,
    /// Today or within 30 days.
    Soon,
    /// After that.
    Later,
    /// Neither a notice nor the draft says it.
    Unknown,
}

impl Due {
    /// How a last day of filing lies to today.
    pub fn of(due: Option<NaiveDate>, today: NaiveDate) -> Due {
        match due.map(|due| (due - today).num_days()) {
            None => Due::Unknown,
            Some(..0) => Due::Past,
            Some(0..=30) => Due::Soon,
            Some(31..) => Due::Later,
        }
    }
}

/// The drafts that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDrafts {
    /// The last changed first; at most as many as were asked for.
    pub lines: Vec<DraftLine>,
    /// How many there are in all.
    pub total: usize,
}

impl Library {
    /// Finds drafts; deleted ones only where they are wanted.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn find(&self, wanted: &Wanted, most: usize) -> Result<FoundDrafts, LibraryError> {
        let (tests, values) = tests(wanted);
        // Where nobody asks for days, they are found for the lines that are shown only; and only those are read whole.
        let (due, order) = match (wanted.by_due, wanted.due) {
            (true, _) => (DUE, BY_DUE),
            (false, Some(_)) => (DUE, BY_CHANGE),
            (false, None) => ("NULL", BY_CHANGE),
        };
        let sql = format!(
            "WITH found AS MATERIALIZED (SELECT id AS draft, changed_at AS changed, {due} AS due FROM drafts WHERE {tests}), \
             shown AS MATERIALIZED (SELECT * FROM found ORDER BY {order} LIMIT {most}) \
             SELECT id, form, edition, variant, filing_date, applicant, standing, answered, required, changed_at, archived, \
             (SELECT group_concat(tag, char(10)) FROM tags WHERE tags.draft = id), excerpt, deadline, {DUE}, \
             (SELECT count(*) FROM found) FROM shown JOIN drafts ON id = shown.draft ORDER BY {order}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut total = 0;
        let lines = query.query_map(params_from_iter(&values), |row| {
            total = row.get::<_, i64>(15)?;
            Ok(line(row))
        })?;
        let lines = lines.map(|line| line?).collect::<Result<_, LibraryError>>()?;
        Ok(FoundDrafts { lines, total: usize::try_from(total).unwrap_or(0) })
    }

    /// The fields of a draft in which a word was found, in no particular order; each once.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn found_in(&self, draft: i64, words: &Sought) -> Result<Vec<String>, LibraryError> {
        let (first, last) = ids_of(draft)?;
        let expression = words.any();
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT field FROM texts JOIN passages ON passages.id = texts.rowid \
             WHERE texts MATCH ?1 AND texts.rowid BETWEEN ?2 AND ?3",
        )?;
        let fields = query.query_map((expression, first, last), |row| row.get(0))?;
        Ok(fields.collect::<Result<_, _>>()?)
    }

    /// Every tag in use, and how many drafts of the wanted list have it, whatever else narrows the list: none, where
    /// others alone have it.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn tags(&self, wanted: &Wanted) -> Result<Vec<(String, u32)>, LibraryError> {
        let (listed, values) = list_of(wanted);
        let sql = format!(
            "SELECT tag, count(*) FILTER (WHERE {listed}) FROM tags JOIN drafts ON drafts.id = draft \
             WHERE deleted <= ?1 AND {IS_PROFILE} = ?3 GROUP BY tag ORDER BY tag"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let tags = query.query_map(params_from_iter(&values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(tags.collect::<Result<_, _>>()?)
    }

    /// Every applicant of the wanted list, and how many drafts each has, whatever else narrows the list.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn applicants(&self, wanted: &Wanted) -> Result<Vec<(String, u32)>, LibraryError> {
        let (listed, values) = list_of(wanted);
        let sql = format!(
            "SELECT applicant, count(*) FROM drafts WHERE {listed} AND applicant IS NOT NULL \
             GROUP BY applicant ORDER BY count(*) DESC, applicant"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let applicants = query.query_map(params_from_iter(&values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(applicants.collect::<Result<_, _>>()?)
    }

    /// The numbers of the drafts that are found by words alone.
    #[cfg(test)]
    pub(super) fn find_ids(&self, words: &str) -> Result<Vec<i64>, LibraryError> {
        let wanted = Wanted { words: Sought::new(words, []), ..Wanted::default() };
        Ok(self.find(&wanted, usize::MAX >> 1)?.lines.iter().map(|line| line.id).collect())
    }
}

/// The deadline of the notice of the filing date's year, or else the draft's own. `?4`: today. A notice that is none says no
/// day: it must not take the list away.
const DUE: &str = "coalesce((SELECT iif(json_valid(notices.json), date(notices.json ->> '$.deadline'), NULL) FROM notices WHERE notices.form = drafts.form \
    AND notices.year = CAST(substr(coalesce(drafts.filing_date, ?4), 1, 4) AS INTEGER)), drafts.deadline)";

const BY_DUE: &str =
    "CASE WHEN due IS NULL THEN 2 WHEN due < ?4 THEN 1 ELSE 0 END, due, changed DESC, draft DESC";

const BY_CHANGE: &str = "changed DESC, draft DESC";

/// By the ids of their forms ([`crate::form::PROFILE`]).
const IS_PROFILE: &str = "(form GLOB 'profile.*')";

/// The list, of which the other tests take a part, as SQL, and what stands for its numbered question marks.
fn list_of(wanted: &Wanted) -> (String, [Value; 3]) {
    let sql = format!("deleted = ?1 AND (deleted OR archived = ?2) AND {IS_PROFILE} = ?3");
    (sql, [wanted.deleted, wanted.archived, wanted.profiles].map(Value::from))
}

/// The tests as SQL, and what stands for its numbered question marks; the last is today.
fn tests(wanted: &Wanted) -> (String, Vec<Value>) {
    let (mut sql, values) = list_of(wanted);
    let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
    let today = wanted.today.map_or(Value::Null, |day| Value::from(day.to_string()));
    let mut values = Vec::from(values);
    values.push(today);
    let given = [
        ("form = ?", wanted.form.clone()),
        ("standing = ?", wanted.standing.map(|standing| standing_word(standing).to_owned())),
        ("filing_date >= ?", day(&wanted.filed_from)),
        ("filing_date <= ?", day(&wanted.filed_until)),
        ("applicant = ?", wanted.applicant.clone()),
        ("id IN (SELECT draft FROM tags WHERE tag = ?)", wanted.tag.clone()),
    ];
    for (test, value) in given {
        if let Some(value) = value {
            values.push(Value::from(value));
            sql.push_str(" AND ");
            sql.push_str(&test.replace('?', &format!("?{}", values.len())));
        }
    }
    for Word { text, options } in wanted.words.words() {
        let mut found = |expression: &str| {
            values.push(Value::from(expression.to_owned()));
            let at = values.len();
            format!("id IN (SELECT DISTINCT rowid / 16777216 FROM texts WHERE texts MATCH ?{at})")
        };
        let in_texts = found(text);
        // Where every draft has it in a text, no option is looked for: only a CASE leaves the rest undone.
        let test = options.as_deref().map_or(in_texts.clone(), |options| {
            format!("CASE WHEN {in_texts} THEN 1 ELSE {} END", found(options))
        });
        sql.push_str(&format!(" AND {test}"));
    }
    sql.push_str(match wanted.due {
        None => "",
        Some(Due::Past) => " AND due < ?4",
        Some(Due::Soon) => " AND due BETWEEN ?4 AND date(?4, '+30 days')",
        Some(Due::Later) => " AND due > date(?4, '+30 days')",
        Some(Due::Unknown) => " AND due IS NULL",
    });
    (sql, values)
}

// The divisor above is written out: a test in SQL has no constants.
const _: () = assert!(FOR_EACH_DRAFT == 16_777_216);
