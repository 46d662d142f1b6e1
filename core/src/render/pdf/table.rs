//! Tables across pages: the header repeats, rows that are tied by row spans stay together where they fit, and a row that
//! is too high is split between its lines. No line is ever lost or cut through.

use super::Place;
use super::grid::{CellLine, Grid, GridCell, GridRow, LEADING, PAD_X, PAD_Y};
use super::sheet::{Area, Ink, LEFT, Mark, Shape, Sheets, TOP, baseline};
use super::tags::{Element, ElementId, Role};
use crate::compose::CellRole;

/// A row higher than this may be split though an empty page would hold it.
const SPLITS_FROM: f32 = 9.0 * LEADING;
const BORDER: f32 = 0.5;
const AFTER: f32 = 12.0;

/// Places the table and leaves some room below it.
pub(super) fn place(grid: &Grid<'_>, sheets: &mut Sheets) {
    let table = sheets.tags.add(Role::Table, None);
    if let Some(caption) = &grid.caption {
        let element = sheets.tags.add(Role::Caption, Some(table));
        sheets.tags.elements[table].alt = Some(caption.text.clone());
        let y = baseline(sheets.y, grid.caption_height() - 4.0, 10.5);
        let shape = Shape::Text { line: caption.clone(), x: LEFT, y, size: 10.5, ink: Ink::TEXT };
        sheets.draw(shape, Some(element));
        sheets.y += grid.caption_height();
    }
    let mut rows = Rows { grid, sheets, table, spanning: Vec::new(), marks: Vec::new() };
    rows.header(false);
    let mut group_end = 0;
    for at in 0..grid.rows.len() {
        if at == group_end {
            group_end = grid.group_end(at);
            if rows.sheets.room() + 0.05 < grid.together_height(at) && !rows.is_fresh() {
                rows.turn();
            }
        }
        rows.row(at);
    }
    rows.flush();
    sheets.y += AFTER;
}

/// The table while it is placed.
struct Rows<'g, 'a> {
    grid: &'g Grid<'a>,
    sheets: &'g mut Sheets,
    table: ElementId,
    /// Cells that reach below the row being placed.
    spanning: Vec<Open<'g, 'a>>,
    /// What goes on this page, with its order in it.
    marks: Vec<(Order, Mark)>,
}

/// Tints lie below, borders above; between them the text, row by row.
type Order = (u8, usize, usize);

/// A cell of which some part is not yet placed.
struct Open<'g, 'a> {
    cell: &'g GridCell<'a>,
    at: (usize, usize),
    last_row: usize,
    /// Where its part on this page begins.
    top: f32,
    /// The next line to place.
    next: usize,
    /// A part of it is on an earlier page.
    is_continued: bool,
    /// Its row gives room to write: text stays at the top.
    is_roomy: bool,
    element: Option<ElementId>,
}

impl Open<'_, '_> {
    fn height(&self) -> f32 {
        self.cell.height_from(self.next)
    }
}

impl<'g, 'a> Rows<'g, 'a> {
    /// Draws the header; repeated, it is an artifact.
    fn header(&mut self, is_repeated: bool) {
        let grid = self.grid;
        let spanning = std::mem::take(&mut self.spanning);
        for (at, (row, height)) in grid.header.iter().zip(&grid.header_heights).enumerate() {
            let bottom = self.sheets.y + height;
            let mut single = self.open(row, at, is_repeated);
            self.close_ended(at, &mut single, bottom);
        }
        self.flush();
        self.spanning = spanning;
    }

