//! What the commands do, without a window: the open library, the drafts on the table, the forms.
//!
//! A panic in here is a bug; it may leave a draft half changed in memory, so the table is cleared after one and drafts
//! are read anew from the library, which holds whole changes only.

use crate::contract::*;
use crate::evidence::Drawer;
use crate::exchange::Post;
use crate::failure::{Failure, FailureCode};
use crate::import::Tray;
use crate::long::Long;
use crate::packs::{self, Packs};
use crate::shelf::found;
use crate::vault::{Opened, Vault};
use crate::year::Board;
use chrono::{DateTime, Local, NaiveDate, Utc};
use shenbao_core::answers::{Attachment, Draft, Edit, fits, read_draft, write_draft};
use shenbao_core::bundle::evidence_beside;
use shenbao_core::calendar;
use shenbao_core::carry::OlderDraft;
use shenbao_core::check::{self, Charset, Report};
use shenbao_core::form::{Field, Form};
use shenbao_core::library::{DraftLine, Due, Held, Library, LibraryError, Summary};
use shenbao_core::render::pdf::{self, Fonts};
use shenbao_core::resources::Resources;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

/// Everything that the commands work on.
pub struct Desk {
    pub(crate) vault: Vault,
    resources: Option<Resources>,
    clock: fn() -> DateTime<Local>,
    packs: OnceLock<Result<Packs, Failure>>,
    fonts: OnceLock<Option<(Fonts, Charset)>>,
    table: Mutex<Table>,
    pub(crate) drawer: Drawer,
    pub(crate) tray: Tray,
    pub(crate) post: Post,
    pub(crate) board: Board,
    pub(crate) long: Long,
}

/// What is open.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) library: Option<Library>,
    pub(crate) held: HashMap<i64, Held>,
}

/// A draft as it is now, for work that takes longer than the table may be kept from others.
pub(crate) struct Copy {
    pub(crate) form: Arc<Form>,
    pub(crate) draft: Draft,
    pub(crate) report: Report,
}

impl Desk {
    /// Nothing is opened yet. `resources`: `None` when they were not found.
    pub fn new(vault: Vault, resources: Option<Resources>, clock: fn() -> DateTime<Local>) -> Desk {
        let table = Mutex::default();
        let (packs, fonts) = (OnceLock::new(), OnceLock::new());
        Desk {
            vault,
            resources,
            clock,
            packs,
            fonts,
            table,
            drawer: Drawer::default(),
            tray: Tray::default(),
            post: Post::default(),
            board: Board::default(),
            long: Long::default(),
        }
    }

    /// Opens the library if it can, and gives everything that the first screen shows.
    pub fn start(&self) -> Result<Start, Failure> {
        let mut table = self.table();
        if table.library.is_none() {
            match self.vault.open() {
                Ok(Opened::Library(library)) => table.library = Some(library),
                Ok(Opened::NeedsPassphrase { new }) => {
                    return self.first_screen(&table, LibraryState::NeedsPassphrase { new });
                }
                Err(failure) => return self.first_screen(&table, LibraryState::Failed(failure)),
            }
        }
        self.opened(&mut table)
    }

    /// Opens the library with a passphrase.
    pub fn unlock(&self, passphrase: &str) -> Result<Start, Failure> {
        let mut table = self.table();
        if table.library.is_none() {
            match self.vault.unlock(passphrase) {
                Ok(library) => table.library = Some(library),
                Err(failure) if is_about_the_file(&failure) => {
                    return self.first_screen(&table, LibraryState::Failed(failure));
                }
                Err(failure) => return Err(failure),
            }
        }
        self.opened(&mut table)
    }

    /// A new, empty draft.
    pub fn create(&self, form: &str, edition: &str, variant: &str) -> Result<OpenDraft, Failure> {
        let form = self.packs()?.form(form, edition)?;
        if !form.variants.iter().any(|known| known.id == variant) {
            return Err(Failure::new(FailureCode::NotFound, "没有这一申报类型。", "请重新选择申报类型。"));
        }
        let draft = Draft::empty(&form, variant);
        self.add(form, draft)
    }

    /// A new draft with an example's answers.
    pub fn create_from_example(&self, example: &str) -> Result<OpenDraft, Failure> {
        let (draft, folder) = self.packs()?.example(example)?;
        self.adopt(draft, &folder)
    }

