//! Walks over the book.
//!
//! In: blocks or inlines. Out: each of them in the order of the text, and a node's words, from which offsets are
//! counted. Depth is limited by the reader (100), so recursion is safe.

use super::{Block, BlockKind, Inline, InlineKind};

/// Every block, outer before inner, in the order of the text. Notes are not entered.
pub fn blocks<'a>(all: &'a [Block], f: &mut impl FnMut(&'a Block)) {
    for block in all {
        f(block);
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => blocks(inner, f),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, f)),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|d| &d.meanings).for_each(|m| blocks(m, f));
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                rows.flat_map(|row| &row.cells).for_each(|cell| blocks(&cell.blocks, f));
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

/// Every inline, outer before inner, in the order of the text.
pub fn inlines<'a>(all: &'a [Inline], f: &mut impl FnMut(&'a Inline)) {
    for inline in all {
        f(inline);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Struck(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Foreign { content: inner, .. }
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Anchored { content: inner, .. }
            | InlineKind::Datum { content: inner, .. } => inlines(inner, f),
            InlineKind::Text(_)
            | InlineKind::Break
            | InlineKind::Code(_)
            | InlineKind::Note(_)
            | InlineKind::Picture(_)
            | InlineKind::PageOf(_) => {}
        }
    }
}

/// The words of a node, from which offsets count: texts and code in order, a break as a line feed. Note marks,
/// pictures and pages count nothing.
#[must_use]
pub fn words(content: &[Inline]) -> String {
    let mut words = String::new();
    inlines(content, &mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => words.push_str(text),
        InlineKind::Break => words.push('\n'),
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Struck(_)
        | InlineKind::Superscript(_)
        | InlineKind::Subscript(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Foreign { .. }
        | InlineKind::Link { .. }
        | InlineKind::Anchored { .. }
        | InlineKind::Datum { .. }
        | InlineKind::Note(_)
        | InlineKind::Picture(_)
        | InlineKind::PageOf(_) => {}
    });
    words
}
