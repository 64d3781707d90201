//! Sections: the parts of a book that begin on a page of their own.

use super::{Anchor, Block, BlockKind, Book, Heading, Inline, Note, Origin};
use crate::locale::Language;

/// The number of a section: its index in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u16);

/// The three matters of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Pages before the text; printed pages numbered in roman figures.
    Front,
    /// The text.
    Body,
    /// What follows it.
    Back,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// The title alone, on the first recto.
    HalfTitle,
    /// Title, subtitle, contributors, publisher.
    TitlePage,
    /// Edition, rights, ISBNs; on the title page's verso.
    Copyright,
    /// The table of contents. Its blocks are empty: each writer makes the entries from [`Book::outline`].
    Contents,
    /// Likewise, from [`Book::captions`].
    ListOfTables,
    /// Likewise, from [`Book::captions`].
    ListOfFigures,
    /// A leaf that opens a part of the body.
    Part,
    /// A chapter, numbered or not, in any matter (a foreword is a chapter of the front).
    Chapter,
    /// The sources.
    Bibliography,
    /// What was corrected since the edition before.
    Errata,
    /// Names and subjects with the pages that speak of them: groups of the role [`super::Role::Index`], an entry a paragraph,
    /// entries below another in a group of their own after it.
    Index,
    /// How the book was made.
    Colophon,
}

/// A part of the book that begins on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    /// Its number.
    pub id: SectionId,
    /// Front, body or back.
    pub matter: Matter,
    /// What it is.
    pub kind: SectionKind,
    /// The part that it belongs to, where it is a chapter in one.
    pub part: Option<SectionId>,
    /// Its file's name in both outputs, without extension: an ASCII slug, unique in the book.
    pub slug: String,
    /// Its language.
    pub language: Language,
    /// Its head. Half-title, title page, copyright page and colophon have none in print; `title.name` still names
    /// them in navigation.
    pub title: SectionTitle,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its notes in the order of their marks.
    pub notes: Vec<Note>,
    /// The chapter's place in the manuscript.
    pub origin: Origin,
}

/// A section's head.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SectionTitle {
    /// Its name as plain text, for navigation and running heads ("Contents", "The camps").
    pub name: String,
    /// What stands above the text in both outputs; none on pages without a head.
    pub heading: Option<Heading>,
    /// What the running head says where it is not the title.
    pub short: Option<String>,
    /// The line under the title.
    pub subtitle: Option<Vec<Inline>>,
    /// The authors of this chapter alone.
    pub byline: Option<Vec<Inline>>,
}

/// A line of the table of contents.
#[derive(Debug, Clone)]
pub struct OutlineEntry<'a> {
    /// 0: part; 1: chapter or generated page; 2 and more: headings in the text.
    pub depth: u8,
    /// The section that it leads to.
    pub section: &'a Section,
    /// The heading, where the section has one.
    pub heading: Option<&'a Heading>,
    /// The anchor in the section; none: its beginning.
    pub anchor: Option<&'a Anchor>,
}

/// Parts, chapters and their headings in order. Half-title, title page, copyright page, the contents
/// themselves are not listed.
pub(super) fn outline(book: &Book) -> Vec<OutlineEntry<'_>> {
    let mut entries = Vec::new();
    for section in &book.sections {
        match section.kind {
            SectionKind::HalfTitle | SectionKind::TitlePage | SectionKind::Copyright | SectionKind::Contents => continue,
            SectionKind::Part
            | SectionKind::ListOfTables
            | SectionKind::ListOfFigures
            | SectionKind::Chapter
            | SectionKind::Bibliography
            | SectionKind::Errata
            | SectionKind::Index
            | SectionKind::Colophon => {}
        }
        let depth = u8::from(section.kind != SectionKind::Part);
        entries.push(OutlineEntry { depth, section, heading: section.title.heading.as_ref(), anchor: None });
        super::visit::blocks(&section.blocks, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind {
                entries.push(OutlineEntry { depth: heading.level, section, heading: Some(heading), anchor: block.anchor.as_ref() });
            }
        });
    }
    entries
}
