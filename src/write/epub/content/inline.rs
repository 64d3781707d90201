//! Inlines: words, their looks and languages, links, note marks, page marks between any two characters.

use super::document::speaking;
use super::{Lower, soft};
use crate::book::{Anchor, Inline, InlineKind, NodeId, NoteId, PageOf, Place, Target};
use crate::locale::Language;
use crate::write::epub::marks::Mark;
use crate::write::xhtml::{Element, Node, Tag};

impl<'a> Lower<'a> {
    /// Sets a node's words; offsets count from here.
    pub(super) fn run(&mut self, node: NodeId, content: &'a [Inline], out: &mut Vec<Node>) {
        self.start(node, out);
        self.inlines(content, out);
    }

    /// Begins a node: all marks due up to its first character are set.
    pub(super) fn start(&mut self, node: NodeId, out: &mut Vec<Node>) {
        self.at = Place { node, offset: 0 };
        self.marks_here(out);
    }

    /// Sets the marks due up to the next character.
    fn marks_here(&mut self, out: &mut Vec<Node>) {
        while let Some(mark) = self.due(0) {
            out.push(page_mark(mark).into());
        }
    }

    /// A label, the first of its node's words; a space counts after it.
    pub(super) fn label(&mut self, label: &str) -> Element {
        let mut words = Vec::new();
        self.words(label, &mut words);
        self.words_end(1);
        Element::new(Tag::Span).with("class", "label").children(words)
    }

    /// The next mark, where it stands before the character `after` characters from here, or at it.
    fn due(&mut self, after: u32) -> Option<&'a Mark> {
        let here = Place { offset: self.at.offset.saturating_add(after), ..self.at };
        let (first, rest) = self.marks.split_first()?;
        if self.quiet || first.place > here {
            return None;
        }
        self.marks = rest;
        Some(first)
    }

    /// Sets inlines in order.
    pub(super) fn inlines(&mut self, content: &'a [Inline], out: &mut Vec<Node>) {
        content.iter().for_each(|inline| self.inline(inline, out));
    }

    fn inline(&mut self, inline: &'a Inline, out: &mut Vec<Node>) {
        match &inline.kind {
            InlineKind::Text(words) => {
                let breaks = if self.bare { Vec::new() } else { soft::breaks(words, self.language) };
                self.broken(words, &breaks, out);
            }
            InlineKind::Break => {
                self.words_end(1);
                out.push(if self.bare { " ".into() } else { Element::new(Tag::Br).into() });
            }
            InlineKind::Emphasis(content) => self.wrap(Element::new(Tag::Em), content, out),
            InlineKind::Strong(content) => self.wrap(Element::new(Tag::Strong), content, out),
            InlineKind::Struck(content) => self.wrap(Element::new(Tag::S), content, out),
            InlineKind::Superscript(content) => self.wrap(Element::new(Tag::Sup), content, out),
            InlineKind::Subscript(content) => self.wrap(Element::new(Tag::Sub), content, out),
            InlineKind::SmallCaps(content) => {
                let class = if latin(content) { "smallcaps" } else { "capitals" };
                self.wrap(Element::new(Tag::Span).with("class", class), content, out);
            }
            InlineKind::Code(words) => {
                let mut inner = Vec::new();
                self.words(words, &mut inner);
                out.push(Element::new(Tag::Code).children(inner).into());
            }
            InlineKind::Foreign { language, content } => self.foreign(language, content, out),
            InlineKind::Link { target, content } => self.link(target, content, out),
            InlineKind::Anchored { anchor, content } if !self.bare => {
                self.wrap(Element::new(Tag::Span).with("id", anchor.0.as_str()), content, out);
            }
            InlineKind::Anchored { content, .. } | InlineKind::Datum { content, .. } => self.inlines(content, out),
            InlineKind::Note(id) => out.extend(self.note_mark(*id)),
            InlineKind::Picture(picture) => {
                self.marks_here(out);
                out.extend(self.inline_picture(picture));
                self.words_end(1);
            }
            InlineKind::PageOf(of) => {
                self.marks_here(out);
                self.pages(of, out);
                self.words_end(1);
            }
        }
    }

    fn wrap(&mut self, element: Element, content: &'a [Inline], out: &mut Vec<Node>) {
        let mut inner = Vec::new();
        self.inlines(content, &mut inner);
        out.push(element.children(inner).into());
    }

    /// Words, with the page marks that stand before or between their characters.
    pub(super) fn words(&mut self, words: &str, out: &mut Vec<Node>) {
        self.broken(words, &[], out);
    }

    /// Words with their page marks, and with soft hyphens at these bytes, which count for nothing.
    fn broken(&mut self, words: &str, breaks: &[usize], out: &mut Vec<Node>) {
        let count = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        let Some(last) = count.checked_sub(1) else { return };
        let mut rest = words;
        let mut done = 0;
        while let Some(mark) = self.due(last) {
            let before = mark.place.offset.saturating_sub(self.at.offset).saturating_sub(done);
            let before = if mark.place.node == self.at.node { before } else { 0 };
            let split = rest.char_indices().nth(before as usize).map_or(rest.len(), |(at, _)| at);
            push_text(&soft::hyphened(words, words.len() - rest.len()..words.len() - rest.len() + split, breaks), out);
            out.push(page_mark(mark).into());
            rest = &rest[split..];
            done += before;
        }
        push_text(&soft::hyphened(words, words.len() - rest.len()..words.len(), breaks), out);
        self.words_end(count);
    }

    /// So many characters of the node have been set.
    pub(super) const fn words_end(&mut self, count: u32) {
        self.at.offset = self.at.offset.saturating_add(count);
    }

    fn foreign(&mut self, language: &'a Language, content: &'a [Inline], out: &mut Vec<Node>) {
        if language == self.language {
            return self.inlines(content, out);
        }
        let outer = std::mem::replace(&mut self.language, language);
        let element = directed(speaking(Element::new(Tag::Span), language), outer, language);
        self.wrap(element, content, out);
        self.language = outer;
    }

    fn link(&mut self, target: &'a Target, content: &'a [Inline], out: &mut Vec<Node>) {
        let from = self.section.map(|section| section.id);
        let href = self.shared.places.href(self.shared.book, from, target).filter(|_| !self.bare);
        let Some(href) = href else { return self.inlines(content, out) };
        let mut link = Element::new(Tag::A).with("href", href);
        if let Target::Anchor(anchor) = target
            && self.shared.places.is_entry(anchor)
        {
            link = link.with("epub:type", "biblioref").with("role", "doc-biblioref");
        }
        let mut inner = Vec::new();
        self.inlines(content, &mut inner);
        let empty = inner.iter().all(|node| {
            let mut words = String::new();
            node.words(&mut words);
            words.trim().is_empty() && matches!(node, Node::Text(_))
        });
        if empty {
            return out.append(&mut inner);
        }
        out.push(link.children(inner).into());
    }

    /// "p. 12", "pp. 7, 12", or the target's name where pages are not known. A single page is linked with the word before it.
    fn pages(&self, of: &PageOf, out: &mut Vec<Node>) {
        match self.shared.pages.and_then(|map| map.runs(of)).as_deref() {
            None => out.push(self.page(of.places.first().map(|(anchor, _)| anchor), &of.otherwise)),
            Some([one]) => out.push(self.page(Some(&one.target), &format!("{}{}", of.before(1), one.label))),
            Some(runs) => {
                out.push(of.before(runs.len()).into());
                for (i, run) in runs.iter().enumerate() {
                    out.extend((i > 0).then(|| ", ".into()));
                    out.push(self.page(Some(&run.target), &run.label));
                }
            }
        }
    }

    fn page(&self, target: Option<&Anchor>, words: &str) -> Node {
        let target = target.cloned().map(Target::Anchor).filter(|_| !self.bare);
        let href = target.and_then(|target| self.shared.places.href(self.shared.book, self.section.map(|s| s.id), &target));
        match href {
            Some(href) => Element::new(Tag::A).with("href", href).child(words).into(),
            None => words.into(),
        }
    }

    /// A note's mark. Its later marks have names of their own, so that the note can lead back to each.
    fn note_mark(&mut self, id: NoteId) -> Option<Node> {
        if self.bare {
            return None;
        }
        let section = self.shared.book.section(id.section);
        let number = section.notes.get(usize::try_from(id.index).ok()?)?.number;
        let times = self.marked.entry(id).or_default();
        *times += 1;
        let href = match self.section {
            Some(here) if here.id == id.section => format!("#note-{number}"),
            Some(_) | None => format!("{}#note-{number}", self.shared.places.file(id.section)),
        };
        let link = Element::new(Tag::A)
            .with("id", mark_id(number, *times))
            .with("href", href)
            .with("epub:type", "noteref")
            .with("role", "doc-noteref")
            .child(number.to_string());
        Some(Element::new(Tag::Sup).with("class", "mark").child(link).into())
    }
}

