//! A section → an XHTML document.
//!
//! In: a section, the places of everything, its page marks. Out: a document with semantic elements, structural semantics
//! (`epub:type`) and DPUB-ARIA roles on sections, never on headings. Page marks are set by a queue: wherever words
//! begin, all marks due up to that character are set first, so that each stands once and in order whatever is left out.

mod bibliography;
mod block;
mod chart;
mod document;
mod figure;
mod head;
mod inline;
mod note;
mod soft;
mod table;

use std::collections::BTreeMap;

pub(super) use document::{Named, document, speaking};
pub(super) use head::heading_id;

use super::Shared;
use super::marks::Mark;
use crate::book::{Inline, Matter, NodeId, NoteId, Place, Section, SectionKind};
use crate::locale::{EbookTerm, Language};
use crate::write::xhtml::{Element, Node, Tag};

/// What lowering a section needs and remembers.
pub(super) struct Lower<'a> {
    shared: &'a Shared<'a>,
    /// The section; none: the navigation document.
    section: Option<&'a Section>,
    /// Marks that are not set yet.
    marks: &'a [Mark],
    /// Where the words being set are counted from, and how many went before.
    at: Place,
    /// The language that holds here.
    language: &'a Language,
    /// The level of the last heading.
    level: u8,
    /// How often each note was marked so far.
    marked: BTreeMap<NoteId, u32>,
    /// Notes and names are set without page marks.
    quiet: bool,
    /// Names in the navigation are set without links and ids.
    bare: bool,
}

/// A section's document.
pub(super) fn section<'a>(shared: &'a Shared<'a>, section: &'a Section, title: &str) -> Element {
    let mut lower = Lower::new(shared, Some(section), shared.marks.of(section.id));
    let mut content = lower.head();
    lower.blocks(&section.blocks, &mut content);
    lower.rest(&mut content);
    content.extend(lower.notes());
    let root = lower.root(content);
    let body = Element::new(Tag::Body).with("epub:type", matter(section.matter)).child(root);
    document(Named { title, language: &section.language }, body)
}

/// A name for the navigation: its words with their looks and languages, without links, notes and ids.
pub(super) fn name<'a>(shared: &'a Shared<'a>, language: &'a Language, content: &'a [Inline]) -> Vec<Node> {
    let mut lower = Lower { language, quiet: true, bare: true, ..Lower::new(shared, None, &[]) };
    let mut out = Vec::new();
    lower.inlines(content, &mut out);
    out
}

/// Marks by themselves, for the navigation document.
pub(super) fn marks(marks: &[Mark]) -> Vec<Node> {
    marks.iter().map(|mark| inline::page_mark(mark).into()).collect()
}

impl<'a> Lower<'a> {
    fn new(shared: &'a Shared<'a>, section: Option<&'a Section>, marks: &'a [Mark]) -> Self {
        let start = NodeId { section: section.map_or(crate::book::SectionId(0), |section| section.id), index: 0 };
        Self {
            shared,
            section,
            marks,
            at: Place { node: start, offset: 0 },
            language: section.map_or(shared.book.language(), |section| &section.language),
            level: 0,
            marked: BTreeMap::new(),
            quiet: false,
            bare: false,
        }
    }

    /// The element that holds the whole section.
    fn root(&self, content: Vec<Node>) -> Element {
        let Some(section) = self.section else { return Element::new(Tag::Section).children(content) };
        let (kind, role) = semantics(section.kind);
        let root = Element::new(Tag::Section).with("epub:type", kind).with_some("role", role);
        let root = match section.title.heading {
            Some(_) => root.with("aria-labelledby", head::TITLE_ID),
            None => root.with("aria-label", self.shared.title(section)),
        };
        root.with("class", class(section.kind)).children(content)
    }

    /// Sets the marks that are still open, at the section's end.
    fn rest(&mut self, out: &mut Vec<Node>) {
        out.extend(marks(self.marks));
        self.marks = &[];
        self.quiet = true;
    }

    /// The notes of the section, in the order of their marks.
    fn notes(&mut self) -> Option<Node> {
        let section = self.section.filter(|section| !section.notes.is_empty())?;
        let notes: Vec<Element> = section.notes.iter().map(|note| self.note(note)).collect();
        let label = self.shared.book.language().ebook(EbookTerm::Notes);
        let group = Element::new(Tag::Section).with("class", "notes").with("epub:type", "footnotes").with("aria-label", label);
        Some(group.children(notes).into())
    }
}

/// The division of the book, as `epub:type` of the body (EPUB 3 Structural Semantics Vocabulary 1.1 §2.1).
const fn matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

/// A section's `epub:type`, and its role where DPUB-ARIA has one.
const fn semantics(kind: SectionKind) -> (&'static str, Option<&'static str>) {
    match kind {
        SectionKind::HalfTitle => ("halftitlepage", None),
        SectionKind::TitlePage => ("titlepage", None),
        SectionKind::Copyright => ("copyright-page", None),
        SectionKind::Contents => ("toc", Some("doc-toc")),
        SectionKind::ListOfTables => ("lot", None),
        SectionKind::ListOfFigures => ("loi", None),
        SectionKind::Part => ("part", Some("doc-part")),
        SectionKind::Chapter => ("chapter", Some("doc-chapter")),
        SectionKind::Bibliography => ("bibliography", Some("doc-bibliography")),
        SectionKind::Errata => ("errata", Some("doc-errata")),
        SectionKind::Index => ("index", Some("doc-index")),
        SectionKind::Colophon => ("colophon", Some("doc-colophon")),
    }
}

const fn class(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::HalfTitle => "half-title-page",
        SectionKind::TitlePage => "title-page",
        SectionKind::Copyright => "copyright-page",
        SectionKind::Contents => "contents",
        SectionKind::ListOfTables => "list-of-tables",
        SectionKind::ListOfFigures => "list-of-figures",
        SectionKind::Part => "part",
        SectionKind::Chapter => "chapter",
        SectionKind::Bibliography => "bibliography-page",
        SectionKind::Errata => "errata-page",
        SectionKind::Index => "index-page",
        SectionKind::Colophon => "colophon-page",
    }
}
