//! Where the pipe tables of a file stand, and which lines are their captions.
//!
//! In: lines. Out: the rows, so that pipes inside code and values can be masked, and the captions: a paragraph that
//! begins with `:` or `Table:` right before or right after a table.

use std::ops::Range;

use super::drawn::Drawn;
use super::lines::Line;

/// Longest name of a value that is looked for in a row, in bytes.
const LONGEST_VALUE: usize = 1000;

/// Tables found.
#[derive(Default)]
pub(super) struct Found {
    /// The lines of the pipe tables, each behind its margin.
    pub(super) rows: Vec<Range<usize>>,
    pub(super) captions: Vec<CaptionLines>,
}

/// A caption.
pub(super) struct CaptionLines {
    /// The indices of its lines.
    pub(super) lines: Range<usize>,
    /// Its words without `:` or `Table:`.
    pub(super) words: Range<usize>,
    /// It stands before its table.
    pub(super) before: bool,
}

/// Finds the pipe tables, and the captions of these and of the drawn tables. `usable` says whether a line may belong to
/// a pipe table or a caption.
pub(super) fn find(source: &str, lines: &[Line], drawn: &[Drawn], usable: &dyn Fn(&Line) -> bool) -> Found {
    let mut found = Found::default();
    let mut drawn = drawn.iter().peekable();
    let mut at = 0;
    let mut free = 0;
    while at < lines.len() {
        let table = if let Some(table) = drawn.next_if(|table| table.lines.start <= at) {
            table.lines.clone()
        } else if at > 0 && is_rule(lines[at].words(source)) && usable(&lines[at]) && lines[at - 1].words(source).contains('|') {
            let ends = |line: &Line| line.blank(source) || !usable(line) || caption_words(source, line).is_some();
            let end = (at + 1..lines.len()).find(|index| ends(&lines[*index])).unwrap_or(lines.len());
            found.rows.extend(lines[at - 1..end].iter().map(|line| line.start..line.range.end));
            at - 1..end
        } else {
            at += 1;
            continue;
        };
        let caption = before(source, lines, free..table.start.max(free), usable).or_else(|| after(source, lines, table.end, usable));
        free = caption.as_ref().map_or(table.end, |caption| table.end.max(caption.lines.end));
        found.captions.extend(caption);
        at = table.end.max(at + 1);
    }
    found
}

/// `|---|:--:|`
pub(super) fn is_rule(words: &str) -> bool {
    words.contains('|') && words.contains('-') && words.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

fn before(source: &str, lines: &[Line], range: Range<usize>, usable: &dyn Fn(&Line) -> bool) -> Option<CaptionLines> {
    let last = range.clone().rev().find(|index| !lines[*index].blank(source))?;
    let first = range.clone().rev().take_while(|index| *index > last || (!lines[*index].blank(source) && usable(&lines[*index]))).last()?;
    caption(source, lines, first..last + 1, true).filter(|_| first <= last)
}

fn after(source: &str, lines: &[Line], end: usize, usable: &dyn Fn(&Line) -> bool) -> Option<CaptionLines> {
    let first = (end..lines.len()).find(|index| !lines[*index].blank(source))?;
    let last = (first..lines.len()).take_while(|index| !lines[*index].blank(source) && usable(&lines[*index])).last()?;
    caption(source, lines, first..last + 1, false)
}

fn caption(source: &str, lines: &[Line], range: Range<usize>, before: bool) -> Option<CaptionLines> {
    let start = caption_words(source, &lines[range.start])?;
    let end = lines[range.end - 1].range.end;
    Some(CaptionLines { lines: range, words: start..end, before })
}

/// Where the words of a caption begin, if the line begins one.
fn caption_words(source: &str, line: &Line) -> Option<usize> {
    let words = line.words(source);
    let sign = ["Table:", "table:", ":"].into_iter().find(|sign| words.starts_with(sign))?;
    let rest = &words[sign.len()..];
    let begins = rest.starts_with([' ', '\t']) && words.len() > 2;
    begins.then(|| line.start + sign.len())
}

/// The pipes of a row that part no cells: in code, in a value, in a citation.
pub(super) fn inner_pipes(row: &str) -> Vec<usize> {
    let bytes = row.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'\\' => {
                at += 2;
                continue;
            }
            b'`' => code_end(bytes, at),
            b'{' if row[at..].starts_with("{{") => value_end(bytes, at),
            b'[' => citation_end(row, at),
            _ => None,
        };
        let Some(end) = end else {
            at += bytes[at..].iter().take_while(|b| **b == b'`').count().max(1);
            continue;
        };
        let pipes = (at..end).filter(|index| bytes[*index] == b'|' && bytes[*index - 1] != b'\\');
        found.extend(pipes);
        at = end;
    }
    found
}

fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    let inner = &bytes[at + 2..bytes.len().min(at + LONGEST_VALUE)];
    inner.windows(2).position(|pair| pair == b"}}").map(|length| at + length + 4)
}

fn code_end(bytes: &[u8], at: usize) -> Option<usize> {
    let ticks = |from: usize| bytes[from..].iter().take_while(|b| **b == b'`').count();
    let length = ticks(at);
    let mut end = at + length;
    while end < bytes.len() {
        let found = ticks(end);
        if found == length {
            return Some(end + found);
        }
        end += found.max(1);
    }
    None
}

/// The end of a bracket that holds a key.
fn citation_end(row: &str, at: usize) -> Option<usize> {
    let length = row[at + 1..].find([']', '['])?;
    let inner = &row[at + 1..at + 1 + length];
    (row[at + 1 + length..].starts_with(']') && inner.contains('@') && inner.contains('|')).then_some(at + length + 2)
}