    /// Takes a draft's file into the library, with the attachments that lie beside it.
    pub fn import(&self, path: &Path) -> Result<OpenDraft, Failure> {
        let (draft, folder) = packs::read_file(path)?;
        self.adopt(draft, &folder)
    }

    /// Puts a draft on the table, as the library has it.
    pub fn open(&self, id: &str) -> Result<OpenDraft, Failure> {
        let mut table = self.table();
        let held = library(&mut table)?.hold(number(id)?)?;
        let form = self.form_of(held.draft())?;
        let report = self.check(&form, held.draft());
        let open = open_draft(&form, &held, report);
        table.held.insert(held.id(), held);
        Ok(open)
    }

    /// Makes one edit; it is on the disk when this returns.
    pub fn edit(&self, id: &str, edit: Edit) -> Result<DraftState, Failure> {
        let form = self.form_of(self.held(&mut self.table(), id)?.draft())?;
        fits(&form, &edit).map_err(LibraryError::from)?;
        let (held, report) =
            self.with(id, |library, held, now, summarise| library.edit(held, edit, now, summarise))?;
        Ok(state(&held, report))
    }

    /// Takes the last change back.
    pub fn undo(&self, id: &str) -> Result<ChangedDraft, Failure> {
        let (held, report) =
            self.with(id, |library, held, now, summarise| library.undo(held, now, summarise))?;
        Ok(changed(&held, report))
    }

    /// Makes it again.
    pub fn redo(&self, id: &str) -> Result<ChangedDraft, Failure> {
        let (held, report) =
            self.with(id, |library, held, now, summarise| library.redo(held, now, summarise))?;
        Ok(changed(&held, report))
    }

    /// Takes a draft off the list.
    pub fn delete(&self, id: &str) -> Result<(), Failure> {
        let mut table = self.table();
        let id = number(id)?;
        table.held.remove(&id);
        Ok(library(&mut table)?.delete(id)?)
    }

    /// Puts it back.
    pub fn restore(&self, id: &str) -> Result<(), Failure> {
        Ok(library(&mut self.table())?.restore(number(id)?)?)
    }

    /// The content of an attachment.
    pub(crate) fn attachment(&self, attachment: &Attachment) -> std::io::Result<Vec<u8>> {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let digest = attachment.sha256.as_deref().ok_or_else(missing)?;
        let table = self.table();
        table.library.as_ref().and_then(|library| library.read_file(digest).ok()).ok_or_else(missing)
    }

    /// A draft as it is now.
    pub(crate) fn copy(&self, id: &str) -> Result<Copy, Failure> {
        let draft = self.held(&mut self.table(), id)?.draft().clone();
        let form = self.form_of(&draft)?;
        let report = self.check(&form, &draft);
        Ok(Copy { form, draft, report })
    }

    /// For the documents.
    pub(crate) fn fonts(&self) -> Result<&Fonts, Failure> {
        self.printable().map(|(fonts, _)| fonts).ok_or_else(|| {
            Failure::new(FailureCode::Documents, "找不到打印用的字体文件。", "请重新安装程序后再试。")
        })
    }

    /// Where forms, fonts and licences lie.
    pub(crate) fn resources(&self) -> Result<&Resources, Failure> {
        self.resources.as_ref().ok_or_else(no_resources)
    }

    /// Now, where the user is.
    pub(crate) fn clock(&self) -> DateTime<Local> {
        (self.clock)()
    }

    /// Today, where the user is.
    pub(crate) fn today(&self) -> NaiveDate {
        (self.clock)().date_naive()
    }

    fn adopt(&self, mut draft: Draft, folder: &Path) -> Result<OpenDraft, Failure> {
        let form = self.form_of(&draft)?;
        let read = evidence_beside(folder);
        for attachment in &mut draft.attachments {
            // One that is not there stays listed without content; the bundle names it as missing.
            attachment.sha256 = match read(attachment) {
                Ok(bytes) => Some(library(&mut self.table())?.keep_file(&bytes)?),
                Err(_) => None,
            };
        }
        // The way of every draft that is read: text normalised, format checked.
        let draft = read_draft(&write_draft(&form, &draft)).map_err(|_| Failure::unexpected())?;
        self.add(form, draft)
    }

