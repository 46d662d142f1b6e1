//! What commands read: resources, packs, drafts.

use crate::args::Args;
use crate::failure::Failure;
use shenbao_core::answers::{self, Draft};
use shenbao_core::files::read_at_most;
use shenbao_core::form::user::{self, PackRefusal};
use shenbao_core::form::{self, Form, Found};
use shenbao_core::resources::{self, Resources};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The forms and fonts at hand.
pub(crate) struct Shelf {
    resources: Resources,
    /// Those that the command line names; not official ones.
    own: Vec<Form>,
}

impl Shelf {
    /// Every form, ours first.
    pub(crate) fn forms(self) -> Result<Vec<Form>, Failure> {
        let ours = form::load_all(&self.resources.forms()).map_err(|mistakes| Failure::of_pack(&mistakes))?;
        Ok(ours.into_iter().chain(self.own).collect())
    }

    /// Where the fonts lie.
    pub(crate) fn fonts(&self) -> PathBuf {
        self.resources.fonts()
    }
}

/// What is at hand: our own forms, and those that the command line brings.
pub(crate) fn shelf(args: &Args) -> Result<Shelf, Failure> {
    let resources = resources(args)?;
    let own = args.packs.iter().map(|path| own_form(path, &resources.forms())).collect::<Result<_, _>>()?;
    Ok(Shelf { resources, own })
}

fn own_form(path: &Path, forms: &Path) -> Result<Form, Failure> {
    file_or_folder(path)?;
    user::read(path).and_then(|pack| pack.form(forms)).map_err(|refusal| match refusal {
        PackRefusal::Mistakes(mistakes) => Failure::of_pack(&mistakes).inside(path),
        refusal => Failure::at(path.display(), refusal.to_string(), refusal.hint()),
    })
}

/// The folder with packs and fonts: named on the command line or in the environment, or found beside the program.
fn resources(args: &Args) -> Result<Resources, Failure> {
    let named = args.resources.clone().map(Into::into).or_else(|| std::env::var_os(resources::VARIABLE));
    let program = std::env::current_exe().unwrap_or_default();
    resources::locate(named.as_deref(), &program).map_err(|e| {
        Failure::new(e.to_string(), format!("请用 --resources 或环境变量 {} 指定", resources::VARIABLE))
    })
}

/// A form by `design-center`, its newest edition, or `design-center/2023`.
pub(crate) fn form_named(shelf: &Shelf, name: &str) -> Result<Form, Failure> {
    let (id, edition) = match name.split_once('/') {
        Some((id, edition)) => (id, Some(edition)),
        None => (name, None),
    };
    let own = |form: &&Form| form.id == id && edition.is_none_or(|edition| form.edition == edition);
    if let Some(form) = shelf.own.iter().rfind(own) {
        return Ok(form.clone());
    }
    let found = form::find(&shelf.resources.forms());
    let wanted = |found: &&Found| found.id == id && edition.is_none_or(|edition| found.edition == edition);
    let pack = found.iter().rfind(wanted).ok_or_else(|| no_form(name, &found))?;
    form::load(&pack.folder).map_err(|mistakes| Failure::of_pack(&mistakes))
}

/// In bytes: more than any file that a command takes.
const LARGEST_FILE: u64 = 200 << 20;

/// A file that is a draft, a scan or evidence.
pub(crate) fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes(path, LARGEST_FILE)?
        .ok_or_else(|| Failure::at(path.display(), "文件超过 200 MB", "请核对所选文件；附件请压缩或拆分"))
}

/// A file's content; `None`: it has more bytes than `most`, and is not read further.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Failure> {
    ordinary(path)?;
    match read_at_most(path, most) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => Ok(None),
        Err(error) => Err(Failure::of_disk(path, &error)),
    }
}

/// Refuses what is no file. A pipe would be waited for, and a device read, without end.
pub(crate) fn ordinary(path: &Path) -> Result<(), Failure> {
    file_or_folder(path)?;
    if path.is_dir() { Err(Failure::of_disk(path, &ErrorKind::IsADirectory.into())) } else { Ok(()) }
}

/// As [`ordinary`]; a folder will do.
pub(crate) fn file_or_folder(path: &Path) -> Result<(), Failure> {
    let found = path.metadata().map_err(|e| Failure::of_disk(path, &e))?;
    if found.is_file() || found.is_dir() {
        return Ok(());
    }
    Err(Failure::at(path.display(), "不是普通文件", "管道和设备不能读取，请先存为文件"))
}

/// A draft with the form that it was written for.
pub(crate) fn draft(shelf: &Shelf, path: &Path) -> Result<(Form, Draft), Failure> {
    let bytes = file(path)?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let line =
            e.as_bytes().iter().take(e.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        Failure::at(place(path, line, 0), "不是 UTF-8 文本", "请以 UTF-8 编码另存后重试")
    })?;
    let draft =
        answers::read_draft(&text).map_err(|e| Failure::at(place(path, e.line, e.column), e.says, e.hint))?;
    let form = form_named(shelf, &format!("{}/{}", draft.form, draft.edition))
        .map_err(|failure| failure.inside(path))?;
    if !form.variants.iter().any(|variant| variant.id == draft.variant) {
        return Err(no_variant(&form, &draft.variant).inside(path));
    }
    Ok((form, draft))
}

/// The form has no such kind of applicant.
pub(crate) fn no_variant(form: &Form, variant: &str) -> Failure {
    let known: Vec<String> =
        form.variants.iter().map(|known| format!("{}（{}）", known.id, known.title)).collect();
    Failure::new(
        format!("表单 {} 没有申报类型“{variant}”", form.id),
        format!("可用的类型：{}", known.join("、")),
    )
}

fn no_form(name: &str, found: &[Found]) -> Failure {
    let known: Vec<String> = found.iter().map(|found| format!("{}/{}", found.id, found.edition)).collect();
    Failure::new(format!("没有表单“{name}”"), format!("可用的表单：{}", known.join("、")))
}

fn place(path: &Path, line: usize, column: usize) -> String {
    let path = path.display();
    match (line, column) {
        (0, _) => path.to_string(),
        (line, 0) => format!("{path}：第 {line} 行"),
        (line, column) => format!("{path}：第 {line} 行第 {column} 列"),
    }
}
