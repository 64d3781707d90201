//! Text → manuscript. Never fails, always reports.
//!
//! In: the files of a book. Out: the [`Manuscript`], the sources' records, the style's text where the book brings
//! one, and every file read, with diagnostics. Nothing is resolved: a key that no source has is still a key here.

mod bibliography;
mod data;
mod manifest;
mod markdown;

use comemo::Tracked;

use crate::cite::record::Records;
use crate::diag::Diagnostics;
use crate::manuscript::Manuscript;
use crate::source::{Files, Source, Sources};

pub use markdown::text_file;

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The sources.
    pub records: Records,
    /// The `.csl` file that `[bibliography] style` names, where it names a file.
    pub style: Option<Source>,
}

/// Reads a whole book. None where book.toml cannot be used at all; `sources` holds every text read.
pub fn book(_files: Tracked<'_, dyn Files + '_>, _sources: &mut Sources, _found: &mut Diagnostics) -> Option<Reading> {
    None
}
