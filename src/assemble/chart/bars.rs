//! Bars, stacked bars, and dots on lines: horizontal, from nought, a number at the end of each, no axis.

use super::letters::Letters;
use super::{Category, Drawn, Form, Kind, Plot, along};
use crate::book::{Dash, Drawing, Hold, Ink, RADIUS, Shape};
use crate::manuscript::Amount;

/// The inks of the series, in their order.
pub(super) const INKS: [Ink; 4] = [Ink::Dark, Ink::Light, Ink::Middle, Ink::Pale];

/// The sizes of a form, in hundredths of a point.
struct Sizes {
    width: i32,
    letters: i32,
    /// From one line of a name to the next.
    line: i32,
    /// The height of a bar.
    bar: i32,
    /// From one bar to the next of the same category.
    pitch: i32,
    /// From the end of one category to the next.
    between: i32,
    /// Between a bar and its words.
    space: i32,
}

impl Sizes {
    fn of(form: Form) -> Self {
        match form {
            Form::Page(width) => Self { width, letters: 850, line: 1000, bar: 900, pitch: 1100, between: 500, space: 500 },
            Form::Narrow => Self { width: 32_000, letters: 1250, line: 1500, bar: 1200, pitch: 1500, between: 900, space: 600 },
        }
    }
}

/// A drawing on its way.
struct Pen<'a> {
    plot: &'a Plot,
    letters: &'a Letters<'a>,
    sizes: Sizes,
    /// The left edge of the bars, and the length of the longest.
    axis: (i32, i32),
    shapes: Vec<Shape>,
    y: i32,
}

pub(super) fn draw(plot: &Plot, form: Form, letters: &Letters<'_>) -> Drawing {
    let sizes = Sizes::of(form);
    let names = match form {
        Form::Narrow => 0,
        Form::Page(_) => {
            let most = sizes.width * 45 / 100;
            let lines = plot.rows.iter().flat_map(|row| letters.lines(&row.name, sizes.letters, most));
            lines.map(|line| letters.width(&line, sizes.letters)).max().unwrap_or(0) + sizes.space
        }
    };
    let numbers = plot.rows.iter().map(|row| letters.width(&at_end(plot, row), sizes.letters)).max().unwrap_or(0);
    // Letters of the reader's own may be wider than those measured.
    let room = numbers + numbers / 8 + sizes.space;
    let axis = (names, (sizes.width - names - room).max(sizes.width / 6));
    let mut pen = Pen { plot, letters, sizes, axis, shapes: Vec::new(), y: 0 };
    if plot.series.len() > 1 {
        pen.legend();
    }
    for (index, row) in plot.rows.iter().enumerate() {
        pen.y += if index > 0 { pen.sizes.between } else { 0 };
        pen.category(row, form);
    }
    Drawing { width: pen.sizes.width, height: pen.y.max(1), size: pen.sizes.letters, shapes: pen.shapes }
}

/// The longest words that stand behind a bar of the category.
fn at_end(plot: &Plot, row: &Category) -> String {
    let words: Vec<&str> = row.values.iter().flatten().map(|value| value.words.as_str()).collect();
    if plot.kind == Kind::Stacked {
        return words.join(" + ");
    }
    words.into_iter().max_by_key(|words| words.chars().count()).unwrap_or_default().to_owned()
}

