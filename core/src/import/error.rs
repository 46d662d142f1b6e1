//! Why a file gives no table, and what to do about it.

use super::{LONGEST_CELL, MOST_ROWS};

/// A file that cannot be imported. Nothing was changed. Never carries a cell's content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("没有可以导入的内容")]
    Empty,
    /// No program that writes tables made it, or one whose format is not read.
    #[error("文件不是能够识别的表格")]
    NotATable,
    /// A web page under a workbook's name, as many web systems export.
    #[error("文件名像工作簿，内容却是网页")]
    WebPage,
    /// Needs a password.
    #[error("工作簿设有打开密码")]
    Encrypted,
    /// Broken, or not what it says it is.
    #[error("文件已损坏或不完整")]
    Damaged,
    /// A text file in an unknown encoding.
    #[error("文本文件的编码无法识别")]
    Encoding,
    /// Larger than any table of a form, or made to unpack without end.
    #[error("文件过大")]
    TooLarge,
    /// More rows than are taken.
    #[error("表格超过 {MOST_ROWS} 行")]
    TooManyRows,
    /// A cell beyond all measure; the row's number in the sheet.
    #[error("第 {0} 行有单元格超过 {LONGEST_CELL} 字")]
    CellTooLong(u32),
    /// The workbook has no such sheet.
    #[error("工作簿中没有这张工作表")]
    NoSheet,
    /// The user stopped it.
    #[error("已取消导入")]
    Cancelled,
}

impl ImportError {
    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "请确认数据在第一张可见的工作表中，保存后重试",
            Self::NotATable => "请另存为 Excel 工作簿（.xlsx）或 CSV 后重试",
            Self::WebPage => "请用 Excel 或 WPS 打开，另存为 Excel 工作簿（.xlsx）后重试",
            Self::Encrypted => "请在 Excel 或 WPS 中取消打开密码，保存后重试",
            Self::Damaged => "请用 Excel 或 WPS 打开，另存为新的工作簿后重试",
            Self::Encoding => "请另存为 UTF-8 编码的 CSV 或 Excel 工作簿（.xlsx）后重试",
            Self::TooLarge => "请只保留要导入的工作表，另存后重试",
            Self::TooManyRows => "请拆分为几个文件，分次追加",
            Self::CellTooLong(_) => "请检查引号是否成对，或缩短该单元格后重试",
            Self::NoSheet => "请重新选择工作表",
            Self::Cancelled => "需要时请重新导入",
        }
    }
}
