//! Every place in blocks, moved.
//!
//! In: blocks read from a part of a file, and the way back. Out: the same with places in the file.

use crate::manuscript::{Attributes, Block, BlockKind, Citation, Inline, InlineKind, Picture, Row, Table, Value};
use crate::source::{Span, Spanned};

type Way<'w> = &'w dyn Fn(Span) -> Span;

/// Moves the places of blocks.
pub(super) fn blocks(all: &mut [Block], way: Way<'_>) {
    all.iter_mut().for_each(|block| self::block(block, way));
}

fn block(block: &mut Block, way: Way<'_>) {
    block.span = way(block.span);
    attributes(&mut block.attributes, way);
    match &mut block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => inlines(content, way),
        BlockKind::Quote(inner) | BlockKind::Div(inner) => blocks(inner, way),
        BlockKind::Code { language, .. } => language.iter_mut().for_each(|language| spanned(language, way)),
        BlockKind::List { items, .. } => {
            for item in items {
                item.span = way(item.span);
                item.label.iter_mut().for_each(|label| spanned(label, way));
                blocks(&mut item.blocks, way);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                definition.span = way(definition.span);
                inlines(&mut definition.term, way);
                definition.meanings.iter_mut().for_each(|meaning| blocks(meaning, way));
            }
        }
        BlockKind::Lines(lines) => lines.iter_mut().for_each(|line| inlines(line, way)),
        BlockKind::Table(inner) => table(inner, way),
        BlockKind::DataTable { data, caption } => {
            spanned(data, way);
            inlines(caption, way);
        }
        BlockKind::Figure { pictures, caption } => {
            pictures.iter_mut().for_each(|picture| self::picture(picture, way));
            inlines(caption, way);
        }
        BlockKind::Include(path) => spanned(path, way),
        BlockKind::Ornament | BlockKind::PageBreak => {}
    }
}

fn table(table: &mut Table, way: Way<'_>) {
    if let Some(caption) = &mut table.caption {
        caption.span = way(caption.span);
        inlines(&mut caption.content, way);
    }
    for Row { span, cells } in table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot) {
        *span = way(*span);
        for cell in cells {
            cell.span = way(cell.span);
            blocks(&mut cell.blocks, way);
        }
    }
}

fn inlines(all: &mut [Inline], way: Way<'_>) {
    for inline in all {
        inline.span = way(inline.span);
        match &mut inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Struck(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::InlineNote(inner) => inlines(inner, way),
            InlineKind::Link { target, content } => {
                spanned(target, way);
                inlines(content, way);
            }
            InlineKind::Span { attributes, content } => {
                self::attributes(attributes, way);
                inlines(content, way);
            }
            InlineKind::Picture(picture) => self::picture(picture, way),
            InlineKind::Citation(citation) => self::citation(citation, way),
            InlineKind::Value(Value { path, forms }) => path.iter_mut().chain(forms).for_each(|part| spanned(part, way)),
            InlineKind::Text(_)
            | InlineKind::Literal(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::NoteReference(_) => {}
        }
    }
}

fn citation(citation: &mut Citation, way: Way<'_>) {
    attributes(&mut citation.attributes, way);
    for item in &mut citation.items {
        spanned(&mut item.key, way);
        inlines(&mut item.prefix, way);
        inlines(&mut item.suffix, way);
    }
}

fn picture(picture: &mut Picture, way: Way<'_>) {
    picture.span = way(picture.span);
    spanned(&mut picture.path, way);
    inlines(&mut picture.content, way);
    attributes(&mut picture.attributes, way);
}

fn attributes(attributes: &mut Attributes, way: Way<'_>) {
    attributes.id.iter_mut().chain(&mut attributes.classes).for_each(|word| spanned(word, way));
    for (key, value) in &mut attributes.pairs {
        spanned(key, way);
        spanned(value, way);
    }
}

fn spanned(word: &mut Spanned<String>, way: Way<'_>) {
    word.span = way(word.span);
}
