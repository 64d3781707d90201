//! What could not be read of the manuscript: what is said of the rest would be untrue where it only follows from that.
//!
//! In: the findings of the reader, the texts. Out: whether a place, a file, a label or a note is touched by an error. A block that
//! was refused holds labels and notes that the book then lacks; its chapter may seem to be empty.

use std::collections::BTreeSet;

use crate::diag::{Diagnostics, Severity};
use crate::source::{FileId, Source, Sources, Span};

/// Where the reader found errors.
#[derive(Debug)]
pub(super) struct Gaps<'a> {
    places: BTreeSet<Span>,
    broken: Vec<&'a Source>,
}

impl<'a> Gaps<'a> {
    /// The errors found so far.
    pub(super) fn new(found: &Diagnostics, sources: &'a Sources) -> Self {
        let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
        let places: BTreeSet<Span> = errors.filter_map(|finding| finding.labels.first()).map(|label| label.span).collect();
        let files: BTreeSet<FileId> = places.iter().map(|place| place.file).filter(|file| *file != FileId::MANIFEST).collect();
        Self { places, broken: files.into_iter().filter_map(|file| sources.get(file)).collect() }
    }

    /// Whether something of a file could not be read.
    pub(super) fn file(&self, file: FileId) -> bool {
        self.broken.iter().any(|source| source.id == file)
    }

    /// Whether something of any file could not be read.
    pub(super) fn any(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Whether something between the ends of a place could not be read.
    pub(super) fn within(&self, place: Span) -> bool {
        let from = Span { end: 0, ..place };
        self.places.range(from..).next().is_some_and(|error| error.file == place.file && error.start <= place.end)
    }

    /// Whether a label is typed in a file of which something could not be read.
    pub(super) fn label(&self, id: &str) -> bool {
        let ends = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || c == '}');
        let typed = |text: &str| text.match_indices(id).any(|(at, _)| text[..at].ends_with('#') && ends(&text[at + id.len()..]));
        !id.is_empty() && self.broken.iter().any(|source| typed(&source.text))
    }

    /// Whether a note's words, or (where `text` is false) its mark, are typed in a file of which something could not be read.
    pub(super) fn note(&self, file: FileId, name: &str, text: bool) -> bool {
        let mark = format!("[^{name}]");
        let typed = |source: &Source| {
            let mut marks = source.text.match_indices(&mark).map(|(at, _)| source.text[at + mark.len()..].starts_with(':'));
            marks.any(|words| words == text)
        };
        self.broken.iter().any(|source| source.id == file && typed(source))
    }
}
