//! A section's head: label and title in one heading, subtitle and byline under it; headings inside.

use super::Lower;
use crate::book::{Block, Heading, Inline};
use crate::write::xhtml::{Element, Node, Tag};

/// The id of a section's heading, which names the section.
pub(super) const TITLE_ID: &str = "recto-title";

impl<'a> Lower<'a> {
    /// What stands above the text; nothing on pages without a head.
    pub(super) fn head(&mut self) -> Vec<Node> {
        let Some((section, heading)) = self.section.and_then(|section| Some((section, section.title.heading.as_ref()?))) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        self.start(heading.id, &mut out);
        self.level = 1;
        let title = Element::new(Tag::H1).with("id", TITLE_ID).children(self.heading(heading));
        let lines = [("subtitle", &section.title.subtitle), ("byline", &section.title.byline)];
        let mut under = Vec::new();
        for (class, line) in lines {
            under.extend(line.as_ref().map(|line| self.line(class, line)));
        }
        if under.is_empty() {
            out.push(title.into());
        } else {
            out.push(Element::new(Tag::Header).child(title).children(under).into());
        }
        out
    }

    /// A line under the title, which goes on with the heading's words.
    fn line(&mut self, class: &str, content: &'a [Inline]) -> Element {
        let mut words = Vec::new();
        self.words_end(1);
        self.inlines(content, &mut words);
        Element::new(Tag::P).with("class", class).children(words)
    }

    /// A heading in the text. No level is skipped on the way down, as assistive technology expects.
    pub(super) fn inner_heading(&mut self, heading: &'a Heading, block: &'a Block) -> Element {
        self.level = heading.level.min(self.level + 1).max(1);
        let element = Element::new(Tag::heading(self.level)).children(self.heading(heading));
        match block.anchor {
            Some(_) => element,
            None => element.with("id", heading_id(heading)),
        }
    }

    /// A heading's label and words. One that says nothing still needs a name: its label, or an ellipsis.
    pub(super) fn heading(&mut self, heading: &'a Heading) -> Vec<Node> {
        let mut out = Vec::new();
        self.start(heading.id, &mut out);
        if let Some(label) = &heading.label {
            out.push(self.label(label).into());
            out.push(" ".into());
        }
        self.inlines(&heading.content, &mut out);
        out
    }
}

/// The id of a heading that has no anchor.
pub(in crate::write::epub) fn heading_id(heading: &Heading) -> String {
    format!("recto-heading-{}", heading.id.index)
}
