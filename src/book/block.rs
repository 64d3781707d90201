//! Blocks of the book.

use super::{Anchor, Figure, Inline, NodeId, Numbering, Origin, Table};
use crate::locale::Language;

/// A block. Where it holds words of its own (a paragraph, a heading, code), `id` is their node; offsets into a node
/// count characters of its words as [`super::visit::counted`] gives them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// Its language, where it is not that of what holds it.
    pub language: Option<Language>,
    /// The name that links lead to.
    pub anchor: Option<Anchor>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a section.
    Heading(Heading),
    /// A block quotation.
    Quote(Vec<Block>),
    /// Blocks with a role.
    Group {
        /// The role.
        role: Role,
        /// The blocks.
        blocks: Vec<Block>,
    },
    /// Code as it stands, without a final line break.
    Code {
        /// Its language's name, in lower case.
        language: Option<String>,
        /// The text.
        text: String,
    },
    /// A list.
    List {
        /// Its numbers; none: bullets.
        numbering: Option<Numbering>,
        /// Items are short and stand without space between them.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// Pictures with a caption.
    Figure(Figure),
    /// An ornament between passages.
    Ornament,
    /// The next block begins a page.
    PageBreak,
    /// The sources, in groups.
    Bibliography(Vec<EntryGroup>),
}

/// What a group of blocks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A motto at a chapter's beginning. Its last paragraph, where there are several, is its source.
    Epigraph,
    /// Verse: every hard break ends a line; the last paragraph after the stanzas may name the poet.
    Verse,
    /// A letter.
    Letter,
    /// A transcribed source.
    Document,
    /// A text beside the text.
    Aside,
    /// To whom the book is given.
    Dedication,
    /// Set on a turned page in print.
    Landscape,
    /// Only in the printed book.
    PrintOnly,
    /// Only in the e-book.
    EpubOnly,
    /// The lines of a half-title.
    HalfTitle,
    /// The title on the title page.
    BookTitle,
    /// The subtitle there.
    BookSubtitle,
    /// The contributors there.
    BookContributors,
    /// Publisher, edition, date there.
    Imprint,
    /// The lines of the copyright page.
    Copyright,
    /// The lines of the colophon.
    Colophon,
    /// Entries of the index.
    Index,
}

/// A heading's words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1: a section's head; 2 to 6: inside it.
    pub level: u8,
    /// The node of its words.
    pub id: NodeId,
    /// "Chapter 1", where it is numbered.
    pub label: Option<String>,
    /// The bare number of `label`, for the table of contents.
    pub number: Option<String>,
    /// Its words.
    pub content: Vec<Inline>,
    /// Where it comes from.
    pub origin: Origin,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Definition {
    /// The node of the term's words.
    pub id: NodeId,
    /// The term.
    pub term: Vec<Inline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// Entries of the bibliography under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntryGroup {
    /// The heading; none for the only group.
    pub heading: Option<Heading>,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// A source in the bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// `ref-KEY`
    pub anchor: Anchor,
    /// The node of its words.
    pub id: NodeId,
    /// What it says, without a final `backref`.
    pub content: Vec<Inline>,
    /// The passages that cite it, in order: links back, and on wish "cited on pp. 7, 12".
    pub cited: Vec<Anchor>,
}
