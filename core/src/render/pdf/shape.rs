//! Text becomes glyphs. Every character and word is shaped once for a document: that is what makes typesetting quick.

use super::fonts::{FaceId, Fonts};
use harfrust::{Buffer, Direction, Font, GlyphId, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};
use std::collections::HashMap;
use std::rc::Rc;

/// Printed in the place of a character that no font carries; the check has reported it.
const MISSING: char = '〓';

/// A shaped character or word in one face; lengths in em.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shaped {
    pub(super) face: FaceId,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) advance: f32,
    /// Blank to the left of the ink of the first glyph.
    pub(super) blank_left: f32,
    /// Blank to the right of the ink of the last glyph.
    pub(super) blank_right: f32,
}

/// A glyph in its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// From the start of the shaped text, in em.
    pub(super) x: f32,
    /// Above the baseline, in em.
    pub(super) y: f32,
    /// Advance of the glyph itself, as its font has it, in em.
    pub(super) width: f32,
    /// What was typed; empty for all but the first glyph of a cluster.
    pub(super) text: Rc<str>,
}

/// Shaped texts by what they say.
type Words = HashMap<Box<str>, Rc<[Shaped]>>;

/// Shapes for one document.
pub(super) struct Shaper<'a> {
    fonts: &'a Fonts,
    faces: Vec<ShaperFont<'a, 'a>>,
    plans: HashMap<(FaceId, bool), ShapePlan>,
    buffer: Buffer,
    known: HashMap<(FaceId, bool), Words>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Shaper<'a> {
        let faces = FaceId::ALL.iter().map(|id| ShaperFont::new(&fonts.face(*id).font)).collect();
        Shaper { fonts, faces, plans: HashMap::new(), buffer: Buffer::new(), known: HashMap::new() }
    }

    pub(super) fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    /// `text` in the face, or, for what it lacks, in its fallbacks: left to right, mostly one piece.
    pub(super) fn shape(&mut self, text: &str, face: FaceId, latin: bool) -> Rc<[Shaped]> {
        let known = self.known.entry((face, latin)).or_default();
        if let Some(shaped) = known.get(text) {
            return shaped.clone();
        }
        let shaped: Rc<[Shaped]> = self.shape_new(text, face, latin).into();
        self.known.entry((face, latin)).or_default().insert(text.into(), shaped.clone());
        shaped
    }

    fn shape_new(&mut self, text: &str, wanted: FaceId, latin: bool) -> Vec<Shaped> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut current: Option<Option<FaceId>> = None;
        for (at, character) in text.char_indices() {
            let same = matches!(current, Some(Some(_))) && is_ignorable(character);
            let face = self.fonts.carrying(wanted, character);
            if same || current == Some(face) {
                continue;
            }
            if let Some(previous) = current.replace(face) {
                pieces.push(self.piece(&text[from..at], previous, wanted, latin));
                from = at;
            }
        }
        if let Some(face) = current {
            pieces.push(self.piece(&text[from..], face, wanted, latin));
        }
        pieces
    }

    fn piece(&mut self, text: &str, face: Option<FaceId>, wanted: FaceId, latin: bool) -> Shaped {
        match face {
            Some(face) => self.run(text, text, face, latin),
            None => {
                let stand_in: String = text.chars().map(|_| MISSING).collect();
                self.run(&stand_in, text, wanted, false)
            }
        }
    }

    /// Shapes `drawn`, which stands for `typed`.
    fn run(&mut self, drawn: &str, typed: &str, face: FaceId, latin: bool) -> Shaped {
        let font = &self.fonts.face(face).font;
        let plan = self.plans.entry((face, latin)).or_insert_with(|| plan(font, latin));
        self.buffer.reset();
        self.buffer.push_str(drawn);
        self.buffer.set_direction(Direction::LeftToRight);
        self.buffer.set_script(script(latin));
        self.buffer.set_language("zh-Hans".parse().ok());
        let shaped =
            shape(&self.faces[face as usize], &mut self.buffer, ShapeOptions::new().plan(Some(plan)));
        debug_assert!(shaped.is_ok(), "the plan is made for this buffer");
        collect(
            font,
            &self.buffer,
            face,
            if drawn == typed { Typed::Clusters(typed) } else { Typed::Whole(typed) },
        )
    }
}

/// How the glyphs of a run stand for what was typed.
enum Typed<'a> {
    Clusters(&'a str),
    Whole(&'a str),
}

fn plan(font: &Font, latin: bool) -> ShapePlan {
    let language = "zh-Hans".parse().ok();
    ShapePlan::new(font, Direction::LeftToRight, script(latin), language.as_ref(), &[])
}

fn script(latin: bool) -> Option<Script> {
    Script::from_iso15924_tag(Tag::new(if latin { b"Latn" } else { b"Hani" }))
}

fn collect(font: &Font, buffer: &Buffer, face: FaceId, typed: Typed<'_>) -> Shaped {
    let em = f32::from(font.units_per_em());
    let metrics = font.glyph_metrics();
    let infos = buffer.glyph_infos();
    let mut pen = 0.0;
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(infos.len());
    for (at, (info, place)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
        let starts = at == 0 || infos[at - 1].cluster != info.cluster;
        let text = match typed {
            Typed::Clusters(text) if starts => {
                let next = infos[at..].iter().find(|other| other.cluster != info.cluster);
                let end = next.map_or(text.len(), |other| other.cluster as usize);
                &text[info.cluster as usize..end]
            }
            Typed::Whole(text) if at == 0 => text,
            Typed::Clusters(_) | Typed::Whole(_) => "",
        };
        let id = GlyphId::new(info.glyph_id);
        glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            x: pen + place.x_offset as f32 / em,
            y: place.y_offset as f32 / em,
            width: metrics.h_advance(id) / em,
            text: text.into(),
        });
        pen += place.x_advance as f32 / em;
    }
    let ink = |glyph: &Glyph| metrics.extents(GlyphId::new(glyph.id.into()));
    let left = glyphs.first().and_then(|glyph| Some(glyph.x + ink(glyph)?.x_bearing / em));
    let right = glyphs.last().and_then(|glyph| {
        let ink = ink(glyph)?;
        Some(pen - glyph.x - (ink.x_bearing + ink.width) / em)
    });
    Shaped { face, glyphs, advance: pen, blank_left: left.unwrap_or(0.0), blank_right: right.unwrap_or(0.0) }
}

/// Shapes with whatever stands before it.
fn is_ignorable(character: char) -> bool {
    matches!(u32::from(character), 0x200C | 0x200D | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}
