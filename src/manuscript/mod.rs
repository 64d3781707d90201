//! The manuscript as its author wrote it.
//!
//! What `read` makes and `assemble` uses up: citation keys, labels, note names, paths and attributes as typed,
//! each with its place. Nothing here is resolved, worded or numbered; quotes and dashes are as typed.

mod amount;
mod block;
mod data;
pub mod dump;
mod formula;
mod heading;
mod inline;
mod manifest;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use amount::{Amount, Precision};
pub use block::{Alignment, Block, BlockKind, Caption, Cell, Definition, Delimiter, Item, NumberStyle, Numbering, Row, Table};
pub use data::{CellState, Check, DataCell, DataColumn, DataFile, DataRow, Derived, FieldType, Reference, Relation, Remarks};
pub use formula::{Formula, FormulaKind, Function, Operation};
pub use heading::heading_id;
pub use inline::{Attributes, Citation, CitationMode, CiteItem, Inline, InlineKind, Picture, Value, words};
pub use manifest::{
    BibliographyGroup, BookTable, BookletTable, Contents, ContentsEntry, Contributor, CoverTable, DataEntry, EditionTable, EpubTable,
    GeneratedPage, Manifest, MarginSide, PrintTable,
};

use crate::source::{BookPath, FileId, Span, Spanned};

/// A whole book as written: what `assemble` is given besides the sources' records.
#[derive(Debug, Clone)]
pub struct Manuscript {
    /// book.toml.
    pub manifest: Arc<Manifest>,
    /// The Markdown files that the contents name, by path.
    pub files: BTreeMap<BookPath, Arc<TextFile>>,
    /// The data files by the name that book.toml gives them.
    pub data: BTreeMap<String, Arc<DataFile>>,
}

/// One Markdown file. It may hold several chapters: each heading of level 1 begins one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextFile {
    /// The file.
    pub file: FileId,
    /// Its path.
    pub path: BookPath,
    /// The keys of its front matter that recto reads.
    pub front_matter: FrontMatter,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Its named notes, `[^name]: …`; names belong to the file.
    pub notes: BTreeMap<String, NoteText>,
}

/// A note's text, given apart from its mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NoteText {
    /// The place of `[^name]:`.
    pub span: Span,
    /// The text.
    pub blocks: Vec<Block>,
}

/// Front matter: `title`, `subtitle`, `author`, `lang`, `nocite`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// The chapter's title, read as inline Markdown.
    pub title: Option<Spanned<Vec<Inline>>>,
    /// Its subtitle, likewise.
    pub subtitle: Option<Spanned<Vec<Inline>>>,
    /// Its authors (byline).
    pub authors: Vec<Spanned<String>>,
    /// The language of the file (BCP 47).
    pub language: Option<Spanned<String>>,
    /// Keys for the bibliography that the text does not cite; `*` means all.
    pub nocite: Vec<Spanned<String>>,
}
