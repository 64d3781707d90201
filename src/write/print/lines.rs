//! Words on a page → its lines.
//!
//! In: runs of words of one look, each with its place on the page and, glyph by glyph, in the book. Out: lines from top to
//! bottom, their words in the order in which they are read, whatever way their script runs.

use std::ops::Range;

use typst::layout::{Abs, Point, Transform};

use super::out::Found;
use crate::book::{Line, LineKind, Place, SectionId, Stretch};

/// Space between two runs of a line that parts words, in parts of the size.
const PARTING: f64 = 0.18;

/// Words of one look on one line; or a picture, which has none.
pub(super) struct Run {
    pub(super) kind: LineKind,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) size: f64,
    pub(super) baseline: i64,
    pub(super) text: String,
    pub(super) stretches: Vec<Stretch>,
    /// The bytes of the text up to the last glyph that has a place.
    pub(super) reached: usize,
}

impl Run {
    /// A run that begins here and is so wide. On a turned page the line runs up or down it.
    pub(super) fn new(kind: LineKind, at: Point, transform: Transform, width: Abs, text: &str) -> Self {
        let turned = transform.ky.get().abs() > transform.sx.get().abs();
        let at = at.transform(transform);
        let (x, y) = match (turned, transform.ky.get() < 0.0) {
            (false, _) => (at.x, at.y),
            (true, true) => (-at.y, at.x),
            (true, false) => (at.y, -at.x),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
        let tenths = (y.to_pt() * 10.0).round() as i64;
        let (x, end) = (x.to_pt(), (x + width).to_pt());
        Self { kind, x, end, size: 0.0, baseline: tenths * 100, text: text.to_owned(), stretches: Vec::new(), reached: 0 }
    }

    /// Takes the next glyph: the bytes of the text that it shows, and their place in the book.
    pub(super) fn glyph(&mut self, bytes: Range<usize>, found: Option<Found>) {
        let Some(Found { place, thing }) = found else { return };
        let count = |bytes: Range<usize>| self.text.get(bytes).map_or(0, |shown| u32::try_from(shown.chars().count()).unwrap_or(u32::MAX));
        let goes_on = |last: &Stretch| match (last.pages, thing) {
            (true, true) => last.place == place,
            (false, false) => after(last) == place,
            (true, false) | (false, true) => false,
        };
        if let Some(last) = self.stretches.last_mut() {
            // Several glyphs may show the same characters.
            if bytes.start < self.reached || bytes.start == self.reached && goes_on(last) {
                last.within.end += count(self.reached.min(bytes.end)..bytes.end);
                self.reached = self.reached.max(bytes.end);
                return;
            }
        }
        let start = count(0..bytes.start);
        let within = start..start + count(bytes.clone());
        self.reached = bytes.end;
        self.stretches.push(Stretch { within, place, pages: thing });
    }

    /// The place of a picture.
    pub(super) fn picture(mut self, place: Place) -> Self {
        self.stretches.push(Stretch { within: 0..0, place, pages: false });
        self
    }

    /// Whether another run, which stands no higher, is of the same line: raised and lowered letters have baselines of their own,
    /// nearer than half the larger letters' size.
    fn beside(&self, next: &Self) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a place on a page")]
        let lower = (next.baseline - self.baseline) as f64 / 1000.0;
        self.kind == next.kind && lower <= 0.5 * self.size.max(next.size)
    }

    fn place(&self) -> Option<Place> {
        self.stretches.first().map(|stretch| stretch.place)
    }
}

/// The runs of a page.
#[derive(Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// The next runs, in the order of the frames.
    pub(super) fn extend(&mut self, runs: Option<Run>) {
        self.0.extend(runs);
    }

    /// The hyphen of a word that goes on on the next line.
    pub(super) fn hyphen(&mut self, sign: &str) {
        if let Some(last) = self.0.last_mut() {
            last.text.push_str(sign);
        }
    }

    /// The section of the first words that have a place.
    pub(super) fn section(&self) -> Option<SectionId> {
        self.0.iter().find_map(|run| Some(run.place()?.node.section))
    }

    /// The lines from top to bottom, and where the running text begins.
    pub(super) fn lines(self) -> (Vec<Line>, Option<Place>) {
        let first = self.0.iter().position(|run| run.kind == LineKind::Text && run.place().is_some());
        let mut numbered: Vec<(usize, Run)> = self.0.into_iter().enumerate().collect();
        numbered.sort_by_key(|(_, run)| (run.kind, run.baseline));
        let mut begins = None;
        let mut lines = Vec::new();
        let mut rest = numbered.into_iter().peekable();
        while let Some(run) = rest.next() {
            let mut together = vec![run];
            while let Some(next) = rest.next_if(|(_, next)| together.last().is_some_and(|(_, last)| last.beside(next))) {
                together.push(next);
            }
            let has_first = together.iter().any(|(at, _)| first == Some(*at));
            let line = line(in_reading_order(together.into_iter().map(|(_, run)| run).collect()));
            if has_first {
                begins = line.place();
            }
            if !line.text.is_empty() {
                lines.push(line);
            }
        }
        lines.sort_by_key(|line| (line.baseline, line.kind));
        (lines, begins)
    }
}

/// From left to right; neighbours of one node in the order of its words.
fn in_reading_order(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    for neighbours in runs.chunk_by_mut(|a, b| a.place().is_some_and(|at| b.place().is_some_and(|other| at.node == other.node))) {
        neighbours.sort_by_key(Run::place);
    }
    runs
}

/// Runs → a line. Its baseline is that of its largest letters.
fn line(runs: Vec<Run>) -> Line {
    let largest = runs.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    let (kind, baseline) = largest.map_or((LineKind::Text, 0), |run| (run.kind, run.baseline));
    let mut line = Line { kind, stretches: Vec::new(), baseline, text: String::new() };
    let mut count = 0;
    let mut before: Option<(f64, f64)> = None;
    for run in runs {
        let gap = before.map(|(x, end)| if run.x < x { x - run.end } else { run.x - end });
        if gap.is_some_and(|gap| gap > PARTING * run.size) && !line.text.ends_with(' ') && !run.text.starts_with(' ') {
            line.text.push(' ');
            count += 1;
        }
        for Stretch { within, place, pages } in run.stretches {
            add(&mut line.stretches, Stretch { within: within.start + count..within.end + count, place, pages });
        }
        before = Some((run.x, run.end));
        count += u32::try_from(run.text.chars().count()).unwrap_or(u32::MAX);
        line.text.push_str(&run.text);
    }
    line
}

/// The place after a stretch of words.
fn after(stretch: &Stretch) -> Place {
    Place { offset: stretch.place.offset + stretch.within.end - stretch.within.start, ..stretch.place }
}

/// Adds a stretch, to the one before where it goes on there.
fn add(stretches: &mut Vec<Stretch>, next: Stretch) {
    match stretches.last_mut() {
        Some(last) if !last.pages && !next.pages && last.within.end == next.within.start && after(last) == next.place => {
            last.within.end = next.within.end;
        }
        Some(_) | None => stretches.push(next),
    }
}
