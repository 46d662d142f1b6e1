//! Blocks, one below the other: headings that stay with what follows, paragraphs that leave no single line behind.

use super::breaks::Breaker;
use super::chart::Plot;
use super::cover;
use super::fonts::{FaceId, Fonts};
use super::grid::Grid;
use super::paragraph::{Align, Line, Measure, Setter};
use super::running;
use super::shape::Shaper;
use super::sheet::{Area, Entry, Ink, LEFT, Shape, Sheets, TOP, WIDTH, baseline};
use super::signature::Signing;
use super::tags::{ElementId, Role};
use super::{Place, table};
use crate::answers::Path;
use crate::compose::{Block, Cover, Document, Paragraph, Style};

/// Width of a list item's mark, in points.
const ITEM_INDENT: f32 = 24.0;
/// Between text and a border below it, in points.
const BELOW_TEXT: f32 = 6.0;

/// Sets all pages of a document.
pub(super) fn lay_out(document: &Document, fonts: &Fonts) -> Sheets {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    let mut sheets = lay_out_blocks(document, &mut setter);
    let count = sheets.pages.len();
    running::draw(document, &mut setter, &mut sheets, count);
    sheets
}

/// Sets the blocks of a document, without what every page carries.
pub(super) fn lay_out_blocks(document: &Document, setter: &mut Setter<'_>) -> Sheets {
    let pieces: Vec<Piece<'_>> = document.blocks.iter().map(|block| prepare(setter, block)).collect();
    let mut sheets = Sheets::default();
    // First in the structure, as on the page; drawn once it is known which pages are title pages.
    let warning = (!document.warnings.is_empty()).then(|| sheets.tags.add(Role::Note, None));
    place_all(&pieces, setter, &mut sheets);
    if sheets.pages.is_empty() {
        sheets.turn();
    }
    if let Some(element) = warning {
        running::warn(&document.warnings, element, setter, &mut sheets);
    }
    sheets
}

fn place_all(pieces: &[Piece<'_>], setter: &mut Setter<'_>, sheets: &mut Sheets) {
    for (at, piece) in pieces.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| pieces.get(above));
        let gap = if above.is_some_and(|above| is_close_to(above, piece)) { BELOW_TEXT } else { 0.0 };
        sheets.need(gap + start_height(&pieces[at..]));
        if sheets.y > TOP {
            sheets.y += gap;
        }
        match piece {
            Piece::FreePageBreak if saves_a_page(&pieces[at + 1..], setter, sheets) => {}
            _ => place(piece, setter, sheets),
        }
    }
}

/// Whether all of `pieces` up to the next page break needs a page less if it begins on this one: tried on pages of its own.
fn saves_a_page(pieces: &[Piece<'_>], setter: &mut Setter<'_>, sheets: &Sheets) -> bool {
    let ends = |piece: &Piece<'_>| matches!(piece, Piece::PageBreak | Piece::FreePageBreak | Piece::Cover(_));
    let end = pieces.iter().position(ends).unwrap_or(pieces.len());
    let mut pages_from = |y: f32| {
        let mut trial = Sheets { pages: vec![Vec::new()], y, ..Sheets::default() };
        place_all(&pieces[..end], setter, &mut trial);
        trial.pages.len()
    };
    !sheets.pages.is_empty() && pages_from(sheets.y) < 1 + pages_from(TOP)
}

/// Lines of one style.
pub(super) struct Text {
    pub(super) lines: Vec<Line>,
    pub(super) style: Set,
    pub(super) role: Role,
    pub(super) source: Option<Path>,
    /// Level and title of its entry in the outline.
    heading: Option<(u8, String)>,
    has_bullet: bool,
}

/// What a style looks like; lengths in points.
#[derive(Clone, Copy)]
pub(super) struct Set {
    pub(super) face: FaceId,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) ink: Ink,
    pub(super) align: Align,
    /// Of the first line.
    pub(super) first: f32,
    /// Of all lines.
    pub(super) left: f32,
    before: f32,
    after: f32,
}

