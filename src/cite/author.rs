//! The author in the sentence.
//!
//! In: a cite's words. Out: the names alone.

use super::span::{Part, Spans, find};

/// The first names that a cite prints.
pub(super) fn alone(words: &Spans) -> Spans {
    find(words, Part::Names).map(|range| words[range].to_vec()).unwrap_or_default()
}
