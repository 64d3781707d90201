//! Contents → the sections of the book, in reading order, not yet set.
//!
//! In: book.toml's contents and the files' blocks. Out: a [`Draft`] for every part, chapter and generated page, with
//! its matter, slug, language, title and number. A heading of level 1 begins a chapter; what stands before the first
//! belongs to the front matter's title, or makes a chapter without one.

use std::collections::{BTreeMap, BTreeSet};

use super::gaps::Gaps;
use super::{chapter, metadata, slug};
use crate::book::{Matter, Metadata, SectionId, SectionKind};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::manuscript::{Attributes, Block, ContentsEntry, GeneratedPage, Inline, Manuscript, TextFile};
use crate::source::{BookPath, FileId, Span, Spanned};

/// File names that the outputs may need for themselves.
const RESERVED: [&str; 8] = ["content", "cover", "main", "nav", "notes", "package", "theme", "toc"];

/// The most sections that a book may have.
const MOST_SECTIONS: usize = 1000;

/// A section that is planned and not yet set.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) id: SectionId,
    pub(super) matter: Matter,
    pub(super) kind: SectionKind,
    pub(super) part: Option<SectionId>,
    pub(super) slug: String,
    pub(super) language: Language,
    pub(super) content: Content<'a>,
    pub(super) span: Span,
}

/// What a section is made from.
#[derive(Debug)]
pub(super) enum Content<'a> {
    /// recto makes it.
    Generated,
    /// A part's title.
    Part(&'a Spanned<String>),
    /// Text.
    Chapter(Chapter<'a>),
}

/// A chapter's text.
#[derive(Debug)]
pub(super) struct Chapter<'a> {
    /// Its title, where it has one.
    pub(super) title: Option<Title<'a>>,
    /// The front matter's subtitle.
    pub(super) subtitle: Option<&'a Spanned<Vec<Inline>>>,
    /// The front matter's authors.
    pub(super) authors: &'a [Spanned<String>],
    /// Its number, where it is numbered.
    pub(super) number: Option<u32>,
    /// Its blocks, file by file.
    pub(super) pieces: Vec<Piece<'a>>,
}

/// A chapter's title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title<'a> {
    /// Its words.
    pub(super) content: &'a [Inline],
    /// What was typed in the heading's braces; none from front matter.
    pub(super) attributes: Option<&'a Attributes>,
    /// Its place.
    pub(super) span: Span,
}

/// Blocks of one file.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The file.
    pub(super) file: &'a TextFile,
    /// Its blocks that belong to the chapter.
    pub(super) blocks: &'a [Block],
    /// The file's language, where it is not the chapter's.
    pub(super) language: Option<Language>,
}

/// Plans the sections.
pub(super) fn plan<'a>(manuscript: &'a Manuscript, metadata: &Metadata, gaps: &Gaps<'_>, found: &mut Diagnostics) -> Vec<Draft<'a>> {
    let contents = &manuscript.manifest.contents;
    let mut planner = Planner {
        manuscript,
        language: &metadata.language,
        gaps,
        edition: metadata.edition,
        found,
        drafts: Vec::new(),
        slugs: RESERVED.iter().map(|name| (*name).to_owned()).collect(),
        files: BTreeMap::new(),
        pages: BTreeMap::new(),
        chapters: 0,
        full: false,
    };
    for (matter, entries) in [(Matter::Front, &contents.front), (Matter::Body, &contents.body), (Matter::Back, &contents.back)] {
        planner.entries(entries, matter, None);
    }
    let named = [&contents.front, &contents.body, &contents.back].into_iter().flatten().any(names_a_file);
    if !named {
        let finding = Diagnostic::new(Code::NoChapters, Span::whole(FileId::MANIFEST), "the contents name no chapter");
        planner.found.push(finding.hint("write `body = [\"chapter.md\"]` under `[contents]`"));
    }
    planner.drafts
}

fn names_a_file(entry: &ContentsEntry) -> bool {
    match entry {
        ContentsEntry::Generated(_) => false,
        ContentsEntry::File(_) | ContentsEntry::Chapter { .. } => true,
        ContentsEntry::Part { chapters, .. } => chapters.iter().any(names_a_file),
    }
}

struct Planner<'a, 'b> {
    manuscript: &'a Manuscript,
    language: &'b Language,
    gaps: &'b Gaps<'b>,
    /// The edition's number.
    edition: u32,
    found: &'b mut Diagnostics,
    drafts: Vec<Draft<'a>>,
    slugs: BTreeSet<String>,
    /// Where each file was named first.
    files: BTreeMap<&'a BookPath, Span>,
    /// Where each generated page was named first.
    pages: BTreeMap<GeneratedPage, Span>,
    /// Chapters numbered so far.
    chapters: u32,
    /// The limit is reached and reported.
    full: bool,
}

