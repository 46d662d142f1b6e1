//! Form packs that the user has added. They lie beside the library, as they were judged; one that was removed stays there,
//! marked, as long as the library has a draft of it, so that the draft can still be opened.

use crate::contract::OwnPack;
use crate::desk::{Desk, library};
use crate::failure::{Failure, FailureCode};
use crate::vault::disk;
use shenbao_core::form::user::{self, PackRefusal};
use shenbao_core::form::{Form, Found, Mistake};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// The file that says that a pack was removed.
const REMOVED: &str = "removed";

/// All of them.
pub(crate) struct OwnPacks {
    store: PathBuf,
    /// Where ours lie.
    forms: PathBuf,
    kept: RwLock<Vec<Own>>,
}

struct Own {
    found: Found,
    form: Result<Arc<Form>, Vec<Mistake>>,
    is_removed: bool,
}

impl OwnPacks {
    /// Reads the store. A pack that cannot be used any more is listed with what is wrong, and keeps nobody from working.
    pub(crate) fn read(store: PathBuf, forms: PathBuf) -> OwnPacks {
        let kept = RwLock::new(own(&store, &forms));
        OwnPacks { store, forms, kept }
    }

    /// One edition, removed or not.
    pub(crate) fn form(&self, id: &str, edition: &str) -> Option<Arc<Form>> {
        let kept = self.kept();
        let own = kept.iter().find(|own| own.found.id == id && own.found.edition == edition)?;
        own.form.as_ref().ok().cloned()
    }

    /// Those of which drafts can be begun.
    pub(crate) fn offered(&self) -> Vec<Arc<Form>> {
        let kept = self.kept();
        kept.iter().filter(|own| !own.is_removed).filter_map(|own| own.form.as_ref().ok().cloned()).collect()
    }

    fn list(&self) -> Vec<OwnPack> {
        self.kept().iter().filter(|own| !own.is_removed).map(described).collect()
    }

    fn add(&self, path: &Path) -> Result<OwnPack, Failure> {
        let form = user::read(path).and_then(|pack| pack.keep(&self.store, &self.forms)).map_err(refused)?;
        self.read_again();
        let all = self.list();
        let added = all.into_iter().find(|pack| pack.id == form.id && pack.edition == form.edition);
        added.ok_or_else(Failure::unexpected)
    }

    /// `is_used`: there are drafts of it.
    fn remove(&self, id: &str, edition: &str, is_used: bool) -> Result<(), Failure> {
        let known = self
            .kept()
            .iter()
            .find(|own| own.found.id == id && own.found.edition == edition)
            .map(|own| own.found.folder.clone());
        let folder = known.ok_or_else(|| {
            Failure::new(FailureCode::NotFound, "没有这个表单包。", "请返回资料库重新选择。")
        })?;
        let done =
            if is_used { std::fs::write(folder.join(REMOVED), "") } else { std::fs::remove_dir_all(folder) };
        done.map_err(|_| disk())?;
        self.read_again();
        Ok(())
    }

    fn read_again(&self) {
        let kept = own(&self.store, &self.forms);
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = kept;
    }

    fn kept(&self) -> RwLockReadGuard<'_, Vec<Own>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// The packs that the user has added.
    pub fn own_packs(&self) -> Result<Vec<OwnPack>, Failure> {
        Ok(self.packs()?.own.list())
    }

    /// Judges a pack and keeps it; an edition that is there already is replaced.
    pub fn add_own_pack(&self, path: &Path) -> Result<OwnPack, Failure> {
        self.packs()?.own.add(path)
    }

    /// Offers a pack no more; gives those that are left.
    pub fn remove_own_pack(&self, id: &str, edition: &str) -> Result<Vec<OwnPack>, Failure> {
        let is_used = library(&mut self.table())?.has_drafts_of(id, edition)?;
        let own = &self.packs()?.own;
        own.remove(id, edition, is_used)?;
        Ok(own.list())
    }
}

fn own(store: &Path, forms: &Path) -> Vec<Own> {
    let all = user::load_all(store, forms).into_iter();
    all.map(|(found, form)| Own {
        is_removed: found.folder.join(REMOVED).exists(),
        form: form.map(Arc::new),
        found,
    })
    .collect()
}

fn described(own: &Own) -> OwnPack {
    let form = own.form.as_ref().ok();
    let refusal = own.form.as_ref().err().map(|mistakes| PackRefusal::Mistakes(mistakes.clone()));
    OwnPack {
        id: own.found.id.clone(),
        edition: own.found.edition.clone(),
        title: form.map_or_else(|| user::marked(&own.found.id), |form| form.title.clone()),
        measure: form.map(|form| form.source.title.clone()).unwrap_or_default(),
        problem: refusal.map(|refusal| format!("{refusal}{}", refusal.hint())),
    }
}

fn refused(refusal: PackRefusal) -> Failure {
    let code = if refusal == PackRefusal::Disk { FailureCode::File } else { FailureCode::BadPack };
    Failure::new(code, refusal.to_string(), refusal.hint())
}
