//! `shenbao inspect`, and what `check` and `bundle` say of evidence.

use super::size;
use crate::evidence::Inspected;
use std::fmt::Write;

/// Every file: what it is, and what is worth a second look.
pub(crate) fn inspected(found: &[Inspected]) -> String {
    let mut text = String::new();
    for file in found {
        match &file.inspection {
            Some(seen) => {
                let _ =
                    writeln!(text, "{}  {}，{} 页，{}", file.file, seen.kind, seen.pages, size(seen.bytes));
            }
            None => {
                let _ = writeln!(text, "{}  不能使用", file.file);
            }
        }
        for remark in says(file) {
            let _ = writeln!(text, "  · {remark}");
        }
    }
    text
}

/// For standard error: only files with something to say.
pub(crate) fn remarks(found: &[Inspected]) -> Vec<String> {
    found
        .iter()
        .flat_map(|file| says(file).into_iter().map(|says| format!("{}：{says}", file.file)))
        .collect()
}

fn says(file: &Inspected) -> Vec<String> {
    let refusal = file.refusal.iter().map(ToString::to_string);
    let seen = file.inspection.iter().flat_map(|seen| seen.remarks.iter().map(|remark| remark.says.clone()));
    let same = file.same_as.iter().map(|first| format!("与 {first} 内容相同；如无必要请只保留一份。"));
    refusal.chain(seen).chain(same).collect()
}