impl<'a> Planner<'a, '_> {
    fn entries(&mut self, entries: &'a [ContentsEntry], matter: Matter, part: Option<SectionId>) {
        for entry in entries {
            match entry {
                ContentsEntry::Generated(page) => self.generated(page, matter),
                ContentsEntry::File(path) => {
                    if let Some(file) = self.file(path) {
                        let mut shelf = chapter::Shelf { texts: &self.manuscript.files, named: &mut self.files, gaps: self.gaps };
                        let chapters = chapter::split(file, &mut shelf, self.found);
                        self.chapters(chapters, file, matter, part);
                    }
                }
                ContentsEntry::Chapter { files, .. } => {
                    let files: Vec<&TextFile> = files.iter().filter_map(|path| self.file(path)).collect();
                    if let Some(first) = files.first() {
                        let mut shelf = chapter::Shelf { texts: &self.manuscript.files, named: &mut self.files, gaps: self.gaps };
                        let joined = chapter::join(&files, &mut shelf, self.found);
                        self.chapters(joined, first, matter, part);
                    }
                }
                ContentsEntry::Part { title, chapters } => self.part(title, chapters, matter, part),
            }
        }
    }

    fn part(&mut self, title: &'a Spanned<String>, chapters: &'a [ContentsEntry], matter: Matter, outer: Option<SectionId>) {
        if outer.is_some() {
            let finding = Diagnostic::new(Code::NotYet, title.span, "a part inside a part can't be set yet");
            return self.found.push(finding.hint("put the parts one after the other"));
        }
        let slug = self.slug(&format!("part-{}", slug::slug(&title.value)));
        let language = self.language.clone();
        let part = self.push(matter, SectionKind::Part, None, slug, language, Content::Part(title), title.span);
        self.entries(chapters, matter, part);
    }

    fn generated(&mut self, page: &Spanned<GeneratedPage>, matter: Matter) {
        let name = GeneratedPage::ALL.iter().find(|(_, known)| *known == page.value).map_or("", |(name, _)| name);
        if let Some(first) = self.pages.insert(page.value, page.span) {
            let finding = Diagnostic::new(Code::RepeatedPage, page.span, format!("the page `{name}` stands twice in the contents"));
            return self.found.push(finding.label(first, "here first").hint("take one of them out"));
        }
        let kind = match page.value {
            GeneratedPage::HalfTitle => SectionKind::HalfTitle,
            GeneratedPage::TitlePage => SectionKind::TitlePage,
            GeneratedPage::Copyright => SectionKind::Copyright,
            GeneratedPage::Contents => SectionKind::Contents,
            GeneratedPage::ListOfTables => SectionKind::ListOfTables,
            GeneratedPage::ListOfFigures => SectionKind::ListOfFigures,
            GeneratedPage::Bibliography => SectionKind::Bibliography,
            GeneratedPage::Colophon => SectionKind::Colophon,
            // A first edition has none before it that it could correct.
            GeneratedPage::Errata if self.edition == 1 => return,
            GeneratedPage::Errata => SectionKind::Errata,
            GeneratedPage::Index => SectionKind::Index,
        };
        let slug = self.slug(name);
        let language = self.language.clone();
        self.push(matter, kind, None, slug, language, Content::Generated, page.span);
    }

    /// A file of the contents; none where it stands there twice or was not read (which the reader has reported).
    fn file(&mut self, path: &'a Spanned<BookPath>) -> Option<&'a TextFile> {
        if let Some(first) = self.files.get(&path.value) {
            let finding = Diagnostic::new(Code::RepeatedPage, path.span, format!("`{}` stands twice in the contents", path.value));
            self.found.push(finding.label(*first, "here first").hint("take one of them out"));
            return None;
        }
        self.files.insert(&path.value, path.span);
        self.manuscript.files.get(&path.value).map(AsRef::as_ref)
    }

    fn chapters(&mut self, chapters: Vec<Chapter<'a>>, file: &'a TextFile, matter: Matter, part: Option<SectionId>) {
        let typed = file.front_matter.language.as_ref();
        let language = typed.and_then(|tag| metadata::language(tag, self.found)).unwrap_or_else(|| self.language.clone());
        for (i, mut chapter) in chapters.into_iter().enumerate() {
            for piece in &mut chapter.pieces {
                let own = piece.file.front_matter.language.as_ref().and_then(|tag| Language::parse(&tag.value));
                piece.language = own.filter(|own| *own != language);
            }
            let unnumbered = chapter.title.is_none_or(|t| t.attributes.is_some_and(|a| a.has("unnumbered")));
            if matter == Matter::Body && !unnumbered {
                self.chapters += 1;
                chapter.number = Some(self.chapters);
            }
            let own = if i == 0 { String::new() } else { chapter.title.map_or_else(String::new, |t| super::plain::words(t.content)) };
            let slug = self.slug(&slug::slug(&format!("{} {own}", file.path.stem())));
            let span = chapter.title.map_or_else(|| first_span(&chapter, file), |t| t.span);
            self.push(matter, SectionKind::Chapter, part, slug, language.clone(), Content::Chapter(chapter), span);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a draft")]
    fn push(
        &mut self,
        matter: Matter,
        kind: SectionKind,
        part: Option<SectionId>,
        slug: String,
        language: Language,
        content: Content<'a>,
        span: Span,
    ) -> Option<SectionId> {
        if self.drafts.len() >= MOST_SECTIONS {
            if !std::mem::replace(&mut self.full, true) {
                let finding = Diagnostic::new(Code::TooManyChapters, span, format!("the book has more than {MOST_SECTIONS} chapters"));
                self.found.push(finding.hint("make volumes of it"));
            }
            return None;
        }
        let id = SectionId(u16::try_from(self.drafts.len()).ok()?);
        self.drafts.push(Draft { id, matter, kind, part, slug, language, content, span });
        Some(id)
    }

    /// A slug that no other section has.
    fn slug(&mut self, wished: &str) -> String {
        let base = if wished.is_empty() { "chapter" } else { wished };
        let mut slug = base.to_owned();
        let mut n = 1;
        while !self.slugs.insert(slug.clone()) {
            n += 1;
            slug = format!("{base}-{n}");
        }
        slug
    }
}

fn first_span(chapter: &Chapter<'_>, file: &TextFile) -> Span {
    let first = chapter.pieces.iter().find_map(|piece| piece.blocks.first());
    first.map_or(Span::whole(file.file), |block| block.span)
}
