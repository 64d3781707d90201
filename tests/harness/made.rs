//! A book made by hand, of one chapter without a head.
//!
//! In: blocks. Out: the book.

use std::collections::BTreeMap;
use std::sync::Arc;

use recto::book::{Block, Book, Date, Design, Length, Matter, Metadata, Section, SectionId, SectionKind, SectionTitle};
use recto::font::TEXT_FAMILY;
use recto::locale::Language;

/// A book of these blocks.
pub(crate) fn book(blocks: Vec<Block>) -> Book {
    let language = Language::parse("en-GB").expect("a language");
    let title = SectionTitle { name: "Chapter".to_owned(), heading: None, short: None, subtitle: None, byline: None };
    let section = Section {
        id: SectionId(0),
        matter: Matter::Body,
        kind: SectionKind::Chapter,
        part: None,
        slug: "chapter".to_owned(),
        language: language.clone(),
        title,
        blocks,
        notes: Vec::new(),
        origin: None,
    };
    let metadata = Metadata {
        title: "A book".to_owned(),
        subtitle: None,
        language,
        contributors: Vec::new(),
        description: None,
        subjects: Vec::new(),
        publisher: None,
        rights: None,
        isbn_print: None,
        isbn_epub: None,
        edition: 1,
        printing: 1,
        date: Some(Date { year: 2026, month: 11, day: 23 }),
        name: "book".to_owned(),
    };
    let design = Design {
        width: Length::mm(148.0),
        height: Length::mm(210.0),
        margins: None,
        size: Length::pt(11.0),
        leading: Length::pt(14.0),
        font: TEXT_FAMILY.to_owned(),
    };
    Book {
        metadata,
        design,
        sections: vec![Arc::new(section)],
        cited: BTreeMap::new(),
        anchors: BTreeMap::new(),
        pictures: BTreeMap::new(),
        cover: None,
        booklet: None,
        embeds_fonts: true,
        holds_pages: false,
    }
}
