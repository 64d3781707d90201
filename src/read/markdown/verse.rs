//! Line blocks: lines that begin with `|`, for verse and addresses.
//!
//! In: the lines of a block. Out: its lines, the white space before each kept as no-break spaces; a line that does not
//! begin with `|` goes on with the one before.

use std::ops::Range;

use super::context::Context;
use super::inline;
use super::leaf::Leaf;
use super::lines::{Line, behind_markers};
use crate::manuscript::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// Finds the line blocks: each as its lines, from the sign or the first word on.
pub(super) fn find(source: &str, lines: &[Line], usable: &dyn Fn(&Line) -> bool) -> Vec<Vec<Range<usize>>> {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    let mut fresh = true;
    // How far the signs of the open block stand from the margin.
    let mut open: Option<usize> = None;
    for line in lines {
        let start = behind_markers(source, line);
        let kept = source[start..line.range.end].trim_end();
        let words = start..start + kept.len();
        let indent = start - line.range.start;
        let begins = kept == "|" || kept.starts_with("| ");
        match (open, found.last_mut()) {
            (Some(_), Some(block)) if usable(line) && begins => block.push(words),
            (Some(outer), Some(block)) if usable(line) && !kept.is_empty() && line.start - line.range.start > outer => block.push(words),
            (_, _) if fresh && usable(line) && begins => {
                found.push(vec![words]);
                open = Some(indent);
            }
            (_, _) => open = None,
        }
        fresh = line.blank(source) || kept.starts_with('#') || kept.starts_with(":::") || !usable(line);
    }
    found
}

/// Reads a line block; `lines` are its lines from the sign on.
pub(super) fn block(context: &mut Context<'_>, lines: &[Range<usize>]) -> Block {
    let source = &context.source.text;
    let mut typed: Vec<Vec<Range<usize>>> = Vec::new();
    for line in lines {
        let words = &source[line.clone()];
        match (words.strip_prefix('|'), typed.last_mut()) {
            (None, Some(last)) => last.push(line.end - words.trim_start().len()..line.end),
            (Some(_), _) => typed.push(std::iter::once(line.start + 1..line.end).collect()),
            (None, None) => {}
        }
    }
    let span = Span::new(context.source.id, lines.first().map_or(0, |line| line.start)..lines.last().map_or(0, |line| line.end));
    let lines = typed.iter().map(|pieces| line(context, pieces)).collect();
    Block { kind: BlockKind::Lines(lines), span, attributes: crate::manuscript::Attributes::default() }
}

fn line(context: &mut Context<'_>, pieces: &[Range<usize>]) -> Vec<Inline> {
    let source = context.source;
    let Some((first, rest)) = pieces.split_first() else { return Vec::new() };
    let text = &source.text[first.clone()];
    let text = text.strip_prefix(' ').unwrap_or(text);
    let words = text.trim_start_matches([' ', '\t']);
    let start = first.end - words.len();
    let pieces: Vec<Range<usize>> = std::iter::once(start..first.end).chain(rest.iter().cloned()).collect();
    let leaf = Leaf::of(&source.text, source.id, &pieces);
    let mut line = inline::inlines(context, &leaf);
    let indent = text.len() - words.len();
    if indent > 0 && !line.is_empty() {
        let kind = InlineKind::Literal("\u{a0}".repeat(indent));
        line.insert(0, Inline { kind, span: Span::new(source.id, start - indent..start) });
    }
    line
}
