//! A table's cells with their text set: which columns a cell covers and how high it must be. Knows no pages.

use super::fonts::FaceId;
use super::paragraph::{Align, Line, Setter};
use super::sheet::{BOTTOM, Ink, LEFT, TOP, WIDTH};
use super::signature::Signing;
use crate::answers::Path;
use crate::compose::{Cell, CellRole, Paragraph, Row, Style, Table};

/// Between a cell's border and its text, in points.
pub(super) const PAD_X: f32 = 4.5;
pub(super) const PAD_Y: f32 = 4.0;
/// Of table text.
pub(super) const LEADING: f32 = 16.0;
const SIZE: f32 = 10.5;
/// A list of so many columns is set smaller.
const MANY_COLUMNS: usize = 7;
const NOTE_SIZE: f32 = 9.0;
const NOTE_LEADING: f32 = 13.5;
const CAPTION_HEIGHT: f32 = 24.0;
/// A row or group of rows up to this height is not split.
const WHOLE: f32 = 9.0 * LEADING;
/// Nor is a table whose rows are together not higher than this: a third of a page.
const WHOLE_TABLE: f32 = (BOTTOM - TOP) / 3.0;
/// A longer word may be parted between two lines.
const LONGEST_WORD: usize = 18;

/// A table ready to be placed.
pub(super) struct Grid<'a> {
    pub(super) caption: Option<Line>,
    pub(super) header: Vec<GridRow<'a>>,
    pub(super) rows: Vec<GridRow<'a>>,
    /// Of each row, if it is not split.
    pub(super) header_heights: Vec<f32>,
    pub(super) heights: Vec<f32>,
    /// Of a row of one line.
    pub(super) least_height: f32,
}

/// Size and leading of a table's text.
#[derive(Clone, Copy)]
struct Type {
    size: f32,
    leading: f32,
}

impl Type {
    fn of(table: &Table) -> Type {
        let columns = table.header.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if columns < MANY_COLUMNS {
            Type { size: SIZE, leading: LEADING }
        } else {
            Type { size: NOTE_SIZE, leading: NOTE_LEADING }
        }
    }

    fn row_height(self, lines: u32) -> f32 {
        lines as f32 * self.leading + 2.0 * PAD_Y
    }
}

pub(super) struct GridRow<'a> {
    pub(super) cells: Vec<GridCell<'a>>,
    /// Room to write.
    pub(super) min_height: f32,
}

pub(super) struct GridCell<'a> {
    /// From the page's left.
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) col_span: u32,
    /// Clipped to the table.
    pub(super) row_span: usize,
    pub(super) role: CellRole,
    pub(super) lines: Vec<CellLine>,
    /// The answers shown, one for each paragraph.
    pub(super) sources: Vec<Option<Path>>,
    pub(super) signing: Option<Signing<'a>>,
}

/// A line of a cell.
pub(super) struct CellLine {
    pub(super) line: Line,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) ink: Ink,
    /// The paragraph it belongs to.
    pub(super) paragraph: usize,
}

