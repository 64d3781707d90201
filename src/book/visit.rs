//! Walks over the book.
//!
//! In: blocks or inlines. Out: each of them in the order of the text, and a node's words, with or without what offsets count
//! beside them. Depth is limited by the reader (100), so recursion is safe.

use super::{Block, BlockKind, Caption, Inline, InlineKind, SectionTitle};

/// What stands in [`counted`] words for a picture or for pages: each counts as one character.
pub const OBJECT: char = '\u{FFFC}';

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

/// What an inline itself adds to the words of its node, apart from what is in it.
pub enum Own<'a> {
    /// Words.
    Words(&'a str),
    /// A line's end.
    Break,
    /// A picture, or pages: one thing.
    Object,
    /// Nothing: a mark around words, a note's mark.
    Nothing,
}

/// What an inline itself adds.
#[must_use]
pub fn own(inline: &Inline) -> Own<'_> {
    match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => Own::Words(text),
        InlineKind::Break => Own::Break,
        InlineKind::Picture(_) | InlineKind::PageOf(_) => Own::Object,
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
        | InlineKind::Note(_) => Own::Nothing,
    }
}

/// Every inline with the characters that are counted before it, outer before inner. `before` are those before the first;
/// returned are those up to the end. They are counted as in [`counted`].
pub fn placed<'a>(all: &'a [Inline], before: u32, f: &mut impl FnMut(&'a Inline, u32)) -> u32 {
    let mut at = before;
    inlines(all, &mut |inline| {
        f(inline, at);
        at += match own(inline) {
            Own::Words(text) => length(text),
            Own::Break | Own::Object => 1,
            Own::Nothing => 0,
        };
    });
    at
}

/// The characters that a label and the space after it count before the words of a head or a caption.
#[must_use]
pub fn label(label: &str) -> u32 {
    length(label) + 1
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The words of a node, for reading: texts and code in order, a break as a line feed.
#[must_use]
pub fn words(content: &[Inline]) -> String {
    gathered(content, None)
}

/// A caption's words as offsets into its node count them: the label, a space, the words.
#[must_use]
pub fn caption(caption: &Caption) -> String {
    format!("{} {}", caption.label, counted(&caption.content))
}

/// A section's head as offsets into its heading's node count it: label and space, title, then subtitle and byline, each after a
/// line feed. Empty where the section has no head.
#[must_use]
pub fn title(title: &SectionTitle) -> String {
    let Some(heading) = &title.heading else { return String::new() };
    let label = heading.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
    let mut words = label + &counted(&heading.content);
    for line in [&title.subtitle, &title.byline].into_iter().flatten() {
        words.push('\n');
        words.push_str(&counted(line));
    }
    words
}

/// The words of a node as offsets count them: texts and code in order, a break as a line feed, a picture and pages as an
/// [`OBJECT`]. A note's mark counts nothing.
#[must_use]
pub fn counted(content: &[Inline]) -> String {
    gathered(content, Some(OBJECT))
}

fn gathered(content: &[Inline], object: Option<char>) -> String {
    let mut words = String::new();
    inlines(content, &mut |inline| match own(inline) {
        Own::Words(text) => words.push_str(text),
        Own::Break => words.push('\n'),
        Own::Object => words.extend(object),
        Own::Nothing => {}
    });
    words
}
