//! Blocks: paragraphs, headings, lists, quotes, groups with a role, code.

use super::Lower;
use super::document::speaking;
use super::inline::{directed, id_of};
use crate::book::{Block, BlockKind, Definition, Delimiter, Inline, InlineKind, Item, NumberStyle, Numbering, Role};
use crate::write::xhtml::{Element, Node, Tag};

impl<'a> Lower<'a> {
    /// Sets blocks in order. A page break asked for is the next block's affair.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], out: &mut Vec<Node>) {
        let mut new_page = false;
        for block in blocks {
            if matches!(block.kind, BlockKind::PageBreak) {
                new_page = true;
                continue;
            }
            let before = out.len();
            self.block(block, out);
            if new_page && let Some(Node::Element(first)) = out.get_mut(before) {
                first.add_class("new-page");
                new_page = false;
            }
        }
    }

    fn block(&mut self, block: &'a Block, out: &mut Vec<Node>) {
        let outer = self.language;
        self.language = block.language.as_ref().unwrap_or(outer);
        let element = self.element(block, out);
        if let Some(element) = element {
            let element = match &block.anchor {
                Some(anchor) => element.with("id", id_of(anchor)),
                None => element,
            };
            let element = match &block.language {
                Some(language) if language != outer => directed(speaking(element, language), outer, language),
                Some(_) | None => element,
            };
            out.push(element.into());
        }
        self.language = outer;
    }

    /// A block's element; none where it has none of its own, or print alone sets it.
    fn element(&mut self, block: &'a Block, out: &mut Vec<Node>) -> Option<Element> {
        Some(match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(block, content)?,
            BlockKind::Heading(heading) => {
                self.start(heading.id, out);
                self.inner_heading(heading, block)
            }
            BlockKind::Quote(blocks) => self.holder(Element::new(Tag::Blockquote), blocks),
            BlockKind::Group { role, blocks } => self.group(*role, blocks)?,
            BlockKind::Code { language, text } => self.code(block, language.as_deref(), text),
            BlockKind::List { numbering, tight, items } => self.list(*numbering, *tight, items),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Table(table) => self.table(table, block, out),
            BlockKind::Figure(figure) => {
                self.start(block.id, out);
                self.figure(figure, block)
            }
            BlockKind::Ornament => Element::new(Tag::Hr).with("class", "ornament"),
            BlockKind::PageBreak => return None,
            BlockKind::Bibliography(groups) => {
                self.bibliography(groups, out);
                return None;
            }
        })
    }

    /// A paragraph; none where it holds nothing, since space is the stylesheet's.
    fn paragraph(&mut self, block: &Block, content: &'a [Inline]) -> Option<Element> {
        let mut words = Vec::new();
        self.run(block.id, content, &mut words);
        (!words.is_empty() || block.anchor.is_some()).then(|| Element::new(Tag::P).children(words))
    }

    fn holder(&mut self, element: Element, blocks: &'a [Block]) -> Element {
        let mut inner = Vec::new();
        self.blocks(blocks, &mut inner);
        element.children(inner)
    }

    fn group(&mut self, role: Role, blocks: &'a [Block]) -> Option<Element> {
        let div = |class: &str| Element::new(Tag::Div).with("class", class);
        Some(match role {
            Role::PrintOnly => return None,
            Role::Verse => self.verse(blocks),
            Role::Epigraph => self.epigraph(blocks),
            Role::Dedication => {
                let element = div("dedication").with("epub:type", "dedication").with("role", "doc-dedication");
                self.holder(element, blocks)
            }
            Role::Aside => self.holder(Element::new(Tag::Aside).with("class", "aside").with("role", "note"), blocks),
            Role::Letter => self.holder(div("letter"), blocks),
            Role::Document => self.holder(div("document"), blocks),
            Role::Landscape => self.holder(div("landscape"), blocks),
            Role::EpubOnly => self.holder(div("epub-only"), blocks),
            Role::HalfTitle => self.holder(div("half-title"), blocks),
            Role::BookTitle => self.holder(div("book-title"), blocks),
            Role::BookSubtitle => self.holder(div("book-subtitle"), blocks),
            Role::BookContributors => self.holder(div("book-contributors"), blocks),
            Role::Imprint => self.holder(div("imprint"), blocks),
            Role::Copyright => self.holder(div("copyright"), blocks),
            Role::Colophon => self.holder(div("colophon"), blocks),
            Role::Index => self.holder(div("entries"), blocks),
        })
    }

    /// A motto; its last paragraph, where there are several, is its source.
    fn epigraph(&mut self, blocks: &'a [Block]) -> Element {
        let mut inner = Vec::new();
        self.blocks(blocks, &mut inner);
        if inner.len() > 1
            && let Some(Node::Element(last)) = inner.last_mut()
            && last.tag() == Tag::P
        {
            last.add_class("source");
        }
        Element::new(Tag::Div).with("class", "epigraph").with("epub:type", "epigraph").with("role", "doc-epigraph").children(inner)
    }

    /// Verse: each line in an element of its own, so that a turnover can hang.
    fn verse(&mut self, blocks: &'a [Block]) -> Element {
        let mut inner = Vec::new();
        for block in blocks {
            if let BlockKind::Paragraph(content) = &block.kind
                && block.language.is_none()
            {
                let stanza = Element::new(Tag::P).children(self.lines(block, content));
                inner.push(stanza.with_some("id", block.anchor.as_ref().map(id_of)).into());
            } else {
                self.block(block, &mut inner);
            }
        }
        Element::new(Tag::Div).with("class", "verse").children(inner)
    }

    fn lines(&mut self, block: &Block, content: &'a [Inline]) -> Vec<Node> {
        let mut out = Vec::new();
        self.start(block.id, &mut out);
        for (i, line) in content.split(|inline| matches!(inline.kind, InlineKind::Break)).enumerate() {
            if i > 0 {
                self.words_end(1);
                out.push(Element::new(Tag::Br).into());
            }
            let mut words = Vec::new();
            self.inlines(line, &mut words);
            if !words.is_empty() {
                out.push(Element::new(Tag::Span).with("class", "line").children(words).into());
            }
        }
        out
    }

    fn code(&mut self, block: &Block, language: Option<&str>, text: &'a str) -> Element {
        let mut words = Vec::new();
        self.start(block.id, &mut words);
        self.words(text, &mut words);
        let class = language.map(|language| format!("language-{}", crate::write::epub::places::plain(language)));
        Element::new(Tag::Pre).child(Element::new(Tag::Code).with_some("class", class).children(words))
    }

    fn list(&mut self, numbering: Option<Numbering>, tight: bool, items: &'a [Item]) -> Element {
        let list = Element::new(if numbering.is_some() { Tag::Ol } else { Tag::Ul });
        let start = numbering.map(|numbering| numbering.start).filter(|start| *start != 1);
        let list = list.with_some("start", start.map(|start| start.to_string())).with_some("type", numbering.and_then(list_type));
        let items: Vec<Element> = items.iter().map(|item| self.item(&item.blocks, tight)).collect();
        let mut list = list.with("class", if tight { "tight" } else { "loose" });
        match numbering.map(|numbering| numbering.delimiter) {
            Some(Delimiter::Paren) => list.add_class("paren"),
            Some(Delimiter::Parens) => list.add_class("parens"),
            Some(Delimiter::Period) | None => {}
        }
        list.children(items)
    }

    /// An item of a list: the first paragraph of a tight one is the item itself.
    fn item(&mut self, blocks: &'a [Block], tight: bool) -> Element {
        let mut inner = Vec::new();
        let rest = match blocks.split_first() {
            Some((Block { id, anchor: None, language: None, kind: BlockKind::Paragraph(content), .. }, rest)) if tight => {
                self.run(*id, content, &mut inner);
                rest
            }
            Some(_) | None => blocks,
        };
        self.blocks(rest, &mut inner);
        Element::new(Tag::Li).children(inner)
    }

    fn definitions(&mut self, definitions: &'a [Definition]) -> Element {
        let mut list = Element::new(Tag::Dl);
        for definition in definitions {
            let mut term = Vec::new();
            self.run(definition.id, &definition.term, &mut term);
            list.push(Element::new(Tag::Dt).children(term));
            for meaning in &definition.meanings {
                let mut inner = Vec::new();
                self.blocks(meaning, &mut inner);
                list.push(Element::new(Tag::Dd).children(inner));
            }
        }
        list
    }
}

/// The `type` of a list that does not count in digits.
fn list_type(numbering: Numbering) -> Option<&'static str> {
    match numbering.style {
        NumberStyle::Decimal => None,
        NumberStyle::LowerAlpha => Some("a"),
        NumberStyle::UpperAlpha => Some("A"),
        NumberStyle::LowerRoman => Some("i"),
        NumberStyle::UpperRoman => Some("I"),
    }
}
