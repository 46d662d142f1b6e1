//! Reads one `[[document.block]]`.

use super::{
    applies, columns, compare, grid, needed_field, needed_fields, needed_template, signature, template,
    template_of, widths,
};
use crate::compose::{BlockKind, BlockSpec, ChartKind, ChartSpec, Style, TableSpec, Template, YearsSpec};
use crate::form::{Entry, Names, Wants};

/// Reads a block by its `kind`.
type Reader = fn(&mut Entry<'_>, &mut Names) -> BlockKind;

const KINDS: [(&str, Reader); 22] = [
    ("cover", |entry, _| cover(entry)),
    ("heading", |entry, _| heading(entry)),
    ("text", |entry, _| text(entry)),
    ("grid", |entry, _| BlockKind::Grid(grid::read(entry))),
    ("table", |entry, _| BlockKind::Table(table(entry))),
    ("years", |entry, _| BlockKind::Years(years(entry))),
    ("prose", |entry, _| prose(entry)),
    ("chart", |entry, _| BlockKind::Chart(chart(entry))),
    ("compare", |entry, _| BlockKind::Compare(compare::read(entry, "caption"))),
    ("compare_chart", |entry, _| BlockKind::CompareChart(compare::chart(entry))),
    ("checklist", |entry, _| BlockKind::Checklist { fields: needed_fields(entry, "fields", Wants::Answer) }),
    ("attachments", |entry, _| BlockKind::Attachments {
        fields: needed_fields(entry, "fields", Wants::Attachment),
    }),
    ("signature", |entry, ids| BlockKind::Signature(signature(entry, ids))),
    ("opinion", opinion),
    ("standing", |_, _| BlockKind::Standing),
    ("findings", |_, _| BlockKind::Findings),
    ("lengths", |_, _| BlockKind::Lengths),
    ("cross_checks", |_, _| BlockKind::CrossChecks),
    ("notices", |_, _| BlockKind::Notices),
    ("missing", |entry, _| BlockKind::Missing { text: needed_template(entry, "text") }),
    ("hidden", |entry, _| BlockKind::Hidden { text: needed_template(entry, "text") }),
    ("page_break", |entry, _| BlockKind::PageBreak { free: entry.flag("free") }),
];

const STYLES: [(&str, Style); 7] = [
    ("body", Style::Body),
    ("plain", Style::Plain),
    ("centered", Style::Centered),
    ("right", Style::Right),
    ("strong", Style::Strong),
    ("note", Style::Note),
    ("item", Style::Item),
];

/// `None`: it has no readable kind, which is reported.
pub(super) fn read(mut entry: Entry<'_>, signatures: &mut Names) -> Option<BlockSpec> {
    let reader = entry.needed("kind")?.word(&KINDS)?;
    let block = BlockSpec { applies: applies(&mut entry), kind: reader(&mut entry, signatures) };
    entry.finish();
    Some(block)
}

fn cover(entry: &mut Entry<'_>) -> BlockKind {
    BlockKind::Cover {
        title: needed_template(entry, "title"),
        subtitle: template(entry, "subtitle"),
        entries: entry.entries("entries").into_iter().map(cover_entry).collect(),
        note: entry.item("note").map(template_of),
    }
}

fn cover_entry(mut entry: Entry<'_>) -> (String, Template) {
    let pair = (entry.needed_text("label"), needed_template(&mut entry, "text"));
    entry.finish();
    pair
}

fn heading(entry: &mut Entry<'_>) -> BlockKind {
    let level = entry.needed("level").and_then(|item| item.integer::<u8>()).unwrap_or(2);
    if !(1..=3).contains(&level) {
        entry.report("level", format!("没有 {level} 级标题。"), "请写 1（文件标题）、2（章）或 3（节）。");
    }
    BlockKind::Heading { level, text: needed_template(entry, "text"), numbered: entry.flag("numbered") }
}

fn text(entry: &mut Entry<'_>) -> BlockKind {
    let style = entry.word("style", &STYLES).unwrap_or_default();
    BlockKind::Text { style, text: needed_template(entry, "text") }
}

fn table(entry: &mut Entry<'_>) -> TableSpec {
    let table = needed_field(entry, "table", Wants::Table);
    let spec = TableSpec {
        caption: entry.text("caption"),
        columns: columns(entry, &table, Wants::Any),
        blank: entry.texts("blank"),
        widths: widths(entry),
        numbered: entry.flag("numbered"),
        table,
    };
    let needed = spec.columns.len() + spec.blank.len() + usize::from(spec.numbered);
    if spec.widths.len() != needed {
        let says = format!("表有 {needed} 列，列宽却写了 {} 个。", spec.widths.len());
        entry.report("widths", says, "请给每一列写一个列宽，有序号列的也算一列。");
    }
    spec
}

fn years(entry: &mut Entry<'_>) -> YearsSpec {
    let table = needed_field(entry, "table", Wants::Years);
    YearsSpec {
        caption: entry.text("caption"),
        columns: columns(entry, &table, Wants::YearlyFigure),
        sum: entry.flag("sum"),
        mean: entry.flag("mean"),
        table,
    }
}

fn prose(entry: &mut Entry<'_>) -> BlockKind {
    BlockKind::Prose {
        field: needed_field(entry, "field", Wants::LongText),
        boxed: entry.flag("boxed"),
        min_lines: entry.integer("min_lines").unwrap_or(1),
    }
}

/// The keys of a chart, in a block or below a sheet.
pub(super) fn chart(entry: &mut Entry<'_>) -> ChartSpec {
    let table = needed_field(entry, "table", Wants::Series);
    ChartSpec {
        columns: columns(entry, &table, Wants::Figure),
        title: entry.needed_text("title"),
        chart: entry
            .word("chart", &[("bar", ChartKind::Bar), ("line", ChartKind::Line)])
            .unwrap_or(ChartKind::Bar),
        table,
    }
}

fn opinion(entry: &mut Entry<'_>, signatures: &mut Names) -> BlockKind {
    BlockKind::Opinion {
        label: entry.needed_text("label"),
        text: template(entry, "text"),
        min_lines: entry.integer("min_lines").unwrap_or(1),
        signature: signature(entry, signatures),
    }
}
