//! The one shape in which a command fails, and the words for it.
//!
//! A failure never carries an answer: it may end up in a log or on a screenshot.

use serde::Serialize;
use specta::Type;

/// What every failed command is rejected with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// For the window's decisions.
    pub code: FailureCode,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// What the window may want to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The library is not open.
    LibraryClosed,
    /// The passphrase is not the one that protects the key.
    WrongPassphrase,
    /// The passphrase is too short.
    WeakPassphrase,
    /// There is no keychain: a passphrase has to protect the key.
    PassphraseNeeded,
    /// What was typed is no recovery key.
    BadRecoveryKey,
    /// The keychain does not give the key.
    KeychainRefused,
    /// The key is not the library's.
    WrongKey,
    /// The library's file is not where it was.
    LibraryMissing,
    /// The library's file cannot be read.
    LibraryDamaged,
    /// The library was written by a newer version.
    LibraryNewer,
    /// Another window changed the draft since it was opened here.
    ChangedElsewhere,
    /// No such draft.
    NoSuchDraft,
    /// No such form, edition, variant, example or document.
    NotFound,
    /// The draft's file cannot be read.
    BadDraft,
    /// The pack has mistakes.
    BadPack,
    /// The edit does not fit the draft.
    BadEdit,
    /// A file cannot be read or written.
    File,
    /// A file holds no table that can be imported.
    BadTable,
    /// The user stopped it.
    Cancelled,
    /// The documents could not be made.
    Documents,
    /// A fault of the program.
    Unexpected,
}

impl Failure {
    /// A failure with something to do about it.
    pub fn new(code: FailureCode, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), hint: Some(hint.into()) }
    }

    /// A fault of the program: all that the user can do is try again.
    pub fn unexpected() -> Failure {
        Failure::new(
            FailureCode::Unexpected,
            "程序内部出现意外情况，刚才的操作没有完成。",
            "请再试一次；如仍不成功，请重新启动程序，已保存的内容不会丢失。",
        )
    }
}
