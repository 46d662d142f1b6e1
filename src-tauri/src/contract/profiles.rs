//! What is kept of organisations and people, and what else can be made of a draft.

use serde::Serialize;
use shenbao_core::answers::{Change, Value};
use shenbao_core::form::{Field, Form};
use specta::Type;

/// A kind of profile.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileKind {
    /// `profile.organisation`
    pub id: String,
    /// 单位
    pub title: String,
}

/// A line of the list of profiles.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileLine {
    /// For the other commands; those of drafts too.
    pub id: String,
    /// Of which kind.
    pub kind: ProfileKind,
    /// `None`: not given.
    pub name: Option<String>,
    /// The number that tells it from others, all but its ends masked.
    pub number: Option<String>,
    /// How many fields are filled in.
    pub filled: u32,
    /// RFC 3339, with the offset from UTC.
    pub changed_at: String,
}

/// The profiles that were found.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundProfiles {
    /// The last changed first; at most 200.
    pub profiles: Vec<ProfileLine>,
    /// How many there are in all.
    pub total: u32,
    /// The kinds that there can be.
    pub kinds: Vec<ProfileKind>,
}

/// An organisation or person in a draft, or a place for one.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfilePlace {
    /// The section or the row; for a new row, the one after the last.
    pub place: String,
    /// What the section or table is called.
    pub title: String,
    /// Of which kind.
    pub kind: ProfileKind,
    /// `None`: nobody is named there yet.
    pub name: Option<String>,
    /// The profile that is of the same one, by its number or else by its name.
    pub known: Option<String>,
}

/// A place of a draft beside a profile.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedProfile {
    /// What can be taken and is not the same on both sides, in the order of the profile.
    pub fields: Vec<ComparedField>,
    /// How many are the same.
    pub same: u32,
}

/// A field on both sides.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    /// The profile's field.
    pub field: Field,
    /// In the profile.
    pub kept: Option<Value>,
    /// In the draft.
    pub drafted: Option<Value>,
}

/// Two drafts of one form side by side.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedDrafts {
    /// By which the fields are called.
    pub form: Form,
    /// Field by field and row by row.
    pub changes: Vec<Change>,
}
