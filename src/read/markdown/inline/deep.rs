//! Where inlines that hold each other lie too deep.
//!
//! In: an inline, and how many levels down is looked. Out: the place where the deepest of what it holds begins at that level. The
//! depth of any inline is bounded, so the walk may recurse.

use crate::manuscript::{Inline, InlineKind};
use crate::source::Span;

/// The beginning of what lies so many levels below an inline, on the way to the deepest.
pub(super) fn place(inline: &Inline, levels: usize) -> Span {
    let mut at = inline;
    for _ in 0..levels {
        let Some(inner) = inner(at).iter().max_by_key(|inline| height(inline)) else { break };
        at = inner;
    }
    let start = at.span.range().start;
    Span::new(at.span.file, start..(start + 1).min(at.span.range().end).max(start))
}

fn height(inline: &Inline) -> usize {
    inner(inline).iter().map(|inline| height(inline) + 1).max().unwrap_or(0)
}

fn inner(inline: &Inline) -> &[Inline] {
    match &inline.kind {
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Struck(inner)
        | InlineKind::Superscript(inner)
        | InlineKind::Subscript(inner)
        | InlineKind::InlineNote(inner)
        | InlineKind::Link { content: inner, .. }
        | InlineKind::Span { content: inner, .. } => inner,
        InlineKind::Picture(picture) => &picture.content,
        InlineKind::Text(_)
        | InlineKind::Literal(_)
        | InlineKind::SoftBreak
        | InlineKind::HardBreak
        | InlineKind::Code(_)
        | InlineKind::NoteReference(_)
        | InlineKind::Citation(_)
        | InlineKind::Value(_) => &[],
    }
}