/// The id of a note's mark: `noteref-3`, and `noteref-3.2` where it is marked again.
pub(super) fn mark_id(number: u32, times: u32) -> String {
    if times == 1 { format!("noteref-{number}") } else { format!("noteref-{number}.{times}") }
}

/// A page mark: without text of its own, its label for those who listen (DPUB-ARIA 1.1 doc-pagebreak).
pub(super) fn page_mark(mark: &Mark) -> Element {
    Element::new(Tag::Span)
        .with("epub:type", "pagebreak")
        .with("role", "doc-pagebreak")
        .with("id", mark.id.as_str())
        .with("aria-label", mark.label.as_str())
}

/// The element with its direction, where that is not the direction of what holds it.
pub(super) fn directed(element: Element, outer: &Language, inner: &Language) -> Element {
    match (outer.right_to_left(), inner.right_to_left()) {
        (false, true) => element.with("dir", "rtl"),
        (true, false) => element.with("dir", "ltr"),
        (false, false) | (true, true) => element,
    }
}

/// The name of an anchor, as an id.
pub(super) fn id_of(anchor: &Anchor) -> &str {
    &anchor.0
}

fn push_text(words: &str, out: &mut Vec<Node>) {
    if words.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        Some(Node::Element(_)) | None => out.push(words.into()),
    }
}

/// Whether fonts are likely to have small capitals for all letters: Latin ones.
fn latin(content: &[Inline]) -> bool {
    let words = crate::book::visit::words(content);
    words.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250 || ('\u{1E00}'..'\u{1F00}').contains(&c))
}
