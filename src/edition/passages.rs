//! A book → its passages: the units in which editions are compared.
//!
//! In: a book and, where it was laid out, its page map. Out: every run of words that has a node of its own (a head, a
//! paragraph, a cell, an entry, a paragraph of a note) in the order of the text, a section's notes after it, with the printed
//! page and line on which each of its lines begins. A note's mark is no word: it is kept beside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::book::{
    Block, BlockKind, Book, Caption, Figure, Heading, Inline, InlineKind, LineKind, NodeId, Note, NoteId, Page, PageMap, Role, Section,
    SectionKind, Table, visit,
};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// A head of a section or inside it, with its subtitle and byline.
    Heading,
    /// A paragraph, a line of code, a term.
    Text,
    /// A paragraph in a cell of a table.
    Cell,
    /// The caption of a table or figure.
    Caption,
    /// The line of a table's sources.
    Source,
    /// An entry of the bibliography.
    Entry,
    /// A picture: its words are its file, a fingerprint of it, and its description.
    Picture,
}

/// Where a printed line of a passage begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Start(
    /// Characters of the passage's words before it.
    pub u32,
    /// The page: an index into the snapshot's pages.
    pub u32,
    /// The line, counted from 1 at the top of the text block; 0 for notes, which are named by their number.
    pub u32,
);

/// A part of a passage's words: from and to, in characters.
type Range = (u32, u32);

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The section's slug.
    pub section: String,
    /// What it is.
    pub kind: PassageKind,
    /// The number of the note that it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
    /// "Table 1", where it stands in a table that has a caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// For cells: row and column, counted over all tables of the book from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<(u32, u32)>,
    /// It tells of the edition itself (copyright page, colophon, errata): what changes there is no erratum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_edition: bool,
    /// Its words, as offsets count them.
    pub words: String,
    /// Its printed lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<Start>,
    /// Data in its words, by `file.row.column`, from and to in characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<(String, (u32, u32))>,
    /// Citations in its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<(u32, u32)>,
    /// Marks of notes: characters before each, and the note's number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(u32, u32)>,
}

/// The passages of a book, and the passage of each node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// The passages in order.
    pub all: Vec<Passage>,
    /// The index of each node's passage.
    pub of: BTreeMap<NodeId, u32>,
}

/// The passages of a book; without a page map they stand on no page.
#[must_use]
pub fn passages(book: &Book, pages: Option<&PageMap>) -> Passages {
    let starts = pages.map(starts).unwrap_or_default();
    let mut walk = Walk {
        book,
        starts,
        section: String::new(),
        of_edition: false,
        note: None,
        table: None,
        cell: None,
        rows: 0,
        found: Passages::default(),
    };
    book.sections.iter().for_each(|section| walk.section(section));
    walk.found
}

/// The lines of a page as a reader counts them, by their baselines: whatever stands at one height is one line, and notes at the
/// foot are not counted.
#[must_use]
pub(super) fn counted_lines(page: &Page) -> Vec<i64> {
    let mut baselines: Vec<i64> = page.lines.iter().filter(|line| line.kind != LineKind::Note).map(|line| line.baseline).collect();
    baselines.sort_unstable();
    let mut lines: Vec<i64> = Vec::new();
    for baseline in baselines {
        if lines.last().is_none_or(|last| baseline - last > SAME_LINE) {
            lines.push(baseline);
        }
    }
    lines
}

/// Baselines nearer than two points are one line's.
const SAME_LINE: i64 = 2000;

/// Every node's printed lines.
fn starts(pages: &PageMap) -> BTreeMap<NodeId, Vec<Start>> {
    let mut starts: BTreeMap<NodeId, Vec<Start>> = BTreeMap::new();
    for (page, number) in pages.pages.iter().zip(0..) {
        let baselines = counted_lines(page);
        for line in &page.lines {
            let at = match line.kind {
                LineKind::Note => 0,
                // A list's lines are of the heads that they name, a repeated head's of the page where it stood first.
                LineKind::List | LineKind::Repeated => continue,
                LineKind::Text | LineKind::Float => baselines.partition_point(|baseline| *baseline <= line.baseline),
            };
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            for stretch in &line.stretches {
                starts.entry(stretch.place.node).or_default().push(Start(stretch.place.offset, number, at));
            }
        }
    }
    for all in starts.values_mut() {
        all.sort_unstable();
        all.dedup_by(|next, last| (next.1, next.2) == (last.1, last.2));
    }
    starts
}

