//! Lines over categories or time: from nought, each series broken in its own way, named and numbered where it ends.

use super::letters::Letters;
use super::{Category, Form, Plot, along};
use crate::book::{Dash, Drawing, Hold, Ink, Shape};
use crate::manuscript::Amount;

/// How the lines of the series are broken.
const DASHES: [Dash; 4] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::Mixed];
/// The inks of their dots.
const DOTS: [Ink; 4] = [Ink::Dark, Ink::Open, Ink::Middle, Ink::Pale];
/// More points than these are numbered at the ends and at the extremes only.
const NUMBERED: usize = 8;

pub(super) fn draw(plot: &Plot, form: Form, letters: &Letters<'_>) -> Drawing {
    let (width, size, height) = match form {
        Form::Page(width) => (width, 850, 14_000),
        Form::Narrow => (32_000, 1250, 18_000),
    };
    let mut shapes = Vec::new();
    let mut top = 0;
    if plot.series.len() > 1 {
        for (at, name) in plot.series.iter().enumerate() {
            let y = top + size * 70 / 100;
            shapes.push(Shape::Line { points: vec![(0, y), (2_000, y)], weight: 100, dash: DASHES[at] });
            shapes.push(Shape::Words { x: 2_500, y: top + size, hold: Hold::Start, words: name.clone() });
            top += size * 130 / 100;
        }
        top += size / 2;
    }
    let edge = plot.rows.iter().flat_map(|row| row.values.iter().flatten().map(|v| &v.words).chain([&row.name]));
    let side = edge.map(|words| letters.width(words, size)).max().unwrap_or(0) / 2 + 200;
    let side = side.min(width / 4);
    let field = Field { left: side, length: width - 2 * side, top: top + size * 2, depth: height };
    let places = field.places(&plot.rows);
    let bounds = plot.bounds();
    let nought = field.y(Amount::ZERO, bounds);
    shapes.push(Shape::Line { points: vec![(field.left, nought), (field.left + field.length, nought)], weight: 40, dash: Dash::Solid });
    for at in 0..plot.series.len() {
        series(plot, at, &places, &field, size, &mut shapes);
    }
    let base = field.top + field.depth + size * 140 / 100;
    let mut free = i32::MIN;
    for (row, x) in plot.rows.iter().zip(&places) {
        let half = letters.width(&row.name, size) / 2;
        // A name that would run into the one before is left to the description.
        if x - half > free {
            shapes.push(Shape::Words { x: *x, y: base, hold: Hold::Middle, words: row.name.clone() });
            free = x + half + size / 2;
        }
    }
    Drawing { width, height: base + size / 2, size, shapes }
}

/// Where the lines run.
struct Field {
    left: i32,
    length: i32,
    top: i32,
    depth: i32,
}

impl Field {
    /// Where each category stands: by time, where all have one, else evenly.
    fn places(&self, rows: &[Category]) -> Vec<i32> {
        let times: Option<Vec<i64>> = rows.iter().map(|row| row.time).collect();
        let times = times.unwrap_or_else(|| (0..).take(rows.len()).collect());
        let (first, last) = (times.iter().min().copied().unwrap_or(0), times.iter().max().copied().unwrap_or(0));
        let range = (last - first).max(1);
        times.iter().map(|time| self.left + i32::try_from((time - first) * i64::from(self.length) / range).unwrap_or(0)).collect()
    }

    fn y(&self, value: Amount, bounds: (Amount, Amount)) -> i32 {
        self.top + self.depth - along(value, bounds, self.depth)
    }
}

fn series(plot: &Plot, at: usize, places: &[i32], field: &Field, size: i32, shapes: &mut Vec<Shape>) {
    let bounds = plot.bounds();
    let mut points: Vec<(i32, i32)> = Vec::new();
    let mut dots = Vec::new();
    let amounts: Vec<Amount> = plot.rows.iter().filter_map(|row| row.values[at].as_ref().and_then(|value| value.amount)).collect();
    let extremes = (amounts.iter().max().copied(), amounts.iter().min().copied());
    for (index, (row, x)) in plot.rows.iter().zip(places).enumerate() {
        let Some((value, amount)) = row.values[at].as_ref().and_then(|value| Some((value, value.amount?))) else {
            // What is not known breaks the line.
            line(&mut points, at, shapes);
            continue;
        };
        let y = field.y(amount, bounds);
        points.push((*x, y));
        let ink = if value.open { Ink::Open } else { DOTS[at] };
        dots.push(Shape::Dot { x: *x, y, ink });
        let end = index == 0 || index + 1 == plot.rows.len();
        let extreme = Some(amount) == extremes.0 || Some(amount) == extremes.1;
        if plot.rows.len() <= NUMBERED || end || extreme {
            dots.push(Shape::Words { x: *x, y: y - size * 60 / 100, hold: Hold::Middle, words: value.words.clone() });
        }
    }
    line(&mut points, at, shapes);
    shapes.extend(dots);
}

fn line(points: &mut Vec<(i32, i32)>, at: usize, shapes: &mut Vec<Shape>) {
    if points.len() > 1 {
        shapes.push(Shape::Line { points: std::mem::take(points), weight: 100, dash: DASHES[at] });
    }
    points.clear();
}
