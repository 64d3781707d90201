//! What is set otherwise, so that no page shows a fault of its own.
//!
//! In: the faults that a layout shows. Out: what the next one does otherwise: which paragraphs may leave a line alone, which heads
//! begin a page, which notes are kept whole, which figures and tables leave their place for the head of the next page, and where a
//! page ends a line early so that no line stands alone. Words never change.

use std::collections::{BTreeMap, BTreeSet};

use super::begins_with;
use super::proof::{self, Alone};
use crate::book::{Block, BlockKind, Book, Heading, InlineKind, NodeId, NoteId, PageMap, Place, Section, visit};

/// A page that ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Early {
    /// Where the next page begins: in the paragraph, or with the head above it.
    turn: Place,
    /// The block that it begins in.
    block: NodeId,
    /// Where the page that ends so begins: where it no longer does, it must not end here either.
    page: Option<Place>,
}

/// What is set otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Cures {
    /// Paragraphs that may leave one line on a page, and heads that begin one, so that their notes stand on the pages of their
    /// marks; and notes that are kept whole for the same reason.
    loose: BTreeSet<NodeId>,
    /// Paragraphs in or before which a page ends early.
    early: BTreeMap<NodeId, Early>,
    /// Figures and tables that have no room left on the page that opens their section: they float, and the text goes on there.
    floats: BTreeSet<NodeId>,
    /// Paragraphs, figures and tables for which that did not help.
    given_up: BTreeSet<NodeId>,
}

/// What of it concerns one section.
pub(super) struct Own {
    pub(super) loose: BTreeSet<NodeId>,
    /// Paragraphs and heads, and the character at which the next page begins.
    pub(super) turns: BTreeMap<NodeId, u32>,
    /// Figures and tables that float.
    pub(super) floats: BTreeSet<NodeId>,
}

impl Cures {
    /// Takes up the faults of a layout: notes that begin before their marks, by the nodes of their words, and lines that stand
    /// alone. Of these one a section, since the pages after it move.
    pub(super) fn take_up(&mut self, book: &Book, map: &PageMap, notes: &[NodeId]) {
        notes.iter().for_each(|note| self.note(book, *note));
        let alone = proof::alone(book, map);
        let failed = alone.iter().map(|line| line.node).filter(|node| self.early.contains_key(node)).collect::<Vec<_>>();
        failed.into_iter().for_each(|node| self.give_up(node));
        self.check(book, map);
        let displaced = displaced(book, map);
        self.floats.extend(displaced.difference(&self.given_up));
        let mut done = BTreeSet::new();
        for Alone { node, at, page } in alone {
            let known = self.early.contains_key(&node) || self.given_up.contains(&node);
            if known || !done.insert(node.section) {
                continue;
            }
            match before(book.section(node.section), node, at) {
                Some((block, words)) => _ = self.early.insert(node, Early { turn: Place { node: words, offset: at }, block, page }),
                None => self.give_up(node),
            }
        }
    }

    /// Gives up where a page does not end early any more as it should, and where something floats above its section's title. Whether
    /// all is as it should be.
    fn check(&mut self, book: &Book, map: &PageMap) -> bool {
        let stands = |early: &Early| {
            let next = map.pages.iter().position(|page| page.begins == Some(early.turn));
            next.and_then(|next| map.pages.get(next.checked_sub(1)?)).is_some_and(|page| page.begins == early.page)
        };
        let mut moved: Vec<NodeId> = self.early.iter().filter(|(_, early)| !stands(early)).map(|(node, _)| *node).collect();
        moved.extend(self.floats.iter().filter(|node| opens(book.section(node.section), **node, map)));
        moved.iter().for_each(|node| self.give_up(*node));
        moved.is_empty()
    }

    /// Pages end where they would, unless all that is set otherwise is as it should be.
    pub(super) fn settle(&mut self, book: &Book, map: &PageMap) {
        if !self.check(book, map) {
            self.early.clear();
            self.floats.clear();
        }
    }

    fn give_up(&mut self, node: NodeId) {
        self.early.remove(&node);
        self.floats.remove(&node);
        self.given_up.insert(node);
    }