struct Walk<'a> {
    book: &'a Book,
    starts: BTreeMap<NodeId, Vec<Start>>,
    section: String,
    of_edition: bool,
    note: Option<u32>,
    /// The label of the table that the words stand in.
    table: Option<String>,
    /// The row and column.
    cell: Option<(u32, u32)>,
    rows: u32,
    found: Passages,
}

impl Walk<'_> {
    fn section(&mut self, section: &Section) {
        self.section.clone_from(&section.slug);
        self.of_edition = states_edition(section.kind);
        let title = &section.title;
        if let Some(heading) = &title.heading {
            let mut marked = Marked { at: before(heading), ..Marked::default() };
            marked.inlines(&heading.content);
            for line in [&title.subtitle, &title.byline].into_iter().flatten() {
                marked.at += 1;
                marked.inlines(line);
            }
            self.words(PassageKind::Heading, Some(heading.id), visit::title(title), marked);
        }
        self.blocks(&section.blocks, PassageKind::Text);
        section.notes.iter().for_each(|note| self.note(note));
    }

    fn note(&mut self, note: &Note) {
        self.note = Some(note.number);
        self.blocks(&note.blocks, PassageKind::Text);
        self.note = None;
    }

    fn blocks(&mut self, blocks: &[Block], kind: PassageKind) {
        blocks.iter().for_each(|block| self.block(block, kind));
    }

    fn block(&mut self, block: &Block, kind: PassageKind) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.content(kind, block.id, content),
            BlockKind::Heading(heading) => self.content(PassageKind::Heading, heading.id, &heading.content),
            BlockKind::Quote(inner) => self.blocks(inner, kind),
            BlockKind::Group { role, blocks } => {
                let outside = self.of_edition;
                self.of_edition = outside || *role == Role::Imprint;
                self.blocks(blocks, kind);
                self.of_edition = outside;
            }
            BlockKind::Code { text, .. } => self.words(kind, Some(block.id), text.clone(), Marked::default()),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks, kind)),
            BlockKind::Definitions(all) => {
                for definition in all {
                    self.content(kind, definition.id, &definition.term);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning, kind));
                }
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure, block.id),
            BlockKind::Bibliography(groups) => {
                for group in groups {
                    let heading = group.heading.iter();
                    heading.for_each(|heading| self.content(PassageKind::Heading, heading.id, &heading.content));
                    group.entries.iter().for_each(|entry| self.content(PassageKind::Entry, entry.id, &entry.content));
                }
            }
            BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }

    fn table(&mut self, table: &Table) {
        self.table = table.caption.as_ref().map(|caption| caption.label.clone()).filter(|label| !label.is_empty());
        table.caption.iter().for_each(|caption| self.caption(caption));
        for row in table.head.iter().chain(&table.body).chain(&table.foot) {
            for (cell, column) in row.cells.iter().zip(0..) {
                let first = self.found.all.len();
                self.cell = Some((self.rows, column));
                self.blocks(&cell.blocks, PassageKind::Cell);
                for passage in &mut self.found.all[first..] {
                    let all = (0, count(&passage.words));
                    passage.data.extend(cell.datum.iter().map(|key| (key.clone(), all)));
                }
            }
            self.rows += 1;
        }
        self.cell = None;
        table.notes.iter().for_each(|(node, content)| self.content(PassageKind::Caption, *node, content));
        table.source.iter().for_each(|(node, content)| self.content(PassageKind::Source, *node, content));
        self.table = None;
    }

    fn figure(&mut self, figure: &Figure, node: NodeId) {
        for picture in &figure.pictures {
            let file = self.book.pictures.get(&picture.path);
            let look = file.map(|file| blake3::hash(&file.bytes).to_hex()[..16].to_owned()).unwrap_or_default();
            let words = format!("{} {look} {}", picture.path, picture.description.as_deref().unwrap_or_default());
            self.words(PassageKind::Picture, Some(node), words, Marked::default());
        }
        // A chart is told by its numbers.
        if let Some(chart) = &figure.chart {
            self.words(PassageKind::Picture, Some(node), chart.description.clone(), Marked::default());
        }
        figure.caption.iter().for_each(|caption| self.caption(caption));
    }

    fn caption(&mut self, caption: &Caption) {
        let mut marked = Marked { at: count(&caption.label) + 1, ..Marked::default() };
        marked.inlines(&caption.content);
        self.words(PassageKind::Caption, Some(caption.id), visit::caption(caption), marked);
    }

    fn content(&mut self, kind: PassageKind, node: NodeId, content: &[Inline]) {
        let mut marked = Marked::default();
        marked.inlines(content);
        self.words(kind, Some(node), visit::counted(content), marked);
    }

    fn words(&mut self, kind: PassageKind, node: Option<NodeId>, words: String, marked: Marked) {
        if words.trim().is_empty() && marked.marks.is_empty() {
            return;
        }
        let starts = node.and_then(|node| self.starts.get(&node)).cloned().unwrap_or_default();
        if let Some(node) = node {
            self.found.of.entry(node).or_insert(u32::try_from(self.found.all.len()).unwrap_or(u32::MAX));
        }
        self.found.all.push(Passage {
            section: self.section.clone(),
            kind,
            note: self.note,
            table: self.table.clone(),
            cell: self.cell,
            of_edition: self.of_edition,
            words,
            starts,
            data: marked.data,
            citations: marked.citations,
            marks: marked.marks.iter().map(|(at, id)| (*at, self.number(*id))).collect(),
        });
    }

    /// The number of a note as it is printed.
    fn number(&self, id: NoteId) -> u32 {
        let notes = &self.book.section(id.section).notes;
        notes.get(id.index as usize).map_or(id.index + 1, |note| note.number)
    }
}

