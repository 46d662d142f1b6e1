//! What the commands do with the library as a whole: its key, its backups, what is found in it.

use crate::contract::*;
use crate::desk::{Desk, draft_summary, library, number};
use crate::failure::{Failure, FailureCode};
use shenbao_core::library::{BackupFile, BackupReason, Library, Rescue};
use shenbao_core::progress::{Hear, unheard};
use std::path::Path;

/// Of so many drafts it is said where the words stand: nobody reads that of more.
const MOST_EXPLAINED: usize = 30;

/// So many drafts are shown at once; whoever looks for another one narrows the search.
const MOST_SHOWN: usize = 200;

impl Desk {
    /// Opens the library with its recovery key. `passphrase`: protects the key from now on, where there is no keychain.
    pub fn recover(&self, recovery: &str, passphrase: Option<&str>) -> Result<Start, Failure> {
        let mut table = self.table();
        if table.library.is_none() {
            table.library = Some(self.vault.recover(recovery, passphrase)?);
        }
        self.opened(&mut table)
    }

    /// The recovery key, as long as the user has not said that it is written down.
    pub fn recovery_key(&self) -> Result<String, Failure> {
        let mut table = self.table();
        let library = library(&mut table)?;
        if self.vault.is_recovery_due()? { Ok(library.key().to_recovery()) } else { Err(shown_already()) }
    }

    /// The user has the recovery key on paper.
    pub fn note_recovery_key(&self) -> Result<Start, Failure> {
        self.vault.note_recovery()?;
        self.opened(&mut self.table())
    }