    pub(crate) fn add(&self, form: Arc<Form>, draft: Draft) -> Result<OpenDraft, Failure> {
        let report = self.check(&form, &draft);
        let summary = Summary::of(&form, &draft, &report);
        let mut table = self.table();
        let held = library(&mut table)?.add(draft, &summary, self.now())?;
        let open = open_draft(&form, &held, report);
        table.held.insert(held.id(), held);
        Ok(open)
    }

    /// A change of the library's, with the draft checked on the way.
    pub(crate) fn with<E: Into<Failure>>(
        &self,
        id: &str,
        change: impl FnOnce(
            &mut Library,
            &mut Held,
            DateTime<Utc>,
            &mut dyn FnMut(&Draft) -> Summary,
        ) -> Result<(), E>,
    ) -> Result<(Held, Report), Failure> {
        let mut table = self.table();
        let mut held = self.held(&mut table, id)?.clone();
        let form = self.form_of(held.draft())?;
        let mut report = None;
        let mut summarise = |draft: &Draft| {
            let checked = self.check(&form, draft);
            let summary = Summary::of(&form, draft, &checked);
            report = Some(checked);
            summary
        };
        change(library(&mut table)?, &mut held, self.now(), &mut summarise).map_err(Into::into)?;
        table.held.insert(held.id(), held.clone());
        Ok((held, report.ok_or_else(Failure::unexpected)?))
    }

    pub(crate) fn held<'t>(&self, table: &'t mut Table, id: &str) -> Result<&'t Held, Failure> {
        let id = number(id)?;
        if !table.held.contains_key(&id) {
            let held = library(table)?.hold(id)?;
            table.held.insert(id, held);
        }
        table.held.get(&id).ok_or_else(Failure::unexpected)
    }

    pub(crate) fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(|poisoned| {
            self.table.clear_poison();
            let mut table = poisoned.into_inner();
            table.held.clear();
            table
        })
    }

    /// The first screen of an open library. One whose list cannot be read is closed again.
    pub(crate) fn opened(&self, table: &mut Table) -> Result<Start, Failure> {
        let (kept_in, recovery_due) = (self.vault.kept_in()?, self.vault.is_recovery_due()?);
        let notices = table.library.as_ref().map_or(Ok(()), |library| self.board.read(library));
        self.renew_deadlines(table)?;
        let state = LibraryState::Open { kept_in, recovery_due };
        match notices.and_then(|()| self.first_screen(table, state)) {
            Err(failure) if is_about_the_file(&failure) => {
                *table = Table::default();
                self.first_screen(table, LibraryState::Failed(failure))
            }
            other => other,
        }
    }

    /// What cannot be read now is tried again with the next start; the list is the same without it.
    fn renew_deadlines(&self, table: &mut Table) -> Result<(), Failure> {
        let packs = self.packs()?;
        let Some(library) = &mut table.library else { return Ok(()) };
        let known = |form: &str, edition: &str| packs.form(form, edition).ok();
        let _ = library.renew_deadlines(
            &|form, edition| known(form, edition).is_some_and(|form| calendar::has_own_deadlines(&form)),
            &mut |draft| calendar::own_deadline(&*known(&draft.form, &draft.edition)?, draft),
        );
        Ok(())
    }

    /// After something else was put in the library's place.
    pub(crate) fn reopen(&self, table: &mut Table, passphrase: Option<&str>) -> Result<Start, Failure> {
        *table = Table::default();
        table.library = match (passphrase, self.vault.open()?) {
            (_, Opened::Library(library)) => Some(library),
            (Some(passphrase), Opened::NeedsPassphrase { .. }) => Some(self.vault.unlock(passphrase)?),
            (None, Opened::NeedsPassphrase { new }) => {
                return self.first_screen(table, LibraryState::NeedsPassphrase { new });
            }
        };
        self.opened(table)
    }

    fn first_screen(&self, table: &Table, library: LibraryState) -> Result<Start, Failure> {
        let packs = self.packs()?;
        let found = table.library.as_ref().map(|library| found(self, library, WantedDrafts::default()));
        let drafts = found.transpose()?.unwrap_or_default();
        Ok(Start { forms: packs.summaries(self.today()), drafts, examples: packs.examples(), library })
    }

    pub(crate) fn check(&self, form: &Form, draft: &Draft) -> Report {
        let printable = self.printable();
        let charset = printable.map(|(_, charset)| charset);
        let measure =
            printable.map(|(fonts, _)| |field: &Field, text: &str| pdf::pages(&field.label, text, fonts));
        let pages = measure.as_ref().map(|measure| measure as check::Pages<'_>);
        check::check(form, draft, &check::Setting { today: self.today(), charset, pages })
    }

    pub(crate) fn packs(&self) -> Result<&Packs, Failure> {
        let load = || Packs::load(self.resources()?, self.vault.folder().join("packs"));
        self.packs.get_or_init(load).as_ref().map_err(Clone::clone)
    }

    fn printable(&self) -> Option<&(Fonts, Charset)> {
        let load = || {
            let fonts = Fonts::load(&self.resources.as_ref()?.fonts()).ok()?;
            let charset = fonts.charset();
            Some((fonts, charset))
        };
        self.fonts.get_or_init(load).as_ref()
    }

    fn now(&self) -> DateTime<Utc> {
        (self.clock)().to_utc()
    }
}

