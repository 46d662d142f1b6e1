//! Charts as vectors, set in the document's own fonts. Every figure is also written out for those who cannot see it.

use super::Place;
use super::fonts::FaceId;
use super::paragraph::{Align, Measure, Setter};
use super::sheet::{Area, Ink, LEFT, Point, Shape, Sheets, WIDTH};
use super::tags::{Element, Role};
use crate::compose::{Chart, ChartKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const HEIGHT: f32 = 226.0;
const AFTER: f32 = 12.0;
/// Of the area between the axes: left, top, width, height.
const PLOT: Area = Area { x: 56.0, y: 52.0, width: WIDTH - 72.0, height: 138.0 };
const TICKS: f64 = 4.0;
const TEXT_SIZE: f32 = 9.0;
const LABEL_SIZE: f32 = 8.0;
/// A bar, or a gap between groups, is not wider than this.
const WIDEST_BAR: f32 = 46.0;
const PALETTE: [Ink; 5] = [
    Ink(0x2F, 0x5D, 0x8A),
    Ink(0x6F, 0xA3, 0x9B),
    Ink(0xC8, 0xA4, 0x5D),
    Ink(0x8C, 0x9F, 0xB5),
    Ink(0xB0, 0x6A, 0x5B),
];

/// A chart, drawn from the top left of its own area.
pub(super) struct Plot<'a> {
    chart: &'a Chart,
    shapes: Vec<Shape>,
}

impl<'a> Plot<'a> {
    pub(super) fn new(setter: &mut Setter<'_>, chart: &'a Chart) -> Plot<'a> {
        let scale = Scale::of(chart);
        let mut drawing = Drawing { setter, chart, scale, shapes: Vec::new() };
        drawing.titles();
        drawing.axis();
        drawing.categories();
        match chart.kind {
            ChartKind::Bar => drawing.bars(),
            ChartKind::Line => drawing.lines(),
        }
        let shapes = drawing.shapes;
        Plot { chart, shapes }
    }

    pub(super) fn height(&self) -> f32 {
        HEIGHT
    }

    pub(super) fn place(&self, sheets: &mut Sheets) {
        sheets.need(HEIGHT);
        let alt = Some(alt(self.chart));
        let figure = Element { role: Role::Figure, parent: None, alt, col_span: 1, row_span: 1, scope: None };
        let figure = sheets.tags.add_element(figure);
        for shape in &self.shapes {
            sheets.draw(shape.moved(LEFT, sheets.y), Some(figure));
        }
        if let Some(path) = &self.chart.source {
            let rect = [LEFT, sheets.y, WIDTH, HEIGHT];
            sheets.places.push(Place {
                page: sheets.page(),
                rect,
                path: Some(path.clone()),
                signature: None,
            });
        }
        sheets.y += HEIGHT + AFTER;
    }
}

/// What the axis covers.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    fn of(chart: &Chart) -> Scale {
        let values = chart.series.iter().flat_map(|series| &series.values);
        let figures: Vec<f64> = values.flatten().filter_map(Decimal::to_f64).collect();
        let high = figures.iter().copied().fold(0.0, f64::max);
        let low = figures.iter().copied().fold(0.0, f64::min);
        let span = if high > low { high - low } else { 1.0 };
        let rough = span / TICKS;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power);
        let step = step.into_iter().find(|step| *step >= rough * 0.999).unwrap_or(rough);
        let high = if high > low { high } else { step };
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// From the top of the chart's area.
    fn y(&self, value: f64) -> f32 {
        let share = (value - self.low) / (self.high - self.low);
        PLOT.y + PLOT.height * (1.0 - share as f32)
    }
}

/// A chart while it is drawn.
struct Drawing<'s, 'f, 'a> {
    setter: &'s mut Setter<'f>,
    chart: &'a Chart,
    scale: Scale,
    shapes: Vec<Shape>,
}

