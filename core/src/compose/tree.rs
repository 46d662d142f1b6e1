//! The neutral document tree: what is printed, without a word about how it looks.
//!
//! `render/pdf` typesets it, `render/xlsx` writes the workbook. Every node that shows an answer carries the path of
//! that answer: the preview's click-to-field, the PDF's tags and the text extraction hang on it.

use crate::answers::Path;
use rust_decimal::Decimal;

/// One PDF of a bundle.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Document {
    /// `application`
    pub id: String,
    /// The document information's title and the outline's root.
    pub title: String,
    /// File name without folder, 01申请表.pdf
    pub file_name: String,
    /// Marks every page 草稿.
    pub is_draft: bool,
    /// Said on the first page and on title pages.
    pub warnings: Vec<Warning>,
    /// In the footer, so that paper and file can be matched.
    pub check_code: String,
    /// Top to bottom.
    pub blocks: Vec<Block>,
}

/// What whoever reads a page must not miss: the measure is not in force, the form is not an official one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    /// In the head of every page of a workbook: 依据的规定不在有效期内
    pub mark: &'static str,
    /// A sentence.
    pub says: String,
}

impl Warning {
    pub(crate) fn out_of_force(says: &str) -> Warning {
        Warning { mark: "依据的规定不在有效期内", says: says.to_owned() }
    }
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A page of its own.
    Cover(Cover),
    /// Never the last thing on a page; an entry of the outline.
    Heading {
        /// 1 is the document's title (centred), 2 a section, 3 a sub-section.
        level: u8,
        /// Without numbering by the renderer.
        text: String,
    },
    /// Text.
    Paragraph(Paragraph),
    /// A bordered grid: a form's label and value cells, or a list with a repeating header.
    Table(Table),
    /// Drawn from data.
    Chart(Chart),
    /// Room for signature, seal and date; kept on one page.
    Signature(Signature),
    /// What follows starts on a new page.
    PageBreak,
    /// The same, but only where it costs no page: otherwise what follows goes on below.
    FreePageBreak,
}

/// A title page. It never claims to be issued by the authority.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cover {
    /// 上海市设计创新中心认定
    pub title: String,
    /// 申请表
    pub subtitle: String,
    /// Label and value, one below the other: applicant, variant, contact, date.
    pub entries: Vec<(String, Paragraph)>,
    /// At the foot, small: where the arrangement comes from.
    pub note: Option<String>,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Paragraph {
    /// Without line breaks; a long answer becomes one paragraph for each of its lines.
    pub text: String,
    /// Body, note, emphasised …
    pub style: Style,
    /// The answer that it shows.
    pub source: Option<Path>,
}

/// What a paragraph is; the renderer knows what that looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// First line indented by two characters, justified.
    #[default]
    Body,
    /// In a cell: not indented, left.
    Plain,
    /// Centred.
    Centered,
    /// Right-aligned (numbers, dates).
    Right,
    /// Bold.
    Strong,
    /// Small and grey: explanations, sources.
    Note,
    /// One item of a list.
    Item,
}

/// A grid with row and column spans. A form's grid has no header; a list's header repeats on each page.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Table {
    /// Above it, also its name for screen readers.
    pub caption: Option<String>,
    /// Relative column widths.
    pub widths: Vec<f32>,
    /// Repeated on every page.
    pub header: Vec<Row>,
    /// May split across pages, also inside a row.
    pub rows: Vec<Row>,
}

/// A row; a cell covered by another's row span is left out.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Row {
    /// Left to right.
    pub cells: Vec<Cell>,
    /// At least so many lines of table text high: room to write.
    pub min_lines: u32,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cell {
    /// 1 or more.
    pub col_span: u32,
    /// 1 or more.
    pub row_span: u32,
    /// Label cells are tinted and centred.
    pub role: CellRole,
    /// Top to bottom.
    pub paragraphs: Vec<Paragraph>,
    /// Room for signature and seal at the cell's foot (opinion boxes).
    pub signature: Option<Signature>,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellRole {
    /// Names what stands beside it.
    Label,
    /// Shows an answer.
    Value,
    /// Names a column.
    Header,
    /// A number, right-aligned.
    Number,
}

/// A chart over categories (years).
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Chart {
    /// 近三年营业收入
    pub title: String,
    /// Bars or a line.
    pub kind: ChartKind,
    /// 万元
    pub unit: String,
    /// 2021年, 2022年, 2023年
    pub categories: Vec<String>,
    /// One colour each.
    pub series: Vec<Series>,
    /// The table it is drawn from.
    pub source: Option<Path>,
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Grouped bars.
    Bar,
    /// A line with points.
    Line,
}

/// One row of figures.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Series {
    /// 营业收入
    pub name: String,
    /// One for each category; `None`: not answered.
    pub values: Vec<Option<Decimal>>,
}

/// Room for a signature, a seal, a date.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Signature {
    /// Stable within the document: `commitment.seal`.
    pub id: String,
    /// What goes into the list of what to sign and seal: 法定代表人签字并加盖公章.
    pub asks: String,
    /// Lines with room beside them: 法定代表人(签字):
    pub lines: Vec<String>,
    /// 年 月 日
    pub dated: bool,
    /// The applicant signs it (goes into the list); an authority's box is left blank.
    pub by_applicant: bool,
}
