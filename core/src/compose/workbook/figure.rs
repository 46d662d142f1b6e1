//! A pack's figures as spreadsheet formulas over the data sheets, with what they come to.

use super::data::{DataSheet, number_format};
use crate::answers::{Value, read};
use crate::compose::context::Context;
use crate::compose::sheet::{Calculated, Cell, NumberFormat};
use crate::compose::{answer, sheet};
use crate::form::{Field, FieldKind, Number, Test};
use rust_decimal::Decimal;

/// A spreadsheet calculates with binary fractions; so many digits are exact for every amount in 万元.
const DIGITS: u32 = 8;

/// A figure ready to stand in a cell.
pub(super) struct Figure {
    pub(super) cell: Cell,
    /// `None`: not known.
    pub(super) value: Option<Decimal>,
    /// 人, 万元; empty: none.
    pub(super) unit: String,
    pub(super) format: NumberFormat,
    /// The kind of the field that it counts in, for limits in the same unit.
    pub(super) kind: Option<FieldKind>,
}

/// `None`: its table is not shown or on no sheet, or its filter cannot be written as a formula.
pub(super) fn figure(context: &Context<'_>, data: &[DataSheet], number: &Number) -> Option<Figure> {
    match number {
        Number::Field(id) => typed(context, id),
        Number::Rows { table, filter } => rows(context, data, table, filter.as_deref()),
        Number::Sum { column } => over(context, data, column, "SUM"),
        Number::Mean { column } => over(context, data, column, "AVERAGE"),
        Number::Total(parts) => total(context, data, parts),
        // Several places tell one figure: the first that a spreadsheet can show stands for it.
        Number::Between(parts) => parts.iter().find_map(|part| figure(context, data, part)),
        Number::Distinct { .. } => None,
    }
}

/// A filter as an expression that is 1 or 0 for each row, and as it comes out.
pub(super) fn filtered(
    context: &Context<'_>,
    data: &DataSheet,
    table: &str,
    filter: &Test,
) -> Option<(String, Vec<bool>)> {
    mask(context, data, table, filter).map(|mask| (mask.expression, mask.rows))
}

/// How many rows (meet the filter), as a formula without `=`, and the number.
fn count(
    context: &Context<'_>,
    data: &DataSheet,
    table: &str,
    filter: Option<&Test>,
) -> Option<(String, usize)> {
    match filter {
        None => Some((format!("COUNT({})", data.range(0)), data.sheet.rows.len())),
        Some(filter) => {
            let mask = mask(context, data, table, filter)?;
            Some((format!("SUMPRODUCT({})", mask.expression), mask.rows.iter().filter(|met| **met).count()))
        }
    }
}

/// Several figures together; `None` where one of them has no formula, blank as long as one is not known.
fn total(context: &Context<'_>, data: &[DataSheet], parts: &[Number]) -> Option<Figure> {
    let parts: Vec<Figure> = parts.iter().map(|part| figure(context, data, part)).collect::<Option<_>>()?;
    let term = |part: &Figure| match &part.cell {
        Cell::Formula { formula, .. } => format!("({})", formula.trim_start_matches('=')),
        Cell::Number { value, .. } => value.to_string(),
        _ => String::new(),
    };
    let terms: Vec<String> = parts.iter().map(term).collect();
    let value = parts.iter().map(|part| part.value).sum::<Option<Decimal>>();
    let first = parts.into_iter().next()?;
    let cell = match value {
        None => Cell::Empty,
        Some(value) => Cell::Formula {
            formula: format!("={}", terms.join("+")),
            value: Calculated::Number(value),
            format: first.format,
        },
    };
    Some(Figure { cell, value, ..first })
}

/// A typed number, as it stands in the form.
fn typed(context: &Context<'_>, id: &str) -> Option<Figure> {
    let field = context.shown(id)?;
    let value = context.answer(id).and_then(|value| answer::shown_number(&field.kind, value));
    let format = number_format(&field.kind);
    let cell = value.map_or(Cell::Empty, |value| Cell::Number { value, format });
    Some(Figure {
        cell,
        value,
        unit: read::unit(&field.kind).to_owned(),
        format,
        kind: Some(field.kind.clone()),
    })
}

fn rows(context: &Context<'_>, data: &[DataSheet], table: &str, filter: Option<&Test>) -> Option<Figure> {
    let sheet = data.iter().find(|data| data.holds(table))?;
    let (formula, value) = count(context, sheet, table, filter)?;
    let format = NumberFormat::Count;
    let value = Decimal::from(value);
    let cell = Cell::Formula { formula: format!("={formula}"), value: Calculated::Number(value), format };
    Some(Figure { cell, value: Some(value), unit: String::new(), format, kind: None })
}

