//! Blocks that show answers: covers, texts, tables, three-year tables, charts, checklists, places to sign.

use super::context::Context;
use super::grid::answered;
use super::notice;
use super::{
    Block, Cell, CellRole, Chart, ChartSpec, Cover, Paragraph, Row, Series, Signature, SignatureSpec, Style,
    Table, TableSpec, Template, answer,
};
use crate::answers::{Path, Value, read};
use crate::form::{Field, FieldKind};

/// Lines that a row to be signed in is high.
const BY_HAND: u32 = 2;

/// A title page; entries whose fields are hidden are left out.
pub(super) fn cover(
    context: &Context<'_>,
    [title, subtitle]: [&Template; 2],
    entries: &[(String, Template)],
    note: Option<&Template>,
) -> Cover {
    let is_shown = |template: &Template| template.fields().all(|field| context.shown(field).is_some());
    let entries = entries.iter().filter(|(_, value)| is_shown(value)).map(|(label, value)| {
        let mut paragraphs = context.paragraphs(value, Style::Plain);
        let first = if paragraphs.is_empty() { Paragraph::default() } else { paragraphs.swap_remove(0) };
        (label.clone(), first)
    });
    Cover {
        title: context.fill(title),
        subtitle: context.fill(subtitle),
        entries: entries.collect(),
        note: note.map(|note| context.fill(note)),
    }
}

/// A long answer, one paragraph for each of its lines; in a box it is a table of one column.
pub(super) fn prose(context: &Context<'_>, id: &str, boxed: bool, min_lines: u32) -> Vec<Block> {
    let Some(field) = context.shown(id) else { return Vec::new() };
    let lines = answer::lines(&field.kind, context.answer(id));
    let paragraphs = answered(context, lines, Style::Body, &Path::field(id));
    if !boxed {
        return paragraphs.into_iter().map(Block::Paragraph).collect();
    }
    vec![Block::Table(in_box(&field.label, paragraphs, min_lines))]
}

/// A text as it stands in its box in the form.
pub(crate) fn boxed(label: &str, text: &str) -> Table {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    in_box(label, lines.map(|line| plain(line, Style::Body)).collect(), 1)
}

fn in_box(label: &str, paragraphs: Vec<Paragraph>, min_lines: u32) -> Table {
    let rows = vec![Row { cells: vec![cell(CellRole::Value, paragraphs)], min_lines }];
    // The label is a header, so that it repeats where the box goes on and never stays behind alone.
    let header = vec![Row { cells: vec![header(label)], min_lines: 1 }];
    Table { caption: None, widths: vec![1.0], header, rows }
}

/// A table field's rows under a header that repeats.
pub(super) fn table(context: &Context<'_>, spec: &TableSpec) -> Option<Table> {
    let field = context.shown(&spec.table)?;
    let FieldKind::Table { columns, .. } = &field.kind else { return None };
    let columns: Vec<&Field> =
        spec.columns.iter().filter_map(|id| columns.iter().find(|column| column.id == *id)).collect();
    let numbers = spec.numbered.then(|| header("序号"));
    let named = columns.iter().map(|column| header(&with_unit(column)));
    let blank = spec.blank.iter().map(|head| header(head));
    let header: Vec<Cell> = numbers.into_iter().chain(named).chain(blank).collect();
    let lines = read::lines(field, context.rows(&spec.table));
    let rows = match context.rows(&spec.table) {
        _ if !lines.is_empty() => {
            lines.iter().enumerate().map(|(nth, line)| line_row(context, spec, &columns, nth, line)).collect()
        }
        Some([]) => vec![only_row(&header, "无", &spec.table)],
        None => vec![only_row(&header, context.unanswered, &spec.table)],
        Some(rows) => {
            rows.iter().enumerate().map(|(at, row)| table_row(context, spec, &columns, at, row)).collect()
        }
    };
    Some(Table {
        caption: Some(spec.caption.as_ref().unwrap_or(&field.label).clone()),
        widths: spec.widths.clone(),
        header: vec![Row { cells: header, min_lines: 1 }],
        rows,
    })
}

fn table_row(context: &Context<'_>, spec: &TableSpec, columns: &[&Field], at: usize, row: &Value) -> Row {
    let number = spec.numbered.then(|| {
        let source = Some(Path::row(&*spec.table, at));
        let number = Paragraph { text: (at + 1).to_string(), style: Style::Centered, source };
        cell(CellRole::Value, vec![number])
    });
    let is_begun = matches!(row, Value::Row(cells) if !cells.is_empty());
    let cells = columns.iter().map(|column| {
        let value = cell_of(row, &column.id);
        let (role, style) = looks(&column.kind);
        let mut lines = answer::lines(&column.kind, value);
        if lines.is_empty() && is_begun {
            lines.extend(column.open.clone());
        }
        cell(role, answered(context, lines, style, &Path::cell(&*spec.table, at, &*column.id)))
    });
    row_of(spec, number.into_iter().chain(cells))
}

