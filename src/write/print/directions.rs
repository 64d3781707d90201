//! Laid-out pages whose text stands in the order in which it is read.
//!
//! In: pages. Out: the same pages to the eye. The typesetter puts signs of direction round words of a script that runs the other
//! way; left in the text, they stand in the PDF with the last letter of such words, which readers and searches then take for a
//! word of its own. And it writes a line's runs from left to right: those of a script that runs to the left are turned round, so
//! that whoever reads the file aloud reads their first word first.

use std::ops::Range;

use typst::layout::{Frame, FrameItem, Point};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Embeddings and their end (Unicode Standard Annex #9, 2.1).
const SIGNS: [char; 3] = ['\u{202A}', '\u{202B}', '\u{202C}'];

/// Puts the text of the pages in order.
pub(super) fn in_order(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| runs_left(&page.frame)) {
        return document;
    }
    let ordered = |page: &typst_layout::Page| {
        let mut page = page.clone();
        page.frame = ordered(&page.frame);
        page
    };
    PagedDocument::new(document.pages().iter().map(ordered).collect(), document.info().clone())
}

/// Whether any words of a frame run to the left, or have signs of direction.
fn runs_left(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => runs_left(&group.frame),
        FrameItem::Text(text) => text.text.chars().any(|c| leftward(c) || SIGNS.contains(&c)),
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => false,
    })
}

/// A letter of a script that runs to the left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, and the forms of
/// presentation (Unicode Standard Annex #9, table 4, classes R and AL).
fn leftward(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

fn ordered(frame: &Frame) -> Frame {
    if !runs_left(frame) {
        return frame.clone();
    }
    let mut written = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        written.set_baseline(frame.baseline());
    }
    let mut items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    for (_, item) in &mut items {
        match item {
            FrameItem::Group(group) => group.frame = ordered(&group.frame),
            FrameItem::Text(text) => plain(text),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
        }
    }
    turn(&mut items);
    written.push_multiple(items);
    written
}

/// Turns neighbouring runs of one line round that run to the left, with what stands between them and has no direction.
fn turn(items: &mut [(Point, FrameItem)]) {
    let mut start = 0;
    while start < items.len() {
        let baseline = items[start].0.y;
        let run = |(at, item): &(Point, FrameItem)| match item {
            FrameItem::Text(text) if at.y == baseline => Some(text.text.clone()),
            FrameItem::Text(_)
            | FrameItem::Group(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(..) => None,
        };
        let mut end = start;
        for (at, item) in items.iter().enumerate().skip(start) {
            let Some(text) = run(item) else { break };
            if text.chars().any(leftward) {
                end = at + 1;
            } else if end == start || text.chars().any(char::is_alphabetic) {
                break;
            }
        }
        items[start..end].reverse();
        start = end.max(start + 1);
    }
}

/// A run without signs; its glyphs show the same letters as before. What showed signs alone is gone.
fn plain(run: &mut TextItem) {
    if !run.text.contains(SIGNS) {
        return;
    }
    let signs: Vec<usize> = run.text.match_indices(SIGNS).map(|(at, _)| at).collect();
    let moved = |at: u16| {
        let before = signs.iter().filter(|sign| **sign < usize::from(at)).count();
        at - u16::try_from(before * SIGNS[0].len_utf8()).unwrap_or(at)
    };
    for glyph in &mut run.glyphs {
        glyph.range = Range { start: moved(glyph.range.start), end: moved(glyph.range.end) };
    }
    run.glyphs.retain(|glyph| !glyph.range.is_empty());
    run.text = run.text.chars().filter(|c| !SIGNS.contains(c)).collect::<String>().into();
}