/// A sum or mean; blank as long as a row that applies has no number.
fn over(context: &Context<'_>, data: &[DataSheet], column: &str, function: &str) -> Option<Figure> {
    let (sheet, at) = data.iter().find_map(|data| Some((data, data.column(column)?)))?;
    let field = column_field(context, column)?;
    let range = sheet.range(at);
    let numbers: Vec<Decimal> = sheet.cells(at).filter_map(number_in).collect();
    let is_known = !numbers.is_empty() && numbers.len() >= sheet.applicable;
    let sum: Decimal = numbers.iter().sum();
    let total = if function == "SUM" { Some(sum) } else { sum.checked_div(Decimal::from(numbers.len())) };
    let value = total.filter(|_| is_known).map(|total| total.round_dp(DIGITS).normalize());
    let format = match number_format(&field.kind) {
        NumberFormat::Count if function != "SUM" => NumberFormat::Plain,
        format => format,
    };
    let needed = sheet.applicable.max(1);
    let formula = format!("=IF(COUNT({range})<{needed},\"\",ROUND({function}({range}),{DIGITS}))");
    let cell = Cell::Formula { formula, value: calculated(value), format };
    Some(Figure {
        cell,
        value,
        unit: read::unit(&field.kind).to_owned(),
        format,
        kind: Some(field.kind.clone()),
    })
}

/// A number, or blank where it is not known.
pub(super) fn calculated(value: Option<Decimal>) -> Calculated {
    value.map_or_else(|| Calculated::Text(String::new()), Calculated::Number)
}

/// The number in a cell.
pub(super) fn number_in(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Number { value, .. } => Some(*value),
        _ => None,
    }
}

fn column_field<'a>(context: &Context<'a>, column: &str) -> Option<&'a Field> {
    let (table, id) = column.rsplit_once('.')?;
    read::columns(context.shown(table)?).iter().find(|field| field.id == id)
}

/// Which rows meet a filter: as an expression that is 1 or 0 for each row, and as it comes out.
struct Mask {
    expression: String,
    rows: Vec<bool>,
}

fn mask(context: &Context<'_>, data: &DataSheet, table: &str, test: &Test) -> Option<Mask> {
    match test {
        Test::OneOf { values, of } => one_of(context, data, table, values, of),
        Test::Given { of } => {
            let at = data.column(&format!("{table}{of}"))?;
            let rows = data.cells(at).map(|cell| *cell != sheet::Cell::Empty).collect();
            Some(Mask { expression: format!("({}<>\"\")*1", data.range(at)), rows })
        }
        Test::All(tests) => {
            let masks = masks(context, data, table, tests)?;
            let expression = join(&masks, "*");
            Some(Mask { expression, rows: fold(&masks, |row| row.into_iter().all(|met| met)) })
        }
        Test::Any(tests) => {
            let masks = masks(context, data, table, tests)?;
            let expression = format!("(({})>0)*1", join(&masks, "+"));
            Some(Mask { expression, rows: fold(&masks, |row| row.into_iter().any(|met| met)) })
        }
        Test::Not(test) => {
            let mask = mask(context, data, table, test)?;
            Some(Mask {
                expression: format!("(1-{})", mask.expression),
                rows: mask.rows.iter().map(|met| !met).collect(),
            })
        }
        _ => None,
    }
}

fn one_of(context: &Context<'_>, data: &DataSheet, table: &str, values: &[Value], of: &str) -> Option<Mask> {
    let id = format!("{table}{of}");
    let at = data.column(&id)?;
    let field = column_field(context, &id)?;
    let labels: Vec<String> =
        values.iter().map(|value| answer::lines(&field.kind, Some(value)).concat()).collect();
    let range = data.range(at);
    let equals: Vec<String> =
        labels.iter().map(|label| format!("({range}={})", text_literal(label))).collect();
    let rows = data.cells(at).map(|cell| matches!(cell, Cell::Text(text) if labels.contains(text))).collect();
    Some(Mask { expression: format!("(({})>0)*1", equals.join("+")), rows })
}

fn masks(context: &Context<'_>, data: &DataSheet, table: &str, tests: &[Test]) -> Option<Vec<Mask>> {
    tests.iter().map(|test| mask(context, data, table, test)).collect()
}

fn join(masks: &[Mask], operator: &str) -> String {
    masks.iter().map(|mask| format!("({})", mask.expression)).collect::<Vec<_>>().join(operator)
}

fn fold(masks: &[Mask], met: impl Fn(Vec<bool>) -> bool) -> Vec<bool> {
    let rows = masks.first().map_or(0, |mask| mask.rows.len());
    (0..rows).map(|row| met(masks.iter().map(|mask| mask.rows[row]).collect())).collect()
}

/// Text inside a formula.
fn text_literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
