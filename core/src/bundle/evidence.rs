//! The files that back the answers. One that cannot be had is listed as missing; it never keeps the rest from being
//! made.

use super::finished::BundleFile;
use super::manifest::{FileEntry, MissingEvidence, sha256};
use super::names;
use crate::answers::{Attachment, Draft};
use crate::check::Report;
use crate::form::{Field, FieldKind, Form};
use std::io;
use std::path::Path;

/// The folder of the evidence within a bundle.
const FOLDER: &str = "05证明材料";

/// Reads an attachment's content.
pub type ReadEvidence<'a> = &'a dyn Fn(&Attachment) -> io::Result<Vec<u8>>;

/// What becomes of one attachment.
pub(super) enum Evidence {
    Found(FileEntry, BundleFile),
    Missing(MissingEvidence),
}

/// Reads attachments beside the draft's file in `folder`. A path that leads out of the folder is refused: a draft from
/// someone else must not be able to take other files of this machine into a bundle.
pub fn evidence_beside(folder: &Path) -> impl Fn(&Attachment) -> io::Result<Vec<u8>> + use<> {
    let folder = folder.to_owned();
    move |attachment| {
        let root = std::fs::canonicalize(&folder)?;
        let file = std::fs::canonicalize(root.join(&attachment.path))?;
        if !file.starts_with(&root) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "不在草稿所在的文件夹内"));
        }
        std::fs::read(file)
    }
}

/// The attachments that are handed in, in the form's order, each with the name that it gets in the bundle. Those of
/// hidden fields stay out, as their answers do.
pub(super) fn planned<'a>(
    form: &'a Form,
    draft: &'a Draft,
    report: &Report,
) -> Vec<(String, &'a Field, &'a Attachment)> {
    let fields = form.sections.iter().flat_map(|section| &section.fields).filter(|field| {
        matches!(field.kind, FieldKind::Attachment { .. })
            && !report.not_shown.contains(&field.id)
            && !report.hidden.contains(&field.id)
    });
    let mut planned = Vec::new();
    for field in fields {
        let files: Vec<_> =
            draft.attachments.iter().filter(|attachment| attachment.field == field.id).collect();
        for (at, attachment) in files.iter().enumerate() {
            let number = planned.len() + 1;
            let part = if files.len() > 1 { format!("-{}", at + 1) } else { String::new() };
            let extension = Path::new(&attachment.path).extension().unwrap_or_default().to_string_lossy();
            // Room for the number, the part and the extension, so that none of them is cut.
            let label: String = field.label.chars().take(32).collect();
            let name = names::legal(&format!("{number:02}{label}{part}"), &extension);
            planned.push((format!("{FOLDER}/{name}"), field, *attachment));
        }
    }
    planned
}

/// Reads one attachment and holds it against the hash that the draft keeps.
pub(super) fn take(path: String, field: &Field, attachment: &Attachment, read: ReadEvidence<'_>) -> Evidence {
    let missing = |says: &str| {
        let says = format!("{}：{says}", field.label);
        Evidence::Missing(MissingEvidence { field: field.id.clone(), path: attachment.path.clone(), says })
    };
    let bytes = match read(attachment) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return missing("找不到文件，请重新添加附件。"),
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
            return missing("文件不在草稿所在的文件夹内或无权读取，请移入后重新添加附件。");
        }
        Err(_) => return missing("文件无法读取，请检查后重新添加附件。"),
    };
    let found = sha256(&bytes);
    if attachment.sha256.as_ref().is_some_and(|kept| !kept.eq_ignore_ascii_case(&found)) {
        return missing("文件在添加后有过改动，请核对后重新添加附件。");
    }
    let entry = FileEntry {
        path: path.clone(),
        title: field.label.clone(),
        sha256: found,
        bytes: bytes.len() as u64,
        pages: None,
        original_sha256: None,
        signed: Vec::new(),
    };
    Evidence::Found(entry, BundleFile { path, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answers, check, form};
    use std::path::PathBuf;

    fn pack() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023")
    }

    fn example() -> (Form, Draft, Report) {
        let form = form::load(&pack()).unwrap();
        let json = std::fs::read_to_string(pack().join("examples/in-house.shenbao.json")).unwrap();
        let draft = answers::read_draft(&json).unwrap();
        let setting = check::Setting { today: "2026-06-15".parse().unwrap(), charset: None, pages: None };
        let report = check::check(&form, &draft, &setting);
        (form, draft, report)
    }

    #[test]
    fn evidence_is_named_and_ordered_by_the_form() {
        let (form, draft, report) = example();
        let planned = planned(&form, &draft, &report);
        let named: Vec<_> =
            planned.iter().map(|(path, _, file)| format!("{} -> {path}", file.path)).collect();
        insta::assert_json_snapshot!(named);
        assert!(planned.iter().all(|(path, ..)| names::is_safe(path)));
    }

    #[test]
    fn what_cannot_be_had_is_listed() {
        let (form, draft, report) = example();
        let read = evidence_beside(&pack().join("examples"));
        let check = |change: &dyn Fn(&mut Attachment), says: Option<&str>| {
            let (_, field, attachment) = planned(&form, &draft, &report).swap_remove(0);
            let mut attachment = attachment.clone();
            change(&mut attachment);
            let said = match take("a".into(), field, &attachment, &read) {
                Evidence::Found(..) => None,
                Evidence::Missing(missing) => Some(missing.says),
            };
            let expected = says.map(|says| format!("{}：{says}", field.label));
            assert_eq!(said, expected);
        };
        let outside = "文件不在草稿所在的文件夹内或无权读取，请移入后重新添加附件。";
        check(&|_| (), None);
        check(&|file| file.sha256 = None, None);
        check(&|file| file.path += "x", Some("找不到文件，请重新添加附件。"));
        check(
            &|file| file.sha256 = Some("0".repeat(64)),
            Some("文件在添加后有过改动，请核对后重新添加附件。"),
        );
        check(&|file| file.path = "../form.toml".into(), Some(outside));
        check(&|file| file.path = "/etc/hostname".into(), Some(outside));
        check(&|file| file.path = "attachments".into(), Some("文件无法读取，请检查后重新添加附件。"));
    }
}