impl Drawing<'_, '_, '_> {
    fn titles(&mut self) {
        self.text(
            &self.chart.title.clone(),
            Text { size: 10.5, face: FaceId::SansBold, ..Text::center(0.0, 14.0, WIDTH) },
        );
        let unit = format!("单位：{}", self.chart.unit);
        self.text(&unit, Text { ink: Ink::NOTE, ..Text::left(PLOT.x - 40.0, 36.0, 120.0) });
        let names: Vec<String> = self.chart.series.iter().map(|series| series.name.clone()).collect();
        let widths: Vec<f32> = names.iter().map(|name| self.width(name) + 26.0).collect();
        let mut x = PLOT.x + PLOT.width - widths.iter().sum::<f32>();
        for (at, name) in names.iter().enumerate() {
            let area = Area { x, y: 29.0, width: 8.0, height: 8.0 };
            self.shapes.push(Shape::Fill { area, ink: colour(at) });
            self.text(name, Text::left(x + 12.0, 36.0, widths[at]));
            x += widths[at];
        }
    }

    fn axis(&mut self) {
        let count = ((self.scale.high - self.scale.low) / self.scale.step).round() as i32;
        for at in 0..=count {
            let value = self.scale.low + f64::from(at) * self.scale.step;
            let y = self.scale.y(value);
            let is_zero = value.abs() < self.scale.step / 1000.0;
            let (width, ink) = if is_zero { (0.7, Ink::RULE) } else { (0.4, Ink::FAINT) };
            self.rule((PLOT.x, y), (PLOT.x + PLOT.width, y), width, ink);
            let label = grouped(&tick(value, self.scale.step));
            let room = PLOT.x - 6.0;
            // A label that is cut would be another number.
            let size = TEXT_SIZE.min(TEXT_SIZE * 0.97 * room / self.width(&label).max(1.0));
            self.text(
                &label,
                Text { size, align: Align::Right, ink: Ink::NOTE, ..Text::left(0.0, y + 3.2, room) },
            );
        }
    }

    fn categories(&mut self) {
        let width = self.slot();
        for (at, category) in self.chart.categories.iter().enumerate() {
            let x = PLOT.x + at as f32 * width;
            self.text(category, Text::center(x, PLOT.y + PLOT.height + 15.0, width));
        }
    }

    fn bars(&mut self) {
        let digits = self.label_digits(self.slot() * 0.94 / self.chart.series.len().max(1) as f32);
        let series = self.chart.series.len().max(1) as f32;
        let bar = (self.slot() * 0.66 / series).min(WIDEST_BAR);
        for (at, row) in self.chart.series.iter().enumerate() {
            for (category, value) in row.values.iter().enumerate() {
                let x = self.middle(category) + (at as f32 - series / 2.0) * bar;
                let Some((value, figure)) = value.as_ref().and_then(|value| Some((value, value.to_f64()?)))
                else {
                    self.missing(x, bar);
                    continue;
                };
                let (zero, y) = (self.scale.y(0.0), self.scale.y(figure));
                let area = Area { x: x + 1.5, y: y.min(zero), width: bar - 3.0, height: (zero - y).abs() };
                self.shapes.push(Shape::Fill { area, ink: colour(at) });
                let label = if figure < 0.0 { y + 10.0 } else { y - 4.0 };
                self.value(value, x + bar / 2.0, label, digits);
            }
        }
    }

    fn lines(&mut self) {
        let digits = self.label_digits(self.slot() * 0.94);
        for (at, row) in self.chart.series.iter().enumerate() {
            let mut points: Vec<Point> = Vec::new();
            for (category, value) in row.values.iter().enumerate() {
                let x = self.middle(category);
                let Some((value, figure)) = value.as_ref().and_then(|value| Some((value, value.to_f64()?)))
                else {
                    self.curve(std::mem::take(&mut points), colour(at));
                    self.missing(x - 20.0, 40.0);
                    continue;
                };
                let y = self.scale.y(figure);
                points.push(Point { x, y, is_control: false });
                let area = Area { x: x - 2.5, y: y - 2.5, width: 5.0, height: 5.0 };
                self.shapes.push(Shape::Fill { area, ink: colour(at) });
                self.value(value, x, y - 7.0, digits);
            }
            self.curve(points, colour(at));
        }
    }

    fn curve(&mut self, points: Vec<Point>, ink: Ink) {
        if points.len() > 1 {
            self.shapes.push(Shape::Curve { points, width: 1.6, ink });
        }
    }

    /// With how many decimals all figures have room beside each other; `None`: with none, their table has them.
    fn label_digits(&mut self, room: f32) -> Option<u32> {
        let values: Vec<Decimal> =
            self.chart.series.iter().flat_map(|row| row.values.iter().flatten().copied()).collect();
        [2, 1, 0].into_iter().find(|digits| {
            let widths =
                values.iter().map(|value| self.width(&label(value, *digits)) * LABEL_SIZE / TEXT_SIZE);
            widths.fold(0.0, f32::max) <= room
        })
    }

    fn value(&mut self, value: &Decimal, middle: f32, y: f32, digits: Option<u32>) {
        if let Some(digits) = digits {
            let label = label(value, digits);
            self.text(&label, Text { size: LABEL_SIZE, ..Text::center(middle - 40.0, y, 80.0) });
        }
    }

    fn missing(&mut self, x: f32, width: f32) {
        let y = self.scale.y(0.0) - 4.0;
        self.text("未填", Text { size: 8.0, ink: Ink::NOTE, ..Text::center(x, y, width) });
    }

    fn slot(&self) -> f32 {
        PLOT.width / self.chart.categories.len().max(1) as f32
    }

    fn middle(&self, category: usize) -> f32 {
        PLOT.x + (category as f32 + 0.5) * self.slot()
    }

    fn width(&mut self, text: &str) -> f32 {
        let measure =
            Measure { face: FaceId::Sans, size: TEXT_SIZE, width: WIDTH, indent: 0.0, align: Align::Left };
        self.setter.lines(text, &measure).first().map_or(0.0, |line| line.width)
    }

    fn text(&mut self, text: &str, set: Text) {
        let Text { face, size, x, y, width, align, ink } = set;
        let measure = Measure { face, size, width, indent: 0.0, align };
        let line = self.setter.lines(text, &measure).into_iter().next();
        self.shapes.extend(line.map(|line| Shape::Text { line, x, y, size, ink }));
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.shapes.push(Shape::Rule { from, to, width, ink });
    }
}

