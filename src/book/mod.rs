//! The book as published.
//!
//! What `assemble` makes and the writers set: everything is resolved, numbered, worded and in its language's
//! form. One thing alone is open: [`PageOf`], a place's printed page, which a writer fills from a [`PageMap`].
//! This module names no format and knows no writer.

mod block;
mod design;
mod drawing;
pub mod dump;
mod inline;
mod metadata;
mod note;
mod numbering;
mod pages;
mod section;
mod table;
pub mod uses;
pub mod visit;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use block::{Block, BlockKind, Definition, Entry, EntryGroup, Heading, Item, Role};
pub use design::{Booklet, Design, Length, Margins};
pub use drawing::{Dash, Drawing, Hold, Ink, RADIUS, Shape};
pub use inline::{Inline, InlineKind, PageOf, Target};
pub use metadata::{Contributor, Date, Metadata};
pub use note::{Note, NoteId};
pub use numbering::{Delimiter, NumberStyle, Numbering};
pub use pages::{Line, LineKind, Page, PageMap, PageRun, Place, Stretch};
pub use section::{Matter, OutlineEntry, Section, SectionId, SectionKind, SectionTitle};
pub use table::{
    Alignment, Caption, CaptionKind, Cell, Chart, Column, Figure, Illustration, PictureFile, PictureFormat, Row, RowKind, SourceLine,
    Table, View, Width,
};

use crate::locale::Language;
use crate::source::{BookPath, Span};

/// A place for words in the book: a section's part and the number of the block in it. Numbers begin anew in
/// each section, so that a change in one leaves the others' alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// The section.
    pub section: SectionId,
    /// The number among the section's nodes, in the order of the text (notes after it).
    pub index: u32,
}

/// A name that links lead to: unique in the book, of ASCII letters, digits, `-`, `_` and `.`, beginning with a
/// letter. It follows from what stands there (a label, a heading's words, a key), never from its order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(pub String);

/// Where an anchor stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Landing {
    /// The section.
    pub section: SectionId,
    /// Where the words begin that it names; none: the section as a whole.
    pub place: Option<Place>,
}

/// A whole book, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Book {
    /// What catalogues and title pages say.
    pub metadata: Metadata,
    /// How the printed book looks, as values.
    pub design: Design,
    /// How its booklet is printed and bound, where it asks for one.
    pub booklet: Option<Booklet>,
    /// The parts of the book in reading order; the number in `SectionId` is the index here.
    pub sections: Vec<Arc<Section>>,
    /// Where each source is cited, by its key.
    pub cited: BTreeMap<String, Vec<Anchor>>,
    /// Where every anchor stands.
    pub anchors: BTreeMap<Anchor, Landing>,
    /// The pictures by their path in the book.
    pub pictures: BTreeMap<BookPath, Arc<PictureFile>>,
    /// The e-book's cover, where the book brings one.
    pub cover: Option<BookPath>,
    /// Whether the e-book takes its fonts with it.
    pub embeds_fonts: bool,
    /// Whether a correction that moves the beginning of a page is refused.
    pub holds_pages: bool,
}

/// A part of a datum's key, in double quotes where it holds what divides keys.
#[must_use]
pub fn key_part(part: &str) -> String {
    let bare = !part.is_empty() && !part.contains(|c: char| c == '.' || c == '"' || c == '}' || c.is_whitespace());
    if bare { part.to_owned() } else { format!("\"{part}\"") }
}

impl Book {
    /// The book's own language.
    #[must_use]
    pub const fn language(&self) -> &Language {
        &self.metadata.language
    }

    /// The section with this number.
    ///
    /// # Panics
    /// Where the number is not of this book.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[usize::from(id.0)]
    }

    /// Everything that a table of contents lists: parts, chapters and their headings, in order.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineEntry<'_>> {
        section::outline(self)
    }

    /// The captions of one kind, in order, each with the anchor that links lead to.
    #[must_use]
    pub fn captions(&self, kind: CaptionKind) -> Vec<&Caption> {
        let mut found = Vec::new();
        for section in &self.sections {
            visit::blocks(&section.blocks, &mut |block| match &block.kind {
                BlockKind::Table(Table { caption: Some(c), .. }) | BlockKind::Figure(Figure { caption: Some(c), .. }) if c.kind == kind => {
                    found.push(c);
                }
                _ => {}
            });
        }
        found
    }
}

/// The place in the manuscript that a thing of the book comes from; none for what recto words itself.
pub type Origin = Option<Span>;
