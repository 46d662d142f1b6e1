//! Why a parcel cannot be opened or written, in words for the user. No message carries an answer or a passphrase.

use crate::answers::DraftError;
use crate::progress::Stopped;

/// Displayed: what is wrong; [`ParcelError::hint`]: what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// The passphrase is another one.
    #[error("口令不正确。")]
    WrongPassphrase,
    /// The file is something else.
    #[error("这不是加密申报文件。")]
    NotAParcel,
    /// Something is missing or altered.
    #[error("加密申报文件不完整或已损坏。")]
    Damaged,
    /// It asks for far more memory and time than this program's own files.
    #[error("该文件要求的解密运算量过大，可能是恶意文件。")]
    TooCostly,
    /// It holds more than a draft with its evidence ever does.
    #[error("文件内容超出允许的大小。")]
    TooLarge,
    /// A newer version of the program wrote it.
    #[error("文件由更新版本的程序写成（格式 {0}）。")]
    Newer(u32),
    /// The draft in it cannot be read.
    #[error("文件中的申报草稿无法读取：{}", .0.says)]
    Draft(DraftError),
    /// An attachment's content cannot be had.
    #[error("附件“{0}”无法读取。")]
    Attachment(String),
    /// Whoever waited for it broke it off.
    #[error("已取消。")]
    Cancelled,
    /// The disk refuses.
    #[error("无法读写文件。")]
    Disk,
}

impl ParcelError {
    /// What the user can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::WrongPassphrase => "请核对大小写和输入法后重新输入；口令由发送人设置，无法找回。".into(),
            Self::NotAParcel => "请选择扩展名为 .shenbao 的文件。".into(),
            Self::Damaged => "请发送人重新导出，并完整传送后再打开。".into(),
            Self::TooCostly => "请不要打开来源不明的文件，并向发送人核实。".into(),
            Self::TooLarge => "请向发送人核实；附件较大的，请压缩或拆分后重新导出。".into(),
            Self::Newer(_) => "请更新本程序后再打开；文件未作任何改动。".into(),
            Self::Draft(error) => error.hint.clone(),
            Self::Attachment(_) => "请在附件栏中删除后重新添加，再导出。".into(),
            Self::Cancelled => "没有作任何改动。".into(),
            Self::Disk => "请检查路径、权限和磁盘空间后重试。".into(),
        }
    }
}

impl From<Stopped> for ParcelError {
    fn from(_: Stopped) -> ParcelError {
        ParcelError::Cancelled
    }
}
