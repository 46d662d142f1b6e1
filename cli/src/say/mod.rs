//! Every text that the program prints as a result. Failures are in `failure.rs`.

mod evidence;
mod forms;
mod report;

pub(crate) use evidence::{inspected, remarks};
pub(crate) use forms::forms;
pub(crate) use report::report;

use crate::args::Format;
use serde::Serialize;
use shenbao_core::bundle::{Manifest, MissingEvidence, Verified};
use shenbao_core::check::{DraftStanding, Report};
use shenbao_core::compose::ToSign;
use shenbao_core::form::{Form, user};
use std::fmt::Write;
use std::path::Path;

/// The value as JSON, or as the text that `text` makes of it.
pub(crate) fn in_format<T: Serialize>(format: Format, value: &T, text: impl Fn(&T) -> String) -> String {
    match format {
        Format::Json => json(value),
        Format::Text => text(value),
    }
}

/// Pretty JSON with its last line end.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Results are text, numbers and lists, which all have a JSON form.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Without what steers a terminal or turns the direction in which it writes: names and answers come from anywhere.
pub(crate) fn plain(text: &str) -> String {
    let steers = |sign: char| {
        sign.is_control() && !matches!(sign, '\n' | '\t')
            || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(steers, "\u{fffd}")
}

pub(crate) fn made(path: &Path) -> String {
    format!("已新建 {}\n", path.display())
}

pub(crate) fn carried(path: &Path, carried: usize) -> String {
    format!("已新建 {}，沿用 {carried} 项，请逐项核对。\n", path.display())
}

/// For standard error: what was printed without anyone having looked at it.
pub(crate) fn not_looked_at(report: &Report) -> Option<String> {
    let count = report.carried.len();
    (count > 0).then(|| format!("有 {count} 项内容沿用自此前的草稿，尚未核对，可用 shenbao check 查看。"))
}

pub(crate) fn linted(packs: usize) -> String {
    format!("已检查 {packs} 个表单包，没有错误。\n")
}

pub(crate) fn signed(file: &str, page: u32) -> String {
    format!("已将扫描件放入 {file} 第 {page} 页，清单已更新。\n")
}

pub(crate) fn bundle(path: &str, manifest: &Manifest, to_sign: &[ToSign]) -> String {
    let mut text = String::new();
    for file in &manifest.files {
        let pages = file.pages.map(|pages| format!("，{pages} 页")).unwrap_or_default();
        let _ = writeln!(text, "  {}（{}{pages}）", file.path, size(file.bytes));
    }
    let standing = match manifest.standing {
        DraftStanding::Ready => "材料齐备",
        DraftStanding::NotReady => "有条款未满足，各页已标“草稿”",
        DraftStanding::Incomplete => "尚未填全，各页已标“草稿”",
    };
    let _ = writeln!(text, "已生成 {path}，核对码 {}；{standing}。", manifest.check_code);
    if !to_sign.is_empty() {
        text.push_str("提交前请签字盖章：\n");
    }
    for place in to_sign {
        let _ = writeln!(text, "  {} 第 {} 页：{}", place.file, place.page, place.asks);
    }
    text
}

/// For standard error: the form is not an official one, the measure is not in force.
pub(crate) fn warnings(form: &Form, out_of_force: Option<&str>) -> Vec<String> {
    let unofficial = form.unofficial.then_some(user::SAYS);
    unofficial.into_iter().chain(out_of_force).map(|says| format!("注意：{says}")).collect()
}

/// For standard error.
pub(crate) fn missing_evidence(missing: &MissingEvidence) -> String {
    format!("{}：{}", missing.path, missing.says)
}

pub(crate) fn verified(found: &Verified) -> String {
    let mut text = String::new();
    for (what, files) in [("已改动", &found.changed), ("缺少", &found.missing), ("多出", &found.extra)]
    {
        for file in files {
            let _ = writeln!(text, "  {what}  {}", file.replace('\n', "\u{fffd}"));
        }
    }
    let manifest = &found.manifest;
    let signed: usize = manifest.files.iter().map(|file| file.signed.len()).sum();
    let signed = if signed > 0 { format!("，含 {signed} 页签章扫描件") } else { String::new() };
    let lacking = match manifest.missing.len() {
        0 => String::new(),
        count => format!("生成时缺 {count} 份证明材料。"),
    };
    if found.is_sound() {
        let _ = writeln!(text, "核对无误：{} 个文件与清单一致{signed}。{lacking}", manifest.files.len());
    } else {
        let _ = writeln!(text, "核对未通过：材料包与清单不一致，请重新生成或换用原件。{lacking}");
    }
    text
}

pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20),
    }
}
