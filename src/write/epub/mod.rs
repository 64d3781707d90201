//! Book → EPUB 3.3.
//!
//! In: the book, its page map where print was laid out, fonts, a cover picture. Out: the bytes of the container, the
//! same for the same book on any machine.

use crate::book::{Book, PageMap};
use crate::diag::Diagnostics;
use crate::font::FontSet;

/// Writes the e-book. `cover` is a PNG or JPEG.
pub fn write(_book: &Book, _pages: Option<&PageMap>, _fonts: &FontSet, _cover: &[u8], _found: &mut Diagnostics) -> Option<Vec<u8>> {
    None
}
