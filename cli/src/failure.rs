//! Bad input, said with file, place and remedy.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use shenbao_core::bundle::BundleError;
use shenbao_core::form::Mistake;
use std::fmt;
use std::path::Path;

/// Why a command could do nothing.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The file, and where in it; or nothing.
    place: Option<String>,
    /// What is wrong.
    says: String,
    /// What to do.
    hint: String,
}

impl Failure {
    /// Nothing to do with a file.
    pub(crate) fn new(says: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { place: None, says: says.into(), hint: hint.into() }
    }

    /// Something is wrong with a file.
    pub(crate) fn at(place: impl fmt::Display, says: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { place: Some(place.to_string()), says: says.into(), hint: hint.into() }
    }

    /// The same, in the file that led to it.
    pub(crate) fn inside(self, path: &Path) -> Failure {
        Failure { place: self.place.or_else(|| Some(path.display().to_string())), ..self }
    }

    /// A file could not be read or written.
    pub(crate) fn of_disk(path: &Path, error: &std::io::Error) -> Failure {
        let (says, hint) = match error.kind() {
            std::io::ErrorKind::NotFound => ("找不到文件或文件夹", "请检查路径"),
            std::io::ErrorKind::PermissionDenied => ("没有读写权限", "请检查权限，或换一个位置"),
            std::io::ErrorKind::AlreadyExists => ("文件已存在", "请换一个文件名，或先移走原文件"),
            std::io::ErrorKind::IsADirectory => ("这是文件夹，不是文件", "请指定文件"),
            std::io::ErrorKind::StorageFull => ("磁盘已满", "请清理磁盘后重试"),
            _ => ("无法读写", "请检查文件和磁盘后重试"),
        };
        Failure::at(path.display(), says, hint)
    }

    /// From the core's bundle.
    pub(crate) fn of_bundle(error: &BundleError) -> Failure {
        match error {
            BundleError::Disk { path, source } => Failure::of_disk(path, source),
            error => Failure::new(error.to_string(), error.hint()),
        }
    }

    /// A pack that cannot be loaded.
    pub(crate) fn of_pack(mistakes: &[Mistake]) -> Failure {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        Failure::new(
            format!("表单包有 {} 处错误，无法使用：\n{}", mistakes.len(), lines.join("\n")),
            "请改正后重试",
        )
    }

    /// A command line that cannot be understood.
    pub(crate) fn of_arguments(error: &clap::Error) -> Failure {
        let named = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(" "),
            _ => String::new(),
        };
        let says = match error.kind() {
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "没有指定命令".to_owned()
            }
            ErrorKind::InvalidSubcommand => format!("没有命令“{}”", named(ContextKind::InvalidSubcommand)),
            ErrorKind::UnknownArgument => format!("没有参数“{}”", named(ContextKind::InvalidArg)),
            ErrorKind::MissingRequiredArgument => format!("缺少参数 {}", named(ContextKind::InvalidArg)),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let (arg, value) = (named(ContextKind::InvalidArg), named(ContextKind::InvalidValue));
                let why = std::error::Error::source(error).map(|why| format!("，{why}")).unwrap_or_default();
                if value.is_empty() {
                    format!("参数 {arg} 没有值")
                } else {
                    format!("参数 {arg} 的值“{value}”不对{why}")
                }
            }
            ErrorKind::ArgumentConflict => format!("参数 {} 不能重复使用", named(ContextKind::InvalidArg)),
            _ => "命令写法有误".to_owned(),
        };
        Failure::new(says, "运行 shenbao --help 或 shenbao 命令 --help 查看用法")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}：")?;
        }
        let says = self.says.trim_end_matches('。');
        let hint = self.hint.trim_end_matches('。');
        write!(f, "{says}。{hint}。")
    }
}
