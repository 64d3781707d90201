//! Events → blocks.
//!
//! In: the events of a masked text and its marks. Out: the blocks of the file and its notes. Containers wait on a stack;
//! a fence of a div opens and closes like any other. The walk keeps no recursion, and a container that is nested too
//! deep is dropped with a finding.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::context::Context;
use super::leaf::Leaf;
use super::mask::{Mark, Masked};
use super::pipe::alignment;
use super::{code, define_references, divs, heading, inline, limits, notes, paragraph, parser, verse};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind, Cell, Definition, Item, NoteText, Numbering, Table};
use crate::source::{Span, Spanned};

/// Reads the blocks of a file.
pub(super) fn read(context: &mut Context<'_>, masked: &Masked) -> (Vec<Block>, BTreeMap<String, NoteText>) {
    let events = parser(&masked.text).into_offset_iter();
    define_references(context, events.reference_definitions());
    let mut builder = Builder {
        context,
        masked,
        frames: vec![Frame::new(Kind::Root, 0..masked.text.len())],
        quotes: 0,
        words: None,
        in_leaf: 0,
        code: String::new(),
        row: Vec::new(),
        caption: None,
        notes: BTreeMap::new(),
    };
    for (event, range) in events {
        let range = builder.whole_characters(range);
        builder.event(event, range);
    }
    builder.flush();
    builder.close_divs();
    builder.lost_caption();
    let blocks = builder.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
    (blocks, builder.notes)
}

/// A container that is not yet closed.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    pub(super) blocks: Vec<Block>,
    /// Containers around it, itself counted.
    level: usize,
}

pub(super) enum Kind {
    Root,
    Quote,
    List { numbering: Option<Numbering>, items: Vec<Item>, loose: bool },
    Item { label: Option<Spanned<String>>, task: Option<bool>, behind: usize },
    Note(String),
    Definitions(Vec<Definition>),
    Meaning,
    Div(Attributes),
    Table(Table),
}

impl Frame {
    pub(super) const fn new(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, range, blocks: Vec::new(), level: 0 }
    }
}

pub(super) struct Builder<'c, 'a> {
    pub(super) context: &'c mut Context<'a>,
    masked: &'c Masked,
    pub(super) frames: Vec<Frame>,
    /// Quotations around the place.
    pub(super) quotes: usize,
    /// Words that stand in a tight item without a paragraph of their own.
    words: Option<Range<usize>>,
    /// Tags open inside a leaf, whose words are read from the file.
    in_leaf: usize,
    code: String,
    pub(super) row: Vec<Cell>,
    /// A caption that waits for its table.
    pub(super) caption: Option<(Range<usize>, Range<usize>)>,
    notes: BTreeMap<String, NoteText>,
}

