//! Fonts for the e-book: none yet, the text is set in the reader's own.
//!
//! In: the book and the faces at hand. Out: font files and the rules that name them. A subset has to keep the layout tables
//! (small capitals, figures, kerning), which `subsetter` drops; whole faces are too large for a book.

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

/// The fonts to embed: none, until subsets keep their layout tables.
pub(super) fn embed(_book: &Book, _fonts: &FontSet) -> Embedded {
    Embedded { files: Vec::new(), stylesheet: String::new() }
}
