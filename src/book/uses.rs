//! Where a datum, a source or a label is used in a book.
//!
//! In: the book and what is sought. Out: every place that it reaches, in the order of the text: the sentence of a paragraph, a
//! title, a note, a caption, a cell or sum of a table, a line under one, a chart. What a changed cell changes is named here
//! before it changes; a table whose order or choice of rows a column decides is named as a whole.

use unicode_segmentation::UnicodeSegmentation;

use super::{Anchor, Block, BlockKind, Book, Caption, Cell, Figure, Inline, InlineKind, NodeId, Origin, Place, Table, Target, View, visit};

/// What is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A cell, by its parts: file, row, column; with the column that names the file's rows.
    Cell {
        /// File, row and column, quoted where they need it, with stops between.
        key: String,
        /// The file's name.
        file: String,
        /// The column's name.
        column: String,
        /// The cell names its row: whatever is asked for by that name is reached.
        row: Option<String>,
    },
    /// A declared value.
    Value(String),
    /// A source.
    Source(String),
    /// A label's place.
    Label(Anchor),
}

/// What a use is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UseKind {
    /// A sentence of the text or of a note.
    Sentence,
    /// A chapter's or section's head.
    Title,
    /// The words over a table or under a figure.
    Caption,
    /// A cell of a table, or a sum in it.
    Cell,
    /// A whole table: which rows it has, in which order.
    Table,
    /// A chart and its description.
    Chart,
    /// A line under a table.
    TableLine,
    /// An entry of the bibliography.
    Entry,
    /// The place that has the label.
    Place,
}

/// A use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What it is.
    pub kind: UseKind,
    /// Where it stands in the book.
    pub place: Place,
    /// Where it stands in the manuscript.
    pub origin: Origin,
    /// The sentence, or the words of the cell, line or caption.
    pub words: String,
}

/// Every use, in the order of the text.
#[must_use]
pub fn uses(book: &Book, sought: &Sought) -> Vec<Use> {
    let mut search = Search { book, sought, found: Vec::new() };
    for section in &book.sections {
        let node = section.title.heading.as_ref().map_or(NodeId { section: section.id, index: 0 }, |heading| heading.id);
        if let Some(heading) = &section.title.heading {
            search.own(heading.id, heading.origin, &visit::title(&section.title), section_anchor(book, sought, section.id));
            search.content(UseKind::Title, heading.id, heading.origin, &heading.content, 0);
        }
        for line in section.title.subtitle.iter().chain(&section.title.byline) {
            search.content(UseKind::Title, node, section.origin, line, 0);
        }
        search.blocks(&section.blocks);
        section.notes.iter().for_each(|note| search.blocks(&note.blocks));
    }
    search.found
}

/// Whether the label sought is the section's as a whole.
fn section_anchor(book: &Book, sought: &Sought, section: super::SectionId) -> bool {
    let Sought::Label(anchor) = sought else { return false };
    book.anchors.get(anchor).is_some_and(|landing| landing.section == section && landing.place.is_none())
}

struct Search<'a> {
    book: &'a Book,
    sought: &'a Sought,
    found: Vec<Use>,
}

