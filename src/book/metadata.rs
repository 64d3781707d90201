//! What catalogues and title pages say of a book.

use crate::locale::Language;

/// The book's metadata.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The language.
    pub language: Language,
    /// Authors first, then others, each in the order of book.toml.
    pub contributors: Vec<Contributor>,
    /// A few sentences.
    pub description: Option<String>,
    /// Subject words.
    pub subjects: Vec<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Who may do what with the book.
    pub rights: Option<String>,
    /// The printed book's ISBN, 13 digits with its hyphens as typed; check digit verified.
    pub isbn_print: Option<String>,
    /// The e-book's, likewise.
    pub isbn_epub: Option<String>,
    /// The edition's number, from 1.
    pub edition: u32,
    /// The printing's number, from 1.
    pub printing: u32,
    /// The edition's date; none where book.toml gives none.
    pub date: Option<Date>,
    /// The outputs' file name, without extension.
    pub name: String,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// A person or body that had a part in the book.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The name as sorted.
    pub sort_as: Option<String>,
    /// The MARC relator code: `aut`, `edt`, `trl` …
    pub relator: String,
}
