//! The navigation document: contents, lists of tables and figures, landmarks, page-list (EPUB 3.3 §7).
//!
//! It is the contents page too, in its place in the reading order: the marks of the printed contents stand at its beginning.

use super::content::{self, Named, speaking};
use super::outline::{self, Entry};
use super::places::{COVER, NAV};
use super::{Shared, marks::Listed};
use crate::book::{CaptionKind, Matter, SectionKind, Target};
use crate::locale::{EbookTerm, Term};
use crate::write::xhtml::{Element, Node, Tag};

/// The whole document.
pub(super) fn document(shared: &Shared<'_>) -> Element {
    let language = shared.book.language();
    let contents = shared.book.sections.iter().find(|section| section.kind == SectionKind::Contents);
    let title = contents.map_or_else(|| language.term(Term::Contents), |section| shared.title(section));
    let mut body = Element::new(Tag::Body).with("epub:type", "frontmatter").children(content::marks(&shared.marks.nav));
    body.push(toc(shared, title));
    let lists = [
        (SectionKind::ListOfTables, CaptionKind::Table, "lot", "recto-lot"),
        (SectionKind::ListOfFigures, CaptionKind::Figure, "loi", "recto-loi"),
    ];
    for (kind, captions, name, id) in lists {
        let section = shared.book.sections.iter().find(|section| section.kind == kind);
        let title = section.map(|section| shared.title(section));
        body = body.children(title.and_then(|title| list(shared, captions, name, id, title)));
    }
    body.push(landmarks(shared));
    if !shared.marks.list.is_empty() {
        body.push(page_list(shared));
    }
    content::document(Named { title, language }, body)
}

fn nav(kind: &str, id: &str, head: &str, level: Tag) -> Element {
    let heading = Element::new(level).with("id", format!("{id}-title")).child(head);
    let nav = Element::new(Tag::Nav).with("epub:type", kind).with("id", id).with("aria-labelledby", format!("{id}-title"));
    nav.child(heading)
}

fn toc(shared: &Shared<'_>, title: &str) -> Element {
    nav("toc", "toc", title, Tag::H1).with("role", "doc-toc").with("class", "contents").child(entries(&outline::tree(shared)))
}

fn entries(all: &[Entry]) -> Element {
    let item = |entry: &Entry| {
        let link = Element::new(Tag::A).with("href", entry.href.as_str()).children(entry.words.iter().cloned());
        let item = Element::new(Tag::Li).child(link);
        if entry.under.is_empty() { item } else { item.child(entries(&entry.under)) }
    };
    Element::new(Tag::Ol).children(all.iter().map(item))
}

/// A list of captions; none where there are none, since a list may not be empty.
fn list(shared: &Shared<'_>, kind: CaptionKind, name: &str, id: &str, title: &str) -> Option<Element> {
    let captions = shared.book.captions(kind);
    let item = |caption: &&crate::book::Caption| {
        let href = shared.places.href(shared.book, None, &Target::Anchor(caption.anchor.clone()))?;
        let label = Element::new(Tag::Span).with("class", "label").child(caption.label.as_str());
        let section = shared.book.section(caption.id.section);
        let words = content::name(shared, &section.language, &caption.content);
        let link = Element::new(Tag::A).with("href", href).child(label).child(" ").children(words);
        let item = Element::new(Tag::Li).child(link);
        Some(if section.language == *shared.book.language() { item } else { speaking(item, &section.language) })
    };
    let items: Vec<Element> = captions.iter().filter(|caption| !shared.places.hidden(caption.id)).filter_map(item).collect();
    let list = Element::new(Tag::Ol).children(items.iter().cloned());
    (!items.is_empty()).then(|| nav(name, id, title, Tag::H2).with("class", "list").child(list))
}

/// The main parts, for devices: each kind once (EPUB 3.3 §7.4.4).
fn landmarks(shared: &Shared<'_>) -> Element {
    let language = shared.book.language();
    let mut items = vec![("cover", COVER.to_owned(), language.ebook(EbookTerm::Cover).to_owned())];
    let mut add = |kind: &'static str, href: String, title: &str| {
        if !items.iter().any(|(known, ..)| *known == kind) {
            items.push((kind, href, title.to_owned()));
        }
    };
    add("toc", format!("{NAV}#toc"), language.term(Term::Contents));
    for section in &shared.book.sections {
        let file = shared.places.file(section.id);
        let title = shared.title(section);
        if section.matter == Matter::Body {
            add("bodymatter", file.to_owned(), title);
        }
        match section.kind {
            SectionKind::TitlePage => add("titlepage", file.to_owned(), title),
            SectionKind::Copyright => add("copyright-page", file.to_owned(), title),
            SectionKind::Bibliography => add("bibliography", file.to_owned(), title),
            SectionKind::Index => add("index", file.to_owned(), title),
            SectionKind::Colophon => add("colophon", file.to_owned(), title),
            SectionKind::HalfTitle
            | SectionKind::Contents
            | SectionKind::ListOfTables
            | SectionKind::ListOfFigures
            | SectionKind::Part
            | SectionKind::Errata
            | SectionKind::Chapter => {}
        }
    }
    let item = |(kind, href, title): (&str, String, String)| {
        Element::new(Tag::Li).child(Element::new(Tag::A).with("epub:type", kind).with("href", href).child(title))
    };
    let list = Element::new(Tag::Ol).children(items.into_iter().map(item));
    nav("landmarks", "landmarks", language.ebook(EbookTerm::Landmarks), Tag::H2).with("hidden", "hidden").child(list)
}

fn page_list(shared: &Shared<'_>) -> Element {
    let item = |page: &Listed| -> Node {
        Element::new(Tag::Li).child(Element::new(Tag::A).with("href", page.href.as_str()).child(page.label.as_str())).into()
    };
    let list = Element::new(Tag::Ol).children(shared.marks.list.iter().map(item));
    let title = shared.book.language().ebook(EbookTerm::PageList);
    nav("page-list", "page-list", title, Tag::H2).with("role", "doc-pagelist").with("hidden", "hidden").child(list)
}
