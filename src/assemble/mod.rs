//! Manuscript → book.
//!
//! The one module that knows both. A pass a file, in this order: matter, notes, citations, references, tables,
//! values, typography, lint.

use comemo::Tracked;

use crate::book::Book;
use crate::cite::record::Records;
use crate::diag::Diagnostics;
use crate::manuscript::Manuscript;
use crate::source::{Files, Source, Sources};

/// What is assembled.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The manuscript.
    pub manuscript: &'a Manuscript,
    /// The sources that may be cited.
    pub records: &'a Records,
    /// The text of the style's file, where `[bibliography] style` names a file.
    pub style: Option<&'a Source>,
    /// Every text read.
    pub sources: &'a Sources,
}

/// Assembles a book. None where so much is missing that there is nothing to set; else the book is whole for what
/// was found, and `found` says whether it may be published.
pub fn assemble(_parts: Parts<'_>, _files: Tracked<'_, dyn Files + '_>, _found: &mut Diagnostics) -> Option<Book> {
    None
}
