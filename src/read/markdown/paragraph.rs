//! Paragraphs, and what only looks like one.
//!
//! In: the range of a paragraph. Out: a paragraph, a figure (pictures alone), a page break, or nothing where the form is
//! refused. Also the small findings about breaks, rows and tags that stand where blocks stand.

use std::ops::Range;

use super::context::Context;
use super::leaf::{Leaf, lines_of};
use super::{inline, tables};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind, Inline, InlineKind, Picture};
use crate::source::{Span, Spanned};

/// Reads a paragraph; `quotes` is the number of quotations around it, and `outermost` whether no block is.
pub(super) fn block(context: &mut Context<'_>, range: Range<usize>, quotes: usize, outermost: bool) -> Option<Block> {
    let source = context.source;
    let leaf = Leaf::new(&source.text, source.id, range, quotes);
    let span = leaf.place(0..leaf.text.len());
    let block = |kind| Some(Block { kind, span, attributes: Attributes::default() });
    if page_break(&leaf.text) {
        return block(BlockKind::PageBreak);
    }
    if let Some(path) = include(&leaf).filter(|_| outermost) {
        return block(BlockKind::Include(path));
    }
    if let Some(found) = misread(&leaf) {
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

/// The path in `{{< include other.md >}}`.
fn include(leaf: &Leaf<'_>) -> Option<Spanned<String>> {
    let inner = leaf.text.strip_prefix("{{<")?.strip_suffix(">}}")?;
    let path = inner.trim().strip_prefix("include")?.strip_prefix([' ', '\t'])?.trim().trim_matches('"');
    let at = leaf.text.find(path).filter(|_| !path.is_empty() && !path.contains('\n'))?;
    Some(Spanned::new(path.to_owned(), leaf.place(at..at + path.len())))
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
fn misread(leaf: &Leaf<'_>) -> Option<Diagnostic> {
    let text = &leaf.text;
    let first = text.lines().next().unwrap_or_default();
    let span = |range: Range<usize>| leaf.place(range);
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
    }
    None
}

/// A caption without a table.
pub(super) fn stray_caption(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCaption, span, "a caption that belongs to no table")
        .hint("put it right before or right after its table, with one blank line between")
        .hint("write `\\:` where the sign is meant")
}

/// A rule: an ornament, unless it might be a table's.
pub(super) fn ornament(context: &mut Context<'_>, range: Range<usize>) -> Option<Block> {
    let source = context.source;
    let text = source.text[range.clone()].trim_end();
    let span = Span::new(source.id, range.start..range.start + text.len());
    let groups: Vec<&str> = text.split_whitespace().collect();
    let dashes = groups.iter().all(|group| all_dashes(group));
    if dashes && groups.len() > 1 && groups.iter().any(|group| group.len() > 1) {
        let found = Diagnostic::new(Code::MalformedTable, span, "a table's line of dashes, but no table that can be read")
            .hint("put a blank line before the table's head and one behind its last row")
            .hint("write `***` for an ornament");
        context.found.push(found);
        return None;
    }
    Some(Block { kind: BlockKind::Ornament, span, attributes: Attributes::default() })
}

/// A line of dashes right above text.
pub(super) fn unclear_table(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MalformedTable, span, "a line of dashes right above text begins a table of one column")
        .hint("put a blank line behind it, or write `***`, where an ornament is meant")
}

fn all_dashes(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|b| b == b'-')
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