/// With the cells that are written in by hand.
fn row_of(spec: &TableSpec, cells: impl Iterator<Item = Cell>) -> Row {
    let blank = spec.blank.iter().map(|_| cell(CellRole::Value, Vec::new()));
    let min_lines = if spec.blank.is_empty() { 1 } else { BY_HAND };
    Row { cells: cells.chain(blank).collect(), min_lines }
}

/// A row that stands there by itself, answered or not.
fn line_row(
    context: &Context<'_>,
    spec: &TableSpec,
    columns: &[&Field],
    nth: usize,
    line: &read::Line<'_>,
) -> Row {
    let source = |column: &Field| {
        line.at.map_or(Path::field(&*spec.table), |at| Path::cell(&*spec.table, at, &*column.id))
    };
    let number =
        spec.numbered.then(|| cell(CellRole::Value, vec![plain(&(nth + 1).to_string(), Style::Centered)]));
    let cells = columns.iter().map(|column| {
        let (role, style) = looks(&column.kind);
        let is_key = matches!(&column.kind, FieldKind::Choice { options } if options.contains(line.option));
        let lines = match line.cell(&column.id) {
            None if is_key => vec![line.option.label.clone()],
            value => answer::lines(&column.kind, value),
        };
        cell(role, answered(context, lines, style, &source(column)))
    });
    row_of(spec, number.into_iter().chain(cells))
}

/// A row that says in one cell why there are no others.
fn only_row(header: &[Cell], says: &str, table: &str) -> Row {
    let says = Paragraph { text: says.to_owned(), style: Style::Centered, source: Some(Path::field(table)) };
    let col_span = u32::try_from(header.len()).unwrap_or(u32::MAX);
    Row { cells: vec![Cell { col_span, ..cell(CellRole::Value, vec![says]) }], min_lines: 1 }
}

/// A chart of a three-year table or of one with a row for each option; nothing where no figure is known, and nothing of
/// years without a filing date.
pub(super) fn chart(context: &Context<'_>, spec: &ChartSpec) -> Option<Chart> {
    let field = context.shown(&spec.table)?;
    let columns = read::columns(field);
    let columns: Vec<&Field> =
        spec.columns.iter().filter_map(|id| columns.iter().find(|column| column.id == *id)).collect();
    let categories = categories(context, field)?;
    let series: Vec<Series> = columns
        .iter()
        .map(|column| Series {
            name: column.label.clone(),
            values: categories
                .iter()
                .map(|(_, row)| answer::shown_number(&column.kind, cell_of((*row)?, &column.id)?))
                .collect(),
        })
        .collect();
    let is_known = series.iter().flat_map(|series| &series.values).any(Option::is_some);
    let unit = columns.first().map_or("", |column| read::unit(&column.kind));
    is_known.then(|| Chart {
        title: spec.title.clone(),
        kind: spec.chart,
        unit: unit.to_owned(),
        categories: categories.into_iter().map(|(name, _)| name).collect(),
        series,
        source: Some(Path::field(&*spec.table)),
    })
}

/// What a chart's figures belong to, each with the row that holds them. `None`: not known, or no such table.
fn categories<'a>(context: &Context<'a>, field: &'a Field) -> Option<Vec<(String, Option<&'a Value>)>> {
    let rows = context.rows(&field.id).unwrap_or_default();
    if let FieldKind::Years { count, .. } = &field.kind {
        let row = |year: i32| year_row(rows, year).map(|(_, row)| row);
        return Some(
            context.window(*count)?.into_iter().map(|year| (format!("{year}年"), row(year))).collect(),
        );
    }
    let lines = read::lines(field, Some(rows));
    let named = lines.iter().map(|line| (line.option.label.clone(), line.at.and_then(|at| rows.get(at))));
    Some(named.collect())
}

/// Options and statements, ticked or not, one below the other.
pub(super) fn checklist(context: &Context<'_>, fields: &[String]) -> Vec<Block> {
    let shown = fields.iter().filter_map(|id| context.shown(id));
    let lines = shown.flat_map(|field| {
        let ticks = answer::ticks(&field.kind, context.answer(&field.id));
        ticks.into_iter().map(|text| Paragraph {
            text,
            style: Style::Item,
            source: Some(Path::field(&*field.id)),
        })
    });
    lines.map(Block::Paragraph).collect()
}

