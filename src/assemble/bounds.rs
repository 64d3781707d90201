//! What the outputs cannot hold: words of a catalogue, a title, a description that are too long for a string of a PDF, or that have
//! a character which no output holds.
//!
//! In: `[book]` as typed, set sections. Out: findings. Changes nothing.

use crate::book::{Block, BlockKind, Heading, Illustration, InlineKind, Origin, Section, visit};
use crate::diag::{Code, Diagnostic, Diagnostics, unprintable};
use crate::manuscript::BookTable;
use crate::source::{FileId, Sources, Span, Spanned};

/// Bytes of a string in a PDF (ISO 32000-1, annex C: 32,767), less what recto writes beside the author's words.
const LONGEST: usize = 32_000;

/// Looks through what catalogues say of the book.
pub(super) fn metadata(book: &BookTable, sources: &Sources, found: &mut Diagnostics) {
    let one = [Some(&book.title), book.subtitle.as_ref(), book.description.as_ref(), book.publisher.as_ref(), book.rights.as_ref()];
    let names = book.contributors.iter().flat_map(|contributor| std::iter::once(&contributor.name).chain(&contributor.sort_as));
    let all = one.into_iter().flatten().chain(&book.subjects).chain(names);
    for typed in all {
        if let Some(c) = unprintable(&typed.value) {
            let place = sources.get(typed.span.file).and_then(|source| source.place_of(typed.span, c)).unwrap_or(typed.span);
            found.push(Diagnostic::control_character(c, place));
        }
    }
    long(&book.title.value, "the book's title", Some(book.title.span), found);
    if let Some(description) = &book.description {
        long(&description.value, "the book's description", Some(description.span), found);
    }
    // Programs that read a PDF get all names in one string, and all subjects.
    together(&mut book.contributors.iter().map(|contributor| &contributor.name), "the contributors' names", found);
    together(&mut book.subjects.iter(), "the subjects", found);
}

fn together(all: &mut dyn Iterator<Item = &Spanned<String>>, what: &str, found: &mut Diagnostics) {
    let mut length = 0;
    for typed in all {
        length += typed.value.len() + ", ".len();
        if length > LONGEST {
            found.push(too_long(what, typed.span));
            return;
        }
    }
}

/// Looks through a section: its heads are bookmarks of the PDF, and its pictures' descriptions stand in it.
pub(super) fn section(section: &Section, found: &mut Diagnostics) {
    if let Some(heading) = &section.title.heading {
        self::heading(heading, found);
    }
    let notes = section.notes.iter().map(|note| note.blocks.as_slice());
    for blocks in std::iter::once(section.blocks.as_slice()).chain(notes) {
        visit::blocks(blocks, &mut |block| self::block(block, found));
    }
}

fn heading(heading: &Heading, found: &mut Diagnostics) {
    long(&visit::words(&heading.content), "the heading", heading.origin, found);
}

fn block(block: &Block, found: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Heading(heading) => self::heading(heading, found),
        BlockKind::Figure(figure) => figure.pictures.iter().for_each(|picture| self::picture(picture, found)),
        BlockKind::Paragraph(content) => visit::inlines(content, &mut |inline| {
            if let InlineKind::Picture(picture) = &inline.kind {
                self::picture(picture, found);
            }
        }),
        BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => {}
    }
}

fn picture(picture: &Illustration, found: &mut Diagnostics) {
    if let Some(words) = &picture.description {
        long(words, "the picture's description", picture.origin, found);
    }
}

fn long(words: &str, what: &str, origin: Origin, found: &mut Diagnostics) {
    if words.len() > LONGEST {
        found.push(too_long(what, origin.unwrap_or(Span::whole(FileId::MANIFEST))));
    }
}

fn too_long(what: &str, place: Span) -> Diagnostic {
    let finding = Diagnostic::new(Code::TooLongForPdf, place, format!("{what}: more than 32 kB, which no string of a PDF can hold"));
    finding.hint("shorten it, and say the rest in the text")
}
