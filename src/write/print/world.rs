//! The typesetter's world: files and fonts in memory, nothing else.
//!
//! In: the markup of a book, its pictures, fonts. Out: what `typst` asks for. No file is read, no clock asked, no package
//! found. A file that stays keeps its `Source`, so that a second layout does only what changed.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, Span, SyntaxNode, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::font::FontSet;
use crate::source;

/// Bytes as the typesetter shares them.
struct Shared(source::Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Files and fonts in memory.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

/// The number of a file by its path from the folder of `main.typ`. A path that no file can have stands for none.
pub(super) fn id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl Desk {
    /// A desk with these fonts and no files; `main` is the file that is set.
    pub(super) fn new(fonts: &FontSet, main: &str) -> Option<Self> {
        let load = |face: &std::sync::Arc<crate::font::Face>| Font::new(Bytes::new(Shared(face.bytes.clone())), face.index);
        let fonts: Vec<Font> = fonts.faces.iter().filter_map(load).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let (sources, files) = (HashMap::new(), HashMap::new());
        // Heads of rows are said to be heads by a function that the typesetter has for trial only.
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        Some(Self { library: LazyHash::new(library), book, fonts, main: id(main)?, sources, files })
    }

    /// Puts these markup files and pictures on the desk, in place of all others.
    pub(super) fn load(&mut self, markup: &[(String, &str)], pictures: &[(String, source::Bytes)]) {
        let mut kept = HashMap::new();
        for (path, text) in markup {
            let Some(id) = id(path) else { continue };
            let source = match self.sources.remove(&id) {
                Some(mut source) => {
                    source.replace(text);
                    source
                }
                None => Source::new(id, (*text).to_owned()),
            };
            kept.insert(id, source);
        }
        self.sources = kept;
        let bytes = |(path, bytes): &(String, source::Bytes)| id(path).map(|id| (id, Bytes::new(Shared(bytes.clone()))));
        self.files = pictures.iter().filter_map(bytes).collect();
    }

    /// Where each node of a file begins. Asking for one at a time would go through its siblings each time, which a long table has
    /// by the ten thousand.
    pub(super) fn starts(&self, id: FileId) -> HashMap<Span, usize> {
        let mut starts = HashMap::new();
        let mut open: Vec<(&SyntaxNode, usize)> = self.sources.get(&id).map(|source| (source.root(), 0)).into_iter().collect();
        while let Some((node, start)) = open.pop() {
            starts.insert(node.span(), start);
            let mut at = start;
            for child in node.children() {
                open.push((child, at));
                at += child.len();
            }
        }
        starts
    }

    /// The bytes of a file that a finding is about.
    pub(super) fn range_of(&self, span: typst::syntax::DiagSpan) -> Option<std::ops::Range<usize>> {
        typst::WorldExt::range(self, span)
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let source = || self.sources.get(&id).map(|source| Bytes::from_string(source.text().to_owned()));
        self.files.get(&id).cloned().or_else(source).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
