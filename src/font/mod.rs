//! Fonts: the faces that recto carries and those of a book's `fonts/` folder.
//!
//! In: font files. Out: a `FontSet` of faces with family, style and coverage. Both writers set from it, and
//! nothing else: system fonts are never seen.

use std::sync::Arc;

use crate::source::Bytes;

/// The faces at hand, recto's own first, then the book's in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct FontSet {
    /// The faces.
    pub faces: Vec<Arc<Face>>,
}

/// A face: one style of a family.
#[derive(Debug)]
pub struct Face {
    /// The file's path: `fonts/…` in the book, or the bundled file's name.
    pub file: String,
    /// The file's bytes.
    pub bytes: Bytes,
    /// Its index in a collection.
    pub index: u32,
    /// The family's name ("Libertinus Serif").
    pub family: String,
    /// Italic or oblique.
    pub italic: bool,
    /// CSS weight: 400 regular, 600 semibold, 700 bold.
    pub weight: u16,
    /// From the book's own `fonts/`.
    pub from_book: bool,
}

pub mod coverage;

use comemo::Tracked;

use crate::diag::Diagnostics;
use crate::source::Files;

/// The faces that serve a book. The same set, by pointer, for the same fonts: memoised.
pub fn load(_files: Tracked<'_, dyn Files + '_>, _found: &mut Diagnostics) -> Arc<FontSet> {
    Arc::default()
}
