//! Code blocks.
//!
//! In: the range of a block and its text. Out: the block with its language; chunks that a program would run and raw
//! blocks are refused.

use std::ops::Range;

use super::attributes::attributes;
use super::context::Context;
use super::{leaf, refuse};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind};
use crate::source::{Span, Spanned};

/// Columns from one tab stop to the next, as in pandoc.
const TAB: usize = 4;

/// Reads a code block.
pub(super) fn block(context: &mut Context<'_>, range: Range<usize>, mut text: String) -> Option<Block> {
    let source = context.source;
    if text.ends_with('\n') {
        text.pop();
    }
    let end = range.start + source.text[range.clone()].trim_end().len();
    let span = Span::new(source.id, range.start..end);
    let (language, attributes) = match info(&source.text, range) {
        Some(info) => read_info(context, info)?,
        None => (None, Attributes::default()),
    };
    if text.contains('\t') {
        text = text.split('\n').map(without_tabs).collect::<Vec<_>>().join("\n");
    }
    Some(Block { kind: BlockKind::Code { language, text }, span, attributes })
}

/// A line with spaces up to the next fourth column in place of each tab.
fn without_tabs(line: &str) -> String {
    let mut spaced = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        spaced.extend(std::iter::repeat_n(if c == '\t' { ' ' } else { c }, width));
        column += width;
    }
    spaced
}

/// What stands behind the fence of a fenced block.
fn info(source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let line = leaf::lines_of(source, range).next()?;
    let text = &source[line.clone()];
    let fence = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let words = text.trim_start_matches(fence);
    if text.len() - words.len() < 3 {
        return None;
    }
    let start = line.end - words.trim_start().len();
    Some(start..line.end.min(start + words.trim().len()))
}

/// `python`, `{.python #id}`, `python {.numberLines}`; none where the block is refused.
fn read_info(context: &mut Context<'_>, info: Range<usize>) -> Option<(Option<Spanned<String>>, Attributes)> {
    let source = context.source;
    let text = &source.text[info.clone()];
    let span = Span::new(source.id, info.clone());
    if let Some(format) = text.strip_prefix("{=") {
        context.found.push(refuse::raw(span, format.trim_end_matches('}')));
        return None;
    }
    let brace = text.find('{').unwrap_or(text.len());
    let word = text[..brace].split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let mut language = (!word.is_empty()).then(|| Spanned::new(word.to_owned(), Span::new(source.id, info.start..info.start + word.len())));
    if !word.is_empty() {
        context.found.extend(unprinted(span, text[word.len()..brace].trim_start_matches(',')));
    }
    if brace == text.len() {
        return Some((language, Attributes::default()));
    }
    let read = attributes(&source.text[..info.end], info.start + brace, &|range| Span::new(source.id, range));
    let Some((mut read, end)) = read else {
        let inner = text[brace..].trim_matches(['{', '}']).trim();
        let chunk = word.is_empty() && inner.starts_with(|c: char| c.is_ascii_alphabetic());
        context.found.push(if chunk { code_chunk(span, inner) } else { refuse::malformed_attributes(span) });
        return None;
    };
    context.found.extend(unprinted(span, &source.text[end..info.end.max(end)]));
    if language.is_none() && !read.classes.is_empty() {
        language = Some(read.classes.remove(0));
    }
    Some((language, read))
}

/// Words behind a fence that are neither language nor attributes.
fn unprinted(span: Span, words: &str) -> Option<Diagnostic> {
    let words = Some(words.trim()).filter(|words| !words.is_empty())?;
    let found = Diagnostic::new(Code::CodeInfo, span, format!("the words `{words}` behind the language of a code block are not printed"));
    Some(found.hint("put them into the text, or take them out"))
}

fn code_chunk(span: Span, inner: &str) -> Diagnostic {
    let name = inner.split([' ', ',', '}']).next().unwrap_or_default();
    Diagnostic::new(Code::CodeChunk, span, format!("a chunk of code that a program would run, `{{{name}}}`"))
        .hint("put its result into the text, or a data file's table: `::: {#tbl-x data=…}`")
        .hint(format!("write ```` ```{name} ```` for code that is printed"))
}
