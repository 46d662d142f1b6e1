//! How much there is to set, known before it is set: a page takes a third of a megabyte and some milliseconds.

use crate::compose::{Block, Document, Paragraph, Row};

/// Characters, with [`A_PIECE`] for each paragraph and cell: more than two thousand pages.
const MOST: usize = 3_000_000;
/// Characters that take as long as an empty paragraph or cell.
const A_PIECE: usize = 20;

/// Whether a document is no longer than anyone hands in.
pub(super) fn fits(document: &Document) -> bool {
    document.blocks.iter().map(block).sum::<usize>() <= MOST
}

fn block(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } => characters(text),
        Block::Paragraph(it) => paragraph(it),
        Block::Table(table) => table.header.iter().chain(&table.rows).map(row).sum(),
        // Their length is the pack's.
        Block::Chart(_) | Block::Signature(_) | Block::Cover(_) | Block::PageBreak | Block::FreePageBreak => {
            0
        }
    }
}

fn row(row: &Row) -> usize {
    let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
    A_PIECE * row.cells.len() + paragraphs.map(paragraph).sum::<usize>()
}

fn paragraph(paragraph: &Paragraph) -> usize {
    characters(&paragraph.text)
}

fn characters(text: &str) -> usize {
    A_PIECE + text.chars().count()
}
