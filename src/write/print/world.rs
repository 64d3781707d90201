//! The typesetter's world: files and fonts in memory, nothing else.
//!
//! In: the markup of a book, its pictures, fonts. Out: what `typst` asks for. No file is read, no clock asked, no package
//! found. A file that stays, or comes back to what it was in an earlier layout, keeps its `Source`: the typesetter knows its
//! results by the numbers of a source's nodes, and a second layout does only what changed.

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
pub(super) struct Shared(pub(super) source::Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A file of markup in one of its states.
#[derive(Clone)]
struct State {
    source: Source,
    /// No other state of any file has this number.
    number: u64,
}

/// Files by their numbers.
type States = HashMap<FileId, State>;

/// Files and fonts in memory.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    /// The files as they are set.
    sources: States,
    /// What they were in each round of the layouts, the last time that it came to it.
    rounds: Vec<States>,
    last: u64,
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
        // Heads of rows are said to be heads by a function that the typesetter has for trial only.
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        let (library, main) = (LazyHash::new(library), id(main)?);
        Some(Self { library, book, fonts, main, sources: States::new(), rounds: Vec::new(), last: 0, files: HashMap::new() })
    }

    /// Puts these markup files and pictures on the desk, in place of all others, for the layout that is this round of a book's.
    pub(super) fn load(&mut self, round: usize, markup: &[(String, &str)], pictures: &[(String, source::Bytes)]) {
        let mut set = States::new();
        for (path, text) in markup {
            let Some(id) = id(path) else { continue };
            let state = self.state(round, id, text);
            set.insert(id, state);
        }
        self.rounds.resize_with(self.rounds.len().max(round + 1), States::new);
        self.rounds[round].clone_from(&set);
        self.sources = set;
        let bytes = |(path, bytes): &(String, source::Bytes)| id(path).map(|id| (id, Bytes::new(Shared(bytes.clone()))));
        self.files = pictures.iter().filter_map(bytes).collect();
    }

    /// The file with this text: as it was in some round, else changed from what it was in this round or the one before.
    fn state(&mut self, round: usize, id: FileId, text: &str) -> State {
        let known = || self.rounds.iter().filter_map(|states| states.get(&id));
        if let Some(same) = known().find(|state| state.source.text() == text) {
            return same.clone();
        }
        let near = self.rounds.get(round).and_then(|states| states.get(&id)).or_else(|| known().next_back());
        let source = match near {
            Some(near) => {
                let mut source = near.source.clone();
                source.replace(text);
                source
            }
            None => Source::new(id, text.to_owned()),
        };
        self.last += 1;
        State { source, number: self.last }
    }

    /// The number of the state that a file is set in.
    pub(super) fn number(&self, id: FileId) -> Option<u64> {
        self.sources.get(&id).map(|state| state.number)
    }

    /// Where each node of a file begins. Asking for one at a time would go through its siblings each time, which a long table has
    /// by the ten thousand.
    pub(super) fn starts(&self, id: FileId) -> HashMap<Span, usize> {
        let mut starts = HashMap::new();
        let mut open: Vec<(&SyntaxNode, usize)> = self.sources.get(&id).map(|state| (state.source.root(), 0)).into_iter().collect();
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
        self.sources.get(&id).map(|state| state.source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let source = || self.sources.get(&id).map(|state| Bytes::from_string(state.source.text().to_owned()));
        self.files.get(&id).cloned().or_else(source).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
