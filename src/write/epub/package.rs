//! The package document: metadata, manifest, spine (EPUB 3.3 §5).

use std::collections::BTreeSet;

use super::cover::Cover;
use super::places::{COVER, NAV};
use super::{File, Shared, access, identifier};
use crate::book::{Block, BlockKind, Contributor, Date, Inline, InlineKind, Metadata, visit};
use crate::locale::{EbookTerm, Language};
use crate::write::xhtml::{Element, Tag};

/// What the package document lists.
pub(super) struct Package<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) documents: &'a [File],
    pub(super) cover: &'a Cover,
    pub(super) fonts: &'a [File],
}

/// The id of the unique identifier.
const UNIQUE: &str = "recto-identifier";

impl Package<'_> {
    /// The whole document.
    pub(super) fn document(&self) -> Element {
        let language = self.shared.book.language();
        let mut package = Element::new(Tag::Package)
            .with("xmlns", "http://www.idpf.org/2007/opf")
            .with("version", "3.0")
            .with("unique-identifier", UNIQUE)
            .with("xml:lang", language.tag());
        if language.right_to_left() {
            package.set("dir", "rtl");
        }
        package.child(self.metadata()).child(self.manifest()).child(self.spine())
    }

    fn metadata(&self) -> Element {
        let book = self.shared.book;
        let metadata = &book.metadata;
        let mut out = Element::new(Tag::Metadata).with("xmlns:dc", "http://purl.org/dc/elements/1.1/");
        out.push(Element::new(Tag::DcIdentifier).with("id", UNIQUE).child(identifier::of(book)));
        out = out.children(titles(metadata));
        let languages = languages(self.shared);
        out = out.children(languages.into_iter().map(|tag| Element::new(Tag::DcLanguage).child(tag)));
        for (number, contributor) in metadata.contributors.iter().enumerate() {
            out = out.children(person(contributor, number));
        }
        let plain = [
            (Tag::DcPublisher, metadata.publisher.as_deref()),
            (Tag::DcDescription, metadata.description.as_deref()),
            (Tag::DcRights, metadata.rights.as_deref()),
        ];
        out = out.children(plain.into_iter().filter_map(|(tag, words)| Some(Element::new(tag).child(words?))));
        out = out.children(metadata.subjects.iter().map(|subject| Element::new(Tag::DcSubject).child(subject.as_str())));
        if let Some(date) = metadata.date {
            out.push(Element::new(Tag::DcDate).child(day(date)));
        }
        // Without a date of the edition nothing else is known that is the same on every build.
        let modified = metadata.date.map_or_else(|| "1970-01-01".to_owned(), day);
        out.push(meta("dcterms:modified", format!("{modified}T00:00:00Z")));
        out.push(meta("schema:bookEdition", metadata.edition.to_string()));
        out = out.children(self.print_source());
        let access = access::properties(self.shared).into_iter().map(|(property, value)| meta(property, value));
        out = out.children(access);
        // EPUB 2's way to name the cover, for old shelves.
        out.child(Element::new(Tag::Meta).with("name", "cover").with("content", id(&self.cover.picture.path)))
    }

    /// The printed book that the page marks are of (EPUB Accessibility 1.1 §4.2.3).
    fn print_source(&self) -> Vec<Element> {
        let metadata = &self.shared.book.metadata;
        let source = match &metadata.isbn_print {
            Some(isbn) => identifier::isbn_urn(isbn),
            None => format!("{} ({})", metadata.title, metadata.language.ebook(EbookTerm::PrintedEdition)),
        };
        let named = Element::new(Tag::DcSource).with("id", "recto-print").child(source.as_str());
        match (self.shared.marks.list.is_empty(), &metadata.isbn_print) {
            (true, None) => Vec::new(),
            (true, Some(_)) => vec![named],
            (false, _) => vec![named, refine("recto-print", "source-of", "pagination"), meta("pageBreakSource", source)],
        }
    }

    fn manifest(&self) -> Element {
        let item = |path: &str, media: &str| Element::new(Tag::Item).with("id", id(path)).with("href", path).with("media-type", media);
        let file = |file: &File| item(&file.path, file.media);
        let nav = item(NAV, super::XHTML).with("properties", "nav");
        let ncx = Element::new(Tag::Item).with("id", "ncx").with("href", "toc.ncx").with("media-type", "application/x-dtbncx+xml");
        let cover = file(&self.cover.picture).with("properties", "cover-image");
        Element::new(Tag::Manifest)
            .child(nav)
            .child(ncx)
            .child(item("stylesheet.css", "text/css"))
            .child(cover)
            .child(file(&self.cover.page))
            .children(self.documents.iter().map(|document| file(document).with_some("properties", holds_svg(document).then_some("svg"))))
            .children(self.fonts.iter().map(file))
            .children(super::pictures(self.shared).iter().map(file))
    }

    /// The reading order: cover, then the sections; the navigation document in the place of the contents, and out of the
    /// line of reading where the book has none.
    fn spine(&self) -> Element {
        let mut spine = Element::new(Tag::Spine).with("toc", "ncx");
        if self.shared.book.language().right_to_left() {
            spine.set("page-progression-direction", "rtl");
        }
        spine.push(itemref(COVER));
        let mut listed = false;
        for section in &self.shared.book.sections {
            let nav = self.shared.places.in_nav(section.id);
            if !(nav && listed) {
                spine.push(itemref(self.shared.places.file(section.id)));
            }
            listed |= nav;
        }
        if listed { spine } else { spine.child(itemref(NAV).with("linear", "no")) }
    }
}

