//! Book → Typst → pages → PDF.
//!
//! All calls of the typesetter are behind this module. `Press` is kept between builds of one process, so that
//! the second does only what changed.

use std::sync::Arc;

use crate::book::{Book, PageMap};
use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::source::Sources;

/// The typesetter with its fonts and the files it was last given.
pub struct Press {
    fonts: Arc<FontSet>,
}

/// A book laid out.
pub struct Laid {
    /// What stands on every page.
    pub pages: PageMap,
}

impl Press {
    /// A press with these fonts.
    #[must_use]
    pub fn new(fonts: Arc<FontSet>) -> Self {
        Self { fonts }
    }

    /// Sets the book, again until its page references stand (three rounds, then a fault).
    pub fn lay_out(&mut self, _book: &Book, _sources: &Sources, _found: &mut Diagnostics) -> Option<Laid> {
        let _ = &self.fonts;
        None
    }

    /// The book's plain typographic cover as a PNG, 1,600 × 2,560 pixels at the most.
    pub fn cover(&mut self, _book: &Book) -> Option<Vec<u8>> {
        None
    }
}

/// The PDF: PDF/UA-1 and PDF/A-2a, black on the black plate only.
pub fn pdf(_book: &Book, _laid: &Laid, _found: &mut Diagnostics) -> Option<Vec<u8>> {
    None
}

/// The Typst files that set the book: `main.typ`, its chapters, pictures and `fonts/`, by path, for plain `typst compile`.
#[must_use]
pub fn markup(_book: &Book, _pages: Option<&PageMap>, _fonts: &FontSet) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
