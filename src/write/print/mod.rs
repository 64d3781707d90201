//! Book → Typst → pages → PDF.
//!
//! All calls of the typesetter are behind this module. `Press` is kept between builds of one process, so that
//! the second does only what changed. The look is in `template/`, words and structure in `lower`.

mod cover;
mod cure;
mod directions;
mod fault;
mod lines;
mod look;
mod lower;
mod marked;
mod measures;
mod out;
mod pack;
mod page_map;
mod pdf;
mod pictures;
mod proof;
mod seams;
mod sheets;
mod whole;
mod world;

use std::collections::HashMap;
use std::sync::Arc;

use typst::syntax::FileId;
use typst_layout::PagedDocument;

use crate::book::{Book, NodeId, Note, Origin, PageMap, Section, SectionId, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::FontSet;
use crate::source::Span;
use cure::Cures;
use lower::Lowered;
pub use marked::Changed;
use measures::{Lack, Measures};
pub use pictures::check as check_pictures;
pub use sheets::{Plan, plan, sheets};
use whole::Whole;
use world::Desk;

/// Layouts after which the pages that the text names must stand.
const ROUNDS: usize = 3;
/// Layouts that may take up what those before them show, before the others.
const CURES: usize = 4;
/// Books laid out, after the last that needed it, for which the typesetter's memory of a result is kept.
const KEPT: usize = 6;

/// The sections' markup by file.
type Sections = HashMap<FileId, (SectionId, Arc<Lowered>)>;

/// The typesetter with its fonts and the files it was last given.
pub struct Press {
    fonts: Arc<FontSet>,
    desk: Option<Desk>,
    pages: page_map::Pages,
    cover: cover::Drawn,
}

/// A book laid out.
pub struct Laid {
    /// What stands on every page.
    pub pages: PageMap,
    document: PagedDocument,
    sections: Sections,
    /// What is set otherwise for the sake of its pages.
    cures: Cures,
    /// What the typesetter warns of.
    warnings: Vec<Diagnostic>,
    /// Notes that begin on a page before their mark.
    early: Vec<NodeId>,
    /// Pages with words or pictures outside of the sheet.
    outside: Vec<(usize, Option<Span>)>,
}

impl Laid {
    /// A fingerprint of what each page looks like: two pages of one fingerprint are the same picture.
    #[must_use]
    pub fn looks(&self) -> Vec<String> {
        look::looks(&self.document)
    }
}

impl Press {
    /// A press with these fonts.
    #[must_use]
    pub fn new(fonts: Arc<FontSet>) -> Self {
        Self { desk: Desk::new(&fonts, "main.typ"), pages: page_map::Pages::default(), cover: cover::Drawn::default(), fonts }
    }

    /// Sets the book, again until its page references stand (three rounds, then a fault).
    pub fn lay_out(&mut self, book: &Book, found: &mut Diagnostics) -> Option<Laid> {
        let measures = Measures::new(&book.design, &self.fonts).map_err(|lack| found.push(no_room(&lack))).ok()?;
        self.pages.forget();
        comemo::evict(KEPT);
        let again = whole::names_pages(book);
        let mut cures = Cures::default();
        let mut markup = whole::write(book, &measures, None, &cures);
        let wide: Vec<_> = markup.sections.iter().flat_map(|(_, lowered)| &lowered.too_wide).map(|origin| too_wide(*origin)).collect();
        if !wide.is_empty() {
            found.extend(wide);
            return None;
        }
        let mut moving = Vec::new();
        for round in 0..ROUNDS + CURES {
            let mut laid = self.set(round, book, &markup, found)?;
            if round < CURES {
                cures.take_up(book, &laid.pages, &laid.early);
            } else {
                cures.settle(book, &laid.pages);
            }
            let next = whole::write(book, &measures, again.then_some(&laid.pages), &cures);
            let pairs = next.sections.iter().zip(&markup.sections).zip(&book.sections);
            moving = pairs.filter(|((a, b), _)| a.1.text != b.1.text).map(|(_, section)| section.as_ref()).collect();
            if moving.is_empty() {
                if outside(&laid, found) {
                    return None;
                }
                early(book, &laid, found);
                proof::read(book, &laid.pages, found);
                found.extend(laid.warnings.drain(..));
                laid.cures = cures;
                return Some(laid);
            }
            markup = next;
        }
        found.push(unsettled(&moving));
        None
    }

    /// Sets the markup once, in this round of the book's layouts.
    fn set(&mut self, round: usize, book: &Book, markup: &Whole, found: &mut Diagnostics) -> Option<Laid> {
        let desk = self.desk.as_mut()?;
        let pictures: Vec<_> = book.pictures.values().map(|p| (format!("pictures/{}", p.path), p.bytes.clone())).collect();
        desk.load(round, &markup.files(), &pictures);
        let mut sections = Sections::new();
        for (section, (path, lowered)) in book.sections.iter().zip(&markup.sections) {
            sections.insert(world::id(path)?, (section.id, lowered.clone()));
        }
        let result = typst::compile::<PagedDocument>(&*desk);
        let warnings = result.warnings.iter().map(|w| fault::warning(w, desk, &sections)).collect();
        match result.output {
            Ok(document) => {
                let document = directions::in_order(document);
                let page_map::Read { map: pages, early, outside } = self.pages.read(&document, desk, &sections);
                Some(Laid { pages, document, sections, cures: Cures::default(), warnings, early, outside })
            }
            Err(errors) => {
                match errors.iter().find(|e| e.message.contains("depth exceeded")) {
                    Some(deep) => found.push(fault::too_deep(deep, book)),
                    None => errors.iter().for_each(|e| found.push(fault::error(e, &|span| desk.range_of(span), &sections))),
                }
                None
            }
        }
    }

    /// The book's plain typographic cover as a PNG of 1,600 × 2,560 pixels.
    pub fn cover(&mut self, book: &Book) -> Option<Vec<u8>> {
        self.cover.draw(book, &self.fonts)
    }
}

fn no_room(lack: &Lack) -> Diagnostic {
    if let Lack::Heads { top, bottom } = lack {
        let millimetres = |points: f64| (points * 25.4 / 72.0 * 10.0).ceil() / 10.0;
        let (top, bottom) = (millimetres(*top), millimetres(*bottom));
        let message = "the margins leave no room for the running heads above the text and the page numbers below it";
        return Diagnostic::nowhere(Code::NoRoom, message).hint(format!(
            "with this size of text, `[print] margins` must have at least {top} mm at the top and {bottom} mm at the bottom"
        ));
    }
    Diagnostic::nowhere(Code::NoRoom, "the margins leave no room for text on the page")
        .hint("make `[print] margins` smaller, or `trim` larger: a page holds at least four lines of a few words")
}

/// A table that overlaps itself, whatever is tried.
fn too_wide(origin: Origin) -> Diagnostic {
    let message = "no page is wide enough for the table, even in small letters and turned";
    let diagnostic = match origin {
        Some(span) => Diagnostic::new(Code::TableTooWide, span, message),
        None => Diagnostic::nowhere(Code::TableTooWide, message),
    };
    diagnostic.hint("leave columns out, let long words break (`&shy;`), or make two tables of it")
}

/// Words that would be cut off with the sheet: an error at each page's first. Whether there are any.
fn outside(laid: &Laid, found: &mut Diagnostics) -> bool {
    for (page, place) in &laid.outside {
        let label = laid.pages.pages.get(*page).map_or("?", |page| page.label.as_str());
        let finding = match place {
            Some(span) => Diagnostic::new(Code::OffPage, *span, format!("this runs over the edge of page {label}"))
                .hint("part what is longer than a page or wider than a line: a heading, a caption, a turned page, a word without end"),
            None => Diagnostic::nowhere(Code::OffPage, format!("a running head, folio or label runs over the edge of page {label}"))
                .hint("make `[print] margins` or `trim` larger, or give a long title a `short=` one"),
        };
        found.push(finding);
    }
    !laid.outside.is_empty()
}

/// A long note may begin under a page whose next page has its mark: a known weakness of the typesetter that no page
/// may show unseen.
fn early(book: &Book, laid: &Laid, found: &mut Diagnostics) {
    for node in &laid.early {
        let section = book.section(node.section);
        let Some(note) = section.notes.iter().find(|note| begins_with(note, *node)) else { continue };
        let page = laid.pages.page_of(*node).map_or("?", |page| page.label.as_str());
        let message =
            format!("note {} of `{}` begins at the foot of page {page}, its mark stands on the next", note.number, section.title.name);
        let diagnostic = match note.origin {
            Some(span) => Diagnostic::new(Code::NoteBeforeMark, span, message),
            None => Diagnostic::nowhere(Code::NoteBeforeMark, message),
        };
        found.push(diagnostic.hint("shorten the note or move its mark by a line: only notes that break over a page come out so"));
    }
}

/// Whether a note's first words are this node's.
fn begins_with(note: &Note, node: NodeId) -> bool {
    let mut found = note.node == node;
    visit::blocks(&note.blocks, &mut |block| found |= block.id == node);
    found
}

fn unsettled(moving: &[&Section]) -> Diagnostic {
    let names: Vec<String> = moving.iter().map(|section| format!("`{}`", section.title.name)).collect();
    let message = format!("the pages that are named in {} move each time they are named", names.join(", "));
    let diagnostic = match moving.iter().find_map(|section| section.origin) {
        Some(span) => Diagnostic::new(Code::PagesUnsettled, span, message),
        None => Diagnostic::nowhere(Code::PagesUnsettled, message),
    };
    diagnostic.hint("take one reference to a page out of a line that just fits, or word it shorter")
}

/// The PDF: PDF/UA-1 and PDF/A-2a, black on the black plate only.
pub fn pdf(book: &Book, laid: &Laid, found: &mut Diagnostics) -> Option<Vec<u8>> {
    pdf::export(&laid.document, &book.metadata).map_err(|fault| fault.tell("the PDF", &laid.sections, found)).ok()
}

/// The Typst files that set the book: `main.typ`, its chapters, pictures and `fonts/`, by path, for plain `typst compile`.
#[must_use]
pub fn markup(book: &Book, laid: &Laid, fonts: &FontSet) -> Vec<(String, Vec<u8>)> {
    let Ok(measures) = Measures::new(&book.design, fonts) else { return Vec::new() };
    let whole = whole::write(book, &measures, Some(&laid.pages), &laid.cures);
    let mut files: Vec<(String, Vec<u8>)> = whole.files().into_iter().map(|(path, text)| (path, text.as_bytes().to_vec())).collect();
    files.extend(book.pictures.values().map(|p| (format!("pictures/{}", p.path), p.bytes.to_vec())));
    let mut seen = std::collections::BTreeSet::new();
    for face in &fonts.faces {
        let name = face.file.rsplit('/').next().unwrap_or(&face.file).to_owned();
        if seen.insert(name.clone()) {
            files.push((format!("fonts/{name}"), face.bytes.to_vec()));
        }
    }
    files
}
