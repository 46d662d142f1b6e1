//! `shenbao new --from`: a draft made from an older one, with the files that it takes along.

use crate::Outcome;
use crate::failure::Failure;
use crate::input::Shelf;
use crate::{input, say};
use shenbao_core::answers::{Draft, write_draft};
use shenbao_core::bundle::evidence_beside;
use shenbao_core::carry::carry;
use shenbao_core::form::Form;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Makes the draft, in a file or on standard output.
pub(crate) fn new(
    shelf: &Shelf,
    form: &Form,
    older: &Path,
    output: Option<&Path>,
) -> Result<Outcome, Failure> {
    let (from, draft) = input::draft(shelf, older)?;
    let mut draft = carry(&from, &draft, form).ok_or_else(|| {
        let known = form.carries.iter().map(|carry| format!("{}/{}", carry.form, carry.edition));
        let known: Vec<String> = known.collect();
        let hint = match known.as_slice() {
            [] => "请改用 --variant 新建空白草稿".to_owned(),
            known => format!("可以沿用的表单：{}", known.join("、")),
        };
        Failure::at(older.display(), format!("不能用来新建 {}/{}", form.id, form.edition), hint)
    })?;
    let Some(output) = output else {
        return Ok(Outcome { output: write_draft(form, &draft), remarks: Vec::new(), is_good: true });
    };
    // Made first, so that an older draft of that name stays as it is, with its files.
    let mut file = File::create_new(output).map_err(|e| Failure::of_disk(output, &e))?;
    let lost = take_files(&mut draft, older, output).map_err(|e| Failure::of_disk(output, &e))?;
    file.write_all(write_draft(form, &draft).as_bytes()).map_err(|e| Failure::of_disk(output, &e))?;
    Ok(Outcome { output: say::carried(output, draft.origins.len()), remarks: lost, is_good: true })
}

/// Copies the files into a folder beside the new draft, unless they lie beside it already. One that cannot be had is left
/// out and named.
fn take_files(draft: &mut Draft, older: &Path, output: &Path) -> io::Result<Vec<String>> {
    let folder_of = |path: &Path| {
        fs::canonicalize(path.parent().filter(|path| *path != Path::new("")).unwrap_or(Path::new(".")))
    };
    let (from, to) = (folder_of(older)?, folder_of(output)?);
    if from == to || draft.attachments.is_empty() {
        return Ok(Vec::new());
    }
    let stem = output.file_name().unwrap_or_default().to_string_lossy();
    let beside = format!("{}-附件", stem.trim_end_matches(".json").trim_end_matches(".shenbao"));
    let read = evidence_beside(&from);
    let mut lost = Vec::new();
    let mut kept = Vec::new();
    for mut attachment in std::mem::take(&mut draft.attachments) {
        let Ok(bytes) = read(&attachment) else {
            lost.push(format!("{}：找不到或无法读取，没有沿用。", attachment.path));
            continue;
        };
        let name = Path::new(&attachment.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{:02}-{name}", kept.len() + 1);
        fs::create_dir_all(to.join(&beside))?;
        fs::write(to.join(&beside).join(&name), bytes)?;
        attachment.path = format!("{beside}/{name}");
        kept.push(attachment);
    }
    draft.attachments = kept;
    draft.origins.retain(|id, _| {
        draft.answers.contains_key(id) || draft.attachments.iter().any(|file| file.field == *id)
    });
    Ok(lost)
}
