//! The installed forms and their examples, read once, and those that the user has added.

use crate::contract::{ExampleSummary, FormSummary, NextForm};
use crate::failure::{Failure, FailureCode};
use crate::own::OwnPacks;
use chrono::NaiveDate;
use shenbao_core::answers::{Draft, LONGEST_DRAFT, read_draft};
use shenbao_core::carry::{OlderDraft, carried_variant};
use shenbao_core::check::{Setting, check, in_force};
use shenbao_core::files::read_at_most;
use shenbao_core::form::{self, Form, user};
use shenbao_core::library::Sought;
use shenbao_core::resources::Resources;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The forms at hand.
pub struct Packs {
    forms: Vec<Arc<Form>>,
    /// Not official ones.
    pub(crate) own: OwnPacks,
    /// What is kept of organisations and people, as forms.
    profiles: Vec<Arc<Form>>,
    examples: Vec<Example>,
}

struct Example {
    summary: ExampleSummary,
    path: PathBuf,
}

const ENDING: &str = ".shenbao.json";

impl Packs {
    /// Reads every pack. One of ours with a mistake is an error: the program would check against the wrong rules. `store`:
    /// where those lie that the user has added.
    pub fn load(resources: &Resources, store: PathBuf) -> Result<Packs, Failure> {
        let broken = |mistakes: Vec<form::Mistake>| {
            let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
            Failure::new(
                FailureCode::BadPack,
                format!("表单包有 {} 处错误：{first}", mistakes.len()),
                "请重新安装程序，或改正表单包后重新打开。",
            )
        };
        let forms = form::load_all(&resources.forms()).map_err(broken)?;
        let profiles = form::load_profiles(&resources.forms()).map_err(broken)?;
        let mut examples = Vec::new();
        for found in form::find(&resources.forms()) {
            if let Some(form) = forms.iter().find(|form| form.id == found.id && form.edition == found.edition)
            {
                examples.extend(read_examples(form, &found.folder.join("examples")));
            }
        }
        let shared = |forms: Vec<Form>| forms.into_iter().map(Arc::new).collect();
        let own = OwnPacks::read(store, resources.forms());
        Ok(Packs { forms: shared(forms), own, profiles: shared(profiles), examples })
    }

    /// One edition.
    pub fn form(&self, id: &str, edition: &str) -> Result<Arc<Form>, Failure> {
        let mut all = self.forms.iter().chain(&self.profiles);
        let found = all.find(|form| form.id == id && form.edition == edition).cloned();
        found.or_else(|| self.own.form(id, edition)).ok_or_else(|| {
            Failure::new(
                FailureCode::NotFound,
                format!("没有安装表单“{id}”{edition} 版。"),
                "请安装含有该表单的版本后再打开；草稿内容不受影响。",
            )
        })
    }

    /// The latest edition of each form.
    pub fn latest(&self) -> impl Iterator<Item = Arc<Form>> {
        let forms = self.forms();
        let is_latest =
            |form: &Arc<Form>| !forms.iter().any(|other| other.id == form.id && other.edition > form.edition);
        let latest: Vec<Arc<Form>> = forms.iter().filter(|form| is_latest(form)).cloned().collect();
        latest.into_iter()
    }

    /// Every form that is offered, ours first.
    pub fn forms(&self) -> Vec<Arc<Form>> {
        self.forms.iter().cloned().chain(self.own.offered()).collect()
    }

    /// The kinds of profiles.
    pub fn profiles(&self) -> &[Arc<Form>] {
        &self.profiles
    }

    /// For the first screen, as of today.
    pub fn summaries(&self, today: NaiveDate) -> Vec<FormSummary> {
        let summary = |form: &Arc<Form>| FormSummary {
            id: form.id.clone(),
            edition: form.edition.clone(),
            title: form.title.clone(),
            arranged: form.arranged.clone(),
            unofficial: form.unofficial.then(|| user::SAYS.to_owned()),
            source: form.source.clone(),
            out_of_force: in_force(&form.source, None, today).out_of_force().map(str::to_owned),
            variants: form.variants.clone(),
            season: form.season.as_ref().map(|season| season.title.clone()),
        };
        self.forms().iter().map(summary).collect()
    }