fn is_about_the_file(failure: &Failure) -> bool {
    matches!(failure.code, FailureCode::LibraryDamaged | FailureCode::LibraryMissing | FailureCode::WrongKey)
}

pub(crate) fn library(table: &mut Table) -> Result<&mut Library, Failure> {
    table.library.as_mut().ok_or_else(|| {
        Failure::new(FailureCode::LibraryClosed, "资料库还没有打开。", "请返回首页，先打开资料库。")
    })
}

pub(crate) fn number(id: &str) -> Result<i64, Failure> {
    id.parse().map_err(|_| Failure::new(FailureCode::NoSuchDraft, "找不到这份草稿。", "请返回首页重新选择。"))
}

pub(crate) fn file_failure(path: &Path) -> Failure {
    Failure::new(
        FailureCode::File,
        format!("无法读写文件：{}", path.display()),
        "请检查路径、权限和磁盘空间后重试。",
    )
}

fn no_resources() -> Failure {
    Failure::new(FailureCode::BadPack, "找不到表单和字体。", "请重新安装程序。")
}

/// `found_in`: the fields in which a search found something.
pub(crate) fn draft_summary(
    packs: &Packs,
    line: DraftLine,
    found_in: &[String],
    today: NaiveDate,
) -> DraftSummary {
    let form = packs.form(&line.form, &line.edition).ok();
    let in_force = form.as_ref().map(|form| check::in_force(&form.source, line.filing_date, today));
    let form_title = form.as_ref().map_or_else(|| line.form.clone(), |form| form.title.clone());
    let fields = form.iter().flat_map(|form| form.fields());
    let found_in =
        fields.filter(|field| found_in.contains(&field.id)).map(|field| field.label.clone()).collect();
    let variant = form.as_ref().and_then(|form| form.variants.iter().find(|known| known.id == line.variant));
    let known = OlderDraft { form: &line.form, edition: &line.edition, variant: &line.variant };
    DraftSummary {
        leads_to: if line.excerpt { Vec::new() } else { packs.next_forms(&known) },
        id: line.id.to_string(),
        form_title,
        variant_title: variant.map_or_else(|| line.variant.clone(), |variant| variant.title.clone()),
        form: line.form,
        edition: line.edition,
        applicant: line.summary.applicant,
        answered: line.summary.answered,
        required: line.summary.required,
        standing: line.summary.standing,
        filing_date: line.filing_date,
        due: line.due,
        due_group: Due::of(line.due, today),
        out_of_force: in_force.and_then(|it| it.out_of_force().map(str::to_owned)),
        changed_at: line.changed_at.with_timezone(&Local).to_rfc3339(),
        tags: line.tags,
        archived: line.archived,
        excerpt: line.excerpt,
        found_in,
    }
}

fn open_draft(form: &Form, held: &Held, report: Report) -> OpenDraft {
    OpenDraft {
        id: held.id().to_string(),
        form: form.clone(),
        draft: held.draft().clone(),
        state: state(held, report),
    }
}

pub(crate) fn changed(held: &Held, report: Report) -> ChangedDraft {
    ChangedDraft { state: state(held, report), draft: held.draft().clone() }
}

fn state(held: &Held, report: Report) -> DraftState {
    DraftState {
        report,
        saved_at: held.changed_at().with_timezone(&Local).to_rfc3339(),
        can_undo: held.can_undo(),
        can_redo: held.can_redo(),
    }
}
