//! A paragraph becomes lines: breaks, punctuation compression, justification. It never adds or loses a character.

use super::breaks::{Atom, Break, Breaker, Kind, split};
use super::fonts::FaceId;
use super::shape::{Shaped, Shaper};
use std::rc::Rc;

/// Between an ideograph and a letter or digit, in em. Small enough that no extractor takes it for a space.
const LATIN_GAP: f32 = 0.1;
/// What stays blank beside compressed punctuation, in em.
const PUNCTUATION_BLANK: f32 = 0.06;
/// A gap is not stretched beyond this, in em: the line stays short instead.
const MOST_STRETCH: f32 = 0.25;

/// How the lines stand in their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Justified,
    Left,
    Center,
    Right,
}

/// What a paragraph is set in; lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub(super) face: FaceId,
    pub(super) size: f32,
    /// Of the column.
    pub(super) width: f32,
    /// Of the first line.
    pub(super) indent: f32,
    pub(super) align: Align,
}

/// A line of a paragraph. The texts of a paragraph's lines, one after the other, are its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// With the space at which it was broken.
    pub(super) text: String,
    /// Of the ink, in points.
    pub(super) width: f32,
    /// Gaps were changed: an extractor must be told the text.
    pub(super) is_spaced: bool,
}

/// Shaped text in its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// From the left of the column, in points.
    pub(super) x: f32,
    pub(super) shaped: Rc<[Shaped]>,
}

/// Everything that setting a paragraph needs.
pub(super) struct Setter<'a> {
    pub(super) shaper: Shaper<'a>,
    pub(super) breaker: Breaker,
}

impl Setter<'_> {
    /// At least one line, which is empty if the text is. Centred lines are of similar length.
    pub(super) fn lines(&mut self, text: &str, measure: &Measure) -> Vec<Line> {
        let text = text.trim_end();
        let units = self.units(text, measure);
        let lines = fill(text, &units, measure);
        if measure.align != Align::Center || lines.len() < 2 {
            return lines;
        }
        let narrower = (10..20).map(|step| Measure { width: measure.width * step as f32 / 20.0, ..*measure });
        let balanced = narrower.map(|narrow| (measure.width - narrow.width, fill(text, &units, &narrow)));
        let fits = |(side, set): &(f32, Vec<Line>)| {
            set.len() == lines.len() && set.iter().all(|line| line.width <= measure.width - side)
        };
        balanced.into_iter().find(fits).map_or(lines.clone(), |(side, set)| shifted(set, side / 2.0))
    }

    fn units(&mut self, text: &str, measure: &Measure) -> Vec<Unit> {
        let atoms = self.breaker.atoms(text);
        let whole: Vec<Unit> = atoms.iter().map(|atom| self.unit(text, atom, measure)).collect();
        let room = (measure.width - measure.indent.max(0.0)).max(measure.size);
        let mut units: Vec<Unit> = Vec::with_capacity(whole.len());
        for chain in whole.chunk_by(|_, next| next.brk == Break::Never) {
            let hanging = chain.last().map_or(0.0, |last| last.room_right);
            if chain.iter().map(|unit| unit.advance).sum::<f32>() - hanging <= room {
                units.extend_from_slice(chain);
                continue;
            }
            for unit in chain {
                let parts =
                    if unit.kind == Kind::Latin { split(text, &unit.atom()) } else { vec![unit.atom()] };
                units.extend(parts.iter().map(|part| self.unit(text, part, measure)));
            }
        }
        space(text, &mut units, measure.size);
        units
    }

    fn unit(&mut self, text: &str, atom: &Atom, measure: &Measure) -> Unit {
        let inner = if atom.kind == Kind::Space { " " } else { &text[atom.range.clone()] };
        let shaped = self.shaper.shape(inner, measure.face, matches!(atom.kind, Kind::Latin | Kind::Space));
        let advance: f32 = shaped.iter().map(|piece| piece.advance).sum();
        let room = |blank: Option<f32>, kind: Kind| match blank {
            Some(blank) if advance > 0.9 && atom.kind == kind => (blank - PUNCTUATION_BLANK).clamp(0.0, 0.5),
            _ => 0.0,
        };
        Unit {
            start: atom.range.start,
            end: atom.range.end,
            kind: atom.kind,
            brk: atom.brk,
            room_left: room(shaped.first().map(|piece| piece.blank_left), Kind::Open) * measure.size,
            room_right: room(shaped.last().map(|piece| piece.blank_right), Kind::Close) * measure.size,
            advance: advance * measure.size,
            trim_left: 0.0,
            trim_right: 0.0,
            gap: 0.0,
            shaped,
        }
    }
}

