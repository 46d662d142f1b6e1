//! The draft beside the authority's platform: its answers one by one, to be copied, and which of them were.

use crate::contract::{Copied, PortalEntry};
use crate::desk::{Desk, library, number};
use crate::failure::{Failure, FailureCode};
use crate::press::{Bound, Press};
use crate::profiles::masked;
use shenbao_core::compose::{self, PortalLine};
use shenbao_core::library::{Tick, Ticks};
use std::collections::HashMap;

impl Desk {
    /// Every answer in the order of the form.
    pub fn portal_entries(&self, press: &Press, id: &str) -> Result<Vec<PortalEntry>, Failure> {
        let lines = self.portal_lines(press, id)?;
        let ticks = library(&mut self.table())?.ticks(number(id)?)?;
        Ok(lines.into_iter().map(|line| entry(line, &ticks)).collect())
    }

    /// Copies an answer with `put`, which is told whether it is an identity number; ticks it.
    pub fn copy_entry(
        &self,
        press: &Press,
        id: &str,
        place: &str,
        put: impl FnOnce(&str, bool) -> Result<Option<u32>, Failure>,
    ) -> Result<Copied, Failure> {
        let mut lines = self.portal_lines(press, id)?.into_iter();
        let line = lines.find(|line| line.path.to_string() == place).ok_or_else(gone)?;
        let passes_in = put(&line.text, line.is_identity)?;
        self.tick(id, vec![(place.to_owned(), Some(Tick::of(&line.text)))])?;
        Ok(Copied { passes_in })
    }

    /// Ticks answers as copied, or takes their ticks away.
    pub fn tick_entries(
        &self,
        press: &Press,
        id: &str,
        places: &[String],
        done: bool,
    ) -> Result<(), Failure> {
        let lines: HashMap<String, String> = match done {
            true => {
                self.portal_lines(press, id)?.into_iter().map(|it| (it.path.to_string(), it.text)).collect()
            }
            false => HashMap::new(),
        };
        let tick = |place: &String| (place.clone(), lines.get(place).map(|text| Tick::of(text)));
        self.tick(id, places.iter().map(tick).collect())
    }

    fn tick(&self, id: &str, places: Vec<(String, Option<Tick>)>) -> Result<(), Failure> {
        Ok(library(&mut self.table())?.tick(number(id)?, &places)?)
    }

    fn portal_lines(&self, press: &Press, id: &str) -> Result<Vec<PortalLine>, Failure> {
        let copy = self.copy(id)?;
        let setting = compose::Setting { day: self.today(), app_version: String::new() };
        let mut lines = compose::portal(&copy.form, &copy.draft, &copy.report, &setting);
        let bound = press.bound(id);
        let name = copy.form.documents.evidence.as_ref().map(|spec| spec.file_name.as_str());
        for line in lines.iter_mut().filter(|line| line.file.is_some()) {
            (line.shown, line.text) = where_bound(line, bound.as_ref(), name);
        }
        Ok(lines)
    }
}

/// Where a file stands, and what is copied of that: the bound file's path once it was made, until then its name.
fn where_bound(line: &PortalLine, bound: Option<&Bound>, name: Option<&str>) -> (String, String) {
    let own = &line.text;
    let is_it = |file: &&shenbao_core::bundle::BoundEvidence| {
        file.field == line.path.field && line.file.as_ref() == Some(&file.sha256)
    };
    if let Some((bound, file)) = bound.and_then(|it| Some((it, it.files.iter().find(is_it)?))) {
        let pages = if file.from == file.to {
            format!("第 {} 页", file.from)
        } else {
            format!("第 {}–{} 页", file.from, file.to)
        };
        return (format!("{own}\n在“{}”{pages}", bound.name), bound.path.clone());
    }
    match name {
        Some(name) => (format!("{own}\n生成后在“{name}”"), name.to_owned()),
        None => (own.clone(), own.clone()),
    }
}

fn entry(line: PortalLine, ticks: &Ticks) -> PortalEntry {
    let place = line.path.to_string();
    PortalEntry {
        done: ticks.get(&place) == Some(&Tick::of(&line.text)),
        place,
        section: line.section,
        label: line.label,
        row: line.row,
        shown: if line.is_identity { masked(&line.text) } else { line.shown },
        length: line.length,
        passes: line.is_identity,
        is_file: line.file.is_some(),
    }
}

fn gone() -> Failure {
    Failure::new(FailureCode::NotFound, "这一项已经没有内容可以复制。", "请返回填写后再试。")
}
