//! Reads a pack's folder. A pack with a mistake is no pack: every mistake of all its files is reported at once.

mod carry;
mod conditions;
mod fields;
mod kinds;
mod procedure;
mod profile;
mod season;

pub use profile::load_profiles;

use super::Form;
use super::lint;
use super::mistake::{Mistake, Place};
use super::names::Spelling;
use super::source::{Entry, Gathered, Source};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A pack found on the disk, not yet read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The form's folder name.
    pub id: String,
    /// The edition's folder name.
    pub edition: String,
    /// `<forms root>/<id>/<edition>`
    pub folder: PathBuf,
}

/// Every pack below the folder of all forms, by id and edition. A folder that cannot be read holds none.
pub fn find(forms_root: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    for form in folders(forms_root) {
        for edition in folders(&form) {
            if edition.join(FORM).is_file() {
                found.push(Found { id: name(&form), edition: name(&edition), folder: edition });
            }
        }
    }
    found.sort();
    found
}

/// Reads the pack in `<forms root>/<id>/<edition>`.
///
/// # Errors
/// Every mistake of the pack, by file and line.
pub fn load(folder: &Path) -> Result<Form, Vec<Mistake>> {
    Pack::new(folder, forms_root(folder)).load(&|_| Vec::new())
}

/// Reads a pack that lies elsewhere; blocks and other packs are those below the folder of all forms. Where `exceeded` says that
/// there is too much of something, nothing else is looked at.
pub(super) fn load_from(
    folder: &Path,
    forms_root: &Path,
    exceeded: &dyn Fn(&Form) -> Vec<Mistake>,
) -> Result<Form, Vec<Mistake>> {
    Pack::new(folder, forms_root).load(exceeded)
}

/// What a pack's form.toml says that it is: id and edition, each fit to be a folder's name.
pub(super) fn names_in(form_toml: &str) -> Option<(String, String)> {
    let unheard = Gathered::default();
    let source = Source::new(FORM, form_toml, &unheard);
    let tree = source.parse();
    let entry = Entry::root(&source, &tree);
    let name = |key| entry.peek(key).filter(|name| is_name(name)).map(str::to_owned);
    name("id").zip(name("edition"))
}

/// Reads every pack below the folder of all forms.
///
/// # Errors
/// Every mistake of all packs.
pub fn load_all(forms_root: &Path) -> Result<Vec<Form>, Vec<Mistake>> {
    let mut forms = Vec::new();
    let mut mistakes = Vec::new();
    for found in find(forms_root) {
        match load(&found.folder) {
            Ok(form) => forms.push(form),
            Err(more) => mistakes.extend(more),
        }
    }
    mistakes.sort();
    mistakes.dedup();
    if mistakes.is_empty() { Ok(forms) } else { Err(mistakes) }
}

pub(super) const FILES: [&str; 3] = [FORM, CONDITIONS, DOCUMENTS];
const FORM: &str = "form.toml";
const CONDITIONS: &str = "conditions.toml";
const DOCUMENTS: &str = "documents.toml";

/// No pack comes near it; a larger file was put there by mistake.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A pack that is being read.
struct Pack<'a> {
    folder: &'a Path,
    /// The folder of all forms.
    root: &'a Path,
    id: String,
    edition: String,
    /// The pack that this one extends.
    base: Option<Base>,
    gathered: Gathered,
}

/// A pack that another one extends.
struct Base {
    id: String,
    edition: String,
    folder: PathBuf,
}

impl Base {
    /// What form.toml names as `extends`, if it is there and stands on its own.
    fn of(folder: &Path, root: &Path) -> Option<Base> {
        let (id, edition) = form_and_edition(&extended(folder)??)?;
        let folder = root.join(&id).join(&edition);
        let stands = extended(&folder)?.is_none();
        stands.then_some(Base { id, edition, folder })
    }
}

/// What a pack names as `extends`; `None`: there is no such pack.
fn extended(folder: &Path) -> Option<Option<String>> {
    let text = text_of(&folder.join(FORM)).ok()?;
    let unheard = Gathered::default();
    let source = Source::new(FORM, &text, &unheard);
    let tree = source.parse();
    Some(Entry::root(&source, &tree).peek("extends").map(str::to_owned))
}

