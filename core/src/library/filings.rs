//! Drafts as they were filed, and why they were sent back. What was filed is never changed.

use super::drafts::json;
use super::{Library, LibraryError};
use crate::answers::{Draft, read_draft};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A draft as it was filed.
#[derive(Debug, Clone, PartialEq)]
pub struct Filing {
    /// For the other calls.
    pub id: i64,
    /// On which day.
    pub filed_on: NaiveDate,
    /// As it stands in the footers.
    pub check_code: String,
    /// What was filed.
    pub draft: Draft,
    /// `None`: it was not sent back.
    pub sent_back: Option<SentBack>,
}

/// Who sent a filing back, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SentBack {
    /// The authority, or the person there.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
    /// What concerns the whole.
    pub reason: String,
    /// What concerns single fields, by their ids.
    pub fields: BTreeMap<String, String>,
}

impl Library {
    /// Keeps a draft as it was filed; its number.
    ///
    /// # Errors
    /// The disk's.
    pub fn file(
        &mut self,
        id: i64,
        draft: &Draft,
        filed_on: NaiveDate,
        check_code: &str,
    ) -> Result<i64, LibraryError> {
        let json = json(draft)?;
        self.change(|change| {
            let sql = "INSERT INTO filings (draft, filed_on, check_code, json) VALUES (?1, ?2, ?3, ?4)";
            change.execute(sql, params![id, filed_on.to_string(), check_code, json])?;
            Ok(change.last_insert_rowid())
        })
    }

    /// A draft's filings, the last one first.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or the disk's.
    pub fn filings(&self, draft: i64) -> Result<Vec<Filing>, LibraryError> {
        let mut query = self.db.prepare_cached(
            "SELECT filings.id, filed_on, check_code, filings.json, returns.json FROM filings \
             LEFT JOIN returns ON returns.filing = filings.id WHERE draft = ?1 ORDER BY filings.id DESC",
        )?;
        let rows = query.query_map([draft], |row| {
            let texts: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
            Ok((row.get::<_, i64>(0)?, texts, row.get::<_, Option<String>>(4)?))
        })?;
        let read = |row: rusqlite::Result<(i64, [String; 3], Option<String>)>| {
            let (id, [filed_on, check_code, draft], sent_back) = row?;
            let damaged = || LibraryError::Damaged;
            let sent_back = sent_back.map(|json| serde_json::from_str(&json)).transpose();
            Ok(Filing {
                id,
                filed_on: filed_on.parse().map_err(|_| damaged())?,
                check_code,
                draft: read_draft(&draft).map_err(|_| damaged())?,
                sent_back: sent_back.map_err(|_| damaged())?,
            })
        };
        rows.map(read).collect()
    }

    /// Notes that a filing of a draft was sent back, in the place of an earlier note.
    ///
    /// # Errors
    /// [`LibraryError::NoSuchFiling`], or the disk's.
    pub fn send_back(&mut self, draft: i64, filing: i64, note: &SentBack) -> Result<(), LibraryError> {
        let json = serde_json::to_string(note).map_err(|_| LibraryError::Fault(0))?;
        self.change(|change| {
            let sql = "SELECT id FROM filings WHERE id = ?1 AND draft = ?2";
            let found: Option<i64> = change.query_row(sql, [filing, draft], |row| row.get(0)).optional()?;
            let filing = found.ok_or(LibraryError::NoSuchFiling)?;
            let sql = "INSERT INTO returns (filing, json) VALUES (?1, ?2) \
                       ON CONFLICT DO UPDATE SET json = excluded.json";
            change.execute(sql, params![filing, json])?;
            Ok(())
        })
    }
}
