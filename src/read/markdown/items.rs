//! Items of lists: which list each belongs to.
//!
//! In: where an item begins. Out: its frame; a list whose numbering changes there is closed, and another begins. What
//! stands before an item is read from the file, not from the masked text.

use std::ops::Range;

use super::blocks::{Builder, Frame, Kind};
use super::marker::{Marker, marker};
use crate::diag::{Code, Diagnostic};
use crate::source::{Span, Spanned};

impl Builder<'_, '_> {
    /// The frame of an item that begins here.
    pub(super) fn item(&mut self, range: &Range<usize>) -> Kind {
        let text = &self.context.source.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start_matches([' ', '\t']).len());
        let rest = &self.context.source.text[start..range.end];
        let Some(marker) = marker(rest).filter(|_| !rest.starts_with(['-', '*', '+'])) else {
            self.bullet(start);
            return Kind::Item { label: None, task: None, behind: start };
        };
        let label = self.numbered(&marker, start);
        let behind = rest[marker.length..].trim_start_matches([' ', '\t']);
        Kind::Item { label, task: None, behind: range.end - behind.len() }
    }

    /// An ordered item: the list's numbering where it is the first, else it may begin another list.
    fn numbered(&mut self, marker: &Marker<'_>, start: usize) -> Option<Spanned<String>> {
        let Some(Frame { kind: Kind::List { numbering, items, .. }, .. }) = self.frames.last_mut() else { return None };
        match numbering {
            None if items.is_empty() => *numbering = Some(marker.numbering()),
            Some(numbering) if marker.continues(*numbering) => {}
            Some(_) | None => self.part_list(start, Some(marker.numbering())),
        }
        let label = marker.word.strip_prefix('@').filter(|label| !label.is_empty())?;
        let at = start + self.context.source.text[start..].find(label).unwrap_or(0);
        Some(Spanned::new(label.to_owned(), Span::new(self.context.source.id, at..at + label.len())))
    }

    /// A bullet: another sign than the list's goes on with the same list, as in pandoc, but not in silence.
    fn bullet(&mut self, start: usize) {
        let id = self.context.source.id;
        let text = &self.context.source.text;
        let sign = |at: usize| text[at..].trim_start_matches([' ', '\t']).chars().next();
        let Some(Frame { kind: Kind::List { numbering, items, .. }, range, .. }) = self.frames.last_mut() else { return };
        if numbering.is_some() {
            self.part_list(start, None);
            return;
        }
        let first = Span::new(id, range.start..range.start + 1);
        if let Some(last) = items.last()
            && sign(last.span.start as usize) != sign(start)
        {
            let message = "the sign of the list changes here, and the list goes on";
            let found = Diagnostic::new(Code::MixedMarkers, Span::new(id, start..start + 1), message)
                .label(first, "the list begins here")
                .hint("write the same sign before every item, or a line of `<!-- -->` between two lists");
            self.context.found.push(found);
        }
    }

    /// Ends the list that is open and begins another.
    fn part_list(&mut self, start: usize, numbering: Option<crate::manuscript::Numbering>) {
        let Some(mut frame) = self.frames.pop() else { return };
        let end = frame.range.end;
        frame.range.end = start;
        let loose = matches!(frame.kind, Kind::List { loose: true, .. });
        self.closed(frame);
        self.open(Frame::new(Kind::List { numbering, items: Vec::new(), loose }, start..end));
    }
}
