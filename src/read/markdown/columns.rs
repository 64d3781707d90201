//! A line of the file by its columns, for tables that are drawn with signs.
//!
//! In: a line. Out: the bytes that stand between two columns. A column is a letter's width on a screen: wide letters of
//! East Asia take two, combining marks none, a tab goes on to the next multiple of four, as in pandoc.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// A line and where its columns are.
pub(super) struct Columns<'a> {
    source: &'a str,
    /// Without its line break.
    pub(super) range: Range<usize>,
    /// The byte at which each column begins; none where every column is a byte.
    at: Option<Vec<u32>>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(source: &'a str, range: Range<usize>) -> Self {
        let text = &source[range.clone()];
        let plain = text.bytes().all(|b| (b' '..=b'~').contains(&b));
        let at = (!plain).then(|| {
            let mut columns = Vec::with_capacity(text.len());
            for (byte, c) in text.char_indices() {
                let width = if c == '\t' { TAB - columns.len() % TAB } else { c.width().unwrap_or(0) };
                let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                for half in 0..width {
                    columns.push(place(if half == 0 { byte } else { byte + c.len_utf8() }));
                }
            }
            columns
        });
        Self { source, range, at }
    }

    /// How many columns the line has.
    pub(super) fn width(&self) -> usize {
        self.at.as_ref().map_or(self.range.len(), Vec::len)
    }

    /// The byte of the file at which a column begins; the line's end where it has fewer.
    pub(super) fn byte(&self, column: usize) -> usize {
        let within = match &self.at {
            None => column.min(self.range.len()),
            Some(at) => at.get(column).map_or(self.range.len(), |byte| *byte as usize),
        };
        self.range.start + within
    }

    /// The column in which a byte of the file stands.
    pub(super) fn column(&self, byte: usize) -> usize {
        let within = byte.saturating_sub(self.range.start);
        match &self.at {
            Some(_) if within >= self.range.len() => self.width(),
            // The second half of a wide letter begins where the next letter does: the last that begins here is meant.
            Some(at) => at.partition_point(|start| (*start as usize) <= within).saturating_sub(1),
            None => within,
        }
    }

    /// The bytes between two columns, without white space round them.
    pub(super) fn trimmed(&self, columns: Range<usize>) -> Range<usize> {
        let range = self.slice(columns);
        let text = &self.source[range.clone()];
        let kept = text.trim();
        let start = range.start + (text.len() - text.trim_start().len());
        if kept.is_empty() { range.start..range.start } else { start..start + kept.len() }
    }

    /// The bytes between two columns.
    pub(super) fn slice(&self, columns: Range<usize>) -> Range<usize> {
        let start = self.byte(columns.start);
        start..self.byte(columns.end).max(start)
    }

    /// The sign in a column, where it is of ASCII; a space past the end.
    pub(super) fn sign(&self, column: usize) -> u8 {
        let byte = self.byte(column);
        if byte < self.range.end { self.source.as_bytes()[byte] } else { b' ' }
    }
}