impl<'a> Grid<'a> {
    pub(super) fn new(setter: &mut Setter<'_>, table: &'a Table) -> Grid<'a> {
        let kind = Type::of(table);
        let edges = edges(table, kind);
        let header = rows(setter, &table.header, &edges, kind);
        let rows = rows(setter, &table.rows, &edges, kind);
        let caption = table.caption.as_ref().and_then(|text| caption(setter, text));
        let least_height = kind.row_height(1);
        let (header_heights, heights) = (heights(&header, least_height), heights(&rows, least_height));
        Grid { caption, header, rows, header_heights, heights, least_height }
    }

    pub(super) fn caption_height(&self) -> f32 {
        if self.caption.is_some() { CAPTION_HEIGHT } else { 0.0 }
    }

    pub(super) fn header_height(&self) -> f32 {
        self.header_heights.iter().sum()
    }

    /// What must fit on a page for the table to begin there: a small table stands whole, and a list shows two rows at
    /// least before it goes on overleaf.
    pub(super) fn start_height(&self) -> f32 {
        let rows: f32 = self.heights.iter().sum();
        if rows <= WHOLE_TABLE {
            return self.caption_height() + self.header_height() + rows;
        }
        let second = self.group_end(0);
        let is_list = !self.header.is_empty() && second < self.rows.len();
        let more = if is_list { self.lead_height(second) } else { 0.0 };
        let (head, lead) = (self.caption_height() + self.header_height(), self.lead_height(0));
        head + if lead + more <= WHOLE { lead + more } else { lead }
    }

    /// The row after the last one that is tied to `first` by row spans.
    pub(super) fn group_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        let mut at = first;
        while at < end.min(self.rows.len()) {
            let reach = self.rows[at].cells.iter().map(|cell| at + cell.row_span).max();
            end = end.max(reach.unwrap_or(0));
            at += 1;
        }
        end.min(self.rows.len())
    }

    /// The same as [`Grid::lead_height`]; a list's last group of rows takes the one before it along, so that it never stands alone overleaf.
    pub(super) fn together_height(&self, first: usize) -> f32 {
        let (lead, last) = (self.lead_height(first), self.group_end(first));
        let is_last_but_one = last < self.rows.len() && self.group_end(last) == self.rows.len();
        if self.header.is_empty() || !is_last_but_one {
            return lead;
        }
        let both = lead + self.lead_height(last);
        if both <= WHOLE { both } else { lead }
    }

    /// What must fit on a page for the group of rows that starts with `first` to begin there.
    pub(super) fn lead_height(&self, first: usize) -> f32 {
        let Some(row) = self.rows.get(first) else { return 0.0 };
        let page = BOTTOM - TOP - self.header_height();
        let group: f32 = self.heights[first..self.group_end(first)].iter().sum();
        if group <= (page * 0.4).max(WHOLE) {
            return group.min(page);
        }
        if self.heights[first] <= WHOLE { self.heights[first] } else { row.start_height() }
    }
}

impl GridRow<'_> {
    /// Enough of a row that is split.
    pub(super) fn start_height(&self) -> f32 {
        let tallest = self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        tallest.min(3) as f32 * LEADING + 2.0 * PAD_Y
    }
}

impl GridCell<'_> {
    /// Of the lines from `from` and the signature, with padding.
    pub(super) fn height_from(&self, from: usize) -> f32 {
        let signing = self.signing.as_ref().map_or(0.0, Signing::height);
        self.text_height(from..self.lines.len()) + signing + 2.0 * PAD_Y
    }

    pub(super) fn text_height(&self, range: std::ops::Range<usize>) -> f32 {
        self.lines[range].iter().map(|line| line.leading).sum()
    }

    /// How many lines from `from` fit into `height`, padding included.
    pub(super) fn fitting(&self, from: usize, height: f32) -> usize {
        let mut room = height - 2.0 * PAD_Y + 0.05;
        let fits = |line: &&CellLine| {
            room -= line.leading;
            room >= 0.0
        };
        self.lines[from..].iter().take_while(fits).count()
    }
}

fn caption(setter: &mut Setter<'_>, text: &str) -> Option<Line> {
    let measure = super::paragraph::Measure {
        face: FaceId::SansBold,
        size: SIZE,
        width: WIDTH,
        indent: 0.0,
        align: Align::Center,
    };
    setter.lines(text, &measure).into_iter().next()
}

/// The left end of each column and the right end of the last.
fn edges(table: &Table, kind: Type) -> Vec<f32> {
    let spanned = |row: &Row| row.cells.iter().map(|cell| cell.col_span.max(1) as usize).sum::<usize>();
    let count = table.header.iter().chain(&table.rows).map(spanned).max().unwrap_or(1);
    let given = |at: usize| table.widths.get(at).copied().filter(|width| *width > 0.0).unwrap_or(1.0);
    let shares: Vec<f32> = (0..table.widths.len().max(count).max(1)).map(given).collect();
    let total: f32 = shares.iter().sum();
    let mut widths: Vec<f32> = shares.iter().map(|share| WIDTH * share / total).collect();
    widen(&mut widths, &table.rows, kind.size);
    let mut edges = vec![LEFT];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or(LEFT) + width);
    }
    edges
}