    /// What is looked for, in drafts of these forms and in profiles.
    pub fn sought(&self, words: &str) -> Sought {
        let forms = self.forms();
        Sought::new(words, forms.iter().chain(&self.profiles).map(|form| &**form))
    }

    /// The forms that can be made from a draft, its own first.
    pub fn next_forms(&self, draft: &OlderDraft<'_>) -> Vec<NextForm> {
        let forms = self.forms();
        let made = forms.iter().filter(|form| carried_variant(form, draft).is_some());
        let (own, others): (Vec<_>, Vec<_>) = made.partition(|form| form.id == draft.form);
        let next = |form: &Arc<Form>| NextForm {
            form: form.id.clone(),
            edition: form.edition.clone(),
            title: form.title.clone(),
        };
        own.into_iter().chain(others).map(next).collect()
    }

    /// For the first screen.
    pub fn examples(&self) -> Vec<ExampleSummary> {
        self.examples.iter().map(|example| example.summary.clone()).collect()
    }

    /// An example, and the folder to which its attachments are relative.
    pub fn example(&self, id: &str) -> Result<(Draft, PathBuf), Failure> {
        let found = self.examples.iter().find(|example| example.summary.id == id);
        let path = found
            .map(|example| &example.path)
            .ok_or_else(|| Failure::new(FailureCode::NotFound, "找不到这份示例。", "请返回首页重新选择。"))?;
        read_file(path)
    }
}

/// A draft's file, and the folder to which its attachments are relative.
pub fn read_file(path: &Path) -> Result<(Draft, PathBuf), Failure> {
    let refused =
        |says: &str| Failure::new(FailureCode::BadDraft, says, "请确认选择的是 .shenbao.json 草稿文件。");
    let bytes = read_at_most(path, LONGEST_DRAFT).map_err(|error| match error.kind() {
        std::io::ErrorKind::FileTooLarge => refused("所选文件超过 64 MB，不像是申报草稿。"),
        _ => refused("所选文件无法读取。"),
    })?;
    let json = String::from_utf8(bytes).map_err(|_| refused("所选文件不是 UTF-8 文本。"))?;
    let draft = read_draft(&json).map_err(|error| {
        let place = if error.line == 0 { String::new() } else { format!("第 {} 行：", error.line) };
        Failure::new(FailureCode::BadDraft, format!("{place}{}", error.says), error.hint)
    })?;
    Ok((draft, path.parent().map(Path::to_path_buf).unwrap_or_default()))
}

fn read_examples(form: &Form, folder: &Path) -> Vec<Example> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(ENDING))
        .collect();
    paths.sort();
    paths.into_iter().filter_map(|path| example(form, path)).collect()
}

fn example(form: &Form, path: PathBuf) -> Option<Example> {
    let (draft, _) = read_file(&path).ok()?;
    let name = path.file_name()?.to_string_lossy().trim_end_matches(ENDING).to_owned();
    let title = form.name_of(&draft).unwrap_or(&name).to_owned();
    let variant = form.variants.iter().find(|variant| variant.id == draft.variant);
    // An example is as ready as on the day that it would be filed.
    let setting = Setting { today: draft.filing_date.unwrap_or_default(), charset: None, pages: None };
    let standing = check(form, &draft, &setting).standing;
    let summary = ExampleSummary {
        id: format!("{}/{}/{name}", form.id, form.edition),
        form: form.id.clone(),
        edition: form.edition.clone(),
        variant: draft.variant.clone(),
        title,
        note: variant.map(|variant| variant.title.clone()),
        standing,
    };
    Some(Example { summary, path })
}
