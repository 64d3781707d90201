//! The bibliography: entries with their ids, each with links back to the passages that cite it.

use super::Lower;
use super::inline::id_of;
use super::note::{BACK, back_link};
use crate::book::{Entry, EntryGroup, Target};
use crate::locale::EbookTerm;
use crate::write::xhtml::{Element, Node, Tag};

impl<'a> Lower<'a> {
    /// Groups of entries, each under its heading.
    pub(super) fn bibliography(&mut self, groups: &'a [EntryGroup], out: &mut Vec<Node>) {
        for group in groups {
            if let Some(heading) = &group.heading {
                self.start(heading.id, out);
                self.level = heading.level.min(self.level + 1).max(1);
                let id = super::head::heading_id(heading);
                out.push(Element::new(Tag::heading(self.level)).with("id", id).children(self.heading(heading)).into());
            }
            if !group.entries.is_empty() {
                let entries: Vec<Element> = group.entries.iter().map(|entry| self.entry(entry)).collect();
                out.push(Element::new(Tag::Ul).with("class", "bibliography").children(entries).into());
            }
        }
    }

    fn entry(&mut self, entry: &'a Entry) -> Element {
        let mut words = Vec::new();
        self.run(entry.id, &entry.content, &mut words);
        let mut item = Element::new(Tag::Li).with("id", id_of(&entry.anchor)).children(words);
        let label = self.shared.book.language().ebook(EbookTerm::BackToCitation);
        let from = self.section.map(|section| section.id);
        let places = entry.cited.iter().filter_map(|anchor| {
            let target = Target::Anchor(anchor.clone());
            self.shared.places.href(self.shared.book, from, &target).filter(|href| href.contains('#'))
        });
        let places: Vec<String> = places.collect();
        if places.is_empty() {
            return item;
        }
        let mut back = Element::new(Tag::Span).with("class", "backref");
        for (href, number) in places.iter().zip(1..) {
            let words = if places.len() == 1 { BACK.to_owned() } else { format!("{BACK}{number}") };
            back = back.child(" ").child(back_link(href, &format!("{label} {number}"), words));
        }
        item.push(back);
        item
    }
}
