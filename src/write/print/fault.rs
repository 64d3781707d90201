//! What the typesetter says → diagnostics at the author's line.
//!
//! In: findings on the markup. Out: findings on the manuscript, through the trail of what was written where. What leads to no
//! line is our own fault, and says so.

use std::ops::Range;

use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use super::Sections;
use super::world::Desk;
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
