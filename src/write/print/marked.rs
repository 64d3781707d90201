//! Changes → marks on the laid-out pages.
//!
//! In: a layout, places of the book that changed. Out: a PDF of the same pages: a bar in the margin beside each line that changed, new
//! words underlined, a caret where words are gone. Nothing is laid out again, so pages and lines are the book's own. For proof-reading:
//! links and tags stay behind.

use std::collections::BTreeMap;

use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::visualize::{Color, Geometry};
use typst_layout::PagedDocument;

use super::page_map::{Spotted, glyphs};
use super::{Laid, Press, pdf};
use crate::book::{Book, NodeId};
use crate::diag::Diagnostics;

/// What changed in the words of a node: characters from and to; where they are the same, words are gone there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Changed {
    /// The node.
    pub node: NodeId,
    /// Characters before the first that is new.
    pub from: u32,
    /// Characters up to the end of the last that is new.
    pub to: u32,
}

/// Points between the text and the bar, the bar's width, the line's below the baseline and its own.
const GAP: f64 = 9.0;
const BAR: f64 = 1.2;
const BELOW: f64 = 1.6;
const LINE: f64 = 0.5;

impl Press {
    /// The book's pages with what changed marked, as a PDF.
    pub fn marked(&self, book: &Book, laid: &Laid, changed: &[Changed], found: &mut Diagnostics) -> Option<Vec<u8>> {
        let desk = self.desk.as_ref()?;
        let mut by_node: BTreeMap<NodeId, Vec<Changed>> = BTreeMap::new();
        changed.iter().for_each(|change| by_node.entry(change.node).or_default().push(*change));
        let spotted = glyphs(&laid.document, desk, &laid.sections);
        let page = |(page, glyphs): (&typst_layout::Page, &Vec<Spotted>)| {
            let mut page = page.clone();
            mark(&mut page.frame, glyphs, &by_node);
            page
        };
        let pages = laid.document.pages().iter().zip(&spotted).map(page).collect();
        let document = PagedDocument::new(pages, laid.document.info().clone());
        let title = format!("{} (changes)", book.metadata.title);
        pdf::plain(&document, &book.metadata, &title).map_err(|fault| fault.tell("the marked pages", &laid.sections, found)).ok()
    }
}

/// Marks a page.
fn mark(frame: &mut Frame, glyphs: &[Spotted], changed: &BTreeMap<NodeId, Vec<Changed>>) {
    let left = glyphs.iter().map(|glyph| glyph.from.x.to_pt()).fold(f64::INFINITY, f64::min);
    let mut bars: Vec<(f64, f64)> = Vec::new();
    for glyph in glyphs {
        let Some(changes) = changed.get(&glyph.place.node) else { continue };
        let at = glyph.place.offset;
        let new = changes.iter().any(|change| change.from <= at && at < change.to);
        let gone = |at: u32| changes.iter().any(|change| change.from == change.to && change.from == at);
        let (from, to) = (glyph.from, glyph.to);
        if new {
            let width = (to.x - from.x).to_pt().abs().max(LINE);
            rule(frame, (from.x.to_pt().min(to.x.to_pt()), from.y.to_pt() + BELOW), (width, LINE));
        }
        let behind = gone(at + 1);
        if behind || (at == 0 && gone(0)) {
            caret(frame, if behind { to } else { from });
        }
        if new || behind || (at == 0 && gone(0)) {
            bars.push((from.y.to_pt() - 0.75 * glyph.size, from.y.to_pt() + 0.25 * glyph.size));
        }
    }
    for (top, foot) in bars {
        rule(frame, (left - GAP, top), (BAR, foot - top));
    }
}

/// A black rectangle: its corner and size in points.
fn rule(frame: &mut Frame, (x, y): (f64, f64), (width, height): (f64, f64)) {
    let shape = Geometry::Rect(Size::new(Abs::pt(width), Abs::pt(height))).filled(Color::BLACK);
    frame.push(Point::new(Abs::pt(x), Abs::pt(y)), FrameItem::Shape(shape, Span::detached()));
}

/// A caret below the baseline: words are gone here.
fn caret(frame: &mut Frame, at: Point) {
    let (x, y) = (at.x.to_pt(), at.y.to_pt() + BELOW);
    for step in 0..6 {
        let down = 0.5 * f64::from(step);
        rule(frame, (x - down * 0.6, y + down), (LINE, LINE));
        rule(frame, (x + down * 0.6, y + down), (LINE, LINE));
    }
}
