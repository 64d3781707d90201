//! book.toml as written.
//!
//! Every key that PRODUCT.md's first chapter names and this version makes, with its place. Values are as typed,
//! checked for their TOML type only; what they mean is `assemble`'s affair.

use crate::source::{BookPath, Span, Spanned};

/// book.toml.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Manifest {
    /// `[book]`
    pub book: BookTable,
    /// `[edition]`
    pub edition: EditionTable,
    /// `[contents]`
    pub contents: Contents,
    /// `[bibliography] files`
    pub bibliography_files: Vec<Spanned<BookPath>>,
    /// `[bibliography] style`: a bundled style's name or a `.csl` file's path.
    pub style: Option<Spanned<String>>,
    /// `[bibliography] groups`
    pub groups: Vec<BibliographyGroup>,
    /// `[data]`: name and file, in order.
    pub data: Vec<(Spanned<String>, DataEntry)>,
    /// `[values]`: values made from data, by name.
    pub values: Vec<(Spanned<String>, super::Derived)>,
    /// `[roles]`: the book's class and recto's role.
    pub roles: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[print]`
    pub print: PrintTable,
    /// `[booklet]`, where it stands.
    pub booklet: Option<BookletTable>,
    /// `[cover]`, where it stands.
    pub cover: Option<CoverTable>,
    /// `[epub]`
    pub epub: EpubTable,
}

/// `[book]`
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BookTable {
    /// The title.
    pub title: Spanned<String>,
    /// The subtitle.
    pub subtitle: Option<Spanned<String>>,
    /// BCP 47.
    pub language: Spanned<String>,
    /// A few sentences for catalogues.
    pub description: Option<Spanned<String>>,
    /// Subject words.
    pub subjects: Vec<Spanned<String>>,
    /// The publisher.
    pub publisher: Option<Spanned<String>>,
    /// Who may do what with the book.
    pub rights: Option<Spanned<String>>,
    /// Authors and others.
    pub contributors: Vec<Contributor>,
    /// The ISBN of the printed book, as typed.
    pub isbn_print: Option<Spanned<String>>,
    /// The ISBN of the e-book, as typed.
    pub isbn_epub: Option<Spanned<String>>,
    /// The outputs' file name; `book` where nothing is said.
    pub name: Option<Spanned<String>>,
}

/// A file of `[data]`: a path, or a table with a sheet, a range of cells or a schema of another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataEntry {
    /// The file.
    pub path: Spanned<BookPath>,
    /// The sheet of a spreadsheet, or the key under which a JSON, TOML or YAML file holds the table.
    pub sheet: Option<Spanned<String>>,
    /// A range of cells of a spreadsheet: `A3:D20`.
    pub range: Option<Spanned<String>>,
    /// Its schema, where that does not stand beside it under its own name.
    pub schema: Option<Spanned<BookPath>>,
}

/// One of `[book] contributors`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contributor {
    /// The name as printed.
    pub name: Spanned<String>,
    /// The name as sorted.
    pub sort_as: Option<Spanned<String>>,
    /// A MARC relator's name (`author`, `editor`, `translator` …).
    pub role: Option<Spanned<String>>,
}

/// `[edition]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct EditionTable {
    /// 1 where nothing is said.
    pub number: Option<Spanned<u32>>,
    /// 1 where nothing is said.
    pub printing: Option<Spanned<u32>>,
    /// Year, month, day.
    pub date: Option<Spanned<(u16, u8, u8)>>,
    /// Whether a correction that moves the beginning of a page is refused; it is not where nothing is said.
    pub hold_pages: Option<Spanned<bool>>,
}

/// `[contents]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Contents {
    /// Pages before the text, with roman or no numbers.
    pub front: Vec<ContentsEntry>,
    /// The text.
    pub body: Vec<ContentsEntry>,
    /// What follows it.
    pub back: Vec<ContentsEntry>,
}

/// An entry of the contents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ContentsEntry {
    /// A page that recto makes.
    Generated(Spanned<GeneratedPage>),
    /// A Markdown file.
    File(Spanned<BookPath>),
    /// `{ part = "…", chapters = […] }`
    Part {
        /// The part's title.
        title: Spanned<String>,
        /// Its chapters: files, or chapters of several files.
        chapters: Vec<ContentsEntry>,
    },
    /// `{ chapter = ["a.md", "b.md"] }`: one chapter of several files.
    Chapter {
        /// The place of the entry.
        span: Span,
        /// The files in order; only the first may begin with a heading of level 1.
        files: Vec<Spanned<BookPath>>,
    },
}

