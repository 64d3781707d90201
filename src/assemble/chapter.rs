//! Files → chapters.
//!
//! In: one file, or the files of one chapter, with the files that they include. Out: chapters with their titles and blocks; a heading of level 1 at
//! the top of a file's structure begins one. Says what is wrong with titles; numbers nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::gaps::Gaps;
use super::matter::{Chapter, Piece, Title};
use super::plain;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Block, BlockKind, TextFile};
use crate::source::{BookPath, Span};

/// The files of the manuscript, and where each was named first.
pub(super) struct Shelf<'a, 'b> {
    pub(super) texts: &'a BTreeMap<BookPath, Arc<TextFile>>,
    pub(super) named: &'b mut BTreeMap<&'a BookPath, Span>,
    pub(super) gaps: &'b Gaps<'b>,
}

/// Blocks of one file that stand together: what is included parts them.
type Segment<'a> = (&'a TextFile, &'a [Block]);

/// The chapters of one file.
pub(super) fn split<'a>(file: &'a TextFile, shelf: &mut Shelf<'a, '_>, found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let chapters = cut(file, shelf, found);
    if chapters.is_empty() && !shelf.gaps.file(file.file) {
        let finding = Diagnostic::new(Code::EmptyChapter, Span::whole(file.file), format!("`{}` has no text", file.path));
        found.push(finding.hint("write the chapter, or take the file out of the contents"));
    }
    chapters.iter().for_each(|chapter| lacking(chapter, shelf.gaps, found));
    chapters
}

/// The blocks of a file and of the files that it includes, in the order of the text.
fn segments<'a>(
    file: &'a TextFile,
    shelf: &mut Shelf<'a, '_>,
    within: &mut Vec<&'a BookPath>,
    found: &mut Diagnostics,
) -> Vec<Segment<'a>> {
    within.push(&file.path);
    let mut all = Vec::new();
    let mut start = 0;
    for (index, block) in file.blocks.iter().enumerate() {
        let BlockKind::Include(typed) = &block.kind else { continue };
        all.push((file, &file.blocks[start..index]));
        start = index + 1;
        let Some(inner) = file.path.beside(&typed.value).ok().and_then(|path| shelf.texts.get(&path)) else { continue };
        if within.contains(&&inner.path) {
            let finding = Diagnostic::new(Code::IncludeCycle, typed.span, format!("`{}` would include itself", inner.path));
            found.push(finding.hint("take the include out"));
        } else if let Some(first) = shelf.named.get(&inner.path) {
            let finding = Diagnostic::new(Code::RepeatedPage, typed.span, format!("`{}` stands twice in the book", inner.path));
            found.push(finding.label(*first, "here first").hint("take one of them out"));
        } else {
            shelf.named.insert(&inner.path, typed.span);
            all.extend(segments(inner, shelf, within, found));
        }
    }
    all.push((file, &file.blocks[start..]));
    within.pop();
    all
}

fn cut<'a>(file: &'a TextFile, shelf: &mut Shelf<'a, '_>, found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let segments = segments(file, shelf, &mut Vec::new(), found);
    // Pieces before the first head, then each head with the pieces up to the next.
    let mut parts: Vec<(Option<&'a Block>, Vec<Segment<'a>>)> = vec![(None, Vec::new())];
    for (file, blocks) in segments {
        let mut start = 0;
        let heads = blocks.iter().enumerate().filter(|(_, block)| title(block).is_some());
        for (index, head) in heads {
            parts.last_mut().into_iter().for_each(|(_, part)| part.push((file, &blocks[start..index])));
            parts.push((Some(head), Vec::new()));
            start = index + 1;
        }
        parts.last_mut().into_iter().for_each(|(_, part)| part.push((file, &blocks[start..])));
    }
    let mut chapters = Vec::new();
    let head = parts.get(1).and_then(|(head, _)| *head);
    for (title_block, part) in &parts {
        match title_block {
            None => chapters.extend(opening(file, part, head, shelf.gaps, found)),
            Some(block) => chapters.push(Chapter { title: title(block), ..bare(file, part) }),
        }
    }
    if let Some(first) = chapters.first_mut() {
        first.subtitle = file.front_matter.subtitle.as_ref();
        first.authors = &file.front_matter.authors;
    }
    chapters
}

