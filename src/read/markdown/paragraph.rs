//! Paragraphs, and what only looks like one.
//!
//! In: the range of a paragraph. Out: a paragraph, a figure (pictures alone), a page break, or nothing where the form is
//! refused. Also the small findings about breaks, rows and tags that stand where blocks stand.

use std::ops::Range;

use super::context::Context;
use super::leaf::{Leaf, lines_of};
use super::{inline, refuse, tables};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind, Inline, InlineKind, Picture};
use crate::source::Span;

/// Where a paragraph stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Quotations around it.
    pub(super) quotes: usize,
    /// A list's item holds it.
    pub(super) in_item: bool,
    /// It is the first block of its item.
    pub(super) first_in_item: bool,
}

/// Reads a paragraph.
pub(super) fn block(context: &mut Context<'_>, range: Range<usize>, place: Place) -> Option<Block> {
    let source = context.source;
    let leaf = Leaf::new(&source.text, source.id, range, place.quotes);
    let span = leaf.place(0..leaf.text.len());
    let block = |kind| Some(Block { kind, span, attributes: Attributes::default() });
    if page_break(&leaf.text) {
        return block(BlockKind::PageBreak);
    }
    if let Some(found) = misread(&leaf, place) {
        context.found.push(found);
        return None;
    }
    stray_reference(context, &leaf);
    let inlines = inline::inlines(context, &leaf);
    if inlines.is_empty() {
        return None;
    }
    if !inlines.iter().all(|inline| beside_pictures(&inline.kind))
        || !inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Picture(_)))
    {
        return block(BlockKind::Paragraph(inlines));
    }
    let (pictures, caption) = figure(inlines);
    block(BlockKind::Figure { pictures, caption })
}

/// `[label]: words`, which pandoc might drop as a reference definition.
fn stray_reference(context: &mut Context<'_>, leaf: &Leaf<'_>) {
    let inner = leaf.text.strip_prefix('[').filter(|inner| !inner.starts_with(['^', '@']));
    let Some(length) = inner.and_then(|inner| inner.find(['[', ']', '\n'])) else { return };
    if leaf.text[length + 1..].starts_with("]: ") {
        let found =
            Diagnostic::new(Code::StrayReference, leaf.place(0..length + 3), "this begins like a reference definition, and is set as text")
                .hint("write `\\[` if it is text; a definition is `[label]: address`, the address without spaces");
        context.found.push(found);
    }
}

fn page_break(text: &str) -> bool {
    let inner = text.strip_prefix("{{<").and_then(|rest| rest.strip_suffix(">}}"));
    text == "\\newpage" || inner.is_some_and(|inner| inner.trim() == "pagebreak")
}

fn beside_pictures(kind: &InlineKind) -> bool {
    matches!(kind, InlineKind::Picture(_) | InlineKind::SoftBreak | InlineKind::HardBreak)
        || matches!(kind, InlineKind::Text(text) if text.trim_ascii().is_empty())
}

/// The pictures of a figure; a single one gives its brackets away as the caption.
pub(super) fn figure(inlines: Vec<Inline>) -> (Vec<Picture>, Vec<Inline>) {
    let mut pictures = Vec::new();
    for inline in inlines {
        if let InlineKind::Picture(picture) = inline.kind {
            pictures.push(picture);
        }
    }
    let caption = match &mut pictures[..] {
        [only] => std::mem::take(&mut only.content),
        _ => Vec::new(),
    };
    (pictures, caption)
}

/// What CommonMark takes for a paragraph and pandoc does not.
fn misread(leaf: &Leaf<'_>, place: Place) -> Option<Diagnostic> {
    let text = &leaf.text;
    let first = text.lines().next().unwrap_or_default();
    let span = |range: Range<usize>| leaf.place(range);
    let task = ["[ ] ", "[x] ", "[X] "].iter().any(|sign| text.starts_with(sign));
    if place.first_in_item && task {
        return Some(Diagnostic::new(Code::NotYet, span(0..3), "a task list").hint("write `\\[ ]`, or take the boxes out"));
    }
    if text.starts_with("% ") && leaf.place(0..1).start == 0 {
        return Some(
            Diagnostic::new(Code::NotYet, span(0..first.len()), "a title block, `% title`")
                .hint("write front matter: `---`, `title: …`, `---`"),
        );
    }
    if text.starts_with("(ref:") && first.contains(')') {
        let found = Diagnostic::new(Code::NotYet, span(0..first.len()), "a text reference of bookdown, `(ref:…)`");
        return Some(found.hint("put the words where the reference stands"));
    }
    if text.starts_with(": ") || text.starts_with("Table: ") && first.contains("{#tbl") {
        return Some(stray_caption(span(0..first.len())));
    }
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let here = at..at + line.len();
        at = here.end + 1;
        if number > 0 && tables::is_rule(line) {
            return Some(
                Diagnostic::new(Code::MalformedTable, span(here), "the rule of a table has not as many columns as its head").hint(
                    "give the head and the rule the same number of `|`, and part the table from what stands before it by a blank line",
                ),
            );
        }
        if number > 0 && place.in_item && refuse::fancy_marker(line).is_some() {
            return refuse::block_form(span(here), line);
        }
    }
    refuse::block_form(span(0..first.len()), first.trim_end())
}

