//! The cover: a picture, and a page that shows it.

use super::content::{Named, document};
use super::places::COVER;
use super::{File, Shared, XHTML};
use crate::locale::EbookTerm;
use crate::write::xhtml::{Dialect, Element, Tag, encode};

/// The cover's page and its picture.
pub(super) struct Cover {
    /// The page.
    pub(super) page: File,
    /// The picture.
    pub(super) picture: File,
}

/// Makes both.
pub(super) fn files(shared: &Shared<'_>, bytes: &[u8]) -> Cover {
    let (path, media) = match bytes {
        [0xFF, 0xD8, ..] => ("images/cover.jpg", "image/jpeg"),
        _ => ("images/cover.png", "image/png"),
    };
    let path = path.replace("cover", "recto-cover");
    let page = encode(&page(shared, &path), Dialect::Xhtml).into_bytes();
    Cover { page: File { path: COVER.to_owned(), media: XHTML, bytes: page }, picture: File { path, media, bytes: bytes.to_vec() } }
}

fn page(shared: &Shared<'_>, picture: &str) -> Element {
    let (language, metadata) = (shared.book.language(), &shared.book.metadata);
    let name = language.ebook(EbookTerm::Cover);
    let authors = metadata.contributors.iter().filter(|c| c.relator == "aut").map(|c| c.name.as_str());
    let words: Vec<&str> = [metadata.title.as_str()].into_iter().chain(metadata.subtitle.as_deref()).chain(authors).collect();
    let image = Element::new(Tag::Img).with("src", picture).with("alt", format!("{name}: {}", words.join(". "))).with("role", "doc-cover");
    let section = Element::new(Tag::Section).with("epub:type", "cover").with("class", "cover").with("aria-label", name);
    let body = Element::new(Tag::Body).child(section.child(Element::new(Tag::Div).child(image)));
    document(Named { title: &metadata.title, language }, body)
}
