//! What every document of the e-book has round its body.

use crate::locale::Language;
use crate::write::xhtml::{Element, Tag};

/// A document's title, which no other has, and its language.
pub(in crate::write::epub) struct Named<'a> {
    /// The title.
    pub(in crate::write::epub) title: &'a str,
    /// The language.
    pub(in crate::write::epub) language: &'a Language,
}

/// A whole document. The language stands twice, for XML and for HTML (EPUB 3.3 §6.1; WCAG 3.1.1).
pub(in crate::write::epub) fn document(named: Named<'_>, body: Element) -> Element {
    let head = Element::new(Tag::Head)
        .child(Element::new(Tag::Meta).with("charset", "utf-8"))
        .child(Element::new(Tag::Title).child(named.title))
        .child(Element::new(Tag::Link).with("rel", "stylesheet").with("type", "text/css").with("href", "stylesheet.css"));
    let html = Element::new(Tag::Html).with("xmlns", "http://www.w3.org/1999/xhtml").with("xmlns:epub", "http://www.idpf.org/2007/ops");
    let mut html = speaking(html, named.language);
    if named.language.right_to_left() {
        html.set("dir", "rtl");
    }
    html.child(head).child(body)
}

/// The element with its language, said for XML and for HTML.
pub(in crate::write::epub) fn speaking(element: Element, language: &Language) -> Element {
    element.with("lang", language.tag()).with("xml:lang", language.tag())
}
