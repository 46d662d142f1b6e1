//! Which parts of a draft are out, and what they were when they were given out.

use super::drafts::{json, time};
use super::{Library, LibraryError};
use crate::answers::{Draft, Excerpt, read_draft};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

/// A part that was given to someone.
#[derive(Debug, Clone, PartialEq)]
pub struct Handout {
    /// The draft that it is a part of.
    pub draft: i64,
    /// When it was given out.
    pub given_at: DateTime<Utc>,
    /// When it came back last; `None`: not yet.
    pub returned_at: Option<DateTime<Utc>>,
    /// Which part, for whom.
    pub excerpt: Excerpt,
    /// The part as it was given out, or as it came back last.
    pub base: Draft,
}

impl Library {
    /// Notes that a part of a draft is out.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchHandout`] where the draft is no part of anything, or the disk's.
    pub fn give_out(&mut self, draft: i64, part: &Draft, now: DateTime<Utc>) -> Result<(), LibraryError> {
        let id = part.excerpt.as_ref().map(|excerpt| &excerpt.id).ok_or(LibraryError::NoSuchHandout)?;
        let json = json(part)?;
        self.change(|change| {
            let sql = "INSERT INTO handouts (id, draft, given_at, base) VALUES (?1, ?2, ?3, ?4)";
            change.execute(sql, params![id, draft, now.to_rfc3339(), json])?;
            Ok(())
        })
    }

    /// The parts of a draft that were given out, the last one first.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn handouts(&self, draft: i64) -> Result<Vec<Handout>, LibraryError> {
        let sql = "SELECT draft, given_at, returned_at, base FROM handouts WHERE draft = ?1 ORDER BY given_at DESC, id";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([draft], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }

    /// A part that was given out from here.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchHandout`], [`LibraryError::Damaged`], or the disk's.
    pub fn handout(&self, id: &str) -> Result<Handout, LibraryError> {
        let sql = "SELECT draft, given_at, returned_at, base FROM handouts WHERE id = ?1";
        let found = self.db.query_row(sql, [id], |row| Ok(read(row))).optional()?;
        found.ok_or(LibraryError::NoSuchHandout)?
    }

    /// Notes that a part came back and was merged; the next return is held against it.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchHandout`], or the disk's.
    pub fn take_back(&mut self, id: &str, part: &Draft, now: DateTime<Utc>) -> Result<(), LibraryError> {
        let json = json(part)?;
        self.change(|change| {
            let sql = "UPDATE handouts SET base = ?2, returned_at = ?3 WHERE id = ?1";
            match change.execute(sql, params![id, json, now.to_rfc3339()])? {
                0 => Err(LibraryError::NoSuchHandout),
                _ => Ok(()),
            }
        })
    }
}

fn read(row: &Row<'_>) -> Result<Handout, LibraryError> {
    let base = read_draft(&row.get::<_, String>(3)?).map_err(|_| LibraryError::Damaged)?;
    Ok(Handout {
        draft: row.get(0)?,
        given_at: time(&row.get::<_, String>(1)?)?,
        returned_at: row.get::<_, Option<String>>(2)?.map(|text| time(&text)).transpose()?,
        excerpt: base.excerpt.clone().ok_or(LibraryError::Damaged)?,
        base,
    })
}
