//! Markdown → manuscript.
//!
//! In: one file. Out: its blocks, notes and front matter as written, and what was found. The way: forms that CommonMark
//! would misread are masked (`mask`), pulldown-cmark finds the blocks of the masked text (`blocks`), and the words of
//! each leaf are read from the file's own text (`leaf`, `inline`). What a later version makes, and what pandoc reads as
//! structure and recto does not, is refused by name (`refuse`). Nothing is resolved here.

mod apart;
mod attributes;
mod blocks;
mod code;
mod columns;
mod context;
mod divs;
mod drawn;
mod excerpt;
mod front;
mod grid;
mod heading;
mod inline;
mod items;
mod leaf;
mod limits;
mod lines;
mod lists;
mod marker;
mod mask;
mod notes;
mod paragraph;
mod pipe;
mod places;
mod refuse;
mod ruled;
mod tables;
mod verse;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, RefDefs, Tag, TagEnd};

use crate::diag::Diagnostic;
use crate::manuscript::{Inline, TextFile};
use crate::source::{Source, Span, Spanned};
use context::Context;
use mask::{Known, Masked};

/// How often a text is masked anew before its last reading holds. Two rounds do for texts without tricks.
const ROUNDS: usize = 8;

/// Reads a Markdown file. A pure function of the text, memoised.
#[comemo::memoize]
pub fn text_file(source: &Source) -> (Arc<TextFile>, Arc<[Diagnostic]>) {
    let mut context = Context::new(source);
    let (mut front_matter, front) = front::read(&mut context);
    let (masked, headings) = masked(source, front);
    for range in headings {
        let (words, id) = heading::name(source, range);
        context.define_heading(&words, id);
    }
    let (blocks, mut notes) = blocks::read(&mut context, &masked);
    for (name, note) in std::mem::take(&mut context.notes) {
        notes::add(&mut context, &mut notes, name, note.span, note.blocks);
    }
    for inner in std::mem::take(&mut context.metadata) {
        front_matter = front::block(&mut context, inner, front_matter);
    }
    context.report_unused_references();
    let file = TextFile { file: source.id, path: source.path.clone(), front_matter, blocks, notes };
    (Arc::new(file), context.found.into())
}

/// Reads a stretch of a file as inline Markdown: a string in a data file or in book.toml.
pub fn inline(source: &Source, range: Range<usize>) -> (Vec<Inline>, Vec<Diagnostic>) {
    let mut context = Context::new(source);
    let leaf = leaf::Leaf::new(&source.text, source.id, range, 0);
    let inlines = inline::inlines(&mut context, &leaf);
    (inlines, context.found)
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_DEFINITION_LIST)
}

/// Masks a text until its code and terms are where the mask took them to be; also says where its headings stand.
fn masked(source: &Source, front: usize) -> (Masked, Vec<Range<usize>>) {
    let mut masked = mask::mask(&source.text, source.id, front, &Known::default());
    let mut known = Known::default();
    let mut headings = Vec::new();
    for _ in 0..ROUNDS {
        let seen;
        (seen, headings) = look(&source.text, &masked, &known);
        if seen == known {
            break;
        }
        known = seen;
        masked = mask::mask(&source.text, source.id, front, &known);
    }
    (masked, headings)
}

/// Parses a masked text for its code, its terms of several lines, the masks that did not come out as breaks, and its headings.
fn look(source: &str, masked: &Masked, before: &Known) -> (Known, Vec<Range<usize>>) {
    let text = &masked.text;
    let mut headings = Vec::new();
    let mut known = Known { colons: before.colons.clone(), plain: before.plain.clone(), ..Known::default() };
    let mut breaks = BTreeSet::new();
    for (event, range) in parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => known.code.push(range),
            Event::Start(Tag::Heading { .. }) => headings.push(range),
            Event::Code(_) => known.spans.push(range),
            Event::Rule => {
                breaks.insert(range.start);
            }
            Event::End(TagEnd::DefinitionListTitle) if text[range.clone()].trim().contains('\n') => {
                let rest = &source[range.end..];
                let margin = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
                if rest[margin..].starts_with(':') {
                    known.colons.push(range.end + margin);
                }
            }
            _ => {}
        }
    }
    let several = masked.marks.iter().filter(|(_, (mark, _))| mark.of_several_lines()).map(|(start, _)| *start);
    // Code is left alone in the next round; what is masked in code a second time begins behind a mark of its line.
    let words = |start: &usize| !breaks.contains(start) && (!known.code.contain(*start) || before.code.contain(*start));
    known.plain.extend(several.filter(words));
    known.colons.sort_unstable();
    known.colons.dedup();
    (known, headings)
}

/// Takes over the reference definitions that the parser has found.
fn define_references(context: &mut Context<'_>, found: &RefDefs<'_>) {
    let source = context.source;
    let mut definitions: Vec<_> = found.iter().collect();
    definitions.sort_by_key(|(_, definition)| definition.span.start);
    for (label, definition) in definitions {
        let span = Span::new(source.id, definition.span.clone());
        let within = source.text[definition.span.clone()].rfind(&*definition.dest);
        let address = match within {
            Some(at) if !definition.dest.is_empty() => {
                let start = definition.span.start + at;
                Span::new(source.id, start..start + definition.dest.len())
            }
            Some(_) | None => span,
        };
        context.define(label, Spanned::new(definition.dest.to_string(), address), span);
    }
}
