//! Reads `[season]` of form.toml.

use crate::form::source::{Entry, Item};
use crate::form::uses::Wants;
use crate::form::{FieldId, Season, SeasonWork, Somebody};

/// The season that the form's drafts belong to, if they do.
pub(super) fn read(root: &mut Entry<'_>) -> Option<Season> {
    let mut entry = root.entry("season")?;
    let season = Season {
        title: entry.needed_text("title"),
        year: entry.needed("year").and_then(|item| item.field(Wants::DayOrYear)).unwrap_or_default(),
        people: entry
            .entries("people")
            .into_iter()
            .filter_map(|it| somebody(it, Wants::PersonNumber))
            .collect(),
        units: entry.entries("units").into_iter().filter_map(|it| somebody(it, Wants::CreditCode)).collect(),
        works: entry.entries("works").into_iter().filter_map(work).collect(),
    };
    entry.finish();
    Some(season)
}

fn somebody(mut entry: Entry<'_>, number: Wants) -> Option<Somebody> {
    let name = entry.needed("name").and_then(|item| anywhere(&item, Wants::Text));
    let number = entry.needed("number").and_then(|item| anywhere(&item, number));
    let creates = entry.flag("creates");
    entry.finish();
    Some(Somebody { name: name?, number: number?, creates })
}

fn work(mut entry: Entry<'_>) -> Option<SeasonWork> {
    let what = entry.needed_text("what");
    let title = entry.needed("title").and_then(|item| item.column(Wants::Text));
    let number = entry.item("number").and_then(|item| item.column(Wants::Text));
    let creators = entry.item("creators").and_then(|item| item.column(Wants::Text));
    entry.finish();
    Some(SeasonWork { what, title: title?, number, creators })
}

/// A field, `section.field`, or a column, `section.table.column`.
fn anywhere(item: &Item<'_>, wants: Wants) -> Option<FieldId> {
    let is_column = item.text()?.split('.').count() > 2;
    if is_column { item.column(wants) } else { item.field(wants) }
}
