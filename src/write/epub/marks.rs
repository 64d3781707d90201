//! Page marks: where each printed page begins in the e-book's text.
//!
//! In: the page map. Out: for every section its marks in the order of the pages, each with the place that it is set at; for
//! the navigation document the marks of the contents and lists; the page-list. A page without running text, a blank one
//! too, has its mark right before the next page's. Real pages only, and all of them (EPUB Accessibility 1.1 §4.2).

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use crate::book::{Book, NodeId, Page, PageMap, Place, SectionId, SectionKind};

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The place that it is set at, or the next one that the e-book has.
    pub(super) place: Place,
    /// The page's label: `iv`, `12`.
    pub(super) label: String,
    /// Its id in the file.
    pub(super) id: String,
}

/// An entry of the page-list.
pub(super) struct Listed {
    /// The page's label.
    pub(super) label: String,
    /// Its mark.
    pub(super) href: String,
}

/// Every mark of the book.
#[derive(Default)]
pub(super) struct Marks {
    sections: BTreeMap<SectionId, Vec<Mark>>,
    /// Those of the navigation document.
    pub(super) nav: Vec<Mark>,
    /// The page-list.
    pub(super) list: Vec<Listed>,
}

impl Marks {
    /// Finds every mark's place.
    pub(super) fn new(book: &Book, pages: Option<&PageMap>, places: &Places<'_>) -> Self {
        let mut marks = Self::default();
        let mut waiting: Vec<&Page> = Vec::new();
        let mut taken = BTreeSet::new();
        for page in pages.iter().flat_map(|map| &map.pages) {
            waiting.push(page);
            if let Some(place) = place_of(book, page, places) {
                marks.set(place, &mut waiting, places, &mut taken);
            }
        }
        let last = book.sections.iter().rev().find(|section| !places.in_nav(section.id));
        if let Some(last) = last {
            let end = Place { node: NodeId { section: last.id, index: u32::MAX }, offset: u32::MAX };
            marks.set(end, &mut waiting, places, &mut taken);
        }
        marks
    }

    fn set(&mut self, place: Place, waiting: &mut Vec<&Page>, places: &Places<'_>, taken: &mut BTreeSet<String>) {
        let section = place.node.section;
        let file = places.file(section);
        for page in waiting.drain(..) {
            let mark = Mark { place, label: page.label.clone(), id: id(&page.label, taken) };
            self.list.push(Listed { label: mark.label.clone(), href: format!("{file}#{}", mark.id) });
            if places.in_nav(section) {
                self.nav.push(mark);
            } else {
                self.sections.entry(section).or_default().push(mark);
            }
        }
    }

    /// The marks of a section.
    pub(super) fn of(&self, section: SectionId) -> &[Mark] {
        self.sections.get(&section).map_or(&[], Vec::as_slice)
    }
}

/// Where a page's mark is set; none: before the next page's. A list that the e-book leaves out has no place.
fn place_of(book: &Book, page: &Page, places: &Places<'_>) -> Option<Place> {
    let section = page.begins.map_or(page.section, |place| place.node.section);
    match book.section(section).kind {
        SectionKind::Contents | SectionKind::ListOfTables | SectionKind::ListOfFigures => {
            let text = page.begins.is_some() || !page.lines.is_empty();
            let start = Place { node: NodeId { section, index: 0 }, offset: 0 };
            (places.in_nav(section) && text).then_some(start)
        }
        SectionKind::HalfTitle
        | SectionKind::TitlePage
        | SectionKind::Copyright
        | SectionKind::Part
        | SectionKind::Chapter
        | SectionKind::Bibliography
        | SectionKind::Errata
        | SectionKind::Index
        | SectionKind::Colophon => page.begins,
    }
}

fn id(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let numbered = |n: u32| if n == 1 { format!("page-{plain}") } else { format!("page-{plain}.{n}") };
    let id = (1..).map(numbered).find(|id| !taken.contains(id)).expect("numbers do not end");
    taken.insert(id.clone());
    id
}
