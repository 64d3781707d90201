//! What the typesetter says → diagnostics at the author's line.
//!
//! In: findings on the markup. Out: findings on the manuscript, through the trail of what was written where. What leads to no
//! line is our own fault, and says so.

use std::ops::Range;

use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use super::Sections;
use super::world::Desk;
use crate::book::{Block, BlockKind, Book, Origin};
use crate::diag::{Code, Diagnostic, Severity};
use crate::source::Span;

/// What to do about a fault of ours.
pub(super) const OURS: &str = "report this to recto's makers with the book: a manuscript should never come to this";

/// An error.
pub(super) fn error(found: &SourceDiagnostic, range: &dyn Fn(DiagSpan) -> Option<Range<usize>>, sections: &Sections) -> Diagnostic {
    let spans = std::iter::once(found.span).chain(found.trace.iter().map(|point| point.span.into()));
    let place = spans.into_iter().find_map(|span| origin(span, range(span)?, sections));
    let message = format!("the typesetter stopped ({})", found.message);
    let diagnostic = match place {
        Some(span) => Diagnostic::new(Code::TypesetterFault, span, message),
        None => Diagnostic::nowhere(Code::TypesetterFault, message).hint(OURS),
    };
    found.hints.iter().fold(diagnostic, |d, hint| d.hint(format!("consider: {}", hint.v)))
}

/// A warning; a layout that does not settle is an error.
pub(super) fn warning(found: &SourceDiagnostic, desk: &Desk, sections: &Sections) -> Diagnostic {
    let mut diagnostic = error(found, &|span| desk.range_of(span), sections);
    diagnostic.message = format!("the typesetter warns ({})", found.message);
    if !found.message.contains("converge") {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

fn origin(span: DiagSpan, range: Range<usize>, sections: &Sections) -> Option<Span> {
    let (_, lowered) = sections.get(&span.id()?)?;
    lowered.trail.origin(range.start)
}

/// Nesting past what the typesetter can set, at the block that is nested deepest.
pub(super) fn too_deep(found: &SourceDiagnostic, book: &Book) -> Diagnostic {
    let mut deepest = (0, None);
    for section in &book.sections {
        let notes = section.notes.iter().map(|note| &note.blocks);
        std::iter::once(&section.blocks).chain(notes).for_each(|blocks| deeper(blocks, 1, &mut deepest));
    }
    let message = format!("the text is nested too deep to be set on a page (Typst: {})", found.message);
    placed(Code::TooDeep, deepest.1, &message).hint("take a few of the quotations, lists, blocks or marks around it away")
}

fn placed(code: Code, origin: Origin, message: &str) -> Diagnostic {
    match origin {
        Some(span) => Diagnostic::new(code, span, message),
        None => Diagnostic::nowhere(code, message),
    }
}

/// Finds the deepest block.
fn deeper(all: &[Block], depth: usize, deepest: &mut (usize, Origin)) {
    for block in all {
        if depth > deepest.0 && block.origin.is_some() {
            *deepest = (depth, block.origin);
        }
        let mut inside = |inner: &[Block]| deeper(inner, depth + 1, deepest);
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => inside(inner),
            BlockKind::List { items, .. } => items.iter().for_each(|item| inside(&item.blocks)),
            BlockKind::Definitions(all) => all.iter().flat_map(|d| &d.meanings).for_each(|m| inside(m)),
            BlockKind::Table(table) => {
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                rows.flat_map(|row| &row.cells).for_each(|cell| inside(&cell.blocks));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Figure(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        }
    }
}
