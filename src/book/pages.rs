//! The page map: what stands on every printed page.
//!
//! Made by the print writer from the laid-out pages. The e-book's page marks, "p. 12", the index, errata and
//! changed sheets all stand on it. Places are of the book, never of a format.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Anchor, NodeId, PageOf, SectionId};

/// A place in the words of the book. What a node's words are, and how they are counted, [`super::visit::counted`] and its
/// neighbours say: a caption's and a head's label are the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The node.
    pub node: NodeId,
    /// Characters of the node's words before the place.
    pub offset: u32,
}

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Running text: it counts for where a page begins.
    Text,
    /// A row or caption of a table or figure, which may have floated.
    Float,
    /// A line of a note at the foot.
    Note,
    /// A line of a table of contents or a list of tables or figures.
    List,
    /// A line that stood on a page before: the head of a table that goes on, "(continued)".
    Repeated,
}

/// Words of a line that follow each other in one node, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Where they stand in the line, in characters of its text.
    pub within: Range<u32>,
    /// Where they stand in the book.
    pub place: Place,
    /// They are printed pages, which together count as one character of the node.
    pub pages: bool,
}

impl Stretch {
    /// The offset in the node after its last word.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.place.offset + if self.pages { 1 } else { self.within.end - self.within.start }
    }
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its words by the nodes that they are of: several in a row of a table. What is in none (a list's number, the stop after
    /// a head that opens its paragraph) is of no node.
    pub stretches: Vec<Stretch>,
    /// Its baseline below the page's top edge, in thousandths of a point; on a page that is turned, from the edge that is its top.
    pub baseline: i64,
    /// Its words.
    pub text: String,
}

impl Line {
    /// The place of its first words; none where all its words are of no node.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.stretches.first().map(|stretch| stretch.place)
    }
}

/// A printed page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Page {
    /// What a reader calls it: `iv`, `12`. Every page has one, also where none is printed.
    pub label: String,
    /// The section that it belongs to: a blank page to the one before it.
    pub section: SectionId,
    /// Where its running text begins; none where it has none, or is blank.
    pub begins: Option<Place>,
    /// Its lines from top to bottom, running heads and folios left out.
    pub lines: Vec<Line>,
}

/// Every page of the printed book in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PageMap {
    /// The pages.
    pub pages: Vec<Page>,
    /// The page that holds each node's first character: an index into `pages`.
    pub nodes: BTreeMap<NodeId, u32>,
}

impl PageMap {
    /// The page on which a node begins.
    #[must_use]
    pub fn page_of(&self, node: NodeId) -> Option<&Page> {
        self.nodes.get(&node).and_then(|i| self.pages.get(*i as usize))
    }

    /// The page that holds a place: the character there or, where that is not printed (a space at a line's end), the next of
    /// the node that is; after the last, the page that the node ends on.
    #[must_use]
    pub fn page_at(&self, place: Place) -> Option<&Page> {
        self.pages.get(self.index_at(place)?)
    }

    /// Its number among the pages.
    fn index_at(&self, place: Place) -> Option<usize> {
        let first = usize::try_from(*self.nodes.get(&place.node)?).ok()?;
        let mut last = first;
        for (index, page) in self.pages.iter().enumerate().skip(first) {
            let lines = page.lines.iter().filter(|line| line.kind != LineKind::Repeated);
            let mut own = lines.flat_map(|line| &line.stretches).filter(|stretch| stretch.place.node == place.node).peekable();
            if own.peek().is_some() {
                last = index;
            } else if page.section != place.node.section {
                break;
            }
            if own.any(|stretch| place.offset < stretch.end()) {
                return Some(index);
            }
        }
        Some(last)
    }

    /// What a [`PageOf`] prints after `one` or `many`: each page once, with its first place, more than two that follow each other
    /// as one. None where a place is on no page.
    #[must_use]
    pub fn runs(&self, of: &PageOf) -> Option<Vec<PageRun>> {
        let mut found: BTreeMap<usize, &Anchor> = BTreeMap::new();
        for (anchor, place) in &of.places {
            found.entry(self.index_at(*place)?).or_insert(anchor);
        }
        let found: Vec<(usize, &Anchor)> = found.into_iter().collect();
        let label = |page: usize| self.pages.get(page).map_or("", |page| page.label.as_str());
        let mut runs = Vec::new();
        for run in found.chunk_by(|(before, _), (next, _)| before + 1 == *next) {
            match run {
                [(first, anchor), _, .., (last, _)] => {
                    runs.push(PageRun { label: format!("{}–{}", label(*first), label(*last)), target: (*anchor).clone() });
                }
                few => runs.extend(few.iter().map(|(page, anchor)| PageRun { label: label(*page).to_owned(), target: (*anchor).clone() })),
            }
        }
        Some(runs)
    }
}

/// A page that a [`PageOf`] prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageRun {
    /// What the page is called.
    pub label: String,
    /// What it links to.
    pub target: Anchor,
}

impl PageOf {
    /// All that is printed: `one` or `many` with the pages, else `otherwise`.
    #[must_use]
    pub fn words(&self, runs: Option<&[PageRun]>) -> String {
        let Some(runs) = runs else { return self.otherwise.clone() };
        let labels: Vec<&str> = runs.iter().map(|run| run.label.as_str()).collect();
        format!("{}{}", self.before(labels.len()), labels.join(", "))
    }

    /// What is printed before the pages.
    #[must_use]
    pub fn before(&self, pages: usize) -> &str {
        if pages == 1 { &self.one } else { &self.many }
    }
}
