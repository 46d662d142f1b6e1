//! Which page of the bound file is whose: the list, the outline and the margins are all made from this.

use super::{BindError, BoundFile, Drawn, Material, broken};
use crate::compose::{Document, ListedFile, ListedMaterial, ListedPages};
use crate::render::pdf::{BinderSheet, Fonts, count_pages};

/// The list is set again until it has as many pages as its page numbers suppose: at once, as numbers fit their column.
const TURNS: u32 = 6;

/// What goes where.
pub(super) struct Plan {
    pub(super) list: Document,
    /// One for each page behind the list.
    pub(super) sheets: Vec<BinderSheet>,
    /// As [`super::Binding::materials`].
    pub(super) bound: Vec<Vec<Result<BoundFile, String>>>,
}

/// Plans the bound file of `drawn`, which has the files of each material.
pub(super) fn plan(
    materials: &[Material],
    drawn: &[Vec<Result<Drawn, String>>],
    fonts: &Fonts,
    list: &dyn Fn(&[ListedMaterial]) -> Document,
) -> Result<Plan, BindError> {
    let mut front = 1;
    for _ in 0..TURNS {
        let bound = bound(drawn, front);
        let document = list(&listed(materials, &bound));
        let pages = count_pages(&document, fonts);
        if pages == front {
            return Ok(Plan { list: document, sheets: sheets(materials, drawn), bound });
        }
        front = pages;
    }
    Err(broken(lopdf::Error::PageNumberNotFound(front)))
}

fn bound(drawn: &[Vec<Result<Drawn, String>>], front: u32) -> Vec<Vec<Result<BoundFile, String>>> {
    let mut next = front + 1;
    let mut place = |file: &Result<Drawn, String>| {
        let file = file.as_ref().map_err(String::clone)?;
        let from = next;
        next += u32::try_from(file.pictures.len()).unwrap_or(u32::MAX);
        Ok(BoundFile { sha256: file.sha256.clone(), from, to: next - 1 })
    };
    drawn.iter().map(|files| files.iter().map(&mut place).collect()).collect()
}

fn listed(materials: &[Material], bound: &[Vec<Result<BoundFile, String>>]) -> Vec<ListedMaterial> {
    let pages = |file: &BoundFile| ListedPages { from: file.from, to: file.to };
    let material = |(material, bound): (&Material, &Vec<Result<BoundFile, String>>)| ListedMaterial {
        number: material.number,
        label: material.label.clone(),
        is_required: material.is_required,
        files: (material.files.iter().zip(bound).enumerate())
            .map(|(at, (name, bound))| ListedFile {
                number: number(material, at),
                name: name.clone(),
                bound: bound.as_ref().map(pages).map_err(String::clone),
            })
            .collect(),
    };
    materials.iter().zip(bound).map(material).collect()
}

fn sheets(materials: &[Material], drawn: &[Vec<Result<Drawn, String>>]) -> Vec<BinderSheet> {
    let mut sheets = Vec::new();
    for (material, files) in materials.iter().zip(drawn) {
        let mut heading = Some((1, format!("{} {}", material.number, material.label)));
        for (at, file) in files.iter().enumerate() {
            let Ok(Drawn { pictures, .. }) = file else { continue };
            let number = number(material, at);
            for (page, picture) in pictures.iter().enumerate() {
                let name = material.files.get(at).map_or("", String::as_str);
                let file = (page == 0).then(|| (2, format!("{number} {name}")));
                sheets.push(BinderSheet {
                    header: format!("证明材料 {number}　{}", material.label),
                    part: format!("第 {} 页 共 {} 页", page + 1, pictures.len()),
                    is_wide: picture.width > picture.height,
                    outline: heading.take().into_iter().chain(file).collect(),
                });
            }
        }
    }
    sheets
}

/// 3-2
fn number(material: &Material, at: usize) -> String {
    format!("{}-{}", material.number, at + 1)
}