    fn row(&mut self, at: usize) {
        let row = &self.grid.rows[at];
        let mut single = self.open(row, at, false);
        let mut to_write = row.min_height;
        loop {
            let need = self.need(at, &single, to_write);
            let room = self.sheets.room();
            if need <= room + 0.05 {
                let bottom = self.sheets.y + need;
                self.close_ended(at, &mut single, bottom);
                return;
            }
            let is_fresh = self.is_fresh();
            if is_fresh || (need > SPLITS_FROM && room >= row.start_height()) {
                let before: usize = single.iter().map(|open| open.next).sum();
                let bottom = self.sheets.y + room;
                single.iter_mut().for_each(|open| self.part(open, bottom, false));
                let placed = single.iter().map(|open| open.next).sum::<usize>() - before;
                if is_fresh && placed == 0 && to_write <= 0.0 {
                    self.close_ended(at, &mut single, bottom);
                    return;
                }
                to_write = (to_write - room).max(0.0);
                self.sheets.y = bottom;
            }
            self.turn();
            let top = self.sheets.y;
            single.iter_mut().for_each(|open| open.top = top);
        }
    }

    /// Opens a row's cells: those of this row only are returned.
    fn open(&mut self, row: &'g GridRow<'a>, at: usize, is_artifact: bool) -> Vec<Open<'g, 'a>> {
        let parent = (!is_artifact).then(|| self.sheets.tags.add(Role::Tr, Some(self.table)));
        let mut single = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            let open = Open {
                cell,
                at: (at, column),
                last_row: at + cell.row_span - 1,
                top: self.sheets.y,
                next: 0,
                is_continued: false,
                is_roomy: row.min_height > 2.0 * LEADING + 2.0 * PAD_Y,
                element: parent.map(|parent| self.sheets.tags.add_element(cell_element(cell, parent))),
            };
            if cell.row_span == 1 { single.push(open) } else { self.spanning.push(open) }
        }
        single
    }

    /// Height of the rest of row `at`.
    fn need(&self, at: usize, single: &[Open<'_, '_>], to_write: f32) -> f32 {
        let least = to_write.max(self.grid.least_height);
        let own = single.iter().map(Open::height);
        let ending = self.spanning.iter().filter(|open| open.last_row == at);
        let spanned = ending.map(|open| open.height() - (self.sheets.y - open.top));
        own.chain(spanned).fold(least, f32::max)
    }

    /// Ends row `at` at `bottom`.
    fn close_ended(&mut self, at: usize, single: &mut [Open<'g, 'a>], bottom: f32) {
        single.iter_mut().for_each(|open| self.part(open, bottom, true));
        let spanning = std::mem::take(&mut self.spanning);
        for mut open in spanning {
            if open.last_row == at {
                self.part(&mut open, bottom, true);
            } else {
                self.spanning.push(open);
            }
        }
        self.sheets.y = bottom;
    }

    /// Goes to the next page, in the middle of the cells that span rows.
    fn turn(&mut self) {
        let bottom = self.sheets.y;
        let mut spanning = std::mem::take(&mut self.spanning);
        spanning
            .iter_mut()
            .filter(|open| bottom - open.top > 1.0)
            .for_each(|open| self.part(open, bottom, false));
        self.flush();
        self.sheets.turn();
        self.header(true);
        let top = self.sheets.y;
        spanning.iter_mut().for_each(|open| open.top = top);
        self.spanning = spanning;
    }

    /// Nothing but the header is on this page.
    fn is_fresh(&self) -> bool {
        self.sheets.y <= TOP + self.grid.header_height() + 0.1
    }

    /// Draws a cell from its top to `bottom`; `ends`: nothing of it follows on the next page.
    fn part(&mut self, open: &mut Open<'_, '_>, bottom: f32, ends: bool) {
        let cell = open.cell;
        let area = Area { x: cell.x, y: open.top, width: cell.width, height: bottom - open.top };
        let left = cell.lines.len() - open.next;
        let count = if ends { left } else { cell.fitting(open.next, area.height) };
        let is_whole = count == cell.lines.len() && !open.is_continued;
        let is_label = matches!(cell.role, CellRole::Label | CellRole::Header);
        if is_label {
            self.marks.push(((0, open.at.0, open.at.1), artifact(Shape::Fill { area, ink: Ink::TINT })));
        }
        let start = self.sheets.pages.last().map_or(0, Vec::len);
        let is_repeat = open.is_continued && left == 0 && cell.role == CellRole::Label;
        let (range, element) = match is_repeat {
            true => (0..cell.fitting(0, area.height), None),
            false => (open.next..open.next + count, open.element),
        };
        let height = cell.text_height(range.clone());
        let is_centred = is_label || is_whole && ends && !open.is_roomy && cell.signing.is_none();
        let top = if is_centred { area.y + (area.height - height) / 2.0 } else { area.y + PAD_Y };
        self.text(open, range, top, element);
        self.places(open, area, top, count);
        if let Some(signing) = cell.signing.as_ref().filter(|_| ends) {
            let inner = Area {
                x: area.x + PAD_X,
                width: area.width - 2.0 * PAD_X,
                height: area.height - PAD_Y,
                ..area
            };
            signing.draw(self.sheets, inner, open.element);
        }
        self.take_marks(start, (1, open.at.0, open.at.1));
        let frame = Shape::Frame { area, width: BORDER, ink: Ink::RULE };
        self.marks.push(((2, open.at.0, open.at.1), artifact(frame)));
        open.next += count;
        open.is_continued = true;
    }

    fn text(
        &mut self,
        open: &Open<'_, '_>,
        range: std::ops::Range<usize>,
        top: f32,
        element: Option<ElementId>,
    ) {
        let mut top = top;
        for CellLine { line, size, leading, ink, .. } in &open.cell.lines[range] {
            let y = baseline(top, *leading, *size);
            let shape = Shape::Text { line: line.clone(), x: open.cell.x + PAD_X, y, size: *size, ink: *ink };
            self.sheets.draw(shape, element);
            top += leading;
        }
    }

    /// One answer: the whole cell; several: each its own lines.
    fn places(&mut self, open: &Open<'_, '_>, area: Area, top: f32, count: usize) {
        let cell = open.cell;
        let page = self.sheets.page();
        let mut place = |path: &crate::answers::Path, y: f32, height: f32| {
            let rect = [area.x, y, area.width, height];
            self.sheets.places.push(Place { page, rect, path: Some(path.clone()), signature: None });
        };
        let mut distinct: Vec<_> = cell.sources.iter().flatten().collect();
        distinct.dedup();
        if let [only] = distinct.as_slice() {
            return place(only, area.y, area.height);
        }
        let mut y = top;
        for lines in cell.lines[open.next..open.next + count].chunk_by(|a, b| a.paragraph == b.paragraph) {
            let height = lines.iter().map(|line| line.leading).sum();
            let source = lines.first().and_then(|line| cell.sources.get(line.paragraph)?.as_ref());
            if let Some(path) = source {
                place(path, y, height);
            }
            y += height;
        }
    }

    /// Moves what was drawn on the page since `start` to the marks that wait for their order.
    fn take_marks(&mut self, start: usize, order: Order) {
        if let Some(page) = self.sheets.pages.last_mut() {
            self.marks.extend(page.split_off(start).into_iter().map(|mark| (order, mark)));
        }
    }

    fn flush(&mut self) {
        self.marks.sort_by_key(|(order, _)| *order);
        if let Some(page) = self.sheets.pages.last_mut() {
            page.extend(self.marks.drain(..).map(|(_, mark)| mark));
        }
    }
}

fn artifact(shape: Shape) -> Mark {
    Mark { shape, element: None }
}

fn cell_element(cell: &GridCell<'_>, parent: ElementId) -> Element {
    let (role, scope) = match cell.role {
        CellRole::Label => (Role::Th, Some("Row")),
        CellRole::Header => (Role::Th, Some("Column")),
        CellRole::Value | CellRole::Number => (Role::Td, None),
    };
    let row_span = u32::try_from(cell.row_span).unwrap_or(1);
    Element { role, parent: Some(parent), alt: None, col_span: cell.col_span, row_span, scope }
}
