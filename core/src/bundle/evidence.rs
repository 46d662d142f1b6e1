//! The files that back the answers. One that cannot be had is listed as missing; it never keeps the rest from being
//! made.

use super::build::not_rendered;
use super::manifest::{BoundEvidence, MissingEvidence, sha256};
use super::{BundleError, Setting};
use crate::answers::{Attachment, Draft};
use crate::check::Report;
use crate::compose::{Document, ListedMaterial};
use crate::evidence::{BindError, Binding, Material, bind};
use crate::files::read_at_most;
use crate::form::{Field, FieldKind, Form};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// In bytes; the window takes half as much.
const LARGEST_FILE: u64 = 200 << 20;

/// Reads an attachment's content.
pub type ReadEvidence<'a> = &'a dyn Fn(&Attachment) -> io::Result<Vec<u8>>;

/// A material that the form asks for, with the attachments that were added for it.
#[derive(Debug, PartialEq)]
pub(crate) struct Planned<'a> {
    field: &'a Field,
    attachments: Vec<&'a Attachment>,
}

/// All attachments in one file.
pub(crate) struct Volume {
    pub(crate) file_name: String,
    pub(crate) title: String,
    pub(crate) pages: u32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) bound: Vec<BoundEvidence>,
    pub(crate) missing: Vec<MissingEvidence>,
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
        read_at_most(&file, LARGEST_FILE)
    }
}

/// Every attachment field that this applicant is shown, in the form's order. Attachments of hidden fields stay out, as
/// their answers do.
pub(crate) fn planned<'a>(form: &'a Form, draft: &'a Draft, report: &Report) -> Vec<Planned<'a>> {
    let is_asked = |field: &&Field| {
        let is_hidden = report.not_shown.contains(&field.id) || report.hidden.contains(&field.id);
        let is_bound = field.variants.is_empty() || field.variants.contains(&draft.variant);
        matches!(field.kind, FieldKind::Attachment { .. }) && is_bound && !is_hidden
    };
    let attached = |field: &'a Field| Planned {
        field,
        attachments: draft.attachments.iter().filter(|attachment| attachment.field == field.id).collect(),
    };
    form.fields().filter(is_asked).map(attached).collect()
}

/// How many files there are.
pub(crate) fn count(planned: &[Planned<'_>]) -> usize {
    planned.iter().map(|material| material.attachments.len()).sum()
}

/// Binds all attachments; `None`: there are none, or the pack binds none. `list` makes the list in front, `None` where
/// the pack binds none; `step` hears of every file and may break off.
pub(crate) fn bound(
    planned: &[Planned<'_>],
    setting: &Setting<'_>,
    list: &dyn Fn(&[ListedMaterial]) -> Option<Document>,
    step: &mut dyn FnMut(&str) -> ControlFlow<()>,
) -> Result<Option<Volume>, BundleError> {
    let Some(first) = list(&[]).filter(|_| count(planned) > 0) else { return Ok(None) };
    let list = |materials: &[ListedMaterial]| list(materials).unwrap_or_else(|| first.clone());
    let mut read = |material: usize, file: usize| take(planned[material].attachments[file], setting.evidence);
    let mut step = |name: &str| step(&format!("{}：{name}", first.file_name));
    let binding = bind(&materials(planned), setting.fonts, &mut read, &list, &mut step);
    let binding = binding.map_err(|error| match error {
        BindError::Cancelled => BundleError::Cancelled,
        BindError::Render(error) => not_rendered(&first.file_name, &error),
    })?;
    let (bound, missing) = recorded(planned, &binding);
    let Document { file_name, title, .. } = first;
    Ok(Some(Volume { file_name, title, pages: binding.pages, bytes: binding.bytes, bound, missing }))
}

/// The materials as the binder numbers them: as the application's own list does.
fn materials(planned: &[Planned<'_>]) -> Vec<Material> {
    let material = |(number, planned): (u32, &Planned<'_>)| Material {
        number,
        label: planned.field.label.clone(),
        is_required: planned.field.required,
        files: planned.attachments.iter().map(|attachment| name(attachment).to_owned()).collect(),
    };
    (1..).zip(planned).map(material).collect()
}

/// What went in, and what did not.
fn recorded(planned: &[Planned<'_>], binding: &Binding) -> (Vec<BoundEvidence>, Vec<MissingEvidence>) {
    let (mut bound, mut missing) = (Vec::new(), Vec::new());
    for (planned, files) in planned.iter().zip(&binding.materials) {
        let field = &planned.field.id;
        for (attachment, file) in planned.attachments.iter().zip(files) {
            let path = attachment.path.clone();
            match file {
                Ok(file) => bound.push(BoundEvidence {
                    field: field.clone(),
                    path,
                    sha256: file.sha256.clone(),
                    from: file.from,
                    to: file.to,
                }),
                Err(says) => missing.push(MissingEvidence {
                    field: field.clone(),
                    path,
                    says: format!("{}：{says}", planned.field.label),
                }),
            }
        }
    }
    (bound, missing)
}

/// Reads one attachment and holds it against the hash that the draft keeps. The error says what is wrong.
fn take(attachment: &Attachment, read: ReadEvidence<'_>) -> Result<Vec<u8>, String> {
    let bytes = read(attachment).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "找不到文件，请重新添加附件。",
        io::ErrorKind::PermissionDenied => "文件不在草稿所在的文件夹内或无权读取，请移入后重新添加附件。",
        io::ErrorKind::FileTooLarge => "文件超过 200 MB，请压缩或拆分后重新添加附件。",
        _ => "文件无法读取，请检查后重新添加附件。",
    })?;
    let is_kept = |kept: &String| kept.eq_ignore_ascii_case(&sha256(&bytes));
    if !attachment.sha256.as_ref().is_none_or(is_kept) {
        return Err("文件在添加后有过改动，请核对后重新添加附件。".to_owned());
    }
    Ok(bytes)
}

fn name(attachment: &Attachment) -> &str {
    attachment.path.rsplit(['/', '\\']).next().unwrap_or(&attachment.path)
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
    fn materials_are_numbered_as_the_form_asks_for_them() {
        let (form, draft, report) = example();
        insta::assert_debug_snapshot!(materials(&planned(&form, &draft, &report)));
    }

    #[test]
    fn what_would_not_end_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let read = evidence_beside(folder.path());
        let (_, draft, _) = example();
        let attachment = Attachment { path: "a".into(), sha256: None, ..draft.attachments[0].clone() };
        let path = folder.path().join("a");
        for (length, says) in
            [(200 << 20, None), ((200 << 20) + 1, Some("文件超过 200 MB，请压缩或拆分后重新添加附件。"))]
        {
            std::fs::File::create(&path).unwrap().set_len(length).unwrap();
            assert_eq!(take(&attachment, &read).err().as_deref(), says);
        }
        #[cfg(unix)]
        {
            std::fs::remove_file(&path).unwrap();
            std::process::Command::new("mkfifo").arg(&path).status().unwrap();
            assert_eq!(
                take(&attachment, &read).err().as_deref(),
                Some("文件无法读取，请检查后重新添加附件。")
            );
        }
    }

    #[test]
    fn what_cannot_be_had_is_listed() {
        let (form, draft, report) = example();
        let read = evidence_beside(&pack().join("examples"));
        let check = |change: &dyn Fn(&mut Attachment), says: Option<&str>| {
            let mut attachment = planned(&form, &draft, &report)[0].attachments[0].clone();
            change(&mut attachment);
            assert_eq!(take(&attachment, &read).err().as_deref(), says);
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
