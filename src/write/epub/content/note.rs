//! Notes at the section's end.
//!
//! The form that opens as a pop-up in Apple Books, Kobo, Kindle and Thorium: an `aside` with its number, its text, and a link
//! back to each of its marks last.

use super::Lower;
use super::inline::mark_id;
use crate::book::Note;
use crate::locale::EbookTerm;
use crate::write::xhtml::{Element, Node, Tag};

impl<'a> Lower<'a> {
    /// A note.
    pub(super) fn note(&mut self, note: &'a Note) -> Element {
        let mut content = Vec::new();
        self.blocks(&note.blocks, &mut content);
        let number = self.number(note);
        match content.first_mut() {
            Some(Node::Element(first)) if first.tag() == Tag::P => {
                first.content_mut().splice(0..0, [number.into(), " ".into()]);
            }
            Some(Node::Element(_) | Node::Text(_)) | None => content.insert(0, Element::new(Tag::P).child(number).into()),
        }
        let back = self.back_links(note);
        match content.last_mut() {
            Some(Node::Element(last)) if last.tag() == Tag::P => last.content_mut().extend(back),
            Some(Node::Element(_) | Node::Text(_)) | None => content.push(Element::new(Tag::P).children(back).into()),
        }
        Element::new(Tag::Aside)
            .with("id", format!("note-{}", note.number))
            .with("epub:type", "footnote")
            .with("role", "doc-footnote")
            .children(content)
    }

    /// The number leads back to the mark, as the link at the note's end does: readers try both.
    fn number(&self, note: &Note) -> Element {
        let words = format!("{}.", note.number);
        if self.marked.get(&note.id).copied().unwrap_or_default() == 0 {
            return Element::new(Tag::Span).with("class", "number").child(words);
        }
        let mark = format!("#noteref-{}", note.number);
        Element::new(Tag::A)
            .with("href", mark)
            .with("class", "number")
            .with("epub:type", "backlink")
            .with("role", "doc-backlink")
            .child(words)
    }

    fn back_links(&self, note: &Note) -> Vec<Node> {
        let label = self.shared.book.language().ebook(EbookTerm::BackToMark);
        let times = self.marked.get(&note.id).copied().unwrap_or_default();
        let link = |time: u32| {
            let words = if times == 1 { BACK.to_owned() } else { format!("{BACK}{time}") };
            let name = if times == 1 { format!("{label} {}", note.number) } else { format!("{label} {} ({time})", note.number) };
            let link = back_link(&format!("#{}", mark_id(note.number, time)), &name, words);
            ["\u{A0}".into(), link.into()]
        };
        (1..=times).flat_map(link).collect()
    }
}

/// The sign of a link back.
pub(super) const BACK: &str = "↩";

/// A link back to where the reader came from.
pub(super) fn back_link(href: &str, label: &str, words: String) -> Element {
    Element::new(Tag::A)
        .with("href", href)
        .with("class", "back")
        .with("epub:type", "backlink")
        .with("role", "doc-backlink")
        .with("aria-label", label)
        .child(words)
}
