//! Where everything stands in the e-book: files, ids, links between them.
//!
//! In: the book. Out: a file name for every section and picture, and the href from one section to any anchor. What is set in
//! print only has no place here: a link to it leads to the section that would hold it.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Anchor, Block, BlockKind, Book, Inline, NodeId, PictureFormat, Role, Section, SectionId, SectionKind, Target, visit};
use crate::source::BookPath;

/// The navigation document's file.
pub(super) const NAV: &str = "nav.xhtml";

/// The cover page's file.
pub(super) const COVER: &str = "cover.xhtml";

/// Files and ids of the whole e-book.
pub(super) struct Places<'a> {
    files: Vec<String>,
    pictures: BTreeMap<&'a BookPath, String>,
    /// Anchors that stand in the e-book, with their section.
    anchors: BTreeMap<&'a Anchor, SectionId>,
    /// Anchors of the bibliography's entries.
    entries: BTreeSet<&'a Anchor>,
    /// Nodes that only print sets.
    hidden: BTreeSet<NodeId>,
    /// Sections that the navigation document stands for.
    in_nav: BTreeSet<SectionId>,
}

impl<'a> Places<'a> {
    /// Gives everything its place.
    pub(super) fn new(book: &'a Book) -> Self {
        let in_nav = in_nav(book);
        let mut places = Self {
            files: Vec::new(),
            pictures: picture_files(book),
            anchors: BTreeMap::new(),
            entries: BTreeSet::new(),
            hidden: BTreeSet::new(),
            in_nav,
        };
        let mut taken: BTreeSet<String> = [NAV, COVER].map(str::to_owned).into();
        for section in &book.sections {
            let file = if places.in_nav.contains(&section.id) { NAV.to_owned() } else { unique(&section.slug, "xhtml", &mut taken) };
            places.files.push(file);
            places.collect(section);
        }
        places
    }

    fn collect(&mut self, section: &'a Section) {
        let title = &section.title;
        let heads = title.heading.iter().map(|heading| &heading.content).chain(&title.subtitle).chain(&title.byline);
        heads.for_each(|content| self.words(content, section.id));
        self.blocks(&section.blocks, section.id);
        section.notes.iter().for_each(|note| self.blocks(&note.blocks, section.id));
    }

    fn blocks(&mut self, blocks: &'a [Block], section: SectionId) {
        let mut hidden: BTreeSet<NodeId> = BTreeSet::new();
        visit::blocks(blocks, &mut |block| {
            if matches!(&block.kind, BlockKind::Group { role: Role::PrintOnly, .. }) {
                visit::blocks(std::slice::from_ref(block), &mut |inner| _ = hidden.insert(inner.id));
            }
        });
        visit::blocks(blocks, &mut |block| {
            if !hidden.contains(&block.id) {
                self.anchors.extend(block.anchor.iter().map(|anchor| (anchor, section)));
                self.block(block, section);
            }
        });
        self.hidden.append(&mut hidden);
    }

