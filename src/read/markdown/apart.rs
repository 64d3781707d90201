//! Blocks that begin right behind the words of another.
//!
//! CommonMark begins a list, a quotation, a heading or a rule on a line right behind a paragraph; pandoc and Quarto want a
//! blank line between, and print the sign as text. recto begins it, and says so.

use super::blocks::{Builder, Frame, Kind};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::BlockKind;
use crate::source::Span;

impl Builder<'_, '_> {
    /// Reports a block that begins at `start` on a line right behind words that it does not belong to.
    pub(super) fn apart(&mut self, start: usize, what: &str) {
        let text = &self.context.source.text;
        let list = what == "a list";
        let Some(Frame { kind, blocks, .. }) = self.frames.last() else { return };
        let Some(last) = blocks.last() else { return };
        let joins = match last.kind {
            BlockKind::Paragraph(_) | BlockKind::Figure { .. } => !(list && matches!(kind, Kind::Item { .. } | Kind::Meaning)),
            BlockKind::List { .. } => !list,
            BlockKind::Quote(_) | BlockKind::Definitions(_) => true,
            BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Lines(_)
            | BlockKind::Table(_)
            | BlockKind::DataTable { .. }
            | BlockKind::Ornament
            | BlockKind::Div(_)
            | BlockKind::Include(_)
            | BlockKind::PageBreak => false,
        };
        let end = (last.span.end as usize).min(start);
        let between = &text[end..start];
        if joins && between.matches('\n').count() == 1 {
            let line = text[start..].lines().next().unwrap_or_default().trim_end();
            let sign = line.len() - line.trim_start_matches(|c: char| !c.is_whitespace()).len();
            let place = Span::new(self.context.source.id, start..start + sign.max(1));
            let found = Diagnostic::new(Code::MissingBlankLine, place, format!("{what} begins right behind other words"))
                .hint("put a blank line before it; pandoc and Quarto would print its sign as text")
                .hint("write a backslash before the sign where it is meant as text");
            self.context.found.push(found);
        }
    }
}
