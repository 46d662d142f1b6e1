//! What can go wrong around a bundle, in words for the user. Missing evidence is no error: it is listed.

use std::path::{Path, PathBuf};

/// Why a bundle could not be made, read or changed. Displayed: what is wrong; [`BundleError::hint`]: what to do.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The user stopped it; nothing was written.
    #[error("已取消生成，未写入任何文件")]
    Cancelled,
    /// A document could not be drawn.
    #[error("无法生成 {file}：{why}")]
    Render {
        /// The document's file name.
        file: String,
        /// From the renderer.
        why: String,
        /// What to do.
        hint: &'static str,
    },
    /// The pack names a file in a way that some system refuses.
    #[error("文件名不合规或重复：{name}")]
    FileName {
        /// As the pack says it.
        name: String,
    },
    /// Reading or writing failed.
    #[error("{}：{source}", path.display())]
    Disk {
        /// What was read or written.
        path: PathBuf,
        /// From the system.
        source: std::io::Error,
    },
    /// There is no bundle, or its manifest cannot be read.
    #[error("{} 不是完整的申报材料包：{why}", path.display())]
    NotABundle {
        /// What was opened.
        path: PathBuf,
        /// In a few words.
        why: String,
    },
    /// Something would be overwritten.
    #[error("{} 不能覆盖：{why}", path.display())]
    Occupied {
        /// Where the bundle should go.
        path: PathBuf,
        /// In a few words.
        why: String,
    },
    /// The bundle to be changed is not as it was made.
    #[error("{} 的内容与清单不符：{what}", path.display())]
    Changed {
        /// The bundle.
        path: PathBuf,
        /// The first file that differs.
        what: String,
    },
    /// There is no such page to replace.
    #[error("{file} 没有第 {page} 页")]
    NoSuchPage {
        /// Within the bundle.
        file: String,
        /// Counts from 1.
        page: u32,
    },
    /// The scan cannot be used.
    #[error("扫描件不能使用：{why}")]
    Scan {
        /// In a few words.
        why: String,
    },
}

impl BundleError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Cancelled => "需要时请重新生成",
            Self::Render { hint, .. } => hint,
            Self::FileName { .. } => {
                "请在表单包的 documents.toml 中改正文件名（不超过 50 个字符，不含 \\ / : * ? \" < > |）"
            }
            Self::Disk { .. } => "请检查路径、权限和磁盘空间后重试",
            Self::NotABundle { .. } => "请选择由本程序生成的文件夹或 ZIP 文件",
            Self::Occupied { .. } => "请换一个文件夹或文件名",
            Self::Changed { .. } => "请重新生成材料包，或换用未改动的副本",
            Self::NoSuchPage { .. } => "请按签章清单核对文件名和页码",
            Self::Scan { .. } => "请提供单页的 PDF、JPG 或 PNG 文件",
        }
    }

    pub(super) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> BundleError {
        let path = path.to_owned();
        move |source| BundleError::Disk { path, source }
    }
}
