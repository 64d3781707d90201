//! The bare words of inlines as written: for ids, names in navigation, descriptions of pictures.
//!
//! In: inlines. Out: a string without marks, notes, citations and pictures, white space as single spaces.

use crate::manuscript::{self, Inline, InlineKind};
use crate::source::Span;

/// The bare words.
pub(super) fn words(content: &[Inline]) -> String {
    manuscript::words(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place of the first inline that bare words leave out.
pub(super) fn beyond_words(content: &[Inline]) -> Option<Span> {
    content.iter().find_map(|inline| match &inline.kind {
        InlineKind::Text(_) | InlineKind::Literal(_) | InlineKind::Code(_) | InlineKind::SoftBreak | InlineKind::HardBreak => None,
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Struck(inner)
        | InlineKind::Superscript(inner)
        | InlineKind::Subscript(inner)
        | InlineKind::Link { content: inner, .. }
        | InlineKind::Span { content: inner, .. } => beyond_words(inner),
        InlineKind::Picture(_)
        | InlineKind::NoteReference(_)
        | InlineKind::InlineNote(_)
        | InlineKind::Citation(_)
        | InlineKind::Value(_) => Some(inline.span),
    })
}
