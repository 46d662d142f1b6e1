//! Two states of a document held against each other, page by page, and some pages as a file of their own.

use super::breaks::Breaker;
use super::flow::lay_out_blocks;
use super::fonts::Fonts;
use super::paragraph::Setter;
use super::shape::Shaper;
use super::sheet::{Mark, Shape};
use super::{RenderError, Rendered};
use crate::compose::Document;

/// The pages of `after`, from 1, that `before` does not have under the same number; and how many `before` has. What every
/// page carries (page numbers, the check code, the mark of a draft) does not count.
pub fn changed_pages(before: &Document, after: &Document, fonts: &Fonts) -> (Vec<u32>, u32) {
    let (before, after) = (shapes(before, fonts), shapes(after, fonts));
    let is_changed = |(at, page): &(usize, &Vec<Shape>)| before.get(*at) != Some(*page);
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    let changed = after.iter().enumerate().filter(is_changed).map(|(at, _)| number(at)).collect();
    (changed, u32::try_from(before.len()).unwrap_or(u32::MAX))
}

fn shapes(document: &Document, fonts: &Fonts) -> Vec<Vec<Shape>> {
    let mut setter = Setter { shaper: Shaper::new(fonts), breaker: Breaker::new() };
    let pages = lay_out_blocks(document, &mut setter).pages;
    pages.into_iter().map(|page| page.into_iter().map(|Mark { shape, .. }| shape).collect()).collect()
}

/// Only these pages of a rendered document, from 1, as they are. The file has no outline and no tags: both name pages
/// that are not there.
///
/// # Errors
/// [`RenderError::Pdf`] where the file is not one that [`super::render`] made.
pub fn only_pages(rendered: &Rendered, pages: &[u32]) -> Result<Vec<u8>, RenderError> {
    let fault = |error: &dyn std::fmt::Display| RenderError::Pdf(error.to_string());
    let mut file = lopdf::Document::load_mem(&rendered.bytes).map_err(|error| fault(&error))?;
    let others: Vec<u32> = (1..=rendered.pages).filter(|page| !pages.contains(page)).collect();
    file.delete_pages(&others);
    let catalog = file.catalog_mut().map_err(|error| fault(&error))?;
    for key in [b"Outlines".as_slice(), b"StructTreeRoot", b"MarkInfo", b"PageMode", b"Names", b"Dests"] {
        catalog.remove(key);
    }
    file.prune_objects();
    file.renumber_objects();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| fault(&error))?;
    Ok(bytes)
}
