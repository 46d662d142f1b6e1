//! What can go wrong around the library, in words for the user. No message carries an answer or an SQL text.

use crate::answers::EditError;
use crate::progress::Stopped;
use rusqlite::ErrorCode;

/// Why the library did not do what was asked. Displayed: what is wrong; [`LibraryError::hint`]: what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// There is no file.
    #[error("找不到资料库文件。")]
    Missing,
    /// There is a file where a new library should be made.
    #[error("此处已有资料库文件，未作任何改动。")]
    AlreadyThere,
    /// The file opens with another key, or its beginning is damaged: an encrypted file does not tell.
    #[error("资料库打不开：密钥与文件不符，或文件开头已损坏。")]
    WrongKey,
    /// The file cannot be read through.
    #[error("资料库文件已损坏。")]
    Damaged,
    /// A newer version of the program wrote it.
    #[error("资料库由更新版本的程序写成（版本 {0}）。")]
    Newer(i32),
    /// Another process holds the lock for too long.
    #[error("资料库正被另一个程序占用。")]
    Busy,
    /// The disk is full.
    #[error("磁盘空间不足，未能保存。")]
    DiskFull,
    /// The disk refuses to read or write.
    #[error("无法读写资料库文件。")]
    Disk,
    /// The draft was changed since it was opened here.
    #[error("这份草稿已在另一个窗口中改动或删除。")]
    ChangedElsewhere,
    /// No such draft.
    #[error("找不到这份草稿。")]
    NoSuchDraft,
    /// The draft has no such revision.
    #[error("这份草稿没有所选的历史版本。")]
    NoSuchRevision,
    /// The part was not given out from here.
    #[error("交回的内容不是从本资料库分发的。")]
    NoSuchHandout,
    /// The draft was not filed so.
    #[error("这份草稿没有所选的提交记录。")]
    NoSuchFiling,
    /// Whoever waited for it broke it off.
    #[error("已取消。")]
    Cancelled,
    /// There is nothing to take back or to make again.
    #[error("没有可以撤销或重做的改动。")]
    NothingToUndo,
    /// No such attachment.
    #[error("资料库中没有这个附件。")]
    NoSuchFile,
    /// The edit does not fit the draft.
    #[error("{0}")]
    Edit(#[from] EditError),
    /// The database refused for a reason that only a programmer can mend: SQLite's extended code.
    #[error("资料库内部错误（代码 {0}）。")]
    Fault(i32),
}

impl LibraryError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing => "请从备份恢复，或将资料库文件（library.db）放回原处，再重新打开程序。",
            Self::AlreadyThere => "请移走该文件，或打开它所属的资料库。",
            Self::WrongKey => "请输入恢复密钥打开；如恢复密钥也打不开，请从备份恢复。",
            Self::Damaged => "请保留该文件，从备份恢复。",
            Self::Newer(_) => "请更新本程序后再打开。",
            Self::Cancelled => "资料库未作任何改动。",
            Self::Busy => "请关闭其他正在使用资料库的程序后重试。",
            Self::DiskFull => "请清理磁盘空间后重试。",
            Self::Disk => "请检查磁盘是否可写、文件夹权限是否正确，然后重试。",
            Self::ChangedElsewhere => "请重新打开这份草稿，在最新内容上继续填写。",
            Self::NoSuchDraft => "请返回首页，从列表中重新选择。",
            Self::NoSuchRevision => "请重新打开历史记录后选择。",
            Self::NoSuchHandout => "请在分发它的电脑上合并，或请对方改用“导出”发送。",
            Self::NoSuchFiling => "请重新打开提交记录后选择。",
            Self::NothingToUndo => "请继续填写。",
            Self::NoSuchFile => "请重新添加该附件。",
            Self::Edit(_) => "请重新打开这份草稿后再试。",
            Self::Fault(_) => "请重新启动程序；如仍不成功，请更新本程序。",
        }
    }
}

impl From<Stopped> for LibraryError {
    fn from(_: Stopped) -> LibraryError {
        LibraryError::Cancelled
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> LibraryError {
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // A value that is not of its column's type: only a damaged file holds one.
            return LibraryError::Damaged;
        };
        match failure.code {
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => LibraryError::Damaged,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LibraryError::Busy,
            ErrorCode::DiskFull => LibraryError::DiskFull,
            ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::SystemIoFailure
            | ErrorCode::PermissionDenied => LibraryError::Disk,
            _ => LibraryError::Fault(failure.extended_code),
        }
    }
}
