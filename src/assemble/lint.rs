//! What an editor would mark in a book that is otherwise whole.
//!
//! In: a set section. Out: findings. Changes nothing.

use crate::book::{Block, BlockKind, Heading, Inline, InlineKind, Origin, Role, Section, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Looks through a section.
pub(super) fn section(section: &Section, sources: &Sources, found: &mut Diagnostics) {
    let mut lint = Lint { sources, found };
    if let Some(heading) = &section.title.heading {
        lint.heading(heading);
    }
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
            BlockKind::Figure(figure) => figure.caption.iter().for_each(|caption| self.inlines(&caption.content, block.origin)),
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
        if visit::words(&heading.content).trim().is_empty() {
            let place = heading.origin.unwrap_or(Span::whole(FileId::MANIFEST));
            let finding = Diagnostic::new(Code::EmptyHeading, place, "the heading has no words");
            self.found.push(finding.hint("write a few words, or take the heading out"));
        }
    }

    fn inlines(&mut self, content: &[Inline], around: Origin) {
        visit::inlines(content, &mut |inline| {
            if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
                self.control(text, inline.origin.or(around));
            }
        });
    }

    /// Characters that no output can hold (XML 1.0 §2.2 refuses most of them).
    fn control(&mut self, text: &str, origin: Origin) {
        let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        let Some(c) = text.chars().find(|c| bad(*c)) else { return };
        let place = origin.map_or(Span::whole(FileId::MANIFEST), |span| self.exact(span, c));
        let message = format!("the text has the control character U+{:04X}", u32::from(c));
        self.found.push(Diagnostic::new(Code::ControlCharacter, place, message).hint("delete it; most editors can show it"));
    }

    /// The place of a character's first appearance in a stretch of the source.
    fn exact(&self, span: Span, c: char) -> Span {
        let source = self.sources.get(span.file);
        let offset = source.and_then(|source| source.slice(span).find(c));
        offset.map_or(span, |offset| {
            let start = span.range().start + offset;
            Span::new(span.file, start..start + c.len_utf8())
        })
    }
}