/// A block whose text is set and whose height is known.
enum Piece<'a> {
    Text(Text),
    Table(Grid<'a>),
    Chart(Plot<'a>),
    Signature(Signing<'a>),
    Cover(&'a Cover),
    PageBreak,
    FreePageBreak,
}

impl Text {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }
}

impl Set {
    /// Sets `text` in a column `width` points wide.
    pub(super) fn lines(&self, setter: &mut Setter<'_>, text: &str, width: f32) -> Vec<Line> {
        let measure = Measure {
            face: self.face,
            size: self.size,
            width: width - self.left,
            indent: self.first,
            align: self.align,
        };
        setter.lines(text, &measure)
    }
}

fn prepare<'a>(setter: &mut Setter<'_>, block: &'a Block) -> Piece<'a> {
    match block {
        Block::Heading { level, text } => Piece::Text(heading(setter, *level, text)),
        Block::Paragraph(paragraph) => Piece::Text(body(setter, paragraph)),
        Block::Table(table) => Piece::Table(Grid::new(setter, table)),
        Block::Chart(chart) => Piece::Chart(Plot::new(setter, chart)),
        Block::Signature(signature) => Piece::Signature(Signing::new(setter, signature, WIDTH)),
        Block::Cover(cover) => Piece::Cover(cover),
        Block::PageBreak => Piece::PageBreak,
        Block::FreePageBreak => Piece::FreePageBreak,
    }
}

/// What must fit on the page for the first of `pieces` to begin there.
fn start_height(pieces: &[Piece<'_>]) -> f32 {
    let Some((first, rest)) = pieces.split_first() else { return 0.0 };
    match first {
        Piece::Text(text) if text.heading.is_some() => {
            text.style.before + text.height() + text.style.after + start_height(rest)
        }
        Piece::Text(text) => {
            let together = if text.lines.len() <= 3 { text.lines.len() } else { 2 };
            together as f32 * text.style.leading
        }
        Piece::Table(grid) => grid.start_height(),
        Piece::Chart(plot) => plot.height(),
        Piece::Signature(signing) => signing.height(),
        Piece::Cover(_) | Piece::PageBreak | Piece::FreePageBreak => 0.0,
    }
}

/// Whether a border would touch the text above it.
fn is_close_to(above: &Piece<'_>, below: &Piece<'_>) -> bool {
    let is_text = matches!(above, Piece::Text(text) if text.heading.is_none());
    is_text && matches!(below, Piece::Table(grid) if grid.caption.is_none())
}

fn place(piece: &Piece<'_>, setter: &mut Setter<'_>, sheets: &mut Sheets) {
    match piece {
        Piece::Text(text) => place_text(text, sheets),
        Piece::Table(grid) => table::place(grid, sheets),
        Piece::Chart(plot) => plot.place(sheets),
        Piece::Signature(signing) => {
            sheets.need(signing.height());
            let top = sheets.y;
            let area = Area { x: LEFT, y: top, width: WIDTH, height: signing.height() };
            signing.draw(sheets, area, None);
            sheets.y = top + signing.height();
        }
        Piece::Cover(cover) => cover::place(cover, setter, sheets),
        Piece::PageBreak | Piece::FreePageBreak => sheets.turn_if_used(),
    }
}

fn place_text(text: &Text, sheets: &mut Sheets) {
    if sheets.y > TOP {
        sheets.y += text.style.before;
    }
    let element = sheets.tags.add(text.role, None);
    if let Some((level, title)) = &text.heading {
        let page = sheets.pages.len().saturating_sub(1);
        sheets.outline.push(Entry { level: *level, title: title.clone(), page, y: sheets.y });
    }
    let mut from = 0;
    while from < text.lines.len() {
        let fitting = (sheets.room() / text.style.leading + 0.01).max(0.0) as usize;
        let take = lines_to_take(text.lines.len(), from, fitting);
        if take == 0 && (sheets.y > TOP || sheets.pages.is_empty()) {
            sheets.turn();
            continue;
        }
        place_lines(text, from..from + take.max(1), element, sheets);
        from += take.max(1);
    }
    sheets.y += text.style.after;
}

/// How many of the lines from `from` go on a page with room for `fitting`: never one alone on either side.
fn lines_to_take(count: usize, from: usize, fitting: usize) -> usize {
    let left = count - from;
    if fitting >= left {
        return left;
    }
    let take = if left - fitting == 1 { fitting.saturating_sub(1) } else { fitting };
    if from == 0 && take < 2 { 0 } else { take }
}

fn place_lines(text: &Text, range: std::ops::Range<usize>, element: ElementId, sheets: &mut Sheets) {
    let style = &text.style;
    let top = sheets.y;
    for (at, line) in text.lines.iter().enumerate().take(range.end).skip(range.start) {
        let y = baseline(sheets.y, style.leading, style.size);
        if at == 0 && text.has_bullet {
            let area = Area { x: LEFT + 10.0, y: y - style.size * 0.48, width: 3.2, height: 3.2 };
            sheets.draw(Shape::Fill { area, ink: Ink::RULE }, None);
        }
        let x = LEFT + style.left;
        sheets
            .draw(Shape::Text { line: line.clone(), x, y, size: style.size, ink: style.ink }, Some(element));
        sheets.y += style.leading;
    }
    if let Some(path) = &text.source {
        let rect = [LEFT, top, WIDTH, sheets.y - top];
        sheets.places.push(Place { page: sheets.page(), rect, path: Some(path.clone()), signature: None });
    }
}

fn heading(setter: &mut Setter<'_>, level: u8, text: &str) -> Text {
    let (face, size, leading, align, before, after, role) = match level {
        0 | 1 => (FaceId::SerifBold, 22.0, 34.0, Align::Center, 0.0, 16.0, Role::H1),
        2 => (FaceId::SansBold, 16.0, 26.0, Align::Left, 16.0, 7.0, Role::H2),
        _ => (FaceId::SansBold, 14.0, 22.0, Align::Left, 10.0, 5.0, Role::H3),
    };
    let style = Set { face, size, leading, ink: Ink::TEXT, align, first: 0.0, left: 0.0, before, after };
    let lines = style.lines(setter, text, WIDTH);
    Text { lines, style, role, source: None, heading: Some((level, text.to_owned())), has_bullet: false }
}

fn body(setter: &mut Setter<'_>, paragraph: &Paragraph) -> Text {
    let style = body_style(paragraph.style);
    let has_bullet = paragraph.style == Style::Item && !is_numbered(&paragraph.text);
    let lines = style.lines(setter, &paragraph.text, WIDTH);
    let role = if paragraph.style == Style::Note { Role::Note } else { Role::P };
    Text { lines, style, role, source: paragraph.source.clone(), heading: None, has_bullet }
}

/// The text brings its own number or mark.
fn is_numbered(text: &str) -> bool {
    let counting = |character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character);
    let rest = text.trim_start_matches(counting);
    text.starts_with(|first: char| "（(第①②③④⑤⑥⑦⑧⑨⑩•·□■√—☐☑☒".contains(first))
        || rest.len() < text.len() && rest.starts_with(['、', '.', '．', ')', '）'])
}

fn body_style(style: Style) -> Set {
    let plain = Set {
        face: FaceId::Serif,
        size: 12.0,
        leading: 21.0,
        ink: Ink::TEXT,
        align: Align::Justified,
        first: 0.0,
        left: 0.0,
        before: 0.0,
        after: 2.0,
    };
    match style {
        Style::Body => Set { first: 24.0, ..plain },
        Style::Plain => plain,
        Style::Centered => Set { align: Align::Center, ..plain },
        Style::Right => Set { align: Align::Right, ..plain },
        Style::Strong => Set { face: FaceId::SerifBold, ..plain },
        Style::Note => Set { size: 9.0, leading: 14.5, ink: Ink::NOTE, after: 4.0, ..plain },
        Style::Item => Set { left: ITEM_INDENT, ..plain },
    }
}