/// A caption without a table.
pub(super) fn stray_caption(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCaption, span, "a caption that belongs to no table")
        .hint("put it right before or right after its table, with one blank line between")
        .hint("write `\\:` where the sign is meant")
}

/// A rule: an ornament, unless it is the rule of a simple table or opens misplaced front matter.
pub(super) fn ornament(context: &mut Context<'_>, range: Range<usize>) -> Option<Block> {
    let source = context.source;
    let text = source.text[range.clone()].trim_end();
    let span = Span::new(source.id, range.start..range.start + text.len());
    let next = source.text[range.start + text.len()..].lines().nth(1).unwrap_or_default().trim();
    let before = source.text[..range.start].trim_end_matches([' ', '\t', '>']);
    let touches = !next.is_empty() || before.strip_suffix('\n').is_some_and(|rest| !rest.ends_with(['\n', '\r']) && !rest.is_empty());
    let groups: Vec<&str> = text.split_whitespace().collect();
    let dashes = groups.iter().all(|group| all_dashes(group));
    let columns = groups.len() > 1 && groups.iter().any(|group| group.len() > 1) && touches;
    let frame = groups.len() == 1 && !key_line(next) && framed(&source.text[range.start + text.len()..]);
    if dashes && (columns || frame) {
        let found =
            Diagnostic::new(Code::NotYet, span, "a simple or multiline table").hint("write a pipe table: `| a | b |` over `|---|---|`");
        context.found.push(found);
        return None;
    }
    if text == "---" && key_line(next) {
        let found = Diagnostic::new(Code::MisplacedFrontMatter, span, "front matter may stand only at the beginning of a file")
            .hint("move it to the first line, or put a blank line behind the rule");
        context.found.push(found);
        return None;
    }
    Some(Block { kind: BlockKind::Ornament, span, attributes: Attributes::default() })
}

fn all_dashes(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|b| b == b'-')
}

/// Whether words and then a line of dashes follow without a blank line: a table of one column.
fn framed(rest: &str) -> bool {
    let mut lines = rest.lines().skip(1).map(|line| line.trim_matches([' ', '\t', '>']));
    let begins = lines.next().is_some_and(|line| !line.is_empty() && !all_dashes(line));
    begins && lines.find(|line| line.is_empty() || all_dashes(line)).is_some_and(|line| line.len() > 2)
}

/// `key: value`
fn key_line(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && (value.is_empty() || value.starts_with(' '))
    })
}

/// The span of a row from its cells' span; cells past the last column are reported.
pub(super) fn row(context: &mut Context<'_>, span: Span) -> Span {
    let source = context.source;
    let line = lines_of(&source.text, span.start as usize..source.text.len()).next().unwrap_or(span.range());
    let end = (span.end as usize).min(line.end);
    let rest = &source.text[end..line.end];
    let lost = rest.trim_matches(['|', ' ', '\t']);
    if !lost.is_empty() {
        let start = end + rest.find(lost).unwrap_or(0);
        let place = Span::new(source.id, start..start + lost.len());
        let found = Diagnostic::new(Code::MalformedTable, place, "this row has more cells than the table has columns")
            .hint("give the head and its rule as many columns, or write `\\|` where the sign is meant");
        context.found.push(found);
    }
    Span::new(source.id, span.start as usize..end)
}

/// A block of HTML: its first tag is refused.
pub(super) fn html(context: &mut Context<'_>, range: Range<usize>) {
    let source = context.source;
    let text = &source.text[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let text = text.trim_start();
    if text.starts_with("<!--") {
        context.found.push(unclosed_comment(Span::new(source.id, start..start + 4)));
        return;
    }
    let (name, closing, length) = inline::tag_at(text);
    let length = length.min(text.trim_end().len());
    context.refuse_tag(&name, closing, Span::new(source.id, start..start + length));
}

/// `<!--` without `-->`.
pub(super) fn unclosed_comment(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedComment, span, "a comment is opened here and never closed")
        .hint("close it with `-->`, or write `\\<` if the sign is meant")
}
