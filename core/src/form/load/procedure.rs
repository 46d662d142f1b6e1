//! Reads the steps of form.toml: what happens to an application after it is filled in.

use crate::form::layers::Except;
use crate::form::names::{Names, Spelling};
use crate::form::source::Entry;
use crate::form::uses::Wants;
use crate::form::{Step, StepDay, Test};

/// Every `[[step]]`, in its order.
pub(super) fn read(root: &mut Entry<'_>, except: &Except<'_>) -> Vec<Step> {
    let mut ids = Names::new("程序步骤");
    root.layered("step", "id", except).into_iter().map(|entry| step(entry, &mut ids)).collect()
}

fn step(mut entry: Entry<'_>, ids: &mut Names) -> Step {
    let step = Step {
        id: ids.define(&mut entry, "id", Spelling::Plain, ""),
        title: entry.needed_text("title"),
        cite: entry.needed_text("cite"),
        says: entry.needed_text("says"),
        variants: entry.variants(),
        day: day(&mut entry),
    };
    entry.finish();
    step
}

fn day(entry: &mut Entry<'_>) -> Option<StepDay> {
    let period = entry.item("period");
    let Some(on) = entry.item("on") else {
        if let Some(period) = period {
            period.report("写了 `period`，却没有写自哪一天起算。", "请补上 `on = …`，或者删去 `period`。");
        }
        return None;
    };
    let is_filing = on.text()? == Test::FILING_DATE;
    let on = if is_filing { Some(Test::FILING_DATE.to_owned()) } else { on.field(Wants::Date) };
    let years = period.map_or(Some(0), |period| period.years());
    Some(StepDay { on: on?, years: years? })
}