    /// First the paragraphs and heads that hold the marks give way; then the note itself.
    fn note(&mut self, book: &Book, node: NodeId) {
        let section = book.section(node.section);
        let Some(note) = section.notes.iter().find(|note| begins_with(note, node)) else { return };
        let holders = holders(section, note.id);
        let tried = holders.iter().all(|holder| self.loose.contains(holder));
        self.loose.extend(holders);
        if tried {
            self.loose.insert(note.node);
        }
    }

    /// What concerns one section.
    pub(super) fn of(&self, section: &Section) -> Own {
        let loose = self.loose.iter().filter(|node| node.section == section.id).copied().collect();
        let turns =
            self.early.iter().filter(|(node, _)| node.section == section.id).map(|(_, early)| (early.block, early.turn.offset)).collect();
        let floats = self.floats.iter().filter(|node| node.section == section.id).copied().collect();
        Own { loose, turns, floats }
    }
}

/// Figures and tables with captions that stand in the text, first on the page after the one that opens their section: that one ends
/// early for their sake.
fn displaced(book: &Book, map: &PageMap) -> BTreeSet<NodeId> {
    let mut displaced = BTreeSet::new();
    for (index, page) in map.pages.iter().enumerate().skip(1) {
        let same = |before: usize| index.checked_sub(before).and_then(|at| map.pages.get(at)).is_some_and(|p| p.section == page.section);
        let Some(begins) = page.begins.filter(|_| same(1) && !same(2)) else { continue };
        let blocks = &book.section(page.section).blocks;
        displaced.extend(blocks.iter().filter(|block| node_of(block) == Some(begins.node)).map(|block| block.id));
    }
    displaced
}

/// The node of the first words or the picture of a figure or table with a caption.
fn node_of(block: &Block) -> Option<NodeId> {
    match &block.kind {
        BlockKind::Figure(figure) => figure.caption.as_ref().map(|_| block.id),
        BlockKind::Table(table) => table.caption.as_ref().map(|caption| caption.id),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => None,
    }
}

/// Whether a figure or table stands on the page that opens its section.
fn opens(section: &Section, block: NodeId, map: &PageMap) -> bool {
    let node = section.blocks.iter().find(|other| other.id == block).and_then(node_of);
    let title = section.title.heading.as_ref().map(|heading| heading.id);
    match (node.and_then(|node| map.nodes.get(&node)), title.and_then(|title| map.nodes.get(&title))) {
        (Some(at), Some(title)) => at <= title,
        (None, _) | (_, None) => false,
    }
}

/// The block before which, or in which, a page ends for this paragraph's sake, and the node of its words: for a whole paragraph
/// the first of the heads above it. None at the beginning of a section, which has a page of its own, or of a block around it.
fn before(section: &Section, node: NodeId, at: u32) -> Option<(NodeId, NodeId)> {
    let (blocks, index) = among(&section.blocks, node)?;
    if at > 0 {
        return Some((node, node));
    }
    let heads = blocks[..index].iter().rev().map_while(|block| match &block.kind {
        BlockKind::Heading(heading) => Some((block.id, heading.id)),
        BlockKind::Paragraph(_)
        | BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => None,
    });
    let heads: Vec<_> = heads.collect();
    (heads.len() < index).then(|| heads.last().copied().unwrap_or((node, node)))
}

/// A paragraph among its neighbours: those of the text, or of the quotation, group, item or meaning that it stands in.
fn among(blocks: &[Block], node: NodeId) -> Option<(&[Block], usize)> {
    if let Some(index) = blocks.iter().position(|block| block.id == node) {
        return Some((blocks, index));
    }
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => among(inner, node),
        BlockKind::List { items, .. } => items.iter().find_map(|item| among(&item.blocks, node)),
        BlockKind::Definitions(all) => all.iter().flat_map(|definition| &definition.meanings).find_map(|meaning| among(meaning, node)),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => None,
    })
}

/// The paragraphs and heads that hold the marks of a note.
fn holders(section: &Section, note: NoteId) -> Vec<NodeId> {
    let mut found = Vec::new();
    visit::blocks(&section.blocks, &mut |block| {
        if let BlockKind::Paragraph(content) | BlockKind::Heading(Heading { content, .. }) = &block.kind {
            visit::inlines(content, &mut |inline| found.extend((inline.kind == InlineKind::Note(note)).then_some(block.id)));
        }
    });
    found
}
