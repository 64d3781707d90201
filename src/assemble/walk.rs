//! Walks that change the book while it is being made.
//!
//! In: a section. Out: every inline of it once, outer before inner: title, text, captions, cells, entries, notes.

use crate::book::{Block, BlockKind, Caption, Inline, InlineKind, Section};

/// Every inline of a section.
pub(super) fn inlines_mut(section: &mut Section, f: &mut impl FnMut(&mut Inline)) {
    let title = &mut section.title;
    if let Some(heading) = &mut title.heading {
        each(&mut heading.content, f);
    }
    title.subtitle.iter_mut().chain(&mut title.byline).for_each(|line| each(line, f));
    blocks(&mut section.blocks, f);
    section.notes.iter_mut().for_each(|note| blocks(&mut note.blocks, f));
}

fn blocks(all: &mut [Block], f: &mut impl FnMut(&mut Inline)) {
    for block in all {
        match &mut block.kind {
            BlockKind::Paragraph(content) => each(content, f),
            BlockKind::Heading(heading) => each(&mut heading.content, f),
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => blocks(inner, f),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| blocks(&mut item.blocks, f)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    each(&mut definition.term, f);
                    definition.meanings.iter_mut().for_each(|meaning| blocks(meaning, f));
                }
            }
            BlockKind::Table(table) => {
                caption(table.caption.as_mut(), f);
                let rows = table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| blocks(&mut cell.blocks, f));
                for (_, words) in table.notes.iter_mut().chain(&mut table.source) {
                    each(words, f);
                }
            }
            BlockKind::Figure(figure) => caption(figure.caption.as_mut(), f),
            BlockKind::Bibliography(groups) => {
                for group in groups {
                    group.heading.iter_mut().for_each(|heading| each(&mut heading.content, f));
                    group.entries.iter_mut().for_each(|entry| each(&mut entry.content, f));
                }
            }
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }
}

fn caption(caption: Option<&mut Caption>, f: &mut impl FnMut(&mut Inline)) {
    if let Some(caption) = caption {
        each(&mut caption.content, f);
    }
}

fn each(all: &mut [Inline], f: &mut impl FnMut(&mut Inline)) {
    for inline in all {
        f(inline);
        match &mut inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Struck(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Foreign { content: inner, .. }
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Anchored { content: inner, .. }
            | InlineKind::Datum { content: inner, .. } => each(inner, f),
            InlineKind::Text(_)
            | InlineKind::Break
            | InlineKind::Code(_)
            | InlineKind::Note(_)
            | InlineKind::Picture(_)
            | InlineKind::PageOf(_) => {}
        }
    }
}