/// How and where a word of a chart stands; `y` is its baseline.
struct Text {
    face: FaceId,
    size: f32,
    x: f32,
    y: f32,
    width: f32,
    align: Align,
    ink: Ink,
}

impl Text {
    fn left(x: f32, y: f32, width: f32) -> Text {
        Text { face: FaceId::Sans, size: TEXT_SIZE, x, y, width, align: Align::Left, ink: Ink::TEXT }
    }

    fn center(x: f32, y: f32, width: f32) -> Text {
        Text { align: Align::Center, ..Text::left(x, y, width) }
    }
}

fn label(value: &Decimal, digits: u32) -> String {
    grouped(&value.round_dp(digits).normalize().to_string())
}

fn colour(series: usize) -> Ink {
    PALETTE[series % PALETTE.len()]
}

/// With the digits that the step needs: 2.5, not 3.
fn tick(value: f64, step: f64) -> String {
    let is_whole = |number: f64| (number - number.round()).abs() < 0.001;
    let decimals = (0..6).find(|digits| is_whole(step * 10_f64.powi(*digits))).unwrap_or(6) as usize;
    let text = format!("{value:.decimals$}");
    if text.trim_start_matches(['-', '0', '.']).is_empty() { "0".into() } else { text }
}

/// 1234567.5 → 1,234,567.5
fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    fraction.map_or(text.clone(), |fraction| format!("{text}.{fraction}"))
}

fn alt(chart: &Chart) -> String {
    let series = chart.series.iter().map(|series| {
        let figures = chart.categories.iter().zip(&series.values).map(|(category, value)| match value {
            Some(value) => format!("{category} {}", value.normalize()),
            None => format!("{category} 未填"),
        });
        format!("{}：{}", series.name, figures.collect::<Vec<_>>().join("，"))
    });
    format!("{}（单位：{}）。{}。", chart.title, chart.unit, series.collect::<Vec<_>>().join("；"))
}
