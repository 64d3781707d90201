//! Laid-out pages → what a reader of proofs would mark on them.
//!
//! In: the book, its page map. Out: what stands alone, for [`super::cure`] to mend; a warning for every paragraph, of the text or of a note, that leaves a single line on a page: at
//! its head (a widow) or at its foot (an orphan). Cells of tables and lines of code may stand alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Block, BlockKind, Book, Line, LineKind, NodeId, Origin, Page, PageMap, Place, SectionKind, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// A paragraph that may be told of.
struct Paragraph {
    origin: Origin,
    /// The number of the note that it is of.
    note: Option<u32>,
}

/// A paragraph's lines on one page.
struct Part {
    page: usize,
    count: usize,
    /// The place of the first among the page's lines.
    at: usize,
    /// Where the last of them begins.
    last: Place,
}

/// A line of the text that stands alone, and how that can be mended: the page before ends a line early.
pub(super) struct Alone {
    /// The paragraph.
    pub(super) node: NodeId,
    /// The character of it at which the next page is to begin.
    pub(super) at: u32,
    /// Where the page begins that is to end early.
    pub(super) page: Option<Place>,
}

/// Tells what stands alone.
pub(super) fn read(book: &Book, map: &PageMap, found: &mut Diagnostics) {
    let paragraphs = paragraphs(book);
    for (node, parts) in &parts(map, &paragraphs) {
        let (Some(paragraph), Some((first, last))) = (paragraphs.get(node), ends(parts)) else { continue };
        found.extend(told(Code::Orphan, first, paragraph, map));
        found.extend(told(Code::Widow, last, paragraph, map));
    }
}

/// The lines of the text that stand alone, in the order of the pages.
pub(super) fn alone(book: &Book, map: &PageMap) -> Vec<Alone> {
    let paragraphs = paragraphs(book);
    let mut alone = Vec::new();
    for (node, parts) in parts(map, &paragraphs) {
        let of_text = paragraphs.get(&node).is_some_and(|paragraph| paragraph.note.is_none());
        let [first, .., last] = &parts[..] else { continue };
        let orphan = first.count == 1;
        if !of_text || !(orphan || last.count == 1) {
            continue;
        }
        let Some(before) = (if orphan { Some(first) } else { parts.iter().rev().nth(1) }) else { continue };
        // A paragraph that would leave one line before goes on whole.
        let at = if before.count <= 2 && before.page == first.page { 0 } else { before.last.offset };
        let page = map.pages.get(before.page).and_then(|page| page.begins);
        alone.push((before.page, Alone { node, at, page }));
    }
    alone.sort_by_key(|(page, _)| *page);
    alone.into_iter().map(|(_, line)| line).collect()
}

/// The first and the last part of a paragraph that goes over a page.
fn ends(parts: &[Part]) -> Option<(&Part, &Part)> {
    match parts {
        [first, .., last] => Some((first, last)),
        [] | [_] => None,
    }
}

fn told(code: Code, part: &Part, paragraph: &Paragraph, map: &PageMap) -> Option<Diagnostic> {
    let page = map.pages.get(part.page).filter(|_| part.count == 1)?;
    let (which, edge) = if code == Code::Orphan { ("first", "foot") } else { ("last", "head") };
    let place = match paragraph.note {
        None => format!("a paragraph stands alone at the {edge} of page {}, line {}", page.label, part.at + 1),
        Some(number) => format!("a paragraph of note {number} stands alone on page {}", page.label),
    };
    let message = format!("the {which} line of {place}");
    let diagnostic = match paragraph.origin {
        Some(span) => Diagnostic::new(code, span, message),
        None => Diagnostic::nowhere(code, message),
    };
    Some(diagnostic.hint("add or take a few words here or in a paragraph before"))
}

/// Where the lines of each paragraph stand.
fn parts(map: &PageMap, paragraphs: &BTreeMap<NodeId, Paragraph>) -> BTreeMap<NodeId, Vec<Part>> {
    let mut parts: BTreeMap<NodeId, Vec<Part>> = BTreeMap::new();
    for (index, page) in map.pages.iter().enumerate() {
        for (at, line) in counted(page) {
            let nodes: BTreeSet<NodeId> = line.stretches.iter().map(|stretch| stretch.place.node).collect();
            for node in nodes.into_iter().filter(|node| paragraphs.contains_key(node)) {
                let begins = line.stretches.iter().map(|stretch| stretch.place).filter(|place| place.node == node).min();
                let Some(last) = begins else { continue };
                let parts = parts.entry(node).or_default();
                match parts.last_mut() {
                    Some(part) if part.page == index => (part.count, part.last) = (part.count + 1, last),
                    Some(_) | None => parts.push(Part { page: index, count: 1, at, last }),
                }
            }
        }
    }
    parts
}

/// The lines of a page that paragraphs have, with their places from the top of the text.
fn counted(page: &Page) -> impl Iterator<Item = (usize, &Line)> {
    let lines = page.lines.iter().enumerate();
    lines.filter(|(_, line)| match line.kind {
        LineKind::Text | LineKind::Note => true,
        LineKind::Float | LineKind::List | LineKind::Repeated => false,
    })
}

/// The paragraphs of text and notes that are in no table, and the entries of the bibliography.
fn paragraphs(book: &Book) -> BTreeMap<NodeId, Paragraph> {
    let mut paragraphs = BTreeMap::new();
    for section in &book.sections {
        // The index stands in columns, whose ends are no ends of pages.
        if section.kind != SectionKind::Index {
            collect(&section.blocks, None, &mut paragraphs);
        }
        section.notes.iter().for_each(|note| collect(&note.blocks, Some(note.number), &mut paragraphs));
    }
    paragraphs
}

fn collect(blocks: &[Block], note: Option<u32>, paragraphs: &mut BTreeMap<NodeId, Paragraph>) {
    let mut cells = BTreeSet::new();
    visit::blocks(blocks, &mut |block| match &block.kind {
        BlockKind::Table(table) => {
            let rows = table.head.iter().chain(&table.body).chain(&table.foot);
            for cell in rows.flat_map(|row| &row.cells) {
                visit::blocks(&cell.blocks, &mut |inner| _ = cells.insert(inner.id));
            }
        }
        BlockKind::Paragraph(_) if !cells.contains(&block.id) => {
            paragraphs.insert(block.id, Paragraph { origin: block.origin, note });
        }
        BlockKind::Bibliography(groups) => {
            let entries = groups.iter().flat_map(|group| &group.entries);
            paragraphs.extend(entries.map(|entry| (entry.id, Paragraph { origin: None, note })));
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Figure(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak => {}
    });
}
