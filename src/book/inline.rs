//! Inlines of the book.

use super::{Anchor, Illustration, NoteId, Origin};
use crate::locale::Language;

/// An inline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inline {
    /// Where it comes from.
    pub origin: Origin,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inlines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum InlineKind {
    /// Words as they are to be printed: quotes, dashes, spaces in the language's form. No line breaks inside.
    Text(String),
    /// A line ends here.
    Break,
    /// Stressed: italics, upright inside italics.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Raised.
    Superscript(Vec<Inline>),
    /// Lowered.
    Subscript(Vec<Inline>),
    /// Small capitals (Latin; tracked capitals elsewhere).
    SmallCaps(Vec<Inline>),
    /// Code.
    Code(String),
    /// Words in another language.
    Foreign {
        /// Their language.
        language: Language,
        /// The words.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A place that links lead to (a citation, that its entry links back to); the words it holds.
    Anchored {
        /// Its name.
        anchor: Anchor,
        /// The words.
        content: Vec<Inline>,
    },
    /// A note's mark. A note may be marked more than once; the first mark is where it belongs.
    Note(NoteId),
    /// A picture in the line.
    Picture(Illustration),
    /// Printed pages: the one thing that is still open.
    PageOf(PageOf),
    /// A value from a data file, so that it is known where each number of the prose comes from.
    Datum {
        /// `file.row.column`, or a declared value's name.
        key: String,
        /// The cells, declared values and sources (`@key`) that its words are made of beside it.
        made_of: Vec<String>,
        /// The words.
        content: Vec<Inline>,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A place of this book.
    Anchor(Anchor),
    /// A section as a whole.
    Section(super::SectionId),
    /// The world: an absolute URL, escaped.
    Url(String),
}

/// The printed pages of one or more places: "p. 12", "pp. 7, 12". A writer with a page map prints `one` or `many`
/// and the pages' labels, each page once and linked to its first place, more than two that follow each other as a range; a writer
/// without prints `otherwise`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageOf {
    /// The places, each with the anchor that stands there.
    pub places: Vec<(Anchor, super::Place)>,
    /// Before a single page: "p. " with a no-break space.
    pub one: String,
    /// Before several.
    pub many: String,
    /// What is printed where pages are not known: the target's name.
    pub otherwise: String,
}

impl Inline {
    /// Words that recto makes itself.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self { origin: None, kind: InlineKind::Text(words.into()) }
    }
}
