//! What an editor would mark in a book that is otherwise whole.
//!
//! In: a set section. Out: findings. Changes nothing.

use super::gaps::Gaps;
use crate::book::{Block, BlockKind, Heading, Illustration, Inline, InlineKind, Origin, Role, Section, visit};
use crate::diag::{Code, Diagnostic, Diagnostics, unprintable};
use crate::font::coverage;
use crate::source::{FileId, Sources, Span};

/// Looks through a section.
pub(super) fn section(section: &Section, sources: &Sources, gaps: &Gaps<'_>, found: &mut Diagnostics) {
    let mut lint = Lint { sources, gaps, found };
    let title = &section.title;
    if let Some(heading) = &title.heading {
        lint.heading(heading);
    }
    title.short.iter().for_each(|short| lint.control(short, section.origin));
    title.subtitle.iter().chain(&title.byline).for_each(|line| lint.inlines(line, section.origin));
    let notes = section.notes.iter().map(|note| note.blocks.as_slice());
    for blocks in std::iter::once(section.blocks.as_slice()).chain(notes) {
        visit::blocks(blocks, &mut |block| lint.block(block));
    }
    lint.pages(&section.blocks, true);
    section.notes.iter().for_each(|note| lint.pages(&note.blocks, false));
}

/// What begins a page, in words.
fn page(block: &Block) -> Option<&'static str> {
    if matches!(&block.kind, BlockKind::Group { role: Role::Landscape, .. }) {
        Some("a turned page")
    } else {
        matches!(&block.kind, BlockKind::PageBreak).then_some("a page break")
    }
}

struct Lint<'a> {
    sources: &'a Sources,
    gaps: &'a Gaps<'a>,
    found: &'a mut Diagnostics,
}

impl Lint<'_> {
    /// Turned pages and page breaks where no page can begin: inside another block.
    fn pages(&mut self, blocks: &[Block], free: bool) {
        for block in blocks {
            if let BlockKind::Group { role: Role::PrintOnly | Role::EpubOnly, blocks } = &block.kind {
                self.pages(blocks, free);
                continue;
            }
            visit::blocks(std::slice::from_ref(block), &mut |inner| {
                if let (Some(what), false) = (page(inner), free && std::ptr::eq(inner, block)) {
                    self.no_page(what, inner.origin);
                }
            });
        }
    }

    fn no_page(&mut self, what: &str, place: Origin) {
        let place = place.unwrap_or(Span::whole(FileId::MANIFEST));
        let finding = Diagnostic::new(Code::MisplacedPage, place, format!("{what} can't stand inside another block"));
        self.found.push(finding.hint("close the block, list, quotation or note before it"));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content, block.origin),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Code { text, .. } => self.control(text, block.origin),
            BlockKind::Table(table) => table.caption.iter().for_each(|caption| self.inlines(&caption.content, block.origin)),
            BlockKind::Figure(figure) => {
                figure.caption.iter().for_each(|caption| self.inlines(&caption.content, block.origin));
                figure.pictures.iter().for_each(|picture| self.picture(picture));
            }
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|d| self.inlines(&d.term, block.origin)),
            BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::List { .. }
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.inlines(&heading.content, heading.origin);
        if coverage::blank(&visit::words(&heading.content)) {
            let place = heading.origin.unwrap_or(Span::whole(FileId::MANIFEST));
            if self.gaps.within(place) {
                return;
            }
            let finding = Diagnostic::new(Code::EmptyHeading, place, "the heading has no words");
            self.found.push(finding.hint("write a few words, or take the heading out"));
        }
    }

    fn inlines(&mut self, content: &[Inline], around: Origin) {
        visit::inlines(content, &mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => self.control(text, inline.origin.or(around)),
            InlineKind::Picture(picture) => self.picture(picture),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Struck(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Foreign { .. }
            | InlineKind::Link { .. }
            | InlineKind::Anchored { .. }
            | InlineKind::Datum { .. }
            | InlineKind::PageOf(_)
            | InlineKind::Note(_)
            | InlineKind::Break => {}
        });
    }

    fn picture(&mut self, picture: &Illustration) {
        picture.description.iter().for_each(|words| self.control(words, picture.origin));
    }

    /// Characters that no output can hold.
    fn control(&mut self, text: &str, origin: Origin) {
        let Some(c) = unprintable(text) else { return };
        let place = origin.map_or(Span::whole(FileId::MANIFEST), |span| {
            self.sources.get(span.file).and_then(|source| source.place_of(span, c)).unwrap_or(span)
        });
        self.found.push(Diagnostic::control_character(c, place));
    }
}
