//! The contents as a tree: parts hold chapters, chapters their headings, to the third level.
//!
//! In: the book's outline. Out: entries with their words, hrefs and what stands under them, for the navigation document and
//! the NCX alike.

use super::Shared;
use super::content::heading_id;
use crate::book::{Heading, OutlineEntry, Section, SectionKind};
use crate::write::xhtml::Node;

/// Headings down to this level are listed.
const DEEPEST: u8 = 3;

/// An entry of the contents.
pub(super) struct Entry {
    /// What it says.
    pub(super) words: Vec<Node>,
    /// Where it leads.
    pub(super) href: String,
    /// What stands under it.
    pub(super) under: Vec<Entry>,
}

/// The whole tree.
pub(super) fn tree(shared: &Shared<'_>) -> Vec<Entry> {
    let mut flat = Vec::new();
    let mut chapter = 0;
    for entry in shared.book.outline() {
        let inner = entry.depth > 1;
        let hidden = entry.heading.is_some_and(|heading| shared.places.hidden(heading.id));
        if hidden || shared.places.in_nav(entry.section.id) || entry.depth > DEEPEST {
            continue;
        }
        if !inner {
            chapter = u8::from(entry.section.part.is_some() && entry.section.kind != SectionKind::Part);
        }
        let depth = if inner { chapter + entry.depth - 1 } else { chapter };
        flat.push((depth, leaf(shared, &entry)));
    }
    let mut flat = flat.into_iter().peekable();
    nest(&mut flat, 0)
}

fn nest(flat: &mut std::iter::Peekable<std::vec::IntoIter<(u8, Entry)>>, depth: u8) -> Vec<Entry> {
    let mut entries = Vec::new();
    while let Some((_, mut entry)) = flat.next_if(|(own, _)| *own >= depth) {
        entry.under = nest(flat, depth + 1);
        entries.push(entry);
    }
    entries
}

fn leaf(shared: &Shared<'_>, entry: &OutlineEntry<'_>) -> Entry {
    let file = shared.places.file(entry.section.id);
    let inner = entry.depth > 1;
    let href = match (entry.anchor, entry.heading) {
        (Some(anchor), _) => format!("{file}#{}", anchor.0),
        (None, Some(heading)) if inner => format!("{file}#{}", heading_id(heading)),
        (None, Some(_) | None) => file.to_owned(),
    };
    Entry { words: words(shared, entry.section, entry.heading, inner), href, under: Vec::new() }
}

/// The number and words of a heading; where it says nothing (a note alone, a picture without description), its label or the
/// section's name.
fn words(shared: &Shared<'_>, section: &Section, heading: Option<&Heading>, inner: bool) -> Vec<Node> {
    let mut words = heading.map_or_else(Vec::new, |heading| super::content::name(shared, &section.language, &heading.content));
    let mut plain = String::new();
    words.iter().for_each(|node| node.words(&mut plain));
    if plain.trim().is_empty() {
        let label = heading.and_then(|heading| heading.label.as_deref());
        let name = if inner { label.unwrap_or("…") } else { shared.title(section) };
        return vec![name.into()];
    }
    if let Some(number) = heading.and_then(|heading| heading.number.as_deref()) {
        words.insert(0, format!("{number}. ").into());
    }
    words
}
