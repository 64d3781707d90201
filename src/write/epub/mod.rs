//! Book → EPUB 3.3.
//!
//! In: the book, its page map where print was laid out, fonts, a cover picture. Out: the bytes of the container, the
//! same for the same book on any machine. CONFORMANCE.md says clause by clause what is met where.

mod access;
mod container;
mod content;
mod cover;
mod fonts;
mod identifier;
mod marks;
mod navigation;
mod ncx;
mod outline;
mod package;
mod places;

use std::collections::BTreeMap;

use self::fonts::Ink;
use self::marks::Marks;
use self::places::Places;
use crate::book::{Book, PageMap, PictureFormat, Section, SectionId};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::FontSet;
use crate::write::xhtml::{Dialect, Element, encode};

/// What every part of the e-book is made from.
struct Shared<'a> {
    book: &'a Book,
    pages: Option<&'a PageMap>,
    places: Places<'a>,
    marks: Marks,
    /// A name for each section that no other has.
    titles: BTreeMap<SectionId, String>,
}

impl Shared<'_> {
    fn title<'s>(&'s self, section: &'s Section) -> &'s str {
        self.titles.get(&section.id).map_or(section.title.name.as_str(), String::as_str)
    }
}

/// A file of the container, beside the package document, the navigation document and the NCX.
struct File {
    /// Its path beside the package document.
    path: String,
    media: &'static str,
    bytes: Vec<u8>,
}

/// Writes the e-book. `cover` is a PNG or JPEG.
pub fn write(book: &Book, pages: Option<&PageMap>, fonts: &FontSet, cover: &[u8], found: &mut Diagnostics) -> Option<Vec<u8>> {
    let places = Places::new(book);
    let marks = Marks::new(book, pages, &places);
    let shared = Shared { book, pages, places, marks, titles: titles(book) };
    let (documents, mut ink) = documents(&shared);
    let cover = cover::files(&shared, cover);
    let navigation = navigation::document(&shared);
    ink.add(&Ink::of(&navigation));
    let embedded = fonts::embed(book, fonts, &ink, found);
    let package = package::Package { shared: &shared, documents: &documents, cover: &cover, fonts: &embedded.files };
    let ours = container::Ours {
        package: encode(&package.document(), Dialect::Xml),
        navigation: encode(&navigation, Dialect::Xhtml),
        ncx: encode(&ncx::document(&shared), Dialect::Xml),
    };
    let files = container::Files {
        stylesheet: fonts::THEME.to_owned() + &embedded.stylesheet,
        documents,
        cover,
        resources: embedded.files.into_iter().chain(pictures(&shared)).collect(),
    };
    match container::pack(book, &files, &ours) {
        Ok(bytes) => Some(bytes),
        Err(why) => {
            found.push(Diagnostic::nowhere(Code::OutputNotWritten, format!("the e-book cannot be put together ({why})")));
            None
        }
    }
}

/// A document for every section that the navigation does not stand for, and the characters that they set.
fn documents(shared: &Shared<'_>) -> (Vec<File>, Ink) {
    let (mut files, mut ink) = (Vec::new(), Ink::default());
    for section in shared.book.sections.iter().filter(|section| !shared.places.in_nav(section.id)) {
        let root: Element = content::section(shared, section, shared.title(section));
        ink.add(&Ink::of(&root));
        files.push(File {
            path: shared.places.file(section.id).to_owned(),
            media: XHTML,
            bytes: encode(&root, Dialect::Xhtml).into_bytes(),
        });
    }
    (files, ink)
}

const XHTML: &str = "application/xhtml+xml";

fn pictures(shared: &Shared<'_>) -> Vec<File> {
    let file = |picture: &std::sync::Arc<crate::book::PictureFile>| {
        let media = match picture.format {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Svg => "image/svg+xml",
            PictureFormat::Gif => "image/gif",
            PictureFormat::Webp => "image/webp",
        };
        Some(File { path: shared.places.picture(&picture.path)?.to_owned(), media, bytes: picture.bytes.to_vec() })
    };
    shared.book.pictures.values().filter_map(file).collect()
}

/// A name for each section, and none twice: documents of one name can't be told apart (WCAG 2.4.2).
fn titles(book: &Book) -> BTreeMap<SectionId, String> {
    let mut taken = std::collections::BTreeSet::from([book.metadata.title.clone()]);
    let mut titles = BTreeMap::new();
    for section in &book.sections {
        let label = section.title.heading.as_ref().and_then(|heading| heading.label.as_deref());
        let name = [section.title.name.trim(), label.unwrap_or_default(), &section.slug];
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or("–");
        let numbered = |n: u32| if n == 1 { name.to_owned() } else { format!("{name} ({n})") };
        let title = (1..).map(numbered).find(|title| !taken.contains(title)).expect("numbers do not end");
        taken.insert(title.clone());
        titles.insert(section.id, title);
    }
    titles
}
