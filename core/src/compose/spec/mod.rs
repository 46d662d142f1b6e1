//! What a pack's `documents.toml` says: which documents a form has and what is printed in them, in which order.
//!
//! The layout of a form stands there and nowhere in Rust. This module knows the closed set of blocks; `read` turns
//! the file into them and names every mistake in it.

mod prints;
mod read;
mod template;

pub(crate) use read::read_documents;
pub use template::{Fact, Part, Template};

use super::{ChartKind, Style};
use crate::form::{FieldId, Number, Test};

/// All of `documents.toml`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DocumentSpecs {
    /// How a report calls what was filled in; `None`: 本单位.
    pub subject: Option<String>,
    /// `[[document]]`, in bundle order.
    pub documents: Vec<DocumentSpec>,
    /// `[workbook]`
    pub workbook: Option<WorkbookSpec>,
    /// `[evidence]`: all attachments, bound into one PDF.
    pub evidence: Option<EvidenceSpec>,
    /// `[signing]`: the list of what to sign and seal.
    pub signing: Option<SigningSpec>,
}

/// When something is printed: the variants it is for (empty: all), and a test that must be met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Applies {
    /// Empty: all.
    pub variants: Vec<String>,
    /// `None`: always.
    pub when: Option<Test>,
}

/// `[[document]]`: one PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentSpec {
    /// `application`
    pub id: String,
    /// 01申请表.pdf
    pub file_name: String,
    /// May hold placeholders.
    pub title: Template,
    /// Whether it is part of the bundle.
    pub applies: Applies,
    /// Printed where a question is not answered; empty: room to write by hand.
    pub unanswered: String,
    /// `[[document.block]]`, top to bottom.
    pub blocks: Vec<BlockSpec>,
}

/// `[[document.block]]`
#[derive(Debug, Clone, PartialEq)]
pub struct BlockSpec {
    /// Whether it is printed.
    pub applies: Applies,
    /// What it is.
    pub kind: BlockKind,
}

/// The closed set of blocks; each variant's name, in lower case, is its `kind`.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A title page.
    Cover {
        /// Large.
        title: Template,
        /// Below it.
        subtitle: Template,
        /// Label and value, one below the other.
        entries: Vec<(String, Template)>,
        /// At the foot.
        note: Option<Template>,
    },
    /// A heading of the outline.
    Heading {
        /// 1 the document's title, 2 a section, 3 a sub-section.
        level: u8,
        /// Its text.
        text: Template,
        /// 一、二、 at level 2, （一）（二） at level 3, counted over what is printed.
        numbered: bool,
    },
    /// Text, a paragraph for each line.
    Text {
        /// Its style.
        style: Style,
        /// Its text.
        text: Template,
    },
    /// A form's grid of label and value cells.
    Grid(GridSpec),
    /// The rows of a table field.
    Table(TableSpec),
    /// A three-year table, figures downwards, years across.
    Years(YearsSpec),
    /// A long answer.
    Prose {
        /// The long-text field.
        field: FieldId,
        /// In a bordered box with the field's label above.
        boxed: bool,
        /// The box is at least so many lines high.
        min_lines: u32,
    },
    /// A chart of columns of a three-year table, or of one with a row for each option.
    Chart(ChartSpec),
    /// This year's figures beside last year's.
    Compare(CompareSpec),
    /// The same as bars; its caption is the chart's title.
    CompareChart(CompareSpec),
    /// Options or statements with ☑ or ☐.
    Checklist {
        /// Choices, yes/no questions or declarations.
        fields: Vec<FieldId>,
    },
    /// A numbered table of attachment fields and the files that answer them.
    Attachments {
        /// In this order.
        fields: Vec<FieldId>,
    },
    /// Room for signature, seal and date.
    Signature(SignatureSpec),
    /// A bordered box with a label at the left and a signature at its foot.
    Opinion {
        /// At the left.
        label: String,
        /// Above the signature; may be empty.
        text: Template,
        /// The box is at least so many lines high.
        min_lines: u32,
        /// At its foot.
        signature: SignatureSpec,
    },
    /// The standing of the whole in sentences, and a table of all clauses.
    Standing,
    /// Clause by clause: what is asked, the own figure, the gap, the verdict, the citation.
    Findings,
    /// How much of their limits the written sections use, in characters and in printed pages.
    Lengths,
    /// Figures that must agree, and whether they do.
    CrossChecks,
    /// Clauses with nothing to decide.
    Notices,
    /// What is missing or cannot be right; nothing where nothing is.
    Missing {
        /// Above the list.
        text: Template,
    },
    /// The answers that are kept but not printed; nothing where there are none.
    Hidden {
        /// Above the list.
        text: Template,
    },
    /// What follows starts on a new page.
    PageBreak {
        /// But only where that costs no page.
        free: bool,
    },
}

/// A grid: `widths` and rows of cells. In each row the last cell reaches to the right edge.
#[derive(Debug, Clone, PartialEq)]
pub struct GridSpec {
    /// Above it.
    pub caption: Option<String>,
    /// Relative column widths.
    pub widths: Vec<f32>,
    /// Top to bottom.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Whether it is printed; it is left out too when none of its fields is shown.
    pub applies: Applies,
    /// At least so many lines high.
    pub min_lines: u32,
    /// Left to right; a cell covered by another's row span is left out.
    pub cells: Vec<GridCell>,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// What it shows.
    pub content: CellContent,
    /// Columns covered; 0: up to the right edge (only in the last cell).
    pub columns: u32,
    /// Rows covered.
    pub rows: u32,
}

