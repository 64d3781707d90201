//! The text of one leaf: a paragraph, heading, cell or caption, as one string.
//!
//! In: a range of the file and the number of quotations around it. Out: its lines without the marks of their
//! containers (`> `, indents), joined by line breaks, with the way back to the place of every byte.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{FileId, Span};

/// A leaf's text. Offsets into it are *local*; [`Leaf::place`] leads back to the file.
pub(super) struct Leaf<'a> {
    pub(super) text: Cow<'a, str>,
    file: FileId,
    /// Local start and start in the file of each line.
    lines: Vec<(usize, usize)>,
}

impl<'a> Leaf<'a> {
    /// The lines of `range`; up to `quotes` marks `>` are taken off each line after the first.
    pub(super) fn new(source: &'a str, file: FileId, range: Range<usize>, quotes: usize) -> Self {
        let range = trim(source, range);
        let whole = &source[range.clone()];
        if !whole.contains(['\n', '\r']) {
            return Self { text: Cow::Borrowed(whole), file, lines: vec![(0, range.start)] };
        }
        let mut text = String::with_capacity(whole.len());
        let mut lines = Vec::new();
        for (number, line) in lines_of(source, range).enumerate() {
            let start = if number == 0 { line.start } else { line.start + margin(&source[line.clone()], quotes) };
            if number > 0 {
                text.push('\n');
            }
            lines.push((text.len(), start));
            text.push_str(&source[start..line.end]);
        }
        Self { text: Cow::Owned(text), file, lines }
    }

    /// Stretches of the file, a line each.
    pub(super) fn of(source: &'a str, file: FileId, pieces: &[Range<usize>]) -> Self {
        let mut text = String::new();
        let mut lines = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if !lines.is_empty() {
                text.push('\n');
            }
            lines.push((text.len(), piece.start));
            text.push_str(&source[piece.clone()]);
        }
        if lines.is_empty() {
            lines.push((0, 0));
        }
        Self { text: Cow::Owned(text), file, lines }
    }

    /// A text that stands nowhere byte for byte, such as a decoded string: every place is `span`.
    pub(super) fn elsewhere(text: String, span: Span) -> Self {
        Self { text: Cow::Owned(text), file: span.file, lines: vec![(0, span.start as usize), (usize::MAX, span.end as usize)] }
    }

    /// The place in the file of a local range.
    pub(super) fn place(&self, local: Range<usize>) -> Span {
        if let [(0, start), (usize::MAX, end)] = self.lines[..] {
            return Span::new(self.file, start..end);
        }
        let start = self.offset(local.start);
        let end = if local.end > local.start { self.offset(local.end - 1) + 1 } else { start };
        Span::new(self.file, start..end.max(start))
    }

    fn offset(&self, local: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= local).saturating_sub(1);
        let (start, place) = self.lines[line];
        place + (local - start)
    }
}

/// Narrows a range to what stands between its white space; a space typed with a backslash stays.
fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let kept = text.trim_end_matches([' ', '\t', '\n', '\r']);
    let start = range.start + (text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len());
    let mut end = range.start + kept.len();
    let escapes = kept.len() - kept.trim_end_matches('\\').len();
    if escapes % 2 == 1 && source[end..range.end].starts_with([' ', '\t']) {
        end += 1;
    }
    start.min(end)..end
}

/// The lines of a range without their line breaks.
pub(super) fn lines_of(source: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = Some(range.start);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = &source[start..range.end];
        let Some(length) = rest.find(['\n', '\r']) else {
            at = None;
            return Some(start..range.end);
        };
        let broken = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        at = Some(start + length + broken).filter(|next| *next < range.end);
        Some(start..start + length)
    })
}

/// Bytes of white space and of up to `quotes` marks `>` at the start of a line.
pub(super) fn margin(line: &str, quotes: usize) -> usize {
    let mut rest = line.trim_start_matches([' ', '\t']);
    for _ in 0..quotes {
        let Some(inner) = rest.strip_prefix('>') else { break };
        rest = inner.trim_start_matches([' ', '\t']);
    }
    line.len() - rest.len()
}
