//! Divs: what a fenced block is.
//!
//! In: its attributes and blocks. Out: a role's div, a table from a data file, a page break, a figure; charts
//! are refused until they are made, and layouts taken apart.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Block, BlockKind, Caption, Inline, Picture};
use crate::source::{Span, Spanned};

/// Classes of pandoc and Quarto that set blocks side by side or one over the other.
const LAYOUTS: [&str; 6] = ["columns", "column", "panel-tabset", "grid", "layout", "slide"];

/// Classes of Quarto that show blocks in some formats only.
const CONDITIONS: [&str; 2] = ["content-visible", "content-hidden"];

/// Makes a block of a div.
pub(super) fn block(context: &mut Context<'_>, mut attributes: Attributes, blocks: Vec<Block>, span: Span) -> Option<Block> {
    let opening = opening(context, span);
    if let Some(found) = refused(&attributes) {
        context.found.push(found);
        return None;
    }
    in_sequence(context, &mut attributes);
    let made = |kind, attributes| Some(Block { kind, span, attributes });
    if attributes.has("page-break") {
        if !blocks.is_empty() {
            let found =
                Diagnostic::new(Code::MalformedDiv, opening, "a page break holds nothing").hint("close it with `:::` on the next line");
            context.found.push(found);
        }
        return made(BlockKind::PageBreak, Attributes::default());
    }
    if let Some(data) = attributes.get("data").cloned() {
        let caption = only_paragraph(context, blocks, opening)?;
        let mut attributes = attributes;
        attributes.pairs.retain(|(key, _)| key.value != "data");
        return made(BlockKind::DataTable { data, caption }, attributes);
    }
    let id = attributes.id.as_ref().map_or("", |id| id.value.as_str());
    if id.starts_with("fig-") {
        return labelled_figure(context, attributes, blocks, span);
    }
    if id.starts_with("tbl-") {
        return labelled_table(context, attributes, blocks, span);
    }
    made(BlockKind::Div(blocks), attributes)
}

/// A fence whose words are no attributes.
pub(super) fn malformed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MalformedDiv, span, "this line opens a block, but its attributes cannot be read")
        .hint("write `::: {.role}` or `::: role`, with nothing else on the line")
        .hint("write `\\:::` if the signs are meant")
}

fn opening(context: &Context<'_>, span: Span) -> Span {
    let text = context.source.slice(span);
    let line = text.lines().next().unwrap_or_default().trim_end();
    Span::new(span.file, span.start as usize..span.start as usize + line.len())
}

fn refused(attributes: &Attributes) -> Option<Diagnostic> {
    let Spanned { value, span } = attributes.classes.iter().find(|class| CONDITIONS.contains(&class.value.as_str()))?;
    let found = Diagnostic::new(Code::NotYet, *span, format!("a block for some formats only, `{value}`"));
    Some(found.hint("write `::: {.print-only}` or `::: {.epub-only}`, or take the block out"))
}

/// Takes off what sets blocks side by side; what was nested for that alone is said once, at the outermost.
fn in_sequence(context: &mut Context<'_>, attributes: &mut Attributes) {
    let layout = |class: &Spanned<String>| LAYOUTS.contains(&class.value.as_str());
    let pair = |key: &Spanned<String>| key.value.starts_with("layout");
    let first =
        attributes.classes.iter().find(|class| layout(class)).or_else(|| attributes.pairs.iter().map(|(key, _)| key).find(|key| pair(key)));
    let Some(first) = first.cloned() else { return };
    if first.value != "column" {
        let message = format!("a layout of blocks, `{}`, is set one block after the other", first.value);
        let found = Diagnostic::new(Code::BlocksInSequence, first.span, message);
        context.found.push(found.hint("write several pictures in one paragraph where one figure is meant, else take the layout out"));
    }
    let known = attributes.classes.iter().any(layout);
    attributes.classes.retain(|class| !layout(class));
    attributes.pairs.retain(|(key, _)| !(pair(key) || known && matches!(key.value.as_str(), "width" | "group")));
}

/// The words of a div that may hold one paragraph.
fn only_paragraph(context: &mut Context<'_>, blocks: Vec<Block>, opening: Span) -> Option<Vec<Inline>> {
    let mut words = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph(content) if words.is_empty() => words = content,
            _ => {
                let found = Diagnostic::new(Code::MalformedDiv, block.span, "a table from data holds its caption and nothing else")
                    .label(opening, "the table")
                    .hint("write the caption as one paragraph");
                context.found.push(found);
                return None;
            }
        }
    }
    Some(words)
}

/// Quarto's `::: {#fig-x}`: pictures, and the last paragraph as their caption.
fn labelled_figure(context: &mut Context<'_>, attributes: Attributes, mut blocks: Vec<Block>, span: Span) -> Option<Block> {
    let caption = match blocks.pop_if(|last| matches!(last.kind, BlockKind::Paragraph(_))).map(|last| last.kind) {
        Some(BlockKind::Paragraph(words)) => words,
        _ => Vec::new(),
    };
    let mut pictures: Vec<Picture> = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Figure { pictures: inner, caption: own } => {
                let single = inner.len() == 1;
                for mut picture in inner {
                    if single {
                        picture.content = own.clone();
                    }
                    pictures.push(picture);
                }
            }
            _ => {
                let found = Diagnostic::new(Code::NotYet, block.span, "a figure of something else than pictures")
                    .hint("put only pictures and a last paragraph, the caption, into the block");
                context.found.push(found);
                return None;
            }
        }
    }
    Some(Block { kind: BlockKind::Figure { pictures, caption }, span, attributes })
}

/// Quarto's `::: {#tbl-x}`: a table, and the last paragraph as its caption.
fn labelled_table(context: &mut Context<'_>, attributes: Attributes, mut blocks: Vec<Block>, span: Span) -> Option<Block> {
    let caption = match blocks.pop_if(|last| matches!(last.kind, BlockKind::Paragraph(_))) {
        Some(Block { kind: BlockKind::Paragraph(content), span, .. }) => Some(Caption { span, content }),
        _ => None,
    };
    match (blocks.pop(), blocks.is_empty()) {
        (Some(Block { kind: BlockKind::Table(mut table), .. }), true) => {
            table.caption = table.caption.or(caption);
            Some(Block { kind: BlockKind::Table(table), span, attributes })
        }
        (_, _) => {
            let opening = opening(context, span);
            let found = Diagnostic::new(Code::NotYet, opening, "a table block that holds something else than one table")
                .hint("put one pipe table and its caption into the block, or name its data: `data=…`");
            context.found.push(found);
            None
        }
    }
}
