//! Forms that CommonMark would misread, written over before it reads.
//!
//! In: a file's text and where it holds code. Out: a text of the same length in which fences of divs, captions and
//! comments are thematic breaks, and [`Mark`]s that say what each of those breaks is. Only the block structure is read
//! from the masked text; words are always read from the file's own. Offsets stay exact.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::attributes::attributes;
use super::drawn::{self, Drawn, Form};
use super::front;
use super::lines::{Line, Ranges, behind_markers, lines};
use super::lists::Lists;
use super::{tables, verse};
use crate::manuscript::Attributes;
use crate::source::{FileId, Span, Spanned};

/// What a masked line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `::: {.role}`
    Open(Attributes),
    /// `:::` with words that are no attributes.
    Malformed,
    /// `:::`
    Close,
    /// `: words`, before or after its table; the range of the words.
    Caption { words: Range<usize>, before: bool },
    /// A comment on lines of its own.
    Comment,
    /// A drawn table: its form and its lines; the drawing begins at the break.
    Table(Form, Vec<Range<usize>>),
    /// A block of YAML between `---` inside the file: the range of the YAML.
    Metadata(Range<usize>),
    /// Lines that begin with `|`, each from there.
    Verse(Vec<Range<usize>>),
}

impl Mark {
    /// Whether its further lines are masked by nothing, so that they would be lost if it were none.
    pub(super) const fn of_several_lines(&self) -> bool {
        match self {
            Self::Table(..) | Self::Verse(_) | Self::Metadata(_) | Self::Caption { .. } => true,
            Self::Open(_) | Self::Malformed | Self::Close | Self::Comment => false,
        }
    }
}

/// A masked text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Masked {
    /// As long as the file's.
    pub(super) text: String,
    /// By the offset at which the thematic break begins: the mark and the end of its line.
    pub(super) marks: BTreeMap<usize, (Mark, usize)>,
}

/// What a parse of a masked text said about where the file holds what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Code blocks.
    pub(super) code: Ranges,
    /// Code in lines.
    pub(super) spans: Ranges,
    /// Colons that would make a paragraph of several lines a term.
    pub(super) colons: Vec<usize>,
    /// Where a mask of several lines came out as no break: what stands there is words.
    pub(super) plain: BTreeSet<usize>,
}

/// Masks a text; its first `front` bytes are front matter.
pub(super) fn mask(source: &str, file: FileId, front: usize, known: &Known) -> Masked {
    let mut masker = Masker { source, file, known, bytes: source.as_bytes().to_vec(), marks: BTreeMap::new() };
    for byte in &mut masker.bytes[..front] {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    let lines = lines(source);
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.range.start >= front).collect();
    masker.tags(front);
    let mut comments = masker.comments(&lines, front);
    masker.metadata(&lines, &mut comments);
    let mut lists = Lists::new();
    for line in &lines {
        if known.code.contain(line.start) || comments.contain(line.start) {
            lists.skip();
        } else {
            masker.line(line, lists.line(source, line));
        }
    }
    masker.tables(&lines, &comments);
    for colon in known.colons.iter().filter(|colon| !masker.marks.contains_key(colon)) {
        masker.bytes[*colon] = b'x';
    }
    Masked { text: String::from_utf8(masker.bytes).unwrap_or_else(|_| source.to_owned()), marks: masker.marks }
}

struct Masker<'a> {
    source: &'a str,
    file: FileId,
    known: &'a Known,
    bytes: Vec<u8>,
    marks: BTreeMap<usize, (Mark, usize)>,
}

