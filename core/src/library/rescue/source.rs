//! Reading a damaged file, question by question. An error says nothing of the next question: SQLCipher refuses everything
//! on a connection that has met a damaged page, so each error is followed by a new connection.

use crate::answers::{Draft, read_draft};
use crate::bundle::sha256;
use crate::library::open::{damaged, readable};
use crate::library::{Key, LibraryError};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

/// Of numbers in a row that are tried one by one: more than stand on the damaged pages of any library.
const MOST_UNREADABLE: usize = 1 << 16;

/// The damaged file.
pub(super) struct Source<'a> {
    path: &'a Path,
    key: &'a Key,
    with_log: bool,
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
    pub(super) answered: u32,
    pub(super) required: u32,
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
    /// Fails where not even the file's beginning can be read, and where there is no library in it.
    pub(super) fn open(path: &'a Path, key: &'a Key, with_log: bool) -> Result<Source<'a>, LibraryError> {
        let db = readable(damaged(path, key, with_log)?)?;
        let tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('drafts', 'revisions', 'files')";
        if db.query_row(tables, [], |row| row.get::<_, i64>(0))? < 3 {
            return Err(LibraryError::Damaged);
        }
        let mut source =
            Source { path, key, with_log, db: RefCell::new(db), has_bodies: true, has_back_to: true };
        let has = |sql: &str| source.ask(sql, [], |row| row.get(0)).ok().flatten().unwrap_or(true);
        let has_bodies = has("SELECT count(*) FROM sqlite_master WHERE name = 'bodies'");
        let has_back_to = has("SELECT count(*) FROM pragma_table_info('revisions') WHERE name = 'back_to'");
        (source.has_bodies, source.has_back_to) = (has_bodies, has_back_to);
        Ok(source)
    }

    /// The numbers that drafts may have, in order.
    pub(super) fn drafts(&self) -> BTreeSet<i64> {
        let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'drafts'";
        let last = self.ask(sql, [], |row| row.get(0)).ok().flatten();
        let mut ids: BTreeSet<i64> = self.numbers("drafts", "id", "1", last).into_iter().collect();
        if self.has_bodies {
            ids.extend(self.numbers("bodies", "draft", "1", last));
        }
        ids
    }

    /// The numbers that files may have, in order.
    pub(super) fn files(&self) -> Vec<i64> {
        self.numbers("files", "rowid", "1", None)
    }

    /// The numbers in a column, in order: from its beginning as far as they can be read, from its end as far as they can
    /// be read, and each one between. `last`: how far the numbers go, where that is known.
    fn numbers(&self, table: &str, column: &str, filter: &str, last: Option<i64>) -> Vec<i64> {
        let next = format!("SELECT min({column}) FROM {table} WHERE {filter} AND {column} > ?1");
        let previous = format!("SELECT max({column}) FROM {table} WHERE {filter} AND {column} < ?1");
        let number = |sql: &str, from: i64| self.ask(sql, [from], |row| row.get::<_, Option<i64>>(0));
        let (mut numbers, mut low) = (Vec::new(), 0);
        while let Ok(found) = number(&next, low) {
            let Some(found) = found.flatten() else { return numbers };
            numbers.push(found);
            low = found;
        }
        let (mut above, mut high) = (Vec::new(), i64::MAX);
        while let Ok(Some(Some(found))) = number(&previous, high)
            && found > low
        {
            above.push(found);
            high = found;
        }
        // Where the end cannot be read either, the next number stands for all that is lost.
        let end =
            if above.is_empty() { last.unwrap_or(low.saturating_add(1)).saturating_add(1) } else { high };
        numbers.extend((low.saturating_add(1)..end).take(MOST_UNREADABLE));
        numbers.extend(above.into_iter().rev());
        numbers
    }

    /// What the list shows of a draft; `None`: there is no such draft.
    pub(super) fn line(&self, id: i64) -> rusqlite::Result<Option<Line>> {
        let archived = if self.has_bodies { "archived" } else { "0" };
        let sql = format!(
            "SELECT applicant, standing, answered, required, changed_at, deleted, {archived}, at FROM drafts WHERE id = ?1"
        );
        self.ask(&sql, [id], |row| {
            let count = |at: usize| row.get(at).map(|count: i64| u32::try_from(count).unwrap_or(0));
            Ok(Line {
                applicant: row.get(0)?,
                standing: row.get(1)?,
                answered: count(2)?,
                required: count(3)?,
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
        let numbers = self.numbers("revisions", "number", &format!("draft = {id}"), None);
        numbers.into_iter().filter_map(read).collect()
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

    /// A table's rows as far as they can be read, and how many cannot. An older file may not have the table.
    pub(super) fn rows(&self, table: &str, columns: &str) -> (Vec<Vec<Value>>, usize) {
        let has = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1";
        if self.ask(has, [table], |row| row.get(0)) == Ok(Some(0)) {
            return (Vec::new(), 0);
        }
        let sql = format!("SELECT {columns} FROM {table} WHERE rowid = ?1");
        let width = columns.split(',').count();
        let read = |row: &Row<'_>| (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>();
        let (mut rows, mut lost) = (Vec::new(), 0);
        for id in self.numbers(table, "rowid", "1", None) {
            match self.ask(&sql, [id], read) {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => {}
                Err(_) => lost += 1,
            }
        }
        (rows, lost)
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
            && let Ok(fresh) = damaged(self.path, self.key, self.with_log)
        {
            self.db.replace(fresh);
        }
        answer
    }
}
