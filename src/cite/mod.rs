//! Citations: records + style + language + the citations in their order → worded runs.
//!
//! The one seam behind which citations are worded, once, for both outputs. Knows no Markdown, Typst or XHTML: a
//! citation comes in as keys, locators and runs of words, and goes out as runs that say how they look and what
//! they link to. Behind it works a CSL 1.0.2 processor, cut along the chapters of the specification: a style's file is
//! lowered to a plan (`lower`, `plan`), a record to an item (`item`), and `book` words the whole.

mod again;
mod author;
mod book;
pub mod conformance;
mod dates;
mod files;
mod groups;
mod html;
mod initials;
mod inline;
mod item;
mod label;
mod letters;
mod links;
mod locator;
mod lower;
mod names;
mod numbers;
mod order;
mod plan;
mod points;
mod positions;
mod raised;
pub mod record;
mod render;
mod sheet;
mod shelf;
mod shelfmark;
mod shelved;
mod span;
mod style;
mod twins;
mod word;

pub use locator::{Locator, LocatorKind, split_locator};
pub use shelfmark::{Wording, shelfmark};
pub use style::{Style, StyleFault};
pub use word::word;

/// Words of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// What they link to.
    pub link: Option<Link>,
}

/// How words of a citation look. Flip-flopping (a title in italics inside italics) is done already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Italics.
    pub italic: bool,
    /// Bold.
    pub bold: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// Raised or lowered.
    pub shift: Shift,
}

/// Raised or lowered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Shift {
    /// On the line.
    #[default]
    None,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// What a run links to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Link {
    /// The source's entry in the bibliography.
    Entry(String),
    /// A URL or a DOI's URL.
    Url(String),
}

/// A citation as it stands in the book.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Request {
    /// Its sources in order; every key is among the records.
    pub items: Vec<RequestItem>,
    /// The author's name is part of the sentence: `@key [p. 3]`.
    pub in_sentence: bool,
    /// It makes a note of its own: it begins with a capital and ends with a full stop.
    pub alone: bool,
    /// The number of the note that it makes or stands in; none in the text of author-date styles.
    pub note: Option<u32>,
    /// The chapter, counted from 0: a position in another chapter's notes is never "ibid.".
    pub chapter: u32,
    /// The language of the text around it; the book's where none.
    pub language: crate::locale::Language,
}

/// One source of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestItem {
    /// The record's key.
    pub key: String,
    /// The place in the source.
    pub locator: Option<Locator>,
    /// Words before.
    pub prefix: Vec<Run>,
    /// Words after, without the locator.
    pub suffix: Vec<Run>,
    /// `-@key`
    pub suppress_author: bool,
}

/// Everything worded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Worded {
    /// One for each request, in the same order.
    pub citations: Vec<WordedCitation>,
    /// The bibliography in the style's order: what was cited and what `nocite` adds.
    pub entries: Vec<WordedEntry>,
}

/// A citation, worded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WordedCitation {
    /// The author's name for the sentence, where the request asked for it.
    pub author: Vec<Run>,
    /// What stands in the note, or in the text with its brackets.
    pub content: Vec<Run>,
}

/// An entry of the bibliography, worded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WordedEntry {
    /// The record's key.
    pub key: String,
    /// Its words.
    pub content: Vec<Run>,
}
