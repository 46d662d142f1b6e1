//! Reading a damaged file, question by question. An error says nothing of the next question: SQLCipher refuses everything
//! on a connection that has met a damaged page, so each error is followed by a new connection.

use crate::answers::{Draft, read_draft};
use crate::bundle::sha256;
use crate::library::open::{readable, unlocked};
use crate::library::{Key, LibraryError};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::cell::RefCell;
use std::path::Path;

/// The damaged file.
pub(super) struct Source<'a> {
    path: &'a Path,
    key: &'a Key,
    db: RefCell<Connection>,
    /// Older files hold the drafts' texts in the list itself.
    has_bodies: bool,
    /// Older files do not say which revisions went back.
    has_back_to: bool,
}

/// What the list shows of a draft.
pub(super) struct Line {
    pub(super) applicant: Option<String>,
    pub(super) standing: String,
    pub(super) answered: i64,
    pub(super) required: i64,
    pub(super) changed_at: String,
    pub(super) deleted: bool,
    pub(super) archived: bool,
    pub(super) at: i64,
}

/// One change, as it stands in the file.
pub(super) struct Revision {
    pub(super) number: i64,
    pub(super) edit: String,
    pub(super) inverse: String,
    pub(super) made_at: String,
    pub(super) back_to: Option<String>,
}

impl<'a> Source<'a> {
    /// Fails where not even the file's beginning can be read.
    pub(super) fn open(path: &'a Path, key: &'a Key) -> Result<Source<'a>, LibraryError> {
        let db = unlocked(path, key).and_then(readable).map_err(|error| match error {
            LibraryError::Damaged => LibraryError::WrongKey,
            other => other,
        })?;
        let mut source = Source { path, key, db: RefCell::new(db), has_bodies: true, has_back_to: true };
        let has = |sql: &str| source.ask(sql, [], |row| row.get(0)).ok().flatten().unwrap_or(true);
        let has_bodies = has("SELECT count(*) FROM sqlite_master WHERE name = 'bodies'");
        let has_back_to = has("SELECT count(*) FROM pragma_table_info('revisions') WHERE name = 'back_to'");
        (source.has_bodies, source.has_back_to) = (has_bodies, has_back_to);
        Ok(source)
    }

    /// The highest number that a draft may have, from whatever can be read.
    pub(super) fn last(&self) -> i64 {
        let queries = [
            "SELECT seq FROM sqlite_sequence WHERE name = 'drafts'",
            "SELECT max(id) FROM drafts",
            "SELECT max(draft) FROM bodies",
            "SELECT max(draft) FROM revisions",
        ];
        queries.into_iter().map(|sql| self.number(sql, [])).max().unwrap_or(0)
    }

    /// The highest number that a file may have.
    pub(super) fn last_file(&self) -> i64 {
        self.number("SELECT max(rowid) FROM files", [])
    }

    /// What the list shows of a draft; `None`: there is no such draft.
    pub(super) fn line(&self, id: i64) -> rusqlite::Result<Option<Line>> {
        let archived = if self.has_bodies { "archived" } else { "0" };
        let sql = format!(
            "SELECT applicant, standing, answered, required, changed_at, deleted, {archived}, at FROM drafts WHERE id = ?1"
        );
        self.ask(&sql, [id], |row| {
            Ok(Line {
                applicant: row.get(0)?,
                standing: row.get(1)?,
                answered: row.get(2)?,
                required: row.get(3)?,
                changed_at: row.get(4)?,
                deleted: row.get(5)?,
                archived: row.get(6)?,
                at: row.get(7)?,
            })
        })
    }

    /// The draft in full, and after how many of its revisions it was so; `None`: there is no such draft.
    pub(super) fn body(&self, id: i64) -> Result<Option<(Draft, i64)>, LibraryError> {
        let sql = if self.has_bodies {
            "SELECT json, json_at FROM bodies WHERE draft = ?1"
        } else {
            "SELECT json, json_at FROM drafts WHERE id = ?1"
        };
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
        let Some((json, json_at)) = self.ask(sql, [id], read)? else { return Ok(None) };
        Ok(Some((read_draft(&json).map_err(|_| LibraryError::Damaged)?, json_at)))
    }

    /// Each revision that can be read, by its number.
    pub(super) fn revisions(&self, id: i64) -> Vec<Revision> {
        let back_to = if self.has_back_to { "back_to" } else { "NULL" };
        let sql = format!(
            "SELECT number, edit, inverse, made_at, {back_to} FROM revisions WHERE draft = ?1 AND number = ?2"
        );
        let read = |number: i64| {
            let read = |row: &Row<'_>| {
                let (edit, inverse) = (row.get(1)?, row.get(2)?);
                Ok(Revision {
                    number: row.get(0)?,
                    edit,
                    inverse,
                    made_at: row.get(3)?,
                    back_to: row.get(4)?,
                })
            };
            self.ask(&sql, [id, number], read).ok().flatten()
        };
        let last = self.number("SELECT max(number) FROM revisions WHERE draft = ?1", [id]);
        (1..=last).filter_map(read).collect()
    }

    /// A file's content, if it is what its digest says. `column`: by which it is asked for.
    pub(super) fn file(&self, column: &str, value: impl rusqlite::ToSql) -> Option<Vec<u8>> {
        let sql = format!("SELECT sha256, bytes FROM files WHERE {column} = ?1");
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?));
        let (digest, bytes) = self.ask(&sql, [value], read).ok()??;
        (sha256(&bytes) == digest).then_some(bytes)
    }

    /// Drafts with their tags, as far as they can be read.
    pub(super) fn tags(&self) -> Vec<(i64, String)> {
        let sql = "SELECT draft, tag FROM tags ORDER BY tag, draft LIMIT 1 OFFSET ?1";
        let read = |at: i64| self.ask(sql, [at], |row| Ok((row.get(0)?, row.get(1)?))).ok().flatten();
        (0..).map_while(read).collect()
    }

    /// A table's rows as far as they can be read, and how many cannot. An older file does not have the table.
    pub(super) fn rows(&self, table: &str, columns: &str) -> (Vec<Vec<Value>>, usize) {
        let ids = self.number(&format!("SELECT max(rowid) FROM {table}"), []);
        let sql = format!("SELECT {columns} FROM {table} WHERE rowid = ?1");
        let width = columns.split(',').count();
        let read = |row: &Row<'_>| (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>();
        let (mut rows, mut lost) = (Vec::new(), 0);
        for id in 1..=ids {
            match self.ask(&sql, [id], read) {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => {}
                Err(_) => lost += 1,
            }
        }
        (rows, lost)
    }

    fn number(&self, sql: &str, params: impl Params) -> i64 {
        self.ask(sql, params, |row| row.get::<_, Option<i64>>(0)).ok().flatten().flatten().unwrap_or(0)
    }

    fn ask<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        let answer = {
            let db = self.db.borrow();
            let mut query = db.prepare_cached(sql);
            match &mut query {
                Ok(query) => query.query_row(params, read).optional(),
                Err(_) => Err(rusqlite::Error::InvalidQuery),
            }
        };
        if answer.is_err()
            && let Ok(fresh) = unlocked(self.path, self.key)
        {
            self.db.replace(fresh);
        }
        answer
    }
}
