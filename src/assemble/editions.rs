//! What stands in one edition alone, and is referred to in the other.
//!
//! In: set sections, where their anchors stand. Out: warnings at the references. Changes nothing.

use std::collections::BTreeMap;

use crate::book::{Anchor, Block, BlockKind, Inline, InlineKind, Landing, NodeId, NoteId, Role, Section, Target, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// The edition that a block stands in, where it stands in one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    Print,
    Epub,
}

impl Only {
    const fn name(self) -> &'static str {
        match self {
            Self::Print => "the printed book",
            Self::Epub => "the e-book",
        }
    }
}

/// Looks through the sections.
pub(super) fn check(sections: &[Section], anchors: &BTreeMap<Anchor, Landing>, found: &mut Diagnostics) {
    let mut nodes = BTreeMap::new();
    each(sections, &mut |block, only| {
        if let Some(only) = only {
            nodes.extend(own_nodes(block).map(|node| (node, only)));
        }
    });
    if nodes.is_empty() {
        return;
    }
    let stands = |anchor: &Anchor| anchors.get(anchor).and_then(|landing| nodes.get(&landing.place?.node)).copied();
    each(sections, &mut |block, only| {
        for words in words(block) {
            visit::inlines(words, &mut |inline| report(inline, block.origin, only, &stands, found));
        }
    });
    let titles = sections.iter().filter_map(|section| section.title.heading.as_ref());
    for heading in titles {
        visit::inlines(&heading.content, &mut |inline| report(inline, heading.origin, None, &stands, found));
    }
}

fn report(inline: &Inline, around: Option<Span>, only: Option<Only>, stands: &dyn Fn(&Anchor) -> Option<Only>, found: &mut Diagnostics) {
    let target = match &inline.kind {
        InlineKind::Link { target: Target::Anchor(anchor), .. } => Some(anchor),
        InlineKind::PageOf(of) => of.places.first().map(|(anchor, _)| anchor),
        InlineKind::Link { target: Target::Section(_) | Target::Url(_), .. }
        | InlineKind::Text(_)
        | InlineKind::Break
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Struck(_)
        | InlineKind::Superscript(_)
        | InlineKind::Subscript(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Code(_)
        | InlineKind::Foreign { .. }
        | InlineKind::Anchored { .. }
        | InlineKind::Note(_)
        | InlineKind::Picture(_)
        | InlineKind::Datum { .. } => None,
    };
    let Some((there, place)) = target.and_then(stands).filter(|there| only != Some(*there)).zip(inline.origin.or(around)) else { return };
    let message = format!("what is referred to stands in {} alone", there.name());
    let finding = Diagnostic::new(Code::LabelInOneEdition, place, message);
    found.push(finding.hint("put the reference into a block of that edition, or the thing into both"));
}

/// Every block of the sections and their notes, with the edition that it stands in.
fn each<'a>(sections: &'a [Section], look: &mut dyn FnMut(&'a Block, Option<Only>)) {
    for section in sections {
        // A note stands where its mark does.
        let mut marks: BTreeMap<NoteId, Option<Only>> = BTreeMap::new();
        blocks(&section.blocks, None, &mut |block, only| {
            for words in words(block) {
                visit::inlines(words, &mut |inline| {
                    if let InlineKind::Note(id) = &inline.kind {
                        let known = marks.entry(*id).or_insert(only);
                        *known = known.filter(|known| only == Some(*known));
                    }
                });
            }
        });
        blocks(&section.blocks, None, look);
        section.notes.iter().for_each(|note| blocks(&note.blocks, marks.get(&note.id).copied().flatten(), look));
    }
}

fn blocks<'a>(all: &'a [Block], only: Option<Only>, look: &mut dyn FnMut(&'a Block, Option<Only>)) {
    for block in all {
        look(block, only);
        match &block.kind {
            BlockKind::Group { role: Role::PrintOnly, blocks: inner } => blocks(inner, Some(Only::Print), look),
            BlockKind::Group { role: Role::EpubOnly, blocks: inner } => blocks(inner, Some(Only::Epub), look),
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => blocks(inner, only, look),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, only, look)),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|definition| &definition.meanings).for_each(|meaning| blocks(meaning, only, look));
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                rows.flat_map(|row| &row.cells).for_each(|cell| blocks(&cell.blocks, only, look));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Figure(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        }
    }
}

/// The block itself, and what in it has a number of its own.
fn own_nodes(block: &Block) -> impl Iterator<Item = NodeId> {
    let further = match &block.kind {
        BlockKind::Heading(heading) => vec![heading.id],
        BlockKind::Table(table) => table.caption.iter().map(|caption| caption.id).collect(),
        BlockKind::Figure(figure) => figure.caption.iter().map(|caption| caption.id).collect(),
        BlockKind::Definitions(definitions) => definitions.iter().map(|definition| definition.id).collect(),
        BlockKind::Paragraph(_)
        | BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => Vec::new(),
    };
    std::iter::once(block.id).chain(further)
}

/// The words of a block itself.
fn words(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(content) => vec![content],
        BlockKind::Heading(heading) => vec![&heading.content],
        BlockKind::Definitions(definitions) => definitions.iter().map(|definition| definition.term.as_slice()).collect(),
        BlockKind::Table(table) => {
            let source = table.source.as_ref().map(|(_, words)| words.as_slice());
            table.caption.iter().map(|caption| caption.content.as_slice()).chain(source).collect()
        }
        BlockKind::Figure(figure) => figure.caption.iter().map(|caption| caption.content.as_slice()).collect(),
        BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => Vec::new(),
    }
}
