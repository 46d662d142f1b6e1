//! The fonts of a document: each face cut down to the glyphs in use.
//!
//! 488 glyphs of Noto Serif SC serve two characters each, and a glyph's entry in a font's ToUnicode map holds one. So the
//! codes in the text are not glyph numbers: each pair of glyph and character has a code of its own, and a map leads from
//! codes to glyphs. What was typed is what comes out.

use super::fonts::{FaceId, Fonts};
use super::sheet::{Mark, Shape};
use super::{RenderError, shape};
use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use skrifa::raw::types::F48Dot16;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A glyph and the text it stands for.
type Pair = (u16, Rc<str>);

/// The codes of every face in use.
pub(super) struct Codes {
    faces: BTreeMap<FaceId, HashMap<Pair, u16>>,
}

/// A face as it goes into the file.
pub(super) struct Embedded {
    pub(super) id: FontId,
    pub(super) font: PdfFont,
    /// Two bytes for each code: the glyph. `None`: codes are glyphs.
    pub(super) glyph_of_code: Option<Vec<u8>>,
}

impl Codes {
    /// Numbers what the pages use, in the order of glyphs and texts.
    pub(super) fn collect(pages: &[Vec<Mark>]) -> Codes {
        let mut used: BTreeMap<FaceId, HashMap<Pair, u16>> = BTreeMap::new();
        for mark in pages.iter().flatten() {
            let Shape::Text { line, .. } = &mark.shape else { continue };
            for shaped in line.runs.iter().flat_map(|run| run.shaped.iter()) {
                let codes = used.entry(shaped.face).or_default();
                for glyph in &shaped.glyphs {
                    codes.entry((glyph.id, glyph.text.clone())).or_default();
                }
            }
        }
        for codes in used.values_mut() {
            let mut pairs: Vec<(&Pair, &mut u16)> = codes.iter_mut().collect();
            pairs.sort();
            for (at, (_, code)) in pairs.into_iter().enumerate() {
                *code = u16::try_from(at + 1).unwrap_or(u16::MAX);
            }
        }
        Codes { faces: used }
    }

    pub(super) fn code(&self, face: FaceId, glyph: &shape::Glyph) -> u16 {
        let codes = self.faces.get(&face);
        codes.and_then(|codes| codes.get(&(glyph.id, glyph.text.clone()))).copied().unwrap_or_default()
    }

    /// Cuts each face in use down.
    ///
    /// # Errors
    /// A font that is damaged.
    pub(super) fn embed(&self, fonts: &Fonts) -> Result<Vec<Embedded>, RenderError> {
        self.faces.iter().map(|(face, codes)| embed(*face, codes, fonts)).collect()
    }
}

/// The name of a face in a page's resources.
pub(super) fn font_id(face: FaceId) -> FontId {
    FontId(format!("F{}", face as usize))
}

fn embed(id: FaceId, codes: &HashMap<Pair, u16>, fonts: &Fonts) -> Result<Embedded, RenderError> {
    let face = fonts.face(id);
    let mut by_code: Vec<(u16, u16)> = codes.iter().map(|((glyph, _), code)| (*code, *glyph)).collect();
    by_code.sort_unstable();
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut map = vec![0; 2];
    let mut widths = BTreeMap::new();
    let metrics = face.font.glyph_metrics();
    let em = f32::from(face.font.units_per_em());
    for (code, glyph) in &by_code {
        map.extend(remapper.remap(*glyph).to_be_bytes());
        let advance = metrics.h_advance(harfrust::GlyphId::new(u32::from(*glyph)));
        widths.insert(*code, (advance * 1000.0 / em).round() as u16);
    }
    let is_identity = by_code.iter().all(|(code, glyph)| remapper.get(*glyph) == Some(*code));
    let subset = subsetter::subset(face.bytes(), 0, &remapper).map_err(|_| RenderError::Font(face.name))?;
    let name = format!("{}+{}", tag(&subset), face.name);
    let font = parsed(&face.font, subset, name, widths);
    Ok(Embedded { id: font_id(id), font: PdfFont::new(font), glyph_of_code: (!is_identity).then_some(map) })
}

/// Six letters that name the subset, the same for the same glyphs.
fn tag(subset: &[u8]) -> String {
    let digest = Sha256::digest(subset);
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn parsed(font: &harfrust::Font, subset: Vec<u8>, name: String, widths: BTreeMap<u16, u16>) -> ParsedFont {
    let metrics = font.metrics();
    let scale = 1000.0 / f32::from(font.units_per_em());
    let points = |units: F48Dot16| (units.to_f64() as f32 * scale).round() as i16;
    let line = metrics.h_line();
    let ascent = line.map_or(880, |line| points(line.extents().ascender));
    let descent = line.map_or(-120, |line| points(line.extents().descender));
    let metrics_of_file = FontMetrics { ascent, descent };
    let mut parsed =
        ParsedFont::with_glyph_data(subset, 0, Some(name), BTreeMap::new(), widths, 1000, metrics_of_file);
    let bounds = &metrics.bounds;
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: 1000,
        x_min: points(bounds.x_min),
        y_min: points(bounds.y_min),
        x_max: points(bounds.x_max),
        y_max: points(bounds.y_max),
        caret_slope_rise: 1,
        caret_slope_run: 0,
        us_weight_class: 400,
    };
    parsed
}
