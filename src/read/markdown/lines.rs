//! The lines of a file as the masks look at them.
//!
//! In: a text. Out: for each line its range and where it begins behind white space and the marks of quotations.

use std::ops::Range;

use super::leaf::lines_of;
use super::marker;

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Without its line break.
    pub(super) range: Range<usize>,
    /// First byte behind white space and `>`.
    pub(super) start: usize,
}

impl Line {
    /// What stands on the line behind its margin, without white space at the end.
    pub(super) fn words<'a>(&self, source: &'a str) -> &'a str {
        source[self.start..self.range.end].trim_end()
    }

    /// Whether nothing stands on it.
    pub(super) fn blank(&self, source: &str) -> bool {
        self.words(source).is_empty()
    }
}

/// Every line of a text.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let line = |range: Range<usize>| {
        let text = &source[range.clone()];
        let start = range.start + (text.len() - text.trim_start_matches([' ', '\t', '>']).len());
        Line { range, start }
    };
    lines_of(source, 0..source.len()).map(line).collect()
}

/// The offset behind the marks of quotations, list items, meanings and notes at the start of a line.
pub(super) fn behind_markers(source: &str, line: &Line) -> usize {
    let mut at = line.start;
    loop {
        let rest = &source[at..line.range.end];
        let length = container(rest);
        if length == 0 {
            return at;
        }
        let behind = &rest[length..];
        at += length + (behind.len() - behind.trim_start_matches([' ', '\t', '>']).len());
    }
}

/// The length of a container's mark.
pub(super) fn container(rest: &str) -> usize {
    let spaced = |length: usize| rest[length..].starts_with([' ', '\t']);
    if rest.starts_with(['-', '+', '*', ':', '~']) && spaced(1) {
        return 1;
    }
    if let Some(marker) = marker::marker(rest).filter(|marker| spaced(marker.length)) {
        return marker.length;
    }
    if rest.starts_with("[^") {
        return rest.find("]:").filter(|end| !rest[..*end].contains(char::is_whitespace)).map_or(0, |end| end + 2);
    }
    0
}

/// A sorted set of ranges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<Range<usize>>);

impl FromIterator<Range<usize>> for Ranges {
    fn from_iter<I: IntoIterator<Item = Range<usize>>>(ranges: I) -> Self {
        Self(ranges.into_iter().collect())
    }
}

impl Ranges {
    /// Adds a range that begins no earlier than the last.
    pub(super) fn push(&mut self, range: Range<usize>) {
        self.0.push(range);
    }

    /// Adds a range in its place.
    pub(super) fn insert(&mut self, range: Range<usize>) {
        let at = self.0.partition_point(|before| before.start <= range.start);
        self.0.insert(at, range);
    }

    /// Whether a byte lies in one of them.
    pub(super) fn contain(&self, at: usize) -> bool {
        let behind = self.0.partition_point(|range| range.start <= at);
        behind > 0 && self.0[behind - 1].end > at
    }
}
