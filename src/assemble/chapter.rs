//! Files → chapters.
//!
//! In: one file, or the files of one chapter. Out: chapters with their titles and blocks; a heading of level 1 at
//! the top of a file's structure begins one. Says what is wrong with titles; numbers nothing.

use super::matter::{Chapter, Piece, Title};
use super::plain;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Block, BlockKind, TextFile};
use crate::source::Span;

/// The chapters of one file.
pub(super) fn split<'a>(file: &'a TextFile, found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let chapters = cut(file, found);
    if chapters.is_empty() {
        let finding = Diagnostic::new(Code::EmptyChapter, Span::whole(file.file), format!("`{}` has no text", file.path));
        found.push(finding.hint("write the chapter, or take the file out of the contents"));
    }
    chapters.iter().for_each(|chapter| lacking(chapter, found));
    chapters
}

fn cut<'a>(file: &'a TextFile, found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let heads: Vec<usize> = file.blocks.iter().enumerate().filter(|(_, block)| title(block).is_some()).map(|(i, _)| i).collect();
    let before = &file.blocks[..heads.first().copied().unwrap_or(file.blocks.len())];
    let mut chapters = Vec::new();
    if let Some(chapter) = opening(file, before, heads.first().map(|i| &file.blocks[*i]), found) {
        chapters.push(chapter);
    }
    for (n, at) in heads.iter().enumerate() {
        let end = heads.get(n + 1).copied().unwrap_or(file.blocks.len());
        let blocks = &file.blocks[at + 1..end];
        chapters.push(Chapter { title: title(&file.blocks[*at]), ..bare(file, blocks) });
    }
    if let Some(first) = chapters.first_mut() {
        first.subtitle = file.front_matter.subtitle.as_ref();
        first.authors = &file.front_matter.authors;
    }
    chapters
}

/// One chapter of several files.
pub(super) fn join<'a>(files: &[&'a TextFile], found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let mut chapters: Vec<Chapter<'a>> = Vec::new();
    for file in files {
        let Some(first) = chapters.first_mut() else {
            let mut own = cut(file, found);
            own.iter().skip(1).filter_map(|chapter| chapter.title).for_each(|title| found.push(nested(title.span)));
            own.truncate(1);
            if own.is_empty() {
                own.push(bare(file, &file.blocks));
            }
            chapters = own;
            continue;
        };
        file.blocks.iter().filter(|block| title(block).is_some()).for_each(|block| found.push(nested(block.span)));
        if let Some(typed) = &file.front_matter.title {
            let finding = Diagnostic::new(Code::TwoTitles, typed.span, "a further file of the chapter has a title of its own");
            found.push(finding.hint("take it out, or make the file a chapter"));
        }
        first.pieces.push(Piece { file, blocks: &file.blocks, language: None });
    }
    chapters.iter().for_each(|chapter| lacking(chapter, found));
    chapters
}

/// What is wrong with a heading of level 1 that begins no chapter.
pub(super) fn nested(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NestedChapter, span, "a heading of level 1 can't stand here, for it begins a chapter")
        .hint("write `##`, or close what stands round it first")
}

/// The chapter that stands before the first heading, if there is one: it has the front matter's title, or none.
fn opening<'a>(file: &'a TextFile, before: &'a [Block], head: Option<&Block>, found: &mut Diagnostics) -> Option<Chapter<'a>> {
    let typed = file.front_matter.title.as_ref();
    if before.is_empty() {
        let (typed, head) = (typed?, head?);
        if title(head).is_some_and(|t| plain::words(t.content) != plain::words(&typed.value)) {
            let finding = Diagnostic::new(Code::TwoTitles, typed.span, "front matter and first heading name the chapter differently");
            found.push(finding.label(head.span, "this one is used").hint("take one of them out"));
        }
        return None;
    }
    let title = typed.map(|t| Title { content: &t.value, attributes: None, span: t.span });
    if title.is_none() && !alone(before) {
        let finding =
            Diagnostic::new(Code::UntitledChapter, before[0].span, "text before the first heading makes a chapter without a title");
        found.push(finding.hint("write a heading with one `#` above it, or a `title` in the front matter"));
    }
    Some(Chapter { title, ..bare(file, before) })
}

fn bare<'a>(file: &'a TextFile, blocks: &'a [Block]) -> Chapter<'a> {
    Chapter { title: None, subtitle: None, authors: &[], number: None, pieces: vec![Piece { file, blocks, language: None }] }
}

/// Whether a page needs no title: a dedication or an epigraph alone.
fn alone(blocks: &[Block]) -> bool {
    let role =
        |block: &Block| matches!(block.kind, BlockKind::Div(_)) && (block.attributes.has("dedication") || block.attributes.has("epigraph"));
    blocks.iter().all(role)
}

fn lacking(chapter: &Chapter<'_>, found: &mut Diagnostics) {
    let Some(title) = chapter.title else { return };
    if chapter.pieces.iter().all(|piece| piece.blocks.is_empty()) {
        let finding = Diagnostic::new(Code::EmptyChapter, title.span, "the chapter has a title and no text");
        found.push(finding.hint("write some text; a part's title goes into book.toml as `{ part = \"…\", chapters = […] }`"));
    }
}

fn title(block: &Block) -> Option<Title<'_>> {
    match &block.kind {
        BlockKind::Heading { level: 1, content } => Some(Title { content, attributes: Some(&block.attributes), span: block.span }),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Lines(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::DataTable { .. }
        | BlockKind::Figure { .. }
        | BlockKind::Ornament
        | BlockKind::Div(_)
        | BlockKind::PageBreak => None,
    }
}
