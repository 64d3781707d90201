//! Simple and multiline tables: columns under groups of dashes.
//!
//! In: the lines of a table. Out: the table, a row for each line or for each group of lines; where a head stands over its
//! dashes says how the column is aligned. A word that runs over the border of two columns is reported: pandoc would cut it.

use std::ops::Range;

use super::columns::Columns;
use super::context::Context;
use super::drawn::Form;
use super::inline;
use super::leaf::Leaf;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Alignment, Attributes, Block, BlockKind, Cell, Row, Table};
use crate::source::Span;

/// Columns of a page to pandoc: a table narrower than this takes its share of the measure.
pub(super) const PAGE: usize = 72;

/// A group of dashes: from its first column to the next group's, and its own length.
struct Group {
    columns: Range<usize>,
    dashes: usize,
}

/// Reads a simple or multiline table from its lines.
pub(super) fn table(context: &mut Context<'_>, lines: &[Range<usize>], form: Form) -> Table {
    let source = &context.source.text;
    let lines: Vec<Columns<'_>> = lines.iter().map(|line| Columns::new(source, line.clone())).collect();
    let (dashes, multiline) = match form {
        Form::Multiline { dashes } => (dashes, true),
        Form::Simple { dashes } => (dashes, false),
        Form::Grid | Form::Unclear => (0, false),
    };
    let groups = groups(&lines[dashes]);
    let top = usize::from(multiline && dashes > 0);
    let head = &lines[top..dashes];
    let footed = lines.last().is_some_and(|line| is_dashes(&source[line.range.clone()]));
    let body = &lines[dashes + 1..lines.len() - usize::from(footed && lines.len() > dashes + 1)];
    let heads: Vec<&Columns<'_>> = if head.is_empty() { body.iter().take(1).collect() } else { head.iter().collect() };
    let columns = groups.iter().map(|group| alignment(source, &heads, group)).collect();
    let widths = if multiline { widths(&groups) } else { Vec::new() };
    let head = if head.is_empty() { Vec::new() } else { vec![row(context, head, &groups)] };
    let body = rows(body, source, multiline).into_iter().map(|lines| row(context, lines, &groups)).collect();
    Table { caption: None, columns, widths, head, body, foot: Vec::new() }
}

/// Whether a line holds dashes alone.
fn is_dashes(line: &str) -> bool {
    let words = line.trim_matches([' ', '\t', '>']);
    !words.is_empty() && words.bytes().all(|b| matches!(b, b'-' | b' ' | b'\t'))
}

/// Lines of rows: each its own, or parted by blank lines.
fn rows<'l, 'a>(lines: &'l [Columns<'a>], source: &str, multiline: bool) -> Vec<&'l [Columns<'a>]> {
    let blank = |line: &Columns<'_>| source[line.range.clone()].trim_matches([' ', '\t', '>']).is_empty();
    if multiline {
        lines.split(blank).filter(|row| !row.is_empty()).collect()
    } else {
        lines.chunks(1).filter(|row| !blank(&row[0])).collect()
    }
}

