//! The sheet that compares this year with last year: both figures, and their difference as live formulas.

use super::data::{DataSheet, head, number_format, plain_sheet};
use super::figure::{calculated, figure};
use super::indicators::text;
use crate::compose::compare::{NONE, Pair, pairs};
use crate::compose::context::Context;
use crate::compose::sheet::{Align, Calculated, Cell, NumberFormat, Sheet, SheetChart};
use crate::compose::{ChartKind, CompareGroup, CompareRow, Compared, SheetSpec, Template};
use crate::form::Number;
use rust_decimal::Decimal;

/// The columns with this year's and last year's figure.
const NOW: u16 = 2;
const LAST: u16 = 3;

/// Nothing where no row is shown.
pub(super) fn compose(
    context: &Context<'_>,
    spec: &SheetSpec,
    heads: &[Template; 2],
    groups: &[CompareGroup],
    data: &[DataSheet],
) -> Option<Sheet> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut charts = Vec::new();
    for group in groups {
        let first = u32::try_from(rows.len()).ok()?;
        let mut unit = String::new();
        for row in &group.rows {
            for pair in pairs(context, std::slice::from_ref(row)) {
                unit = pair.unit().to_owned();
                // Row 1 holds the headers.
                rows.push(cells(context, row, &pair, data, rows.len() + 2));
            }
        }
        let end = u32::try_from(rows.len()).ok()?;
        let series = vec![LAST, NOW];
        charts.extend((end > first).then(|| SheetChart {
            title: group.title.clone(),
            kind: ChartKind::Bar,
            unit,
            categories: 0,
            series,
            rows: Some(first..end),
        }));
    }
    let [now, last] = heads;
    let columns = vec![
        head("指标", Align::Left),
        head("单位", Align::Center),
        head(&context.fill(now), Align::Right),
        head(&context.fill(last), Align::Right),
        head("增减", Align::Right),
        head("增减幅度（%）", Align::Right),
    ];
    let is_shown = !rows.is_empty();
    let sheet = plain_sheet(context, spec, columns, rows);
    is_shown.then_some(Sheet { charts, frozen_columns: 1, ..sheet })
}

fn cells(
    context: &Context<'_>,
    row: &CompareRow,
    pair: &Pair<'_>,
    data: &[DataSheet],
    at: usize,
) -> Vec<Cell> {
    let format = pair.kind.map_or(NumberFormat::Count, number_format);
    let typed = |value: Option<Decimal>| value.map_or(Cell::Empty, |value| Cell::Number { value, format });
    // A count or sum over a sheet stays a formula; everything else is the figure itself.
    let live = |number: &Number| figure(context, data, number).map(|figure| figure.cell);
    let (now, last) = match &row.figures {
        Compared::Figures { now, last } => (live(now), live(last)),
        Compared::Years { .. } => (None, None),
    };
    let difference = pair.now.zip(pair.last).map(|(now, last)| (now - last).normalize());
    let known = format!("OR(C{at}=\"\",D{at}=\"\")");
    let share = pair
        .percentage()
        .map_or_else(|| Calculated::Text(NONE.to_owned()), |share| Calculated::Number(share.normalize()));
    vec![
        text(&pair.label),
        text(pair.unit()),
        now.unwrap_or_else(|| typed(pair.now)),
        last.unwrap_or_else(|| typed(pair.last)),
        Cell::Formula {
            formula: format!("=IF({known},\"\",ROUND(C{at}-D{at},8))"),
            value: calculated(difference),
            format,
        },
        Cell::Formula {
            formula: format!(
                "=IF({known},\"{NONE}\",IF(D{at}>0,ROUND((C{at}-D{at})/D{at}*100,2),\"{NONE}\"))"
            ),
            value: share,
            format: NumberFormat::Plain,
        },
    ]
}