impl Builder<'_, '_> {
    /// A mask has other characters than the file: no place may part one of the file's.
    fn whole_characters(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.context.source.text;
        text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end)
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.in_leaf > 0 {
            match event {
                Event::Start(_) => self.in_leaf += 1,
                Event::End(end) => {
                    self.in_leaf -= 1;
                    if self.in_leaf == 0 && end == TagEnd::CodeBlock {
                        let block = code::block(self.context, range, std::mem::take(&mut self.code));
                        self.push(block);
                    }
                }
                // A line that was masked and turned out to be code is taken as it stands in the file.
                Event::Text(text) => {
                    let own = self.context.source.text.get(range).filter(|own| own.len() == text.len());
                    self.code.push_str(own.unwrap_or(&text));
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Rule => self.rule(range),
            Event::Html(_) => {}
            _ => self.extend_words(range),
        }
    }

    /// Words outside of any paragraph: those of a tight item.
    fn extend_words(&mut self, range: Range<usize>) {
        let text = &self.context.source.text;
        let start = if text[..range.start].ends_with('\\') { range.start - 1 } else { range.start };
        match &mut self.words {
            Some(words) => words.end = words.end.max(range.end),
            None => self.words = Some(start..range.end),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if let Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. } =
            tag
        {
            self.extend_words(range);
            return;
        }
        self.flush();
        match tag {
            Tag::BlockQuote(_) => self.apart(range.start, "a quotation"),
            Tag::List(_) => self.apart(range.start, "a list"),
            Tag::Heading { .. } => self.apart(range.start, "a heading"),
            _ => {}
        }
        let container = match tag {
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                Kind::Quote
            }
            Tag::List(_) => Kind::List { numbering: None, items: Vec::new(), loose: false },
            Tag::Item => self.item(&range),
            Tag::FootnoteDefinition(_) => Kind::Note(notes::name(&self.context.source.text[range.clone()])),
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::DefinitionListDefinition => Kind::Meaning,
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                Kind::Table(Table { caption: None, columns, widths: Vec::new(), head: Vec::new(), body: Vec::new(), foot: Vec::new() })
            }
            Tag::TableHead | Tag::TableRow => {
                self.row.clear();
                return;
            }
            _ => {
                self.leaf(&tag, range);
                return;
            }
        };
        self.open(Frame::new(container, range));
    }

    /// Opens a container; one that lies too deep is reported where it begins, and dropped when it closes.
    pub(super) fn open(&mut self, mut frame: Frame) {
        let around = self.frames.last().map_or(0, |outer| outer.level);
        frame.level = around + usize::from(!matches!(frame.kind, Kind::List { .. } | Kind::Definitions(_)));
        if frame.level > limits::DEPTH {
            let text = &self.context.source.text;
            let start = frame.range.start + (text[frame.range.clone()].len() - text[frame.range.clone()].trim_start().len());
            let first = text[start..].chars().next().map_or(0, char::len_utf8);
            self.context.too_deep(Span::new(self.context.source.id, start..start + first));
        }
        self.frames.push(frame);
    }

    /// What holds words: they are read from the file, and the events up to its end are passed over.
    fn leaf(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.in_leaf = 1;
        match tag {
            Tag::Paragraph => {
                self.loosen();
                self.paragraph(range);
            }
            Tag::Heading { level, .. } => {
                let block = heading::block(self.context, range, *level as u8, self.quotes);
                self.push(block);
            }
            Tag::HtmlBlock => paragraph::html(self.context, range),
            Tag::DefinitionListTitle => self.term(range),
            Tag::TableCell => self.cell(range),
            _ => self.code.clear(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes -= 1;
            }
            TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table => {
                self.close();
            }
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
            _ => {}
        }
    }

    /// Closes the innermost container that is no div.
    fn close(&mut self) {
        self.flush();
        self.close_divs();
        if let Some(frame) = self.frames.pop() {
            self.closed(frame);
        }
    }

    /// Closes divs that their container's end leaves open.
    fn close_divs(&mut self) {
        while let Some(frame) = self.frames.pop_if(|frame| matches!(frame.kind, Kind::Div(_))) {
            let span = self.span(frame.range.clone());
            let found = Diagnostic::new(Code::UnclosedDiv, span, "a `:::` block is opened here and never closed")
                .hint("close it with a line of `:::`, indented or quoted as this line is");
            self.context.found.push(found);
            self.closed(frame);
        }
    }

    pub(super) fn closed(&mut self, frame: Frame) {
        let Frame { kind, range, blocks, level } = frame;
        let span = self.span(range);
        if level > limits::DEPTH {
            return;
        }
        let block = |kind| Some(Block { kind, span, attributes: Attributes::default() });
        let made = match kind {
            Kind::Root => None,
            Kind::Quote => block(BlockKind::Quote(blocks)),
            Kind::List { numbering, items, loose } => block(BlockKind::List { numbering, tight: !loose, items }),
            Kind::Item { label, task, .. } => {
                if let Some(Frame { kind: Kind::List { items, .. }, .. }) = self.frames.last_mut() {
                    items.push(Item { span, label, task, blocks });
                }
                None
            }
            Kind::Note(name) => {
                notes::add(self.context, &mut self.notes, name, span, blocks);
                None
            }
            Kind::Definitions(definitions) => block(BlockKind::Definitions(definitions)),
            Kind::Meaning => {
                if let Some(Frame { kind: Kind::Definitions(definitions), .. }) = self.frames.last_mut()
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.meanings.push(blocks);
                }
                None
            }
            Kind::Div(attributes) => divs::block(self.context, attributes, blocks, span),
            Kind::Table(table) => {
                let mut attributes = Attributes::default();
                let caption = self.caption.take().map(|(line, words)| self.read_caption(line, words, &mut attributes));
                Some(Block { kind: BlockKind::Table(Table { caption, ..table }), span, attributes })
            }
        };
        self.push(made);
    }

    pub(super) fn push(&mut self, block: Option<Block>) {
        let Some(block) = block else { return };
        if !matches!(block.kind, BlockKind::Table(_)) {
            self.lost_caption();
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let text = &self.context.source.text[range.clone()];
        Span::new(self.context.source.id, range.start..range.start + text.trim_end().len())
    }

    /// Reads the words of a tight item as a paragraph.
    fn flush(&mut self) {
        if let Some(range) = self.words.take() {
            self.paragraph(range);
        }
    }

    fn loosen(&mut self) {
        if let [.., Frame { kind: Kind::List { loose, .. }, .. }, Frame { kind: Kind::Item { .. }, .. }] = &mut self.frames[..] {
            *loose = true;
        }
    }

    fn paragraph(&mut self, mut range: Range<usize>) {
        let text = &self.context.source.text;
        if let Some(Frame { kind: Kind::Item { behind, task, .. }, blocks, .. }) = self.frames.last_mut() {
            range.start = range.start.max(*behind).min(range.end);
            let box_typed =
                [("[ ]", false), ("[x]", true), ("[X]", true)].into_iter().find(|(sign, _)| text[range.clone()].starts_with(sign));
            if let Some((_, done)) = box_typed.filter(|_| blocks.is_empty() && text[range.start + 3..].starts_with([' ', '\t', '\n'])) {
                *task = Some(done);
                range.start = (range.start + 4).min(range.end);
            }
        }
        let outermost = self.frames.len() == 1 && self.context.depth == 0;
        let block = paragraph::block(self.context, range, self.quotes, outermost);
        self.push(block);
    }

    fn term(&mut self, range: Range<usize>) {
        let leaf = Leaf::new(&self.context.source.text, self.context.source.id, range.clone(), self.quotes);
        let term = inline::inlines(self.context, &leaf);
        let span = self.span(range);
        if let Some(Frame { kind: Kind::Definitions(definitions), .. }) = self.frames.last_mut() {
            definitions.push(Definition { span, term, meanings: Vec::new() });
        }
    }

    /// A thematic break: an ornament, or what the mask made one of.
    fn rule(&mut self, range: Range<usize>) {
        self.flush();
        let Some((mark, end)) = self.masked.marks.get(&range.start) else {
            self.apart(range.start, "a rule");
            let block = paragraph::ornament(self.context, range);
            self.push(block);
            return;
        };
        let line = range.start..*end;
        match mark {
            Mark::Comment => {}
            Mark::Metadata(inner) => self.context.metadata.push(inner.clone()),
            Mark::Table(form, lines) => self.drawn(range.start, *form, lines),
            Mark::Verse(lines) => {
                let block = verse::block(self.context, lines);
                self.push(Some(block));
            }
            Mark::Open(attributes) => self.open(Frame::new(Kind::Div(attributes.clone()), line)),
            Mark::Malformed => {
                let span = self.span(line.clone());
                self.context.found.push(divs::malformed(span));
                self.open(Frame::new(Kind::Div(Attributes::default()), line));
            }
            Mark::Close => self.close_div(line),
            Mark::Caption { words, before } => self.caption(line, words.clone(), *before),
        }
    }

    fn close_div(&mut self, line: Range<usize>) {
        match self.frames.pop_if(|frame| matches!(frame.kind, Kind::Div(_))) {
            Some(mut frame) => {
                frame.range.end = line.end;
                self.closed(frame);
            }
            None => {
                let span = self.span(line);
                let found = Diagnostic::new(Code::StrayFence, span, "`:::` closes nothing here")
                    .hint("open the block in the same list item or quotation: `::: {.role}`");
                self.context.found.push(found);
            }
        }
    }
}