/// The files behind the form, a row for each attachment field.
pub(super) fn attachments(context: &Context<'_>, fields: &[String]) -> Option<Table> {
    let shown = fields.iter().filter_map(|id| context.shown(id));
    let mut rows: Vec<Row> =
        shown.enumerate().map(|(at, field)| attachment_row(context, at, field)).collect();
    if let Some(notice) = context.form.year_notice.as_ref().filter(|_| !rows.is_empty()) {
        rows.extend(notice::rows(notice, rows.len()));
    }
    let header = ["序号", "材料名称", "要求", "所附文件"].map(header).into();
    (!rows.is_empty()).then(|| Table {
        caption: None,
        widths: vec![8.0, 34.0, 12.0, 46.0],
        header: vec![Row { cells: header, min_lines: 1 }],
        rows,
    })
}

fn attachment_row(context: &Context<'_>, at: usize, field: &Field) -> Row {
    let source = Path::field(&*field.id);
    let files = context.draft.attachments.iter().filter(|file| file.field == field.id);
    let names =
        files.map(|file| file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path).to_owned()).collect();
    let need = if field.required { "必备" } else { "如有" };
    let cells = vec![
        cell(CellRole::Value, vec![plain(&(at + 1).to_string(), Style::Centered)]),
        cell(
            CellRole::Value,
            vec![Paragraph { source: Some(source.clone()), ..plain(&field.label, Style::Plain) }],
        ),
        cell(CellRole::Value, vec![plain(need, Style::Centered)]),
        cell(CellRole::Value, answered(context, names, Style::Plain, &source)),
    ];
    Row { cells, min_lines: 1 }
}

/// A box with a label at the left, text, and a signature at its foot.
pub(super) fn opinion(
    context: &Context<'_>,
    label: &str,
    text: &Template,
    min_lines: u32,
    spec: &SignatureSpec,
) -> Table {
    let label = cell(CellRole::Label, vec![plain(label, Style::Centered)]);
    let room = Cell {
        signature: Some(signature(spec)),
        ..cell(CellRole::Value, context.paragraphs(text, Style::Body))
    };
    let row = Row { cells: vec![label, room], min_lines };
    Table { caption: None, widths: vec![18.0, 82.0], header: Vec::new(), rows: vec![row] }
}

/// A place to sign.
pub(super) fn signature(spec: &SignatureSpec) -> Signature {
    Signature {
        id: spec.id.clone(),
        asks: spec.asks.clone(),
        lines: spec.lines.clone(),
        dated: spec.dated,
        by_applicant: spec.by_applicant,
    }
}

/// The row of a year among a three-year table's rows, and its index.
pub(super) fn year_row(rows: &[Value], year: i32) -> Option<(usize, &Value)> {
    rows.iter().enumerate().find(|(_, row)| read::year(cell_of(row, "year")).given() == Some(year))
}

/// A row's cell.
pub(super) fn cell_of<'v>(row: &'v Value, column: &str) -> Option<&'v Value> {
    match row {
        Value::Row(cells) => cells.get(column),
        _ => None,
    }
}

/// 合同金额（万元）
pub(super) fn with_unit(column: &Field) -> String {
    with_unit_text(&column.label, read::unit(&column.kind))
}

/// The same for a label of its own.
pub(super) fn with_unit_text(label: &str, unit: &str) -> String {
    match unit {
        "" => label.to_owned(),
        // 台（套）: no brackets within brackets.
        unit if unit.contains('（') => format!("{label}/{unit}"),
        unit => format!("{label}（{unit}）"),
    }
}

/// A cell of its own.
pub(super) fn cell(role: CellRole, paragraphs: Vec<Paragraph>) -> Cell {
    Cell { col_span: 1, row_span: 1, role, paragraphs, signature: None }
}

/// The head of a column.
pub(super) fn header(text: &str) -> Cell {
    cell(CellRole::Header, vec![plain(text, Style::Centered)])
}

/// Text that shows no answer.
pub(super) fn plain(text: &str, style: Style) -> Paragraph {
    Paragraph { text: text.to_owned(), style, source: None }
}

fn looks(kind: &FieldKind) -> (CellRole, Style) {
    match kind {
        kind if answer::is_number(kind) => (CellRole::Number, Style::Right),
        FieldKind::Date
        | FieldKind::Year
        | FieldKind::YesNo
        | FieldKind::Choice { .. }
        | FieldKind::Region => (CellRole::Value, Style::Centered),
        _ => (CellRole::Value, Style::Plain),
    }
}
