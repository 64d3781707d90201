//! Blocks → markup.

use super::super::out::quoted;
use super::{Lower, language, phrase, walk};
use crate::book::visit::Own;
use crate::book::{
    Block, BlockKind, Definition, Delimiter, Entry, EntryGroup, Figure, Heading, Inline, InlineKind, Item, NodeId, NumberStyle, Numbering,
    Role, SectionKind, Table, visit,
};

/// Lines of a quotation or code that is kept on one page.
const KEPT_LINES: usize = 8;
/// Lines of a stanza that is.
const KEPT_STANZA: usize = 14;
/// Lines of a transcribed source that is.
const KEPT_DOCUMENT: usize = 12;
/// Letters of a list item that counts as short.
const SHORT_ITEM: usize = 600;

impl Lower<'_> {
    /// Blocks in their order.
    pub(super) fn blocks(&mut self, all: &[Block]) {
        if self.too_deep() {
            return self.flat(all);
        }
        let mut rest = all;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            self.out.origin(block.origin);
            match (&block.kind, after.first()) {
                (BlockKind::Heading(heading), next) if heading.level > 2 => {
                    if let Some(Block { kind: BlockKind::Paragraph(content), id, .. }) = next.filter(|b| b.language == block.language) {
                        self.run_in(block, heading);
                        let cursor = self.out.begin(*id);
                        self.anchor_of(&after[0]);
                        self.inlines(content);
                        self.out.resume(cursor);
                        self.out.raw("\n\n");
                        rest = &after[1..];
                    } else {
                        self.head("#small-head(", block, heading);
                    }
                }
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.language {
            None => self.bare(block),
            Some(tag) => {
                self.out.raw(&format!("#in-language({})[", language(tag).replace("region: ", "")));
                self.bare(block);
                self.out.close("]");
                self.out.raw("\n\n");
            }
        }
    }

    /// A block in the language of what holds it.
    pub(super) fn bare(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(block, content),
            BlockKind::Heading(heading) => self.head("#subhead(", block, heading),
            BlockKind::Quote(inner) => self.kept("#extract(", block, inner, KEPT_LINES),
            BlockKind::Group { role, blocks } => self.group(block, *role, blocks),
            BlockKind::Code { text, .. } => self.code_block(block, text),
            BlockKind::List { numbering, tight, items } => self.list(block, *numbering, *tight, items),
            BlockKind::Definitions(all) => self.definitions(block, all),
            BlockKind::Table(table) => self.table_block(block, table),
            BlockKind::Figure(figure) => self.figure_block(block, figure),
            BlockKind::Ornament => self.out.raw("#ornament\n\n"),
            BlockKind::PageBreak => self.out.raw("#pagebreak(weak: true)\n\n"),
            BlockKind::Bibliography(groups) => groups.iter().for_each(|group| self.entries(group)),
        }
    }

    /// The name that links to this block lead to.
    pub(super) fn anchor_of(&mut self, block: &Block) {
        if let Some(anchor) = &block.anchor
            && self.once(anchor)
        {
            self.out.close(&format!("#anchor({})", quoted(&anchor.0)));
        }
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline]) {
        let loose = self.set.loose.contains(&block.id);
        let turn = self.set.turns.get(&block.id).copied();
        self.out.raw(if turn == Some(0) { "#colbreak(weak: true)\n" } else { "" });
        self.out.raw(if loose { "#loose[" } else { "" });
        let cursor = self.out.begin(block.id);
        self.anchor_of(block);
        let first = self.written == 0 && self.section.kind == SectionKind::Chapter && self.nesting == 0;
        self.hung(content);
        self.written += visit::words(content).chars().count().max(self.set.book.letters);
        match content.split_first() {
            Some((Inline { kind: InlineKind::Text(text), origin }, rest)) if first && phrase::opening(text) > 0 => {
                let (opening, after) = text.split_at(phrase::opening(text));
                self.out.origin(*origin);
                self.out.raw("#opening[");
                self.out.words(opening);
                self.out.close("]");
                self.text(after);
                self.inlines(rest);
            }
            _ => match turn.and_then(|turn| phrase::split(content, turn)) {
                Some((before, after)) => {
                    self.inlines(&before);
                    self.out.raw("#turn[");
                    self.inlines(&after);
                    self.out.raw("]");
                }
                None => self.inlines(content),
            },
        }
        self.out.resume(cursor);
        self.out.raw(if loose { "]\n\n" } else { "\n\n" });
    }

    /// Lets an opening quotation mark hang before its line, in epigraphs and verse.
    fn hung(&mut self, line: &[Inline]) {
        let sign = visit::words(line).chars().next();
        if let Some(sign) = sign.filter(|c| self.hangs && matches!(c, '‘' | '“' | '„' | '‚' | '«' | '‹')) {
            self.out.close(&format!("#hung({})", quoted(&sign.to_string())));
        }
    }

    /// The level that is printed: a head is never more than one level below the one before it.
    fn level(&mut self, heading: &Heading) -> u8 {
        self.level = (heading.level + self.set.depth).min(self.level + 1);
        self.level
    }

    fn head(&mut self, call: &str, block: &Block, heading: &Heading) {
        let level = self.level(heading);
        self.turn_before(block);
        self.out.raw(&format!("{call}level: {level})["));
        self.head_words(block, heading);
        self.out.close("]");
        self.out.raw("\n\n");
        self.written += self.set.book.letters * 2;
    }

    fn run_in(&mut self, block: &Block, heading: &Heading) {
        let level = self.level(heading);
        let words = visit::words(&heading.content);
        let stop = if words.ends_with(['.', '?', '!', ':', '…']) { "" } else { "." };
        self.turn_before(block);
        self.out.raw(&format!("#run-in(level: {level}, stop: {})[", quoted(stop)));
        self.head_words(block, heading);
        self.out.close("]");
    }

    /// A head that begins a page for the sake of a note of its own or of the paragraph under it.
    fn turn_before(&mut self, block: &Block) {
        if self.nesting == 0 && (self.set.loose.contains(&block.id) || self.set.turns.contains_key(&block.id)) {
            self.out.raw("#colbreak(weak: true)\n");
        }
    }

    fn head_words(&mut self, block: &Block, heading: &Heading) {
        let cursor = self.out.begin(heading.id);
        self.out.origin(heading.origin);
        self.anchor_of(block);
        self.inlines(&heading.content);
        self.out.resume(cursor);
    }

    fn nested(&mut self, inner: &[Block]) {
        self.nesting += 1;
        self.deep.held += 1;
        self.blocks(inner);
        self.deep.held -= 1;
        self.nesting -= 1;
    }

    /// A block in brackets that keeps together where it has few lines.
    fn kept(&mut self, call: &str, block: &Block, inner: &[Block], most: usize) {
        let short = self.short(inner, most);
        self.out.raw(&format!("{call}short: {short})["));
        self.anchor_of(block);
        self.nested(inner);
        self.out.close("]");
        self.out.raw("\n\n");
    }

    fn group(&mut self, block: &Block, role: Role, inner: &[Block]) {
        match role {
            Role::Epigraph => self.epigraph(block, inner),
            Role::Verse => self.verse(block, inner),
            Role::Letter => self.kept("#letter(", block, inner, KEPT_LINES),
            Role::Document => self.kept("#transcript(", block, inner, KEPT_DOCUMENT),
            Role::Aside => self.kept("#aside(", block, inner, KEPT_DOCUMENT),
            Role::Dedication => self.bracketed("#dedication[", block, inner),
            Role::Landscape => self.landscape(block, inner),
            Role::Index if self.nesting == 0 => self.bracketed("#entries[", block, inner),
            Role::Index => self.bracketed("#below[", block, inner),
            Role::EpubOnly => {}
            Role::PrintOnly
            | Role::HalfTitle
            | Role::BookTitle
            | Role::BookSubtitle
            | Role::BookContributors
            | Role::Imprint
            | Role::Copyright
            | Role::Colophon => {
                self.anchor_of(block);
                self.blocks(inner);
            }
        }
    }

    /// A page of its own that is turned: where it stands in the text or a page later. Inside another block, whose lines
    /// it can't leave, it stays upright.
    fn landscape(&mut self, block: &Block, inner: &[Block]) {
        if self.nesting > 0 {
            return self.bracketed("#block[", block, inner);
        }
        self.turned = true;
        self.bracketed("#turned[", block, inner);
        self.turned = false;
    }

    fn bracketed(&mut self, call: &str, block: &Block, inner: &[Block]) {
        self.out.raw(call);
        self.anchor_of(block);
        self.nested(inner);
        self.out.close("]");
        self.out.raw("\n\n");
    }

    /// An epigraph; the last of several paragraphs is its source.
    pub(super) fn epigraph(&mut self, block: &Block, inner: &[Block]) {
        self.out.raw("#");
        self.epigraph_call(block, inner, "inner: true, ");
        self.out.raw("\n\n");
    }

    pub(super) fn epigraph_call(&mut self, block: &Block, inner: &[Block], arguments: &str) {
        let (body, source) = match inner.split_last() {
            Some((last @ Block { kind: BlockKind::Paragraph(_), .. }, before)) if !before.is_empty() => (before, Some(last)),
            _ => (inner, None),
        };
        let short = self.short(inner, KEPT_DOCUMENT);
        self.out.raw(&format!("epigraph(short: {short}, {arguments}"));
        if let Some(Block { kind: BlockKind::Paragraph(content), id, origin, .. }) = source {
            self.out.origin(*origin);
            self.out.raw("source: [");
            let cursor = self.out.begin(*id);
            self.inlines(content);
            self.out.resume(cursor);
            self.out.raw("], ");
        }
        self.out.raw("[");
        self.anchor_of(block);
        self.hangs = true;
        self.nested(body);
        self.hangs = false;
        self.out.close("])");
    }

    /// Stanzas: a paragraph each, its lines at its breaks. Anything else in verse is set as it is.
    fn verse(&mut self, block: &Block, inner: &[Block]) {
        let short = self.short(inner, KEPT_LINES);
        self.out.raw(&format!("#verse(short: {short}"));
        for stanza in inner {
            let kept = self.short(std::slice::from_ref(stanza), KEPT_STANZA);
            self.out.raw(&format!(", (kept: {kept}, lines: ("));
            self.out.origin(stanza.origin);
            let cursor = self.out.begin(stanza.id);
            if let BlockKind::Paragraph(content) = &stanza.kind {
                for (index, line) in content.split(|i| i.kind == InlineKind::Break).enumerate() {
                    self.out.skip(u32::from(index > 0));
                    self.out.raw("[");
                    if index == 0 {
                        self.anchor_of(if stanza.anchor.is_some() { stanza } else { block });
                    }
                    self.hangs = true;
                    self.hung(line);
                    self.hangs = false;
                    self.inlines(line);
                    self.out.raw("], ");
                }
            } else {
                self.out.raw("[");
                self.nested(std::slice::from_ref(stanza));
                self.out.raw("], ");
            }
            self.out.resume(cursor);
            self.out.raw("))");
        }
        self.out.close(")");
        self.out.raw("\n\n");
    }

    fn code_block(&mut self, block: &Block, text: &str) {
        let short = text.lines().count() <= KEPT_LINES.min(self.set.book.lines / 2);
        self.out.raw(&format!("#code-block(short: {short})["));
        let cursor = self.out.begin(block.id);
        self.anchor_of(block);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.close("#linebreak()");
                self.out.skip(1);
            }
            for (turn, part) in phrase::turned(line, self.code_room()).into_iter().enumerate() {
                self.out.raw(if turn == 0 { "#code[" } else { "#turnover#code[" });
                self.out.words(part);
                self.out.close("]");
            }
        }
        self.out.resume(cursor);
        self.out.close("]");
        self.out.raw("\n\n");
    }

    /// Letters of code that fit on a line here: each block around it takes one unit of the measure.
    fn code_room(&self) -> usize {
        let book = &self.set.book;
        let indents = i64::try_from(self.nesting + 1).unwrap_or(i64::MAX).min(book.width / book.unit.max(1) - 1).max(1);
        let letter = book.size * 602 * 79 / 100_000;
        usize::try_from((book.width - indents * book.unit) / letter.max(1)).unwrap_or(0).max(12)
    }

    fn list(&mut self, block: &Block, numbering: Option<Numbering>, tight: bool, items: &[Item]) {
        let airy = !tight && items.iter().any(|item| item.blocks.len() > 1 || self.length(&item.blocks) > SHORT_ITEM);
        self.anchor_of(block);
        self.list_call(numbering, airy, items.len());
        for item in items {
            self.out.raw(", [");
            self.nested(&item.blocks);
            self.out.raw("]");
        }
        self.out.close(")");
        self.out.raw("\n\n");
    }

    /// A list's call, up to its items.
    pub(super) fn list_call(&mut self, numbering: Option<Numbering>, airy: bool, count: usize) {
        match numbering {
            None => self.out.raw(&format!("#items(airy: {airy}")),
            Some(numbering) => {
                let first = numbering.start;
                let numbers = first..=first.saturating_add(count as u64);
                let wide = match numbers.map(|number| numbering.label(number).len()).max().unwrap_or(0) {
                    0..=3 => "1",
                    4 => "1.5",
                    5 => "2",
                    _ => "3",
                };
                let signs = if numbering.plain() { String::new() } else { format!(", signs: {}", quoted(&signs(numbering))) };
                self.out.raw(&format!("#steps(airy: {airy}, start: {first}, wide: {wide}{signs}"));
            }
        }
    }

    fn definitions(&mut self, block: &Block, all: &[Definition]) {
        self.anchor_of(block);
        self.out.raw("#definitions[\n");
        for definition in all {
            self.term(definition);
            for meaning in &definition.meanings {
                self.out.raw("#meaning[");
                self.nested(meaning);
                self.out.raw("]\n");
            }
        }
        self.out.close("]");
        self.out.raw("\n\n");
    }

    /// A term without its meanings.
    pub(super) fn term(&mut self, definition: &Definition) {
        self.out.raw("#term[");
        let cursor = self.out.begin(definition.id);
        self.inlines(&definition.term);
        self.out.resume(cursor);
        self.out.raw("]\n");
    }

    fn figure_block(&mut self, block: &Block, figure: &Figure) {
        let caption = figure.caption.as_ref().map(|c| &c.anchor);
        if block.anchor.as_ref() != caption {
            self.anchor_of(block);
        }
        self.figure(block.id, figure);
    }

    fn table_block(&mut self, block: &Block, table: &Table) {
        let caption = table.caption.as_ref().map(|c| &c.anchor);
        if block.anchor.as_ref() != caption {
            self.anchor_of(block);
        }
        self.table(block.id, table);
    }

    fn entries(&mut self, group: &EntryGroup) {
        if let Some(heading) = &group.heading {
            let level = self.level(heading);
            self.out.raw(&format!("#entry-group[#heading(level: {level}, outlined: false)["));
            let cursor = self.out.begin(heading.id);
            self.inlines(&heading.content);
            self.out.resume(cursor);
            self.out.raw("]]\n");
        }
        for Entry { anchor, id, content, .. } in &group.entries {
            self.out.raw(&format!("#entry({})[", quoted(&anchor.0)));
            let cursor = self.out.begin(*id);
            self.inlines(content);
            self.out.resume(cursor);
            self.out.raw("]\n");
        }
        self.out.raw("\n");
    }

    /// Letters in blocks, a picture or a table counting as many.
    pub(super) fn length(&self, blocks: &[Block]) -> usize {
        let mut letters = 0;
        walk::within(blocks, &mut |inline| match visit::own(inline) {
            Own::Words(text) => letters += text.chars().count(),
            Own::Break => letters += self.set.book.letters / 2,
            Own::Object | Own::Nothing => {}
        });
        visit::blocks(blocks, &mut |block| match &block.kind {
            BlockKind::Code { text, .. } => letters += text.lines().count() * self.set.book.letters,
            BlockKind::Table(_) | BlockKind::Figure(_) => letters += 20 * self.set.book.letters,
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::List { .. }
            | BlockKind::Definitions(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        });
        letters
    }

    /// Whether blocks have so few lines that they are kept on one page, which must have room for them twice over.
    fn short(&self, blocks: &[Block], most: usize) -> bool {
        self.lines_of(blocks) <= most.min(self.set.book.lines / 2)
    }

    /// Lines that blocks take, about.
    fn lines_of(&self, blocks: &[Block]) -> usize {
        let letters = self.set.book.letters.max(1);
        blocks.iter().map(|block| self.length(std::slice::from_ref(block)).div_ceil(letters).max(1)).sum()
    }

    /// Whether a table or figure may float from here: not on the page that opens a section, where it could stand above
    /// the title, unless it is known to have no room there; nor out of another block.
    pub(super) fn may_float(&self, block: NodeId) -> bool {
        let opening = self.set.book.letters * self.set.book.lines.saturating_sub(9);
        self.nesting == 0 && (self.written > opening || self.set.floats.contains(&block))
    }
}

/// Typst's pattern for the signs of a list.
fn signs(numbering: Numbering) -> String {
    let sign = match numbering.style {
        NumberStyle::Decimal => "1",
        NumberStyle::LowerAlpha => "a",
        NumberStyle::UpperAlpha => "A",
        NumberStyle::LowerRoman => "i",
        NumberStyle::UpperRoman => "I",
    };
    match numbering.delimiter {
        Delimiter::Period => format!("{sign}."),
        Delimiter::Paren => format!("{sign})"),
        Delimiter::Parens => format!("({sign})"),
    }
}