impl Pen<'_> {
    fn words(&mut self, x: i32, y: i32, hold: Hold, words: &str) {
        if !words.is_empty() {
            self.shapes.push(Shape::Words { x, y, hold, words: words.to_owned() });
        }
    }

    /// The baseline of words beside a bar whose upper edge is at `y`.
    fn beside(&self, y: i32) -> i32 {
        y + self.sizes.bar / 2 + self.sizes.letters * 32 / 100
    }

    /// The series with their inks, in lines.
    fn legend(&mut self) {
        let (side, space) = (self.sizes.letters * 70 / 100, self.sizes.space);
        let mut x = 0;
        for (name, ink) in self.plot.series.iter().zip(INKS) {
            let width = side + space + self.letters.width(name, self.sizes.letters);
            if x > 0 && x + width > self.sizes.width {
                x = 0;
                self.y += self.sizes.line;
            }
            let base = self.y + self.sizes.letters;
            self.mark(x, base - side, side, ink);
            self.words(x + side + space / 2, base, Hold::Start, name);
            x += width + 2 * space;
        }
        self.y += self.sizes.line + self.sizes.between;
    }

    fn mark(&mut self, x: i32, y: i32, side: i32, ink: Ink) {
        match self.plot.kind {
            Kind::Dot => self.shapes.push(Shape::Dot { x: x + side / 2, y: y + side / 2, ink }),
            Kind::Bar | Kind::Stacked | Kind::Line => self.shapes.push(Shape::Bar { x, y, width: side, height: side, ink }),
        }
    }

    fn category(&mut self, row: &Category, form: Form) {
        let bars = if self.plot.kind == Kind::Bar { i32::try_from(row.values.len()).unwrap_or(1) } else { 1 };
        let depth = self.sizes.pitch * (bars - 1) + self.sizes.bar;
        let top = match form {
            Form::Narrow => {
                for line in self.letters.lines(&row.name, self.sizes.letters, self.sizes.width) {
                    self.words(0, self.y + self.sizes.letters, Hold::Start, &line);
                    self.y += self.sizes.line;
                }
                self.y
            }
            Form::Page(_) => {
                let lines = self.letters.lines(&row.name, self.sizes.letters, self.sizes.width * 45 / 100);
                let count = i32::try_from(lines.len()).unwrap_or(1);
                let names = self.sizes.line * (count - 1) + self.sizes.bar;
                let whole = depth.max(names);
                for (line, at) in lines.iter().zip(0..) {
                    let y = self.y + (whole - names) / 2 + at * self.sizes.line;
                    self.words(self.axis.0 - self.sizes.space, self.beside(y), Hold::End, line);
                }
                let top = self.y + (whole - depth) / 2;
                self.y += whole;
                top
            }
        };
        match self.plot.kind {
            Kind::Stacked => self.stacked(row, top),
            Kind::Dot => self.dots(row, top),
            Kind::Bar | Kind::Line => self.bars(row, top),
        }
        if form == Form::Narrow {
            self.y += depth;
        }
    }

    fn bars(&mut self, row: &Category, mut y: i32) {
        for (value, ink) in row.values.iter().zip(INKS) {
            if let Some(value) = value {
                let (from, to) = self.span(value.amount.unwrap_or(Amount::ZERO));
                if value.amount.is_some() {
                    let ink = if value.open { Ink::Open } else { ink };
                    self.shapes.push(Shape::Bar { x: from, y, width: (to - from).max(40), height: self.sizes.bar, ink });
                }
                self.words(to + self.sizes.space, self.beside(y), Hold::Start, &value.words);
            }
            y += self.sizes.pitch;
        }
    }

    /// Left and right end of a bar: one below nought lies left of it.
    fn span(&self, amount: Amount) -> (i32, i32) {
        let bounds = self.plot.bounds();
        let at = |amount| self.axis.0 + along(amount, bounds, self.axis.1);
        let (nought, end) = (at(Amount::ZERO), at(amount));
        (nought.min(end), nought.max(end))
    }

    fn stacked(&mut self, row: &Category, y: i32) {
        let bounds = self.plot.bounds();
        let mut sum = Amount::ZERO;
        let mut x = self.axis.0;
        for (value, ink) in row.values.iter().zip(INKS) {
            let Some(Drawn { amount: Some(amount), open, .. }) = value else { continue };
            sum = sum.plus(*amount).unwrap_or(sum);
            let end = self.axis.0 + along(sum, bounds, self.axis.1);
            let ink = if *open { Ink::Open } else { ink };
            self.shapes.push(Shape::Bar { x, y, width: (end - x).max(40), height: self.sizes.bar, ink });
            x = end;
        }
        let words = at_end(self.plot, row);
        self.words(x + self.sizes.space, self.beside(y), Hold::Start, &words);
    }

    fn dots(&mut self, row: &Category, y: i32) {
        let (middle, bounds) = (y + self.sizes.bar / 2, self.plot.bounds());
        let drawn: Vec<(i32, &Drawn, Ink)> = row
            .values
            .iter()
            .zip(INKS)
            .filter_map(|(value, ink)| {
                let value = value.as_ref()?;
                Some((self.axis.0 + along(value.amount.unwrap_or(Amount::ZERO), bounds, self.axis.1), value, ink))
            })
            .collect();
        let Some(end) = drawn.iter().map(|(x, ..)| *x).max() else { return };
        let nought = self.axis.0 + along(Amount::ZERO, bounds, self.axis.1);
        self.shapes.push(Shape::Line { points: vec![(nought, middle), (end, middle)], weight: 30, dash: Dash::Dotted });
        for (x, value, ink) in drawn.iter().filter(|(_, value, _)| value.amount.is_some()) {
            let ink = if value.open { Ink::Open } else { *ink };
            self.shapes.push(Shape::Dot { x: *x, y: middle, ink });
        }
        let words: Vec<&str> = drawn.iter().map(|(_, value, _)| value.words.as_str()).collect();
        self.words(end + RADIUS + self.sizes.space, self.beside(y), Hold::Start, &words.join("; "));
    }
}