fn fill(text: &str, units: &[Unit], measure: &Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let indent = if start == 0 { measure.indent } else { 0.0 };
        let end = line_end(units, start, measure, indent);
        lines.push(place(text, &units[start..end], measure, Edge { indent, is_last: end == units.len() }));
        start = end;
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

fn shifted(mut lines: Vec<Line>, by: f32) -> Vec<Line> {
    lines.iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.x += by);
    lines
}

/// An atom with its glyphs; lengths in points.
#[derive(Clone)]
struct Unit {
    start: usize,
    end: usize,
    kind: Kind,
    brk: Break,
    shaped: Rc<[Shaped]>,
    advance: f32,
    /// What compression may take.
    room_left: f32,
    room_right: f32,
    /// What it has taken.
    trim_left: f32,
    trim_right: f32,
    /// Before it.
    gap: f32,
}

impl Unit {
    fn atom(&self) -> Atom {
        Atom { range: self.start..self.end, kind: self.kind, brk: self.brk }
    }

    fn width(&self) -> f32 {
        self.advance - self.trim_left - self.trim_right
    }

    fn spare(&self) -> f32 {
        if self.trim_left + self.trim_right > 0.0 { 0.0 } else { self.room_left + self.room_right }
    }
}

/// Where a line stands in its paragraph.
struct Edge {
    indent: f32,
    is_last: bool,
}

/// Compresses neighbouring punctuation and parts ideographs from letters.
fn space(text: &str, units: &mut [Unit], size: f32) {
    for at in 1..units.len() {
        let (before, after) = units.split_at_mut(at);
        let (Some(left), Some(right)) = (before.last_mut(), after.first_mut()) else { continue };
        match (left.kind, right.kind) {
            (Kind::Close, Kind::Close | Kind::Open) => left.trim_right = left.room_right,
            (Kind::Open, Kind::Open) => right.trim_left = right.room_left,
            (Kind::Han, Kind::Latin) if text[right.start..].starts_with(char::is_alphanumeric) => {
                right.gap = LATIN_GAP * size;
            }
            (Kind::Latin, Kind::Han) if text[..left.end].ends_with(char::is_alphanumeric) => {
                right.gap = LATIN_GAP * size;
            }
            _ => {}
        }
    }
}

/// The unit that starts the next line.
fn line_end(units: &[Unit], start: usize, measure: &Measure, indent: f32) -> usize {
    let room = measure.width - indent;
    let (mut width, mut shrink) = (0.0, 0.0);
    let mut ends = Ends::default();
    for (at, unit) in units.iter().enumerate().skip(start) {
        let is_flush = at == start && indent == 0.0;
        width += unit.width() + if at > start { unit.gap } else { 0.0 };
        width -= if is_flush { unit.room_left - unit.trim_left } else { 0.0 };
        let vanishing =
            if unit.kind == Kind::Space { unit.advance } else { unit.room_right - unit.trim_right };
        if width - vanishing - shrink <= room + 0.01 {
            let brk = units.get(at + 1).map_or(Break::Allowed, |next| next.brk);
            ends.note(at + 1, brk, width);
        } else if width - shrink - measure.size > room {
            break;
        }
        if measure.align == Align::Justified && !is_flush {
            shrink += unit.spare() / 2.0;
        }
    }
    ends.best(units.len(), room).unwrap_or(start + 1)
}

