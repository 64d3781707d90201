//! A section of the book → one file of Typst markup.
//!
//! In: a section, where it stands in the book, the pages of other places. Out: the markup and its trail. A pure function,
//! kept by comemo: a section that did not change is not written again. Looks are in `template/`; here are words and
//! structure, and choices that follow from how long a thing is.

mod block;
mod columns;
mod deep;
mod drawing;
mod front;
mod inline;
mod phrase;
mod picture;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use comemo::Tracked;

use super::measures::Advances;
use super::out::{Out, Trail, quoted};
use crate::book::{Anchor, Inline, NodeId, NoteId, Origin, PageOf, PageRun, PictureFormat, Section};
use crate::locale::Language;
use crate::source::BookPath;

pub(super) use front::Listed;

/// A section as markup.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Lowered {
    pub(super) text: String,
    pub(super) trail: Trail,
    /// Tables that no page is wide enough for: where they were written.
    pub(super) too_wide: Vec<Origin>,
}

/// What a section must know of the book around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Setting {
    /// The book's title, for running heads.
    pub(super) title: String,
    /// The numbering of the pages before it: `i` or `1`.
    pub(super) before: &'static str,
    /// The numbering of its own pages.
    pub(super) numbering: &'static str,
    /// Its first page is page 1.
    pub(super) restart: bool,
    /// 1 for a chapter inside a part, else 0: added to the level of every head.
    pub(super) depth: u8,
    /// What a table of contents or a list of captions lists.
    pub(super) listed: Vec<Listed>,
    /// Anchors of the section as a whole.
    pub(super) anchors: Vec<Anchor>,
    /// Paragraphs that may leave one line on a page, and heads that begin one: else their notes would not stand on the pages of
    /// their marks. Notes that are kept whole for the same reason.
    pub(super) loose: BTreeSet<NodeId>,
    /// Paragraphs in which, and paragraphs and heads before which, a page ends early, and the character at which the next begins.
    pub(super) turns: BTreeMap<NodeId, u32>,
    /// Figures and tables that float although they may be near the section's title.
    pub(super) floats: BTreeSet<NodeId>,
    /// What all sections share.
    pub(super) book: Arc<Shared>,
}

/// What all sections must know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Shared {
    /// Anchors that stand in no printed block.
    pub(super) unprinted: BTreeSet<Anchor>,
    /// Format and size of the pictures.
    pub(super) pictures: BTreeMap<BookPath, (PictureFormat, (u32, u32))>,
    /// Letters on a line of the text at 11 points.
    pub(super) letters: usize,
    /// Lines on a page.
    pub(super) lines: usize,
    /// The width of the text in thousandths of a point.
    pub(super) width: i64,
    /// The height of the text in thousandths of a point.
    pub(super) height: i64,
    /// The text's size in thousandths of a point.
    pub(super) size: i64,
    /// From baseline to baseline in thousandths of a point.
    pub(super) unit: i64,
    /// The text's font family.
    pub(super) font: String,
    /// How wide the text face's letters are.
    pub(super) advances: Advances,
}

/// What the printed pages of a place are called.
#[comemo::track]
pub(super) trait Pages {
    /// The pages of a page reference; none where they are not known.
    fn runs(&self, of: &PageOf) -> Option<Vec<PageRun>>;
}

/// Writes a section.
#[comemo::memoize]
pub(super) fn section(section: &Section, setting: &Setting, pages: Tracked<'_, dyn Pages + '_>) -> Arc<Lowered> {
    let mut lower = Lower {
        out: Out::default(),
        section,
        set: setting,
        pages,
        marks: marks(section),
        plain: false,
        fine: true,
        written: 0,
        nesting: 0,
        deep: deep::Deep::default(),
        looks: inline::Looks::default(),
        level: setting.depth,
        anchored: BTreeSet::new(),
        hangs: false,
        turned: false,
        too_wide: Vec::new(),
    };
    lower.section();
    let too_wide = lower.too_wide;
    let (text, trail) = lower.out.finish();
    Arc::new(Lowered { text, trail, too_wide })
}