/// One chapter of several files.
pub(super) fn join<'a>(files: &[&'a TextFile], shelf: &mut Shelf<'a, '_>, found: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let mut chapters: Vec<Chapter<'a>> = Vec::new();
    for file in files {
        let Some(first) = chapters.first_mut() else {
            let mut own = cut(file, shelf, found);
            own.iter().skip(1).filter_map(|chapter| chapter.title).for_each(|title| found.push(nested(title.span)));
            own.truncate(1);
            if own.is_empty() {
                own.push(bare(file, &[(*file, &file.blocks[..])]));
            }
            chapters = own;
            continue;
        };
        let segments = segments(file, shelf, &mut Vec::new(), found);
        let heads = segments.iter().flat_map(|(_, blocks)| *blocks).filter(|block| title(block).is_some());
        heads.for_each(|block| found.push(nested(block.span)));
        if let Some(typed) = &file.front_matter.title {
            let finding = Diagnostic::new(Code::TwoTitles, typed.span, "a further file of the chapter has a title of its own");
            found.push(finding.hint("take it out, or make the file a chapter"));
        }
        first.pieces.extend(pieces(file, &segments));
    }
    chapters.iter().for_each(|chapter| lacking(chapter, shelf.gaps, found));
    chapters
}

/// The pieces of segments; one without blocks where all are empty.
fn pieces<'a>(file: &'a TextFile, segments: &[Segment<'a>]) -> Vec<Piece<'a>> {
    let piece = |file, blocks| Piece { file, blocks, language: None };
    let full: Vec<Piece<'a>> =
        segments.iter().filter(|(_, blocks)| !blocks.is_empty()).map(|(file, blocks)| piece(*file, *blocks)).collect();
    if full.is_empty() { vec![piece(file, &[])] } else { full }
}

/// What is wrong with a heading of level 1 that begins no chapter.
pub(super) fn nested(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NestedChapter, span, "a heading of level 1 can't stand here, for it begins a chapter")
        .hint("write `##`, or close what stands round it first")
}

/// The chapter that stands before the first heading, if there is one: it has the front matter's title, or none.
fn opening<'a>(
    file: &'a TextFile,
    before: &[Segment<'a>],
    head: Option<&Block>,
    gaps: &Gaps<'_>,
    found: &mut Diagnostics,
) -> Option<Chapter<'a>> {
    let typed = file.front_matter.title.as_ref();
    let mut blocks = before.iter().flat_map(|(_, blocks)| *blocks);
    let Some(first) = blocks.next() else {
        let (typed, head) = (typed?, head?);
        if title(head).is_some_and(|t| plain::words(t.content) != plain::words(&typed.value)) {
            let finding = Diagnostic::new(Code::TwoTitles, typed.span, "front matter and first heading name the chapter differently");
            found.push(finding.label(head.span, "this one is used").hint("take one of them out"));
        }
        return None;
    };
    let title = typed.map(|t| Title { content: &t.value, attributes: None, span: t.span });
    // Front matter that could not be read may hold the title.
    let unread = gaps.within(Span::new(file.file, 0..first.span.range().start));
    if title.is_none() && !unread && !(alone(first) && blocks.all(alone)) {
        let finding = Diagnostic::new(Code::UntitledChapter, first.span, "text before the first heading makes a chapter without a title");
        found.push(finding.hint("write a heading with one `#` above it, or a `title` in the front matter"));
    }
    Some(Chapter { title, ..bare(file, before) })
}

fn bare<'a>(file: &'a TextFile, segments: &[Segment<'a>]) -> Chapter<'a> {
    Chapter { title: None, subtitle: None, authors: &[], number: None, pieces: pieces(file, segments) }
}

/// Whether a block needs no title over it: a dedication or an epigraph.
fn alone(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Div(_)) && (block.attributes.has("dedication") || block.attributes.has("epigraph"))
}

fn lacking(chapter: &Chapter<'_>, gaps: &Gaps<'_>, found: &mut Diagnostics) {
    let Some(title) = chapter.title else { return };
    if chapter.pieces.iter().all(|piece| piece.blocks.is_empty() && !gaps.file(piece.file.file)) {
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
        | BlockKind::Include(_)
        | BlockKind::PageBreak => None,
    }
}
