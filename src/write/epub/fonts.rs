//! Fonts for the e-book.

use super::File;
use crate::book::Book;
use crate::font::FontSet;

/// The fonts, and the rules that name them.
pub(super) struct Embedded {
    /// The font files.
    pub(super) files: Vec<File>,
    /// `@font-face` rules.
    pub(super) stylesheet: String,
}

/// Embeds every face that the book uses.
pub(super) fn embed(_book: &Book, _fonts: &FontSet) -> Embedded {
    Embedded { files: Vec::new(), stylesheet: String::new() }
}