/// The state of writing a section.
struct Lower<'a> {
    out: Out,
    section: &'a Section,
    set: &'a Setting,
    pages: Tracked<'a, dyn Pages + 'a>,
    /// How often each note is marked, and whether its first mark is written.
    marks: BTreeMap<NoteId, (usize, bool)>,
    /// Words alone: no notes, links or anchors (for lists of heads and captions).
    plain: bool,
    /// Abbreviations in capitals are set smaller.
    fine: bool,
    /// Letters of running text written so far: the first page is the opening page.
    written: usize,
    /// Blocks around the current one.
    nesting: usize,
    /// Those of them that are nested in the markup too.
    deep: deep::Deep,
    /// Marks around the current words.
    looks: inline::Looks,
    /// The level of the last head.
    level: u8,
    /// Anchors that stand already.
    anchored: BTreeSet<Anchor>,
    /// Opening quotation marks hang.
    hangs: bool,
    /// What is written stands on a page that is turned.
    turned: bool,
    /// Tables that no page is wide enough for.
    too_wide: Vec<Origin>,
}

impl Lower<'_> {
    /// Content in brackets.
    fn content(&mut self, inlines: &[Inline]) {
        self.out.raw("[");
        self.inlines(inlines);
        self.out.raw("]");
    }

    /// `name: [content], `
    fn named(&mut self, name: &str, inlines: &[Inline]) {
        self.out.raw(&format!("{name}: "));
        self.content(inlines);
        self.out.raw(", ");
    }

    /// Whether an anchor is still to be written: each stands once, and never in a list of heads.
    fn once(&mut self, anchor: &Anchor) -> bool {
        !self.plain && self.anchored.insert(anchor.clone())
    }

    /// A label that is the first of its node's words, in brackets; a space counts after it.
    fn placed_label(&mut self, words: &str) {
        self.out.raw("[");
        self.out.words(words);
        self.out.raw("]");
        self.out.skip(1);
    }

    /// Words that are of no node, in brackets.
    fn label(&mut self, words: &str) {
        self.out.raw("[");
        self.out.unplaced(words);
        self.out.raw("]");
    }
}

/// How often each note is marked in a section.
fn marks(section: &Section) -> BTreeMap<NoteId, (usize, bool)> {
    let mut marks = BTreeMap::new();
    walk::section(section, &mut |inline| {
        if let crate::book::InlineKind::Note(id) = inline.kind {
            marks.entry(id).or_insert((0, false)).0 += 1;
        }
    });
    marks
}

/// Language and region as the typesetter takes them.
fn language(language: &Language) -> String {
    let region = language.region().map_or_else(|| "none".to_owned(), quoted);
    format!("{}, region: {region}", quoted(language.primary()))
}

/// Every inline of a section, captions, entries and notes too.
pub(super) mod walk {
    use crate::book::visit::{blocks, inlines};
    use crate::book::{Block, BlockKind, Caption, Heading, Inline, Section};

    pub(in super::super) fn section<'a>(section: &'a Section, f: &mut impl FnMut(&'a Inline)) {
        if let Some(heading) = &section.title.heading {
            inlines(&heading.content, f);
        }
        for line in [&section.title.subtitle, &section.title.byline].into_iter().flatten() {
            inlines(line, f);
        }
        within(&section.blocks, f);
        section.notes.iter().for_each(|note| within(&note.blocks, f));
    }

    pub(in super::super) fn within<'a>(all: &'a [Block], f: &mut impl FnMut(&'a Inline)) {
        blocks(all, &mut |block| match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading(Heading { content, .. }) => inlines(content, f),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|d| inlines(&d.term, f)),
            BlockKind::Table(table) => {
                caption(table.caption.as_ref(), f);
                for (_, source) in table.notes.iter().chain(&table.source) {
                    inlines(source, f);
                }
            }
            BlockKind::Figure(figure) => caption(figure.caption.as_ref(), f),
            BlockKind::Bibliography(groups) => {
                groups.iter().filter_map(|g| g.heading.as_ref()).for_each(|h| inlines(&h.content, f));
                groups.iter().flat_map(|g| &g.entries).for_each(|e| inlines(&e.content, f));
            }
            BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Ornament
            | BlockKind::PageBreak => {}
        });
    }

    fn caption<'a>(caption: Option<&'a Caption>, f: &mut impl FnMut(&'a Inline)) {
        if let Some(caption) = caption {
            inlines(&caption.content, f);
        }
    }
}
