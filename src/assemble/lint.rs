//! What an editor would mark in a book that is otherwise whole.
//!
//! In: a set section. Out: findings. Changes nothing.

use crate::book::{Block, BlockKind, Heading, Inline, InlineKind, Origin, Section, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// Looks through a section.
pub(super) fn section(section: &Section, found: &mut Diagnostics) {
    if let Some(heading) = &section.title.heading {
        self::heading(heading, found);
    }
    let notes = section.notes.iter().map(|note| note.blocks.as_slice());
    for blocks in std::iter::once(section.blocks.as_slice()).chain(notes) {
        visit::blocks(blocks, &mut |block| self::block(block, found));
    }
}

fn block(block: &Block, found: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Paragraph(content) => inlines(content, block.origin, found),
        BlockKind::Heading(heading) => self::heading(heading, found),
        BlockKind::Code { text, .. } => control(text, block.origin, found),
        BlockKind::Table(table) => {
            if let Some(caption) = &table.caption {
                inlines(&caption.content, block.origin, found);
            }
        }
        BlockKind::Figure(figure) => {
            if let Some(caption) = &figure.caption {
                inlines(&caption.content, block.origin, found);
            }
        }
        BlockKind::Definitions(definitions) => definitions.iter().for_each(|d| inlines(&d.term, block.origin, found)),
        BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::List { .. }
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => {}
    }
}

fn heading(heading: &Heading, found: &mut Diagnostics) {
    inlines(&heading.content, heading.origin, found);
    if visit::words(&heading.content).trim().is_empty() {
        let place = heading.origin.unwrap_or(Span::whole(crate::source::FileId::MANIFEST));
        found.push(
            Diagnostic::new(Code::EmptyHeading, place, "the heading has no words").hint("write a few words, or take the heading out"),
        );
    }
}

fn inlines(content: &[Inline], around: Origin, found: &mut Diagnostics) {
    visit::inlines(content, &mut |inline| {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            control(text, inline.origin.or(around), found);
        }
    });
}

/// Characters that no output can hold (XML 1.0 §2.2 refuses most of them).
fn control(text: &str, place: Origin, found: &mut Diagnostics) {
    let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if let Some(c) = text.chars().find(|c| bad(*c)) {
        let place = place.unwrap_or(Span::whole(crate::source::FileId::MANIFEST));
        let message = format!("the text has the control character U+{:04X}", u32::from(c));
        found.push(Diagnostic::new(Code::ControlCharacter, place, message).hint("delete it; most editors can show it"));
    }
}