impl Search<'_> {
    fn push(&mut self, kind: UseKind, place: Place, origin: Origin, words: String) {
        let used = Use { kind, place, origin, words };
        // Several values of one sentence are one use.
        let same = |other: &Use| other.kind == used.kind && other.place.node == place.node && other.words == used.words;
        if !self.found.iter().rev().take(8).any(same) {
            self.found.push(used);
        }
    }

    /// A place that may have the label sought.
    fn own(&mut self, node: NodeId, origin: Origin, words: &str, whole: bool) {
        let Sought::Label(anchor) = self.sought else { return };
        let here = self.book.anchors.get(anchor).is_some_and(|landing| landing.place.is_some_and(|place| place.node == node));
        if whole || here {
            self.push(UseKind::Place, Place { node, offset: 0 }, origin, one_line(words));
        }
    }

    fn blocks(&mut self, all: &[Block]) {
        all.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.own(block.id, block.origin, &visit::words(content), false);
                self.content(UseKind::Sentence, block.id, block.origin, content, 0);
            }
            BlockKind::Heading(heading) => {
                self.own(block.id, heading.origin, &visit::words(&heading.content), false);
                self.content(UseKind::Title, block.id, heading.origin, &heading.content, 0);
            }
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => self.blocks(inner),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Definitions(all) => {
                for definition in all {
                    self.content(UseKind::Sentence, definition.id, block.origin, &definition.term, 0);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::Figure(Figure { caption, chart, .. }) => {
                self.own(block.id, block.origin, "", false);
                if let Some(chart) = chart
                    && (self.decides(&chart.view) || self.reached(chart.made_of.iter().map(String::as_str)))
                {
                    let place = Place { node: block.id, offset: 0 };
                    self.push(UseKind::Chart, place, block.origin, chart.description.clone());
                }
                self.caption(block, caption.as_ref());
            }
            BlockKind::Bibliography(groups) => {
                for entry in groups.iter().flat_map(|group| &group.entries) {
                    if matches!(self.sought, Sought::Source(key) if entry.anchor.0 == format!("ref-{key}")) {
                        let words = one_line(&visit::words(&entry.content));
                        self.push(UseKind::Entry, Place { node: entry.id, offset: 0 }, None, words);
                    }
                }
            }
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }

    fn caption(&mut self, block: &Block, caption: Option<&Caption>) {
        let Some(caption) = caption else { return };
        let words = visit::caption(caption);
        self.own(caption.id, block.origin, &words, false);
        let label = u32::try_from(caption.label.chars().count()).unwrap_or(0) + 1;
        self.content(UseKind::Caption, caption.id, block.origin, &caption.content, label);
    }

    fn table(&mut self, block: &Block, table: &Table) {
        self.caption(block, table.caption.as_ref());
        if table.view.as_ref().is_some_and(|view| self.decides(view)) {
            let caption = table.caption.as_ref();
            let node = caption.map_or(block.id, |caption| caption.id);
            let words = caption.map(visit::caption).unwrap_or_default();
            self.push(UseKind::Table, Place { node, offset: 0 }, block.origin, words);
        }
        for cell in table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells) {
            self.cell(cell, block);
        }
        for (node, words) in table.notes.iter().chain(&table.source) {
            self.content(UseKind::TableLine, *node, block.origin, words, 0);
        }
    }

    fn cell(&mut self, cell: &Cell, block: &Block) {
        let keys = cell.datum.iter().chain(cell.made_of.iter().filter(|key| !key.starts_with('@')));
        let reached = self.reached(keys.map(String::as_str));
        match cell.blocks.first() {
            Some(Block { kind: BlockKind::Paragraph(content), id, .. }) if reached => {
                self.push(UseKind::Cell, Place { node: *id, offset: 0 }, block.origin, one_line(&visit::words(content)));
            }
            // An empty cell is where words may come.
            None if reached => {
                let node = NodeId { section: block.id.section, index: block.id.index };
                self.push(UseKind::Table, Place { node, offset: 0 }, block.origin, String::new());
            }
            Some(_) | None => self.blocks(&cell.blocks),
        }
    }

    /// Whether the cells of the sought one's column decide what a view shows.
    fn decides(&self, view: &View) -> bool {
        match self.sought {
            Sought::Cell { file, column, .. } => *file == view.file && view.deciding.contains(column),
            Sought::Value(_) | Sought::Source(_) | Sought::Label(_) => false,
        }
    }

    fn reached<'k>(&self, mut keys: impl Iterator<Item = &'k str>) -> bool {
        match self.sought {
            Sought::Cell { key, file, column, row } => {
                let whole = format!("{}.*.{}", super::key_part(file), super::key_part(column));
                let of_row = row.as_ref().map(|row| format!("{}.{}.", super::key_part(file), super::key_part(row)));
                keys.any(|k| k == key || k == whole || of_row.as_ref().is_some_and(|row| k.starts_with(row.as_str())))
            }
            Sought::Value(name) => keys.any(|key| key == name),
            Sought::Source(_) | Sought::Label(_) => false,
        }
    }

    /// The words of a node; `before` of its characters stand before them.
    fn content(&mut self, kind: UseKind, node: NodeId, origin: Origin, content: &[Inline], before: u32) {
        let mut offset = 0;
        let mut hits: Vec<(u32, Origin)> = Vec::new();
        visit::inlines(content, &mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => offset += u32::try_from(text.chars().count()).unwrap_or(0),
            InlineKind::Break | InlineKind::Picture(_) => offset += 1,
            InlineKind::PageOf(of) => {
                if matches!(self.sought, Sought::Label(label) if of.places.iter().any(|(anchor, _)| anchor == label)) {
                    hits.push((offset, inline.origin));
                }
                offset += 1;
            }
            InlineKind::Datum { key, made_of, .. } => {
                let source =
                    matches!(self.sought, Sought::Source(source) if made_of.iter().any(|key| key.strip_prefix('@') == Some(source)));
                if source || self.reached(std::iter::once(key).chain(made_of).map(String::as_str)) {
                    hits.push((offset, inline.origin));
                }
            }
            InlineKind::Anchored { anchor, .. } => {
                if matches!(self.sought, Sought::Source(key) if self.book.cited.get(key).is_some_and(|all| all.contains(anchor))) {
                    hits.push((offset, inline.origin));
                }
            }
            InlineKind::Link { target: Target::Anchor(anchor), .. } => {
                if matches!(self.sought, Sought::Label(label) if label == anchor) {
                    hits.push((offset, inline.origin));
                }
            }
            InlineKind::Link { .. }
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Struck(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Foreign { .. }
            | InlineKind::Note(_) => {}
        });
        let words = visit::counted(content);
        for (at, place) in hits {
            let words = if kind == UseKind::Sentence { sentence(&words, at) } else { one_line(&words) };
            self.push(kind, Place { node, offset: before + at }, place.or(origin), words);
        }
    }
}

/// The sentence that holds a character.
fn sentence(words: &str, at: u32) -> String {
    let mut begun = 0;
    for sentence in words.split_sentence_bounds() {
        let length = sentence.chars().count();
        if begun + length > at as usize {
            return one_line(sentence);
        }
        begun += length;
    }
    one_line(words)
}

fn one_line(words: &str) -> String {
    words.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
