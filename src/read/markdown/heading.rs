//! Headings, and the attributes at the end of a heading or caption.
//!
//! In: the range of a heading, `#` or underlined. Out: its block.

use std::ops::Range;

use super::attributes::{attributes, meant};
use super::context::Context;
use super::leaf::{Leaf, lines_of};
use super::{inline, refuse};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind, heading_id};
use crate::source::{Source, Span};

/// How many braces are tried as the beginning of a heading's attributes: a quoted value may hold some.
const MOST_BRACES: usize = 16;

/// Reads a heading.
pub(super) fn block(context: &mut Context<'_>, range: Range<usize>, level: u8, quotes: usize) -> Option<Block> {
    let source = context.source;
    let words = words(&source.text, range.clone());
    several_lines(context, &words);
    let (words, attributes) = trailing_attributes(context, words);
    let words = without_closing_signs(&source.text, words);
    let leaf = Leaf::new(&source.text, source.id, words, quotes);
    let content = inline::inlines(context, &leaf);
    let end = range.start + source.text[range.clone()].trim_end().len();
    Some(Block { kind: BlockKind::Heading { level, content }, span: Span::new(source.id, range.start..end), attributes })
}

/// An underline makes a heading of all lines above it; pandoc knows only one, and prints the signs.
fn several_lines(context: &mut Context<'_>, words: &Range<usize>) {
    let source = context.source;
    if source.text[words.clone()].trim().contains(['\n', '\r']) {
        let line = lines_of(&source.text, words.clone()).next().unwrap_or(words.clone());
        let found =
            Diagnostic::new(Code::MissingBlankLine, Span::new(source.id, line), "a heading of several lines, by the line under them")
                .hint("put a blank line before the heading's own line, or before the rule; pandoc and Quarto would print the signs");
        context.found.push(found);
    }
}

/// The words of a heading without its signs.
fn words(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let signs = text.bytes().take_while(|b| *b == b'#').count();
    let atx = (1..=6).contains(&signs) && text[signs..].chars().next().is_none_or(char::is_whitespace);
    if atx && !underlined(text) {
        let line = lines_of(source, range.clone()).next().unwrap_or(range);
        return without_closing_signs(source, line.start + signs..line.end);
    }
    let last = lines_of(source, range.start..range.start + text.trim_end().len()).last().unwrap_or(range.clone());
    range.start..last.start
}

/// Whether a heading of several lines ends with its underline.
fn underlined(text: &str) -> bool {
    let kept = text.trim_end();
    kept.contains(['\n', '\r']) && kept.ends_with(['=', '-'])
}

/// Takes `###` off the end, where a space stands before it.
fn without_closing_signs(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source[range.clone()].trim_end();
    let open = text.trim_end_matches('#');
    // Two signs or more close a heading right behind its words too, as in pandoc; one may belong to them: C#.
    let signs = text.len() - open.len();
    let closes = signs > 0 && (open.is_empty() || open.ends_with([' ', '\t']) || (signs > 1 && !open.ends_with('\\')));
    range.start..range.start + if closes { open.trim_end().len() } else { text.len() }
}

/// What a heading can be called by, `[The camps]`, and the id that it has: its own or pandoc's.
pub(super) fn name(source: &Source, range: Range<usize>) -> (String, String) {
    let (words, attributes, _) = parted(source, words(&source.text, range));
    let words = &source.text[without_closing_signs(&source.text, words)];
    let id = attributes.id.map_or_else(|| heading_id(words), |id| id.value);
    (words.to_owned(), id)
}

/// Parts `words {#id .role}` into words and attributes, and reports braces that cannot be read.
pub(super) fn trailing_attributes(context: &mut Context<'_>, range: Range<usize>) -> (Range<usize>, Attributes) {
    let (words, attributes, malformed) = parted(context.source, range);
    context.found.extend(malformed.map(refuse::malformed_attributes));
    (words, attributes)
}

/// Words, attributes, and braces that look like attributes and are none. Braces right behind a bracket belong to it.
fn parted(source: &Source, range: Range<usize>) -> (Range<usize>, Attributes, Option<Span>) {
    let text = source.text[range.clone()].trim_end();
    let end = range.start + text.len();
    let whole = |malformed| (range.start..end, Attributes::default(), malformed);
    if !text.ends_with('}') {
        return whole(None);
    }
    let braces: Vec<usize> = text.rmatch_indices('{').map(|(at, _)| at).take(MOST_BRACES).collect();
    for brace in &braces {
        let before = &text[..*brace];
        if before.ends_with('{') {
            continue;
        }
        if before.ends_with([']', ')', '`', '\\']) {
            return whole(None);
        }
        let read = attributes(&source.text[..end], range.start + brace, &|range| Span::new(source.id, range));
        if let Some((attributes, _)) = read.filter(|(_, behind)| *behind == end) {
            return (range.start..range.start + before.trim_end().len(), attributes, None);
        }
    }
    let malformed = braces.first().map(|brace| range.start + brace).filter(|at| meant(&source.text, *at));
    whole(malformed.map(|at| Span::new(source.id, at..end)))
}
