//! Native charts: they follow the cells when someone changes a figure.

use super::measure;
use crate::compose::ChartKind;
use crate::compose::sheet::{Calculated, Cell, Sheet, SheetChart};
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType,
    ChartSolidFill, Worksheet, XlsxError,
};

/// Calm, and apart from each other in grey print.
const PALETTE: [u32; 6] = [0x2F5D8C, 0xC8963E, 0x6B8E6B, 0x8C4A4A, 0x7A6A9B, 0x8A8A8A];
const GRIDLINE: u32 = 0xD9D9D9;
const FONT: &str = "宋体";
/// In pixels, as spreadsheets measure.
const WIDEST: u32 = 620;
const NARROWEST: u32 = 400;
const GAP: u32 = 12;
const HEIGHT: u32 = 250;
/// Rows of the usual height that a chart covers, with one between two charts.
const ROWS: u32 = 14;
/// Long amounts without their decimals, small figures with all their digits.
const LABEL: &str = "[>=100]#,##0;[<=-100]-#,##0;General";

/// Puts the charts below the rows, two beside each other where the columns are wide enough: a printed page then holds
/// four, and none is cut by its edge. Returns the first row below them all.
pub(super) fn insert_all(page: &mut Worksheet, sheet: &Sheet) -> Result<u32, XlsxError> {
    let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let half = width(sheet).saturating_sub(GAP) / 2;
    let (across, width) = if half >= NARROWEST { (2, half.min(WIDEST)) } else { (1, WIDEST) };
    let mut row = last + 2;
    for charts in sheet.charts.chunks(across).filter(|_| last > 0) {
        for (left, model) in (0u32..).zip(charts) {
            let mut chart = build(sheet, model, last);
            chart.set_width(width).set_height(HEIGHT);
            page.insert_chart_with_offset(row, 0, &chart, left * (width + GAP), 0)?;
        }
        row += ROWS;
    }
    Ok(row)
}

/// Of all columns: a unit is 7 pixels wide, and a cell has 5 more.
fn width(sheet: &Sheet) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a column is a few hundred pixels wide"
    )]
    (0..sheet.columns.len()).map(|column| (measure::width(sheet, column) * 7.0) as u32 + 5).sum()
}

fn build(sheet: &Sheet, model: &SheetChart, last: u32) -> Chart {
    let mut chart = match model.kind {
        ChartKind::Bar => Chart::new_column(),
        ChartKind::Line => Chart::new_line(),
    };
    let name = sheet.name.as_str();
    let (first, last) = match &model.rows {
        Some(rows) => (rows.start + 1, rows.end),
        None => (1, last),
    };
    for (column, color) in model.series.iter().zip(PALETTE.iter().cycle()) {
        let series = chart.add_series();
        series.set_name((name, 0, *column));
        series.set_categories((name, first, model.categories, last, model.categories));
        series.set_values((name, first, *column, last, *column));
        series.set_data_label(ChartDataLabel::new().show_value().set_num_format(LABEL).set_font(&font(9.0)));
        match model.kind {
            ChartKind::Bar => {
                series.set_format(ChartSolidFill::new().set_color(*color)).set_gap(80);
            }
            ChartKind::Line => {
                series.set_format(ChartLine::new().set_color(*color).set_width(2.25)).set_marker(
                    ChartMarker::new()
                        .set_type(ChartMarkerType::Circle)
                        .set_size(6)
                        .set_format(ChartSolidFill::new().set_color(*color)),
                );
            }
        }
    }
    dress(&mut chart, model);
    if model.kind == ChartKind::Bar && !has_negative(sheet, model) {
        // Bars that do not begin at 0 exaggerate.
        chart.y_axis().set_min(0);
    }
    chart
}

fn has_negative(sheet: &Sheet, model: &SheetChart) -> bool {
    let cells = sheet
        .rows
        .iter()
        .flat_map(|row| model.series.iter().filter_map(|column| row.get(usize::from(*column))));
    cells.into_iter().any(|cell| match cell {
        Cell::Number { value, .. } | Cell::Formula { value: Calculated::Number(value), .. } => {
            value.is_sign_negative()
        }
        _ => false,
    })
}

fn dress(chart: &mut Chart, model: &SheetChart) {
    chart.title().set_name(&model.title).set_font(font(12.0).set_bold());
    chart.x_axis().set_font(&font(9.0)).set_text_axis(true);
    chart
        .y_axis()
        .set_name(&model.unit)
        .set_name_font(&font(9.0))
        .set_font(&font(9.0))
        .set_num_format(LABEL)
        .set_major_gridlines_line(ChartLine::new().set_color(GRIDLINE).set_width(0.75));
    match model.series.len() {
        1 => chart.legend().set_hidden(),
        _ => chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0)),
    };
    chart.set_alt_text(&model.title);
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}