/// Whether a section states the edition, and may change with every printing.
#[must_use]
pub(super) const fn states_edition(kind: SectionKind) -> bool {
    match kind {
        SectionKind::Copyright | SectionKind::Errata | SectionKind::Colophon => true,
        SectionKind::HalfTitle
        | SectionKind::TitlePage
        | SectionKind::Contents
        | SectionKind::ListOfTables
        | SectionKind::ListOfFigures
        | SectionKind::Part
        | SectionKind::Chapter
        | SectionKind::Bibliography
        | SectionKind::Index => false,
    }
}

/// Characters of a head's label and the space after it.
fn before(heading: &Heading) -> u32 {
    heading.label.as_ref().map_or(0, |label| count(label) + 1)
}

/// What of a node's words is a datum, a citation, or followed by a note's mark.
#[derive(Default)]
struct Marked {
    at: u32,
    data: Vec<(String, Range)>,
    citations: Vec<Range>,
    marks: Vec<(u32, NoteId)>,
}

impl Marked {
    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            let from = self.at;
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.at += count(text),
                InlineKind::Break | InlineKind::Picture(_) | InlineKind::PageOf(_) => self.at += 1,
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Foreign { content: inner, .. }
                | InlineKind::Link { content: inner, .. } => self.inlines(inner),
                InlineKind::Anchored { anchor, content: inner } => {
                    self.inlines(inner);
                    // Other places are labels, and marks for the index.
                    if anchor.0.starts_with("cite-") {
                        self.citations.push((from, self.at));
                    }
                }
                InlineKind::Datum { key, content: inner, .. } => {
                    self.inlines(inner);
                    self.data.push((key.clone(), (from, self.at)));
                }
                InlineKind::Note(id) => self.marks.push((from, *id)),
            }
        }
    }
}

pub(super) fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
