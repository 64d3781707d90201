//! Bare Typst: compiles files from memory and exports them, with nothing of recto's in between.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;

/// A world of files in memory.
pub(crate) struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

fn id(path: &str) -> FileId {
    FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path of the files' own")))
}

impl Bare {
    /// The files by path; fonts are those under `fonts/`.
    pub(crate) fn new(all: &[(String, Vec<u8>)], main: &str) -> Self {
        let (mut fonts, mut sources, mut files) = (Vec::new(), HashMap::new(), HashMap::new());
        for (path, bytes) in all {
            if path.starts_with("fonts/") {
                fonts.extend(Font::iter(Bytes::new(bytes.clone())));
            } else if path.ends_with(".typ") {
                let text = String::from_utf8(bytes.clone()).expect("markup is UTF-8");
                sources.insert(id(path), Source::new(id(path), text));
            } else {
                files.insert(id(path), Bytes::new(bytes.clone()));
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        Self { library: LazyHash::new(library), book, fonts, main: id(main), sources, files }
    }

    /// Compiles and exports once; the number of pages.
    pub(crate) fn run(&self) -> usize {
        let document = typst::compile::<PagedDocument>(self).output.expect("the markup compiles");
        let pdf = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).expect("the pages can be exported");
        assert!(!pdf.is_empty());
        document.pages().len()
    }
}

impl World for Bare {
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
        let source = || self.sources.get(&id).map(|s| Bytes::from_string(s.text().to_owned()));
        self.files.get(&id).cloned().or_else(source).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
