//! recto makes a printed book and an e-book from Markdown, citations and data.
//!
//! The whole way is told in [`Session::build`]: read → assemble → lay out → write. Each stage reports what it finds
//! and goes on; between stages the way ends where an error was found, so that an author sees all faults of a
//! stage in one run.

pub mod assemble;
pub mod book;
pub mod cite;
pub mod cli;
pub mod diag;
pub mod edition;
pub mod font;
pub mod impose;
pub mod locale;
pub mod manuscript;
pub mod project;
pub mod read;
pub mod source;
pub mod write;

use std::sync::Arc;

use comemo::Track;

use book::{Book, PageMap};
use diag::Diagnostics;
use font::FontSet;
use source::{Files, Sources};
use write::print::{Laid, Plan, Press};

/// The stack of a thread that walks a book: as deep as that of the first.
const STACK: usize = 16 << 20;

/// What a build is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The PDF.
    pub pdf: bool,
    /// The EPUB.
    pub epub: bool,
    /// The booklet's sheets.
    pub booklet: bool,
    /// The booklet's outermost sheet alone, to try a printer with.
    pub test_sheet: bool,
    /// The Typst files.
    pub typst: bool,
    /// An EPUB without page marks: nothing is laid out for it.
    pub no_pages: bool,
    /// The laid-out pages themselves, to be compared with those of a release.
    pub laid: bool,
}

/// What a build has made. Nothing of it is set where an error was found.
#[derive(Default)]
pub struct Built {
    /// Every text read, to show places in.
    pub sources: Sources,
    /// What was found.
    pub found: Diagnostics,
    /// The book.
    pub book: Option<Book>,
    /// The pages, where the book was laid out.
    pub pages: Option<PageMap>,
    /// The laid-out pages, where they were asked for.
    pub laid: Option<Laid>,
    /// Which page stands on which sheet, where the booklet was asked for.
    pub plan: Option<Plan>,
    /// The PDF.
    pub pdf: Option<Vec<u8>>,
    /// The EPUB.
    pub epub: Option<Vec<u8>>,
    /// The booklet's sheets.
    pub booklet: Option<Vec<u8>>,
    /// The outermost sheet alone.
    pub test_sheet: Option<Vec<u8>>,
    /// What a person does with the sheets, in a sentence.
    pub instructions: Option<String>,
    /// The Typst files by path.
    pub typst: Vec<(String, Vec<u8>)>,
}

/// What is kept between builds of one process, so that the second does only what changed.
#[derive(Default)]
pub struct Session {
    press: Option<(Arc<FontSet>, Press)>,
}