/// Gives columns room for figures, dates and words of letters in one line, at the cost of those that have more than they need.
fn widen(widths: &mut [f32], rows: &[Row], size: f32) {
    let mut needs = vec![3.0 * size; widths.len()];
    for (row, spans) in rows.iter().zip(spans(rows, widths.len())) {
        for (cell, span) in row.cells.iter().zip(spans).filter(|(_, span)| span.end - span.start == 1) {
            let figures = cell.paragraphs.iter().map(|paragraph| {
                figure_width(&paragraph.text, size).max(letters_width(&paragraph.text, size))
            });
            needs[span.start] = figures.fold(needs[span.start], f32::max);
        }
    }
    let lacking: f32 = widths.iter().zip(&needs).map(|(width, need)| (need - width).max(0.0)).sum();
    let spare: f32 = widths.iter().zip(&needs).map(|(width, need)| (width - need).max(0.0)).sum();
    if lacking <= 0.0 || spare <= lacking {
        return;
    }
    for (width, need) in widths.iter_mut().zip(&needs) {
        *width = if *width < *need { *need } else { *width - (*width - need) * lacking / spare };
    }
}

/// The width that the figures, dates, codes and numbers of a text need to stand in one line each; 0 where it has none.
fn figure_width(text: &str, size: f32) -> f32 {
    text.split_whitespace().map(|word| word_width(word, size)).fold(0.0, f32::max)
}

fn word_width(word: &str, size: f32) -> f32 {
    let is_part = |character: char| {
        character.is_ascii_digit() || character.is_ascii_uppercase() || "-.,%年月日".contains(character)
    };
    let is_figure = word.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    if !is_figure || word.chars().count() > LONGEST_WORD || !word.chars().all(is_part) {
        return 0.0;
    }
    in_one_line(word, size)
}

/// The width that the words of letters of a text (names, titles) need so that none is parted; 0 where it has none.
fn letters_width(text: &str, size: f32) -> f32 {
    let is_letter = |character: char| character.is_alphabetic() && u32::from(character) < 0x0530;
    text.split(|character| !is_letter(character))
        .filter(|word| (2..=LONGEST_WORD).contains(&word.chars().count()))
        .map(|word| in_one_line(word, size))
        .fold(0.0, f32::max)
}

fn in_one_line(word: &str, size: f32) -> f32 {
    let widths = word.chars().map(|character| match character {
        '年' | '月' | '日' => 1.2,
        '.' | ',' => 0.3,
        '%' => 0.95,
        'M' | 'W' | 'm' | 'w' => 0.95,
        'A'..='Z' => 0.75,
        _ => 0.57,
    });
    widths.sum::<f32>() * size + 2.0 * PAD_X + 1.0
}

/// The columns and rows that a cell covers.
struct Span {
    start: usize,
    end: usize,
    row_span: usize,
}

/// Where the cells of each row stand; a cell that has no place in the table is left out.
fn spans(rows: &[Row], columns: usize) -> Vec<Vec<Span>> {
    let mut free_from = vec![0; columns];
    let mut all = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut spans = Vec::with_capacity(row.cells.len());
        let mut start = 0;
        for cell in &row.cells {
            while start < columns && free_from[start] > at {
                start += 1;
            }
            if start >= columns {
                break;
            }
            let end = (start + cell.col_span.max(1) as usize).min(columns);
            let row_span = (cell.row_span.max(1) as usize).min(rows.len() - at);
            free_from[start..end].fill(at + row_span);
            spans.push(Span { start, end, row_span });
            start = end;
        }
        all.push(spans);
    }
    all
}