impl Masker<'_> {
    fn fill(&mut self, range: Range<usize>, with: u8) {
        self.bytes[range].fill(with);
    }

    /// Underscores: with `*` a fence behind a bullet would make the whole line a break.
    fn rule(&mut self, range: Range<usize>, mark: Mark) {
        self.marks.insert(range.start, (mark, range.end));
        self.fill(range, b'_');
    }

    /// Comments: alone on their lines they are blocks of their own; else they are words that the inlines drop.
    fn comments(&mut self, lines: &[Line], front: usize) -> Ranges {
        let mut found = Ranges::default();
        let mut at = front;
        while let Some(distance) = self.source[at..].find("<!--") {
            let start = at + distance;
            at = start + 4;
            if self.known.code.contain(start) || self.known.spans.contain(start) || escaped(self.source, start) {
                continue;
            }
            let Some(length) = self.source[start + 2..].find("-->") else { break };
            let end = start + 2 + length + 3;
            at = end;
            found.push(start..end);
            if self.alone(lines, start, end) {
                self.rule(start..end, Mark::Comment);
            } else {
                self.fill(start..end, b'x');
            }
        }
        found
    }

    /// Blocks of YAML inside the file: `---` behind a blank line and right above `key: value`, up to `---` or `...`.
    fn metadata(&mut self, lines: &[Line], taken: &mut Ranges) {
        let source = self.source;
        let bare = |line: &Line| source[line.range.clone()].trim_end();
        let free = |line: &Line, taken: &Ranges| !self.known.code.contain(line.range.start) && !taken.contain(line.range.start);
        let mut found: Vec<Range<usize>> = Vec::new();
        // The last search for an end was in vain from here on.
        let mut endless = lines.len();
        let mut at = 1;
        while at + 1 < endless {
            let opens = bare(&lines[at]) == "---" && bare(&lines[at - 1]).is_empty() && front::key_line(bare(&lines[at + 1]));
            if !opens || !free(&lines[at], taken) {
                at += 1;
                continue;
            }
            let Some(end) = (at + 1..lines.len()).find(|index| matches!(bare(&lines[*index]), "---" | "...")) else {
                endless = at;
                continue;
            };
            found.push(at..end);
            at = end + 1;
        }
        for block in found {
            if self.known.plain.contains(&lines[block.start].range.start) {
                continue;
            }
            let inner = lines[block.start + 1].range.start..lines[block.end].range.start;
            let whole = lines[block.start].range.start..lines[block.end].range.end;
            for line in &lines[block.start + 1..=block.end] {
                self.fill(line.range.clone(), b' ');
            }
            self.rule(lines[block.start].range.clone(), Mark::Metadata(inner));
            taken.insert(whole);
        }
    }

    /// Whether a comment begins and ends lines that continue no paragraph.
    fn alone(&self, lines: &[Line], start: usize, end: usize) -> bool {
        let first = lines.partition_point(|line| line.range.start <= start).saturating_sub(1);
        let last = lines.partition_point(|line| line.range.start < end).saturating_sub(1);
        let (Some(line), Some(end_line)) = (lines.get(first), lines.get(last)) else { return false };
        if behind_markers(self.source, line) != start || !self.source[end..end_line.range.end.max(end)].trim().is_empty() {
            return false;
        }
        let Some(before) = first.checked_sub(1).map(|index| &lines[index]) else { return true };
        let words = before.words(self.source);
        let comment = self.marks.last_key_value().is_some_and(|(_, (mark, end))| *mark == Mark::Comment && *end >= before.start);
        let interrupts = words.is_empty() || words.starts_with('#') || words.starts_with(":::") || comment;
        interrupts || line.start != start || self.known.code.contain(before.start)
    }

    /// The tags that are read inside lines must not begin blocks.
    fn tags(&mut self, front: usize) {
        let mut at = front;
        while let Some(distance) = self.source[at..].find('<') {
            let start = at + distance;
            at = start + 1;
            let rest = &self.source[at..];
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let read = ["br", "sup", "sub", "i", "b", "em", "strong"].iter().any(|tag| tag.eq_ignore_ascii_case(&name[..length]));
            if read && !self.known.code.contain(start) {
                self.bytes[start] = b'x';
            }
        }
    }

    fn line(&mut self, line: &Line, marks: Vec<(usize, Vec<u8>)>) {
        for (at, bytes) in marks {
            self.bytes[at..at + bytes.len()].copy_from_slice(&bytes);
        }
        let start = behind_markers(self.source, line);
        let rest = &self.source[start..line.range.end];
        if rest.starts_with(":::") {
            self.fence(start, line.range.end);
        } else if self.source[line.start..].starts_with("~ ") {
            self.bytes[line.start] = b':';
        } else if rest.starts_with(':') && !rest[1..].starts_with([' ', '\t']) {
            self.bytes[start] = b'x';
        }
    }

    /// A table that is drawn: a break where its dashes stand, nothing in its other lines.
    fn drawn(&mut self, lines: &[Line], table: &Drawn) {
        let at = table.lines.start
            + match table.form {
                Form::Simple { dashes } | Form::Multiline { dashes } => dashes,
                Form::Grid | Form::Unclear => 0,
            };
        let ranges = lines[table.lines.clone()].iter().map(|line| line.range.clone()).collect();
        let start = behind_markers(self.source, &lines[at]);
        if self.known.plain.contains(&start) {
            return;
        }
        for (index, line) in lines[table.lines.clone()].iter().enumerate() {
            if index + table.lines.start != at {
                self.fill(line.start..line.range.end, b' ');
            }
        }
        let length = self.source[start..lines[at].range.end].trim_end().len();
        self.rule(start..start + length, Mark::Table(table.form, ranges));
    }

    /// Lines of verse: a break where the first of three signs stands, nothing in the others.
    fn verse(&mut self, block: Vec<Range<usize>>) {
        let Some(at) = block.iter().position(|line| line.len() > 2 && self.source[line.start..].starts_with('|')) else { return };
        if self.known.plain.contains(&block[at].start) {
            return;
        }
        for (_, line) in block.iter().enumerate().filter(|(index, _)| *index != at) {
            self.fill(line.clone(), b' ');
        }
        self.rule(block[at].clone(), Mark::Verse(block));
    }

    fn fence(&mut self, start: usize, end: usize) {
        let line = &self.source[start..end];
        let words = line.trim_start_matches(':').trim();
        let inner = words.trim_end_matches(':').trim_end();
        let mark = if words.is_empty() || inner.is_empty() { Mark::Close } else { self.opening(start, inner) };
        let length = line.trim_end().len();
        self.rule(start..start + length, mark);
    }

    fn opening(&self, start: usize, inner: &str) -> Mark {
        let at = start + self.source[start..].find(inner).unwrap_or(0);
        let file = self.file;
        if inner.starts_with('{') {
            let read = attributes(self.source, at, &|range| Span::new(file, range));
            return match read {
                Some((attributes, end)) if end == at + inner.len() => Mark::Open(attributes),
                Some(_) | None => Mark::Malformed,
            };
        }
        if inner.contains(char::is_whitespace) || inner.contains(['{', '}']) {
            return Mark::Malformed;
        }
        let class = Spanned::new(inner.to_owned(), Span::new(file, at..at + inner.len()));
        Mark::Open(Attributes { id: None, classes: vec![class], pairs: Vec::new() })
    }

    /// Pipes inside a cell, and captions.
    fn tables(&mut self, lines: &[Line], comments: &Ranges) {
        // A fence of code is none of a table's lines, whatever the parse before took to be code.
        let usable = |line: &Line| {
            !self.known.code.contain(line.start)
                && !comments.contain(line.start)
                && !self.marks.contains_key(&line.start)
                && !self.source[line.start..].starts_with("```")
                && !self.source[line.start..].starts_with("~~~")
        };
        let drawn = drawn::find(self.source, lines, &usable);
        let taken: Ranges =
            drawn.iter().map(|table| lines[table.lines.start].range.start..lines[table.lines.end - 1].range.end + 1).collect();
        let found = tables::find(self.source, lines, &drawn, &|line| usable(line) && !taken.contain(line.range.start));
        let rows: Ranges = found.rows.iter().cloned().collect();
        let verses = verse::find(self.source, lines, &|line| usable(line) && !taken.contain(line.range.start) && !rows.contain(line.start));
        drawn.into_iter().for_each(|table| self.drawn(lines, &table));
        verses.into_iter().for_each(|block| self.verse(block));
        for row in found.rows {
            for pipe in tables::inner_pipes(&self.source[row.clone()]) {
                self.bytes[row.start + pipe] = b'x';
            }
        }
        for caption in found.captions {
            let mut rest = caption.lines.clone().map(|index| &lines[index]);
            let Some(first) = rest.next().filter(|first| !self.known.plain.contains(&first.start)) else { continue };
            let length = first.words(self.source).len();
            self.rule(first.start..first.start + length, Mark::Caption { words: caption.words, before: caption.before });
            for line in rest {
                self.fill(line.start..line.range.end, b' ');
            }
        }
    }
}

/// Whether a sign stands behind a backslash that is none itself.
fn escaped(source: &str, at: usize) -> bool {
    let before = &source[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}