impl Session {
    /// Builds a book once. `progress` is told the name of each stage as it begins.
    pub fn build(&mut self, files: &dyn Files, wanted: Wanted, progress: &mut dyn FnMut(&'static str)) -> Built {
        let mut built = Built::default();
        self.run(files, wanted, progress, &mut built);
        if built.found.failed() {
            let Built { sources, found, book, pages, .. } = built;
            built = Built { sources, found, book, pages, ..Built::default() };
        }
        built
    }

    fn run(&mut self, files: &dyn Files, wanted: Wanted, progress: &mut dyn FnMut(&'static str), built: &mut Built) -> Option<()> {
        progress("reading");
        let reading = read::book(files.track(), &mut built.sources, &mut built.found)?;
        progress("assembling");
        let parts = assemble::Parts {
            manuscript: &reading.manuscript,
            records: &reading.records,
            style: reading.style.as_ref(),
            sources: &built.sources,
        };
        let mut book = assemble::assemble(parts, files.track(), &mut built.found)?;
        edition::imprint(&mut book, files, &built.sources, &mut built.found);
        edition::fill(&mut book, files, &mut built.sources, &mut built.found);
        let book = &*built.book.insert(book);
        let fonts = font::load(files.track(), &mut built.found);
        let restricted = font::coverage::check(book, &fonts, &built.sources, &mut built.found);
        write::print::check_pictures(book, &mut built.found);
        let paper = wanted.pdf || wanted.booklet || wanted.test_sheet || wanted.typst || wanted.laid;
        let print = paper || (wanted.epub && !wanted.no_pages);
        if print {
            built.found.extend(restricted);
        }
        if built.found.failed() {
            return None;
        }
        let press = self.press(&fonts);
        let laid = if print {
            progress("laying out");
            Some(press.lay_out(book, &mut built.found)?)
        } else {
            None
        };
        let pages = laid.as_ref().map(|laid: &Laid| &laid.pages);
        if let (true, Some(laid)) = (wanted.typst, &laid) {
            built.typst = write::print::markup(book, laid, &fonts);
        }
        let cover = if wanted.epub { Some(epub_cover(book, press)?) } else { None };
        progress(if wanted.epub { "writing the EPUB" } else { "writing the PDF" });
        // Neither needs the other: the PDF is written beside the EPUB.
        let print = || {
            let laid = laid.as_ref().filter(|_| wanted.pdf)?;
            Some(found_apart(|found| write::print::pdf(book, laid, found)))
        };
        let (epub, pdf) = std::thread::scope(|scope| {
            let beside = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, print);
            let epub = cover.map(|cover| write::epub::write(book, pages, &fonts, &cover, &mut built.found));
            let pdf = match beside {
                Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                Err(_) => print(),
            };
            (epub, pdf)
        });
        if let Some((pdf, found)) = pdf {
            built.found.extend(found);
            built.pdf = Some(pdf?);
        }
        if let Some(epub) = epub {
            built.epub = Some(epub?);
        }
        if let (true, Some(laid)) = (wanted.booklet || wanted.test_sheet, &laid) {
            progress("imposing the booklet");
            let plan = write::print::plan(book, &laid.pages, &mut built.found)?;
            let mut sheets = |only| write::print::sheets(book, laid, &plan, only, &mut built.found);
            if wanted.booklet {
                built.booklet = Some(sheets(None)?);
            }
            if wanted.test_sheet {
                built.test_sheet = Some(sheets(Some(&[0]))?);
            }
            built.instructions = Some(plan.sentence.clone());
            built.plan = Some(plan);
        }
        built.pages = laid.as_ref().map(|laid| laid.pages.clone());
        built.laid = laid.filter(|_| wanted.laid);
        Some(())
    }

    /// Sets a book that was not read: a slip of errata. Its PDF, where nothing is found against it.
    pub fn print(&mut self, book: &Book, files: &dyn Files, found: &mut Diagnostics) -> Option<Vec<u8>> {
        let fonts = font::load(files.track(), found);
        font::coverage::check(book, &fonts, &Sources::default(), found);
        let laid = self.press(&fonts).lay_out(book, found)?;
        write::print::pdf(book, &laid, found)
    }

    /// The pages of a book that this session laid out last, with what changed marked.
    pub fn marked(&self, built: &Built, changed: &[write::print::Changed], found: &mut Diagnostics) -> Option<Vec<u8>> {
        let (_, press) = self.press.as_ref()?;
        press.marked(built.book.as_ref()?, built.laid.as_ref()?, changed, found)
    }

    fn press(&mut self, fonts: &Arc<FontSet>) -> &mut Press {
        let stale = self.press.as_ref().is_none_or(|(old, _)| !Arc::ptr_eq(old, fonts));
        if stale {
            self.press = Some((fonts.clone(), Press::new(fonts.clone())));
        }
        &mut self.press.as_mut().expect("was just set").1
    }
}

/// What a stage makes, with findings of its own.
fn found_apart<T>(stage: impl FnOnce(&mut Diagnostics) -> T) -> (T, Diagnostics) {
    let mut found = Diagnostics::default();
    let made = stage(&mut found);
    (made, found)
}

fn epub_cover(book: &Book, press: &mut Press) -> Option<Vec<u8>> {
    match &book.cover {
        Some(path) => Some(book.pictures.get(path)?.bytes.to_vec()),
        None => press.cover(book),
    }
}