/// Where a line may end, the last of each kind.
#[derive(Default)]
struct Ends {
    allowed: Option<(usize, f32)>,
    emergency: Option<usize>,
    last_resort: Option<usize>,
    fitting: Option<usize>,
}

impl Ends {
    fn note(&mut self, end: usize, brk: Break, width: f32) {
        self.fitting = Some(end);
        match brk {
            Break::Allowed => self.allowed = Some((end, width)),
            Break::Emergency => self.emergency = Some(end),
            Break::LastResort => self.last_resort = Some(end),
            Break::Never => {}
        }
    }

    /// The lawful end, unless the line would stay half empty.
    fn best(&self, count: usize, room: f32) -> Option<usize> {
        let lawful = match (self.allowed, self.emergency) {
            (Some((end, width)), Some(late)) if end < count && late > end && width < room / 2.0 => Some(late),
            (allowed, emergency) => allowed.map(|(end, _)| end).or(emergency),
        };
        lawful.or(self.last_resort).or(self.fitting)
    }
}

fn place(text: &str, units: &[Unit], measure: &Measure, edge: Edge) -> Line {
    let mut shown: Vec<Unit> = units.to_vec();
    while shown.last().is_some_and(|unit| unit.kind == Kind::Space) {
        shown.pop();
    }
    if let Some(first) = shown.first_mut() {
        first.gap = 0.0;
        first.trim_left = if edge.indent == 0.0 { first.room_left } else { first.trim_left };
    }
    let room = measure.width - edge.indent;
    let natural = |shown: &[Unit]| shown.iter().map(|unit| unit.width() + unit.gap).sum::<f32>();
    let must_end = !edge.is_last || natural(&shown) > room;
    if let Some(last) = shown.last_mut().filter(|_| must_end) {
        last.trim_right = last.room_right;
    }
    let slack = room - natural(&shown);
    if slack < 0.0 {
        compress(&mut shown, -slack);
    } else if measure.align == Align::Justified && !edge.is_last {
        stretch(&mut shown, slack, measure.size);
    }
    let left = room - natural(&shown);
    let offset = match measure.align {
        Align::Justified | Align::Left => 0.0,
        Align::Center => (left / 2.0).max(0.0),
        Align::Right => left.max(0.0),
    };
    let text = match (units.first(), units.last()) {
        (Some(first), Some(last)) => text[first.start..last.end].to_owned(),
        _ => String::new(),
    };
    runs(&shown, edge.indent + offset, text)
}

/// Takes `excess` points from the blanks of punctuation.
fn compress(shown: &mut [Unit], excess: f32) {
    let spare: f32 = shown.iter().map(Unit::spare).sum();
    if spare <= 0.0 {
        return;
    }
    let share = (excess / spare).min(1.0);
    for unit in shown.iter_mut().filter(|unit| unit.spare() > 0.0) {
        unit.trim_left = unit.room_left * share;
        unit.trim_right = unit.room_right * share;
    }
}

/// Spreads `slack` points over the gaps that may take it.
fn stretch(shown: &mut [Unit], slack: f32, size: f32) {
    let takes = |pair: &[Unit]| {
        let letters = pair[0].kind == Kind::Latin && pair[1].kind == Kind::Latin;
        pair[0].kind != Kind::Open && pair[1].kind != Kind::Close && pair[1].kind != Kind::Space && !letters
    };
    let gaps: Vec<usize> = (1..shown.len()).filter(|&at| takes(&shown[at - 1..=at])).collect();
    let share = slack / gaps.len().max(1) as f32;
    if share <= MOST_STRETCH * size {
        gaps.into_iter().for_each(|at| shown[at].gap += share);
    }
}

fn runs(shown: &[Unit], start: f32, text: String) -> Line {
    let mut pen = start;
    let mut line = Line { text, ..Line::default() };
    for unit in shown {
        pen += unit.gap;
        line.is_spaced |= unit.gap > 0.0 || unit.kind == Kind::Space;
        line.runs.push(Run { x: pen - unit.trim_left, shaped: unit.shaped.clone() });
        pen += unit.width();
    }
    line.width = pen - start;
    line
}