impl<'a> Pack<'a> {
    fn new(folder: &'a Path, root: &'a Path) -> Pack<'a> {
        let id = folder.parent().map(name).unwrap_or_default();
        let base = Base::of(folder, root);
        Pack { folder, root, id, edition: name(folder), base, gathered: Gathered::default() }
    }

    fn load(self, exceeded: &dyn Fn(&Form) -> Vec<Mistake>) -> Result<Form, Vec<Mistake>> {
        let form = self.read_own(FORM, |root| fields::read(root, &self));
        let rules = self.read_own(CONDITIONS, conditions::read);
        let documents = self.read_own(DOCUMENTS, crate::compose::read_documents);
        let form = form.zip(rules).zip(documents).map(|((mut form, rules), documents)| {
            form.form.carries = carry::settle(form.carries, &form.form, &self);
            let places = lint::Places {
                fields: form.places,
                clauses: rules.clause_places,
                cross_checks: rules.cross_check_places,
            };
            let form = Form {
                conditions: rules.conditions,
                cross_checks: rules.cross_checks,
                notices: rules.notices,
                documents,
                ..form.form
            };
            let exceeded = exceeded(&form);
            // What a damaged file lost would be reported as missing everywhere else.
            if !exceeded.is_empty() {
                *self.gathered.mistakes.borrow_mut() = exceeded;
            } else if !self.gathered.damaged.get() {
                lint::lint(&form, &places, &self.gathered);
            }
            form
        });
        let mut mistakes = self.gathered.mistakes.into_inner();
        mistakes.sort();
        mistakes.dedup();
        match form {
            Some(form) if mistakes.is_empty() => Ok(form),
            _ => Err(mistakes),
        }
    }

    /// Reads a file of the pack, lying over the same file of the pack that it extends. Where that one has none, or has
    /// mistakes, its own loading says so.
    fn read_own<T>(&self, file: &str, reader: impl FnOnce(Entry<'_>) -> T) -> Option<T> {
        let shown = format!("{}/{}/{file}", self.id, self.edition);
        let base = self.base.as_ref().map(|base| {
            let shown = format!("{}/{}/{file}", base.id, base.edition);
            (text_of(&base.folder.join(file)).unwrap_or_default(), shown)
        });
        let (text, below) = base.unwrap_or_default();
        let below = Source::new(&below, &text, &self.gathered);
        let tree = below.parse();
        let below = self.base.is_some().then(|| Entry::root(&below, &tree));
        self.read(&self.folder.join(file), &shown, |root| reader(root.over(below)))
            .inspect_err(|missing| self.gathered.report(missing.clone()))
            .ok()
    }

    /// The questions of another pack, for looking names up. Its mistakes are reported when it is loaded itself.
    fn form_of(&self, id: &str, edition: &str) -> Option<Form> {
        let folder = self.root.join(id).join(edition);
        let other = Pack::new(&folder, self.root);
        let form = other.read_own(FORM, |root| fields::read(root, &other))?.form;
        Some(form)
    }

    /// The block's file is missing: an error for whoever names it.
    fn read_block<T>(&self, block: &str, reader: impl FnOnce(Entry<'_>) -> T) -> Result<T, Mistake> {
        let shown = format!("blocks/{block}.toml");
        self.read(&self.root.join(&shown), &shown, reader)
    }

    fn read<T>(&self, path: &Path, shown: &str, reader: impl FnOnce(Entry<'_>) -> T) -> Result<T, Mistake> {
        let text = text_of(path).map_err(|why| {
            let place = Place { file: shown.into(), line: 1 };
            place.mistake(format!("读不到这个文件（{why}）。"), "请补上这个文件，或核对它的内容和权限。")
        })?;
        let source = Source::new(shown, &text, &self.gathered);
        let tree = source.parse();
        Ok(reader(Entry::root(&source, &tree)))
    }
}

/// `design-center@2023` as the names of two folders.
fn form_and_edition(text: &str) -> Option<(String, String)> {
    let (form, edition) = text.split_once('@')?;
    (is_name(form) && is_name(edition)).then(|| (form.to_owned(), edition.to_owned()))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && Spelling::Plain.allows(name)
}

/// The folder of all forms, from a pack's own.
fn forms_root(folder: &Path) -> &Path {
    folder.parent().and_then(Path::parent).unwrap_or(folder)
}

fn text_of(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| reason(&error))?.len();
    if size > MAX_BYTES {
        return Err(format!("超过 {} MB", MAX_BYTES / 1024 / 1024));
    }
    fs::read_to_string(path).map_err(|error| reason(&error))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件不存在".to_owned(),
        io::ErrorKind::InvalidData => "不是 UTF-8 文本".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        _ => error.to_string(),
    }
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// The TOML files of a folder, by name.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