    fn block(&mut self, block: &'a Block, section: SectionId) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.words(content, section),
            BlockKind::Heading(heading) => self.words(&heading.content, section),
            BlockKind::Definitions(all) => all.iter().for_each(|definition| self.words(&definition.term, section)),
            BlockKind::Table(table) => {
                self.anchors.extend(table.caption.iter().map(|caption| (&caption.anchor, section)));
                table.caption.iter().for_each(|caption| self.words(&caption.content, section));
                table.notes.iter().chain(&table.source).for_each(|(_, content)| self.words(content, section));
            }
            BlockKind::Figure(figure) => {
                self.anchors.extend(figure.caption.iter().map(|caption| (&caption.anchor, section)));
                figure.caption.iter().for_each(|caption| self.words(&caption.content, section));
            }
            BlockKind::Bibliography(groups) => {
                for entry in groups.iter().flat_map(|group| &group.entries) {
                    self.anchors.insert(&entry.anchor, section);
                    self.entries.insert(&entry.anchor);
                    self.words(&entry.content, section);
                }
            }
            BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Ornament
            | BlockKind::PageBreak => {}
        }
    }

    fn words(&mut self, content: &'a [Inline], section: SectionId) {
        visit::inlines(content, &mut |inline| {
            if let crate::book::InlineKind::Anchored { anchor, .. } = &inline.kind {
                self.anchors.insert(anchor, section);
            }
        });
    }

    /// A section's file.
    pub(super) fn file(&self, section: SectionId) -> &str {
        &self.files[usize::from(section.0)]
    }

    /// Whether the navigation document stands for this section.
    pub(super) fn in_nav(&self, section: SectionId) -> bool {
        self.in_nav.contains(&section)
    }

    /// Whether only print sets this node.
    pub(super) fn hidden(&self, node: NodeId) -> bool {
        self.hidden.contains(&node)
    }

    /// A picture's file.
    pub(super) fn picture(&self, path: &BookPath) -> Option<&str> {
        self.pictures.get(path).map(String::as_str)
    }

    /// Whether an anchor is a source's entry in the bibliography.
    pub(super) fn is_entry(&self, anchor: &Anchor) -> bool {
        self.entries.contains(anchor)
    }

    /// Where a link leads, seen from a section's file; from the navigation document: none. None where it leads nowhere.
    pub(super) fn href(&self, book: &Book, from: Option<SectionId>, target: &Target) -> Option<String> {
        let (section, id) = match target {
            Target::Url(url) => return Some(url.clone()),
            Target::Section(section) => (*section, None),
            Target::Anchor(anchor) => match self.anchors.get(anchor) {
                Some(section) => (*section, Some(anchor)),
                None => (book.anchors.get(anchor)?.section, None),
            },
        };
        let file = self.file(section);
        let here = from.map_or(NAV, |from| self.file(from)) == file;
        Some(match id {
            Some(anchor) if here => format!("#{}", anchor.0),
            Some(anchor) => format!("{file}#{}", anchor.0),
            None => file.to_owned(),
        })
    }
}

/// The contents and the lists that stand beside it: one document can hold them without leaving the reading order only
/// while nothing stands between.
fn in_nav(book: &Book) -> BTreeSet<SectionId> {
    let listed = |section: &Section| match section.kind {
        SectionKind::Contents | SectionKind::ListOfTables | SectionKind::ListOfFigures => true,
        SectionKind::HalfTitle
        | SectionKind::TitlePage
        | SectionKind::Copyright
        | SectionKind::Part
        | SectionKind::Chapter
        | SectionKind::Bibliography
        | SectionKind::Errata
        | SectionKind::Index
        | SectionKind::Colophon => false,
    };
    let contents = book.sections.iter().position(|section| section.kind == SectionKind::Contents);
    let Some(start) = contents.or_else(|| book.sections.iter().position(|section| listed(section))) else { return BTreeSet::new() };
    let before = book.sections[..start].iter().rev().take_while(|section| listed(section));
    let after = book.sections[start..].iter().take_while(|section| listed(section));
    before.chain(after).map(|section| section.id).collect()
}

fn picture_files(book: &Book) -> BTreeMap<&BookPath, String> {
    let mut taken = BTreeSet::new();
    let file = |(path, picture): (&'_ BookPath, &std::sync::Arc<crate::book::PictureFile>)| {
        let extension = match picture.format {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Svg => "svg",
            PictureFormat::Gif => "gif",
            PictureFormat::Webp => "webp",
        };
        unique(&plain(path.stem()), extension, &mut taken)
    };
    let names: Vec<String> = book.pictures.iter().map(file).collect();
    book.pictures.keys().zip(names).map(|(path, name)| (path, format!("images/{name}"))).collect()
}

/// A name of small ASCII letters, digits and hyphens.
pub(super) fn plain(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "picture".to_owned() } else { plain.to_owned() }
}

fn unique(name: &str, extension: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = |n: u32| if n == 1 { format!("{name}.{extension}") } else { format!("{name}-{n}.{extension}") };
    let file = (1..).map(numbered).find(|file| !taken.contains(file)).expect("numbers do not end");
    taken.insert(file.clone());
    file
}
