//! The signs of a text in its language's form: quotation marks, dashes, ellipses, no-break spaces.
//!
//! In: a section, its words as typed. Out: the same letters and digits with the signs between them set. Every paragraph,
//! heading, cell, caption and note is a run of its own: its words are laid out flat across inline markup and note marks,
//! the passes go over them in turn, and they are put back. Words without an origin (the citation engine's, values, escaped
//! signs), code and typed-out URLs are never changed, but they count as what stands beside a quotation mark. Linear in the
//! length of the text; set once, a text is not changed by a second pass.

mod dashes;
mod flat;
mod quotes;
mod spaces;

use crate::book::{Block, BlockKind, Caption, Heading, Inline, InlineKind, Row, Section, Table};
use crate::locale::Language;
use flat::{Flat, Glyph, Rules};

/// Sets the signs of a section.
pub fn section(section: &mut Section) {
    let language = section.language.clone();
    let title = &mut section.title;
    if let Some(short) = &mut title.short {
        *short = plain(short, &language);
    }
    title.heading.iter_mut().for_each(|heading| self::heading(heading, &language));
    title.subtitle.iter_mut().chain(&mut title.byline).for_each(|line| run(line, &language));
    blocks(&mut section.blocks, &language);
    section.notes.iter_mut().for_each(|note| blocks(&mut note.blocks, &language));
}

fn blocks(all: &mut [Block], language: &Language) {
    for block in all {
        let own = block.language.clone();
        let language = own.as_ref().unwrap_or(language);
        match &mut block.kind {
            BlockKind::Paragraph(content) => run(content, language),
            BlockKind::Heading(heading) => self::heading(heading, language),
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => blocks(inner, language),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| blocks(&mut item.blocks, language)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    run(&mut definition.term, language);
                    definition.meanings.iter_mut().for_each(|meaning| blocks(meaning, language));
                }
            }
            BlockKind::Table(table) => self::table(table, language),
            BlockKind::Figure(figure) => {
                caption(figure.caption.as_mut(), language);
                for picture in &mut figure.pictures {
                    picture.description = picture.description.as_deref().map(|words| plain(words, language));
                }
            }
            BlockKind::Bibliography(groups) => {
                for group in groups {
                    group.heading.iter_mut().for_each(|heading| self::heading(heading, language));
                    group.entries.iter_mut().for_each(|entry| run(&mut entry.content, language));
                }
            }
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }
}

fn heading(heading: &mut Heading, language: &Language) {
    run(&mut heading.content, language);
}

fn table(table: &mut Table, language: &Language) {
    caption(table.caption.as_mut(), language);
    let rows = table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot);
    rows.flat_map(|row: &mut Row| &mut row.cells).for_each(|cell| blocks(&mut cell.blocks, language));
    for (_, words) in table.notes.iter_mut().chain(&mut table.source) {
        run(words, language);
    }
}

fn caption(caption: Option<&mut Caption>, language: &Language) {
    caption.into_iter().for_each(|caption| run(&mut caption.content, language));
}

/// Sets the signs of one run of inlines.
pub(super) fn run(content: &mut [Inline], language: &Language) {
    let mut flat = Flat::new(content, language);
    if flat.is_plain() {
        return;
    }
    let glyphs = set(flat.take(), flat.rules());
    flat.put_back(content, &glyphs);
}

/// Sets the signs of words without markup.
pub(super) fn plain(words: &str, language: &Language) -> String {
    let mut content =
        [Inline { origin: Some(crate::source::Span::whole(crate::source::FileId::MANIFEST)), kind: InlineKind::Text(words.to_owned()) }];
    run(&mut content, language);
    crate::book::visit::words(&content)
}

fn set(glyphs: Vec<Glyph>, rules: &[Rules]) -> Vec<Glyph> {
    let glyphs = dashes::set(glyphs, rules);
    let glyphs = quotes::set(&glyphs, rules);
    spaces::set(glyphs, rules)
}