fn rows<'a>(setter: &mut Setter<'_>, rows: &'a [Row], edges: &[f32], kind: Type) -> Vec<GridRow<'a>> {
    let mut grid = Vec::with_capacity(rows.len());
    for (row, spans) in rows.iter().zip(spans(rows, edges.len() - 1)) {
        let cells = row.cells.iter().zip(spans).map(|(cell, span)| {
            let (x, end) = (edges[span.start], edges[span.end]);
            set_cell(setter, cell, (x, end - x), span.row_span, kind)
        });
        let cells = cells.collect();
        grid.push(GridRow { cells, min_height: kind.row_height(row.min_lines) });
    }
    grid
}

fn set_cell<'a>(
    setter: &mut Setter<'_>,
    cell: &'a Cell,
    (x, width): (f32, f32),
    row_span: usize,
    kind: Type,
) -> GridCell<'a> {
    let inner = (width - 2.0 * PAD_X).max(kind.size);
    let mut lines = Vec::new();
    for (paragraph, content) in cell.paragraphs.iter().enumerate() {
        let look = Look::of(cell.role, content, kind);
        let measure = super::paragraph::Measure {
            face: look.face,
            size: look.size,
            width: inner,
            indent: if content.style == Style::Body && inner > 12.0 * kind.size {
                2.0 * kind.size
            } else {
                0.0
            },
            align: look.align,
        };
        let set = setter.lines(&content.text, &measure).into_iter();
        lines.extend(set.map(|line| CellLine {
            line,
            size: look.size,
            leading: look.leading,
            ink: look.ink,
            paragraph,
        }));
    }
    GridCell {
        x,
        width,
        col_span: cell.col_span.max(1),
        row_span,
        role: cell.role,
        lines,
        sources: cell.paragraphs.iter().map(|content| content.source.clone()).collect(),
        signing: cell.signature.as_ref().map(|signature| Signing::new(setter, signature, inner)),
    }
}

/// How a paragraph looks in a cell.
struct Look {
    face: FaceId,
    size: f32,
    leading: f32,
    ink: Ink,
    align: Align,
}

impl Look {
    fn of(role: CellRole, paragraph: &Paragraph, kind: Type) -> Look {
        let (size, leading, ink) = match paragraph.style {
            Style::Note => (NOTE_SIZE, NOTE_LEADING, Ink::NOTE),
            _ => (kind.size, kind.leading, Ink::TEXT),
        };
        let face = match (role, paragraph.style) {
            (CellRole::Label, Style::Note) => FaceId::Serif,
            (CellRole::Label, Style::Strong) | (CellRole::Header, _) => FaceId::SansBold,
            (CellRole::Label, _) => FaceId::Sans,
            (_, Style::Strong) => FaceId::SerifBold,
            _ => FaceId::Serif,
        };
        let align = match (role, paragraph.style) {
            (CellRole::Label | CellRole::Header, _) | (_, Style::Centered) => Align::Center,
            (CellRole::Number, _) | (_, Style::Right) => Align::Right,
            (CellRole::Value, Style::Body) => Align::Justified,
            (CellRole::Value, _) => Align::Left,
        };
        Look { face, size, leading, ink, align }
    }
}

/// Of rows that are not split: the last row that a cell spans is stretched if the cell needs more.
fn heights(rows: &[GridRow<'_>], least: f32) -> Vec<f32> {
    let own = |row: &GridRow<'_>| {
        let single = row.cells.iter().filter(|cell| cell.row_span == 1).map(|cell| cell.height_from(0));
        single.fold(row.min_height.max(least), f32::max)
    };
    let mut heights: Vec<f32> = rows.iter().map(own).collect();
    for (at, row) in rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|cell| cell.row_span > 1) {
            let end = at + cell.row_span;
            let have: f32 = heights[at..end].iter().sum();
            heights[end - 1] += (cell.height_from(0) - have).max(0.0);
        }
    }
    heights
}