fn groups(line: &Columns<'_>) -> Vec<Group> {
    let mut starts = Vec::new();
    let mut inside = false;
    for column in 0..line.width() {
        let dash = line.sign(column) == b'-';
        if dash && !inside {
            starts.push((column, 0));
        }
        if let Some((_, dashes)) = starts.last_mut().filter(|_| dash) {
            *dashes += 1;
        }
        inside = dash;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([usize::MAX]);
    starts.iter().zip(ends).map(|((start, dashes), end)| Group { columns: *start..end, dashes: *dashes }).collect()
}

/// How a head stands over its dashes: flush at one side, at both, at none.
fn alignment(source: &str, heads: &[&Columns<'_>], group: &Group) -> Alignment {
    let cell = |line: &&Columns<'_>| {
        let trimmed = line.trimmed(group.columns.clone());
        (!trimmed.is_empty())
            .then(|| (line.column(trimmed.start), line.column(trimmed.end), source[line.slice(group.columns.clone())].len()))
    };
    let Some((start, end, _)) = heads.iter().filter_map(cell).max_by_key(|(_, end, length)| (*length, *end)) else {
        return Alignment::Unsaid;
    };
    let left = start > group.columns.start;
    let right = end < group.columns.start + group.dashes;
    match (left, right) {
        (true, true) => Alignment::Centre,
        (true, false) => Alignment::Right,
        (false, true) => Alignment::Left,
        (false, false) => Alignment::Unsaid,
    }
}

/// The share of the measure that each column takes, in thousandths.
fn widths(groups: &[Group]) -> Vec<u16> {
    let mut lengths: Vec<usize> = groups.iter().map(|group| group.columns.end.saturating_sub(group.columns.start)).collect();
    if let Some(last) = groups.last() {
        let length = last.dashes;
        let before = groups.len().checked_sub(2).map_or(0, |index| lengths[index]);
        lengths[groups.len() - 1] = if length < before && before - length <= 2 { before } else { length };
    }
    shares(&lengths)
}

/// Lengths in columns as thousandths of the measure.
pub(super) fn shares(lengths: &[usize]) -> Vec<u16> {
    let whole = lengths.iter().sum::<usize>().max(PAGE);
    lengths.iter().map(|length| u16::try_from(length * 1000 / whole).unwrap_or(1000)).collect()
}

fn row(context: &mut Context<'_>, lines: &[Columns<'_>], groups: &[Group]) -> Row {
    let id = context.source.id;
    let whole = lines.first().map_or(0, |line| line.range.start)..lines.last().map_or(0, |line| line.range.end);
    for line in lines {
        cut(context, line, groups);
    }
    let cells = groups.iter().map(|group| cell(context, lines, group)).collect();
    let text = &context.source.text[whole.clone()];
    let start = whole.start + (text.len() - text.trim_start_matches([' ', '\t', '>']).len());
    Row { span: Span::new(id, start..whole.end), cells }
}

fn cell(context: &mut Context<'_>, lines: &[Columns<'_>], group: &Group) -> Cell {
    let source = context.source;
    let mut pieces: Vec<Range<usize>> = lines.iter().map(|line| line.trimmed(group.columns.clone())).collect();
    let empty = |piece: &Range<usize>| piece.is_empty();
    while pieces.pop_if(|last| empty(last)).is_some() {}
    let leading = pieces.iter().take_while(|piece| empty(piece)).count();
    pieces.drain(..leading);
    let span = match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => Span::new(source.id, first.start..last.end),
        _ => Span::new(source.id, lines.first().map_or(0..0, |line| line.trimmed(group.columns.clone()))),
    };
    let leaf = Leaf::of(&source.text, source.id, &pieces);
    let words = if pieces.is_empty() { Vec::new() } else { inline::inlines(context, &leaf) };
    let blocks = if words.is_empty() {
        Vec::new()
    } else {
        vec![Block { kind: BlockKind::Paragraph(words), span, attributes: Attributes::default() }]
    };
    Cell { span, blocks, rows: 1, columns: 1 }
}

/// Reports what stands before the first column, or runs from one column into the next.
fn cut(context: &mut Context<'_>, line: &Columns<'_>, groups: &[Group]) {
    let source = context.source;
    let Some(first) = groups.first() else { return };
    let before = &source.text[line.slice(0..first.columns.start)];
    let lost = before.trim_matches([' ', '\t', '>']);
    let over = groups.iter().skip(1).find_map(|group| {
        let at = line.byte(group.columns.start);
        let (before, behind) = (source.text[..at].chars().next_back()?, source.text[at..line.range.end].chars().next()?);
        (!before.is_whitespace() && !behind.is_whitespace()).then_some(at)
    });
    let at = if lost.is_empty() { over } else { Some(line.range.start + before.len() - before.trim_start_matches([' ', '\t', '>']).len()) };
    if let Some(at) = at {
        let start = source.text[..at].trim_end_matches(|c: char| !c.is_whitespace()).len().max(line.range.start);
        let length = source.text[at..line.range.end].find(char::is_whitespace).unwrap_or(line.range.end - at);
        let found = Diagnostic::new(Code::MalformedTable, Span::new(source.id, start..at + length), "words run out of their column")
            .hint("put each cell under its own dashes, and make the dashes longer where words need more room");
        context.found.push(found);
    }
}