/// What a cell of a grid shows.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// A label of its own.
    Label(String),
    /// The label of this field.
    LabelOf(FieldId),
    /// The answer to this field.
    Value {
        /// Not a table.
        field: FieldId,
        /// All options with ☑ or ☐, in place of the chosen one.
        ticked: bool,
    },
    /// Text with placeholders; empty: a blank cell.
    Text(Template),
}

/// A table field's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSpec {
    /// The table field.
    pub table: FieldId,
    /// Above it; `None`: the field's label.
    pub caption: Option<String>,
    /// Left to right; never empty.
    pub columns: Vec<FieldId>,
    /// Heads of columns at the right that stay empty, to be written in by hand; the rows are high enough for that.
    pub blank: Vec<String>,
    /// Relative column widths, with the number column's first where rows are numbered.
    pub widths: Vec<f32>,
    /// A first column 序号.
    pub numbered: bool,
}

/// A three-year table.
#[derive(Debug, Clone, PartialEq)]
pub struct YearsSpec {
    /// The years field.
    pub table: FieldId,
    /// Above it; `None`: the field's label.
    pub caption: Option<String>,
    /// Top to bottom; never empty.
    pub columns: Vec<FieldId>,
    /// A last column with the sum of the years.
    pub sum: bool,
    /// A last column with the mean of the years that apply.
    pub mean: bool,
}

/// A chart of a three-year table, or of one with a row for each option.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// The field whose rows are the categories.
    pub table: FieldId,
    /// The series.
    pub columns: Vec<FieldId>,
    /// Above it.
    pub title: String,
    /// Bars or a line.
    pub chart: ChartKind,
}

/// This year against last year.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareSpec {
    /// Above it.
    pub caption: Option<String>,
    /// What this year and last year are called.
    pub heads: [Template; 2],
    /// Top to bottom.
    pub rows: Vec<CompareRow>,
}

/// One figure in both years.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareRow {
    /// `None`: that of this year's field.
    pub label: Option<String>,
    /// Where both are found.
    pub figures: Compared,
}

/// Where the figures of both years are found.
#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    /// Each for itself.
    Figures {
        /// This year's.
        now: Number,
        /// Last year's.
        last: Number,
    },
    /// The last two years of a three-year table.
    Years {
        /// The years field.
        table: FieldId,
        /// Its column.
        column: FieldId,
    },
}

impl CompareRow {
    /// This year's figure.
    pub(crate) fn now(&self) -> Number {
        match &self.figures {
            Compared::Figures { now, .. } => now.clone(),
            Compared::Years { table, column } => Number::Sum { column: format!("{table}.{column}") },
        }
    }
}

/// Rows of a sheet that are drawn as one chart.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareGroup {
    /// The chart's title.
    pub title: String,
    /// All in one unit.
    pub rows: Vec<CompareRow>,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureSpec {
    /// Unique in the document.
    pub id: String,
    /// For the list of what to sign and seal.
    pub asks: String,
    /// Lines with room beside them.
    pub lines: Vec<String>,
    /// 年 月 日
    pub dated: bool,
    /// An authority's place stays blank and is not in the list.
    pub by_applicant: bool,
}

/// `[workbook]`
#[derive(Debug, Clone, PartialEq)]
pub struct WorkbookSpec {
    /// 04数据工作簿.xlsx
    pub file_name: String,
    /// May hold placeholders.
    pub title: Template,
    /// `[[workbook.sheet]]`, left to right.
    pub sheets: Vec<SheetSpec>,
}

/// `[[workbook.sheet]]`
#[derive(Debug, Clone, PartialEq)]
pub struct SheetSpec {
    /// On the tab.
    pub name: String,
    /// Whether it is part of the workbook.
    pub applies: Applies,
    /// What it shows.
    pub kind: SheetKind,
    /// Below everything else, one line each.
    pub notes: Vec<Template>,
}

/// The closed set of sheets.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetKind {
    /// Published figures against the applicant's own, calculated from the other sheets.
    Indicators(Vec<IndicatorSpec>),
    /// All columns of a table field, numbered.
    Table {
        /// The table field.
        table: FieldId,
    },
    /// Three-year tables side by side: a row for each year.
    Years {
        /// The years fields.
        tables: Vec<FieldId>,
        /// Drawn below.
        charts: Vec<ChartSpec>,
    },
    /// This year against last year.
    Compare {
        /// What this year and last year are called.
        heads: [Template; 2],
        /// A chart each.
        groups: Vec<CompareGroup>,
    },
}

/// A row of the indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorSpec {
    /// 设计团队人数
    pub label: String,
    /// Whether it is listed.
    pub applies: Applies,
    /// Where its figures come from.
    pub figure: Indicator,
}

/// Where an indicator's figures come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Indicator {
    /// The first limit in the test of the condition with this clause.
    Clause(String),
    /// The two figures of this cross-check.
    CrossCheck(String),
    /// A figure without a limit.
    Figure(Number),
}

/// `[evidence]`: all attachments, bound into one PDF behind a list of what is where.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSpec {
    /// 05证明材料.pdf
    pub file_name: String,
    /// May hold placeholders.
    pub title: Template,
    /// Above the list; may be empty, may hold placeholders.
    pub text: Template,
}

/// `[signing]`: the list of what to sign and seal, made once the pages are known.
#[derive(Debug, Clone, PartialEq)]
pub struct SigningSpec {
    /// 06签章清单.pdf
    pub file_name: String,
    /// Its heading.
    pub title: Template,
    /// Above the list.
    pub text: Template,
}
