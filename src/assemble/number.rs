//! The last pass: nodes get their numbers, anchors their places, page references their targets, sections their names.
//!
//! In: set sections. Out: in each section nodes numbered in the order of the text, notes after it; the map of anchors.
//! A section's numbers depend on that section alone.

use std::collections::BTreeMap;

use super::walk;
use crate::book::{
    Anchor, Block, BlockKind, Caption, Definition, Heading, Inline, InlineKind, Landing, NodeId, Place, Role, Section, SectionId,
    SectionTitle, Table, visit,
};
use crate::locale::Term;

/// The most characters of a name that stands for a missing title.
const LONGEST_NAME: usize = 40;

/// Numbers the nodes of a section and notes where its anchors stand.
pub(super) fn nodes(section: &mut Section, anchors: &mut BTreeMap<Anchor, Landing>) {
    let mut numbers = Numbers { section: section.id, next: 0, anchors };
    numbers.title(&mut section.title);
    numbers.blocks(&mut section.blocks);
    for note in &mut section.notes {
        numbers.blocks(&mut note.blocks);
        note.node = note.blocks.first().map_or(note.node, |first| first.id);
    }
}

struct Numbers<'a> {
    section: SectionId,
    next: u32,
    anchors: &'a mut BTreeMap<Anchor, Landing>,
}

impl Numbers<'_> {
    fn node(&mut self) -> NodeId {
        let node = NodeId { section: self.section, index: self.next };
        self.next += 1;
        node
    }

    fn land(&mut self, anchor: &Anchor, place: Option<Place>) {
        self.anchors.insert(anchor.clone(), Landing { section: self.section, place });
    }

    /// Anchors among the words of a node, after so many characters of it; the characters up to the end of the words.
    fn inlines(&mut self, content: &[Inline], node: NodeId, before: u32) -> u32 {
        visit::placed(content, before, &mut |inline, offset| {
            if let InlineKind::Anchored { anchor, .. } = &inline.kind {
                self.land(anchor, Some(Place { node, offset }));
            }
        })
    }

    /// A section's head is one node with the lines below it, each after a line feed.
    fn title(&mut self, title: &mut SectionTitle) {
        let Some(heading) = &mut title.heading else { return };
        let mut end = self.heading(heading);
        for line in title.subtitle.iter().chain(&title.byline) {
            end = self.inlines(line, heading.id, end + 1);
        }
    }

    fn heading(&mut self, heading: &mut Heading) -> u32 {
        heading.id = self.node();
        self.inlines(&heading.content, heading.id, heading.label.as_deref().map_or(0, visit::label))
    }

    fn caption(&mut self, caption: Option<&mut Caption>) {
        if let Some(caption) = caption {
            caption.id = self.node();
            self.inlines(&caption.content, caption.id, visit::label(&caption.label));
            self.land(&caption.anchor, Some(start(caption.id)));
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        blocks.iter_mut().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &mut Block) {
        block.id = self.node();
        let id = block.id;
        if let Some(anchor) = &block.anchor {
            self.land(&anchor.clone(), Some(start(id)));
        }
        match &mut block.kind {
            BlockKind::Paragraph(content) => _ = self.inlines(content, id, 0),
            BlockKind::Heading(heading) => {
                heading.id = id;
                self.inlines(&heading.content, id, heading.label.as_deref().map_or(0, visit::label));
            }
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => self.blocks(inner),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
            BlockKind::Definitions(definitions) => definitions.iter_mut().for_each(|d| self.definition(d)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.caption(figure.caption.as_mut()),
            BlockKind::Bibliography(groups) => {
                for group in groups {
                    group.heading.iter_mut().for_each(|heading| _ = self.heading(heading));
                    for entry in &mut group.entries {
                        entry.id = self.node();
                        self.inlines(&entry.content, entry.id, 0);
                        self.land(&entry.anchor, Some(start(entry.id)));
                    }
                }
            }
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }

    fn definition(&mut self, definition: &mut Definition) {
        definition.id = self.node();
        self.inlines(&definition.term, definition.id, 0);
        definition.meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
    }

    fn table(&mut self, table: &mut Table) {
        self.caption(table.caption.as_mut());
        let rows = table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot);
        rows.flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(&mut cell.blocks));
        for (node, words) in table.notes.iter_mut().chain(&mut table.source) {
            *node = self.node();
            self.inlines(words, *node, 0);
        }
    }
}

/// The places of page references, once every anchor has its own.
pub(super) fn pages(sections: &mut [Section], anchors: &BTreeMap<Anchor, Landing>) {
    let heads: Vec<NodeId> = sections.iter().map(head).collect();
    for section in sections {
        walk::inlines_mut(section, &mut |inline| {
            let InlineKind::PageOf(of) = &mut inline.kind else { return };
            for (anchor, place) in &mut of.places {
                let Some(landing) = anchors.get(anchor) else { continue };
                *place = landing.place.unwrap_or_else(|| start(heads[usize::from(landing.section.0)]));
            }
        });
    }
}

/// Where a node begins.
const fn start(node: NodeId) -> Place {
    Place { node, offset: 0 }
}

/// The node that stands for a section: its head, else its first block.
fn head(section: &Section) -> NodeId {
    let first = NodeId { section: section.id, index: 0 };
    section.title.heading.as_ref().map_or(first, |heading| heading.id)
}

/// A section's name: its head's words; without a head, the first words of its text.
pub(super) fn name(section: &Section) -> String {
    let heading = section.title.heading.as_ref().map(|heading| visit::words(&heading.content));
    let opens_with =
        |wanted: Role| section.blocks.first().is_some_and(|block| matches!(&block.kind, BlockKind::Group { role, .. } if *role == wanted));
    let name = heading.unwrap_or_else(|| {
        if opens_with(Role::Dedication) {
            section.language.term(Term::Dedication).to_owned()
        } else if opens_with(Role::Epigraph) {
            section.language.term(Term::Epigraph).to_owned()
        } else {
            first_words(&section.blocks)
        }
    });
    name.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn first_words(blocks: &[Block]) -> String {
    let mut words = String::new();
    visit::blocks(blocks, &mut |block| {
        if let (BlockKind::Paragraph(content), true) = (&block.kind, words.trim().is_empty()) {
            words = visit::words(content);
        }
    });
    if words.chars().count() <= LONGEST_NAME {
        return words;
    }
    let head: String = words.chars().take(LONGEST_NAME).collect();
    let end = head.rfind(' ').filter(|end| *end > 0).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end_matches([',', ';', ':', '.', '–', '—', ' ']))
}
