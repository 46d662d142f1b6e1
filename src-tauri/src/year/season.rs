//! The drafts of one year that belong together.

use super::Listed;
use crate::contract::*;
use crate::desk::{Desk, file_failure};
use crate::failure::Failure;
use shenbao_core::check::Standing;
use shenbao_core::compose::sheet::Workbook;
use shenbao_core::form::Binding;
use shenbao_core::render::xlsx;
use shenbao_core::season::{self, Member};
use std::path::Path;

impl Desk {
    /// The drafts of a season; without a year, those of the latest.
    pub fn season(&self, year: Option<i32>) -> Result<SeasonView, Failure> {
        let (listed, _) = self.listed(|form| form.season.is_some())?;
        let mut years: Vec<Option<i32>> = listed.iter().map(|it| member(it).year()).collect();
        years.sort_by(|one, other| other.cmp(one));
        years.dedup();
        let year = if year.is_some() { year } else { years.first().copied().flatten() };
        let of_year: Vec<&Listed> = listed.iter().filter(|it| member(it).year() == year).collect();
        let members: Vec<Member<'_>> = of_year.iter().map(|it| member(it)).collect();
        let mut nominations: Vec<Nomination> = of_year.iter().map(|it| nomination(it)).collect();
        nominations.sort_by(|one, other| (&one.category, &one.title).cmp(&(&other.category, &other.title)));
        let season = listed.iter().find_map(|it| it.form.season.as_ref());
        Ok(SeasonView {
            title: season.map(|season| season.title.clone()).unwrap_or_default(),
            years,
            year,
            nominations,
            advices: season::advices(&members),
        })
    }

    /// A season as one workbook.
    pub fn season_workbook(&self, year: i32) -> Result<Workbook, Failure> {
        let (mut listed, _) = self.listed(|form| form.season.is_some())?;
        listed.retain(|it| member(it).year() == Some(year));
        listed.sort_by(|one, other| (&one.draft.variant, one.id).cmp(&(&other.draft.variant, other.id)));
        let members: Vec<_> = listed.iter().map(|it| (member(it), &it.report)).collect();
        let plain: Vec<Member<'_>> = members.iter().map(|(member, _)| *member).collect();
        Ok(season::workbook(year, &members, &season::advices(&plain)))
    }

    /// Writes a workbook where the user wants it.
    pub fn write_workbook(&self, workbook: &Workbook, path: &Path) -> Result<(), Failure> {
        let bytes = xlsx::render(workbook).map_err(|_| Failure::unexpected())?;
        std::fs::write(path, bytes).map_err(|_| file_failure(path))
    }
}

fn member(listed: &Listed) -> Member<'_> {
    Member { id: listed.id, form: &listed.form, draft: &listed.draft }
}

fn nomination(listed: &Listed) -> Nomination {
    let report = &listed.report;
    let count = |standing: Standing| {
        let decides = report.findings.iter().filter(|it| it.binding == Binding::Regulation);
        u32::try_from(decides.filter(|it| it.standing == standing).count()).unwrap_or(u32::MAX)
    };
    let variant = listed.form.variants.iter().find(|it| it.id == listed.draft.variant);
    Nomination {
        id: listed.id.to_string(),
        title: listed.title(),
        category: variant.map_or_else(|| listed.draft.variant.clone(), |variant| variant.title.clone()),
        standing: report.standing,
        missing: report.sections.iter().map(|it| it.required.saturating_sub(it.answered)).sum(),
        not_met: count(Standing::NotMet),
        unknown: count(Standing::Unknown),
        filing_date: listed.draft.filing_date,
    }
}