/// Whether a document holds a chart (EPUB 3.3 §D.6.1, `svg`).
fn holds_svg(document: &File) -> bool {
    document.bytes.windows(5).any(|bytes| bytes == b"<svg ")
}

fn itemref(path: &str) -> Element {
    Element::new(Tag::Itemref).with("idref", id(path))
}

/// The manifest id of a file: its path, which is of letters that an id may have but for the slash.
fn id(path: &str) -> String {
    format!("file-{}", path.replace('/', "-"))
}

fn meta(property: &str, value: String) -> Element {
    Element::new(Tag::PackageMeta).with("property", property).child(value)
}

fn refine(of: &str, property: &str, value: &str) -> Element {
    Element::new(Tag::PackageMeta).with("refines", format!("#{of}")).with("property", property).child(value)
}

fn titles(metadata: &Metadata) -> Vec<Element> {
    let title = Element::new(Tag::DcTitle).with("id", "recto-title").child(metadata.title.as_str());
    let mut out = vec![title, refine("recto-title", "title-type", "main")];
    if let Some(subtitle) = &metadata.subtitle {
        out.push(refine("recto-title", "display-seq", "1"));
        out.push(Element::new(Tag::DcTitle).with("id", "recto-subtitle").child(subtitle.as_str()));
        out.push(refine("recto-subtitle", "title-type", "subtitle"));
        out.push(refine("recto-subtitle", "display-seq", "2"));
    }
    out
}

/// A person or body: authors are creators, all others contributors. Where no name to sort by is given, the name itself
/// serves: it is never guessed which part of it is the surname.
fn person(contributor: &Contributor, number: usize) -> Vec<Element> {
    let id = format!("recto-person-{}", number + 1);
    let tag = if contributor.relator == "aut" { Tag::DcCreator } else { Tag::DcContributor };
    let sort = contributor.sort_as.as_deref().unwrap_or(&contributor.name);
    vec![
        Element::new(tag).with("id", id.as_str()).child(contributor.name.as_str()),
        refine(&id, "role", &contributor.relator).with("scheme", "marc:relators"),
        refine(&id, "file-as", sort),
        refine(&id, "display-seq", &(number + 1).to_string()),
    ]
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The book's language, then the others that stand in it, in the order of their tags.
fn languages(shared: &Shared<'_>) -> Vec<String> {
    let own = shared.book.language();
    let mut others: BTreeSet<&Language> = BTreeSet::new();
    for section in &shared.book.sections {
        others.insert(&section.language);
        spoken(&section.blocks, &mut others);
        section.notes.iter().for_each(|note| spoken(&note.blocks, &mut others));
    }
    others.remove(own);
    std::iter::once(own).chain(others).map(|language| language.tag().to_owned()).collect()
}

fn spoken<'a>(blocks: &'a [Block], found: &mut BTreeSet<&'a Language>) {
    let words = |content: &'a [Inline], found: &mut BTreeSet<&'a Language>| {
        visit::inlines(content, &mut |inline| {
            if let InlineKind::Foreign { language, .. } = &inline.kind {
                found.insert(language);
            }
        });
    };
    visit::blocks(blocks, &mut |block| {
        found.extend(&block.language);
        match &block.kind {
            BlockKind::Paragraph(content) => words(content, found),
            BlockKind::Heading(heading) => words(&heading.content, found),
            BlockKind::Definitions(all) => all.iter().for_each(|definition| words(&definition.term, found)),
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|caption| words(&caption.content, found));
                table.notes.iter().chain(&table.source).for_each(|(_, content)| words(content, found));
            }
            BlockKind::Figure(figure) => figure.caption.iter().for_each(|caption| words(&caption.content, found)),
            BlockKind::Bibliography(groups) => {
                groups.iter().flat_map(|group| &group.entries).for_each(|entry| words(&entry.content, found));
            }
            BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Ornament
            | BlockKind::PageBreak => {}
        }
    });
}