/// The pages that recto makes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeneratedPage {
    /// The short title alone on the first recto.
    HalfTitle,
    /// Title, subtitle, contributors, publisher.
    TitlePage,
    /// Edition, rights, ISBNs: the title page's verso.
    Copyright,
    /// The table of contents.
    Contents,
    /// The list of tables.
    ListOfTables,
    /// The list of figures.
    ListOfFigures,
    /// The bibliography.
    Bibliography,
    /// The index.
    Index,
    /// The errata to the edition before; a first edition has none.
    Errata,
    /// How the book was made, and which edition this is.
    Colophon,
}

impl GeneratedPage {
    /// Every page with its bare name in book.toml.
    pub const ALL: [(&'static str, Self); 10] = [
        ("half-title", Self::HalfTitle),
        ("title-page", Self::TitlePage),
        ("copyright", Self::Copyright),
        ("contents", Self::Contents),
        ("list-of-tables", Self::ListOfTables),
        ("list-of-figures", Self::ListOfFigures),
        ("bibliography", Self::Bibliography),
        ("index", Self::Index),
        ("errata", Self::Errata),
        ("colophon", Self::Colophon),
    ];
}

/// One of `[bibliography] groups`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BibliographyGroup {
    /// Its heading.
    pub title: Spanned<String>,
    /// The types of sources that it takes, in the input's words or CSL's. A group that names neither types nor keywords,
    /// languages or archives takes what no other group takes.
    pub types: Vec<Spanned<String>>,
    /// The keywords of which a source must have one.
    pub keywords: Vec<Spanned<String>>,
    /// The languages of which a source must have one (`ru` takes `ru-RU` too).
    pub languages: Vec<Spanned<String>>,
    /// The archives, by name or abbreviation, of which one must keep the source.
    pub archives: Vec<Spanned<String>>,
    /// Whether entries stand by archive and fonds rather than in the style's order.
    pub by_archive: bool,
}

/// `[print]`; lengths are strings with a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PrintTable {
    /// `a5`, `a4`, `digest`, `6x9in`, `120x190mm` …; `a5` where nothing is said.
    pub trim: Option<Spanned<String>>,
    /// One length for all four, or those of the table `margins`: inside, outside, top, bottom.
    pub margins: Vec<(MarginSide, Spanned<String>)>,
    /// The text's size; `11pt` where nothing is said.
    pub size: Option<Spanned<String>>,
    /// From baseline to baseline; `14pt` where nothing is said.
    pub leading: Option<Spanned<String>>,
    /// The text's font family.
    pub font: Option<Spanned<String>>,
}

/// A side of the text block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarginSide {
    /// All four.
    All,
    /// At the fold.
    Inside,
    /// At the edge.
    Outside,
    /// Above.
    Top,
    /// Below.
    Bottom,
}

/// `[booklet]`: how sheets become the book; its presence asks for a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BookletTable {
    /// The table's place.
    pub span: Span,
    /// The paper: a name (`a4`, `letter` …) or two lengths; `a4` where nothing is said.
    pub sheet: Option<Spanned<String>>,
    /// `saddle` or `sections`; `saddle` where nothing is said.
    pub binding: Option<Spanned<String>>,
    /// Folded sheets in a section; 4 where nothing is said.
    pub sheets_per_section: Option<Spanned<u32>>,
    /// `left` or `right`; by the book's script where nothing is said.
    pub edge: Option<Spanned<String>>,
    /// Pages on a side, 2 or 4; 2 where nothing is said.
    pub up: Option<Spanned<u32>>,
    /// `short` or `long`; `short` where nothing is said.
    pub flip: Option<Spanned<String>>,
    /// A length; `0.1mm` where nothing is said.
    pub paper_thickness: Option<Spanned<String>>,
    /// Pages that the book may have.
    pub fit: Option<Spanned<u32>>,
    /// Labels of pages after which blanks go first, where blanks are needed.
    pub blanks_after: Vec<Spanned<String>>,
}

/// `[cover]`: kept for the issue that makes it; its presence asks for a cover.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CoverTable {
    /// The table's place.
    pub span: Span,
}

/// `[epub]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct EpubTable {
    /// A picture for the cover; without one recto sets a plain one.
    pub cover: Option<Spanned<BookPath>>,
    /// Whether the fonts go into the e-book; they do where nothing is said.
    pub fonts: Option<Spanned<bool>>,
}