    /// Gives the library another key; the recovery key that belongs to it is then due.
    pub fn change_key(
        &self,
        passphrase: Option<&str>,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<Start, Failure> {
        let mut table = self.table();
        self.vault.change_key(library(&mut table)?, passphrase, &mut self.heard(hear))?;
        self.opened(&mut table)
    }

    /// Puts the library's key under another passphrase.
    pub fn change_passphrase(&self, passphrase: &str, next: &str) -> Result<(), Failure> {
        self.vault.change_passphrase(passphrase, next)
    }

    /// Makes the day's backup, if it is not there yet.
    pub fn back_up_if_due(&self) -> Result<(), Failure> {
        if self.vault.backups().is_due(self.today()) {
            self.back_up(BackupReason::Daily, &mut unheard)
        } else {
            Ok(())
        }
    }

    /// Makes a backup now; gives all.
    pub fn make_backup(&self, hear: &dyn Fn(WorkProgress)) -> Result<Vec<Backup>, Failure> {
        self.back_up(BackupReason::Wanted, &mut self.heard(hear))?;
        Ok(self.list_backups())
    }

    /// The backups, the newest first.
    pub fn list_backups(&self) -> Vec<Backup> {
        self.vault.backups().list().into_iter().map(backup).collect()
    }

    /// Puts a backup in the library's place, open or not; what was there is kept. `passphrase`: for a library that is
    /// not open and whose key it protects.
    pub fn restore_backup(
        &self,
        name: &str,
        passphrase: Option<&str>,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<Start, Failure> {
        let mut table = self.table();
        table.held.clear();
        let mut hear = self.heard(hear);
        if let Some(library) = &mut table.library {
            match self.vault.restore(library, name, self.clock(), &mut hear) {
                // It cannot even be copied: its file is put aside instead.
                Err(failure) if failure.code == FailureCode::LibraryDamaged => table.library = None,
                done => {
                    done?;
                    return self.opened(&mut table);
                }
            }
        }
        self.vault.restore_closed(name, passphrase, self.clock(), &mut hear)?;
        self.reopen(&mut table, passphrase)
    }

    /// Puts another machine's library in this one's place; what was there is kept as a backup.
    pub fn restore_other(
        &self,
        file: &Path,
        recovery: &str,
        hear: &dyn Fn(WorkProgress),
    ) -> Result<Start, Failure> {
        let mut table = self.table();
        table.held.clear();
        let mut hear = self.heard(hear);
        self.vault.restore_other(library(&mut table)?, file, recovery, self.clock(), &mut hear)?;
        self.opened(&mut table)
    }

    /// Reads the whole library once.
    pub fn examine(&self, hear: &dyn Fn(WorkProgress)) -> Result<(), Failure> {
        // The table is kept meanwhile: a page that is being written must not be taken for a damaged one.
        let mut table = self.table();
        let library = library(&mut table)?.again()?;
        Ok(library.examine(&mut self.heard(hear))?)
    }

    /// Takes what can be read of a damaged library into a new one, in its place; the damaged file is kept.
    pub fn rescue(&self, passphrase: Option<&str>, hear: &dyn Fn(WorkProgress)) -> Result<Rescued, Failure> {
        let mut table = self.table();
        table.held.clear();
        table.library = None;
        let Rescue { drafts, files, losses } =
            self.vault.rescue(passphrase, self.clock(), &mut self.heard(hear))?;
        let losses = losses.iter().map(ToString::to_string).collect();
        Ok(Rescued { start: self.reopen(&mut table, passphrase)?, drafts, files, losses })
    }

    /// Finds drafts by what is in them and by what the list says of them.
    pub fn find(&self, wanted: WantedDrafts) -> Result<FoundDrafts, Failure> {
        let mut table = self.table();
        found(self, library(&mut table)?, wanted)
    }

    /// Gives a draft exactly these tags.
    pub fn tag(&self, id: &str, tags: &[String]) -> Result<(), Failure> {
        Ok(library(&mut self.table())?.tag(number(id)?, tags)?)
    }

    /// Puts a draft among those that are done with, or back.
    pub fn archive(&self, id: &str, archived: bool) -> Result<(), Failure> {
        Ok(library(&mut self.table())?.archive(number(id)?, archived)?)
    }

    /// Where everything of the library lies.
    pub(crate) fn folder(&self) -> &Path {
        self.vault.folder()
    }

    /// On a connection of its own, which damage makes useless. The table is kept meanwhile, as in [`Desk::examine`].
    fn back_up(&self, reason: BackupReason, hear: Hear<'_>) -> Result<(), Failure> {
        let mut table = self.table();
        let library = library(&mut table)?.again()?;
        Ok(self.vault.backups().make(&library, self.clock().naive_local(), reason, hear)?)
    }
}

/// The drafts that are wanted, and what can be chosen to narrow the search.
pub(crate) fn found(desk: &Desk, library: &Library, wanted: WantedDrafts) -> Result<FoundDrafts, Failure> {
    let packs = desk.packs()?;
    let words = packs.sought(&wanted.words);
    let wanted = wanted.on(desk.today(), words.clone());
    let found = library.find(&wanted, MOST_SHOWN)?;
    let mut drafts = Vec::new();
    for (at, line) in found.lines.into_iter().enumerate() {
        let fields = if at < MOST_EXPLAINED { library.found_in(line.id, &words)? } else { Vec::new() };
        drafts.push(draft_summary(packs, line, &fields, desk.today()));
    }
    let label = |(name, drafts)| Label { name, drafts };
    Ok(FoundDrafts {
        drafts,
        total: u32::try_from(found.total).unwrap_or(u32::MAX),
        tags: library.tags(&wanted)?.into_iter().map(label).collect(),
        applicants: library.applicants(&wanted)?.into_iter().take(MOST_SHOWN).map(label).collect(),
    })
}

fn backup(file: BackupFile) -> Backup {
    Backup {
        name: file.name,
        made_at: file.made_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        reason: file.reason,
        size: size(file.bytes),
    }
}

/// `3.4 MB`
fn size(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / 1_000_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn shown_already() -> Failure {
    Failure::new(
        FailureCode::NotFound,
        "恢复密钥只在设置时显示。",
        "如已遗失，请在“资料库”中更换密钥，并重新抄存。",
    )
}
