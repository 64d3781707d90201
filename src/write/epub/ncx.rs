//! The NCX of EPUB 2, for reading systems that know no navigation document (EPUB 3.3 §5.9.2).

use super::outline::{self, Entry};
use super::{Shared, identifier};
use crate::write::xhtml::{Element, Tag};

/// The whole document: the same contents and pages as in the navigation document.
pub(super) fn document(shared: &Shared<'_>) -> Element {
    let tree = outline::tree(shared);
    let pages = &shared.marks.list;
    let last = pages.iter().filter_map(|page| page.label.parse::<u32>().ok()).max().unwrap_or(0);
    let facts = [
        ("dtb:uid", identifier::of(shared.book)),
        ("dtb:depth", depth(&tree).to_string()),
        ("dtb:totalPageCount", pages.len().to_string()),
        ("dtb:maxPageNumber", last.to_string()),
    ];
    let facts = facts.into_iter().map(|(name, content)| Element::new(Tag::NcxMeta).with("name", name).with("content", content));
    let mut order = 0;
    let map = Element::new(Tag::NavMap).children(points(&tree, &mut order));
    let ncx = Element::new(Tag::Ncx)
        .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .with("version", "2005-1")
        .with("xml:lang", shared.book.language().tag())
        .child(Element::new(Tag::NcxHead).children(facts))
        .child(Element::new(Tag::DocTitle).child(text(&shared.book.metadata.title)))
        .child(map);
    if pages.is_empty() { ncx } else { ncx.child(page_list(shared, &mut order)) }
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.under)).max().unwrap_or(0)
}

fn points(entries: &[Entry], order: &mut usize) -> Vec<Element> {
    let point = |entry: &Entry| {
        *order += 1;
        let mut words = String::new();
        entry.words.iter().for_each(|node| node.words(&mut words));
        let point = Element::new(Tag::NavPoint).with("id", format!("point-{order}")).with("playOrder", order.to_string());
        point.child(label(&words)).child(content(&entry.href)).children(points(&entry.under, order))
    };
    entries.iter().map(point).collect()
}

fn page_list(shared: &Shared<'_>, order: &mut usize) -> Element {
    let mut list = Element::new(Tag::PageList);
    for page in &shared.marks.list {
        *order += 1;
        let (kind, value) = match page.label.parse::<u32>() {
            Ok(number) => ("normal", Some(number.to_string())),
            Err(_) => ("front", None),
        };
        let target = Element::new(Tag::PageTarget)
            .with("id", format!("target-{order}"))
            .with("type", kind)
            .with_some("value", value)
            .with("playOrder", order.to_string());
        list.push(target.child(label(&page.label)).child(content(&page.href)));
    }
    list
}

fn label(words: &str) -> Element {
    Element::new(Tag::NavLabel).child(text(words))
}

fn text(words: &str) -> Element {
    Element::new(Tag::NcxText).child(words)
}

fn content(href: &str) -> Element {
    Element::new(Tag::NcxContent).with("src", href)
}
